"""Celery, RQ and procrastinate: workers and clients in the bench's venv, doing the same job (apps/record.py)."""
import json
import os
import shutil
import struct
import subprocess
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from shared.processes import running

from . import brokers

APPS = Path(__file__).resolve().parents[1] / "apps"


@dataclass
class PythonQueue:
    name: str
    label: str
    app: str
    var: Path
    broker: object
    setup: list
    pid: int = 0

    @contextmanager
    def serve(self):
        with self.broker(self.var) as (process, address):
            self.pid, self.address = process.pid, address
            if self.setup:
                self._run(*self.setup)
            yield self

    @property
    def records(self):
        return self.var / "records" / self.name

    @contextmanager
    def workers(self, count):
        """So many worker processes, which have nothing recorded yet."""
        shutil.rmtree(self.records, ignore_errors=True)
        self.records.mkdir(parents=True)
        with ExitStack() as all_of_them:
            for number, command in enumerate(self.commands(count)):
                all_of_them.enter_context(running(
                    f"{self.name}-{number}", [self.var / "venv/bin" / command[0], *command[1:]], self.var / "log",
                    **self.environment))
            yield

    def commands(self, count):
        return {
            "celery_app": [["celery", "-A", "celery_app", "worker", "-l", "WARNING", "-c", count, "-n", self.name]],
            "rq_app": [["python", APPS / "rq_app.py"]] * count,
            "procrastinate_app": [["procrastinate", "--app", "procrastinate_app.app", "worker"]] * count,
        }[self.app]

    @property
    def environment(self):
        return {"BENCH_BROKER": self.address, "BENCH_RECORDS": self.records, "PYTHONPATH": APPS,
                "PYTHONDONTWRITEBYTECODE": 1, "PROCRASTINATE_VERBOSE": 0}

    def enqueue(self, count):
        """Jobs per second."""
        return self._client("rate", count)

    def latency(self, count):
        """Milliseconds from the call to the start of each job, with idle workers."""
        return self._client("latency", count)

    def done(self):
        return sum(path.stat().st_size for path in self.records.iterdir()) // 8

    def span(self):
        """Seconds from the first job to the last."""
        times = [time for path in self.records.iterdir() for (time,) in struct.iter_unpack("d", path.read_bytes())]
        return max(times) - min(times)

    def _client(self, *arguments):
        self.records.mkdir(parents=True, exist_ok=True)
        return json.loads(self._run("python", APPS / "client.py", self.app, *arguments))

    def _run(self, program, *arguments):
        environment = {key: str(value) for key, value in self.environment.items()}
        return subprocess.run(
            [self.var / "venv/bin" / program, *map(str, arguments)], check=True, text=True, stdout=subprocess.PIPE,
            env={**os.environ, **environment}).stdout


def python_queues(var):
    def redis(fsync):
        return lambda folder: brokers.redis(folder, f"redis-{fsync}-{next(names)}", fsync)

    names = iter(range(100))
    schema = ["procrastinate", "--app", "procrastinate_app.app", "schema", "--apply"]
    return [
        PythonQueue("celery", "Celery, Redis fsync always", "celery_app", var, redis("always"), []),
        PythonQueue("celery-everysec", "Celery, Redis fsync each second", "celery_app", var, redis("everysec"), []),
        PythonQueue("rq", "RQ, Redis fsync always", "rq_app", var, redis("always"), []),
        PythonQueue("procrastinate", "procrastinate, PostgreSQL", "procrastinate_app", var, brokers.postgres, schema),
    ]
