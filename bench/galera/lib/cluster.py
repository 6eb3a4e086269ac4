"""A Galera cluster of three private nodes on the loopback interface: started, killed and brought back by pid."""
import getpass
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from shared.processes import free_port

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
# A state transfer's rsync takes nothing in as root, so root's nodes run as Debian's user for MariaDB.
SERVER_USER = "mysql" if os.geteuid() == 0 else getpass.getuser()
ACCOUNTS = ["owner", "app", "worker", "admin"]


class Node:
    """One server, with a runtime folder of its own as if it were a host of its own."""

    def __init__(self, var, number, flush):
        self.var, self.name, self.flush = var / f"n{number}", f"n{number}", flush
        self.group, self.port, self.ist, self.sst = (free_port() for _ in range(4))
        self.socket = self.var / "run/db.sock"
        self.process = None

    def prepare(self, peers):
        for folder in "db", "run", "log", "etc":
            (self.var / folder).mkdir(parents=True)
            shutil.chown(self.var / folder, SERVER_USER)
        values = {"VAR": self.var, "PORT": self.port, "NAME": self.name, "GROUP": self.group, "IST": self.ist,
                  "SST": self.sst, "FLUSH": self.flush,
                  "PEERS": ",".join(f"127.0.0.1:{peer.group}" for peer in peers)}
        text = (HERE / "node.cnf.in").read_text()
        for name, value in values.items():
            text = text.replace(f"@{name}@", str(value))
        self.configuration = self.var / "etc/my.cnf"
        self.configuration.write_text(text)

    def start(self, first=False):
        """Returns at once; `ready` waits. A first node begins a new cluster."""
        command = [shutil.which("mariadbd") or "/usr/sbin/mariadbd", f"--defaults-file={self.configuration}",
                   f"--user={SERVER_USER}", *(["--wsrep-new-cluster"] if first else [])]
        with open(self.var / "log/db.log", "ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)

    def ready(self, size=None, seconds=120):
        """Waits until the node is synced, in a cluster of `size` where that is given."""
        end = time.monotonic() + seconds
        while not self.synced(size):
            if self.process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"{self.name} does not become ready; see {self.var}/log/db.log")
            time.sleep(0.1)
        return self

    def synced(self, size=None):
        try:
            status = self.status()
        except subprocess.CalledProcessError:
            return False
        return status["local_state_comment"] == "Synced" and size in (None, int(status["cluster_size"]))

    def status(self):
        """The wsrep_ variables, without the prefix."""
        rows = self.sql("SHOW STATUS LIKE 'wsrep%'", "")
        return {name.removeprefix("wsrep_"): value for name, value in rows}

    def sql(self, text, database="docket"):
        """Rows of columns of text."""
        output = subprocess.run(
            ["mariadb", "--no-defaults", "-N", "-B", f"--socket={self.socket}", f"--user={getpass.getuser()}",
             "--connect-timeout=5", database], input=text, text=True, check=True, capture_output=True).stdout
        return [line.split("\t") for line in output.splitlines()]

    def kill(self):
        """As if its host lost power. Its socket stays, as it would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


class Cluster:
    def __init__(self, var, size=3, flush=1):
        self.var = var
        self.nodes = [Node(var, number, flush) for number in range(1, size + 1)]

    def __enter__(self):
        (self.var / "secrets").mkdir(parents=True)
        for node in self.nodes:
            node.prepare(self.nodes)
        first = self.nodes[0]
        subprocess.run(
            ["mariadb-install-db", f"--defaults-file={first.configuration}", f"--user={SERVER_USER}",
             "--skip-test-db", "--wsrep-on=OFF", "--auth-root-authentication-method=socket",
             f"--auth-root-socket-user={getpass.getuser()}"], check=True, capture_output=True)
        try:
            first.start(first=True)
            first.ready()
            for size, node in enumerate(self.nodes[1:], 2):
                node.start()
                node.ready(size)
            self._accounts()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for node in reversed(self.nodes):
            node.stop()

    def _accounts(self):
        statements = "CREATE DATABASE docket CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"
        for account in ACCOUNTS:
            password = secrets.token_hex(24)
            (self.var / "secrets" / account).write_text(password)
            statements += f"CREATE USER docket_{account}@'%' IDENTIFIED BY '{password}';"
        self.nodes[0].sql(statements + "GRANT ALL ON docket.* TO docket_owner@'%' WITH GRANT OPTION", "")

    def environment(self, node, account):
        """What a process of the product on the node's host has in its environment."""
        return {**os.environ, "DOCKET_DB_SOCKET": str(node.socket), "DOCKET_DB_USER": f"docket_{account}",
                "DOCKET_DB_PASSWORD_FILE": str(self.var / "secrets" / account), "DOCKET_RUN": str(node.var / "run"),
                "DOCKET_BLOBS": str(self.var / "blobs"), "OMP_THREAD_LIMIT": "1"}

    def docket(self, node, *arguments):
        account = "owner" if arguments[0] == "migrate" else "admin"
        return subprocess.run(
            [ROOT / f".build/{os.environ.get('CONFIGURATION', 'release')}/docket", *map(str, arguments)], check=True, text=True,
            stdout=subprocess.PIPE, env=self.environment(node, account)).stdout
