"""A kind of work with a kind of subject of its own, in a page of SQL and Swift: nothing of the queue is touched."""
import os
import subprocess

import pytest
from inside import assert_counters_agree
from sql_tests import TestDatabase
from stack import ROOT, until

TOY = ROOT / "Tests/fixtures/toy-worker"


@pytest.fixture
def database():
    """Its own, as the toy adds a table."""
    database = TestDatabase()
    try:
        yield database.start()
    finally:
        database.stop()


@pytest.fixture
def worker(database):
    program = ROOT / ".build/release/toy-worker"
    var = database.var
    environment = {
        **os.environ, "DOCKET_DB_SOCKET": str(var / "run/db.sock"), "DOCKET_DB_NAME": "docket", "DOCKET_RUN": str(var / "run"),
        "DOCKET_DB_PASSWORD_FILE": str(var / "secrets/worker")}
    with open(var / "log/toy.log", "ab") as log:
        process = subprocess.Popen([program, "--queues", "maintenance:2"], env=environment, stdout=log, stderr=log)
        yield process
        process.terminate()
        process.wait(30)


def test_it_is_done_told_and_given_up_like_any_other(database, worker):
    assert not database.script(TOY / "parcel.sql")
    database.sql("CALL tenant_create(UUID(), 'toy', 'Toy')")
    tenant = "(SELECT tenant_id FROM tenant WHERE slug = 'toy')"
    sent, bare = (f"0193a1b2-3333-7000-8000-00000000000{number}" for number in (1, 2))
    database.sql(f"CALL parcel_send({tenant}, '{sent}', '{{}}'); CALL parcel_send({tenant}, '{bare}', '{{\"stamp\":false}}')")
    told = "SELECT told FROM parcel ORDER BY parcel_id"
    until(lambda: database.sql(told) == [[" begun done"], [" begun gave_up"]])
    assert database.sql("SELECT outcome, COALESCE(error_code, '') FROM job ORDER BY subject_id") == [["done", ""], ["failed", "no_stamp"]]

    # A kind that it does not know waits, uncounted, and is shown.
    database.sql("CALL job_create('toy', 'maintenance', 'unheard_of', '{}', 5, NULL, NULL, NULL)")
    waiting = """SELECT state, l.failures, l.crashes, error_code FROM job JOIN job_live l USING (job_id) WHERE kind = 'unheard_of'"""
    until(lambda: [row[0] for row in database.sql(waiting)] == ["scheduled"])
    assert database.sql(waiting) == [["scheduled", "0", "0", "kind_unknown"]]
    assert database.sql("CALL queue_unknown_kinds()") == [["maintenance", "unheard_of", "1"]]
    assert_counters_agree(database)


def test_it_takes_less_than_a_page():
    lines = sum(len((TOY / name).read_text().splitlines()) for name in ("parcel.sql", "ToyWorker.swift"))
    assert lines < 60
