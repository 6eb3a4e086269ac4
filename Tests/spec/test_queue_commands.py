"""Operators look after queues and jobs: docket queue."""
import os
import re

import pytest
from inside import worker_log
from queue_operator import ENDLESS, QUEUE, Operator
from stack import until


@pytest.fixture(scope="module")
def tenants(stack):
    for slug in ("operated", "beside"):
        stack.tenant(slug)
    return "operated", "beside"


@pytest.fixture
def operator(stack, tenants):
    operator = Operator(stack, tenants[0])
    operator.tidy()
    yield operator
    operator.tidy()


def test_list_shows_depths(stack, operator):
    names = [line.split()[0] for line in operator.docket("list").splitlines()[1:] if line]
    assert names[:6] == ["preprocessing", "ocr", "llm", "extraction", "evaluation", "maintenance"]
    # queue ready running waiting delayed oldest longest "per min" done …
    done = int(operator.row("list")[8])
    operator.wait(operator.create(), "done")
    assert int(operator.row("list")[8]) == done + 1
    assert operator.docket() == operator.docket("list")


def test_list_shows_what_runs(operator):
    job = operator.create(ENDLESS)
    worker = operator.wait(job, "running")["worker"]
    [line] = [line for line in operator.docket("list").splitlines() if f"  {job}  " in line]
    assert re.fullmatch(rf"{QUEUE} +{job} +operated +probe +\d+ s +{re.escape(worker)}", line)
    assert operator.listed("running") == {job}


def test_policy_shows_settings(operator):
    assert operator.row("list", "--policy") == f"{QUEUE} 3 60 s 10 min 60 s 1000".split()
    operator.docket("set", QUEUE, "max_attempts", 7)
    assert operator.row("list", "--policy")[1] == "7"


def test_policy_of_one_queue_shows_all_settings_and_limit_keys(stack, operator):
    operator.docket("set", QUEUE, "retry_delays_s", "[5,300]")
    operator.docket("limit", QUEUE, "policy-shown", "--max", 1, "--rate", "6/60")
    operator.create(limit="policy-shown")
    told = operator.docket("policy", QUEUE)
    settings = dict(line.split(None, 1) for line in told.split("\n\n")[0].splitlines())
    assert (settings["retry_delays_s"], settings["lease_s"], settings["paused"]) == ("[5,300]", "60", "no")
    assert set(settings) - {"setting", "paused", "key_rate"} <= {row[0] for row in stack.sql(
        "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'docket' AND TABLE_NAME = 'queue'")}
    assert any(line.split()[:4] == ["policy-shown", "shared", "1", "6/60"] for line in told.splitlines())


@pytest.mark.parametrize(
    "setting, value, told",
    [
        ("max_attempts", "0", "this setting cannot have that value"),
        ("max_attempts", "many", "this setting cannot have that value"),
        ("max_attempts", "", "this setting cannot have that value"),
        ("max_crashes", "70000", "this setting cannot have that value"),
        ("retry_jitter", "1.5", "this setting cannot have that value"),
        ("retry_delays_s", "[5,", "this setting cannot have that value"),
        ("key_rate", "60", "this setting cannot have that value"),
        ("key_rate", "0/60", "this setting cannot have that value"),
        ("paused_at", "2026-01-01", "there is no such setting"),
    ],
)
def test_set_refuses(stack, operator, setting, value, told):
    policy = f"SELECT * FROM queue WHERE name = '{QUEUE}'"
    before = stack.sql(policy)
    assert told in operator.refused("set", QUEUE, setting, value)
    assert stack.sql(policy) == before


def test_an_unknown_queue_job_or_state_is_told(operator):
    assert "there is no such queue" in operator.refused("jobs", "none")
    assert "there is no such queue" in operator.refused("pause", "none")
    assert "there is no such job" in operator.refused("job", 999_999_999)
    assert "a state is running" in operator.refused("jobs", QUEUE, "asleep")


def test_a_paused_queue_gives_nothing(operator):
    assert operator.docket("pause", QUEUE) == f"paused: {QUEUE}\n"
    job = operator.create()
    assert operator.row("list")[-1] == "paused"
    assert operator.claim() == []
    assert operator.job(job)["state"] == "ready"
    assert operator.docket("resume", QUEUE) == f"resumed: {QUEUE}\n"
    operator.wait(job, "done")


@pytest.mark.parametrize("queue", [[], [QUEUE]], ids=["everywhere", "in one queue"])
def test_a_paused_tenant_is_passed_over(operator, tenants, queue):
    operator.docket("pause", *queue, "--tenant", operator.tenant)
    job = operator.create()
    # Made later, and done while the first still waits.
    operator.wait(operator.create(tenant=tenants[1]), "done")
    assert operator.job(job)["state"] == "ready"
    assert operator.row("tenants", QUEUE)[-1] == "paused"
    operator.docket("resume", *queue, "--tenant", operator.tenant)
    operator.wait(job, "done")


def test_pause_needs_a_queue_or_a_tenant(operator):
    assert "name a queue, or a tenant" in operator.refused("pause")


def test_drain_waits_for_what_runs(operator):
    # Longer than the commands up to the drain take to start.
    first = operator.create({"sleep_ms": 8000})
    operator.wait(first, "running")
    second = operator.create()
    assert operator.docket("drain", QUEUE).splitlines()[-1] == f"{QUEUE} is paused and nothing of it runs"
    assert (operator.job(first)["state"], operator.job(second)["state"]) == ("done", "ready")


def test_drain_gives_up_after_its_time(operator):
    operator.wait(operator.create(ENDLESS), "running")
    assert f"{QUEUE} is paused, but 1 jobs still run" in operator.refused("drain", QUEUE, "--timeout", 0)


