"""One file of each kind that goes wrong, and what a good reader makes of it.

expect.tsv: file, expected, why. What may be expected:

    ok               read: the fields are those of truth.json, or what `why` says
    needs_review     taken, but a person must look: nothing is invented, confidence is low
    failed:CODE      taken, then given up for good with that code: no retry
    rejected:CODE    refused at the door with that code
    a_or_b           either is right
"""
import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Callable

from . import pictures_gone_wrong, pdfs_gone_wrong, xml_gone_wrong
from .invoice import Invoice, Line
from .language import ENGLISH

INVOICE = Invoice(
    language=ENGLISH,
    number="MPC-2026-0204",
    issued=date(2026, 4, 21),
    days=30,
    vendor="Marlow Pump Company Ltd",
    vendor_lines=("6 Weir Road, Reading RG1 9ZZ", "ledger@marlowpump.example", "VAT Reg. No. GB 000 0000 00"),
    customer_lines=("Osprey Fisheries Ltd", "Dock Road 9", "Grimsby DN31 0ZZ"),
    lines=(
        Line("Bilge pump, 12 V", 4, Decimal("86.25")),
        Line("Hose, 25 mm, per metre", 30, Decimal("3.10")),
        Line("Seal kit", 5, Decimal("12.40")),
    ),
    rate=Decimal(20),
    footer="Marlow Pump Company Ltd · Registered in England 00000000 · a made-up company",
)


@dataclass(frozen=True)
class Kind:
    file: str
    expected: str
    why: str
    make: Callable[[], bytes]


