"""What a tenant's administrator defines, from its SQL files to its documents, and what others see of it: nothing."""
import pytest
from contract import ROOT, UUID, pdf

EXAMPLES = ROOT / "examples/tenant"
INVOICE = pdf(
    "Larkspur Office Ltd", "48 Quayside, Bristol BS1 4QH", "Invoice No: LOS-2026-0417",
    "Invoice date: 14 October 2026", "Money wanted on: 13 November 2026", "Cost centre: K-4711 North",
    "Second reminder! Insurance premium included.", "Subtotal GBP 332.37", "VAT 20% GBP 66.47", "Total due GBP 398.84",
)
NOTE = pdf(
    "Delivery note", "Delivery number: LS-2041", "Packed on: 14 October 2026", "Insured value: EUR 1.234,50",
    "Handle with care", "Nine boxes of copy paper for the store in Mill Road",
)


@pytest.fixture(scope="module")
def workshop(stack, tmp_path_factory):
    """A tenant whose administrator ran the examples."""
    client = stack.tenant("workshop")
    password = tmp_path_factory.mktemp("workshop") / "password"
    stack.docket("tenant", "admin", "create", "workshop", "--output", str(password))
    command = ["tenant", "migrate", str(EXAMPLES), "--tenant", "workshop", "--password-file", str(password)]
    assert stack.docket(*command).stdout.splitlines()[-1] == "2 files, 12 statements run"
    assert stack.docket(*command).stdout == "nothing to run\n"
    return client


@pytest.fixture(scope="module")
def read(workshop):
    return workshop.process(INVOICE)


@pytest.fixture(scope="module")
def read_by_neighbour(neighbour):
    return neighbour.process(INVOICE)


def finding(document, code):
    return [finding for finding in document["findings"] if finding["code"] == code]


def test_the_tenants_field_is_found_with_its_evidence(read):
    assert read["document_type"] == "invoice"
    assert read["cost_centre"] == "K-4711 North"
    [field] = [field for field in read["fields"] if field["name"] == "cost_centre"]
    assert field["raw"] == "K-4711 North" and field["rule"] == "own-label" and field["page"] == 1
    assert len(field["words"]) == 2 and field["box"][0] < field["box"][2]
    assert field["confidence"] > 0.8


def test_the_tenants_label_leads_to_a_built_in_field(read, read_by_neighbour):
    assert read["due_date"] == "2026-11-13"
    assert read_by_neighbour["due_date"] is None


def test_the_tenants_rules_take_effect(read):
    assert read["status"] == "manual_review" and read["needs_review"]
    [found] = finding(read, "keyword")
    assert "second reminder" in found["detail"]
    assert read["tags"] == ["insurance"]


def test_another_tenant_gets_what_is_built_in(read, read_by_neighbour):
    assert "cost_centre" not in read_by_neighbour
    assert not finding(read_by_neighbour, "keyword")
    assert read_by_neighbour["tags"] == []
    for name in "invoice_number", "invoice_date", "vendor_name", "amount", "vat", "total", "currency":
        assert read[name] == read_by_neighbour[name] is not None
    assert set(read) - set(read_by_neighbour) == {"cost_centre"}


def test_a_required_field_that_is_not_there_is_missed(workshop, samples):
    document = workshop.process(samples / "invoice.pdf")
    assert document["status"] == "manual_review"
    assert [found["field"] for found in finding(document, "missing_field")] == ["cost_centre"]
    assert document["cost_centre"] is None


def test_a_type_of_the_tenants_own_goes_through_its_pipeline(workshop):
    uploaded = workshop.upload(NOTE, document_type="delivery_note")
    assert uploaded.status_code == 201
    assert uploaded.json()["document"]["status"] == "preprocessing"
    identifier = uploaded.json()["document"]["id"]
    final = workshop.finish(identifier)
    assert final["status"] == "completed"
    assert final["progress"] == {"current_step": 5, "total_steps": 5, "percentage": 100}
    document = workshop.get(f"/documents/{identifier}").json()
    fields = {name: document[name] for name in ("delivery_number", "packed_on", "insured_value")}
    assert fields == {"delivery_number": "LS-2041", "packed_on": "2026-10-14", "insured_value": 1234.5}
    assert document["document_type"] == "delivery_note" and document["tags"] == ["fragile"]
    assert "invoice_number" not in document


def test_a_word_makes_it_another_type(workshop):
    document = workshop.process(NOTE)
    assert document["document_type"] == "delivery_note"
    assert document["delivery_number"] == "LS-2041" and document["tags"] == ["fragile"]
    # It went the way it was sent, to the end; nothing of an invoice was asked of it.
    assert document["status"] == "approved" and document["findings"] == []


def test_a_task_may_take_the_tenants_pipeline(workshop):
    created = workshop.upload(NOTE, path="/api/tasks", pipeline="filing", document_type="delivery_note")
    assert created.status_code == 201 and created.json()["data"]["status"] == "queued"
    task = created.json()["data"]["taskId"]
    workshop.finish(task)
    assert workshop.get(f"/api/tasks/{task}").json()["data"]["status"] == "completed"
    assert workshop.get(f"/documents/{task}").json()["delivery_number"] == "LS-2041"


def test_a_pipeline_alone_reads_an_invoice(workshop):
    document = workshop.process(INVOICE, pipeline="filing")
    assert document["status"] == "completed" and document["cost_centre"] == "K-4711 North"
    task = workshop.upload(INVOICE, pipeline="ocr").json()["document"]
    assert task["status"] == "queued"
    workshop.finish(task["id"])
    assert workshop.get(f"/documents/{task['id']}").json()["document_type"] is None


@pytest.mark.parametrize("path", ["/documents/upload", "/api/tasks"])
@pytest.mark.parametrize("field, code", [("document_type", "document_type_unknown"), ("pipeline", "pipeline_unknown")])
def test_what_another_tenant_defined_is_unknown(stack, workshop, neighbour, path, field, code):
    name = {"document_type": "delivery_note", "pipeline": "filing"}[field]
    [[key]] = stack.sql("SELECT pipeline FROM pipeline WHERE name = 'filing'")
    answers = []
    for value in name, "nothing", key, "x" * 31, "DELIVERY_NOTE":
        answer = neighbour.upload(NOTE, path=path, **{field: value})
        assert answer.status_code == 422 and answer.json()["code"] == code
        answers.append(UUID.sub("", answer.text.replace(answer.json()["request_id"], "")))
    assert len(set(answers)) == 1, "theirs and none are told alike"
    assert neighbour.upload(NOTE, path=path, document_type="invoice").status_code == 201
