"""Every table that people can change tells who changed what; the others are named here with the reason."""
import json

import pytest
from inside import as_account

# Table: a change of one row of the fixture's world.
CHANGES = {
    "tenant": "UPDATE tenant SET name = 'Renamed'",
    "api_key": "UPDATE api_key SET revoked_at = '2026-01-01'",
    "package": "UPDATE package SET requests = requests + 1 WHERE package = 'free'",
    "tenant_quota": "UPDATE tenant_quota SET concurrency = 2",
    "address_policy": "UPDATE address_policy SET requests = requests + 1",
    "queue": "UPDATE queue SET max_attempts = max_attempts + 1 WHERE name = 'ocr'",
    "schedule": "UPDATE schedule SET cron = '0 4 * * *'",
    "tenant_pause": "UPDATE tenant_pause SET since = '2026-01-01'",
    "pipeline": "UPDATE pipeline SET total_steps = total_steps + 1 WHERE pipeline = 'ocr'",
    "pipeline_step": "UPDATE pipeline_step SET status_done = 'failed' WHERE pipeline = 'ocr' AND position = 2",
    "document_status": "UPDATE document_status SET name = 'Other' WHERE pipeline = 'ocr' AND status = 'failed'",
    "field_type": "UPDATE field_type SET position = 99 WHERE name = 'total'",
    "step": "UPDATE step SET needs = NULL WHERE step = 'evaluate'",
    "step_queue": "UPDATE step_queue SET queue_id = (SELECT queue_id FROM queue WHERE name = 'maintenance') WHERE step = 'ocr'",
    "secret": "UPDATE secret SET value = RANDOM_BYTES(32) WHERE name = 'result_link'",
    "event_keep": "UPDATE event_keep SET keep_count = keep_count + 1",
    "audited_table": "UPDATE audited_table SET object_columns = 'queue_id' WHERE name = 'queue'",
}
NOT_TOLD = {
    "api_key": {"key_hash", "tenant_active"}, "secret": {"value"}, "schedule": {"next_at", "last_at", "error"},
}  # fmt: skip
# Every job changes them, so their routines tell instead of triggers that each job would pay for.
BY_THEIR_ROUTINES = {
    "tenant_queue": [
        ("queue_share('ocr', 'example', 300, NULL)", "weight", 100, 300),
        ("queue_pause('ocr', 'example', TRUE)", "paused", 0, 1),
    ],
    "job_limit": [("queue_limit('llm', 'example', 'openai', 4, NULL, NULL)", "max_running", None, 4)],
}
# Changed by routines alone that tell what was and what is; test_tenant_admins.py has them.
BY_TENANT_ADMINS = {"document_type", "document_type_field", "keyword_rule", "tenant_admin"}
# Changed by the service alone, as it works.
BY_THE_SERVICE = {
    "document_tag", "einvoice", "line_item", "tax_subtotal",
    "media", "document", "document_version", "version_field", "page", "prediction", "field", "job", "job_live",
    "job_number", "job_limit_turn", "job_limit_tenant",
    "job_limit_waiting", "job_unique", "job_history", "step_job", "subject", "event_log", "queue_clock", "queue_histogram", "queue_minute", "worker",
    "worker_total", "event", "event_head", "tenant_usage", "tenant_storage", "key_window", "address_window", "idempotency",
}
# The log itself, the owner's record of what was applied, and what comes with a release.
ON_THEIR_OWN = {"audit", "schema_migration", "tenant_migration", "subject_kind", "event_type"}

RENAME = """DELIMITER //
CREATE PROCEDURE test_rename(IN p_key BINARY(32)) MODIFIES SQL DATA
BEGIN
    DECLARE v_tenant INT UNSIGNED DEFAULT authorize(p_key, 'documents:write');
    UPDATE tenant SET name = CONCAT(name, '!') WHERE tenant_id = v_tenant;
END//
GRANT EXECUTE ON PROCEDURE test_rename TO docket_app@'%'//
"""


def last(database):
    [row] = database.sql(
        "SELECT actor, action, object, COALESCE(before_value, 'null'), COALESCE(after_value, 'null') FROM audit"
        " ORDER BY audit_id DESC LIMIT 1")
    return (*row[:3], json.loads(row[3]), json.loads(row[4]))


def count(database):
    return int(database.sql("SELECT COUNT(*) FROM audit")[0][0])


