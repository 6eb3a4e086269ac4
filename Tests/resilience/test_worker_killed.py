"""A worker that dies in the middle of a job: the lease runs out, and another goes on."""
import os
import signal

import pytest
from inside import assert_counters_agree, assert_done_once, events, holder, job, policy
from stack import until


@pytest.fixture(autouse=True)
def short_leases(stack):
    # A busy host renews late: a shorter one might run out while its worker lives.
    policy(stack, lease_s=10)


def test_a_job_whose_worker_was_killed_is_done_once_by_another(stack, client, samples):
    document = client.upload(samples / "scan.png").json()["document"]["id"]
    os.kill(holder(stack, document, "ocr").worker, signal.SIGKILL)
    assert client.finish(document)["status"] == "approved"
    assert_done_once(stack, document)
    ocr = job(stack, document, "ocr")
    assert (ocr.crashes, ocr.failures) == (1, 0)
    assert_counters_agree(stack)


@pytest.mark.parametrize("program", ["docket-worker", "docket-courier"])
def test_a_killed_worker_is_replaced(stack, program):
    before = stack.pids(program)
    os.kill(before[0], signal.SIGKILL)
    until(lambda: before[0] not in (now := stack.pids(program)) and len(now) == len(before))


def test_a_job_that_ends_its_worker_three_times_is_parked(stack, client, samples):
    document = client.upload(samples / "scan.png").json()["document"]["id"]
    fence = 0
    for _ in range(3):
        held = holder(stack, document, "ocr", after=fence)
        os.kill(held.worker, signal.SIGKILL)
        fence = held.fence
    status = client.finish(document)
    assert status["status"] == "ocr_error"
    assert status["error"]["code"] == "worker_crashed"
    assert status["needs_review"] is True
    ocr = job(stack, document, "ocr")
    assert (ocr.outcome, ocr.crashes, ocr.failures) == ("dead", 3, 0)
    assert events(stack, document).count("document.review_required") == 1
    assert_counters_agree(stack)


def test_a_parked_job_stays_out_of_the_way_of_the_next(stack, client, samples):
    document = client.process(samples / "scan.png")
    assert document["status"] == "approved"
