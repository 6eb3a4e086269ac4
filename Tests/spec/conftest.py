"""One stack for all tests of this folder, and the project's own samples."""
import json
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


@pytest.fixture(scope="session")
def truth(samples):
    """What a perfect reader finds in a sample: its fields, by the sample's name."""
    return lambda name: json.loads((samples / f"{name}.truth.json").read_text())["fields"]


@pytest.fixture(scope="session")
def invoice(client, samples):
    """invoice.pdf as read: the document, whose `id` serves the tasks' routes too."""
    return client.process(samples / "invoice.pdf")


@pytest.fixture(scope="session")
def neighbour(stack):
    """A client of another tenant."""
    return stack.tenant("neighbour")


@pytest.fixture(scope="session")
def theirs(neighbour, samples):
    """The neighbour's document, as read."""
    return neighbour.process(samples / "invoice.pdf")
