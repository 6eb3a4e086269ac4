"""The job that all contestants do: nothing, but note when, in a file of its own process."""
import functools
import os
import struct
import time
from pathlib import Path

FOLDER = Path(os.environ.get("BENCH_RECORDS", "."))


@functools.cache
def _file(pid):
    return os.open(FOLDER / str(pid), os.O_WRONLY | os.O_CREAT | os.O_APPEND)


def note():
    os.write(_file(os.getpid()), struct.pack("d", time.time()))


def count():
    return sum(path.stat().st_size for path in FOLDER.iterdir()) // 8


def times():
    """When each job ran, in order."""
    return sorted(time for path in FOLDER.iterdir() for (time,) in struct.iter_unpack("d", path.read_bytes()))
