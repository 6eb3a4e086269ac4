"""A tenant's administrator sees and changes what is the tenant's, whatever is asked."""
import re
import subprocess

import pytest
from stack import ROOT

ROUTINES = """SELECT Routine_name FROM mysql.procs_priv WHERE Db = 'docket' AND User = 'docket_tenant_admin'"""
VIEWS = "SELECT Table_name FROM mysql.tables_priv WHERE Db = 'docket' AND User = 'docket_tenant_admin'"
PARAMETERS = """SELECT PARAMETER_NAME, DTD_IDENTIFIER FROM information_schema.PARAMETERS
    WHERE SPECIFIC_SCHEMA = 'docket' AND SPECIFIC_NAME = '{}' ORDER BY ORDINAL_POSITION"""


class Admin:
    """The mariadb client under a tenant's account."""

    def __init__(self, database, tmp_path, slug, *options):
        self.database = database
        self.slug = slug
        self.password = tmp_path / f"{slug}{len(options)}.password"
        self.account = database.docket(
            "tenant", "admin", "create", slug, "--output", str(self.password), *options
        ).stdout.split()[1].rstrip(",")

    def command(self):
        socket = self.database.var / "run/db.sock"
        password = self.password.read_text().strip()
        return ["mariadb", "--no-defaults", "-N", "-B", "-u", self.account, f"-p{password}", "-S", socket, "docket"]

    def run(self, statement):
        return subprocess.run([*self.command(), "-e", statement], capture_output=True, text=True, timeout=60)

    def rows(self, statement):
        result = self.run(statement)
        assert result.returncode == 0, (statement, result.stderr)
        return [line.split("\t") for line in result.stdout.splitlines()]

    def error(self, statement):
        result = self.run(statement)
        assert result.returncode != 0, (statement, result.stdout)
        return result.stderr


