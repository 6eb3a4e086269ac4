"""A step that neither ends nor heeds its time limit: here the file it opens is a pipe that nobody writes to."""
import os
import socket

import pytest
from inside import holder, job, make_due, paused, policy, spawn_worker, stored, worker_log
from stack import until


@pytest.fixture
def hanging(stack, client, samples):
    """Makes documents whose preparation hangs until the fixture ends; only a worker of our own takes them. All are the
    same bytes, and so one stored file."""
    pipes = {}

    def make():
        document = client.upload(samples / "invoice.pdf").json()["document"]["id"]
        path = stored(stack, document)
        if path not in pipes:
            pipes[path] = path.read_bytes()
            path.unlink()
            os.mkfifo(path)
        return document

    with paused(stack, "preprocessing"):
        yield make
        for path, content in pipes.items():
            path.unlink()
            path.write_bytes(content)


def test_its_process_ends_and_no_other_job_is_blamed(stack, client, hanging):
    policy(stack, "preprocessing", time_limit_s=1, retry_delay_s=1000)
    stuck = hanging()
    worker = spawn_worker(stack, "preprocessing:2")
    holder(stack, stuck, "preprocess")
    policy(stack, "preprocessing", time_limit_s=600)
    patient = hanging()
    holder(stack, patient, "preprocess")
    assert worker.wait(60) == 70
    blamed, other = job(stack, stuck, "preprocess"), job(stack, patient, "preprocess")
    assert (blamed.state, blamed.code, blamed.failures, blamed.crashes) == ("scheduled", "time_limit", 1, 0)
    assert (other.state, other.failures, other.crashes) == ("ready", 0, 0)
    make_due(stack, blamed)


def test_its_documents_are_read_once_it_hangs_no_more(stack, client):
    until(lambda: stack.sql("SELECT COUNT(*) FROM job_live") == [["0"]])
    assert stack.sql("SELECT DISTINCT status FROM document") == [["approved"]]


def test_a_worker_is_not_taken_for_dead_because_the_database_is_away(stack, client, hanging):
    policy(stack, lease_s=3)
    path = stack.var / "run/notify.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(path))
        systemd.settimeout(10)
        document = hanging()
        worker = spawn_worker(stack, "preprocessing:1", NOTIFY_SOCKET=path)
        holder(stack, document, "preprocess")
        stack.run("bin/lib/database", "stop")
        try:
            until(lambda: any(line["message"] == "cannot renew leases" for line in worker_log(stack)))
            systemd.setblocking(False)
            while drained(systemd):
                pass
            systemd.settimeout(10)
            assert systemd.recv(100) == systemd.recv(100) == b"WATCHDOG=1"
        finally:
            stack.run("bin/lib/database", "start")
            worker.kill()
            worker.wait()


def drained(connection):
    try:
        return connection.recv(100)
    except BlockingIOError:
        return None
