"""Both engines in the whole service: what they read, and what happens when the second one dies."""
import json
import os
import pathlib
import signal
import threading
import time

import pytest
from PIL import Image, ImageDraw, ImageFont
from stack import ROOT, Stack

ENGINE = pathlib.Path(os.environ.get("ENGINE2", ROOT / "var/engine2"))
LIMIT_KB = 1_200_000

pytestmark = pytest.mark.skipif(
    not (ENGINE / "models").is_dir(), reason="the line reader is not installed: bin/install-engine2")


@pytest.fixture(scope="module")
def both():
    stack = Stack(DOCKET_ENGINE2=ENGINE)
    try:
        yield stack.start()
    finally:
        stack.stop()


@pytest.fixture(scope="module")
def client(both):
    return both.client()


def reading(stack, document):
    [[value]] = stack.sql(f"SELECT reading FROM page WHERE document_id = '{document['id']}' AND number = 1")
    return json.loads(value)


def engines(stack, document):
    return [engine["name"] for engine in reading(stack, document)["engines"]]


def readers(stack):
    """The reading processes, each with its worker."""
    workers = set(stack.pids("docket-worker"))
    found = {}
    for status in pathlib.Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if lines["Name"].strip() == "docket-reader" and int(lines["PPid"]) in workers:
            found[int(lines["Pid"])] = int(lines["PPid"])
    return found


def peak(pid):
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:")))


@pytest.mark.parametrize("name", ["scan.png", "photo.jpg"])
def test_both_read_a_page_and_say_so(both, client, samples, truth, name):
    document = client.process(samples / name)
    expected = truth(name.split(".")[0])
    assert {field: str(document[field]) for field in ("invoice_number", "due_date")} == {
        field: expected[field] for field in ("invoice_number", "due_date")}
    assert document["total"] == float(expected["total"])
    assert engines(both, document) == ["openvino", "tesseract"]


@pytest.mark.parametrize(
    "name", ["sideways.jpg", "upside-down.jpg", "exif-orientation-6.jpg", "inverted.png", "transparent.png",
             "gray16.png", "cmyk.jpg", "invoice.webp", "invoice.heic", "multipage.tiff", "textlayer-garbage.pdf"])
def test_pictures_that_need_care_are_read_right(client, hostile, name):
    expected = json.loads((hostile / "truth.json").read_text())["fields"]
    document = client.process(hostile / name)
    assert (document["invoice_number"], document["total"]) == (expected["invoice_number"], float(expected["total"]))
    for page in document["pages"]:
        assert page["width"] < page["height"]


def picture(path, lines, width, size):
    font = ImageFont.truetype("DejaVuSans.ttf", size)
    image = Image.new("L", (width, 2 * size * (len(lines) + 2)), 255)
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((20, 2 * size * (number + 1)), line, font=font, fill=0)
    image.save(path)
    return path


def text(client, document):
    answer = client.get(f"/documents/{document['id']}/result?format=text")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("languages", ["rus", "eng+rus"])
def test_other_letters_than_latin_are_left_to_tesseract(both, tmp_path, languages):
    tenant = both.tenant("moskva-" + languages.replace("+", "-"))
    both.docket("tenant", "languages", "moskva-" + languages.replace("+", "-"), languages)
    lines = ["Счёт на оплату 4711",
             "Поставщик Северный ветер",
             "Всего к оплате 1190.00"]
    document = tenant.process(picture(tmp_path / "page.png", lines, 1000, 32))
    assert engines(both, document) == ["tesseract"]
    found = text(tenant, document)
    for word in ("оплату", "Поставщик", "ветер", "Всего", "1190.00"):
        assert word in found


def test_a_long_receipt_is_read_to_its_end(both, client, tmp_path):
    lines = [f"ARTICLE {number:03d}     {number % 9 + 1}.{number * 13 % 100:02d}" for number in range(150)]
    document = client.process(picture(tmp_path / "receipt.png", ["EXAMPLE MARKET", *lines, "TOTAL 512.34"], 640, 22))
    assert "openvino" in engines(both, document)
    found = text(client, document)
    missing = [line for line in lines if line.split()[1] not in found or line.split()[2] not in found]
    assert len(missing) <= 3, missing


def test_memory_of_worker_and_reader_stays_bounded(both, client, hostile):
    for name in ("strip-300x20000.png", "huge-page.pdf", "bomb-30000x30000.png", "truncated.jpg"):
        client.process(hostile / name)
    sizes = {reader: peak(reader) + peak(worker) for reader, worker in readers(both).items()}
    assert sizes and max(sizes.values()) < LIMIT_KB


def test_a_killed_reader_costs_a_page_its_answer_and_nothing_else(both, client, samples, truth):
    before = set(both.pids("docket-worker"))
    ended = threading.Event()
    kills = []

    def kill():
        while not ended.is_set():
            for reader in readers(both):
                try:
                    os.kill(reader, signal.SIGKILL)
                    kills.append(reader)
                except ProcessLookupError:
                    pass
            time.sleep(0.02)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        document = client.process(samples / "scan.png")
    finally:
        ended.set()
        killer.join()
    assert kills
    assert engines(both, document) == ["tesseract"]
    assert document["invoice_number"] == truth("scan")["invoice_number"]
    assert set(both.pids("docket-worker")) == before
    assert any("the line reader gave no answer" in path.read_text() for path in (both.var / "log").glob("*.log"))
