"""How an invoice speaks: its labels, and how it writes dates and money."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Callable


def _english_date(d: date) -> str:
    months = "January February March April May June July August September October November December".split()
    return f"{d.day} {months[d.month - 1]} {d.year}"


def _french_date(d: date) -> str:
    months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
    return f"{d.day} {months[d.month - 1]} {d.year}"


def _plain(value: Decimal, group: str, point: str) -> str:
    return f"{value:,.2f}".replace(",", "\0").replace(".", point).replace("\0", group)


@dataclass(frozen=True)
class Language:
    title: str
    number: str
    issued: str
    due: str
    bill_to: str
    columns: tuple[str, str, str, str]
    net: str
    vat: str
    total: str
    thanks: str
    currency: str
    date: Callable[[date], str]
    plain: Callable[[Decimal], str]
    money: Callable[[Decimal], str]
    rate: Callable[[Decimal], str]


ENGLISH = Language(
    title="INVOICE",
    number="Invoice number",
    issued="Invoice date",
    due="Due date",
    bill_to="Bill to",
    columns=("Description", "Qty", "Unit price", "Amount"),
    net="Subtotal",
    vat="VAT",
    total="Total due",
    thanks="Please quote the invoice number with your payment. Thank you for your business.",
    currency="GBP",
    date=_english_date,
    plain=lambda v: _plain(v, ",", "."),
    money=lambda v: "£" + _plain(v, ",", "."),
    rate=lambda r: f"{r}%",
)

GERMAN = Language(
    title="Rechnung",
    number="Rechnungsnummer",
    issued="Rechnungsdatum",
    due="Fällig am",
    bill_to="Rechnung an",
    columns=("Bezeichnung", "Menge", "Einzelpreis", "Betrag"),
    net="Nettobetrag",
    vat="MwSt.",
    total="Gesamtbetrag",
    thanks="Bitte geben Sie bei der Zahlung die Rechnungsnummer an. Vielen Dank für Ihren Auftrag.",
    currency="EUR",
    date=lambda d: d.strftime("%d.%m.%Y"),
    plain=lambda v: _plain(v, ".", ","),
    money=lambda v: _plain(v, ".", ",") + " €",
    rate=lambda r: f"{r} %",
)

FRENCH = Language(
    title="FACTURE",
    number="Facture n°",
    issued="Date de facture",
    due="Date d'échéance",
    bill_to="Facturé à",
    columns=("Désignation", "Qté", "Prix unitaire", "Montant"),
    net="Total HT",
    vat="TVA",
    total="Total TTC",
    thanks="Merci de rappeler le numéro de facture lors de votre règlement.",
    currency="EUR",
    date=_french_date,
    plain=lambda v: _plain(v, " ", ","),
    money=lambda v: _plain(v, " ", ",") + " €",
    rate=lambda r: f"{r} %",
)
