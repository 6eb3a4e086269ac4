"""Requests and answers of one process."""
import concurrent.futures
import os
import re

import fcgi


def test_ping_and_request_id(pool):
    pool.start("docket-fcgi")
    given = "0123456789abcdef0123456789abcdef"
    answer = pool.request("/fcgi-ping", params={"REQUEST_ID": given})
    assert (answer.status, answer.body, answer.headers["x-request-id"]) == (200, b"pong\n", given)
    made = pool.request("/fcgi-ping", params={"REQUEST_ID": "../../etc\r\n"}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", made)


def test_head_has_the_length_and_no_body(pool):
    pool.start("docket-fcgi")
    answer = pool.request("/fcgi-ping", "HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "5", b"")


def test_every_error_has_one_shape(pool):
    pool.start()
    answers = [
        (404, "not_found", pool.request("/nothing")),
        (405, "method_not_allowed", pool.request("/echo", "DELETE")),
        (400, "invalid_path", pool.request("/a%00b")),
        (400, "invalid_path", pool.request("/a/%2e%2e/b")),
        (400, "invalid_path", pool.request("/%ff")),
        (400, "invalid_query", pool.request("/echo?a=%zz")),
        (411, "length_required", pool.request("/echo", "POST")),
        (413, "content_too_large", pool.request("/echo", "POST", body=b"", length=2 << 20)),
        (500, "internal_error", pool.request("/context/break", "POST")),
    ]
    members = ["success", "error", "code", "type", "title", "status", "detail", "instance", "request_id"]
    for status, code, answer in answers:
        problem = answer.json()
        assert (answer.status, problem["code"]) == (status, code)
        assert list(problem) == members and problem["success"] is False and problem["status"] == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["request_id"] == answer.headers["x-request-id"]
    assert answers[1][2].headers["allow"] == "POST, OPTIONS"
    assert answers[-1][2].json()["instance"] == "/context/break"


def test_an_unknown_error_is_logged_with_its_request(pool):
    process = pool.start()
    answer = pool.request("/context/break", "POST")
    line = next(line for line in process.log() if line["message"] == "unexpected error")
    assert line["request"] == answer.headers["x-request-id"]
    assert line["error"] == "Failure()" and b"Failure" not in answer.body


def test_a_context_serves_many_requests_until_it_breaks(pool):
    pool.start(threads=1)
    assert [pool.request("/context").json() for _ in range(2)] == [
        {"number": 1, "served": 1},
        {"number": 1, "served": 2},
    ]
    pool.request("/context/break", "POST")
    assert pool.request("/context").json() == {"number": 2, "served": 1}


def test_requests_run_at_once(pool):
    pool.start(threads=4)
    with concurrent.futures.ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(lambda _: pool.request("/sleep/200"), range(8)))
    assert all(answer.status == 200 for answer in answers)
    assert pool.status()["processes"][0]["max_active"] == 4


def test_a_kept_connection_holds_no_thread(pool):
    pool.start(threads=1)
    assert [pool.request("/fcgi-ping", keep=1).status for _ in range(3)] == [200, 200, 200]


def test_large_bodies_both_ways(pool):
    pool.start()
    body = bytes(range(256)) * 4096
    assert pool.request("/echo", "POST", body=body).body == body
    assert pool.request("/bytes/5000000").body == b"x" * 5_000_000


def test_connections_that_say_nothing_or_nonsense(pool):
    pool.start(threads=1, io_seconds=1)
    with fcgi.connect(pool.path) as mute:
        assert pool.request("/fcgi-ping").status == 200  # after the second the mute one is given
        assert mute.recv(1) == b""
    for junk in (b"", b"GET / HTTP/1.1\r\n\r\n", b"\x01\x01\x00\x01\xff\xff\x00\x00", bytes(64)):
        with fcgi.connect(pool.path) as connection:
            connection.sendall(junk)
        assert pool.request("/fcgi-ping").status == 200


def test_a_client_that_leaves_early(pool):
    process = pool.start(threads=1)
    for _ in range(100):
        with fcgi.connect(pool.path) as connection:
            connection.sendall(b"junk" * 4)
    for _ in range(5):
        with fcgi.connect(pool.path) as connection:
            connection.sendall(fcgi.begin("GET", "/bytes/5000000") + fcgi.record(fcgi.STDIN))
    assert pool.request("/fcgi-ping").status == 200
    assert len(os.listdir(f"/proc/{process.pid}/fd")) <= 4  # nothing leaks
