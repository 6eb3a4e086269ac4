"""Large images are read in bounded memory or refused, and one page that cannot be read costs no other."""
import io
import pathlib
import random
import re

import pytest
from PIL import Image, ImageDraw, ImageFont
from stack import Stack

LIMIT_KB = 400 * 1024
LINES = ["Northwind Paper Limited", "12 Harbour Street, Leeds", "INVOICE", "Invoice number 4711",
         "Invoice date 2026-03-12", "Copy paper 100.00", "Net 100.00 EUR", "VAT 20 % 20.00 EUR", "Total 120.00 EUR"]


@pytest.fixture(scope="module")
def plain():
    """A stack of its own, whose workers have seen nothing else; without the line reader."""
    stack = Stack(DOCKET_ENGINE2="")
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture(scope="module")
def client(plain):
    return plain.client()


def sheet(width=1654, height=2339, mode="L"):
    image = Image.new(mode, (width, height), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", width // 48)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(image).text((width // 14, height // 16 * (number + 1)), line, font=font, fill="black")
    return image


def noise():
    random.seed(1)
    width, height = 1654, 2339
    return Image.frombytes("L", (width, height), random.randbytes(width * height)).point(lambda v: 0 if v < 60 else 255)


def encoded(image, form, **options):
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def tiff(*pages):
    return encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw", dpi=(200, 200))


def peak(stack):
    statuses = [pathlib.Path(f"/proc/{pid}/status").read_text() for pid in stack.pids("docket-worker")]
    return max(int(re.search(r"VmHWM:\s+(\d+)", status)[1]) for status in statuses)


def test_large_images_are_read_in_bounded_memory(plain, client):
    a4 = sheet(4960, 7016, "RGB")
    for name, content in [
        ("a4.png", encoded(a4, "PNG", compress_level=1)), ("a4.jpg", encoded(a4, "JPEG")),
        ("a4.tif", encoded(a4, "TIFF", compression="tiff_lzw")),
        ("photo.jpg", encoded(sheet(12_000, 9000, "RGB"), "JPEG")),
    ]:
        document = client.process(content, name)
        assert document["error"] is None and document["pages"][0]["words"] > 10, name
    huge = Image.new("RGB", (9990, 9990), "white")
    for name, content in [("huge.png", encoded(huge, "PNG", compress_level=1)),
                          ("huge.tif", encoded(huge, "TIFF", compression="tiff_adobe_deflate"))]:
        assert client.process(content, name)["error"]["code"] == "too_large", name
    assert peak(plain) < LIMIT_KB


@pytest.mark.parametrize("order", [(sheet, noise), (noise, sheet)])
def test_a_page_of_noise_costs_no_other(client, order):
    document = client.process(tiff(*(page() for page in order)), "pages.tif")
    bad = order.index(noise) + 1
    assert document["status"] == "manual_review" and document["total"] == 120.0
    assert [page["words"] > 0 for page in document["pages"]] == [page is sheet for page in order]
    [finding] = [finding for finding in document["findings"] if finding["code"] == "unread_page"]
    assert f"page {bad} " in finding["detail"]
    result = client.get(f"/documents/{document['id']}/result").json()
    assert result["pages"][bad - 1]["reading"]["parameters"]["unread"] == "too_large"
    assert client.get(f"/documents/{document['id']}/result?format=pdf").content.startswith(b"%PDF")


def test_where_no_page_is_read_the_document_fails(client):
    for pages in ([noise()], [noise(), noise()]):
        document = client.process(tiff(*pages), "noise.tif")
        assert document["error"]["code"] == "too_large"


def test_of_a_tiff_that_is_cut_off_the_whole_pages_are_read(client):
    whole = tiff(*[sheet()] * 4)
    document = client.process(whole[:len(whole) * 6 // 10], "cut.tif")
    assert document["status"] == "manual_review"
    read = [page["words"] > 0 for page in document["pages"]]
    assert read[:2] == [True, True] and len(read) > 2 and not any(read[2:])
    assert "unread_page" in [finding["code"] for finding in document["findings"]]
    assert client.process(whole[:len(whole) // 5], "cut.tif")["error"]["code"] == "invalid_file"
