"""FastCGI processes come and go under load, and clients notice nothing."""
import collections
import contextlib
import os
import signal
import threading

import pytest
import requests
from inside import assert_done_once
from stack import until

PROCESSES = 2


@pytest.fixture(scope="module")
def settings():
    return {"FCGI_MAX_REQUESTS": 200, "FCGI_PROCESSES": PROCESSES}


class Load:
    """Clients that ask for a status again and again, and one that uploads."""

    def __init__(self, stack, content, document):
        self.stack, self.content, self.document = stack, content, document
        self.answers = collections.Counter()
        self.uploaded = []
        self.ended = threading.Event()

    def ask(self):
        client = self.stack.client()
        while not self.ended.is_set():
            self.note(lambda: client.get(f"/documents/{self.document}/status"))

    def upload(self):
        client = self.stack.client()
        while not self.ended.wait(0.2):
            answer = self.note(lambda: client.upload(self.content))
            if answer is not None and answer.status_code == 201:
                self.uploaded.append(answer.json()["document"]["id"])

    def note(self, send):
        try:
            answer = send()
            self.answers[answer.status_code] += 1
            return answer
        except requests.RequestException as error:
            self.answers[type(error).__name__] += 1

    @property
    def failed(self):
        return {answer: count for answer, count in self.answers.items() if answer not in (200, 201)}


@contextlib.contextmanager
def load(stack, client, samples):
    content = (samples / "invoice.pdf").read_bytes()
    load = Load(stack, content, client.upload(content).json()["document"]["id"])
    threads = [threading.Thread(target=target) for target in [load.ask] * 4 + [load.upload]]
    for thread in threads:
        thread.start()
    try:
        until(lambda: load.answers[200] > 20)
        yield load
    finally:
        load.ended.set()
        for thread in threads:
            thread.join()


def answered(load, count):
    """Waits for so many more answers."""
    target = load.answers.total() + count
    until(lambda: load.answers.total() >= target, 60)


def whole_pool(stack):
    """The pool's processes, once none of them is between two lives."""
    return until(lambda: len(now := stack.pids("docket-fcgi")) == PROCESSES and now)


def kill_one(stack):
    """Kills a process of the pool that is there now; its pid."""
    while True:
        try:
            pid = whole_pool(stack)[0]
            os.kill(pid, signal.SIGKILL)
            return pid
        except ProcessLookupError:  # recycled between the look and the kill
            pass


def test_a_rolling_restart_loses_no_request(stack, client, samples):
    before = whole_pool(stack) + stack.pids("docket-worker") + stack.pids("docket-courier")
    with load(stack, client, samples) as clients:
        stack.signal_supervisor(signal.SIGHUP)
        until(lambda: len(now := stack.pids("docket-")) == len(before) and not set(now) & set(before), 120)
        answered(clients, 50)
    assert clients.failed == {}
    assert clients.answers[201] == len(clients.uploaded) > 0
    for document in clients.uploaded:
        client.finish(document)
        assert_done_once(stack, document)


def test_recycling_loses_no_request(stack, client, samples):
    before = whole_pool(stack)
    with load(stack, client, samples) as clients:
        until(lambda: not set(whole_pool(stack)) & set(before), 120)
        answered(clients, 50)
    assert clients.failed == {}


def test_a_killed_process_costs_no_more_than_what_it_was_answering(stack, client, samples):
    with load(stack, client, samples) as clients:
        killed = kill_one(stack)
        until(lambda: killed not in whole_pool(stack))
        answered(clients, 50)
    # A process has four threads. nginx says for it: try again.
    assert set(clients.failed) <= {503}
    assert sum(clients.failed.values()) <= 4
