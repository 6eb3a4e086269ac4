"""Workers and MariaDB are killed while jobs are done, by a seeded hand: was each job's effect there exactly once?"""
import json
import os
import random
import signal
import time

from inside import assert_counters_agree, assert_log_has_no_gaps, spawn_worker
from stack import until

QUEUE = "maintenance"


class Chaos:
    """A database's jobs, and the processes that do them while this hand kills some."""

    def __init__(self, database, seed, workers=4, slots=2):
        self.database = database
        self.random = random.Random(seed)
        self.queues = f"{QUEUE}:{slots}"
        self.kills = self.deadlocks = 0
        self.restarts = []
        (database.var / "blobs").mkdir(exist_ok=True)
        # A worker may be killed any number of times here, and nobody wants to wait a minute for each.
        for setting, value in ("lease_s", 3), ("max_crashes", 1000), ("max_attempts", 1000):
            database.sql(f"CALL queue_set('{QUEUE}', '{setting}', '{value}')")
        database.sql("CALL tenant_create(UUID(), 'chaos', 'Chaos')")
        self.workers = [self._spawn() for _ in range(workers)]

    def _spawn(self):
        return spawn_worker(self.database, self.queues, program="docket-courier")

    def add(self, jobs, sleep_ms):
        payload = json.dumps({"sleep_ms": sleep_ms, "event": True})
        for _ in range(0, jobs, 100_000):
            self.database.sql(f"CALL job_create_many('chaos', '{QUEUE}', 'probe', '{payload}', 5, {min(jobs, 100_000)})")

    def kill_a_worker(self):
        number = self.random.randrange(len(self.workers))
        self.workers[number].kill()
        self.workers[number].wait()
        self.workers[number] = self._spawn()
        self.kills += 1

    def restart_database(self, how):
        """`how`: killed or stopped."""
        self._count_deadlocks()
        if how == "killed":
            os.kill(int((self.database.var / "run/db.pid").read_text()), signal.SIGKILL)
            until(lambda: self.database.run("bin/sql", "-e", "DO 1", check=False).returncode != 0)
        else:
            self.database.run("bin/lib/database", "stop")
        self.database.run("bin/lib/database", "start")
        self.restarts.append(how)

    def left(self):
        return int(self.database.sql("SELECT COUNT(*) FROM job_live")[0][0])

    def stop(self):
        for worker in self.workers:
            worker.terminate()
        for worker in self.workers:
            assert worker.wait(60) == 0

    def abandon(self):
        """Whatever happened: nothing of ours may go on."""
        for worker in self.workers:
            if worker.poll() is None:
                worker.kill()
                worker.wait()

    def verify(self, jobs):
        """Each job ended well once, told of it once, and all counts agree. What there was to see."""
        self._count_deadlocks()
        outcomes = dict(self.database.sql("SELECT COALESCE(outcome, 'none'), COUNT(*) FROM job GROUP BY outcome"))
        assert outcomes == {"done": str(jobs)}, outcomes
        events = self.database.sql(
            """SELECT COUNT(*), COUNT(DISTINCT j.job_id), COUNT(j.job_id) FROM event e LEFT JOIN job j
                ON j.tenant_id = e.tenant_id AND j.job_id = CAST(JSON_VALUE(e.payload, '$.job') AS UNSIGNED)""")
        assert events == [[str(jobs)] * 3], events
        assert_counters_agree(self.database)
        assert_log_has_no_gaps(self.database)
        return {"crashes": int(self.database.sql("SELECT SUM(crashes) FROM job")[0][0]),
                "claimed again": int(self.database.sql("SELECT COUNT(*) FROM job WHERE fence > 1")[0][0])}

    def complaints(self):
        """What the workers could not do: log lines whose error is a conflict that stayed one."""
        lines = (self.database.var / "log/worker-own.log").read_text(errors="replace").splitlines()
        return [line for line in lines if line.startswith("{") and '"conflict (' in line]

    def _count_deadlocks(self):
        self.deadlocks += int(self.database.sql("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1])


def run(database, seed, jobs, sleep_ms, kills, restarts, interval):
    """The whole of it: a kill each `interval` seconds, the restarts spread over the jobs, then peace until all is done.
    What there was to see."""
    chaos = Chaos(database, seed)
    began = time.monotonic()
    try:
        chaos.add(jobs, sleep_ms)
        pending = [(jobs * (index + 1) // (len(restarts) + 1), how) for index, how in enumerate(restarts)]
        while left := chaos.left():
            if pending and jobs - left >= pending[0][0]:
                chaos.restart_database(pending.pop(0)[1])
            elif chaos.kills < kills:
                chaos.kill_a_worker()
            time.sleep(interval)
        seconds = time.monotonic() - began
        chaos.stop()
        seen = chaos.verify(jobs)
    finally:
        chaos.abandon()
    complaints = chaos.complaints()
    assert not complaints, complaints[:5]
    assert not pending and chaos.kills > 0, "the jobs were done before the chaos was"
    return {"jobs": jobs, "seconds": round(seconds, 1), "kills": chaos.kills, "restarts": chaos.restarts,
            "deadlocks": chaos.deadlocks, **seen}
