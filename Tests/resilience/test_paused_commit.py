"""A worker that stands still in the middle of a commit holds locks that a tenant's every change needs: not for long."""
from inside import assert_done_once, assert_log_has_no_gaps, frozen, job, lock_counters_during_ocr
from sql_tests import Connection
from stack import until

WAITING = """SELECT trx_id FROM information_schema.INNODB_TRX
    WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE 'UPDATE tenant_queue%'"""


def test_its_locks_are_taken_from_it_and_its_work_is_written_later(stack, client, samples):
    document = client.upload(samples / "scan.png").json()["document"]["id"]
    with Connection(stack) as blocker:
        worker = lock_counters_during_ocr(stack, document, blocker).worker
        # Asked more often than ten times a second, the server gives its last answer again.
        until(lambda: stack.sql(WAITING), pause=0.3)
        with frozen(worker):
            blocker.run("ROLLBACK")
            # The commit has the locks now, and stands still.
            assert client.process(samples / "invoice.pdf")["status"] == "approved"
            assert job(stack, document, "ocr").worker == worker
    assert client.finish(document)["status"] == "approved"
    assert_done_once(stack, document)
    done = job(stack, document, "ocr")
    assert (done.failures, done.crashes) == (0, 0)
    assert_log_has_no_gaps(stack)
