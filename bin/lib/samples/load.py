"""Many small invoices, each different, for load tests."""
import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from . import pdf
from .invoice import Invoice, Line
from .language import ENGLISH, FRENCH, GERMAN, Language
from .layout import letter, stacked, two_columns

WORDS = {
    ENGLISH: (
        ("Alder", "Bramble", "Copperfield", "Dunmore", "Elmstead", "Foxglove", "Greystone", "Heron"),
        ("Tools Ltd", "Supplies Ltd", "Stationers Ltd", "Catering Ltd", "Logistics Ltd"),
        ("Printer paper", "Desk lamp", "Cleaning, weekly", "Oak shelf", "Cable, 10 m", "Coffee beans", "Site visit"),
        (Decimal(5), Decimal(20)),
        "High Street",
    ),
    GERMAN: (
        ("Ahorn", "Birken", "Distel", "Eichen", "Falken", "Greif", "Hasel", "Insel"),
        ("technik GmbH", "werk AG", "handel GmbH", "bau GmbH", "druck GmbH"),
        ("Kopierpapier", "Schreibtischlampe", "Reinigung", "Regal Eiche", "Kabel 10 m", "Kaffeebohnen", "Anfahrt"),
        (Decimal(7), Decimal(19)),
        "Hauptstraße",
    ),
    FRENCH: (
        ("Acacia", "Bruyère", "Cèdre", "Dauphin", "Églantine", "Fauvette", "Garance", "Héron"),
        ("Services SARL", "Fournitures SAS", "Conseil SARL", "Bâtiment SAS"),
        ("Papier", "Lampe de bureau", "Nettoyage", "Étagère", "Câble 10 m", "Café en grains", "Déplacement"),
        (Decimal("5.5"), Decimal(20)),
        "rue Principale",
    ),
}


def write(folder: Path, count: int, seed: int) -> None:
    random = Random(seed)
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as truths:
        for index in range(1, count + 1):
            invoice = varied(random, seed, index)
            name = f"load-{index:05d}"
            layout = random.choice((two_columns, letter, stacked))
            (folder / f"{name}.pdf").write_bytes(pdf.page(invoice, layout))
            truths.write(json.dumps(invoice.truth(name), ensure_ascii=False) + "\n")


def varied(random: Random, seed: int, index: int) -> Invoice:
    language: Language = random.choice((ENGLISH, GERMAN, FRENCH))
    firsts, seconds, goods, rates, street = WORDS[language]
    space = "" if language is GERMAN else " "
    vendor = random.choice(firsts) + space + random.choice(seconds)
    lines = tuple(
        Line(text, random.randint(1, 40), Decimal(random.randint(150, 48000)) / 100)
        for text in random.sample(goods, random.randint(1, len(goods)))
    )
    return Invoice(
        language=language,
        # The seed is in the number, so that two sets are never duplicates of one another.
        number=f"L{seed}-{index:05d}",
        issued=date(2025, 1, 1) + timedelta(days=random.randrange(700)),
        days=random.choice((10, 14, 30, 45, 60)),
        vendor=vendor,
        vendor_lines=(f"{street} {random.randint(1, 199)}", "accounts@vendor.example"),
        customer_lines=("Example & Co", f"{street} {random.randint(1, 199)}"),
        lines=lines,
        rate=random.choice(rates),
        footer=f"{vendor} · a made-up company",
    )