class Open:
    """A connection of an administrator's that stays open."""

    def __init__(self, admin):
        self.process = subprocess.Popen(
            [*admin.command(), "--unbuffered", "--force"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True
        )

    def __call__(self, statement):
        self.process.stdin.write(f"{statement};\nSELECT 'that was all';\n")
        self.process.stdin.flush()
        rows = []
        while (line := self.process.stdout.readline().rstrip("\n")) != "that was all":
            assert self.process.poll() is None, rows
            rows.append(line.split("\t"))
        return rows

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


@pytest.fixture
def other(database, tmp_path):
    """The administrator of a second tenant, beside the fixture's; everything of it bears the name `secret`."""
    database.sql(
        """CALL tenant_create(test_id('other'), 'other', 'Secret Other');
        CALL key_create('other', test_id('key'), UNHEX(SHA2('dk_other', 256)), 'dk_othe', 'secret',
            'documents:read,documents:write', NULL);
        CALL add_document(UNHEX(SHA2('dk_other', 256)), 'secret document', 5);
        INSERT IGNORE INTO package VALUES ('secret', 7001, 7002, 7003, 7004, 7005);
        CALL tenant_package('other', 'secret')"""
    )
    other = Admin(database, tmp_path, "other", "--name", "secret")
    other.rows(
        """CALL pipeline_set('secret', 'preprocess,ocr,predict');
        CALL document_type_set('secret', NULL, 'secret');
        CALL document_type_field_set('secret', 'secret', 'text', TRUE, '["secret"]', NULL, 'secret');
        CALL document_type_field_set('invoice', 'secret', 'text', TRUE, '["secret"]', NULL, 'secret');
        CALL keyword_rule_set('secret', 'secret', 'secret', 'tag', 'secret');
        CALL keyword_rule_set('invoice', 'secret', 'secret', 'review', NULL);
        CALL tenant_migration_begin('0001_secret.sql', 1, 1, REPEAT('0', 64));
        CALL quota_set(6001, 6002, 6003, 6005)"""
    )
    media = "SELECT test_id('secret document'), tenant_id FROM tenant WHERE slug = 'other'"
    [[document, tenant]] = database.sql(media)
    database.sql(
        f"""INSERT INTO document_tag VALUES ({tenant}, '{document}', 'secret');
        INSERT INTO field (tenant_id, document_id, pipeline, name, kind, value, confidence, source, rule)
            VALUES ({tenant}, '{document}', 'invoice', 'vendor_name', 'text', 'secret', 1, 'derived', 'x')"""
    )
    database.sql("CALL event_number()")
    yield other
    database.sql("UPDATE tenant SET package = 'standard'; DELETE FROM package WHERE package = 'secret'")


@pytest.fixture
def admin(database, tmp_path):
    """The administrator of the fixture's tenant."""
    return Admin(database, tmp_path, "example")


@pytest.fixture
def views(database):
    return sorted(row[0] for row in database.sql(VIEWS))


@pytest.fixture
def routines(database):
    return sorted(row[0] for row in database.sql(ROUTINES))


def definitions(database, slug):
    """Every row of a tenant that its administrator can change."""
    tables = ["document_type", "document_type_field", "keyword_rule", "pipeline", "tenant_migration", "tenant_quota"]
    tenant = f"(SELECT tenant_id FROM tenant WHERE slug = '{slug}')"
    return [database.sql(f"SELECT * FROM {table} WHERE tenant_id = {tenant}") for table in tables]


def test_an_account_holds_its_role_alone(database, admin):
    grants = [row[0] for row in database.sql(f"SHOW GRANTS FOR {admin.account}@'%'")]
    assert sorted(grant.split(" IDENTIFIED")[0] for grant in grants) == [
        "GRANT USAGE ON *.* TO `tenant_example`@`%`",
        "GRANT `docket_tenant_admin` TO `tenant_example`@`%`",
        "SET DEFAULT ROLE `docket_tenant_admin` FOR `tenant_example`@`%`",
    ]


def test_the_role_reads_views_and_calls_routines(database, views, routines):
    grants = [row[0] for row in database.sql("SHOW GRANTS FOR docket_tenant_admin")]
    read = [grant for grant in grants if grant.startswith("GRANT SELECT ON `docket`.`my_")]
    called = [grant for grant in grants if grant.startswith("GRANT EXECUTE ON PROCEDURE `docket`.")]
    assert (len(read), len(called)) == (len(views), len(routines))
    assert [grant for grant in grants if grant not in read + called] == ["GRANT USAGE ON *.* TO `docket_tenant_admin`"]
    services = "SELECT Routine_name FROM mysql.procs_priv WHERE User IN ('docket_app', 'docket_worker', 'docket_admin')"
    assert not {row[0] for row in database.sql(services)} & set(routines)


def test_no_routine_takes_a_tenant(database, routines):
    for routine in routines:
        assert not [name for name, _ in database.sql(PARAMETERS.format(routine)) if "tenant" in name], routine


def test_no_view_changes_anything(database, admin, views):
    for view in views:
        for statement in f"DELETE FROM {view}", f"INSERT INTO {view} SELECT * FROM {view}":
            assert "ERROR 1142 (42000)" in admin.error(statement), statement


def test_no_table_is_seen(database, admin):
    for [table] in database.sql("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'docket'"):
        if not table.startswith("my_"):
            assert "ERROR 1142 (42000)" in admin.error(f"SELECT * FROM {table}"), table
            assert "ERROR 1142 (42000)" in admin.error(f"SHOW CREATE TABLE {table}"), table
    assert "command denied" in admin.error("CALL tenant_list()")
    assert "command denied" in admin.error("SELECT account_tenant()")
    assert "denied" in admin.error("CALL docket_accounts.account_create('tenant_x', REPEAT('x', 40))")


def test_the_server_tells_nothing_of_what_lies_under_a_view(admin, views, routines):
    for view in views:
        assert "ERROR 1345" in admin.error(f"EXPLAIN SELECT * FROM {view}")
        assert "ERROR 1142" in admin.error(f"SHOW CREATE VIEW {view}")
    assert {row[0] for row in admin.rows("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'docket'")} == set(views)
    assert admin.rows("SELECT ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_DEFINITION IS NOT NULL") == []
    assert admin.rows("SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_ROWS IS NOT NULL AND TABLE_SCHEMA = 'docket'") == []


def test_every_view_shows_the_tenants_rows_alone(admin, other, views):
    [[document]] = other.rows("SELECT document_id FROM my_documents")
    for view in views:
        theirs = str(other.rows(f"SELECT * FROM {view}"))
        assert "secret" in theirs.lower() or document in theirs, view
        mine = str(admin.rows(f"SELECT * FROM {view}"))
        assert mine != "[]" or view == "my_tags", view
        assert "secret" not in mine.lower() and "'other" not in mine and document not in mine, view


def test_a_readers_own_conditions_see_no_more(database, admin, other, views):
    """A condition that fails on a row tells that the row is there: with a value of another tenant's it does what it does
    with a value that nobody has."""
    fails = "EXP(709 + LENGTH(COALESCE({}, ''))) > 0"
    assert "ERROR 1690" in other.error(f"SELECT 1 FROM my_tenant WHERE name = 'Secret Other' AND {fails.format('slug')}")
    probes = 0
    with Open(admin) as ask:

        def told(view, condition):
            rows = ask(f"SELECT 1 FROM {view} WHERE {condition}")
            return [row[0].split()[:2] for row in rows if row[0] == "1" or row[0].startswith("ERROR")]

        for view in views:
            columns = [row[0] for row in admin.rows(f"SHOW COLUMNS FROM {view}")]
            mine, theirs = (one.rows(f"SELECT * FROM {view}") for one in (admin, other))
            for row in theirs:
                for position, column in enumerate(columns):
                    value = row[position].replace("\\", "").replace("'", "''")
                    if value in {own[position] for own in mine} | {"NULL", ""}:
                        continue
                    known = {row[position] for row in mine + theirs}
                    others = [value[:-1] + end for end in "0123456789xyz"]
                    nobodys = value + "000000" if value.isdigit() else next(each for each in others if each not in known)
                    failing = fails.format(columns[position - 1])
                    for condition in f"{column} = '{{}}' AND {failing}", f"IF({column} = '{{}}', {failing}, FALSE)":
                        probes += 1
                        assert told(view, condition.format(value)) == told(view, condition.format(nobodys)), condition
    assert probes > 100


def test_every_routine_called_with_the_others_names_changes_nothing_of_theirs(database, admin, other, routines):
    before = definitions(database, "other")
    for routine in routines:
        parameters = database.sql(PARAMETERS.format(routine))
        arguments = ["'secret'" if "char" in kind or "text" in kind else "1" for _, kind in parameters]
        arguments = [
            {"p_effect": "'review'", "p_kind": "'text'", "p_labels": "'[\"x\"]'", "p_file": "'0001_secret.sql'",
             "p_steps": "'preprocess'", "p_sha256": "REPEAT('1', 64)", "p_base": "NULL"}.get(name, argument)
            for (name, _), argument in zip(parameters, arguments)
        ]
        result = admin.run(f"CALL {routine}({', '.join(arguments)})")
        assert "1142" not in result.stderr and "Secret" not in result.stdout + result.stderr, routine
        assert definitions(database, "other") == before, routine


def test_the_others_names_are_unknown(admin, other):
    assert "document_type_unknown" in admin.error("CALL threshold_set('secret', 0.5, 0.5)")
    assert "document_type_unknown" in admin.error("CALL keyword_rule_set('invoice', 'x', 'x', 'type', 'secret')")
    assert "pipeline_unknown" in admin.error("CALL document_type_set('mine', NULL, 'secret')")
    assert "pipeline_unknown" in admin.error("CALL pipeline_step_set('secret', 'ocr', 'ocr')")
    admin.rows("CALL pipeline_set('secret', 'preprocess')")
    assert other.rows("SELECT COUNT(*) FROM my_pipeline_steps") == [["3"]]


def test_no_number_of_a_pipeline_leads_to_anothers(database, admin, other):
    [[key]] = database.sql("SELECT pipeline FROM pipeline WHERE name = 'secret'")
    assert "pipeline_name_invalid" in admin.error(f"CALL pipeline_set('{key}', 'preprocess')")
    for call in f"document_type_set('mine', NULL, '{key}')", f"pipeline_step_set('{key}', 'ocr', 'ocr')":
        assert "pipeline_unknown" in admin.error(f"CALL {call}")
    admin.rows(f"CALL pipeline_remove('{key}')")
    upload = f"""CALL document_create(UNHEX(SHA2('dk_fixture', 256)), UUID(), UUID(), UNHEX(SHA2('x', 256)), 'x', 1,
        'uploads/0193a1b2-1111-7000-8000-000000000000/x', 'x',
        {{}}, {{}}, 5)"""
    for arguments in ("NULL", f"'{key}'"), ("'secret'", "NULL"):
        refused = database.run("bin/sql", "-e", upload.format(*arguments), check=False)
        assert "_unknown" in refused.stderr
    tenant = "(SELECT tenant_id FROM tenant WHERE slug = 'example')"
    moved = f"UPDATE document SET pipeline = '{key}' WHERE tenant_id = {tenant}"
    assert "document_own_pipeline" in database.run("bin/sql", "-e", moved, check=False).stderr
    typed = f"UPDATE document SET document_type = 'secret' WHERE tenant_id = {tenant}"
    assert "document_of_type" in database.run("bin/sql", "-e", typed, check=False).stderr


def test_a_reader_locks_no_row(database, admin, views):
    """SELECT … FOR UPDATE needs no more than SELECT; the workers and the other tenants are not held up by it."""
    tables = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'docket' AND TABLE_TYPE = 'BASE TABLE'"
    with Open(admin) as ask:
        ask("START TRANSACTION")
        for view in views:
            assert "ERROR" not in str(ask(f"SELECT * FROM {view} FOR UPDATE")), view
            ask(f"SELECT * FROM {view} LOCK IN SHARE MODE")
        for [table] in database.sql(tables):
            free = f"SELECT COUNT(*) FROM (SELECT 1 FROM {table} FOR UPDATE SKIP LOCKED) x"
            assert database.sql(free) == database.sql(f"SELECT COUNT(*) FROM {table}"), table


def sees_nothing(admin, views, ask):
    for view in views:
        assert ask(f"SELECT * FROM {view}") == [], view
    assert "account_unknown" in str(ask("CALL threshold_set('invoice', 1, 1)"))


def test_an_account_that_is_revoked_sees_nothing_at_its_next_statement(database, admin, views):
    with Open(admin) as ask:
        assert ask("SELECT slug FROM my_tenant") == [["example"]]
        assert database.docket("tenant", "admin", "revoke", "example").stdout == "account tenant_example is revoked\n"
        sees_nothing(admin, views, ask)
    assert "Access denied" in admin.error("SELECT 1")
    assert "revoked" in database.docket("tenant", "admin", "list", "example").stdout
    assert database.docket("tenant", "admin", "revoke", "example").returncode == 0
    again = database.docket("tenant", "admin", "create", "example").stdout.splitlines()
    admin.password.write_text(again[1])
    assert admin.rows("SELECT slug FROM my_tenant") == [["example"]]


def test_an_inactive_tenants_account_sees_nothing_at_its_next_statement(database, admin, views):
    with Open(admin) as ask:
        assert ask("SELECT slug FROM my_tenant") == [["example"]]
        database.sql("UPDATE tenant SET active = FALSE WHERE slug = 'example'")
        sees_nothing(admin, views, ask)
    assert "account_unknown" in admin.error("CALL pipeline_set('x', 'preprocess')")


def test_one_administrator_of_several_is_revoked_alone(database, admin, tmp_path):
    jane = Admin(database, tmp_path, "example", "--name", "jane")
    assert jane.account == "tenant_example.jane"
    assert {row[0] for row in jane.rows("SELECT account FROM my_admins")} >= {jane.account, admin.account}
    database.docket("tenant", "admin", "revoke", "example", "--name", "jane")
    assert admin.rows("SELECT COUNT(*) FROM my_tenant") == [["1"]]
    assert "Access denied" in jane.error("SELECT 1")


def test_the_password_is_written_for_its_owner_alone(database, admin):
    assert admin.password.stat().st_mode & 0o777 == 0o600
    refused = database.docket("tenant", "admin", "create", "example", "--output", str(admin.password), check=False)
    assert refused.returncode != 0 and "names a new file" in refused.stderr
    assert admin.rows("SELECT slug FROM my_tenant") == [["example"]], "the password is as it was"


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["create", "nobody"], "there is no such tenant"),
        (["create", "example", "--name", "O'Brien"], "lower-case letters"),
        (["create", "example", "--name", "x" * 80], "lower-case letters"),
        (["revoke", "nobody"], "no such administrator"),
        (["list", "nobody"], "there is no such tenant"),
    ],
)
def test_what_cannot_be_done_is_said(database, arguments, said):
    result = database.docket("tenant", "admin", *arguments, check=False)
    assert result.returncode != 0 and said in result.stderr


