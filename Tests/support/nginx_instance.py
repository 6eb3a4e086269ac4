"""An nginx of a test's own: rendered, started on a free port, stopped by its pid."""
import http.client
import json
import os
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RENDER = ROOT / "bin/lib/render-nginx"
# Debian keeps it in a directory that only root's path has.
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@dataclass
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> dict:
        return json.loads(self.body)


class Nginx:
    def __init__(self, var: Path, *flags: str):
        self.var = var
        self.port = free_port()
        self.command = render(var, "--port", str(self.port), *flags)

    def __enter__(self) -> "Nginx":
        subprocess.run(self.command, check=True, capture_output=True)
        wait_until(lambda: (self.var / "run/nginx.pid").exists() and answers(self.port))
        return self

    def __exit__(self, *error) -> None:
        pid = int((self.var / "run/nginx.pid").read_text())
        os.kill(pid, signal.SIGTERM)
        wait_until(lambda: not (self.var / "run/nginx.pid").exists())

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: dict | None = None, tls: bool = False
    ) -> Reply:
        if tls:
            # The certificate is the test's own: there is nothing to check.
            context = ssl._create_unverified_context()
            connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=context)
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request(method, path, body, headers or {})
        return _reply(connection)

    def ops(self, path: str) -> Reply:
        connection = http.client.HTTPConnection("ops", timeout=10)
        connection.sock = socket.socket(socket.AF_UNIX)
        connection.sock.connect(str(self.var / "run/ops.sock"))
        connection.request("GET", path)
        return _reply(connection)

    def raw(self, data: bytes) -> Reply:
        """Bytes as they are, and the answer to them."""
        sock = self.connect(data)
        response = http.client.HTTPResponse(sock)
        response.begin()
        return Reply(response.status, response.msg, response.read())

    def connect(self, data: bytes) -> socket.socket:
        sock = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        sock.sendall(data)
        return sock

    def log(self) -> list[dict]:
        return [json.loads(line) for line in (self.var / "log/access.log").read_text().splitlines()]


def render(var: Path, *flags: str) -> list[str]:
    """The command that starts it, from anywhere."""
    # Under root the workers must reach the test's directory, which only root may enter.
    user = ["--user", "root"] if os.geteuid() == 0 and "--user" not in flags else []
    line = subprocess.run([RENDER, "--var", var, *user, *flags], check=True, capture_output=True, text=True).stdout
    return [NGINX, *shlex.split(line)[1:]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def wait_until(condition, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def _reply(connection: http.client.HTTPConnection) -> Reply:
    response = connection.getresponse()
    reply = Reply(response.status, response.msg, response.read())
    connection.close()
    return reply
