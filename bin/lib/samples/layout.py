"""Where things stand on an A4 page, in points from the top left. An ink (PDF or pixels) does the drawing."""
from typing import Protocol

from .invoice import Invoice

WIDTH, HEIGHT = 595.28, 841.89
LEFT, RIGHT = 56.0, 539.0


class Ink(Protocol):
    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False, right: bool = False): ...
    def rule(self, x0: float, y: float, x1: float, width: float = 0.7): ...


def two_columns(invoice: Invoice, ink: Ink) -> None:
    """Seller on the left; title and the facts of the invoice on the right."""
    words = invoice.language
    ink.text(LEFT, 76, invoice.vendor, 17, bold=True)
    _block(ink, LEFT, 96, invoice.vendor_lines)
    ink.text(RIGHT, 78, words.title, 22, bold=True, right=True)
    _facts(invoice, ink, 350, RIGHT, 108)
    ink.rule(LEFT, 172, RIGHT)
    ink.text(LEFT, 194, words.bill_to, 9, bold=True)
    _block(ink, LEFT, 210, invoice.customer_lines)
    _table(invoice, ink, 300)


def letter(invoice: Invoice, ink: Ink) -> None:
    """A business letter: address window on the left, facts in a block on the right, then the title with the number."""
    ink.text(RIGHT, 70, invoice.vendor, 18, bold=True, right=True)
    ink.text(LEFT, 132, " · ".join((invoice.vendor,) + invoice.vendor_lines[:2]), 7)
    ink.rule(LEFT, 137, 300, 0.4)
    _block(ink, LEFT, 156, invoice.customer_lines, size=11, step=15)
    _facts(invoice, ink, 330, RIGHT, 170)
    ink.text(LEFT, 290, invoice.language.title, 20, bold=True)
    _table(invoice, ink, 330)


def stacked(invoice: Invoice, ink: Ink) -> None:
    """A small business's own design: everything under one another, in large type."""
    words = invoice.language
    ink.text(LEFT, 74, words.title, 26, bold=True)
    ink.rule(LEFT, 88, RIGHT, 2)
    ink.text(LEFT, 114, invoice.vendor, 15, bold=True)
    _block(ink, LEFT, 133, invoice.vendor_lines, size=10.5, step=14)
    _facts(invoice, ink, LEFT, 330, 200, size=11.5, step=18)
    ink.text(360, 200, words.bill_to, 10, bold=True)
    _block(ink, 360, 217, invoice.customer_lines, size=11, step=15)
    _table(invoice, ink, 300, size=11, step=22)


def _block(ink: Ink, x: float, y: float, lines: tuple[str, ...], size: float = 9.5, step: float = 13) -> None:
    for row, line in enumerate(lines):
        ink.text(x, y + row * step, line, size)


def _facts(
    invoice: Invoice, ink: Ink, x0: float, x1: float, y: float, size: float = 10, step: float = 16
) -> None:
    words = invoice.language
    facts = (
        (words.number, invoice.number),
        (words.issued, words.date(invoice.issued)),
        (words.due, words.date(invoice.due)),
    )
    for row, (label, value) in enumerate(facts):
        ink.text(x0, y + row * step, label + ":", size)
        ink.text(x1, y + row * step, value, size, bold=True, right=True)


def _table(invoice: Invoice, ink: Ink, y: float, size: float = 10, step: float = 20) -> None:
    words = invoice.language
    ends = (None, 350.0, 445.0, RIGHT)

    def row(cells: tuple[str, ...], bold: bool = False) -> None:
        ink.text(LEFT, y, cells[0], size, bold)
        for cell, end in zip(cells[1:], ends[1:]):
            ink.text(end, y, cell, size, bold, right=True)

    row(words.columns, bold=True)
    ink.rule(LEFT, y + 6, RIGHT, 1)
    for line in invoice.lines:
        y += step
        row((line.text, str(line.quantity), words.plain(line.price), words.plain(line.amount)))
    ink.rule(LEFT, y + 9, RIGHT)

    sums = (
        (words.net, invoice.net),
        (f"{words.vat} {words.rate(invoice.rate)}", invoice.vat),
        (words.total, invoice.total),
    )
    y += 9
    for label, value in sums:
        y += step
        last = label == words.total
        if last:
            ink.rule(345, y - size - 4, RIGHT, 1)
        ink.text(345, y, label, size + last, bold=last)
        ink.text(RIGHT, y, words.money(value), size + last, bold=last, right=True)

    ink.text(LEFT, y + 60, words.thanks, 9)
    ink.rule(LEFT, 782, RIGHT, 0.4)
    ink.text(LEFT, 796, invoice.footer, 7.5)
