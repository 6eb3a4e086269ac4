"""What Prometheus scrapes, read with its own parser."""
import http.client

import fcgi
import pytest
from contract import assert_problem, request, send
from prometheus_client.parser import text_string_to_metric_families
from stack import Stack, until

QUEUES = {"preprocessing", "ocr", "llm", "extraction", "evaluation", "maintenance"}
# Type and labels of each, besides `le`.
EXPECTED = {
    "app_build_info": ("gauge", {"version"}),
    "app_jobs": ("gauge", {"queue", "state"}),
    "app_job_oldest_ready_age_seconds": ("gauge", {"queue"}),
    "app_job_longest_running_seconds": ("gauge", {"queue"}),
    "app_worker_last_success_timestamp_seconds": ("gauge", {"queue"}),
    "app_jobs_enqueued": ("counter", {"queue"}),
    "app_jobs_finished": ("counter", {"queue", "outcome"}),
    "app_lease_expired": ("counter", {"queue"}),
    "app_job_wait_seconds": ("histogram", {"queue"}),
    "app_job_duration_seconds": ("histogram", {"queue"}),
    "app_workers": ("gauge", set()),
    "app_worker_busy": ("gauge", set()),
    "app_second_engine_losses": ("counter", set()),
}


def scrape(client):
    answer = client.session.get(client.url + "/metrics", headers={"Authorization": None})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {family.name: family for family in text_string_to_metric_families(answer.text)}


def value(families, name, **labels):
    return sum(sample.value for family in families.values() for sample in family.samples
               if sample.name == name and labels.items() <= sample.labels.items())


def test_every_metric_is_there_with_its_type_and_labels(client, invoice):
    families = until(lambda: (found := scrape(client)).keys() >= EXPECTED.keys() and found)
    assert set(families) == set(EXPECTED)
    for name, (kind, labels) in EXPECTED.items():
        assert families[name].type == kind
        assert families[name].documentation
        for sample in families[name].samples:
            assert set(sample.labels) - {"le"} == labels, sample
    for name in ("app_jobs", "app_jobs_enqueued", "app_jobs_finished", "app_lease_expired"):
        assert {sample.labels["queue"] for sample in families[name].samples} == QUEUES
    assert {sample.labels["state"] for sample in families["app_jobs"].samples} == {
        "scheduled", "waiting", "ready", "running", "failed", "dead"}
    assert {sample.labels["outcome"] for sample in families["app_jobs_finished"].samples} == {
        "ok", "retry", "dead", "cancelled"}


def test_a_job_moves_the_counters(stack, client):
    before = scrape(client)
    stack.docket("queue", "probe", "maintenance", "--tenant", "demo", "--count", "2")
    after = scrape(client)
    for name, labels in (
        ("app_jobs_enqueued_total", {}), ("app_jobs_finished_total", {"outcome": "ok"})
    ):
        assert value(after, name, queue="maintenance", **labels) == value(before, name, queue="maintenance", **labels) + 2
    for name in ("app_jobs_finished_total", "app_lease_expired_total", "app_jobs_enqueued_total"):
        for queue in QUEUES:
            assert value(after, name, queue=queue) >= value(before, name, queue=queue)


def test_a_requeue_takes_nothing_off_a_counter(stack, client):
    """One that falls is a restart to Prometheus."""
    [[job, _]] = stack.sql("CALL job_create('demo', 'maintenance', 'probe', '{}', 5, 3600, NULL, NULL)")
    stack.docket("queue", "cancel", job)
    before = scrape(client)
    stack.docket("queue", "retry", job)
    after = scrape(client)
    for outcome in "cancelled", "dead":
        count = [value(each, "app_jobs_finished_total", queue="maintenance", outcome=outcome) for each in (before, after)]
        assert count[0] == count[1], outcome


def test_the_second_engines_losses_are_counted(samples, tmp_path):
    """It is told to be where it is not: the page is read, and counted."""
    stack = Stack(DOCKET_ENGINE2=tmp_path)
    try:
        client = stack.start().client()
        assert client.process(samples / "scan.png")["pages"]
        until(lambda: value(scrape(client), "app_second_engine_losses_total") >= 1)
    finally:
        stack.stop()


@pytest.mark.parametrize("name", ["app_job_wait_seconds", "app_job_duration_seconds"])
def test_buckets_hold_all_smaller_ones(client, invoice, name):
    def reported():
        """Workers tell of what they measured once a second."""
        families = scrape(client)
        queues = {sample.labels["queue"] for sample in families[name].samples} if name in families else set()
        return (families, queues) if {"preprocessing", "ocr"} <= queues else None

    families, queues = until(reported)
    bounds = set()
    for queue in queues:
        buckets = [(float(sample.labels["le"]), sample.value) for sample in families[name].samples
                   if sample.name == name + "_bucket" and sample.labels["queue"] == queue]
        assert buckets == sorted(buckets) and len({bound for bound, _ in buckets}) == len(buckets)
        bounds.add(tuple(bound for bound, _ in buckets))
        counts = [count for _, count in buckets]
        assert counts == sorted(counts)
        assert buckets[-1] == (float("inf"), value(families, name + "_count", queue=queue))
        assert value(families, name + "_sum", queue=queue) >= 0
    # Else a sum over queues would lack what one of them has not seen.
    assert len(bounds) == 1


def test_nobody_is_named(client, invoice):
    assert "demo" not in client.session.get(client.url + "/metrics").text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_it_is_never_cached(stack, method):
    answer = send(stack, request(stack, method, "/metrics"))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert (answer.content == b"") == (method == "HEAD")


def test_other_hosts_are_told_that_there_is_nothing(stack):
    connection = http.client.HTTPConnection("127.0.0.1", stack.port, source_address=("127.0.0.2", 0))
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    assert answer.status == 404
    assert b"app_jobs" not in answer.read()
    connection.close()


@pytest.mark.parametrize("forged", [{}, {"HTTP_DOCKET_INTERNAL": "1"}])
def test_only_nginx_can_ask_for_it(stack, forged):
    path = str(stack.var / "run/fcgi.sock")
    answer = fcgi.request(path, "/metrics", params=forged)
    assert (answer.status, answer.json()["code"]) == (404, "not_found")
    assert fcgi.request(path, "/metrics", params={"DOCKET_INTERNAL": "1"}).status == 200


def test_no_other_method(stack):
    assert_problem(send(stack, request(stack, "POST", "/metrics", b"{}")), 405)
