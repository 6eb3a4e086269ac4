"""One electronic invoice of each kind, sound and unsound."""
import json
from decimal import Decimal
from pathlib import Path

from . import einvoice
from .demo import ELECTRONIC


def write(folder: Path) -> None:
    xml = einvoice.cii(ELECTRONIC)
    more = ELECTRONIC.total + Decimal("0.90")
    other_account = xml.replace(einvoice.IBAN.encode(), b"NO9386011117947")
    files = {
        "ubl.xml": einvoice.ubl(ELECTRONIC),
        "credit.xml": einvoice.ubl(ELECTRONIC, credit=True),
        "cii.xml": xml,
        "zugferd1.xml": einvoice.zugferd1(ELECTRONIC),
        "basicwl.pdf": einvoice.hybrid(ELECTRONIC, ("factur-x.xml", einvoice.cii(ELECTRONIC, with_lines=False))),
        "hybrid.pdf": einvoice.hybrid(ELECTRONIC, ("Factur-X.XML", xml)),
        "tampered.pdf": einvoice.hybrid(ELECTRONIC, ("factur-x.xml", einvoice.cii(ELECTRONIC, total=more))),
        "sums.xml": einvoice.ubl(ELECTRONIC, total=more),
        "two.pdf": einvoice.hybrid(ELECTRONIC, ("other.xml", other_account), ("zugferd-invoice.xml", xml)),
        "twice.pdf": einvoice.hybrid(ELECTRONIC, ("other.xml", einvoice.ubl(ELECTRONIC)), ("factur-x.xml", xml)),
        "damaged.pdf": einvoice.hybrid(ELECTRONIC, ("factur-x.xml", xml[:900])),
        "order.xml": b'<?xml version="1.0"?>\n<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>',
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    truth = json.dumps(ELECTRONIC.truth("einvoices"), indent=2, ensure_ascii=False)
    (folder / "truth.json").write_text(truth + "\n", encoding="utf-8")
