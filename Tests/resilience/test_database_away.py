"""MariaDB goes away while documents are processed, and comes back: nothing is lost, nothing is done twice, and nobody
restarts the pool or the workers."""
import os
import signal
import time

import pytest
from inside import assert_counters_agree, assert_done_once, assert_log_has_no_gaps, holder, jobs
from stack import until


def stop(stack):
    stack.run("bin/lib/database", "stop")


def kill(stack):
    pid = int((stack.var / "run/db.pid").read_text())
    os.kill(pid, signal.SIGKILL)
    until(lambda: stack.run("bin/sql", "-e", "DO 1", check=False).returncode != 0)


@pytest.fixture(params=[stop, kill], ids=["stopped", "killed"])
def away(request, stack, client, samples):
    """Documents in mid-pipeline and no database; what was uploaded."""
    documents = [client.upload(samples / "invoice.pdf").json()["document"]["id"] for _ in range(6)]
    documents += [client.upload(samples / "scan.png").json()["document"]["id"] for _ in range(2)]
    holder(stack, documents[-1], "ocr")
    request.param(stack)
    yield documents
    come_back(stack)


def come_back(stack):
    stack.run("bin/lib/database", "start")
    until(lambda: stack.client().get("/health").status_code == 200)


def test_all_goes_on_where_it_stood(stack, client, samples, away):
    processes = stack.pids("docket-")

    refused = client.get(f"/documents/{away[0]}/status")
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.json()["code"] == "unavailable"
    assert client.upload(samples / "invoice.pdf").status_code == 503
    assert client.get("/health").status_code == 503

    come_back(stack)
    for document in away:
        # A claim whose answer was lost is found when its lease has run out.
        assert client.finish(document, 180)["status"] == "approved"
        assert_done_once(stack, document)
        assert {job for job in jobs(stack, document) if job.failures} == set()
    assert client.process(samples / "invoice.pdf")["status"] == "approved"
    assert stack.pids("docket-") == processes
    assert_counters_agree(stack)
    assert_log_has_no_gaps(stack)


def test_an_outage_longer_than_the_lease_is_no_crash(stack):
    """Nobody could renew meanwhile: the worker goes on with what it holds, and its job is not taken for damaged."""
    lease = 5
    stack.docket("queue", "set", "maintenance", "lease_s", str(lease))
    [[job, _]] = stack.sql(
        "CALL job_create('demo', 'maintenance', 'probe', '{\"sleep_ms\": 20000, \"event\": true}', 5, NULL, NULL, NULL)")
    until(lambda: stack.sql(f"SELECT state FROM job_live WHERE job_id = {job}") == [["running"]])
    kill(stack)
    time.sleep(lease + 2)
    come_back(stack)
    until(lambda: stack.sql(f"SELECT outcome, fence, crashes FROM job WHERE job_id = {job}") == [["done", "1", "0"]], 60)


def test_an_upload_that_was_refused_leaves_no_file(stack, client):
    before = sorted((stack.var / "blobs").rglob("*"))
    stop(stack)
    assert client.upload(b"%PDF-1.4 never stored").status_code == 503
    assert sorted((stack.var / "blobs").rglob("*")) == before
    come_back(stack)
