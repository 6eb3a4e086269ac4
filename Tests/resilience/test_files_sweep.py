"""Files that no row names go, a day after; what a row names, or may name in a moment, stays."""
import contextlib
import os
import signal
import threading
import time

import pytest
from contract import pdf
from inside import stored
from sql_tests import Connection
from stack import until


def age(*paths, days=2):
    then = time.time() - days * 86_400
    for path in paths:
        os.utime(path, (then, then))


def files(stack, *below):
    folders = below or ("uploads", "results")
    return {path for folder in folders for path in (stack.var / "blobs" / folder).rglob("*") if path.is_file()}


@contextlib.contextmanager
def rows_held_up(stack, client):
    """While it lasts, an upload of the tenant stores its file and waits with its row."""
    if not stack.sql("SELECT 1 FROM tenant_queue"):
        client.process(pdf("First"))
    with Connection(stack) as blocker:
        blocker.run("START TRANSACTION")
        blocker.run("SELECT * FROM tenant_queue FOR UPDATE")
        yield
        blocker.run("ROLLBACK")


# Asked more often than ten times a second, the server gives its last answer again.
WAITING = """SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX
    WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE 'UPDATE tenant_queue%'"""


@pytest.fixture
def stranded(stack, client):
    """An upload whose process was killed after the file was stored and before its row was; where the file is."""
    answers = []
    with rows_held_up(stack, client):
        before = files(stack, "uploads")
        thread = threading.Thread(target=lambda: answers.append(client.upload(pdf(f"Stranded {time.time()}"))))
        thread.start()
        [[call]] = until(lambda: stack.sql(WAITING), pause=0.3)
        [path] = files(stack, "uploads") - before
        for pid in stack.pids("docket-fcgi"):
            os.kill(pid, signal.SIGKILL)
        # The server would go on with a call that nobody waits for.
        stack.sql(f"KILL {call}")
        thread.join()
    assert answers[0].status_code >= 500
    key = path.relative_to(stack.var / "blobs")
    assert stack.sql(f"SELECT COUNT(*) FROM media WHERE storage_key = '{key}'") == [["0"]]
    until(lambda: client.get("/health").status_code == 200)
    return path


def test_what_an_upload_that_died_left_goes_after_a_day(stack, client, samples, stranded):
    document = client.process(samples / "scan.png")["id"]
    kept = files(stack) - {stranded}
    assert stored(stack, document) in kept
    # Young yet, it may be an upload that is still under way.
    age(*kept)
    assert "0 removed" in stack.docket("files", "sweep").stdout
    age(stranded)
    dry = stack.docket("files", "sweep", "--dry-run").stdout
    key = stranded.relative_to(stack.var / "blobs")
    assert f"would remove {key}" in dry and "1 belong to nothing" in dry and "Nothing was removed." in dry
    assert stranded.exists()
    assert f"removed {key}" in stack.docket("files", "sweep").stdout
    assert not stranded.exists() and not stranded.parent.exists()
    assert files(stack) == kept
    assert "0 removed" in stack.docket("files", "sweep").stdout


def test_results_of_lost_claims_go_and_those_of_versions_stay(stack, client, samples):
    document = client.process(samples / "scan.png")["id"]
    first = {path for path in files(stack, "results") if document in str(path)}
    [result] = [path for path in first if path.name == "result.html"]
    lost = result.parent.with_name("ocr-1-99")
    lost.mkdir()
    (lost / "result.html").write_text("of a worker that lost its lease")
    assert client.post(f"/documents/{document}/reprocess").status_code == 202
    client.finish(document)
    # Prepared again, the pages have new images; the earlier text is the version's.
    second = {path for path in files(stack, "results") if document in str(path)} - first - {lost / "result.html"}
    assert {path.name for path in second} == {path.name for path in first}
    age(*files(stack))
    stack.docket("files", "sweep")
    assert {path for path in files(stack, "results") if document in str(path)} == second | {result}
    assert not lost.exists()
    # All that a document shows is still there.
    link = client.get(f"/api/tasks/{document}/result").json()["data"]["resultUrl"]
    assert client.session.get(link).status_code == 200
    assert client.post(f"/documents/{document}/reprocess", json={"step": "ocr"}).status_code == 202
    assert client.finish(document)["status"] == "approved"


def test_upload_that_is_under_way_is_not_disturbed(stack, client):
    answers = []
    with rows_held_up(stack, client):
        before = files(stack, "uploads")
        thread = threading.Thread(target=lambda: answers.append(client.upload(pdf("Under way"))))
        thread.start()
        until(lambda: stack.sql(WAITING), pause=0.3)
        [path] = files(stack, "uploads") - before
        assert str(path.relative_to(stack.var / "blobs")) not in stack.docket("files", "sweep").stdout
        assert path.exists()
    thread.join()
    assert answers[0].status_code == 201
    assert client.finish(answers[0].json()["document"]["id"])["status"] in ("approved", "manual_review")
    assert path.exists()


def test_what_is_not_of_this_database_stays(stack, client):
    stranger = "0193a1b2-9999-7000-8000-000000000000"
    [[ours]] = stack.sql("SELECT uid FROM tenant WHERE slug = 'demo'")
    names = [
        f"uploads/{stranger}/2026-11/{stranger}/of-another-database.pdf", f"uploads/{ours}/2026-11/notes/by-hand.txt",
        f"uploads/{ours}/2026-11/stray.txt", "uploads/README", f"results/{ours}/2026-11/{stranger}/deeper/than/ours",
        "incoming/upload", "backup/x",
    ]
    paths = [stack.var / "blobs" / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    link = stack.var / f"blobs/uploads/{ours}/2026-11/{stranger}"
    link.mkdir()
    (link / "link.pdf").symlink_to(paths[0])
    age(*paths)
    os.utime(link / "link.pdf", (0, 0), follow_symlinks=False)
    assert "0 removed" in stack.docket("files", "sweep").stdout
    assert all(path.exists() for path in paths) and (link / "link.pdf").is_symlink()


def test_age_is_never_below_an_hour(stack):
    answer = stack.docket("files", "sweep", "--older-than", "59m", check=False)
    assert answer.returncode != 0 and "--older-than must be 1h or more" in answer.stderr
    answer = stack.docket("files", "sweep", "--older-than", "soon", check=False)
    assert answer.returncode != 0


def test_without_the_database_nothing_goes(stack, stranded):
    age(stranded)
    stack.run("bin/lib/database", "stop")
    try:
        answer = stack.docket("files", "sweep", check=False)
        assert answer.returncode != 0 and "MariaDB cannot be reached" in answer.stderr
        assert stranded.exists()
    finally:
        stack.run("bin/lib/database", "start")