def write(folder: Path, seed: int) -> None:
    pdf = pdfs_gone_wrong.Maker(INVOICE)
    # Invoices of their own number, or a check for duplicates would find the first again on every page.
    others = [replace(INVOICE, number=f"MPC-2026-{n:04d}") for n in (205, 206)]
    xml = xml_gone_wrong.Maker(INVOICE)
    picture = pictures_gone_wrong.Maker(INVOICE, others, seed)
    kinds = (
        Kind("zero-byte.pdf", "rejected:empty", "no bytes", lambda: b""),
        Kind("text-named.pdf", "rejected:unsupported_type", "plain text: the content decides, not the name",
             lambda: b"Invoice MPC-2026-0204\nTotal 600.00 GBP\n"),
        Kind("html-named.jpg", "rejected:unsupported_type", "HTML: the content decides, not the name",
             lambda: b"<!DOCTYPE html><title>Invoice</title><script>alert(1)</script>\n"),
        Kind("xxe.svg", "rejected:unsupported_type", "SVG with an external entity: never parsed", _svg),

        Kind("truncated.pdf", "failed:invalid_file", "cut in half: no page can be found", pdf.truncated),
        Kind("password-user.pdf", "failed:encrypted",
             'asks for a password ("secret"): tell the sender', pdf.user_password),
        Kind("password-owner-only.pdf", "ok",
             "opens without a password, only changing it is locked", pdf.owner_password),
        Kind("pages-120.pdf", "ok_or_failed:too_many_pages",
             "one image on 120 pages: memory must not grow with pages", lambda: pdf.pages(120, picture.jpeg())),
        Kind("bomb-jbig2.pdf", "failed:too_large", "5 kB, 1.2 gigapixels: cap pixels, not bytes", pdf.bomb),
        Kind("huge-page.pdf", "ok_or_failed:too_large", "200 inches square: lower the resolution, or refuse", pdf.huge),
        Kind("blank.pdf", "needs_review", "an empty page: empty text, no fields", pdf.blank),
        Kind("junk-before-header.pdf", "ok", "mail headers before %PDF, within the first kilobyte", pdf.junk_before),
        Kind("polyglot-pdf-zip.pdf", "ok", "a ZIP after the end: it is a PDF and nothing else", pdf.polyglot),
        Kind("textlayer-garbage.pdf", "ok",
             "the text layer maps glyphs to nonsense: read the picture instead", pdf.garbage),

        Kind("ubl.xml", "ok", "a UBL invoice, as a file of its own", xml.ubl),
        Kind("ubl-utf16.xml", "ok", "the same in UTF-16", xml.utf16),
        Kind("cii.txt", "ok", "a CII invoice: the content decides, not the name", xml.cii),
        Kind("laughs.xml", "failed:invalid_file", "entities that grow to gigabytes: never expanded", xml.laughs),
        Kind("xxe.xml", "failed:invalid_file", "an entity that is a file of the host: never read", xml.external),
        Kind("truncated.xml", "failed:invalid_file", "cut in half", xml.truncated),
        Kind("broken-utf8.xml", "failed:invalid_file", "bytes that are no UTF-8", xml.broken_letters),
        Kind("deep.xml", "failed:too_large", "5,000 elements within each other", xml.deep),
        Kind("waybill.xml", "rejected:unsupported_type", "XML of another kind", xml.other_namespace),
        Kind("hybrid.pdf", "ok", "a page, and the same invoice as XML inside", xml.hybrid),
        Kind("hybrid-two.pdf", "ok", "two different invoices inside: the likelier is read, a person looks", lambda: xml.two(others[0])),
        Kind("hybrid-damaged.pdf", "ok", "the XML inside is cut off: the page is read", xml.damaged_inside),
        Kind("hybrid-bomb.pdf", "ok", "the XML inside unpacks to 300 MB: the page is read", xml.bomb_inside),

        Kind("truncated.jpg", "needs_review_or_failed:invalid_file",
             "cut at 60 %: the sums may be gone", picture.truncated),
        Kind("bomb-30000x30000.png", "failed:too_large",
             "110 kB, 900 megapixels: look at the header first", picture.bomb),
        Kind("white.png", "needs_review", "an empty picture", picture.white),
        Kind("one-pixel.png", "needs_review_or_failed:invalid_file", "1 x 1", picture.one_pixel),
        Kind("thumb-160px.jpg", "needs_review", "a thumbnail nobody can read", picture.thumbnail),
        Kind("strip-300x20000.png", "ok_or_needs_review_or_failed:too_large",
             "a till roll, 67 times as long as wide; not the invoice of truth.json", picture.strip),
        Kind("blurred.jpg", "needs_review", "out of focus: nothing is invented, the sender is told", picture.blurred),
        Kind("dark.jpg", "ok_or_needs_review", "underexposed and noisy: the sender is told", picture.dark),
        Kind("cut-off.jpg", "ok_or_needs_review", "the left edge is missing: the sender is told", picture.cut_off),
        Kind("inverted.png", "ok", "white on black", picture.inverted),
        Kind("sideways.jpg", "ok", "turned by 90 degrees, and nothing says so", picture.sideways),
        Kind("upside-down.jpg", "ok", "turned by 180 degrees, and nothing says so", picture.upside_down),
        Kind("exif-orientation-6.jpg", "ok", "turned by 90 degrees, and EXIF says so", picture.exif),
        Kind("transparent.png", "ok", "black on transparent: put it on white", picture.transparent),
        Kind("gray16.png", "ok", "16 bits of grey", picture.gray16),
        Kind("cmyk.jpg", "ok", "four printing colours", picture.cmyk),
        Kind("invoice.webp", "ok", "WebP", picture.webp),
        Kind("invoice.heic", "ok", "HEIC", picture.heic),
        Kind("truncated.heic", "failed:invalid_file", "HEIC cut in half: no picture can be decoded", picture.truncated_heic),
        Kind("multipage.tiff", "ok", "three invoices, MPC-2026-0204 to 0206, fax group 4", picture.tiff),
        Kind("animated.gif", "ok", "two frames: the first is the invoice", picture.gif),
    )
    rows = ["file\texpected\twhy"]
    for kind in kinds:
        (folder / kind.file).write_bytes(kind.make())
        rows.append(f"{kind.file}\t{kind.expected}\t{kind.why}")
    (folder / "expect.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    truth = json.dumps(INVOICE.truth("hostile"), indent=2, ensure_ascii=False)
    (folder / "truth.json").write_text(truth + "\n", encoding="utf-8")


def _svg() -> bytes:
    return (
        b'<?xml version="1.0"?>\n<!DOCTYPE svg [<!ENTITY file SYSTEM "file:///etc/passwd">]>\n'
        b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="60"><text x="9" y="30">&file;</text></svg>\n'
    )
