"""nginx as configured, in front of a stub: what it lets through, refuses, hides and says."""
import json
import os
import signal
import socket
import subprocess
import time

import pytest
from fastcgi_stub import Answer, FastCGIStub, Request
from nginx_instance import Nginx, Reply, answers, wait_until


def answer(request: Request) -> Answer:
    path = request.params["DOCUMENT_URI"]
    if path == "/own-error":
        return Answer("422 Unprocessable Content", {"Content-Type": "application/problem+json"}, b'{"code":"own"}')
    if path == "/own-policy":
        return Answer(headers={"Content-Type": "text/html", "Content-Security-Policy": "default-src 'self'"})
    if path.startswith("/results/"):
        return Answer(headers={"Content-Type": "text/html; charset=utf-8", "X-Accel-Redirect": "/_results/ab/page"})
    return Answer(body=json.dumps(request.params).encode())


@pytest.fixture(scope="module")
def nginx(tmp_path_factory):
    var = tmp_path_factory.mktemp("v")
    with Nginx(var) as running:
        (var / "blobs/ab").mkdir()
        (var / "blobs/ab/page").write_bytes(b"<h1>Page</h1>")
        yield running


@pytest.fixture
def stub(nginx):
    with FastCGIStub(nginx.var / "run/fcgi.sock", answer) as running:
        yield running


def assert_problem(reply: Reply, status: int, code: str) -> None:
    assert reply.status == status
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.json["success"] is False
    assert reply.json["code"] == code
    assert reply.json["status"] == status
    assert reply.json["type"] == "about:blank"
    assert reply.json["title"] and reply.json["detail"] and reply.json["error"]
    assert reply.json["instance"].startswith("/")
    assert reply.json["request_id"] == reply.headers["X-Request-Id"]
    assert len(reply.json["request_id"]) == 32
    assert_secure(reply)


def assert_secure(reply: Reply) -> None:
    for name in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Content-Security-Policy"):
        assert len(reply.headers.get_all(name)) == 1, name
    assert reply.headers["Server"] == "nginx"
    assert "Strict-Transport-Security" not in reply.headers


def test_request_reaches_the_service(nginx, stub):
    headers = {"X-Api-Key": "k", "Proxy": "evil", "X_Api_Key": "no"}
    reply = nginx.request("POST", "/documents/upload?a=1", b"abc", headers)
    assert reply.status == 200
    assert_secure(reply)
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
    params = reply.json
    assert stub.requests[0].body == b"abc"
    assert params["REQUEST_METHOD"] == "POST"
    assert params["REQUEST_URI"] == "/documents/upload?a=1"
    assert params["QUERY_STRING"] == "a=1"
    assert params["CONTENT_LENGTH"] == "3"
    assert params["REMOTE_ADDR"] == "127.0.0.1"
    assert params["REQUEST_SCHEME"] == "http"
    assert params["HTTP_HOST"] == f"127.0.0.1:{nginx.port}"
    assert params["HTTP_X_API_KEY"] == "k"
    assert params.get("HTTP_PROXY", "") == ""
    assert params["REQUEST_ID"] == reply.headers["X-Request-Id"]
    assert "DOCKET_INTERNAL" not in params


def test_the_services_own_errors_pass(nginx, stub):
    reply = nginx.request("GET", "/own-error")
    assert (reply.status, reply.json) == (422, {"code": "own"})
    assert_secure(reply)


def test_the_services_own_policy_wins(nginx, stub):
    assert nginx.request("GET", "/own-policy").headers.get_all("Content-Security-Policy") == ["default-src 'self'"]


def test_too_large_is_said_before_the_body_is_sent(nginx, stub):
    head = b"POST /documents/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 20000000\r\n\r\n"
    assert_problem(nginx.raw(head), 413, "content_too_large")
    assert stub.requests == []


def test_too_large_in_chunks(nginx, stub):
    chunk = b"100000\r\n" + bytes(0x100000) + b"\r\n"
    head = b"POST /documents/upload HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert_problem(nginx.raw(head + chunk * 11), 413, "content_too_large")
    assert stub.requests == []


