"""A document is read again; what it was before is kept, and the difference is told."""
import json
import subprocess

import pytest
from contract import TIME, UUID, assert_problem, pdf
from inside import paused
from stack import ROOT

FIELDS = ["invoice_number", "invoice_date", "due_date", "vendor_name", "amount", "vat", "total", "currency"]


def reprocess(client, document, **body):
    return client.post(f"/documents/{document}/reprocess", json=body) if body else client.post(
        f"/documents/{document}/reprocess")


def again(client, document, **body):
    """Reads it again, and gives it as it is then."""
    answer = reprocess(client, document, **body)
    assert answer.status_code == 202, answer.text
    client.finish(document)
    return client.get(f"/documents/{document}").json()


def versions(client, document, query=""):
    answer = client.get(f"/documents/{document}/versions{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["versions"]


def content(document):
    """What reading gave, without when."""
    return {name: value for name, value in document.items() if name != "last_update"}


@pytest.fixture
def document(client, samples):
    """An invoice that is approved."""
    document = client.process(samples / "invoice.pdf")
    assert document["status"] == "approved"
    return document


def test_document_that_was_read_once_has_no_versions(client, document):
    answer = client.get(f"/documents/{document['id']}/versions").json()
    assert answer == {"document_id": document["id"], "versions": [], "next_before": None}


@pytest.mark.parametrize("step", [None, "preprocess", "ocr", "predict", "extract", "evaluate"])
def test_reading_again_from_any_step_gives_the_same(client, document, step):
    body = {"step": step} if step else {}
    assert content(again(client, document["id"], **body)) == content(document)
    [version] = versions(client, document["id"])
    assert (version["number"], version["status"]) == (1, "approved")
    assert version["next_step"] == (step or "preprocess")
    assert version["changes"] == [
        {"field": name, "before": document[name], "after": document[name], "change": "same"} for name in sorted(FIELDS)
    ]


def test_a_turned_page_has_the_same_places_again(client, tmp_path):
    """It is kept as it stands upright, while its image lies on its side."""
    lines = ["RECHNUNG NR. 2026-0417", "Total amount due: 1,234.56", "Thank you for your order", "Delivered on 12/03/2026"]
    script = ROOT / "Tests/support/draw_page.py"
    options = json.dumps({"lines": lines, "turns": 1})
    subprocess.run(["/usr/bin/python3", script, tmp_path / "page.png", options], check=True, timeout=60)

    def places(document):
        [page] = client.get(f"/documents/{document['id']}/result?format=json").json()["pages"]
        boxes = [word["box"] for block in page["blocks"] for line in block["lines"] for word in line["words"]]
        return (page["width"], page["height"]), boxes

    first = client.process(tmp_path / "page.png")
    (width, height), boxes = places(first)
    assert width > height and boxes
    assert all(right <= width and bottom <= height for _, _, right, bottom in boxes)
    assert places(again(client, first["id"], step="ocr")) == ((width, height), boxes)


def test_receipt_names_the_version_and_the_status(client, document):
    with_step = reprocess(client, document["id"], step="ocr")
    assert with_step.status_code == 202
    assert with_step.json() == {"document_id": document["id"], "status": "preprocessed", "version": 1}
    client.finish(document["id"])
    assert reprocess(client, document["id"]).json()["version"] == 2


def test_version_has_what_the_document_had(client, document):
    again(client, document["id"], step="ocr")
    version = client.get(f"/documents/{document['id']}/versions/1").json()
    assert version["document_id"] == document["id"]
    for name in ("status", "quality_score", "predicted_accuracy", "needs_review", "findings", "pages", "error"):
        assert version[name] == document[name], name
    without_words = [{name: field[name] for name in field if name != "words"} for field in document["fields"]]
    assert version["fields"] == sorted(without_words, key=lambda field: field["name"])
    assert version["made_at"] == document["last_update"]
    assert TIME.fullmatch(version["kept_at"]) and version["kept_at"] > version["made_at"]
    assert version["kept_by"].startswith("key:") and UUID.fullmatch(version["kept_by"][4:])
    assert version["text_length"] > 100 and version["page_count"] == len(document["pages"])


def test_differences_are_told(stack, client, document):
    """The earlier reading had another total, a field more and a field less."""
    where = f"document_id = '{document['id']}'"
    stack.sql(f"UPDATE field SET value = '1.00' WHERE {where} AND name = 'total'")
    stack.sql(f"DELETE FROM field WHERE {where} AND name = 'vendor_name'")
    again(client, document["id"], step="extract")
    [version] = versions(client, document["id"])
    changes = {change["field"]: change for change in version["changes"]}
    assert changes["total"] == {"field": "total", "before": 1.0, "after": document["total"], "change": "changed"}
    assert changes["vendor_name"] == {
        "field": "vendor_name", "before": None, "after": document["vendor_name"], "change": "added"}
    assert {change["change"] for name, change in changes.items() if name not in ("total", "vendor_name")} == {"same"}
    # Gone since; what the version says of the reading that followed it is what that one had.
    stack.sql(f"DELETE FROM field WHERE {where} AND name = 'currency'")
    again(client, document["id"], step="evaluate")
    newest, oldest = versions(client, document["id"])
    told = {change["field"]: change["change"] for change in oldest["changes"]}
    assert (newest["number"], oldest["number"], told["currency"]) == (2, 1, "removed")
    assert client.get(f"/documents/{document['id']}/versions/1").json()["changes"] == oldest["changes"]


def test_while_it_is_read_again_nothing_of_the_earlier_reading_shows(stack, client, document):
    with paused(stack, "preprocessing"):
        assert reprocess(client, document["id"]).json()["status"] == "preprocessing"
        now = client.get(f"/documents/{document['id']}").json()
        assert (now["status"], now["pages"], now["fields"], now["findings"]) == ("preprocessing", [], [], [])
        assert [now[name] for name in (*FIELDS, "quality_score", "predicted_accuracy", "error")] == [None] * 11
        assert_problem(client.get(f"/api/tasks/{document['id']}/result"), 409, "result_not_ready")
        # The earlier one is there, and has nothing to be compared with yet.
        [version] = versions(client, document["id"])
        assert (version["status"], version["changes"]) == ("approved", None)
        assert_problem(reprocess(client, document["id"]), 409, "document_busy")
        assert len(versions(client, document["id"])) == 1
    client.finish(document["id"])


def test_document_on_its_first_way_is_busy(stack, client, samples):
    with paused(stack, "preprocessing"):
        document = client.upload(samples / "invoice.pdf").json()["document"]["id"]
        assert_problem(reprocess(client, document), 409, "document_busy")
        assert versions(client, document) == []
    client.finish(document)


def test_what_failed_cannot_go_on_where_nothing_was_made(client):
    document = client.process(b"%PDF-1.4\nnothing")["id"]
    assert_problem(reprocess(client, document, step="ocr"), 409, "step_unready")
    failed = again(client, document, step="preprocess")
    assert failed["status"] == "preprocess_error"
    [version] = versions(client, document)
    assert (version["status"], version["changes"]) == ("preprocess_error", [])
    assert version["error"] == failed["error"] != None


def test_task_of_the_ocr_platform_is_read_again(client, samples):
    task = client.upload(samples / "invoice.pdf", path="/api/tasks").json()["data"]["taskId"]
    client.finish(task)
    before = client.get(f"/api/tasks/{task}").json()["data"]
    assert_problem(reprocess(client, task, step="predict"), 422, "step_unknown")
    assert again(client, task, step="ocr")["status"] == "completed"
    after = client.get(f"/api/tasks/{task}").json()["data"]
    assert after["result"] == before["result"]
    assert [version["status"] for version in versions(client, task)] == ["completed"]


def test_versions_are_given_in_pages(client, document):
    for _ in range(3):
        again(client, document["id"], step="evaluate")
    first = client.get(f"/documents/{document['id']}/versions?limit=2").json()
    assert ([version["number"] for version in first["versions"]], first["next_before"]) == ([3, 2], 2)
    rest = client.get(f"/documents/{document['id']}/versions?limit=2&before={first['next_before']}").json()
    assert ([version["number"] for version in rest["versions"]], rest["next_before"]) == ([1], None)
    for query in ("limit=0", "limit=101", "before=x", "before=-1"):
        assert_problem(client.get(f"/documents/{document['id']}/versions?{query}"), 400, "invalid_parameter")


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "99999999999999999999", "1.0"])
def test_number_that_is_none_is_404(client, document, number):
    assert_problem(client.get(f"/documents/{document['id']}/versions/{number}"), 404, "version_unknown")