@pytest.mark.parametrize("account", ["root", "docket_owner", "tenant_", "tenant_x'@'%", "tenant_X", "tenant_x\n"])
def test_only_tenants_accounts_are_made_and_dropped(database, account):
    quoted = account.replace("'", "''")
    for call in f"account_create('{quoted}', REPEAT('x', 40))", f"account_drop('{quoted}')":
        assert "account_invalid" in database.run("bin/sql", "-e", f"CALL docket_accounts.{call}", check=False).stderr


def test_a_change_is_noted_with_its_account(admin):
    admin.rows("CALL threshold_set('invoice', 0.9, NULL)")
    [[actor, before, after]] = admin.rows(
        "SELECT actor, before_value, after_value FROM my_audit WHERE action = 'threshold.set'"
    )
    assert actor == "tenant_example@localhost"
    assert (before, after) == ('{"quality": null, "accuracy": null}', '{"quality": 0.900, "accuracy": null}')


def test_the_log_shows_no_number_that_counts_all_tenants(database, admin):
    [[tenant]] = database.sql("SELECT tenant_id FROM tenant WHERE slug = 'example'")
    document = f"{tenant}a21f3c-1111-7000-8000-000000000001"
    database.sql(
        f"""CALL job_create('example', 'maintenance', 'probe', NULL, 5, NULL, NULL, NULL);
        CALL quota_apply({tenant}, NULL, NULL, NULL, 1);
        CALL queue_pause(NULL, 'example', TRUE);
        CALL audit_add({tenant}, 'pipeline.create', '{tenant}:mine', NULL, '{{"pipeline": "{tenant}:mine"}}');
        CALL audit_add({tenant}, 'document.cancel', '{document}', NULL, NULL)""")
    told = {row[0]: row[1:] for row in admin.rows("SELECT action, object, before_value, after_value FROM my_audit")}
    assert [told[action][0] for action in ("job.create", "tenant_quota.create", "tenant_pause.create")] == ["", "", ""]
    assert told["document.cancel"][0] == document
    assert (told["pipeline.create"][0], told["pipeline.create"][2]) == ("mine", '{"pipeline": "mine"}')
    assert not any("tenant_id" in value for row in told.values() for value in row if value)
    assert "job_id" not in {row[0] for row in admin.rows("SHOW COLUMNS FROM my_jobs")}


