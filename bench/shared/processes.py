"""Processes that the bench starts, what they use, and how they end: by the pid it started, whatever happens."""
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(name, command, log, stdin=subprocess.DEVNULL, **environment):
    """A process in a session of its own, so that Ctrl-C reaches the bench alone, which then stops them in order."""
    with open(log / f"{name}.log", "ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command], stdin=stdin, stdout=output, stderr=output, start_new_session=True,
            env={**os.environ, **{key: str(value) for key, value in environment.items()}})
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait_for(socket_path, process, seconds=30):
    """Until something accepts on the unix socket."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(socket_path))
                return
            except OSError:
                time.sleep(0.05)
    raise SystemExit(f"nothing answers on {socket_path}; see the logs beside it")


def listening(path):
    """A listening unix socket, for a process that expects one on descriptor 0."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(511)
    return listener


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tree(pid):
    """The process and all below it."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(_stat(stat)[1], []).append(int(stat.parent.name))
        except OSError:
            pass
    found = [pid]
    for parent in found:
        found += children.get(parent, [])
    return found


def cpu_seconds(pid):
    """Processor time of the tree so far."""
    fields = [_stat(Path(f"/proc/{one}/stat")) for one in tree(pid)]
    return sum(int(user) + int(system) for user, system in (field[11:13] for field in fields)) / TICK


def resident(pid):
    """VmRSS and VmHWM in MB of each process of the tree."""
    return [tuple(_status(one)[name] / 1024 for name in ("VmRSS", "VmHWM")) for one in tree(pid)]


def _stat(path):
    """The fields behind the name: state, parent, …"""
    fields = path.read_text().rpartition(")")[2].split()
    return [fields[0], int(fields[1]), *fields[2:]]


def _status(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
