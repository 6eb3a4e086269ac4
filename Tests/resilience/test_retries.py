"""A step that fails is tried again, later and later; what cannot go better is not."""
import shutil

import pytest
from inside import assert_counters_agree, assert_done_once, delayed, events, job, make_due, paused, policy, stored
from stack import until

# Long, so that the time between a failure and our look at it is nothing beside it.
DELAY = 1000
LOOKING = 60


@pytest.fixture(autouse=True, scope="module")
def patience(stack):
    policy(stack, max_attempts=3, retry_delay_s=DELAY, retry_delay_max_s=100_000)


@pytest.fixture
def unreadable(stack, client, samples):
    """A document whose file is missing for the moment, and the file's place and content."""
    with paused(stack, "preprocessing"):
        document = client.upload(samples / "invoice.pdf").json()["document"]["id"]
        path = stored(stack, document)
        content = path.read_bytes()
        path.unlink()
    yield document, path, content
    path.write_bytes(content)


def test_the_delay_doubles_with_jitter_until_the_attempts_are_spent(stack, client, unreadable):
    document, _, _ = unreadable
    for failures, least in (1, DELAY), (2, 2 * DELAY):
        waiting = delayed(stack, document, "preprocess", failures)
        assert least - LOOKING <= waiting.seconds_until_due <= 1.25 * least
        make_due(stack, waiting)
    status = client.finish(document)
    assert status["status"] == "preprocess_error"
    assert status["error"]["code"] == "internal_error"
    assert status["error"]["detail"]
    assert status["needs_review"] is True
    spent = job(stack, document, "preprocess")
    assert (spent.outcome, spent.failures, spent.crashes) == ("failed", 3, 0)
    assert events(stack, document)[-2:] == ["preprocess_error", "document.review_required"]
    assert_counters_agree(stack)


def test_the_delay_has_a_ceiling(stack, client, unreadable):
    policy(stack, "preprocessing", retry_delay_max_s=DELAY)
    document, _, _ = unreadable
    make_due(stack, delayed(stack, document, "preprocess", 1))
    assert delayed(stack, document, "preprocess", 2).seconds_until_due <= 1.25 * DELAY
    policy(stack, "preprocessing", retry_delay_max_s=100_000)


def test_a_later_attempt_that_succeeds_is_all_that_the_client_sees(stack, client, unreadable):
    document, path, content = unreadable
    waiting = delayed(stack, document, "preprocess")
    path.write_bytes(content)
    make_due(stack, waiting)
    status = client.finish(document)
    assert (status["status"], status["error"], status["needs_review"]) == ("approved", None, False)
    assert_done_once(stack, document)
    assert job(stack, document, "preprocess").failures == 1


def test_a_step_in_the_middle_ends_in_its_own_status(stack, client, samples):
    with paused(stack, "ocr"):
        document = client.upload(samples / "scan.png").json()["document"]["id"]
        until(lambda: job(stack, document, "ocr"))
        for folder in (stack.var / "blobs/results").rglob("preprocess-*"):
            shutil.rmtree(folder)
    for failures in 1, 2:
        make_due(stack, delayed(stack, document, "ocr", failures))
    assert client.finish(document)["status"] == "ocr_error"
    assert "ocr.completed" not in events(stack, document)


def test_what_is_wrong_with_the_document_is_not_tried_again(stack, client):
    document = client.upload(b"%PDF-1.4\nno more of it\n%%EOF\n").json()["document"]["id"]
    status = client.finish(document)
    assert status["status"] == "preprocess_error"
    assert status["error"]["code"] not in ("internal_error", None)
    assert status["error"]["detail"]
    failed = job(stack, document, "preprocess")
    assert (failed.outcome, failed.failures) == ("failed", 1)