def usage(admin, columns):
    [row] = admin.rows(f"SELECT {columns} FROM my_usage")
    return row


def test_a_quota_is_the_tenants_own_and_counts_within_its_package(database, admin, other):
    limits = "documents_limit, storage_limit, requests_limit, concurrency_limit"
    assert usage(admin, limits) == ["10000", str(50 << 30), "100", "8"]
    admin.rows("CALL quota_set(20, NULL, 50, 3)")
    assert usage(admin, limits) == ["20", str(50 << 30), "50", "3"]
    assert usage(other, limits) == ["6001", "6002", "6003", "6005"]
    assert database.sql(
        "SELECT DISTINCT running_max FROM tenant_queue JOIN tenant USING (tenant_id) WHERE slug = 'example'") == [["3"]]
    [[actor, before, after]] = admin.rows(
        "SELECT actor, before_value, JSON_VALUE(after_value, '$.requests') FROM my_audit"
        " WHERE action LIKE 'tenant\\_quota.%'")
    assert (actor, before, after) == ("tenant_example@localhost", "NULL", "50")
    admin.rows("CALL quota_set(20, NULL, 50, 3); CALL quota_set(NULL, NULL, NULL, NULL)")
    assert usage(admin, limits) == ["10000", str(50 << 30), "100", "8"]
    [[changes]] = admin.rows("SELECT COUNT(*) FROM my_audit WHERE action LIKE 'tenant\\_quota.%'")
    assert changes == "2", "the same again is no change"


