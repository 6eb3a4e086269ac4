"""Stopping on purpose costs no work, and is counted against no job."""
import signal

import pytest
from inside import (
    assert_counters_agree,
    assert_done_once,
    assert_log_has_no_gaps,
    holder,
    job,
    jobs,
    paused,
    spawn_worker,
    worker_log,
)
from stack import until


@pytest.fixture
def reading(stack, client, long_scan):
    """A worker of our own in the middle of a long scan: a function that starts it with options."""
    with paused(stack, "ocr"):

        def start(*options):
            worker = spawn_worker(stack, "ocr:1", *options)
            document = client.upload(long_scan).json()["document"]["id"]
            until(lambda: (held := job(stack, document, "ocr")) and held.worker == worker.pid, 60)
            return worker, document

        yield start


def outcome(stack, document):
    return [line["outcome"] for line in worker_log(stack) if line.get("document") == document and line["step"] == "ocr"]


def test_a_worker_that_is_stopped_finishes_its_job(stack, client, reading):
    worker, document = reading("--stop-seconds", "120")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(150) == 0
    read = job(stack, document, "ocr")
    assert (read.outcome, read.failures, read.crashes) == ("done", 0, 0)
    assert client.finish(document)["status"] in ("approved", "manual_review")


def test_a_worker_that_may_not_finish_gives_its_job_back(stack, client, reading):
    worker, document = reading("--stop-seconds", "0")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    read = job(stack, document, "ocr")
    assert (read.state, read.failures, read.crashes) == ("ready", 0, 0)
    assert outcome(stack, document) == ["given back"]
    assert stack.sql(f"SELECT * FROM worker WHERE pid = {worker.pid}") == []


def test_a_stop_of_the_whole_stack_loses_nothing(stack, client, samples):
    documents = [client.upload(samples / "invoice.pdf").json()["document"]["id"] for _ in range(18)]
    documents += [client.upload(samples / "scan.png").json()["document"]["id"] for _ in range(2)]
    stack.run("bin/lib/stack", "stop")
    stack.start()
    for document in documents:
        assert client.finish(document)["status"] == "approved"
        assert_done_once(stack, document)
        assert {(job.failures, job.crashes) for job in jobs(stack, document)} == {(0, 0)}
    assert_counters_agree(stack)
    assert_log_has_no_gaps(stack)