def test_cancel_of_a_job_that_waits(operator):
    operator.docket("pause", QUEUE)
    job = operator.create()
    assert operator.docket("cancel", job) == f"job {job} is cancelled\n"
    shown = operator.job(job)
    assert (shown["state"], shown["last error"]) == ("cancelled", "cancelled: It was cancelled.")
    assert job in operator.listed("cancelled")
    assert "this job has ended already" in operator.refused("cancel", job)


def test_cancel_of_a_job_that_runs_frees_its_worker(stack, operator):
    job = operator.create(ENDLESS)
    pid = operator.wait(job, "running")["worker"].split()[-1]
    operator.docket("cancel", job)
    assert operator.job(job)["state"] == "cancelled"
    # The queue has one slot, so this runs once the other has stopped.
    operator.wait(operator.create(), "done")
    os.kill(int(pid), 0)
    until(lambda: [line["outcome"] for line in worker_log(stack) if line.get("job") == job] == ["lost"])
    assert operator.job(job)["crashes"] == "0"


def test_retry_of_one_job(operator):
    operator.docket("set", QUEUE, "max_attempts", 1)
    job = operator.create({"fail": True})
    shown = operator.wait(job, "failed")
    assert (shown["failures"], shown["last error"].split(":")[0]) == ("1", "internal_error")
    assert job in operator.listed("failed")
    operator.docket("pause", QUEUE)
    assert operator.docket("retry", job) == f"job {job} is ready again in {QUEUE}\n"
    shown = operator.job(job)
    assert (shown["state"], shown["failures"]) == ("ready", "0")
    assert "this job has not ended" in operator.refused("retry", job)
    operator.docket("resume", QUEUE)
    assert operator.wait(job, "failed")["failures"] == "1"


def test_retry_of_all_dead_jobs(operator, tenants):
    operator.docket("set", QUEUE, "max_crashes", 1)
    dead = {operator.create(ENDLESS) for _ in range(2)}

    def parked():
        for job in operator.listed("running"):
            operator.expire(job)
        return operator.listed("dead") == dead

    until(parked, 60, 0.2)
    assert {operator.job(job)["last error"].split(":")[0] for job in dead} == {"worker_crashed"}
    operator.docket("pause", QUEUE)
    nobody = operator.docket("retry", "--queue", QUEUE, "--tenant", tenants[1]).splitlines()[-1]
    assert nobody.startswith(f"0 jobs of {QUEUE} are ready again; 0 left")
    told = operator.docket("retry", "--queue", QUEUE, "--tenant", operator.tenant).splitlines()[-1]
    assert told.startswith(f"2 jobs of {QUEUE} are ready again; 0 left")
    assert (operator.listed("ready"), operator.listed("dead")) == (dead, set())
    assert {operator.job(job)["crashes"] for job in dead} == {"0"}


def test_retry_of_a_job_that_ended_well_is_refused(operator):
    job = operator.create()
    operator.wait(job, "done")
    assert "this job ended well" in operator.refused("retry", job)
    assert "Name one job by its number, or a queue" in operator.refused("retry", job, "--queue", QUEUE)


def test_share_changes_weight_and_window(operator):
    operator.docket("pause", QUEUE)
    operator.create()
    # tenant ready running waiting delayed weight window
    weight, window = operator.row("tenants", QUEUE)[5:7]
    operator.docket("share", QUEUE, operator.tenant, "--weight", 300)
    assert operator.row("tenants", QUEUE) == ["operated", "1", "0", "0", "0", "300", window]
    operator.docket("share", QUEUE, operator.tenant, "--window", 5)
    assert operator.row("tenants", QUEUE)[5:] == ["300", "5"]
    assert "a weight is 1 to 10000" in operator.refused("share", QUEUE, operator.tenant, "--weight", 0)
    assert "there is no such tenant" in operator.refused("share", QUEUE, "nobody", "--weight", 5)
    operator.docket("share", QUEUE, operator.tenant, "--weight", weight, "--window", window)


def test_a_limit_key_has_jobs_wait(operator):
    operator.docket("limit", QUEUE, "provider", "--max", 1, "--tenant", operator.tenant)
    first, second = [operator.create(ENDLESS, limit="provider") for _ in range(2)]
    operator.wait(first, "running")
    assert operator.job(second)["state"] == "waiting"
    # Jobs without the key go by.
    assert operator.job(operator.create())["state"] == "ready"
    operator.docket("cancel", first)
    operator.wait(second, "running")
    assert "Usage: docket queue limit" in operator.refused("limit", QUEUE, "provider", "--rate", "many")
    assert "give --max at least 1" in operator.refused("limit", QUEUE, "provider", "--max", 0)


def test_probe_measures(operator):
    told = operator.docket("probe", QUEUE, "--tenant", operator.tenant, "--count", 3)
    time = r"\d+\.\d\d ms"
    assert re.fullmatch(rf"3 jobs: p50 {time}, p99 {time}, longest {time}\n", told)


def test_probe_of_a_queue_that_is_paused_says_so(operator):
    operator.docket("pause", QUEUE)
    told = operator.refused("probe", QUEUE, "--tenant", operator.tenant, "--timeout", 0)
    assert "is ready; does a worker serve maintenance?" in told


def test_watch_looks_as_often_as_told(operator):
    operator.wait(operator.create(ENDLESS), "running")
    looks = operator.docket("watch", "--looks", 2, "--every", 0.1)
    # The only job there is has the longest bar.
    assert len(re.findall(rf"^{QUEUE} +█{{20}} +0 +1 ", looks, re.MULTILINE)) == 2


def test_workers_are_shown(operator):
    assert len([line for line in operator.docket("workers").splitlines() if f"{QUEUE}:1" in line]) == 1