@pytest.mark.parametrize(
    "quota, code",
    [
        ("10001, NULL, NULL, NULL", "quota_above_package"),
        ("NULL, (50 << 30) + 1, NULL, NULL", "quota_above_package"),
        ("NULL, NULL, 101, NULL", "quota_above_package"),
        ("NULL, NULL, NULL, 9", "quota_above_package"),
        ("NULL, NULL, 0, NULL", "quota_invalid"),
        ("NULL, NULL, NULL, 0", "quota_invalid"),
    ],
)
def test_no_quota_leads_out_of_the_package(admin, quota, code):
    admin.rows("CALL quota_set(20, NULL, NULL, NULL)")
    assert code in admin.error(f"CALL quota_set({quota})")
    assert usage(admin, "documents_limit, concurrency_limit") == ["20", "8"], "what was set stays"


def test_usage_is_what_was_taken_in_this_month(database, admin):
    assert usage(admin, "package, month = DATE_FORMAT(UTC_DATE(), '%Y-%m-01'), documents, storage") == [
        "standard", "1", "1", "4"]
    database.sql("CALL add_document(UNHEX(SHA2('dk_fixture', 256)), 'one more', 5)")
    assert usage(admin, "documents, storage") == ["2", "5"]
    database.sql("UPDATE tenant_usage SET month = month - INTERVAL 1 MONTH")
    assert usage(admin, "documents, storage") == ["0", "5"]


def test_every_view_routine_and_code_is_described(views, routines):
    described = (ROOT / "docs/tenants.md").read_text()
    assert [name for name in views if f"`{name}`" not in described] == []
    assert [name for name in routines if f"`{name}(" not in described] == []
    codes = set()
    for file in (ROOT / "sql/routines").rglob("*.sql"):
        for routine in file.read_text().split("\nEND//"):
            if "-- account: tenant_admin\n" in routine or "PROCEDURE pipeline_make" in routine:
                codes |= set(re.findall(r"SET MESSAGE_TEXT = '(\w+)'", routine))
    codes = {code for code in codes if not code.startswith("too_many_")} - {"migration_invalid", "migration_unknown"}
    assert len(codes) > 20
    assert [code for code in sorted(codes) if f"`{code}`" not in described] == []
