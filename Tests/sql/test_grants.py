"""What a service's account could do with SQL of its own choice: call its routines. Walked over every place where
MariaDB keeps a right, and tried."""

import json

import pytest
from two_tenants import AccountConnection, World

ACCOUNTS = ("app", "worker", "admin")
each_account = pytest.mark.parametrize("account", ACCOUNTS)


@each_account
def test_no_right_on_the_whole_server_and_no_role(server, account):
    rows = server.sql(f"SELECT Priv FROM mysql.global_priv WHERE User = 'docket_{account}'")
    assert len(rows) == 1, "one host pattern, or a second account could have other rights"
    rights = json.loads(rows[0][0])
    assert rights.get("access", 0) == 0
    assert not rights.get("default_role") and not rights.get("is_role")


@pytest.mark.parametrize("table", ["db", "tables_priv", "columns_priv"])
def test_no_right_on_a_schema_a_table_or_a_column(server, table):
    """Nor for PUBLIC or the nameless account, which would be everyone's."""
    users = "'docket_app', 'docket_worker', 'docket_admin', 'PUBLIC', ''"
    assert server.sql(f"SELECT User FROM mysql.{table} WHERE User IN ({users})") == []


def test_no_role_and_no_other_identity_is_granted(server):
    assert server.sql("SELECT User, Role FROM mysql.roles_mapping WHERE User LIKE 'docket%'") == []
    assert server.sql("SELECT User, Proxied_user FROM mysql.proxies_priv WHERE User LIKE 'docket%' OR User = ''") == []
    assert server.sql("SELECT User FROM mysql.global_priv WHERE User IN ('', 'PUBLIC')") == []


@each_account
def test_routines_may_be_executed_and_not_altered_nor_passed_on(server, account):
    rights = f"SELECT DISTINCT Db, Routine_type, Proc_priv FROM mysql.procs_priv WHERE User = 'docket_{account}'"
    own = [["docket", "PROCEDURE", "Execute"]]
    # Making and dropping tenants' accounts.
    makes_accounts = [["docket_accounts", "PROCEDURE", "Execute"]] if account == "admin" else []
    assert sorted(server.sql(rights)) == own + makes_accounts


def test_nobody_else_may_execute_them(server):
    users = (
        "SELECT DISTINCT User FROM mysql.procs_priv WHERE User NOT IN ('docket_app', 'docket_worker', 'docket_admin')"
    )
    assert server.sql(users + " AND User NOT LIKE 'docket_tenant%'") == []


