"""Docket: one call and one ring of the doorbell a job, as FCGIApp does after each commit."""
import os
import socket
from pathlib import Path

import MySQLdb

TENANT, QUEUE = "bench", "maintenance"

_connection = MySQLdb.connect(
    unix_socket=os.environ["DOCKET_DB_SOCKET"], user="docket_admin", db="docket", autocommit=True,
    password=Path(os.environ["DOCKET_DB_PASSWORD_FILE"]).read_text().strip(), init_command="SET time_zone = '+00:00'")
_eyes = MySQLdb.connect(
    unix_socket=os.environ["DOCKET_DB_SOCKET"], user=os.environ["BENCH_ADMINISTRATOR"], db="docket", autocommit=True,
    init_command="SET time_zone = '+00:00'")
_bell = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
_bells = Path(os.environ["DOCKET_RUN"]) / "bells"


def enqueue(count, payload="{}"):
    for _ in range(count):
        _call(_connection, f"CALL job_create('{TENANT}', '{QUEUE}', 'probe', '{payload}', 5, NULL, NULL, NULL)")
        _ring()


def enqueue_one_seen():
    """A job that notes when it ran."""
    enqueue(1, '{"event": true}')


def enqueue_many(count):
    """In transactions of 1,000."""
    for _ in range(0, count, 1000):
        _call(_connection, f"CALL job_create_many('{TENANT}', '{QUEUE}', 'probe', '{{}}', 5, {min(count, 1000)})")
        _ring()


def count():
    return _call(_eyes, "SELECT COUNT(*) FROM event")[0][0]


def times():
    """When the worker began each job of the latency measurement, by its own clock."""
    rows = _call(_eyes, """SELECT JSON_VALUE(payload, '$.started_us') / 1e6 FROM event
        WHERE type = 'probe.completed' ORDER BY created_at DESC LIMIT 10""")
    return sorted(float(time) for time, in rows)


def last_claim():
    """When the last job was claimed, by the database's clock."""
    return float(_call(_eyes, "SELECT UNIX_TIMESTAMP(claimed_at) FROM job ORDER BY job_id DESC LIMIT 1")[0][0])


def _ring():
    for path in _bells.glob(f"{QUEUE}.*") if _bells.exists() else ():
        try:
            _bell.sendto(b"!", str(path))
        except OSError:
            pass


def _call(connection, statement):
    cursor = connection.cursor()
    cursor.execute(statement)
    rows = cursor.fetchall()
    while cursor.nextset():
        pass
    cursor.close()
    return rows
