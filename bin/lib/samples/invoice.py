"""An invoice as values, whose sums are worked out, so that they always agree."""
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from .language import Language


@dataclass(frozen=True)
class Line:
    text: str
    quantity: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.quantity * self.price


@dataclass(frozen=True)
class Invoice:
    language: Language
    number: str
    issued: date
    days: int
    vendor: str
    vendor_lines: tuple[str, ...]
    customer_lines: tuple[str, ...]
    lines: tuple[Line, ...]
    rate: Decimal
    footer: str

    @property
    def due(self) -> date:
        return self.issued + timedelta(days=self.days)

    @property
    def net(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def vat(self) -> Decimal:
        return (self.net * self.rate / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def total(self) -> Decimal:
        return self.net + self.vat

    def truth(self, name: str) -> dict:
        """What a perfect reader finds."""
        return {
            "id": name,
            "fields": {
                "invoice_number": self.number,
                "invoice_date": self.issued.isoformat(),
                "due_date": self.due.isoformat(),
                "vendor_name": self.vendor,
                "amount": f"{self.net:.2f}",
                "vat": f"{self.vat:.2f}",
                "total": f"{self.total:.2f}",
                "currency": self.language.currency,
            },
        }
