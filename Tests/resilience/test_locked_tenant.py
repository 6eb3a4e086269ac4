"""A tenant's log is locked for longer than anybody waits: clients are told, and no work is lost."""
from inside import assert_done_once, job, lock_counters_during_ocr
from sql_tests import Connection


def test_a_client_is_told_and_a_worker_writes_its_result_later(stack, client, samples):
    pool = stack.pids("docket-fcgi")
    document = client.upload(samples / "scan.png").json()["document"]["id"]
    with Connection(stack) as blocker:
        held = lock_counters_during_ocr(stack, document, blocker)
        files = {path for path in (stack.var / "blobs").rglob("*") if path.is_file()}
        refused = client.upload(samples / "invoice.pdf")
        assert (refused.status_code, refused.json()["code"]) == (503, "busy")
        assert int(refused.headers["Retry-After"]) > 0
        assert not {path for path in (stack.var / "blobs/uploads").rglob("*") if path.is_file()} - files
        assert job(stack, document, "ocr").fence == held.fence
        blocker.run("ROLLBACK")
    assert client.finish(document)["status"] == "approved"
    assert_done_once(stack, document)
    done = job(stack, document, "ocr")
    assert (done.failures, done.crashes) == (0, 0)
    assert client.process(samples / "invoice.pdf")["status"] == "approved"
    assert stack.pids("docket-fcgi") == pool
