"""A step that takes longer than its queue allows is stopped and tried again; its worker lives on."""
from inside import delayed, events, job, make_due, policy


def test_a_step_over_its_time_is_retried_and_then_given_up(stack, client, samples, long_scan):
    policy(stack, "ocr", time_limit_s=1, max_attempts=2, retry_delay_s=1000)
    workers = stack.pids("docket-worker")
    document = client.upload(long_scan).json()["document"]["id"]
    waiting = delayed(stack, document, "ocr")
    assert waiting.code == "time_limit"
    make_due(stack, waiting)
    status = client.finish(document)
    assert (status["status"], status["error"]["code"]) == ("ocr_error", "time_limit")
    given_up = job(stack, document, "ocr")
    assert (given_up.outcome, given_up.failures, given_up.crashes) == ("failed", 2, 0)
    assert "ocr.completed" not in events(stack, document)
    assert stack.pids("docket-worker") == workers


def test_the_same_worker_reads_the_next_document(stack, client, samples):
    policy(stack, "ocr", time_limit_s=600)
    assert client.process(samples / "scan.png")["status"] == "approved"
