"""What tests of resilience see and do below the API: rows of a stack's database, and signals to its processes."""
import collections
import contextlib
import os
import signal
import subprocess

from stack import ROOT, until

# What a document of the invoice pipeline goes through, each once.
STEPS = ["preprocess", "ocr", "predict", "extract", "evaluate"]
STATUSES = ["preprocessed", "ocr_extracting", "predicting", "extraction", "automated_evaluation"]


def policy(stack, queue=None, **values):
    """Changes a queue's policy, or that of all."""
    changes = ", ".join(f"{name} = {value}" for name, value in values.items())
    stack.sql(f"UPDATE queue SET {changes}" + (f" WHERE name = '{queue}'" if queue else ""))


Job = collections.namedtuple(
    "Job", "id step outcome failures crashes code state fence worker worker_id seconds_until_due"
)


def jobs(stack, document):
    """The document's jobs in the order of their steps; counts are those of the live row while there is one."""
    rows = stack.sql(
        f"""SELECT j.job_id, j.kind, COALESCE(j.outcome, ''), COALESCE(l.failures, j.failures),
            COALESCE(l.crashes, j.crashes), COALESCE(j.error_code, ''), COALESCE(l.state, ''), COALESCE(l.fence, 0),
            COALESCE(w.pid, 0), COALESCE(worker_id, 0), COALESCE(TIMESTAMPDIFF(SECOND, NOW(6), l.due), 0)
        FROM job j LEFT JOIN job_live l USING (tenant_id, job_id)
        LEFT JOIN worker w USING (worker_id)
        JOIN step_job s ON s.tenant_id = j.tenant_id AND s.job_id = j.job_id
        WHERE j.subject_id = '{document}' ORDER BY s.position, j.job_id"""
    )
    return [Job(*(int(column) if column.lstrip("-").isdigit() else column for column in row)) for row in rows]


def job(stack, document, step):
    """The one job of a step; None while there is none."""
    found = [job for job in jobs(stack, document) if job.step == step]
    assert len(found) <= 1, found
    return found[0] if found else None


def holder(stack, document, step, after=0, seconds=60):
    """Waits until a worker holds the job of a step, by a claim later than `after`; the job, with the worker's pid."""

    def held():
        found = job(stack, document, step)
        return found if found and found.worker and found.fence > after else None

    return until(held, seconds)


def delayed(stack, document, step, failures=1, seconds=60, or_more=False):
    """Waits until the job of a step has failed so often, or more where it may, and waits for its next attempt."""

    def waits():
        found = job(stack, document, step)
        if not found or found.state != "scheduled":
            return None
        often_enough = found.failures >= failures if or_more else found.failures == failures
        return found if often_enough else None

    return until(waits, seconds)


def make_due(stack, job):
    stack.sql(f"UPDATE job_live SET due = NOW(6) WHERE job_id = {job.id}")


def events(stack, document):
    """Types of the document's events, in order; a change of status as that status."""
    rows = stack.sql(
        f"""SELECT IF(type = 'document.status_changed', JSON_VALUE(payload, '$.status'), type)
        FROM event WHERE subject_id = '{document}' ORDER BY event_id"""
    )
    return [row[0] for row in rows]


def assert_done_once(stack, document, final="approved"):
    """Each step ended well once, each event was told once, each row is there once."""
    assert [(job.step, job.outcome) for job in jobs(stack, document)] == [(step, "done") for step in STEPS]
    told = events(stack, document)
    assert [event for event in told if event in STATUSES + [final]] == STATUSES + [final]
    assert told.count("document.created") == told.count("ocr.completed") == 1
    live = f"SELECT COUNT(*) FROM job_live JOIN job USING (tenant_id, job_id) WHERE subject_id = '{document}'"
    assert stack.sql(live) == [["0"]]


COUNTED = ["scheduled", "waiting", "ready", "running", "done", "failed", "dead", "cancelled"]


