"""procrastinate on PostgreSQL."""
import os

import procrastinate
import record

parameters = {"host": os.environ["BENCH_BROKER"], "user": "bench", "dbname": "bench"}
app = procrastinate.App(connector=procrastinate.PsycopgConnector(kwargs=parameters))


@app.task(name="job")
async def job():
    record.note()


def enqueue(count):
    for _ in range(count):
        _deferred().defer()


def _deferred():
    """A connection for a program without an event loop, opened once."""
    global _sync
    if _sync is None:
        _sync = procrastinate.App(connector=procrastinate.SyncPsycopgConnector(kwargs=parameters))
        _sync.open()
    return _sync.configure_task("job")


_sync = None
