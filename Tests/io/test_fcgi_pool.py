"""Life of a pool: stopping, replacing, recycling, watching."""
import collections
import concurrent.futures
import os
import re
import select
import subprocess
import threading
import time

import fcgi
from conftest import BIN, settings, until


def test_a_request_in_progress_outlives_sigterm(pool):
    process = pool.start(threads=4)
    with fcgi.connect(pool.path) as connection:
        connection.sendall(fcgi.begin("GET", "/sleep/700") + fcgi.record(fcgi.STDIN))
        # Connections are accepted in their order: this answer tells that ours was.
        pool.status()
        process.stop()
        assert fcgi.receive(connection).json() == {"slept": True}
    assert process.wait() == 0
    assert process.messages() == ["serving", "stopping"]


def test_an_idle_process_stops(pool):
    process = pool.start(threads=8)
    process.stop()
    assert process.wait() == 0


def test_a_request_half_sent_outlives_sigterm(pool):
    """The web server has connected and not yet written: this is what libfcgi's own accept loses."""
    process = pool.start(threads=4)
    with fcgi.connect(pool.path) as connection:
        # Answered once ours, which came before, is accepted.
        pool.status()
        process.stop()
        process.wait_for("stopping")
        time.sleep(0.1)
        connection.sendall(fcgi.begin("GET", "/fcgi-ping") + fcgi.record(fcgi.STDIN))
        assert fcgi.receive(connection).status == 200
    assert process.wait() == 0


def test_a_rolling_restart_loses_nothing(pool):
    settings = {"threads": 2}
    pool.start(**settings)
    pool.start(**settings)
    statuses, stop = collections.Counter(), threading.Event()

    def client():
        while not stop.is_set():
            try:
                statuses[pool.request("/sleep/1").status] += 1
            except OSError as error:
                statuses[repr(error)] += 1

    clients = [threading.Thread(target=client) for _ in range(8)]
    for thread in clients:
        thread.start()
    for _ in range(12):
        oldest = pool.processes[-2]
        pool.start(**settings)
        oldest.stop()
        assert oldest.wait() == 0
    stop.set()
    for thread in clients:
        thread.join()
    assert list(statuses) == [200], statuses
    assert statuses[200] > 200


def is_answered(connection):
    return bool(select.select([connection], [], [], 0)[0])


def test_recycling_after_about_n_requests(pool):
    process = pool.start(threads=2, max_requests=100)
    for _ in range(120):
        if process.popen.poll() is not None:
            break
        with fcgi.connect(pool.path) as connection:
            connection.sendall(fcgi.begin("GET", "/fcgi-ping") + fcgi.record(fcgi.STDIN))
            until(lambda: is_answered(connection) or process.popen.poll() is not None)
            # One that no process took waits for the next.
            if not is_answered(connection):
                break
            assert fcgi.receive(connection).status == 200
    assert process.wait() == 0
    assert process.log()[-1]["reason"] == "recycle"


def test_the_board_shows_two_processes_and_forgets_the_dead(pool):
    first, second = pool.start(threads=2), pool.start(threads=3)
    for _ in range(20):
        pool.request("/context")
    until(lambda: pool.status()["totals"]["active"] == 1)
    status = pool.status()
    assert status["totals"]["processes"] == 2 and status["totals"]["threads"] == 5
    assert status["totals"]["requests"] >= 20
    assert status["totals"]["waiting"] == 0 and status["totals"]["listen_queue_size"] == 511
    assert {process["pid"] for process in status["processes"]} == {first.pid, second.pid}
    assert all(0 < process["rss_kib"] < 20480 for process in status["processes"])
    first.popen.kill()
    first.popen.wait()
    assert [process["pid"] for process in pool.status()["processes"]] == [second.pid]
    third = pool.start(threads=2)
    assert [process["pid"] for process in pool.status()["processes"]] == [third.pid, second.pid]


def test_the_text_page(pool):
    process = pool.start("docket-fcgi")
    page = pool.request("/fcgi-status", params={"DOCKET_INTERNAL": "1"}).body.decode()
    assert re.search(r"^listen queue size:  511$", page, re.M)
    assert re.search(rf"^ +{process.pid} .* serving$", page, re.M)


def test_the_status_is_not_for_the_public(pool):
    pool.start("docket-fcgi")
    assert pool.request("/fcgi-status").status == 404
    assert pool.request("/fcgi-status", params={"HTTP_DOCKET_INTERNAL": "1"}).status == 404


def test_a_full_pool_says_so_once(pool):
    first, second = pool.start(threads=1), pool.start(threads=1)
    with concurrent.futures.ThreadPoolExecutor(8) as clients:
        waiting = [clients.submit(pool.request, "/sleep/150") for _ in range(8)]
        assert all(answer.result().status == 200 for answer in waiting)
    said = [text for text in first.messages() + second.messages() if "busy" in text]
    assert said == ["all 2 threads busy; raise --threads or the number of processes"]


def test_the_backlog_is_counted(pool):
    process = pool.start(threads=2)
    with concurrent.futures.ThreadPoolExecutor(5) as clients:
        for _ in range(4):
            clients.submit(pool.request, "/sleep/300")
        time.sleep(0.05)
        status = clients.submit(pool.status)
        assert status.result()["totals"]["waiting"] <= 3
    assert pool.status()["processes"][0]["max_active"] == 2
    assert process.popen.poll() is None


def test_a_slow_request_is_logged_when_it_ends(pool):
    # Long enough that no look at the status is slow too.
    process = pool.start(slow_seconds=1)
    answer = pool.request("/sleep/1200")
    process.wait_for("slow request")
    line = process.log()[-1]
    assert (line["route"], line["request"]) == ("/sleep/{milliseconds}", answer.headers["x-request-id"])
    assert float(line["seconds"]) >= 1.2
    until(lambda: pool.status()["totals"]["slow"] == 1)


def test_a_stuck_request_ends_the_process_and_spares_the_others(pool):
    process = pool.start(threads=3, terminate_seconds=4)
    with concurrent.futures.ThreadPoolExecutor(2) as clients:
        stuck = clients.submit(pool.request, "/sleep/20000")
        # The first is found stuck in its fifth second; the second is answered in its sixth, and within its own limit.
        time.sleep(2.5)
        other = clients.submit(pool.request, "/sleep/2800")
        assert other.result().status == 200
        assert process.wait(10) == 1
        assert isinstance(stuck.exception(), ConnectionError)
    line = next(line for line in process.log() if "stuck" in line["message"])
    assert line["route"] == "/sleep/{milliseconds}"


def test_without_a_socket_it_says_what_to_do(tmp_path):
    run = start_alone(settings(tmp_path))
    assert run.returncode == 64 and "no listening socket" in run.stderr


def test_without_a_setting_it_says_which(tmp_path):
    run = start_alone({**settings(tmp_path), "DOCKET_BLOBS": ""})
    assert run.returncode == 64 and "DOCKET_BLOBS is not set" in run.stderr


def test_help_names_the_environment():
    run = start_alone({}, "--help")
    assert run.returncode == 0 and "DOCKET_FCGI_THREADS" in run.stdout


def start_alone(environment, *arguments):
    return subprocess.run(
        [BIN / "docket-fcgi", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        env={**os.environ, **environment},
    )
