"""A tenant's own SQL files: each statement once, nothing rewritten, and what goes wrong is said with its place."""
import subprocess

import pytest
from stack import ROOT


class Migrations:
    def __init__(self, database, folder, slug="example"):
        self.database = database
        self.slug = slug
        self.folder = folder / slug
        self.folder.mkdir()
        self.password = folder / f"{slug}.password"
        database.docket("tenant", "admin", "create", slug, "--output", str(self.password))

    def write(self, name, *statements):
        (self.folder / name).write_text("".join(f"{statement};\n" for statement in statements))

    def run(self, *options, check=True):
        return self.database.docket(
            "tenant", "migrate", str(self.folder), "--tenant", self.slug, "--password-file", str(self.password),
            *options, check=check,
        )

    def steps(self):
        return self.database.sql(
            f"""SELECT file, step, state FROM tenant_migration JOIN tenant USING (tenant_id)
            WHERE slug = '{self.slug}' AND file <> '0001_first.sql' ORDER BY file, step"""
        )


@pytest.fixture
def migrations(database, tmp_path):
    return Migrations(database, tmp_path)


FIELD = "CALL document_type_field_set('invoice', '{}', 'text', FALSE, JSON_ARRAY('{}'), NULL, NULL)"


def test_each_statement_runs_once(database, migrations):
    migrations.write("0001_fields.sql", FIELD.format("a", "A"), FIELD.format("b", "B"))
    migrations.write("0002_more.sql", "CALL threshold_set('invoice', 0.9, 0.9)")
    result = migrations.run()
    assert result.stdout == "running 0001_fields.sql\nrunning 0002_more.sql\n2 files, 3 statements run\n"
    noted = "SELECT COUNT(*) FROM audit WHERE actor LIKE 'tenant_example@%'"
    before = database.sql(noted)
    assert migrations.run().stdout == "nothing to run\n"
    assert database.sql(noted) == before
    assert migrations.steps() == [
        ["0001_fields.sql", "1", "done"], ["0001_fields.sql", "2", "done"], ["0002_more.sql", "1", "done"]
    ]


def test_a_dry_run_changes_nothing(database, migrations):
    migrations.write("0001_fields.sql", FIELD.format("a", "A"), FIELD.format("b", "B"))
    states = [line.split(maxsplit=2) for line in migrations.run("--status").stdout.splitlines()]
    assert states == [["file", "statements", "state"], ["0001_fields.sql", "2", "to run"]]
    assert migrations.steps() == []
    migrations.run()
    assert "0001_fields.sql  2           done" in migrations.run("--status").stdout


def test_a_failure_is_said_with_its_place_and_the_next_run_goes_on(database, migrations):
    migrations.write("0001_fields.sql", "-- first\n" + FIELD.format("a", "A"), "\nCALL threshold_set('invoice', 7, 0.9)",
                     FIELD.format("b", "B"))
    failed = migrations.run(check=False)
    assert failed.returncode != 0
    assert "0001_fields.sql:4: statement 2 failed: threshold_invalid: give a number from 0 to 1\n    CALL" in failed.stderr
    assert migrations.steps() == [["0001_fields.sql", "1", "done"], ["0001_fields.sql", "2", "running"]]
    assert "1 done" in migrations.run("--status").stdout


def test_what_was_run_must_not_change(database, migrations):
    migrations.write("0001_fields.sql", FIELD.format("a", "A"))
    migrations.run()
    migrations.write("0001_fields.sql", FIELD.format("c", "C"))
    migrations.write("0000_before.sql", FIELD.format("d", "D"))
    refused = migrations.run(check=False)
    assert refused.returncode != 0 and "0001_fields.sql was changed after it had been applied" in refused.stderr
    assert "changed since it was run" in migrations.run("--status").stdout
    assert database.sql("SELECT COUNT(*) FROM document_type_field WHERE name IN ('c', 'd')") == [["0"]]


def test_the_record_itself_refuses_a_change(database, migrations):
    migrations.write("0001_fields.sql", FIELD.format("a", "A"))
    migrations.run()
    migrations.write("0002_forged.sql", "CALL tenant_migration_begin('0001_fields.sql', 1, 1, REPEAT('0', 64))")
    assert "migration_changed" in migrations.run(check=False).stderr


@pytest.mark.parametrize(
    "statement", ["DELETE FROM audit", "CREATE TABLE mine (id INT)", "DROP VIEW my_fields", "SELECT * FROM tenant",
                  "GRANT SELECT ON docket.* TO docket_app@'%'", "SET GLOBAL max_connections = 1"]
)
def test_a_file_can_do_no_more_than_the_account(migrations, statement):
    migrations.write("0001_more.sql", statement)
    assert "0001_more.sql:1: statement 1 failed" in (refused := migrations.run(check=False)).stderr
    assert "denied" in refused.stderr


def test_two_tenants_files_are_two(database, migrations, tmp_path):
    database.sql("CALL tenant_create(test_id('other'), 'other', 'Other')")
    other = Migrations(database, tmp_path, "other")
    for one in migrations, other:
        one.write("0001_fields.sql", FIELD.format(one.slug, one.slug))
        one.run()
    fields = """SELECT slug, f.name FROM document_type_field f JOIN tenant USING (tenant_id) WHERE f.name <> 'cost_centre'
        ORDER BY slug"""
    assert database.sql(fields) == [["example", "example"], ["other", "other"]]


@pytest.mark.parametrize(
    "names, said",
    [
        ([], "there are no files NNNN_name.sql"),
        (["fields.sql"], "fields.sql has no number"),
        (["0001_a.sql", "0001_b.sql"], "0001_a.sql and 0001_b.sql have the same number"),
    ],
)
def test_a_folder_that_is_none_is_said(migrations, names, said):
    for name in names:
        migrations.write(name, "DO 1")
    assert said in migrations.run(check=False).stderr


def test_a_revoked_account_runs_nothing(database, migrations):
    migrations.write("0001_fields.sql", FIELD.format("a", "A"))
    database.sql("UPDATE tenant_admin SET revoked_at = NOW(6) WHERE account = 'tenant_example'")
    assert "looks after no active tenant" in migrations.run(check=False).stderr
    database.docket("tenant", "admin", "revoke", "example")
    assert "Access denied" in migrations.run(check=False).stderr
    missing = database.docket("tenant", "migrate", str(migrations.folder), "--tenant", "example", check=False)
    assert "--password-file" in missing.stderr


def test_no_tenant_holds_anothers_lock(database, migrations):
    migrations.write("0001_fields.sql", FIELD.format("a", "A"))
    [[tenant]] = database.sql("SELECT tenant_id FROM tenant WHERE slug = 'example'")
    with database.connect() as another:
        for name in f"docket-tenant-docket-{tenant}", f"docket-tenant-{tenant}", "docket-tenant-example":
            assert another.run(f"SELECT GET_LOCK('{name}', 0)") == [["1"]]
        assert migrations.run().stdout.endswith("1 files, 1 statements run\n")


def test_one_runner_at_a_time(database, migrations):
    migrations.write("0001_fields.sql", "DO SLEEP(1)", FIELD.format("a", "A"))
    command = [ROOT / "bin/docket", "tenant", "migrate", migrations.folder, "--tenant", "example", "--password-file",
               migrations.password]
    runs = [subprocess.Popen(command, env=database.env, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = sorted(run.communicate(timeout=60)[0].splitlines()[-1] for run in runs)
    assert outputs == ["1 files, 2 statements run", "nothing to run"]
