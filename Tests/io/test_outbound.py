"""What Outbound does in a process of its own: its memory, and names that do not resolve."""
import os
import pathlib
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / ".build/release/outboundbench"

# Stands in for a resolver whose server does not answer.
BLOCKED = """
#include <netdb.h>
#include <unistd.h>
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    sleep(20);
    return EAI_AGAIN;
}
"""


def test_a_large_file_costs_no_memory():
    """The short form of bench/outbound/run, which fails where memory grows by more than 8 MB."""
    done = subprocess.run(
        [ROOT / "bench/outbound/run", "--rounds", "1", "--tool", TOOL], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(": met") == 2


@pytest.fixture(scope="module")
def blocked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("blocked")
    source, library = folder / "blocked.c", folder / "blocked.so"
    source.write_text(BLOCKED)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
    return {**os.environ, "LD_PRELOAD": str(library)}


@pytest.mark.parametrize("limit, sentence", [
    ("--cancel-after", "the request was cancelled"),
    ("--seconds", "the time was over"),
])
def test_a_name_that_does_not_resolve_holds_nobody_up(blocked, limit, sentence):
    started = time.monotonic()
    done = subprocess.run(
        [TOOL, "get", "http://slow.example/", "/dev/null", limit, "0.3"], env=blocked, capture_output=True, text=True)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert 0.2 < time.monotonic() - started < 5
