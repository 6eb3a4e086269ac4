"""A private stack for tests: MariaDB, nginx, the FastCGI pool and the workers in a folder of its own, started and
stopped by the scripts a user has. The programs must have been built."""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=30, pause=0.05):
    """Waits for a condition and gives what it gave."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, "waited too long"
        time.sleep(pause)
    return value


class Stack:
    def __init__(self, **settings):
        # Short, because a unix socket's path has room for 107 bytes.
        self.var = pathlib.Path(tempfile.mkdtemp(prefix="docket-", dir=os.environ.get("TMPDIR", "/tmp")))
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {**os.environ, "VAR": str(self.var), "PORT": str(self.port), "NGINX_OPTIONS": "--no-floods"}
        # Most tests are not about the line reader, and read with Tesseract alone.
        if not {"DOCKET_LINE_READER", "DOCKET_ENGINE2"} & settings.keys():
            self.env["DOCKET_LINE_READER"] = ""
        self.env.update({name: str(value) for name, value in settings.items()})

    def start(self):
        self.run("bin/lib/stack", "start")
        self.key = (self.var / "demo.key").read_text().strip()
        self.widen()
        return self

    def widen(self):
        """Tests ask more often than any customer: their tenants have a package of their own, and their address a rate."""
        self.sql(
            """INSERT IGNORE INTO package VALUES ('tests', 1000000, 1 << 40, 100000000, 900, 1000);
            UPDATE address_policy SET requests = 100000000;
            UPDATE tenant SET package = 'tests' WHERE slug = 'demo'"""
        )

    def stop(self):
        self.run("bin/lib/stack", "stop")
        if not os.environ.get("DOCKET_KEEP_VAR"):
            shutil.rmtree(self.var)

    def run(self, *command, check=True, **named):
        """A script of the project against this stack."""
        result = subprocess.run(
            [str(ROOT / command[0]), *command[1:]], env=self.env, capture_output=True, text=True, timeout=300, **named
        )
        if check and result.returncode != 0:
            raise AssertionError(f"{' '.join(command)}: {result.stdout}{result.stderr}")
        return result

    def docket(self, *arguments, check=True):
        return self.run("bin/docket", *arguments, check=check)

    def sql(self, statement):
        """Rows of a statement, run as administrator; columns are text."""
        output = self.run("bin/sql", "-N", "-B", "-e", statement).stdout
        return [line.split("\t") for line in output.splitlines()]

    def tenant(self, slug, package="tests"):
        """A new tenant's client."""
        self.docket("tenant", "create", slug, "--name", slug.title(), "--package", package)
        return Client(self.url, self.make_key(slug))

    def make_key(self, slug, *options):
        return self.docket("key", "create", "--tenant", slug, "--quiet", *options).stdout.strip()

    def client(self, key=None):
        return Client(self.url, key or self.key)

    def pids(self, name):
        """Process ids of the supervisor's children whose command line holds `name`."""
        supervisor = (self.var / "run/supervisor.pid").read_text().strip()
        children = pathlib.Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split()
        found = []
        for pid in children:
            try:
                if name in pathlib.Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " "):
                    found.append(int(pid))
            except (FileNotFoundError, ProcessLookupError):  # it ended before the look, or during it
                pass
        return found

    def signal_supervisor(self, number=signal.SIGHUP):
        os.kill(int((self.var / "run/supervisor.pid").read_text()), number)

    def log(self, name):
        """The JSON lines of a process's log, such as worker-0, courier-0 or fcgi-1."""
        lines = (self.var / f"log/{name}.log").read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


class Client:
    """What a user of the API does."""

    FINAL = {"approved", "manual_review", "completed", "failed"}

    def __init__(self, url, key=None):
        self.url = url
        self.key = key
        self.session = requests.Session()
        if key:
            self.session.headers["Authorization"] = f"Bearer {key}"

    def get(self, path, **named):
        return self.session.get(self.url + path, timeout=60, **named)

    def post(self, path, **named):
        return self.session.post(self.url + path, timeout=60, **named)

    def upload(self, content, name="invoice.pdf", path="/documents/upload", **fields):
        """Bytes or a path's bytes as a form's file."""
        if isinstance(content, pathlib.Path):
            name, content = content.name, content.read_bytes()
        return self.post(path, files={"file": (name, content)}, data=fields)

    def status(self, document):
        answer = self.get(f"/documents/{document}/status")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def finish(self, document, seconds=120):
        """The document's status once it is final."""
        def final():
            status = self.status(document)
            return status if status["status"] in self.FINAL or status["status"].endswith("_error") else None

        return until(final, seconds, 0.1)

    def process(self, content, *arguments, **named):
        """Uploads, waits, and gives the document."""
        answer = self.upload(content, *arguments, **named)
        assert answer.status_code == 201, answer.text
        document = answer.json()["document"]["id"]
        self.finish(document)
        return self.get(f"/documents/{document}").json()
