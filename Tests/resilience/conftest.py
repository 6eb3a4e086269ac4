"""A stack for each file of this folder, which may break it, and documents that take long enough to be broken."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))

import pytest  # noqa: E402
from stack import ROOT, Stack  # noqa: E402


@pytest.fixture(scope="module")
def settings():
    """What a file's stack needs to be different."""
    return {}


@pytest.fixture(scope="module")
def stack(settings):
    stack = Stack(**settings)
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture(scope="module")
def client(stack):
    return stack.client()


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """invoice.pdf, which is read in a moment, and scan.png, which takes OCR a second or more."""
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([ROOT / "bin/samples", folder], check=True, capture_output=True)
    return folder


@pytest.fixture
def long_scan(stack, long_tiff):
    """The scan six times over, which one job reads, and that takes a while."""
    stack.sql("UPDATE pipeline_step SET part = NULL WHERE step = 'ocr'")
    yield long_tiff
    stack.sql("UPDATE pipeline_step SET part = 'ocr_page' WHERE step = 'ocr'")


@pytest.fixture(scope="session")
def long_tiff(samples):
    program = (
        "import sys; from PIL import Image; page = Image.open(sys.argv[1]);"
        "page.save(sys.argv[2], save_all=True, append_images=[page] * 5, compression='tiff_deflate', dpi=(300, 300))"
    )
    path = samples / "long.tiff"
    subprocess.run(["/usr/bin/python3", "-c", program, samples / "scan.png", path], check=True)
    return path
