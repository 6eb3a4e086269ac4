"""Ink that makes pixels: a clean A4 page in grey."""
from functools import lru_cache
from typing import Callable

from PIL import Image, ImageDraw, ImageFont

from .invoice import Invoice
from .layout import HEIGHT, WIDTH, Ink


@lru_cache(maxsize=None)
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    # Basic layout: kerning by raqm is slower and gives nothing here.
    name = "DejaVuSans-Bold" if bold else "DejaVuSans"
    path = f"/usr/share/fonts/truetype/dejavu/{name}.ttf"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


class PixelInk:
    def __init__(self, image: Image.Image, dpi: int):
        self.pen = ImageDraw.Draw(image)
        self.scale = dpi / 72

    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False, right: bool = False):
        face = font(round(size * self.scale), bold)
        self.pen.text((x * self.scale, y * self.scale), text, fill=25, font=face, anchor="rs" if right else "ls")

    def rule(self, x0: float, y: float, x1: float, width: float = 0.7):
        thick = max(1, round(width * self.scale))
        self.pen.line([(x0 * self.scale, y * self.scale), (x1 * self.scale, y * self.scale)], fill=60, width=thick)


def page(invoice: Invoice, layout: Callable[[Invoice, Ink], None], dpi: int = 200) -> Image.Image:
    image = Image.new("L", (round(WIDTH * dpi / 72), round(HEIGHT * dpi / 72)), 255)
    layout(invoice, PixelInk(image, dpi))
    return image
