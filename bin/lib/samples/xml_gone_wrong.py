"""The hostile XML files."""
from . import einvoice
from .invoice import Invoice


class Maker:
    def __init__(self, invoice: Invoice):
        self.invoice = invoice
        self.good = einvoice.ubl(invoice)

    def ubl(self) -> bytes:
        return self.good

    def utf16(self) -> bytes:
        return self.good.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    def cii(self) -> bytes:
        return einvoice.cii(self.invoice)

    def laughs(self) -> bytes:
        """Each entity is ten of the one before: the last is ten gigabytes."""
        entities = '<!ENTITY e0 "ha! ha! ha!">' + "".join(
            f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
        return einvoice.ubl(self.invoice, prolog=f"<!DOCTYPE Invoice [{entities}]>\n").replace(
            self.invoice.number.encode(), b"&e9;")

    def external(self) -> bytes:
        return einvoice.ubl(
            self.invoice, prolog='<!DOCTYPE Invoice [<!ENTITY file SYSTEM "file:///etc/passwd">]>\n'
        ).replace(self.invoice.number.encode(), b"&file;")

    def truncated(self) -> bytes:
        return self.good[: len(self.good) // 2]

    def broken_letters(self) -> bytes:
        return self.good.replace(self.invoice.vendor.encode(), b"\xff\xfe\xc0")

    def deep(self) -> bytes:
        return self.good.replace(b"</Invoice>", b"<a>" * 5000 + b"</a>" * 5000 + b"</Invoice>")

    def other_namespace(self) -> bytes:
        return self.good.replace(b"schema:xsd:Invoice-2", b"schema:xsd:Waybill-2")

    def hybrid(self) -> bytes:
        return einvoice.hybrid(self.invoice, ("factur-x.xml", einvoice.cii(self.invoice)))

    def two(self, other: Invoice) -> bytes:
        return einvoice.hybrid(
            self.invoice, ("other.xml", einvoice.ubl(other)), ("zugferd-invoice.xml", einvoice.cii(self.invoice)))

    def damaged_inside(self) -> bytes:
        return einvoice.hybrid(self.invoice, ("factur-x.xml", einvoice.cii(self.invoice)[:900]))

    def bomb_inside(self) -> bytes:
        """A few kilobytes that unpack to 300 MB of blanks in front of the invoice."""
        return einvoice.hybrid(self.invoice, ("factur-x.xml", b" " * 300_000_000))