# Each is refused, or shows nothing.
REFUSED = {
    "SET ROLE docket_owner": "1959",
    "SET DEFAULT ROLE docket_owner": "1959",
    "SET PASSWORD FOR docket_owner@'%' = 'x'": "1044",
    "SELECT * FROM mysql.global_priv": "1142",
    "SELECT * FROM mysql.proc": "1142",
    "SELECT * FROM mysql.innodb_table_stats": "1142",
    "USE mysql": "1044",
    "SELECT * FROM tenant": "1142",
    "DESCRIBE tenant": "1142",
    "SHOW CREATE TABLE tenant": "1142",
    "EXPLAIN SELECT * FROM tenant": "1142",
    "HANDLER tenant OPEN": "1142",
    "CHECKSUM TABLE tenant": "1142",
    "CHECK TABLE tenant": "1142",
    "LOCK TABLES tenant READ": "1044",
    "TRUNCATE TABLE audit": "1142",
    "DROP TABLE audit": "1142",
    "ALTER TABLE audit DROP COLUMN actor": "1142",
    "DROP TRIGGER audit_is_append_only_1": "1142",
    "CREATE TRIGGER t BEFORE INSERT ON audit FOR EACH ROW SET @x = NEW.actor": "1142",
    "CREATE VIEW v AS SELECT * FROM tenant": "1142",
    "CREATE TEMPORARY TABLE t (id INT)": "1044",
    "CREATE PROCEDURE p() SELECT 1": "1044",
    "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DO 1": "1044",
    "SELECT NEXTVAL(job_number)": "1142",
    "SELECT LASTVAL(job_number)": "1142",
    "SELECT authorize('', 'documents:read')": "1370",
    "SELECT lease_tenant(1, 1, 1)": "1370",
    "SELECT result_signature(UUID(), UUID(), 1)": "1370",
    "CALL event_add(1, 'x', NULL, '{}')": "1370",
    "CALL audit_add(1, 'x', 'x', NULL, NULL)": "1370",
    "CALL routine_grant('tenant_list', 'docket_app')": "1370",
    "GRANT EXECUTE ON PROCEDURE tenant_list TO docket_app@'%'": "1370",
    "GRANT SELECT ON tenant TO docket_app@'%'": "1142",
    "CREATE USER thief": "1227",
    "SHOW GRANTS FOR docket_owner@'%'": "1044",
    "SELECT 1 INTO OUTFILE '/tmp/docket-stolen'": "1227",
    "LOAD DATA INFILE '/etc/passwd' INTO TABLE tenant": "1045",
    "SET GLOBAL general_log = 1": "1227",
    "FLUSH TABLES": "1227",
    "SHOW ENGINE INNODB STATUS": "1227",
    "SELECT * FROM information_schema.INNODB_TRX": "1227",
    "SELECT * FROM information_schema.INNODB_SYS_TABLESTATS": "1227",
    "SHOW BINARY LOGS": "1227",
    "SHOW EVENTS": "1044",
}
NOTHING = [
    "SELECT TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'docket'",
    "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'docket'",
    "SELECT INDEX_NAME, CARDINALITY FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = 'docket'",
    "SELECT TABLE_ROWS FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = 'docket'",
    "SELECT CONSTRAINT_NAME FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = 'docket'",
    "SELECT CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = 'docket'",
    "SELECT TRIGGER_NAME FROM information_schema.TRIGGERS",
    "SELECT EVENT_NAME FROM information_schema.EVENTS",
    "SELECT ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_DEFINITION IS NOT NULL",
    "SELECT * FROM information_schema.APPLICABLE_ROLES",
    "SELECT * FROM information_schema.TABLE_STATISTICS",
    "SELECT LOAD_FILE('/etc/passwd') FROM DUAL WHERE LOAD_FILE('/etc/passwd') IS NOT NULL",
    "SELECT ID FROM information_schema.PROCESSLIST WHERE USER <> SUBSTRING_INDEX(USER(), '@', 1)",
    "SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME NOT IN ('docket', 'docket_accounts', 'information_schema')",
    "SHOW TABLES",
    "SHOW TABLE STATUS",
    "SHOW TRIGGERS",
    "SHOW OPEN TABLES",
]


@pytest.fixture(scope="module", params=ACCOUNTS)
def connection(request, server):
    with AccountConnection(server, request.param) as connection:
        yield connection


@pytest.mark.parametrize("statement", REFUSED)
def test_statement_is_refused(connection, statement):
    assert connection.answer(statement).startswith(f"ERROR {REFUSED[statement]} ")


@pytest.mark.parametrize("statement", NOTHING)
def test_statement_shows_nothing(connection, statement):
    assert connection.answer(statement) == ""


def test_administrators_statement_of_the_above_shows_something(database):
    """They find nothing because of the account, not because there is nothing."""
    seen = [statement for statement in NOTHING if database.sql(statement)]
    assert len(seen) >= 10


@pytest.fixture
def world(server):
    world = World(server)
    yield world
    world.close()


SETTINGS = (
    "foreign_key_checks = 0",
    "check_constraint_checks = 0",
    "unique_checks = 0",
    "sql_mode = ''",
    "sql_safe_updates = 0",
    "sql_select_limit = 1",
    "transaction_isolation = 'READ-UNCOMMITTED'",
    "timestamp = 1",
    "time_zone = '-12:00'",
    "time_zone = '+13:00'",
    "last_insert_id = 1",
    "optimizer_switch = 'default'",
    "character_set_client = 'latin1'",
    "autocommit = 0",
)


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_of_a_session_opens_anything(server, world, setting):
    """A session may set these; the routines were made with their own, or do not heed them."""
    with AccountConnection(server, "app") as app:
        app.know(world.prepare())
        app.run(f"SET SESSION {setting}")
        assert "(45404)" in app.answer("CALL document_show(@key, @their_document)")
        assert "(45401)" in app.answer("CALL document_show(@key_expired, @document)")
        assert "(45401)" in app.answer("CALL document_progress(@key_expired, @document)")
        assert "(45401)" in app.answer("CALL document_show(@key_revoked, @document)")
        assert "storage_key_invalid" in app.answer(
            "CALL document_create(@key, UUID(), UUID(), UNHEX(SHA2('x', 256)), 'application/pdf', 1,"
            " 'uploads/0193a1b2-1111-7000-8000-000000000000/../0193a1b2-2222-7000-8000-000000000000/original', 'x',"
            " NULL, 'invoice', 5)"
        )
        assert "ERROR" not in app.answer("CALL document_show(@key, @document)")
