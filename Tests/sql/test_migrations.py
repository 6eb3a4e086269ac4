"""Migrations: nothing twice, nothing half, nothing rewritten."""
import os
import shutil
import signal
import subprocess

import pytest
from sql_tests import TestDatabase
from stack import ROOT, until


@pytest.fixture
def sql(tmp_path):
    """A copy of sql/ that a test may add to."""
    return shutil.copytree(ROOT / "sql", tmp_path / "sql")


@pytest.fixture
def database(sql):
    database = TestDatabase()
    try:
        yield database.start(sql)
    finally:
        database.stop()


def migrate(database, sql, check=True):
    return database.docket("migrate", "--sql", str(sql), check=check)


def steps(database, file):
    return database.sql(f"SELECT step, state FROM schema_migration WHERE file = 'migrations/{file}' ORDER BY step")


def test_a_second_run_does_nothing(database, sql):
    before = database.sql("SELECT * FROM schema_migration ORDER BY file, step")
    assert migrate(database, sql).stdout == "schema is up to date\n"
    assert database.sql("SELECT * FROM schema_migration ORDER BY file, step") == before


def test_a_run_that_was_killed_goes_on_where_it_stopped(database, sql):
    # Each would fail if it were run twice; the second lasts as long as the test wants.
    database.sql("CREATE TABLE pause (seconds INT); INSERT INTO pause VALUES (600)")
    (sql / "migrations/0099_interrupted.sql").write_text(
        "CREATE TABLE first_step (id INT);\nDO SLEEP((SELECT seconds FROM pause));\nCREATE TABLE third_step (id INT);\n"
    )
    command = [ROOT / "bin/docket", "migrate", "--sql", sql]
    runner = subprocess.Popen(command, env=database.env, stdout=subprocess.DEVNULL, start_new_session=True)
    until(lambda: steps(database, "0099_interrupted.sql") == [["1", "done"], ["2", "running"]])
    os.killpg(runner.pid, signal.SIGKILL)
    runner.wait()
    database.sql("UPDATE pause SET seconds = 0")
    sleeping = "SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE 'DO SLEEP%'"
    for row in database.sql(sleeping):
        database.run("bin/sql", "-e", f"KILL {row[0]}", check=False)
    assert "applying migrations/0099_interrupted.sql" in migrate(database, sql).stdout
    assert steps(database, "0099_interrupted.sql") == [["1", "done"], ["2", "done"], ["3", "done"]]


def test_a_migration_that_was_applied_must_not_change(database, sql):
    with open(sql / "migrations/0002_pipelines.sql", "a") as file:
        file.write("CREATE TABLE afterthought (id INT);\n")
    refused = migrate(database, sql, check=False)
    assert refused.returncode != 0
    assert "0002_pipelines.sql was changed after it had been applied" in refused.stderr
    assert database.sql("SHOW TABLES LIKE 'afterthought'") == []


def test_a_routine_that_changed_is_made_anew_with_its_grant(database, sql):
    path = sql / "routines/service/health.sql"
    path.write_text(path.read_text().replace("MAX(version), 0)", "MAX(version), 7)"))
    assert migrate(database, sql).stdout.splitlines()[0] == "applying routines/service/health.sql"
    granted = "SELECT COUNT(*) FROM mysql.procs_priv WHERE Routine_name = 'service_health' AND User = 'docket_app'"
    assert database.sql(granted) == [["1"]]


def test_a_grant_that_was_lost_is_made_again(database, sql):
    database.sql("REVOKE EXECUTE ON PROCEDURE docket.service_health FROM docket_app@'%'")
    migrate(database, sql)
    grants = database.sql("SHOW GRANTS FOR docket_app@'%'")
    assert any("service_health" in grant for [grant] in grants)


def test_two_runs_at_once_are_one_after_the_other(database, sql):
    (sql / "migrations/0099_slow.sql").write_text("DO SLEEP(1);\nCREATE TABLE once (id INT);\n")
    command = [ROOT / "bin/docket", "migrate", "--sql", sql]
    runs = [subprocess.Popen(command, env=database.env, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = sorted(run.communicate(timeout=60)[0].splitlines()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert outputs == ["applying migrations/0099_slow.sql", "schema is up to date"]
