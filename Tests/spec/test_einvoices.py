"""Electronic invoices: as files of their own and inside PDFs; what they say is exact, and what is wrong with them is told."""
import json
import subprocess
from decimal import Decimal

import pytest
import requests
from stack import ROOT

FIELDS = ["invoice_number", "invoice_date", "due_date", "vendor_name", "amount", "vat", "total", "currency"]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("einvoices")
    subprocess.run([ROOT / "bin/samples", "--einvoices", folder], check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def truth(files):
    return json.loads((files / "truth.json").read_text())["fields"]


@pytest.fixture(scope="module")
def read(client, files):
    """A document by the name of its file, amounts as they are written; each is read once."""
    known = {}

    def read(name):
        if name not in known:
            identifier = client.process(files / name)["id"]
            known[name] = json.loads(client.get(f"/documents/{identifier}").text, parse_float=str)
        return known[name]

    return read


def codes(document):
    return [finding["code"] for finding in document["findings"]]


@pytest.mark.parametrize("name, syntax", [
    ("ubl.xml", "ubl"), ("cii.xml", "cii"), ("zugferd1.xml", "zugferd1"), ("hybrid.pdf", "cii"), ("twice.pdf", "cii"),
])
def test_sound_invoice_is_approved_with_exact_fields(read, truth, name, syntax):
    document = read(name)
    assert (document["status"], document["findings"]) == ("approved", [])
    assert {field: document[field] for field in FIELDS} == truth
    assert document["einvoice"]["syntax"] == syntax
    for field in document["fields"]:
        assert (field["source"], float(field["confidence"])) == ("xml", 1)
        assert field["rule"].startswith("BT-")
        assert field["page"] == 1 and len(field["box"]) == 4


@pytest.mark.parametrize("name", ["ubl.xml", "cii.xml", "zugferd1.xml", "hybrid.pdf"])
def test_lines_and_taxes_are_rows(read, truth, name):
    document = read(name)
    lines = document["line_items"]
    assert [(line["number"], line["name"], line["quantity"], line["unit"], line["unit_price"], line["net_amount"])
            for line in lines] == [
        (1, "Hardback binding, linen", 120, "C62", "7.45", "894.00"),
        (2, "Gold blocking, spine", 120, "C62", "1.1", "132.00"),
        (3, "Slipcase, grey board", 40, "C62", "6.35", "254.00"),
    ]
    assert sum(Decimal(line["net_amount"]) for line in lines) == Decimal(truth["amount"])
    assert {(line["tax_category"], line["tax_rate"], line["source"]) for line in lines} == {("S", 20, "xml")}
    (tax,) = document["tax_breakdown"]
    assert (tax["category"], tax["rate"]) == ("S", 20)
    assert (tax["taxable_amount"], tax["tax_amount"]) == (truth["amount"], truth["vat"])


def test_what_else_it_says_is_shown(read, truth):
    einvoice = read("hybrid.pdf")["einvoice"]
    assert einvoice["attachment"] == "Factur-X.XML"
    assert einvoice["order_reference"] == "PO-77"
    assert einvoice["payment"]["accounts"] == ["DE89370400440532013000"]
    assert einvoice["seller"]["country"] == "GB"
    assert einvoice["totals"]["gross"] == truth["total"]
    assert read("ubl.xml")["einvoice"]["attachment"] is None


def test_xml_alone_has_a_sheet_that_its_boxes_lie_on(client, read):
    document = read("ubl.xml")
    (page,) = document["pages"]
    assert (page["source"], page["width"], page["height"]) == ("xml", 1240, 1754)
    assert page["words"] > 30
    link = client.get(f"/api/tasks/{document['id']}/result").json()["data"]["resultUrl"]
    assert "TWB-2026-0087" in requests.get(link, timeout=30).text


def test_profile_without_lines_has_its_totals(read, truth):
    document = read("basicwl.pdf")
    assert document["status"] == "approved"
    assert {field: document[field] for field in FIELDS} == truth
    assert document["line_items"] == []
    assert len(document["tax_breakdown"]) == 1


def test_xml_that_asks_for_more_than_the_page_is_reviewed(read):
    document = read("tampered.pdf")
    assert (document["status"], document["needs_review"]) == ("manual_review", True)
    finding = document["findings"][0]
    assert (finding["code"], finding["field"]) == ("xml_mismatch", "total")
    assert "1536.90" in finding["detail"] and "1536.00" in finding["detail"]


def test_xml_whose_sums_are_wrong_is_reviewed(read):
    document = read("sums.xml")
    assert document["status"] == "manual_review"
    assert {"code": "xml_arithmetic", "rule": "BR-CO-15"}.items() <= next(
        finding for finding in document["findings"] if finding["code"] == "xml_arithmetic").items()


def test_two_invoices_that_differ_are_reviewed(read, truth):
    document = read("two.pdf")
    assert (document["status"], codes(document)) == ("manual_review", ["xml_ambiguous"])
    assert document["total"] == truth["total"]


def test_damaged_xml_inside_leaves_the_page_to_be_read(read, truth):
    document = read("damaged.pdf")
    assert (document["status"], codes(document)) == ("manual_review", ["xml_unreadable"])
    assert {field: document[field] for field in FIELDS} == truth
    assert document["einvoice"]["problem"]
    assert document["line_items"] == []


def test_credit_note_is_reviewed_with_positive_amounts(read, truth):
    document = read("credit.xml")
    assert (document["status"], codes(document)) == ("manual_review", ["credit_note"])
    assert document["total"] == truth["total"]
    assert document["einvoice"]["is_credit_note"] is True


def test_order_is_no_invoice(client, files):
    answer = client.upload(files / "order.xml")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_type")
    assert "order" in answer.json()["error"]


@pytest.mark.parametrize("step", [None, "ocr", "extract"])
def test_read_again_it_says_the_same(client, read, truth, step):
    before = read("ubl.xml")
    answer = client.post(f"/documents/{before['id']}/reprocess", json={"step": step} if step else {})
    assert answer.status_code == 202, answer.text
    assert client.finish(before["id"])["status"] == "approved"
    after = json.loads(client.get(f"/documents/{before['id']}").text, parse_float=str)
    assert {field: after[field] for field in FIELDS} == truth
    for member in ("fields", "line_items", "tax_breakdown", "einvoice", "pages"):
        assert after[member] == before[member], member


def test_documents_without_xml_have_none(invoice):
    assert (invoice["line_items"], invoice["tax_breakdown"], invoice["einvoice"]) == ([], [], None)


def test_lines_of_another_tenant_are_not_shown(read, neighbour):
    answer = neighbour.get(f"/documents/{read('ubl.xml')['id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "document_unknown")
