"""Ink that makes a PDF with a text layer."""
from io import BytesIO
from typing import Callable

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .invoice import Invoice
from .layout import HEIGHT, WIDTH, Ink

# The fourteen standard fonts need no embedding: a load file stays at 2 kB. DejaVu looks the same everywhere.
STANDARD = ("Helvetica", "Helvetica-Bold")


def embedded() -> tuple[str, str]:
    for name in ("DejaVuSans", "DejaVuSans-Bold"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, f"/usr/share/fonts/truetype/dejavu/{name}.ttf"))
    return ("DejaVuSans", "DejaVuSans-Bold")


class PDFInk:
    def __init__(self, canvas: Canvas, fonts: tuple[str, str] = STANDARD):
        self.canvas = canvas
        self.fonts = fonts

    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False, right: bool = False):
        self.canvas.setFont(self.fonts[bold], size)
        draw = self.canvas.drawRightString if right else self.canvas.drawString
        draw(x, HEIGHT - y, text)

    def rule(self, x0: float, y: float, x1: float, width: float = 0.7):
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)


def document(draw: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """The bytes of a PDF; `draw` makes all pages but ends not the last. Invariant: no clock, no random id."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def page(
    invoice: Invoice, layout: Callable[[Invoice, Ink], None], fonts: tuple[str, str] = STANDARD, scale: float = 1
) -> bytes:
    """One invoice on one page."""

    def draw(canvas: Canvas) -> None:
        canvas.setTitle(f"{invoice.language.title} {invoice.number}")
        canvas.scale(scale, scale)
        layout(invoice, PDFInk(canvas, fonts))

    return document(draw, (WIDTH * scale, HEIGHT * scale))