def test_every_table_is_audited_or_has_a_reason(server):
    tables = {row[0] for row in server.sql(
        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'docket' AND TABLE_TYPE <> 'VIEW'")}
    audited = {row[0] for row in server.sql("SELECT name FROM audited_table")}
    assert audited == set(CHANGES)
    others = set(BY_THEIR_ROUTINES) | BY_TENANT_ADMINS | BY_THE_SERVICE | ON_THEIR_OWN
    assert tables == audited | others
    assert not audited & others


@pytest.mark.parametrize("table", CHANGES)
def test_a_change_by_hand_is_told_with_before_and_after(database, table):
    database.sql(
        """CALL quota_apply((SELECT tenant_id FROM tenant), NULL, NULL, NULL, 1);
        CALL queue_pause(NULL, 'example', TRUE)""")
    before = count(database)
    with database.connect() as connection:
        connection.run("START TRANSACTION")
        rows = connection.run(CHANGES[table])
        assert not rows, rows
        [row] = connection.run(
            "SELECT action, actor = SESSION_USER(), before_value, after_value FROM audit ORDER BY audit_id DESC LIMIT 1")
        [[told]] = connection.run("SELECT COUNT(*) FROM audit")
        connection.run("ROLLBACK")
    assert row[:2] == [f"{table}.change", "1"]
    assert int(told) == before + 1
    old, new = json.loads(row[2]), json.loads(row[3])
    columns = {each[0] for each in database.sql(
        f"SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'docket' AND TABLE_NAME = '{table}'")}
    assert set(old) == set(new) == columns - NOT_TOLD.get(table, set())
    assert old != new or table == "secret"


@pytest.mark.parametrize("call, member, old, new", sum(BY_THEIR_ROUTINES.values(), []))
def test_a_routine_tells_of_what_has_no_trigger(database, call, member, old, new):
    before = count(database)
    database.sql(f"CALL {call}")
    assert count(database) == before + 1
    _, action, _, was, is_now = last(database)
    assert action.split(".")[0] in BY_THEIR_ROUTINES
    assert ((was or {}).get(member), is_now[member]) == (old, new)


def test_what_the_service_notes_of_a_schedule_is_not_told(database):
    before = count(database)
    database.sql("UPDATE schedule SET next_at = NOW(), error = 'none'")
    assert count(database) == before


def test_a_change_that_changes_nothing_is_not_told(database):
    before = count(database)
    database.sql("UPDATE queue SET max_attempts = max_attempts; UPDATE tenant SET name = name")
    assert count(database) == before


def test_a_row_that_comes_or_goes_is_told(database):
    database.sql("INSERT INTO package VALUES ('brief', 1, 1, 1, 1, 1)")
    assert last(database)[1:3] == ("package.create", "brief")
    assert last(database)[3] is None and last(database)[4]["requests"] == 1
    database.sql("DELETE FROM package WHERE package = 'brief'")
    assert last(database)[1:3] == ("package.delete", "brief")
    assert last(database)[4] is None and last(database)[3]["requests"] == 1


def test_what_a_command_does_is_told_once_in_the_commands_name(database):
    before = count(database)
    database.docket("tenant", "package", "example", "business")
    actor, action, slug, old, new = last(database)
    assert (actor.split("@")[0], action, slug) == ("docket_admin", "tenant.change", "example")
    assert (old["package"], new["package"]) == ("standard", "business")
    assert count(database) == before + 1
    told = database.docket("audit", "--tenant", "example", "--since", "1h").stdout.splitlines()
    assert "tenant.change" in told[1] and "package: standard → business" in told[1]
    assert "api_key.create" in told[-2] and "tenant.create" in told[-1]
    assert database.docket("audit", "--tenant", "nobody", check=False).returncode != 0


def test_what_a_client_does_is_told_in_its_keys_name(database):
    """No route changes an audited table yet; whichever does begins with authorize, as this one."""
    database.script(text=RENAME)
    try:
        complaint = as_account(database, "app", "CALL test_rename(UNHEX(SHA2('dk_fixture', 256)))")
        assert complaint == ""
        [[key]] = database.sql("SELECT key_id FROM api_key")
        assert last(database)[:3] == (f"key {key}", "tenant.change", "example")
        # An administrator on a connection of his own is not taken for a key.
        database.sql("CALL test_rename(UNHEX(SHA2('dk_fixture', 256)))")
        assert not last(database)[0].startswith("key ")
    finally:
        database.sql("DROP PROCEDURE test_rename")


@pytest.mark.parametrize("account", ["app", "worker", "admin"])
@pytest.mark.parametrize("statement", [
    "TRUNCATE TABLE audit", "DROP TABLE audit", "DELETE FROM audit", "UPDATE audit SET actor = 'nobody'",
    "DROP TRIGGER audit_is_append_only_1", "DROP TRIGGER audit_tenant_change",
    "CREATE OR REPLACE TRIGGER audit_tenant_change AFTER UPDATE ON tenant FOR EACH ROW SET @nothing = 1",
    "ALTER TABLE audit DROP COLUMN actor", "RENAME TABLE audit TO gone",
])
def test_no_service_can_unsay_anything(server, account, statement):
    assert "ERROR 1142 (42000)" in as_account(server, account, statement)


def test_a_table_that_gains_a_column_tells_of_it(database):
    database.sql("ALTER TABLE package ADD COLUMN colour VARCHAR(10)")
    try:
        database.docket("migrate")
        database.sql("UPDATE package SET colour = 'blue' WHERE package = 'free'")
        assert last(database)[4]["colour"] == "blue"
    finally:
        database.sql("ALTER TABLE package DROP COLUMN colour")
        database.docket("migrate")
