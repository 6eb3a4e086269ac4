"""Pools of real processes on a unix socket that the test keeps, as systemd would."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/support"))

import fcgi  # noqa: E402
import pytest  # noqa: E402

BIN = pathlib.Path(os.environ.get("DOCKET_BIN_DIR", ROOT / ".build/debug")).resolve()


def settings(directory):
    """What docket-fcgi must be told; there is no database, and these tests need none."""
    return {
        "SWIFT_BACKTRACE": "enable=no", "DOCKET_DB_SOCKET": f"{directory}/no-db.sock",
        "DOCKET_BLOBS": str(directory), "DOCKET_RUN": str(directory),
    }


class Process:
    def __init__(self, pool, binary, environment):
        self.log_path = pool.directory / f"log-{len(pool.processes)}"
        self.environment = {**os.environ, **settings(pool.directory), **environment}
        with open(self.log_path, "wb") as log:
            self.popen = subprocess.Popen([BIN / binary], stdin=pool.socket, stderr=log, env=self.environment)
        self.pid = self.popen.pid

    def log(self):
        return [json.loads(line) for line in self.log_path.read_text().splitlines()]

    def messages(self):
        return [line["message"] for line in self.log()]

    def wait_for(self, message, timeout=10):
        until(lambda: any(message in text for text in self.messages()), timeout)

    def stop(self):
        self.popen.send_signal(signal.SIGTERM)

    def wait(self, timeout=15):
        return self.popen.wait(timeout)

    def resident_kib(self, field="VmHWM"):
        status = pathlib.Path(f"/proc/{self.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith(field)).split()[1])


class Pool:
    """One listening socket; processes come and go."""

    def __init__(self, directory):
        self.directory = directory
        self.path = str(directory / "app.sock")
        self.scoreboard = str(directory / "scoreboard")
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(self.path)
        self.socket.listen(511)
        self.processes = []

    def start(self, binary="fcgi-fixture", **settings):
        names = {f"DOCKET_FCGI_{name.upper()}": str(value) for name, value in settings.items()}
        process = Process(self, binary, {"DOCKET_FCGI_SCOREBOARD": self.scoreboard, **names})
        self.processes.append(process)
        process.wait_for("serving")
        return process

    def request(self, target, *args, **named):
        return fcgi.request(self.path, target, *args, **named)

    def status(self):
        return self.request("/fcgi-status?json", params={"DOCKET_INTERNAL": "1"}).json()

    def close(self):
        for process in self.processes:
            if process.popen.poll() is None:
                process.popen.kill()
                process.popen.wait()
        self.socket.close()


def until(condition, timeout=10):
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.005)


@pytest.fixture
def pool(tmp_path):
    pool = Pool(tmp_path)
    yield pool
    pool.close()
