"""A file goes in and its text comes back in the same answer: the CRM's contract."""
import os
import subprocess
import threading
import time

import pytest
from contract import SECRETS, UUID, assert_problem, nothing_stored, pdf, pdf_of_size
from stack import Stack, until

ROUTES = ("/api/ocr/upload", "/api/ocr/scan", "/api/ocr/extract-text")


def send(client, content, name="image.jpg", path="/api/ocr/upload", **named):
    return client.post(path, files={"file": (name, content)}, **named)


def folder(stack, slug="demo"):
    """The tenant's part of the shared media, as an operator finds it."""
    return stack.docket("tenant", "media", slug).stdout.strip()


def share(stack, name, content, slug="demo"):
    with open(f"{folder(stack, slug)}/{name}", "wb") as file:
        file.write(content)


def test_health_needs_no_key(stack, client):
    answer = client.get("/api/ocr/health", headers={"Authorization": None})
    assert answer.status_code == 200
    assert answer.json() == {"success": True, "status": "healthy", "service": "OCR Service", "url": stack.url}


@pytest.mark.parametrize("sample", ["photo.jpg", "scan.png", "invoice.pdf"])
def test_upload_answers_with_the_members_of_the_reference(client, samples, truth, sample):
    content = (samples / sample).read_bytes()
    answer = send(client, content, sample)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert list(body) == ["success", "message", "file", "ocr"]
    assert (body["success"], body["message"]) == (True, "File scanned successfully")
    file, ocr = body["file"], body["ocr"]
    assert list(file) == ["filename", "originalName", "size", "path"]
    stamp, name = file["filename"].split("-", 1)
    assert name == file["originalName"] == sample
    assert abs(int(stamp) / 1000 - time.time()) < 600
    assert file["size"] == len(content)
    assert file["path"] == f"/shared_media/{file['filename']}"
    assert list(ocr) == ["success", "text", "results", "filename"]
    assert (ocr["success"], ocr["filename"]) == (True, file["filename"])
    assert len(ocr["results"]) > 5
    for entry in ocr["results"]:
        assert list(entry) == ["text", "confidence", "box", "page"]
        assert 0 <= entry["confidence"] <= 1
        (left, top), (right, _), (_, bottom), _ = entry["box"]
        assert entry["box"] == [[left, top], [right, top], [right, bottom], [left, bottom]]
        assert left < right and top < bottom
    assert ocr["text"].split() == " ".join(entry["text"] for entry in ocr["results"]).split()
    assert str(truth(sample.split(".")[0])["invoice_number"]) in ocr["text"]


def test_the_document_stays_with_all_its_forms(client, samples):
    answer = send(client, (samples / "invoice.pdf").read_bytes(), "invoice.pdf")
    path = answer.headers["Link"].split(">")[0].strip("<")
    document = UUID.search(path)[0]
    text = client.get(path, headers={"Accept": "text/plain"}).text
    assert text.split() == answer.json()["ocr"]["text"].split()
    task = client.get(f"/api/tasks/{document}").json()["data"]
    assert (task["status"], task["priority"], task["filename"]) == ("completed", 1, "invoice.pdf")


