"""The invoice scanner's contract: upload, status, document."""
import json
from decimal import Decimal

import pytest
from contract import TIME, UUID

FLOW = [
    "preprocessing", "preprocessed", "ocr_extracting", "predicting", "extraction", "automated_evaluation", "approved",
]
FIELDS = ["invoice_number", "invoice_date", "due_date", "vendor_name", "amount", "vat", "total", "currency"]


@pytest.fixture(scope="module")
def receipt(client, samples):
    answer = client.upload(samples / "invoice.pdf")
    assert answer.status_code == 201
    return answer.json()


def test_upload_answers_with_the_members_of_the_reference(receipt):
    assert set(receipt) == {"message", "document", "task_id"}
    assert receipt["message"] == "Document uploaded and queued for processing"
    assert set(receipt["document"]) == {"id", "status", "created_at"}
    assert UUID.fullmatch(receipt["document"]["id"])
    assert receipt["document"]["status"] == "preprocessing"
    assert TIME.fullmatch(receipt["document"]["created_at"])


def test_task_id_of_an_upload_is_a_task_of_the_ocr_platform(client, receipt):
    assert client.get(f"/api/tasks/{receipt['task_id']}").status_code == 200


def test_status_has_the_members_of_the_reference_and_ours(client, invoice):
    status = client.status(invoice["id"])
    assert list(status) == [
        "document_id", "status", "status_name", "status_description", "progress", "quality_score", "needs_review",
        "error", "created_at", "last_update",
    ]
    assert status["document_id"] == invoice["id"]
    assert isinstance(status["needs_review"], bool)
    assert 0 <= status["quality_score"] <= 1
    assert status["error"] is None
    assert TIME.fullmatch(status["created_at"]) and TIME.fullmatch(status["last_update"])
    assert status["created_at"] <= status["last_update"]


@pytest.fixture(scope="module")
def puppet(client, receipt):
    """A document that is finished, whose status a test may set."""
    client.finish(receipt["document"]["id"])
    return receipt["document"]["id"]


@pytest.mark.parametrize(
    "status, name, step, percentage",
    [
        ("preprocessing", "Preprocessing", 1, 16),
        ("preprocessed", "Preprocessed", 1, 16),
        ("ocr_extracting", "OCR Extracting", 2, 33),
        ("predicting", "Predicting", 3, 50),
        ("extraction", "Extraction", 4, 66),
        ("automated_evaluation", "Automated Evaluation", 5, 83),
        ("approved", "Approved", 6, 100),
        ("manual_review", "Manual Review", 6, 100),
        ("preprocess_error", "Preprocessing Error", 1, 16),
        ("ocr_error", "OCR Error", 2, 33),
        ("llm_error", "Prediction Error", 3, 50),
        ("extraction_error", "Extraction Error", 4, 66),
        ("evaluation_error", "Evaluation Error", 5, 83),
    ],
)
def test_each_status_has_its_name_and_progress(stack, client, puppet, status, name, step, percentage):
    stack.sql(f"UPDATE document SET status = '{status}' WHERE document_id = '{puppet}'")
    answer = client.status(puppet)
    assert (answer["status"], answer["status_name"]) == (status, name)
    assert answer["status_description"]
    assert answer["progress"] == {"current_step": step, "total_steps": 6, "percentage": percentage}


def test_ocr_extracting_is_described_as_in_the_reference(stack, client, puppet):
    stack.sql(f"UPDATE document SET status = 'ocr_extracting' WHERE document_id = '{puppet}'")
    assert client.status(puppet)["status_description"] == "OCR extraction is in progress"


def test_status_goes_forward_only_and_ends_approved(client, samples):
    document = client.upload(samples / "scan.png").json()["document"]["id"]
    seen = [client.status(document)["status"]]
    while seen[-1] != "approved":
        seen.append(client.status(document)["status"])
        assert seen[-1] in FLOW, seen[-1]
    assert [FLOW.index(status) for status in seen] == sorted(FLOW.index(status) for status in seen)


def test_document_has_the_members_of_the_reference_and_ours(invoice):
    assert list(invoice) == [
        "id", "status", *FIELDS, "predicted_accuracy", "quality_score", "needs_review", "findings", "fields", "line_items",
        "tax_breakdown", "einvoice", "pages", "document_type", "tags", "filename", "error", "created_at", "last_update",
    ]
    assert UUID.fullmatch(invoice["id"])
    assert TIME.fullmatch(invoice["created_at"]) and TIME.fullmatch(invoice["last_update"])
    assert 0 <= invoice["predicted_accuracy"] <= 1


