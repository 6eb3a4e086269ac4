"""Who lost a job can write nothing, however late it wakes up."""
import os
import signal

import pytest
from inside import as_account, assert_counters_agree, assert_done_once, holder, job, worker_log
from stack import until


@pytest.fixture
def taken_over(stack, client, samples):
    """A scan whose first reader stands still and lost it to a second: the document and both holders."""
    document = client.upload(samples / "scan.png").json()["document"]["id"]
    first = holder(stack, document, "ocr")
    os.kill(first.worker, signal.SIGSTOP)
    try:
        stack.sql(f"UPDATE job_live SET due = NOW(6) - INTERVAL 1 SECOND WHERE job_id = {first.id}")
        second = holder(stack, document, "ocr", after=first.fence)
        assert second.worker != first.worker
        yield document, first, second
    finally:
        os.kill(first.worker, signal.SIGCONT)


def test_a_worker_that_was_paused_too_long_loses_its_job(stack, client, taken_over):
    document, first, _ = taken_over
    assert client.finish(document)["status"] == "approved"
    fields = stack.sql(f"SELECT * FROM field WHERE document_id = '{document}' ORDER BY name")
    os.kill(first.worker, signal.SIGCONT)
    until(lambda: any(line.get("outcome") == "lost" and line["document"] == document for line in worker_log(stack)))
    assert_done_once(stack, document)
    assert stack.sql(f"SELECT COUNT(*) FROM page WHERE document_id = '{document}'") == [["1"]]
    assert stack.sql(f"SELECT * FROM field WHERE document_id = '{document}' ORDER BY name") == fields
    assert job(stack, document, "ocr").crashes == 1
    assert first.worker in stack.pids("docket-worker")
    assert_counters_agree(stack)


WRITES = {
    "page_read": "1, 1, 1, 300, 'ocr', 1, 0, '[]', NULL",
    "document_read": "1, 1, 'results/stale'",
    "pages_clear": "",
    "page_add": "9, 1, 1, 300, 'text', NULL, NULL",
    "predictions_put": "'[]'",
    "fields_put": "'[]'",
    "document_type_assign": "'invoice'",
    "document_tag_put": "'stale'",
    "document_evaluate": "1, 1, 'approved', '[]'",
    "job_finish": "''",
    "attempt_fail": "'internal_error', 'stale', TRUE, NULL",
    "attempt_snooze": "'x', 'stale', 30",
    "job_release": "",
    "probe_complete": "0",
    "einvoice_put": "'{}', '{}'",
    "items_clear": "",
    "line_items_put": "'[]'",
    "tax_subtotals_put": "'[]'",
    "pdf_put": "'results/stale/document.pdf'",
    "reprocess_take": "UUID(), 'ocr_error', NULL",
}
READS = {
    "page_list": "NULL",
    "einvoice_get": "",
    "prediction_list": "",
    "field_list": "",
    "document_type_get": "NULL",
    "job_taken_on": "",
    "document_open": "",
    "pdf_open": "",
    "pdf_page": "0",
    "reprocess_due": "'ocr_error', '2026-01-01', NULL, NULL, 1000",
}


def test_an_old_lease_opens_no_routine_while_another_holds_the_job(stack, client, taken_over):
    document, first, second = taken_over
    os.kill(second.worker, signal.SIGSTOP)
    try:
        for routine, others in (WRITES | READS).items():
            arguments = ", ".join(filter(None, [f"{first.id}, {first.worker_id}, {first.fence}", others]))
            refusal = as_account(stack, "worker", f"START TRANSACTION; CALL {routine}({arguments}); COMMIT")
            assert "(45409)" in refusal and "lease_lost" in refusal, routine
    finally:
        os.kill(second.worker, signal.SIGCONT)
    assert client.finish(document)["status"] == "approved"
    assert_done_once(stack, document)


def test_every_routine_that_takes_a_lease_is_among_these(stack):
    rows = stack.sql(
        "SELECT SPECIFIC_NAME FROM information_schema.PARAMETERS WHERE SPECIFIC_SCHEMA = 'docket'"
        " AND PARAMETER_NAME = 'p_fence' AND ROUTINE_TYPE = 'PROCEDURE' AND SPECIFIC_NAME IN ("
        " SELECT Routine_name FROM mysql.procs_priv WHERE Db = 'docket' AND User = 'docket_worker')"
    )
    assert {row[0] for row in rows} == set(WRITES | READS)
