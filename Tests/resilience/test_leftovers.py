"""What processes that died left half written is cleared away, and only that."""
import os
import signal
import time

from inside import spawn_worker
from stack import until


def test_old_leftovers_go_and_young_ones_stay(stack, client, samples):
    incoming = stack.var / "blobs/incoming"
    client.process(samples / "invoice.pdf")
    kept = {path for path in (stack.var / "blobs").rglob("*") if path.is_file()}
    for name in "old", "young":
        (incoming / name).write_text("an upload")
        (incoming / f"step-{name}").mkdir()
        (incoming / f"step-{name}/page-1.png").write_text("a page")
    two_days_ago = time.time() - 2 * 86_400
    for path in incoming / "old", incoming / "step-old":
        os.utime(path, (two_days_ago, two_days_ago))
    worker = spawn_worker(stack, "preprocessing:1")
    until(lambda: {path.name for path in incoming.iterdir()} == {"young", "step-young"})
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert all(path.exists() for path in kept)
