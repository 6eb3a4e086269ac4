"""Work that its worker does not know waits for one that does: nothing is counted, and docket check tells of it."""
from inside import assert_counters_agree, assert_done_once, job, make_due, paused, spawn_worker
from stack import until

KIND = "of_a_later_release"
UNKNOWN = f"""SELECT l.state, COALESCE(j.error_code, ''), l.failures, l.crashes, j.job_id
    FROM job j JOIN job_live l USING (tenant_id, job_id) WHERE j.kind = '{KIND}'"""


def check(stack):
    """The line of `docket check` about kinds of work."""
    return next(line for line in stack.docket("check", check=False).stdout.splitlines() if line.split()[1:2] == ["work"])


def test_a_job_that_no_worker_knows_waits_uncounted_and_is_shown(stack, client):
    assert KIND not in check(stack)
    stack.sql(f"CALL job_create_many('demo', 'maintenance', '{KIND}', '{{}}', 5, 1)")
    [row] = until(lambda: [row for row in stack.sql(UNKNOWN) if row[1]])
    assert row[:4] == ["scheduled", "kind_unknown", "0", "0"]
    assert f"1 of {KIND} in maintenance" in check(stack)
    stack.sql(f"CALL job_cancel({row[4]})")
    assert KIND not in check(stack)
    assert_counters_agree(stack)


def test_a_unit_of_the_release_before_costs_a_couriers_jobs_nothing(stack, client, samples):
    """docket-worker on the queue of a courier: the job waits until a courier takes it."""
    with paused(stack, "llm"):
        old = spawn_worker(stack, "llm:1")
        try:
            document = client.upload(samples / "scan.png").json()["document"]["id"]
            put_off = until(lambda: (found := job(stack, document, "predict")) and found.code == "kind_unknown" and found, 60)
            assert (put_off.state, put_off.failures, put_off.crashes) == ("scheduled", 0, 0)
        finally:
            old.terminate()
            assert old.wait(60) == 0
    make_due(stack, put_off)
    assert client.finish(document)["status"] == "approved"
    assert_done_once(stack, document)
    assert_counters_agree(stack)
