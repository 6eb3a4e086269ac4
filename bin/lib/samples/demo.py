"""The demo documents: one with a text layer, one scanned, one photographed, one with XML inside."""
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from PIL import Image

from . import einvoice, pdf, photo, picture, scan
from .invoice import Invoice, Line
from .language import ENGLISH, FRENCH, GERMAN
from .layout import letter, stacked, two_columns

DIGITAL = Invoice(
    language=ENGLISH,
    number="HBC-2026-1043",
    issued=date(2026, 9, 8),
    days=30,
    vendor="Harrow & Birch Coffee Ltd",
    vendor_lines=("17 Canal Street, Leeds LS2 7QT", "accounts@harrowbirch.example", "VAT Reg. No. GB 000 0000 00"),
    customer_lines=("Tidewater Studios Ltd", "3 Harbour Lane", "Brighton BN1 1ZZ"),
    lines=(
        Line("Espresso blend, whole bean, 1 kg", 24, Decimal("16.80")),
        Line("Decaf blend, ground, 500 g", 8, Decimal("9.45")),
        Line("Paper filters, box of 1,000", 3, Decimal("21.50")),
        Line("Grinder service, on site", 1, Decimal("135.00")),
        Line("Delivery", 1, Decimal("12.00")),
    ),
    rate=Decimal(20),
    footer="Harrow & Birch Coffee Ltd · Registered in England 00000000 · sort code 00-00-00, account 00000000",
)

SCANNED = Invoice(
    language=GERMAN,
    number="RE-2026/00871",
    issued=date(2026, 6, 17),
    days=14,
    vendor="Lindenhof Druckerei GmbH",
    vendor_lines=("Am Mühlbach 8", "79098 Freiburg", "buchhaltung@lindenhof.example"),
    customer_lines=("Kranich Verlag GmbH", "Frau Elke Sommer", "Gartenweg 21", "70173 Stuttgart"),
    lines=(
        Line("Broschüre A5, 32 Seiten, geheftet", 500, Decimal("2.36")),
        Line("Plakat A2, vierfarbig", 40, Decimal("7.85")),
        Line("Visitenkarten, 350 g", 1000, Decimal("0.09")),
        Line("Satz und Druckvorlage", 3, Decimal("68.00")),
        Line("Versand", 1, Decimal("24.90")),
    ),
    rate=Decimal(19),
    footer="Lindenhof Druckerei GmbH · Amtsgericht Freiburg HRB 00000 · USt-IdNr. DE000000000 · Steuernr. 00/000/00000",
)

PHOTOGRAPHED = Invoice(
    language=FRENCH,
    number="F2026-0392",
    issued=date(2026, 3, 5),
    days=45,
    vendor="Menuiserie Castelnau SARL",
    vendor_lines=("12 rue des Tilleuls, 31000 Toulouse", "contact@castelnau.example"),
    customer_lines=("Librairie du Vieux Pont", "4 place du Marché", "81000 Albi"),
    lines=(
        Line("Étagère en chêne, sur mesure", 6, Decimal("215.00")),
        Line("Comptoir d'accueil", 1, Decimal("1480.00")),
        Line("Pose et finitions (heures)", 14, Decimal("48.50")),
        Line("Déplacement", 1, Decimal("62.40")),
    ),
    rate=Decimal(20),
    footer="Menuiserie Castelnau SARL · RCS Toulouse 000 000 000 · TVA FR00000000000",
)


ELECTRONIC = Invoice(
    language=ENGLISH,
    number="TWB-2026-0087",
    issued=date(2026, 10, 12),
    days=30,
    vendor="Thornwick Bindery Ltd",
    vendor_lines=("5 Mill Yard, Hexham NE46 1ZZ", "office@thornwick.example"),
    customer_lines=("Tidewater Studios Ltd", "3 Harbour Lane", "Brighton BN1 1ZZ"),
    lines=(
        Line("Hardback binding, linen", 120, Decimal("7.45")),
        Line("Gold blocking, spine", 120, Decimal("1.10")),
        Line("Slipcase, grey board", 40, Decimal("6.35")),
    ),
    rate=Decimal(20),
    footer="Thornwick Bindery Ltd · Registered in England 00000000 · a made-up company",
)


def write(folder: Path, seed: int) -> None:
    random = Random(seed)
    (folder / "invoice.pdf").write_bytes(pdf.page(DIGITAL, two_columns, pdf.embedded()))
    scanned = scan.scanned(picture.page(SCANNED, letter, dpi=300), random)
    scanned.save(folder / "scan.png", dpi=(300, 300), compress_level=6)
    upright = photo.photographed(picture.page(PHOTOGRAPHED, stacked, dpi=200), random)
    save_turned(upright, folder / "photo.jpg")
    inside = ("factur-x.xml", einvoice.cii(ELECTRONIC))
    (folder / "einvoice.pdf").write_bytes(einvoice.hybrid(ELECTRONIC, inside))
    names = ("invoice", "scan", "photo", "einvoice")
    for name, invoice in zip(names, (DIGITAL, SCANNED, PHOTOGRAPHED, ELECTRONIC)):
        truth = json.dumps(invoice.truth(name), indent=2, ensure_ascii=False)
        (folder / f"{name}.truth.json").write_text(truth + "\n", encoding="utf-8")


def save_turned(upright: Image.Image, path: Path) -> None:
    """As a phone held upright stores it: the sensor's landscape, and a note (EXIF 6) to turn it clockwise."""
    exif = Image.Exif()
    exif[0x0112] = 6
    upright.transpose(Image.Transpose.ROTATE_90).save(path, quality=80, exif=exif)
