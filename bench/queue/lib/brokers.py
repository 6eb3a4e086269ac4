"""The servers behind the queues, each private, on a unix socket, with its data in the bench's folder."""
import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager

from shared.processes import running, wait_for

POSTGRES = "/usr/lib/postgresql/15/bin"


@contextmanager
def redis(var, name, fsync):
    """Redis with its log on; `fsync` is always (a job that was answered is on disk) or everysec."""
    data, socket = var / name, var / f"run/{name}.sock"
    data.mkdir()
    command = ["redis-server", "--port", 0, "--unixsocket", socket, "--dir", data, "--save", "",
               "--appendonly", "yes", "--appendfsync", fsync]
    with running(name, command, var / "log") as process:
        wait_for(socket, process)
        yield process, socket


@contextmanager
def postgres(var):
    """PostgreSQL as it comes, which is durable; it refuses to run as root."""
    data = var / "postgres"
    data.mkdir()
    user = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(data, user.pw_uid, user.pw_gid)
    become = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--inh-caps=-all"]
    subprocess.run(
        [*become, f"{POSTGRES}/initdb", "-D", data / "data", "-U", "bench", "--auth=trust", "--encoding=UTF8"],
        check=True, capture_output=True, cwd=data)
    command = [*become, f"{POSTGRES}/postgres", "-D", data / "data", "-k", data, "-c", "listen_addresses=",
               "-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "shared_buffers=256MB"]
    with running("postgres", command, var / "log") as process:
        wait_for(data / ".s.PGSQL.5432", process)
        subprocess.run([f"{POSTGRES}/createdb", "-h", data, "-U", "bench", "bench"], check=True)
        yield process, data


def available():
    return shutil.which("redis-server") and os.path.exists(POSTGRES)
