"""What was read of a document, in every form: as tools that others wrote see it."""
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
from contract import SECURITY_HEADERS, assert_problem, pdf
from lxml import etree

FORMATS = {
    "json": "application/json",
    "text": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "hocr": "text/vnd.hocr+html; charset=utf-8",
    "alto": "application/xml",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
ALTO = "{http://www.loc.gov/standards/alto/ns-v4#}"


def result(client, document, format=None, **named):
    query = f"?format={format}" if format else ""
    return client.get(f"/documents/{document}/result{query}", **named)


def words(json):
    """(page, word) of a result in JSON, in its order."""
    for page in json["pages"]:
        for block in page["blocks"]:
            for line in block["lines"]:
                for word in line["words"]:
                    yield page, word


@pytest.fixture(scope="module", params=["invoice.pdf", "scan.png"])
def document(request, client, samples):
    return client.process(samples / request.param)["id"]


@pytest.fixture(scope="module")
def read(client, document):
    return result(client, document, "json").json()


@pytest.mark.parametrize("format", FORMATS)
def test_each_form_has_its_type_and_tells_no_path(client, document, format):
    answer = result(client, document, format)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == FORMATS[format]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert re.search(r'filename="(invoice|scan)\.\w+"', answer.headers["Content-Disposition"])
    for name in SECURITY_HEADERS:
        assert answer.headers[name]
    assert not re.search(r"/tmp|/var/|blobs|uploads/|results/", answer.text)
    assert int(answer.headers["Content-Length"]) == len(answer.content)


def test_json_has_the_document_and_what_read_it(client, document, read):
    task = client.get(f"/api/tasks/{document}").json()["data"]
    assert read["document_id"] == document
    assert (read["sha256"], read["filename"], read["media_type"]) == (
        task["fileHash"], task["filename"], task["mimeType"])
    assert read["page_count"] == len(read["pages"]) == 1
    assert read["word_count"] == len(list(words(read))) > 20
    assert abs(read["confidence"] - task["result"]["confidence"]) < 0.001
    assert read["min_confidence"] == min(word["confidence"] for _, word in words(read))
    [page] = read["pages"]
    assert read["engines"] == page["reading"]["engines"]
    assert all(engine["name"] and engine["version"] for engine in read["engines"])


def test_evidence_of_fields_names_words_of_the_result(client, invoice):
    read = result(client, invoice["id"], "json").json()
    by_id = {word["id"]: word["text"] for _, word in words(read)}
    cited = [field for field in invoice["fields"] if field["words"]]
    assert cited
    for field in cited:
        texts = [by_id[f"w{field['page']}-{number}"] for number in field["words"]]
        assert field["raw"] in " ".join(texts) or " ".join(texts) in field["raw"]


def test_forms_agree(client, document, read):
    expected = [word["text"] for _, word in words(read)]
    text = result(client, document, "text").text
    assert text.split() == expected
    tsv = result(client, document, "tsv").content.decode()
    rows = list(csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row["text"] for row in rows if row["level"] == "5"] == expected
    first = next(row for row in rows if row["level"] == "5")
    _, word = next(words(read))
    left, top, right, bottom = word["box"]
    assert [int(first[name]) for name in ("left", "top", "width", "height")] == [left, top, right - left, bottom - top]
    alto = ElementTree.fromstring(result(client, document, "alto").content)
    strings = list(alto.iter(f"{ALTO}String"))
    assert [string.get("CONTENT") for string in strings] == expected
    assert [string.get("ID") for string in strings] == [word["id"] for _, word in words(read)]
    hocr = ElementTree.fromstring(result(client, document, "hocr").content)
    spans = [span for span in hocr.iter("{http://www.w3.org/1999/xhtml}span") if span.get("class") == "ocrx_word"]
    assert [span.text for span in spans] == expected
    html = result(client, document, "html").text
    assert html.count("<section") == 1


def test_text_of_pages_is_parted_by_a_form_feed(client, tmp_path):
    one, three = tmp_path / "one.pdf", tmp_path / "three.pdf"
    one.write_bytes(pdf("First page"))
    subprocess.run(["qpdf", "--empty", "--pages", one, one, one, "--", three], check=True)
    document = client.process(three)["id"]
    text = result(client, document, "text").text
    assert text.count("\f") == 2
    read = result(client, document, "json").json()
    assert [page["number"] for page in read["pages"]] == [1, 2, 3]
    rows = result(client, document, "tsv").text.splitlines()
    assert [row.split("\t")[1] for row in rows if row.startswith("1\t")] == ["1", "2", "3"]


def test_alto_is_valid(client, document, tmp_path):
    """By a check of our own of what the schema demands, and by the schema itself where ALTO_SCHEMA says where it is."""
    content = result(client, document, "alto").content
    alto = ElementTree.fromstring(content)
    assert alto.tag == f"{ALTO}alto"
    assert [child.tag for child in alto] == [f"{ALTO}Description", f"{ALTO}Layout"]
    ids = [node.get("ID") for node in alto.iter() if node.get("ID")]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", each) for each in ids)
    for name, required in (
        ("Page", ("ID", "PHYSICAL_IMG_NR", "WIDTH", "HEIGHT")), ("TextBlock", ("ID",)),
        ("String", ("CONTENT", "HPOS", "VPOS", "WIDTH", "HEIGHT", "WC")),
    ):
        nodes = list(alto.iter(ALTO + name))
        assert nodes
        assert all(node.get(each) is not None for node in nodes for each in required)
    if "ALTO_SCHEMA" in os.environ:
        schema = alto_schema(pathlib.Path(os.environ["ALTO_SCHEMA"]), tmp_path)
        schema.assertValid(etree.fromstring(content))


def alto_schema(file, folder):
    """The published schema. It imports XLink's from the network, of which it needs one name."""
    (folder / "xlink.xsd").write_text(
        '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">'
        '<xsd:attributeGroup name="simpleLink"/></xsd:schema>')
    text = re.sub(r'schemaLocation="[^"]*xlink.xsd"', 'schemaLocation="xlink.xsd"', file.read_text())
    (folder / "alto.xsd").write_text(text)
    return etree.XMLSchema(etree.parse(folder / "alto.xsd"))


def test_alto_opens_in_a_tool_that_others_wrote(client, document, read, tmp_path):
    file = tmp_path / "result.xml"
    file.write_bytes(result(client, document, "alto").content)
    tool = pathlib.Path(sys.executable).parent / "alto-tools"
    text = subprocess.run([tool, "-t", file], capture_output=True, text=True, check=True).stdout
    assert [line.split() for line in text.splitlines() if line.strip()] == [
        [word["text"] for word in line["words"]]
        for page in read["pages"] for block in page["blocks"] for line in block["lines"]]
    confidence = subprocess.run([tool, "-c", file], capture_output=True, text=True, check=True).stdout
    assert float(confidence.split()[-1]) == pytest.approx(100 * read["confidence"], abs=0.1)


def test_hocr_opens_in_a_tool_that_others_wrote(client, document, read, tmp_path):
    file = tmp_path / "result.hocr"
    file.write_bytes(result(client, document, "hocr").content)
    bin = pathlib.Path(sys.executable).parent
    checked = subprocess.run([bin / "hocr-check", file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "not ok" not in checked.stdout + checked.stderr
    lines = subprocess.run([bin / "hocr-lines", file], capture_output=True, text=True, check=True).stdout
    assert lines.split() == [word["text"] for _, word in words(read)]


@pytest.mark.parametrize(
    "accept, format",
    [
        (None, "json"), ("*/*", "json"), ("text/html,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("text/plain", "text"), ("text/xml", "alto"), ("application/xhtml+xml", "hocr"),
        ("text/tab-separated-values, */*;q=0.1", "tsv"), ("application/json;q=0, text/*;q=0.5", "text"),
    ],
)
def test_accept_chooses(client, invoice, accept, format):
    answer = result(client, invoice["id"], headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[format]


def test_format_outranks_accept(client, invoice):
    answer = result(client, invoice["id"], "tsv", headers={"Accept": "text/html"})
    assert answer.headers["Content-Type"] == FORMATS["tsv"]


def test_what_is_not_acceptable_is_refused_with_the_list(client, invoice):
    problem = assert_problem(
        result(client, invoice["id"], headers={"Accept": "image/png, text/html;q=0"}), 406, "not_acceptable")
    assert "application/json" in problem["detail"] and "alto" in problem["detail"]


def test_unknown_form_is_refused_with_the_list(client, invoice):
    problem = assert_problem(result(client, invoice["id"], "docx"), 400, "invalid_parameter")
    assert "hocr" in problem["detail"]


@pytest.mark.parametrize("format", [each for each in FORMATS if each != "html"])
def test_what_the_client_has_is_not_sent_again(client, invoice, format):
    answer = result(client, invoice["id"], format)
    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == ("private, no-cache", "Accept")
    tag = answer.headers["ETag"]
    again = result(client, invoice["id"], format, headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag
    assert result(client, invoice["id"], format, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_files_are_not_kept(client, invoice, format):
    answer = result(client, invoice["id"], format)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store" and answer.headers["ETag"]


def test_head_has_the_length(client, invoice):
    url = f"{client.url}/documents/{invoice['id']}/result"
    answer = client.session.head(url)
    assert answer.status_code == 200
    assert int(answer.headers["Content-Length"]) == len(client.session.get(url).content)


def test_another_reading_has_another_tag(client, samples):
    document = client.process(samples / "invoice.pdf")["id"]
    tag = result(client, document).headers["ETag"]
    assert client.post(f"/documents/{document}/reprocess").status_code == 202
    client.finish(document)
    answer = result(client, document, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag


@pytest.mark.parametrize("format", FORMATS)
def test_another_tenants_document_does_not_exist(client, theirs, format):
    assert_problem(result(client, theirs["id"], format), 404, "document_unknown")


def test_nothing_before_it_is_read_and_never_where_it_failed(stack, client, samples):
    failed = client.process(b"%PDF-1.4\nnothing")["id"]
    assert_problem(result(client, failed), 409, "result_failed")
    document = client.process(samples / "invoice.pdf")["id"]
    stack.sql(f"UPDATE document SET status = 'ocr_extracting', result_key = NULL WHERE document_id = '{document}'")
    assert_problem(result(client, document, "text"), 409, "result_not_ready")
    # A later step that failed takes nothing away.
    other = client.process(samples / "invoice.pdf")["id"]
    stack.sql(f"UPDATE document SET status = 'llm_error' WHERE document_id = '{other}'")
    assert result(client, other, "text").status_code == 200


def test_words_that_look_like_markup_stay_words(client):
    evil = '<script>alert("x")</script>&amp;'
    document = client.process(pdf(evil), "evil.pdf")["id"]
    read = result(client, document, "json").json()
    assert evil in " ".join(word["text"] for _, word in words(read))
    for format in ("hocr", "alto", "html"):
        text = result(client, document, format).text
        assert "<script" not in text
        assert "&lt;script&gt;" in text


def test_a_result_larger_than_memory_is_for_comes_whole(stack, client, samples):
    """Pages come one by one, and what is rendered waits in a file."""
    document = client.process(samples / "invoice.pdf")["id"]
    row = "'{\"id\":', seq, ',\"text\":\"Wort', seq, '\",\"box\":[', seq MOD 100 * 20, ',', seq DIV 100 * 20, ',', " \
          "seq MOD 100 * 20 + 15, ',', seq DIV 100 * 20 + 15, '],\"confidence\":0.9,\"line\":', seq DIV 100, '}'"
    stack.sql(
        f"""SET SESSION group_concat_max_len = 100000000;
        UPDATE page SET word_count = 15000, words = (SELECT CONCAT('[', GROUP_CONCAT(CONCAT({row}) ORDER BY seq), ']')
            FROM seq_0_to_14999) WHERE document_id = '{document}' AND number = 1;
        INSERT INTO page (tenant_id, document_id, number, width, height, dpi, source, confidence, word_count, words)
            SELECT tenant_id, document_id, seq, width, height, dpi, source, confidence, word_count, words
            FROM page JOIN seq_2_to_6 WHERE document_id = '{document}' AND number = 1;
        UPDATE document SET page_count = 6 WHERE document_id = '{document}'"""
    )
    read = result(client, document, "json")
    assert int(read.headers["Content-Length"]) == len(read.content) > 6_000_000
    assert json.loads(read.content)["word_count"] == 6 * 15000
    assert len(result(client, document, "text").text.split()) == 6 * 15000
