"""RQ on Redis, with SimpleWorker, which does not fork for each job."""
import os
import sys

import record
import redis
import rq

connection = redis.Redis(unix_socket_path=os.environ["BENCH_BROKER"])
queue = rq.Queue("bench", connection=connection)


def job():
    record.note()


def enqueue(count):
    for _ in range(count):
        queue.enqueue("rq_app.job", result_ttl=0)


if __name__ == "__main__":
    rq.SimpleWorker([queue], connection=connection).work(logging_level="WARNING")
    sys.exit()