def test_ten_megabytes_and_their_envelope_pass(nginx, stub):
    assert nginx.request("POST", "/documents/upload", bytes(10 * 1024 * 1024 + 4096)).status == 200
    assert len(stub.requests[0].body) == 10 * 1024 * 1024 + 4096


def test_half_a_body_never_reaches_the_service(nginx, stub):
    head = b"POST /documents/upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
    with nginx.connect(head + bytes(500_000)):
        time.sleep(0.5)
        assert nginx.request("GET", "/alive").status == 200
    assert [request.params["REQUEST_URI"] for request in stub.requests] == ["/alive"]


@pytest.mark.parametrize(
    "bytes_sent, status, code",
    [
        (b"nonsense\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400, "bad_request"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 9000 + b"\r\n\r\n", 400, "bad_request"),
        (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414, "uri_too_long"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 501, "not_implemented"),
        (b"GET / HTTP/3.0\r\nHost: x\r\n\r\n", 505, "not_implemented"),
        (b"TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 405, "method_not_allowed"),
    ],
)
def test_bad_http(nginx, stub, bytes_sent, status, code):
    assert_problem(nginx.raw(bytes_sent), status, code)
    assert stub.requests == []


def test_no_service_is_503_with_retry_after(nginx):
    reply = nginx.request("POST", "/documents/upload", b"abc")
    assert_problem(reply, 503, "unavailable")
    assert int(reply.headers["Retry-After"]) > 0


def test_a_service_that_dies_is_503(nginx):
    with FastCGIStub(nginx.var / "run/fcgi.sock", lambda request: None) as stub:
        assert_problem(nginx.request("GET", "/"), 503, "unavailable")
        assert len(stub.requests) == 1


def test_full_backlog_is_503_at_once(nginx):
    """As when all processes are busy and as many requests wait as may."""
    path = nginx.var / "run/fcgi.sock"
    with socket.socket(socket.AF_UNIX) as busy:
        busy.bind(str(path))
        busy.listen(0)
        waiting = nginx.connect(b"GET /waits HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.2)
        reply = nginx.request("GET", "/")
        waiting.close()
    path.unlink()
    assert_problem(reply, 503, "unavailable")
    assert int(reply.headers["Retry-After"]) > 0
    assert "Resource temporarily unavailable" in (nginx.var / "log/error.log").read_text()


@pytest.mark.parametrize("path", ["/fcgi-status", "/fcgi-ping", "/%66cgi-status", "//fcgi-status", "/x/../fcgi-ping?a"])
def test_operators_pages_are_hidden(nginx, stub, path):
    assert_problem(nginx.request("GET", path), 404, "not_found")
    assert stub.requests == []


def test_operators_pages_on_their_socket(nginx, stub):
    assert nginx.ops("/fcgi-status").json["DOCKET_INTERNAL"] == "1"
    assert nginx.ops("/fcgi-ping").status == 200
    assert_problem(nginx.ops("/documents/1"), 404, "not_found")
    assert (nginx.var / "run").stat().st_mode & 0o077 in (0, 0o010)


def test_result_html_may_style_and_nothing_else(nginx, stub):
    reply = nginx.request("GET", "/results/secret-token/page.html")
    assert (reply.status, reply.body) == (200, b"<h1>Page</h1>")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert reply.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "sandbox"
    )
    assert_secure(reply)


@pytest.mark.parametrize("path", ["/_results/a.html", "/_results/a.jpg", "/_results/a.gif"])
def test_error_is_json_whatever_the_extension(nginx, stub, path):
    reply = nginx.request("GET", path)
    assert_problem(reply, 404, "not_found")
    assert reply.json["instance"] == path


def test_instance_hides_tokens_and_what_json_would_have_to_escape(nginx):
    assert nginx.request("GET", "/results/secret-token/result.html").json["instance"] == "/results/*/result.html"
    assert nginx.request("GET", "/a%22b%5C").json["instance"] == "/"


@pytest.mark.parametrize("name, content_type", [("yaml", "application/yaml"), ("json", "application/json")])
def test_description_of_the_api_needs_no_service(nginx, name, content_type):
    reply = nginx.request("GET", f"/openapi.{name}")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == content_type
    assert_secure(reply)
    refused = nginx.request("POST", f"/openapi.{name}", b"")
    assert_problem(refused, 405, "method_not_allowed")
    assert refused.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path", ["/openapi.conf", "/openapi", "/openapi.json/", "/openapi.json.new", "/etc/openapi.json", "/openapiXjson"]
)
def test_nothing_else_of_that_folder_is_served(nginx, stub, path):
    nginx.request("GET", path)
    assert stub.requests[0].params["DOCUMENT_URI"] == path


@pytest.mark.parametrize("path", ["/_results/ab/page", "/_problem", "/%5fresults/ab/page", "/_results"])
def test_internal_places_are_not_there(nginx, stub, path):
    reply = nginx.request("GET", path)
    if path == "/_results":
        # Not internal, not a file either: the service's to answer.
        assert reply.status == 200
    else:
        assert_problem(reply, 404, "not_found")
        assert stub.requests == []


def test_log_is_json_without_secrets(nginx, stub):
    headers = {"Authorization": "Bearer secret-key"}
    reply = nginx.request("GET", "/results/secret-token/page.html?key=secret-query", headers=headers)
    nginx.request("GET", "/%72esults/secret-token?key=secret-query")
    nginx.raw(b"secret nonsense\r\n\r\n")
    request_id = reply.headers["X-Request-Id"]
    wait_until(lambda: any(line["request_id"] == request_id for line in nginx.log()))
    [line] = [line for line in nginx.log() if line["request_id"] == request_id]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/results/*/page.html", 200)
    assert float(line["upstream_seconds"]) >= 0
    text = (nginx.var / "log/access.log").read_text() + (nginx.var / "log/error.log").read_text()
    assert "secret-" not in text


def test_links_are_in_no_log_even_when_something_is_missing(nginx):
    """A socket that is not there, one that nobody listens on, a result that is not there."""
    assert nginx.request("GET", "/results/secret-1/result.html").status == 503
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(nginx.var / "run/fcgi.sock"))
        assert nginx.request("GET", "/results/secret-2/result.html").status == 503
    (nginx.var / "run/fcgi.sock").unlink()
    missing = Answer(headers={"X-Accel-Redirect": "/_results/none"})
    with FastCGIStub(nginx.var / "run/fcgi.sock", lambda request: missing):
        reply = nginx.request("GET", "/results/secret-3/result.html")
        assert_problem(reply, 404, "not_found")
    wait_until(lambda: any(line["request_id"] == reply.headers["X-Request-Id"] for line in nginx.log()))
    assert "secret-" not in (nginx.var / "log/access.log").read_text() + (nginx.var / "log/error.log").read_text()


def test_flood_is_429_with_retry_after(tmp_path):
    with Nginx(tmp_path) as flooded, FastCGIStub(tmp_path / "run/fcgi.sock", answer):
        replies = (flooded.request("GET", "/") for _ in range(2000))
        reply = next((reply for reply in replies if reply.status != 200), None)
    if reply is None:
        pytest.skip("this machine is too slow to flood")
    assert_problem(reply, 429, "too_many_requests")
    assert int(reply.headers["Retry-After"]) > 0


def test_ceiling_can_be_lifted_for_load_tests(tmp_path):
    with Nginx(tmp_path, "--no-floods") as open_nginx, FastCGIStub(tmp_path / "run/fcgi.sock", answer):
        assert {open_nginx.request("GET", "/").status for _ in range(600)} == {200}


def test_starts_again_after_a_kill(tmp_path):
    running = Nginx(tmp_path)
    subprocess.run(running.command, check=True)
    pid_file = tmp_path / "run/nginx.pid"
    wait_until(lambda: pid_file.exists() and pid_file.read_text())
    pid = int(pid_file.read_text())

    def workers() -> list[str]:
        return subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()

    # The file is there before they are; one that is missed would serve on.
    wait_until(workers)
    for victim in (pid, *map(int, workers())):
        os.kill(victim, signal.SIGKILL)
    wait_until(lambda: not answers(running.port))
    assert (tmp_path / "run/ops.sock").exists()
    pid_file.unlink()
    with Nginx(tmp_path) as again:
        assert again.ops("/none").status == 404
