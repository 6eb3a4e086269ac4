"""One stack for all tests of this folder, and the project's own samples."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import pytest  # noqa: E402
from stack import ROOT, Stack  # noqa: E402


@pytest.fixture(scope="session")
def stack():
    stack = Stack()
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture(scope="session")
def client(stack):
    return stack.client()


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """invoice.pdf, scan.png and photo.jpg, each with its truth.json."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([ROOT / "bin/samples", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """Files that are damaged, oversized or not what they say, with expect.tsv."""
    folder = tmp_path_factory.mktemp("hostile")
    subprocess.run([ROOT / "bin/samples", "--hostile", folder], check=True, capture_output=True)
    return folder
