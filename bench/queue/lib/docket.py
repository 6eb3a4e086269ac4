"""Docket's queue: its own worker, MariaDB and routines. One at a time, a process claims and ends one job in each
transaction; in batches, one has many slots, and claims for all that are free."""
import getpass
import json
import os
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.processes import running
from sql_tests import TestDatabase

ROOT = Path(__file__).resolve().parents[3]
APPS = ROOT / "bench/queue/apps"
QUEUE = "maintenance"
BATCH = 64


@dataclass
class Docket:
    name: str
    label: str
    slots: int
    database: object
    var: Path

    @contextmanager
    def serve(self):
        yield self

    @property
    def pid(self):
        return int((self.database.var / "run/db.pid").read_text())

    @contextmanager
    def workers(self, count):
        self.begun = self._done()
        command = [ROOT / f".build/{os.environ.get('CONFIGURATION', 'release')}/docket-courier",
                   "--queues", f"{QUEUE}:{self.slots}"]
        with ExitStack() as all_of_them:
            for number in range(count):
                all_of_them.enter_context(running(
                    f"{self.name}-{number}", command, self.var / "log", **self._environment("worker")))
            yield

    def enqueue(self, count):
        return self._client("rate-many" if self.slots > 1 else "rate", count)

    def latency(self, count):
        return self._client("latency", count)

    def done(self):
        return self._done() - self.begun

    def span(self):
        """Seconds from the first job's end to the last one's."""
        rows = self.database.sql(
            f"""SELECT UNIX_TIMESTAMP(MAX(finished_at)) - UNIX_TIMESTAMP(MIN(finished_at)) FROM (
                SELECT finished_at FROM job ORDER BY finished_at DESC LIMIT {self.done()}) j""")
        return float(rows[0][0])

    def _done(self):
        return int(self.database.sql("SELECT COALESCE(SUM(done), 0) FROM tenant_queue")[0][0])

    def _client(self, *arguments):
        return json.loads(subprocess.run(
            ["/usr/bin/python3", APPS / "client.py", "docket_app", *map(str, arguments)], check=True, text=True,
            stdout=subprocess.PIPE, env={**os.environ, **self._environment("admin")}).stdout)

    def _environment(self, account):
        var = self.database.var
        return {"DOCKET_DB_SOCKET": f"{var}/run/db.sock", "DOCKET_DB_USER": f"docket_{account}",
                "DOCKET_DB_PASSWORD_FILE": f"{var}/secrets/{account}", "DOCKET_RUN": f"{var}/run",
                "DOCKET_BLOBS": f"{var}/blobs", "BENCH_ADMINISTRATOR": getpass.getuser(),
                "PYTHONDONTWRITEBYTECODE": "1"}


def dockets(everything, var):
    """Both on one database, which is made and started here."""
    os.environ["TMPDIR"] = str(var)
    database = TestDatabase()
    everything.callback(database.stop)
    database.start()
    (database.var / "blobs").mkdir()
    database.sql("CALL tenant_create(UUID(), 'bench', 'Bench')")
    # A package would have no more than 8 of a tenant's jobs run at once; the others know no tenants.
    database.sql(f"CALL queue_share('{QUEUE}', 'bench', NULL, 10000)")
    return [
        Docket("docket", "Docket, one at a time", 1, database, var),
        Docket("docket-batches", f"Docket, batches of up to {BATCH}", BATCH, database, var),
    ]
