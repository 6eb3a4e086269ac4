"""A filled database of the release before is brought up to date while a worker of that release works on beside a new one:
nothing is lost, nothing is done twice, and in the end it is as a new one."""
import gzip
import subprocess

import pytest
from inside import as_account, assert_counters_agree, assert_log_has_no_gaps
from sql_tests import TestDatabase
from stack import ROOT

DUMP = ROOT / "Tests/sql/earlier/schema_19.sql.gz"
OLD, NEW = 1111, 2222
JOBS = "SELECT job_id, kind, COALESCE(outcome, state), priority FROM job LEFT JOIN job_live USING (job_id) ORDER BY job_id"
HISTORY = "SELECT job_id, kind, outcome FROM job_history ORDER BY job_id"
OLD_COLUMNS = """SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'docket'
    AND (TABLE_NAME, COLUMN_NAME) IN (('job', 'document_id'), ('job_live', 'parts_left'), ('event', 'document_id'))"""


class EarlierDatabase(TestDatabase):
    """A stack of MariaDB alone, with what the release before left."""

    def start(self):
        for folder in "run", "log", "etc", "secrets":
            (self.var / folder).mkdir()
        self.run("bin/lib/database", "start")
        subprocess.run([ROOT / "bin/sql"], env=self.env, input=gzip.decompress(DUMP.read_bytes()), check=True)
        return self

    def heard_of(self, worker, minutes=0):
        self.sql(f"UPDATE worker SET seen_at = UTC_TIMESTAMP(6) - INTERVAL {minutes} MINUTE WHERE worker_id = {worker}")

    def claim(self, routine, worker, queue):
        """The rows of a claim, by the workers' account; empty columns are NULL."""
        return self.sql(f"CALL {routine}({worker}, '{queue}', 1, '[]')")

    def finish(self, job, worker, fence, queues=""):
        self.sql(f"START TRANSACTION; CALL job_finish({job}, {worker}, {fence}, '{queues}'); COMMIT")


@pytest.fixture
def database():
    database = EarlierDatabase()
    try:
        yield database.start()
    finally:
        database.stop()


def of_document(database, number):
    return f"0193a1b2-2222-7000-8000-0000000001{number:02}"


def live(database, document, columns="state, members_left"):
    return database.sql(f"SELECT kind, {columns} FROM job JOIN job_live USING (job_id) WHERE subject_id = '{document}' ORDER BY job_id")


