"""The searchable PDF of a document, as poppler and qpdf see it."""
import io
import re
import subprocess
import threading
import xml.etree.ElementTree as ElementTree

import pytest
from contract import SECURITY_HEADERS, assert_problem, pdf
from PIL import Image
from stack import until

XHTML = "{http://www.w3.org/1999/xhtml}"


def searchable(client, document, **named):
    return client.get(f"/documents/{document}/result?format=pdf", **named)


def saved(answer, folder):
    """The file, which qpdf has nothing to say against."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/pdf"
    file = folder / "searchable.pdf"
    file.write_bytes(answer.content)
    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return file


def words(file):
    """(page, text, [left, top, right, bottom] in points) of each word that poppler finds."""
    output = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True).stdout
    # What an extracted text may hold, XML may not.
    tree = ElementTree.fromstring(re.sub(rb"[\x00-\x08\x0b-\x1f]", b"", output))
    for number, page in enumerate(tree.iter(f"{XHTML}page"), 1):
        for word in page.iter(f"{XHTML}word"):
            yield number, word.text, [float(word.get(name)) for name in ("xMin", "yMin", "xMax", "yMax")]


def read(client, document):
    """The same of the result in JSON."""
    for page in client.get(f"/documents/{document}/result").json()["pages"]:
        for block in page["blocks"]:
            for line in block["lines"]:
                for word in line["words"]:
                    yield page["number"], word["text"], [72 * edge / page["dpi"] for edge in word["box"]]


def assert_words_lie_where_they_were_read(client, document, file, points=2):
    found = list(words(file))
    expected = list(read(client, document))
    assert len(expected) > 10
    near = [
        (page, text) for page, text, box in expected
        if any(page == p and text == t and max(abs(a - b) for a, b in zip(box, other)) < points for p, t, other in found)]
    # Poppler joins what stands closer than a blank is wide, and parts what holds one of its own.
    assert len(near) >= 0.9 * len(expected), sorted({text for _, text, _ in expected} - {text for _, text in near})


def raw_images(file, folder):
    subprocess.run(["pdfimages", "-all", file, folder / "image"], check=True)
    return [path.read_bytes() for path in sorted(folder.glob("image-*"))]


@pytest.mark.parametrize("sample", ["photo.jpg", "scan.png"])
def test_words_lie_on_the_picture(client, samples, tmp_path, sample):
    document = client.process(samples / sample)["id"]
    answer = searchable(client, document)
    file = saved(answer, tmp_path)
    name = sample.split(".")[0]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=\"{name}.pdf\"; filename*=UTF-8''{name}.pdf"
    for header in SECURITY_HEADERS:
        assert answer.headers[header]
    assert_words_lie_where_they_were_read(client, document, file)


def test_a_jpeg_is_in_it_byte_for_byte(client, samples, tmp_path):
    document = client.process(samples / "photo.jpg")["id"]
    file = saved(searchable(client, document), tmp_path)
    assert raw_images(file, tmp_path) == [(samples / "photo.jpg").read_bytes()]
    assert (samples / "photo.jpg").read_bytes() in file.read_bytes()


def test_another_image_has_the_same_pixels(client, samples, tmp_path):
    document = client.process(samples / "scan.png")["id"]
    [image] = raw_images(saved(searchable(client, document), tmp_path), tmp_path)
    original = Image.open(samples / "scan.png")
    assert Image.open(io.BytesIO(image)).convert("RGB").tobytes() == original.convert("RGB").tobytes()


@pytest.mark.parametrize("how", ["exif", "pixels"])
def test_a_turned_photo_stands_upright_with_its_words_on_it(client, samples, tmp_path, how):
    photo = Image.open(samples / "scan.png").convert("L")
    turned, content = photo.transpose(Image.Transpose.ROTATE_90), io.BytesIO()
    exif = Image.Exif()
    if how == "exif":
        exif[0x0112] = 6
    turned.save(content, "JPEG", quality=90, dpi=(300, 300), exif=exif)
    document = client.process(content.getvalue(), "turned.jpg")["id"]
    file = saved(searchable(client, document), tmp_path)
    assert raw_images(file, tmp_path) == [content.getvalue()]
    assert_words_lie_where_they_were_read(client, document, file)
    subprocess.run(["pdftoppm", "-gray", "-r", "75", "-singlefile", file, tmp_path / "shown"], check=True)
    shown = Image.open(tmp_path / "shown.pgm")
    assert shown.height > shown.width
    # What is seen is the scan as it was before it was turned.
    wanted = photo.resize(shown.size)
    differences = sum(abs(a - b) > 96 for a, b in zip(shown.tobytes(), wanted.tobytes()))
    assert differences < 0.02 * shown.width * shown.height


def scanned(samples, folder, rotate=0):
    """A PDF with a page of text and a page that is a picture."""
    picture, text, both = folder / "picture.pdf", folder / "text.pdf", folder / "both.pdf"
    Image.open(samples / "scan.png").convert("L").save(picture, resolution=300)
    text.write_bytes(pdf("Printed once"))
    turn = [f"--rotate={rotate}:2"] if rotate else []
    subprocess.run(["qpdf", "--empty", "--pages", text, picture, "--", *turn, both], check=True)
    return both


def test_a_page_with_text_keeps_its_own_and_a_picture_gets_what_was_read(client, samples, tmp_path):
    original = scanned(samples, tmp_path)
    document = client.process(original)["id"]
    file = saved(searchable(client, document), tmp_path)
    found = [text for page, text, _ in words(file) if page == 1]
    assert found.count("Printed") == 1
    assert sum(page == 2 for page, _, _ in words(file)) > 20
    assert_words_lie_where_they_were_read(client, document, file)
    for path in (original, file):
        subprocess.run(["pdftoppm", "-gray", "-r", "40", path, path.with_suffix("")], check=True)
    for page in (1, 2):
        assert (tmp_path / f"both-{page}.pgm").read_bytes() == (tmp_path / f"searchable-{page}.pgm").read_bytes()


def test_a_pdf_whose_text_is_its_own_is_given_out_as_it_came(client, samples, tmp_path):
    document = client.process(samples / "invoice.pdf")["id"]
    assert saved(searchable(client, document), tmp_path).read_bytes() == (samples / "invoice.pdf").read_bytes()


def test_an_owners_password_stays(client, samples, tmp_path):
    locked = tmp_path / "locked.pdf"
    subprocess.run(
        ["qpdf", "--encrypt", "", "owner", "256", "--", scanned(samples, tmp_path), locked], check=True)
    document = client.process(locked)["id"]
    file = saved(searchable(client, document), tmp_path)
    shown = subprocess.run(["qpdf", "--show-encryption", file], capture_output=True, text=True, check=True).stdout
    assert "R = 6" in shown
    assert_words_lie_where_they_were_read(client, document, file)


def test_it_is_made_once_and_anew_after_another_reading(stack, client, samples):
    document = client.process(samples / "scan.png")["id"]

    def key():
        return stack.sql(f"SELECT pdf_key FROM document WHERE document_id = '{document}'")[0][0]

    assert key() == "NULL"
    before = client.status(document)["last_update"]
    first = searchable(client, document)
    made = key()
    assert made.startswith("results/") and made.endswith("/document.pdf")
    assert searchable(client, document).content == first.content
    assert key() == made
    # The document is no other for it.
    assert client.status(document)["last_update"] == before
    assert client.post(f"/documents/{document}/reprocess").status_code == 202
    client.finish(document)
    assert key() == "NULL"
    assert searchable(client, document).status_code == 200
    assert key() not in ("NULL", made)


def jobs(stack, document):
    [[count]] = stack.sql(
        f"SELECT COUNT(*) FROM job WHERE kind = 'searchable_pdf' AND subject_id = '{document}'")
    return int(count)


def test_who_asks_for_the_head_has_none_made(stack, client, samples):
    document = client.process(samples / "scan.png")["id"]
    url = f"{client.url}/documents/{document}/result?format=pdf"
    assert client.session.head(url).status_code == 202
    assert jobs(stack, document) == 0
    assert searchable(client, document).status_code == 200
    head = client.session.head(url)
    assert (head.status_code, head.headers["Content-Type"], head.content) == (200, "application/pdf", b"")
    assert jobs(stack, document) == 1


def test_many_who_ask_at_once_share_a_job(stack, client, samples):
    document = client.process(samples / "scan.png")["id"]
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(searchable(stack.client(), document))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} <= {200, 202}
    until(lambda: searchable(client, document).status_code == 200)
    assert jobs(stack, document) == 1


def test_over_the_bound_it_is_made_later(stack, client, samples):
    """Nothing waits where a process may let nobody wait."""
    document = client.process(samples / "scan.png")["id"]
    stack.docket("queue", "pause", "preprocessing")
    try:
        answers = []
        waiting = threading.Thread(target=lambda: answers.append(searchable(stack.client(), document)))
        waiting.start()
        until(lambda: stack.sql(f"""SELECT 1 FROM job WHERE kind = 'searchable_pdf'
            AND subject_id = '{document}'"""))
        # A process that stops lets nobody wait.
        stack.signal_supervisor()
        waiting.join()
    finally:
        stack.docket("queue", "resume", "preprocessing")
    [answer] = answers
    assert answer.status_code == 202
    assert answer.headers["Location"] == answer.json()["resultUrl"] == f"/documents/{document}/result?format=pdf"
    assert int(answer.headers["Retry-After"]) >= 1
    until(lambda: searchable(client, document).status_code == 200)


def test_a_file_that_has_gone_bad_is_said_so(stack, client, samples, tmp_path):
    """Reading took what it could get; writing it again may not."""
    document = client.process(scanned(samples, tmp_path))["id"]
    [[key]] = stack.sql(f"SELECT storage_key FROM media JOIN document USING (tenant_id, media_id) WHERE document_id = '{document}'")
    (stack.var / "blobs" / key).write_bytes(b"%PDF-1.4\nnothing")
    assert_problem(searchable(client, document), 422, "invalid_file")
    # It would be so again.
    assert_problem(searchable(client, document), 422, "invalid_file")
    assert jobs(stack, document) == 1
    # The document is as it was.
    assert client.status(document)["error"] is None
    assert client.get(f"/documents/{document}/result").status_code == 200


def test_another_tenants_document_does_not_exist(client, theirs):
    assert_problem(searchable(client, theirs["id"]), 404, "document_unknown")


def test_accept_asks_for_it_too(client, invoice):
    answer = client.get(f"/documents/{invoice['id']}/result", headers={"Accept": "application/pdf, */*;q=0.1"})
    assert answer.headers["Content-Type"] == "application/pdf"


def test_what_has_no_page_is_no_pdf(client):
    """An electronic invoice in XML: what was read of it is there, a picture of it is not."""
    invoice = (
        b'<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
        b'xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><b:ID>R-1</b:ID></Invoice>')
    document = client.process(invoice, "invoice.xml")["id"]
    assert client.get(f"/documents/{document}/result").status_code == 200
    assert_problem(searchable(client, document), 406, "format_unavailable")