def test_scan_reads_a_shared_file(stack, client, samples):
    share(stack, "image.png", (samples / "scan.png").read_bytes())
    answer = client.post("/api/ocr/scan", json={"filename": "image.png"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert list(body) == ["success", "message", "ocr"]
    assert body["message"] == "File scanned successfully"
    assert list(body["ocr"]) == ["success", "text", "results", "filename"]
    assert body["ocr"]["filename"] == "image.png"
    uploaded = send(client, (samples / "scan.png").read_bytes(), "image.png").json()
    assert body["ocr"]["results"] == uploaded["ocr"]["results"]
    # It was copied: what happens to the file later changes nothing.
    assert os.path.exists(f"{folder(stack)}/image.png")


def test_scan_reads_an_upload_by_the_name_it_was_given(client, neighbour, samples):
    uploaded = send(client, (samples / "scan.png").read_bytes(), "my scan.png").json()
    name = uploaded["file"]["filename"]
    assert name.endswith("-my_scan.png")
    scanned = client.post("/api/ocr/scan", json={"filename": name})
    assert scanned.status_code == 200, scanned.text
    assert scanned.json()["ocr"] == {**uploaded["ocr"], "filename": name}
    text = client.post("/api/ocr/extract-text", json={"filename": name}).json()
    assert (text["text"], text["filename"]) == (uploaded["ocr"]["text"], name)
    stamp = int(name.split("-")[0])
    assert_problem(neighbour.post("/api/ocr/scan", json={"filename": name}), 404, "file_unknown")
    for other in (f"{stamp + 1}-my_scan.png", f"{stamp}-other.png", f"{stamp}-", f"{10**13 - 1}-my_scan.png"):
        assert_problem(client.post("/api/ocr/scan", json={"filename": other}), 404, "file_unknown")


def test_extract_text_takes_an_upload_or_a_name(stack, client):
    content = pdf("Only the text", "counts")
    share(stack, "text.pdf", content)
    uploaded = send(client, content, "text.pdf", "/api/ocr/extract-text").json()
    named = client.post("/api/ocr/extract-text", json={"filename": "text.pdf"}).json()
    for body in (uploaded, named):
        assert list(body) == ["success", "message", "text", "filename"]
        assert (body["success"], body["message"]) == (True, "Text extracted successfully")
        assert "Only the text\ncounts" in body["text"]
    assert named["filename"] == "text.pdf"
    assert uploaded["filename"].endswith("-text.pdf")


def test_text_of_all_pages_in_order(client, tmp_path):
    files = []
    for number in range(3):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(pdf(f"Page number {number}"))
    subprocess.run(["qpdf", "--empty", "--pages", *files, "--", tmp_path / "all.pdf"], check=True)
    ocr = send(client, (tmp_path / "all.pdf").read_bytes(), "all.pdf").json()["ocr"]
    assert [line for line in ocr["text"].splitlines() if line.startswith("Page")] == [
        f"Page number {number}" for number in range(3)]
    assert [entry["page"] for entry in ocr["results"] if entry["text"].startswith("Page")] == [1, 2, 3]


NAMES = ["../demo.key", "..", ".", "", "/etc/passwd", "a/b.png", "a\0b.png", "./x.png", "x" * 256 + ".png"]


@pytest.mark.parametrize("path", ["/api/ocr/scan", "/api/ocr/extract-text"])
@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_path_is_no_name(stack, client, path, name):
    with nothing_stored(stack):
        assert_problem(client.post(path, json={"filename": name}), 400, "filename_invalid")


def test_only_plain_files_of_the_tenant_are_there(stack, client, neighbour, samples):
    own, theirs = folder(stack), folder(stack, "neighbour")
    png = (samples / "scan.png").read_bytes()
    share(stack, "theirs.png", png, "neighbour")
    os.symlink(f"{theirs}/theirs.png", f"{own}/link.png")
    os.symlink(theirs, f"{own}/folder-link")
    os.mkdir(f"{own}/folder")
    os.mkfifo(f"{own}/fifo.png")
    with nothing_stored(stack):
        for name in ("theirs.png", "link.png", "folder-link", "folder", "fifo.png", "missing.png", "..png", "%2e%2e"):
            assert_problem(client.post("/api/ocr/scan", json={"filename": name}), 404, "file_unknown")
    assert neighbour.post("/api/ocr/scan", json={"filename": "theirs.png"}).status_code == 200


def test_a_tenants_folder_that_is_a_link_is_not_followed(stack, samples, tmp_path):
    client = stack.tenant("linked")
    own = folder(stack, "linked")
    (tmp_path / "image.png").write_bytes((samples / "scan.png").read_bytes())
    os.rmdir(own)
    os.symlink(tmp_path, own)
    assert_problem(client.post("/api/ocr/scan", json={"filename": "image.png"}), 404, "file_unknown")


@pytest.mark.parametrize("path", ROUTES)
def test_only_three_types_are_taken(stack, client, path):
    gif = b"GIF89a" + bytes(100)
    share(stack, "image.gif", gif)
    with nothing_stored(stack):
        if path == "/api/ocr/scan":
            answer = client.post(path, json={"filename": "image.gif"})
        else:
            answer = send(client, gif, "image.jpg", path)
        problem = assert_problem(answer, 415, "unsupported_type")
    assert "JPEG" in problem["detail"] and "GIF" not in problem["detail"]


def test_ten_megabytes_are_the_limit(stack, client):
    share(stack, "large.pdf", pdf_of_size((10 << 20) + 1))
    assert_problem(client.post("/api/ocr/scan", json={"filename": "large.pdf"}), 413, "content_too_large")
    share(stack, "large.pdf", pdf_of_size(10 << 20))
    assert client.post("/api/ocr/scan", json={"filename": "large.pdf"}).status_code == 200
    assert_problem(send(client, pdf_of_size((10 << 20) + 1)), 413, "content_too_large")


@pytest.mark.parametrize("content, code", [(b"%PDF-1.4\nnothing", "invalid_file"), (b"\x89PNG\r\n\x1a\n", "invalid_file")])
def test_a_file_that_cannot_be_read_is_answered_with_its_error(client, content, code):
    problem = assert_problem(send(client, content), 422, code)
    assert not SECRETS.search(problem["error"])


@pytest.mark.parametrize("body, status, code", [
    ({}, 400, "invalid_json"), ({"filename": 1}, 400, "invalid_json"), ([], 400, "invalid_json"),
    (None, 400, "missing_file"),
])
def test_a_body_without_a_name_is_refused(client, body, status, code):
    assert_problem(client.post("/api/ocr/scan", json=body) if body is not None else client.post("/api/ocr/scan"),
                   status, code)


@pytest.mark.parametrize("path", ROUTES)
def test_a_key_is_needed_that_may_write(stack, client, path):
    def ask(who):
        return who.post(path, json={"filename": "a.png"}) if path == "/api/ocr/scan" else send(who, pdf("x"), path=path)

    assert_problem(ask(stack.client("dk_wrong")), 401, "key_invalid")
    assert_problem(ask(stack.client(stack.make_key("demo", "--scopes", "documents:read"))), 403, "scope_missing")


def test_a_key_that_may_not_read_is_told_where_others_can(stack, client):
    answer = send(stack.client(stack.make_key("demo", "--scopes", "documents:write")), pdf("Written"))
    assert answer.status_code == 202
    client.finish(answer.json()["documentId"])
    assert "Written" in client.get(answer.json()["resultUrl"], headers={"Accept": "text/plain"}).text


def test_fields_of_a_form_change_nothing(client):
    answer = client.post("/api/ocr/upload", files={"file": ("a.pdf", pdf("Fields"))},
                         data={"pipeline": "invoice", "priority": "9", "document_type": "letter"})
    assert answer.status_code == 200, answer.text
    document = UUID.search(answer.headers["Link"])[0]
    task = client.get(f"/api/tasks/{document}").json()["data"]
    assert (task["status"], task["priority"]) == ("completed", 1)


def test_what_is_sent_again_is_done_once(stack, client):
    headers = {"Idempotency-Key": "scan-once"}
    share(stack, "once.pdf", pdf("Once"))
    for again in (lambda: send(client, pdf("Once"), "once.pdf", headers=headers),
                  lambda: client.post("/api/ocr/scan", json={"filename": "once.pdf"}, headers=headers)):
        first = again()
        with nothing_stored(stack):
            second = again()
        assert (first.status_code, second.status_code) == (200, 200)
        assert first.json() == second.json()
        assert "Idempotency-Replayed" not in first.headers
        assert second.headers["Idempotency-Replayed"] == "true"
    assert_problem(send(client, pdf("Other"), headers=headers), 422, "idempotency_key_reused")


@pytest.fixture
def paused(stack):
    """A stack whose workers do nothing."""
    stack.docket("queue", "pause", "preprocessing")
    yield stack
    stack.docket("queue", "resume", "preprocessing")


@pytest.fixture(scope="module")
def brief():
    """A stack whose requests wait for a second at most, two of each process at once."""
    stack = Stack(DOCKET_WAIT_SECONDS=1)
    try:
        yield stack.start()
    finally:
        stack.stop()


def test_over_the_bound_the_answer_is_where_to_ask(brief):
    client = brief.client()
    brief.docket("queue", "pause", "preprocessing")
    answer = send(client, pdf("Later"), "later.pdf", headers={"Idempotency-Key": "later"})
    assert answer.status_code == 202
    ticket = answer.json()
    assert list(ticket) == ["success", "message", "documentId", "statusUrl", "resultUrl", "filename", "file"]
    assert answer.headers["Location"] == ticket["statusUrl"]
    assert int(answer.headers["Retry-After"]) >= 1
    assert client.get(ticket["statusUrl"]).json()["status"] == "queued"
    assert_problem(client.get(ticket["resultUrl"]), 409, "result_not_ready")
    brief.docket("queue", "resume", "preprocessing")
    assert client.finish(ticket["documentId"])["status"] == "completed"
    assert "Later" in client.get(ticket["resultUrl"] + "?format=text").text
    # Sent again, it is the same document, whose text is there now.
    again = send(client, pdf("Later"), "later.pdf", headers={"Idempotency-Key": "later"})
    assert again.status_code == 200
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Later" in again.json()["ocr"]["text"]
    assert again.json()["file"] == ticket["file"]


def test_those_who_wait_leave_threads_to_the_others(paused):
    """More wait than the pool has threads; some are told at once to ask later, and others are served meanwhile."""
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(send(paused.client(), pdf("Many")))) for _ in range(12)]
    for thread in threads:
        thread.start()
    # The pool has eight threads, of which four may wait.
    until(lambda: len(answers) >= 8)
    assert {answer.status_code for answer in answers} == {202}
    assert paused.client().get("/health").status_code == 200
    paused.docket("queue", "resume", "preprocessing")
    for thread in threads:
        thread.join()
    statuses = [answer.status_code for answer in answers]
    assert set(statuses) == {200, 202}
    assert statuses.count(200) <= 4


def test_who_waits_is_answered_when_the_process_stops(paused):
    answers = []
    thread = threading.Thread(target=lambda: answers.append(send(paused.client(), pdf("Stop"))))
    thread.start()
    until(lambda: paused.sql("SELECT 1 FROM document WHERE filename = 'image.jpg' AND status = 'queued'"))
    paused.signal_supervisor()
    thread.join()
    assert answers[0].status_code == 202
