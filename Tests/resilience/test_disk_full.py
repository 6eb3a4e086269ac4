"""No room for files: clients are told, jobs wait, and all goes on once there is room. The store is a small tmpfs, which
takes the right to mount one."""
import contextlib
import shutil
import subprocess

import pytest
from inside import delayed, job, paused, policy
from stack import Stack, until


@pytest.fixture(scope="module")
def stack():
    stack = Stack()
    blobs = stack.var / "blobs"
    blobs.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=96m,mode=0755", "docket-test", blobs]
    mounted = subprocess.run(mount, capture_output=True, text=True)
    if mounted.returncode != 0:
        shutil.rmtree(stack.var)
        pytest.skip(f"this process may not mount a tmpfs: {mounted.stderr.strip()}")
    try:
        stack.start()
        # Often and soon, so that a job waits for room as long as a test does.
        policy(stack, max_attempts=1000, retry_delay_s=1, retry_delay_max_s=1)
        yield stack
    finally:
        stack.run("bin/lib/stack", "stop")
        subprocess.run(["umount", blobs], check=True)
        shutil.rmtree(stack.var)


@contextlib.contextmanager
def full(stack):
    """Not a page is free."""
    filler = stack.var / "blobs/filler"
    with open(filler, "wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while file.write(bytes(1 << 16)):
                pass
    try:
        yield
    finally:
        filler.unlink()


def files(stack):
    return sorted(path for path in (stack.var / "blobs").rglob("*") if path.name != "filler" and path.is_file())


def test_an_upload_is_refused_and_leaves_nothing(stack, client, samples):
    with full(stack):
        rows = stack.sql("SELECT COUNT(*) FROM document")
        refused = client.upload(samples / "scan.png")
        assert refused.status_code == 507
        assert refused.json()["code"] == "storage_full"
        assert int(refused.headers["Retry-After"]) > 0
        assert files(stack) == []
        assert stack.sql("SELECT COUNT(*) FROM document") == rows


def test_uploads_work_again_once_there_is_room(stack, client, samples):
    assert client.process(samples / "invoice.pdf")["status"] == "approved"


@pytest.mark.parametrize("step, queue", [("preprocess", "preprocessing"), ("ocr", "ocr")])
def test_a_step_without_room_is_done_later(stack, client, samples, step, queue):
    with contextlib.ExitStack() as room:
        with paused(stack, queue):
            document = client.upload(samples / "scan.png").json()["document"]["id"]
            until(lambda: job(stack, document, step))
            room.enter_context(full(stack))
        # The next attempt follows in a second: a look may miss this one.
        assert delayed(stack, document, step, or_more=True).code == "storage_full"
        delayed(stack, document, step, failures=2, or_more=True)
    assert client.finish(document)["status"] == "approved"
    done = job(stack, document, step)
    assert (done.outcome, done.crashes) == ("done", 0)
    assert not list((stack.var / "blobs/incoming").iterdir())