def assert_fields(client, document, truth):
    """Every field is the truth's; amounts digit for digit."""
    exact = json.loads(client.get(f"/documents/{document['id']}").text, parse_float=str)
    assert {name: exact[name] for name in FIELDS} == truth


def test_invoice_with_a_text_layer_is_approved_with_all_fields_right(client, invoice, truth):
    assert (invoice["status"], invoice["needs_review"], invoice["findings"]) == ("approved", False, [])
    assert_fields(client, invoice, truth("invoice"))


def test_scanned_invoice_is_approved_with_all_fields_right(client, samples, truth):
    document = client.process(samples / "scan.png")
    assert document["status"] == "approved"
    assert_fields(client, document, truth("scan"))


def test_photographed_invoice_has_its_total_right_and_asks_for_what_it_lacks(client, samples, truth):
    document = client.process(samples / "photo.jpg")
    assert f"{document['total']:.2f}" == truth("photo")["total"]
    missing = {name for name in ("invoice_number", "invoice_date", "vendor_name", "total") if document[name] is None}
    assert missing == {finding["field"] for finding in document["findings"] if finding["code"] == "missing_field"}
    assert document["status"] == ("manual_review" if missing else "approved")


def test_amounts_are_numbers_with_two_decimals(client, invoice):
    text = client.get(f"/documents/{invoice['id']}").text
    assert '"amount":690.30,"vat":138.06,"total":828.36,' in text
    assert '"name":"total","value":828.36,' in text


def test_fields_that_were_found_have_evidence_on_a_page(invoice):
    pages = {page["number"]: page for page in invoice["pages"]}
    assert [field["name"] for field in invoice["fields"]] == FIELDS
    for field in invoice["fields"]:
        assert field["value"] == invoice[field["name"]]
        assert field["source"] == "rules"
        assert field["raw"] and field["rule"] and field["words"]
        assert 0 <= field["confidence"] <= 1
        left, top, right, bottom = field["box"]
        page = pages[field["page"]]
        assert 0 <= left < right <= page["width"]
        assert 0 <= top < bottom <= page["height"]


def test_raw_text_is_what_stands_on_the_page(invoice):
    raw = {field["name"]: field["raw"] for field in invoice["fields"]}
    assert raw["total"] == "£828.36"
    assert raw["invoice_date"] == "8 September 2026"
    assert raw["vendor_name"] == "Harrow & Birch Coffee Ltd"


def test_page_tells_its_size_and_how_it_was_read(invoice):
    [page] = invoice["pages"]
    assert (page["number"], page["width"], page["height"], page["dpi"]) == (1, 2480, 3508, 300)
    assert (page["source"], page["confidence"]) == ("text", 1)
    assert page["words"] > 100


def test_scanned_page_is_told_apart(client, samples):
    [page] = client.process(samples / "scan.png")["pages"]
    assert page["source"] == "ocr"
    assert 0.5 < page["confidence"] < 1


def test_sums_hold_together(invoice):
    amounts = [Decimal(str(invoice[name])) for name in ("amount", "vat", "total")]
    assert amounts[0] + amounts[1] == amounts[2]


def test_document_of_the_ocr_platform_is_shown_without_fields(client, samples):
    task = client.upload(samples / "invoice.pdf", path="/api/tasks").json()["data"]["taskId"]
    client.finish(task)
    document = client.get(f"/documents/{task}").json()
    assert document["status"] == "completed"
    assert document["fields"] == []
    assert not set(FIELDS) & set(document)


def test_same_bytes_are_two_documents_of_one_stored_file(stack, client, samples):
    first, second = (client.upload(samples / "invoice.pdf").json()["document"]["id"] for _ in range(2))
    assert first != second
    files = {client.get(f"/api/tasks/{document}").json()["data"]["fileId"] for document in (first, second)}
    assert len(files) == 1
    [[key]] = stack.sql(f"SELECT storage_key FROM media WHERE media_id = '{files.pop()}'")
    assert (stack.var / "blobs" / key).is_file()


def test_key_may_come_in_its_own_header(stack, client, invoice):
    answer = stack.client().session.get(
        f"{client.url}/documents/{invoice['id']}/status", headers={"Authorization": None, "X-Api-Key": stack.key})
    assert answer.status_code == 200


def test_id_may_be_in_upper_case(client, invoice):
    assert client.get(f"/documents/{invoice['id'].upper()}").json()["id"] == invoice["id"]