def test_a_filled_database_comes_through_with_workers_of_both_releases(database):
    before, history = database.sql(JOBS), database.sql(HISTORY)
    events = database.sql("SELECT tenant_id, seq, type, payload FROM event ORDER BY tenant_id, seq")
    assert len(before) == 23 and len(history) == 1 and len(events) > 20
    database.heard_of(OLD)

    # Expanded: all is there, and what the old worker needs.
    said = database.docket("migrate").stdout
    assert "processes of the release before" in said and "oldhost 4711" in said
    assert database.sql(JOBS) == before and database.sql(HISTORY) == history
    assert database.sql(OLD_COLUMNS) == [["3"]]
    about = database.sql("SELECT kind, COUNT(*), COUNT(subject_id) FROM job GROUP BY kind ORDER BY kind")
    assert [row for row in about if row[1] != row[2]] == [["probe", "4", "0"]]
    assert database.sql("SELECT subject_kind, subject_id FROM job_history") == [["document", of_document(database, 1)]]
    assert_counters_agree(database)

    # The old worker: ends a page that it held, takes a document, and ends a searchable PDF that it thinks is about nothing.
    waiting = of_document(database, 4)
    assert live(database, waiting) == [["ocr", "waiting", "2"], ["ocr_page", "running", "0"], ["ocr_page", "scheduled", "0"]]
    [[page, fence]] = database.sql(f"SELECT job_id, job_live.fence FROM job JOIN job_live USING (job_id) WHERE subject_id = '{waiting}' AND state = 'running'")
    database.finish(page, OLD, fence)
    assert live(database, waiting) == [["ocr", "waiting", "1"], ["ocr_page", "scheduled", "0"]]
    [taken] = database.claim("job_claim", OLD, "preprocessing")
    assert taken[2] == "preprocess" and taken[5] == of_document(database, 7) and taken[8] == "document 7.pdf" and len(taken) == 17
    [[pdf, fence]] = database.sql("SELECT job_id, job_live.fence FROM job JOIN job_live USING (job_id) WHERE kind = 'searchable_pdf'")
    database.sql(f"CALL job_claim({OLD}, 'preprocessing', 0, '[[{pdf},{fence}]]')")
    assert database.sql(f"SELECT outcome FROM job WHERE job_id = {pdf}") == [["done"]]
    assert database.sql(f"CALL job_fail({taken[0]}, {OLD}, {taken[1]}, 'internal_error', 'x', FALSE)")[0][0] == "retry"
    assert as_account(database, "worker", f"CALL worker_start({OLD}, 'oldhost', 4711, 'ocr:1')") == ""

    # The new one, beside it: the last page, the step that waited for it, and a document that was dead.
    database.sql(f"CALL worker_register({NEW}, 'newhost', 1, 'ocr:1', 'ocr')")
    database.sql(f"UPDATE job_live SET due = UTC_TIMESTAMP(6) WHERE state = 'scheduled' AND has_subject; CALL job_promote('ocr')")
    [page] = database.claim("jobs_claim", NEW, "ocr")
    assert page[2] == "ocr_page" and page[5:7] == ["document", waiting] and len(page) == 13
    database.finish(page[0], NEW, page[1])
    [step] = database.claim("job_claim", OLD, "ocr")
    assert step[2] == "ocr" and step[5] == waiting
    database.finish(step[0], OLD, step[1], "llm")
    assert live(database, waiting, "state") == [["predict", "running"]]
    [[dead]] = database.sql("SELECT job_id FROM job WHERE outcome = 'dead'")
    database.sql(f"CALL job_requeue({dead})")
    [[failed]] = database.sql("SELECT job_id FROM job WHERE outcome = 'failed'")
    database.sql(f"CALL job_requeue({failed})")
    assert live(database, of_document(database, 5)) == [["ocr", "waiting", "3"]] + [["ocr_page", "ready", "0"]] * 3
    [[reopened]] = database.sql(f"SELECT COUNT(*) FROM job WHERE job_id <= {before[-1][0]}")
    assert int(reopened) == len(before)
    assert_counters_agree(database)

    # Contracted, once the old one is not heard of: as a new database.
    assert "processes of the release before" in database.docket("migrate").stdout
    database.heard_of(OLD, minutes=3)
    assert "applying migrations/0022_subjects_contract.sql" in database.docket("migrate").stdout
    assert database.run("bin/lib/dump-schema").stdout == (ROOT / "sql/schema.sql").read_text()
    assert database.sql("SELECT COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'docket' AND ROUTINE_NAME = 'job_claim'") == [["0"]]
    assert database.docket("migrate").stdout == "schema is up to date\n"
    [[kept]] = database.sql(f"SELECT COUNT(*) FROM job WHERE job_id <= {before[-1][0]}")
    assert int(kept) == len(before) and database.sql(HISTORY) == history
    assert database.sql(f"SELECT tenant_id, seq, type, payload FROM event WHERE seq <= {events[-1][1]} AND tenant_id = {events[-1][0]} ORDER BY seq") == [
        row for row in events if row[0] == events[-1][0]]
    assert_counters_agree(database)
    assert_log_has_no_gaps(database)


def test_what_the_pool_of_the_release_before_needs_stays_until_the_next_run(database):
    """No worker of it runs, and nobody knows of the pool."""
    database.heard_of(OLD, minutes=3)
    assert "restart the pool and the workers, then" in database.docket("migrate").stdout
    key, document = "UNHEX(SHA2('dk_shop', 256))", of_document(database, 1)
    assert as_account(database, "app", f"CALL document_get({key}, '{document}')") == ""
    assert "processes of the release before" not in database.docket("migrate").stdout
    assert database.run("bin/lib/dump-schema").stdout == (ROOT / "sql/schema.sql").read_text()
    assert_counters_agree(database)
