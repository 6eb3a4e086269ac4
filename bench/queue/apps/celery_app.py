"""Celery on Redis. Acknowledged after the work, so that a killed worker loses nothing: as durable as the others."""
import os

import celery
import record

app = celery.Celery("bench", broker="redis+socket://" + os.environ["BENCH_BROKER"])
app.conf.update(
    task_ignore_result=True, task_acks_late=True, worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True)


@app.task
def job():
    record.note()


def enqueue(count):
    for _ in range(count):
        job.delay()