@pytest.mark.parametrize(
    "body, content_type, status, code",
    [
        ('{"step": "translate"}', "application/json", 422, "step_unknown"),
        ('{"step": "OCR"}', "application/json", 422, "step_unknown"),
        ('{"step": ""}', "application/json", 422, "step_unknown"),
        ('{"step": "' + "o" * 5000 + '"}', "application/json", 422, "step_unknown"),
        ('{"step": 2}', "application/json", 400, "invalid_json"),
        ('{"step": "ocr"', "application/json", 400, "invalid_json"),
        ("[]", "application/json", 400, "invalid_json"),
        ('"ocr"', "application/json", 400, "invalid_json"),
        (b"\xff\xfe", "application/json", 400, "invalid_json"),
        ('{"step": "ocr"}', "text/plain", 415, "unsupported_media_type"),
        ('{"step": "ocr"}', None, 415, "unsupported_media_type"),
        (" " * 70_000, "application/json", 413, "content_too_large"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_body_that_is_wrong_changes_nothing(client, invoice, body, content_type, status, code):
    answer = client.post(f"/documents/{invoice['id']}/reprocess", data=body, headers={"Content-Type": content_type})
    assert_problem(answer, status, code)
    assert versions(client, invoice["id"]) == []


@pytest.mark.parametrize("body", ["{}", '{"step": null}', '{"comment": "members that nobody knows"}', ""])
def test_body_without_a_step_means_the_first(client, document, body):
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = client.post(f"/documents/{document['id']}/reprocess", data=body, headers=headers)
    assert (answer.status_code, answer.json()["status"]) == (202, "preprocessing")
    client.finish(document["id"])


def test_another_tenants_document_is_not_there(neighbour, document):
    assert_problem(reprocess(neighbour, document["id"]), 404, "document_unknown")
    for path in ("versions", "versions/1"):
        assert_problem(neighbour.get(f"/documents/{document['id']}/{path}"), 404, "document_unknown")


def test_reader_cannot_have_it_read_again(stack, client, document):
    reader = stack.client(stack.make_key("demo", "--name", "looker", "--scopes", "documents:read"))
    for body in ({"json": {"step": "ocr"}}, {"data": "nonsense"}):
        assert_problem(reader.post(f"/documents/{document['id']}/reprocess", **body), 403, "scope_missing")
    assert versions(reader, document["id"]) == []


def test_log_of_events_tells_of_it(stack, client, document):
    again(client, document["id"], step="evaluate")
    rows = stack.sql(
        f"""SELECT type, JSON_EXTRACT(payload, '$.version'), JSON_VALUE(payload, '$.step'),
            JSON_VALUE(payload, '$.previous') FROM event
        WHERE subject_id = '{document['id']}' AND type = 'document.reprocessed'"""
    )
    assert rows == [["document.reprocessed", "1", "evaluate", "approved"]]


def test_it_is_no_new_document(stack, client, document):
    count = "SELECT (SELECT COUNT(*) FROM document), (SELECT COUNT(*) FROM media)"
    before = stack.sql(count)
    again(client, document["id"])
    assert stack.sql(count) == before