def assert_counters_agree(stack):
    """The kept depths are what a count of the same moment gives; so are those of the limit keys."""
    sums = ", ".join(f"SUM(COALESCE(outcome, state) = '{name}')" for name in COUNTED)
    rows = stack.sql(
        f"""SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;
        START TRANSACTION WITH CONSISTENT SNAPSHOT;
        SELECT 'counted', queue_id, tenant_id, {sums} FROM (
            SELECT queue_id, tenant_id, outcome, state FROM job LEFT JOIN job_live USING (tenant_id, job_id, queue_id)
            UNION ALL SELECT queue_id, tenant_id, outcome, NULL FROM job_history) jobs
        GROUP BY queue_id, tenant_id ORDER BY 2, 3;
        SELECT 'kept', queue_id, tenant_id, {', '.join(COUNTED)} FROM tenant_queue
        WHERE {' + '.join(COUNTED)} > 0 ORDER BY 2, 3;
        SELECT 'limit', limit_id, admitted, waiting,
            (SELECT COUNT(*) FROM job_live l WHERE l.limit_id = k.limit_id AND state IN ('ready', 'running')),
            (SELECT COUNT(*) FROM job_limit_waiting w WHERE w.limit_id = k.limit_id) FROM job_limit k;
        SELECT 'tenant', limit_id, tenant_id, admitted,
            (SELECT COUNT(*) FROM job_live l WHERE l.limit_id = k.limit_id AND l.tenant_id = k.tenant_id
                AND state IN ('ready', 'running')) FROM job_limit_tenant k;
        COMMIT"""
    )
    counted, kept, limits, tenants = (
        [row[1:] for row in rows if row[0] == what] for what in ("counted", "kept", "limit", "tenant"))
    for limit, tenant, admitted, counted_admitted in tenants:
        assert admitted == counted_admitted, f"limit {limit} of tenant {tenant}"
    assert kept == counted
    for limit, admitted, waiting, counted_admitted, counted_waiting in limits:
        assert (admitted, waiting) == (counted_admitted, counted_waiting), f"limit {limit}"


def assert_log_has_no_gaps(stack):
    """Each tenant's events are numbered from 1 to the head, once all are numbered."""
    until(lambda: stack.sql("CALL event_number()") == [["0", "0"]], 60)
    rows = stack.sql(
        """SELECT tenant_id FROM event_head h LEFT JOIN event e USING (tenant_id)
        GROUP BY tenant_id HAVING COUNT(e.seq) <> MAX(h.last_seq) OR MIN(e.seq) <> 1 OR MAX(e.seq) <> MAX(h.last_seq)"""
    )
    assert rows == []


@contextlib.contextmanager
def frozen(*pids):
    """These processes stand still."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


@contextlib.contextmanager
def paused(stack, queue):
    """The workers of a queue stand still."""
    pids = stack.pids(f"--queues {queue}:")
    assert pids, queue
    with frozen(*pids):
        yield


def lock_counters_during_ocr(stack, document, blocker):
    """Begins a transaction of the connection `blocker` that locks every tenant's counters, while the document is read; the
    job that reads it."""
    held = holder(stack, document, "ocr")
    # Or it might have been read before the lock is there.
    with frozen(held.worker):
        until(lambda: "ocr_extracting" in events(stack, document))
        blocker.run("START TRANSACTION")
        blocker.run("SELECT * FROM tenant_queue FOR UPDATE")
        assert job(stack, document, "ocr").fence == held.fence
    return held


def as_account(stack, account, statements):
    """What the mariadb client complains of when it runs statements as `app`, `worker` or `admin`."""
    password = (stack.var / f"secrets/{account}").read_text().strip()
    client = ["mariadb", "--no-defaults", "-u", f"docket_{account}", "-S", stack.var / "run/db.sock", "docket"]
    environment = {**os.environ, "MYSQL_PWD": password}
    return subprocess.run([*client, "-e", statements], env=environment, capture_output=True, text=True).stderr


def worker_log(stack):
    """What all workers logged about jobs."""
    names = sorted(path.stem for path in (stack.var / "log").glob("*.log") if path.stem.startswith(("worker-", "courier-")))
    return [line for name in names for line in stack.log(name)]


def stored(stack, document):
    """Where the file is that was uploaded."""
    key = stack.sql(
        f"SELECT storage_key FROM document JOIN media USING (tenant_id, media_id) WHERE document_id = '{document}'"
    )
    return stack.var / "blobs" / key[0][0]


def spawn_worker(stack, queues, *options, program="docket-worker", **environment):
    """A worker that the supervisor knows nothing of, so that its exit code can be seen."""
    script = """source bin/lib/common.sh
        export DOCKET_DB_USER=docket_worker DOCKET_DB_PASSWORD_FILE=$VAR/secrets/worker
        exec "$BIN/$0" --queues "$@" """
    command = ["bash", "-c", script, program, queues, *options]
    settings = {**stack.env, **{name: str(value) for name, value in environment.items()}}
    with open(stack.var / "log/worker-own.log", "ab") as output:
        return subprocess.Popen(command, cwd=ROOT, env=settings, stdout=output, stderr=output)
