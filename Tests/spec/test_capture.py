"""Pictures that are hard to read are called so in the sender's own terms; documents are read in their tenant's languages."""
import json

import pytest


@pytest.mark.parametrize(
    "name, problem, words",
    [("blurred.jpg", "blurred", "Hold the camera still"),
     ("cut-off.jpg", "cut_off", "all of the page"), ("thumb-160px.jpg", "too_small", "Go nearer")])
def test_the_sender_is_told_what_is_wrong_with_a_picture(client, hostile, name, problem, words):
    document = client.process(hostile / name)
    assert document["status"] == "manual_review"
    assert problem in document["pages"][0]["capture_problems"]
    assert any(words in finding["detail"] for finding in document["findings"] if finding["code"] in ("capture", "cut_off"))


@pytest.mark.parametrize("name", ["scan.png", "photo.jpg", "invoice.pdf"])
def test_a_good_picture_is_not_blamed(client, samples, name):
    document = client.process(samples / name)
    assert document["pages"][0]["capture_problems"] == []
    assert not [finding for finding in document["findings"] if finding["code"] in ("capture", "cut_off")]


def test_a_picture_of_a_telephone_is_read(client, hostile):
    document = client.process(hostile / "invoice.heic")
    assert document["invoice_number"] == "MPC-2026-0204"
    assert client.get(f"/api/tasks/{document['id']}").json()["data"]["mimeType"] == "image/heic"


def test_languages_are_the_tenants(stack, samples):
    tenant = stack.tenant("sverige")

    def languages():
        document = tenant.process(samples / "scan.png")
        [[value]] = stack.sql(
            f"SELECT JSON_EXTRACT(reading, '$.languages') FROM page WHERE document_id = '{document['id']}'")
        return json.loads(value)

    assert languages() == ["eng", "deu", "fra"]
    said = stack.docket("tenant", "languages", "sverige", "eng+swe").stdout
    assert said == "documents of sverige are read in eng+swe\n"
    assert languages() == ["eng", "swe"]
    failed = stack.docket("tenant", "languages", "sverige", "eng+tlh", check=False)
    assert failed.returncode != 0 and "apt install tesseract-ocr-tlh" in failed.stderr
    stack.docket("tenant", "languages", "sverige")
    assert languages() == ["eng", "deu", "fra"]
