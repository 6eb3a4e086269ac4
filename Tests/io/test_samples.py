"""bin/samples: the sums agree, the same seed gives the same bytes, and each hostile file is what its name says."""
import csv
import json
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def samples(folder: Path, *flags: str) -> Path:
    subprocess.run([ROOT / "bin/samples", *flags, folder], check=True)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return samples(tmp_path_factory.mktemp("hostile"), "--hostile")


def assert_sums(truth: dict) -> None:
    fields = truth["fields"]
    assert Decimal(fields["amount"]) + Decimal(fields["vat"]) == Decimal(fields["total"])
    assert fields["invoice_date"] < fields["due_date"]


def test_demo(tmp_path):
    demo = samples(tmp_path)
    assert sorted(contents(demo)) == [
        "einvoice.pdf", "einvoice.truth.json", "invoice.pdf", "invoice.truth.json", "photo.jpg", "photo.truth.json", "scan.png", "scan.truth.json",
    ]
    for name in ("einvoice", "invoice", "photo", "scan"):
        truth = json.loads((demo / f"{name}.truth.json").read_text())
        assert truth["id"] == name
        assert_sums(truth)
    text = subprocess.run(["pdftotext", demo / "invoice.pdf", "-"], capture_output=True, text=True, check=True).stdout
    fields = json.loads((demo / "invoice.truth.json").read_text())["fields"]
    assert all(fields[name] in text for name in ("invoice_number", "vendor_name", "amount", "vat", "total"))


@pytest.mark.parametrize("flags", [(), ("--hostile",), ("--einvoices",), ("--load", "20")])
def test_same_seed_same_bytes(tmp_path, flags):
    assert contents(samples(tmp_path / "a", *flags)) == contents(samples(tmp_path / "b", *flags))


def test_load(tmp_path):
    load = samples(tmp_path, "--load", "50", "--seed", "7")
    truths = [json.loads(line) for line in (load / "truth.jsonl").read_text().splitlines()]
    assert len({truth["fields"]["invoice_number"] for truth in truths}) == 50
    assert len({(load / f"{truth['id']}.pdf").read_bytes() for truth in truths}) == 50
    for truth in truths:
        assert_sums(truth)


def test_expectations_cover_the_files(hostile):
    with (hostile / "expect.tsv").open() as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert {row["file"] for row in rows} == set(contents(hostile)) - {"expect.tsv", "truth.json"}
    one = r"(ok|needs_review|failed:[a-z_]+?|rejected:[a-z_]+?)"
    for row in rows:
        assert re.fullmatch(rf"{one}(_or_{one})*", row["expected"])
        assert row["why"]


@pytest.mark.parametrize(
    "file, said",
    [
        ("bomb-jbig2.pdf", "8400 x 8400 pts"),
        ("huge-page.pdf", "14400 x 14400 pts"),
        ("pages-120.pdf", "Pages:           120"),
        ("password-owner-only.pdf", "change:no"),
        ("password-user.pdf", "Incorrect password"),
        ("truncated.pdf", "Couldn't find trailer"),
        ("junk-before-header.pdf", "Pages:           1\n"),
        ("polyglot-pdf-zip.pdf", "Pages:           1\n"),
    ],
)
def test_poppler_agrees(hostile, file, said):
    result = subprocess.run(["pdfinfo", hostile / file], capture_output=True, text=True)
    assert said in result.stdout + result.stderr


def test_bombs_are_small_and_real(hostile):
    assert (hostile / "bomb-jbig2.pdf").stat().st_size < 12_000
    assert (hostile / "bomb-30000x30000.png").stat().st_size < 120_000
    listing = ["pdfimages", "-list", hostile / "bomb-jbig2.pdf"]
    images = subprocess.run(listing, capture_output=True, text=True, check=True).stdout
    assert re.search(r"35000 35000 +gray +1 +1 +jbig2", images)


def test_garbage_layer_is_garbage(hostile):
    text = subprocess.run(["pdftotext", hostile / "textlayer-garbage.pdf", "-"], capture_output=True, check=True).stdout
    assert len(text) > 300
    assert b"Marlow" not in text and b"600.00" not in text
