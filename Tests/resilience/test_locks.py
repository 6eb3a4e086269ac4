"""Locks: one tenant's transaction holds up no other tenant, and load makes no deadlocks."""
import concurrent.futures
import subprocess

from sql_tests import Connection
from stack import ROOT


def test_another_tenants_open_transaction_holds_up_nobody(stack, client, samples):
    held = client.process(samples / "invoice.pdf")["id"]
    other = stack.tenant("bystander")
    with Connection(stack) as blocker:
        blocker.run("START TRANSACTION")
        for status in ("preprocessing", "ocr_extracting", "approved"):
            blocker.run(
                f"CALL document_set_status((SELECT tenant_id FROM tenant WHERE slug = 'demo'), '{held}', '{status}')")
        assert other.process(samples / "scan.png")["status"] == "approved"
        blocker.run("ROLLBACK")


def test_load_makes_no_deadlocks(stack, client, tmp_path):
    subprocess.run([ROOT / "bin/samples", "--load", "40", tmp_path], check=True, capture_output=True)
    before = deadlocks(stack)
    with concurrent.futures.ThreadPoolExecutor(8) as clients:
        done = list(clients.map(client.process, sorted(tmp_path.glob("*.pdf"))))
    assert len(done) == 40 and {document["error"] and document["error"]["code"] for document in done} == {None}
    assert deadlocks(stack) == before


def deadlocks(stack):
    [[_, count]] = stack.sql("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")
    return int(count)
