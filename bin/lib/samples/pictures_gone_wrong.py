"""The hostile pictures."""
import subprocess
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from . import bombs, picture
from .invoice import Invoice
from .layout import two_columns


class Maker:
    def __init__(self, invoice: Invoice, others: list[Invoice], seed: int):
        self.page = picture.page(invoice, two_columns)
        self.others = others
        self.random = Random(seed)

    def jpeg(self) -> bytes:
        return _save(self.page, "JPEG", quality=80, dpi=(200, 200))

    def truncated(self) -> bytes:
        whole = self.jpeg()
        return whole[: len(whole) * 6 // 10]

    def bomb(self) -> bytes:
        return bombs.png(30000)

    def white(self) -> bytes:
        return _save(Image.new("L", self.page.size, 255), "PNG")

    def one_pixel(self) -> bytes:
        return _save(Image.new("L", (1, 1), 255), "PNG")

    def thumbnail(self) -> bytes:
        small = self.page.copy()
        small.thumbnail((160, 160))
        return _save(small, "JPEG", quality=75)

    def blurred(self) -> bytes:
        return _save(self.page.filter(ImageFilter.GaussianBlur(self.page.width / 250)), "JPEG", quality=85)

    def dark(self) -> bytes:
        """Hardly more light than noise."""
        small = self.page.resize((self.page.width // 3, self.page.height // 3)).resize(self.page.size)
        page = small.point(lambda grey: 20 + grey // 8)
        noise = Image.effect_noise(self.page.size, 12).filter(ImageFilter.GaussianBlur(1.5))
        return _save(ImageChops.add(page, noise.point(lambda grey: max(0, grey - 116))), "JPEG", quality=40)

    def cut_off(self) -> bytes:
        """Without its left edge, which goes through the first letters of the lines."""
        return _save(self.page.crop((self.page.width // 8, 0, *self.page.size)), "JPEG", quality=85)

    def inverted(self) -> bytes:
        return _save(ImageOps.invert(self.page), "PNG")

    def sideways(self) -> bytes:
        return _save(self.page.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=85)

    def upside_down(self) -> bytes:
        return _save(self.page.transpose(Image.Transpose.ROTATE_180), "JPEG", quality=85)

    def exif(self) -> bytes:
        note = Image.Exif()
        note[0x0112] = 6
        return _save(self.page.transpose(Image.Transpose.ROTATE_90), "JPEG", quality=85, exif=note)

    def transparent(self) -> bytes:
        black = Image.new("L", self.page.size, 0)
        return _save(Image.merge("LA", (black, ImageOps.invert(self.page))), "PNG")

    def gray16(self) -> bytes:
        return _save(self.page.convert("I").point(lambda value: value * 257), "PNG")

    def cmyk(self) -> bytes:
        return _save(self.page.convert("CMYK"), "JPEG", quality=85)

    def webp(self) -> bytes:
        return _save(self.page, "WEBP", quality=80, method=2)

    def heic(self) -> bytes:
        return _heic(self.page)

    def truncated_heic(self) -> bytes:
        whole = self.heic()
        return whole[: len(whole) // 2]

    def tiff(self) -> bytes:
        first, *rest = [
            page.point([255 * (v > 160) for v in range(256)], "1")
            for page in [self.page] + [picture.page(other, two_columns) for other in self.others]
        ]
        return _save(first, "TIFF", save_all=True, append_images=rest, compression="group4", dpi=(200, 200))

    def gif(self) -> bytes:
        second = self.page.copy()
        ImageDraw.Draw(second).rectangle((300, 700, 1350, 1500), fill=180)
        return _save(self.page, "GIF", save_all=True, append_images=[second], duration=500, loop=0)

    def strip(self) -> bytes:
        """A till roll: its items, and the total at the very end."""
        roll = Image.new("L", (300, 20000), 255)
        pen = ImageDraw.Draw(roll)
        face, strong = picture.font(20), picture.font(24, True)
        pen.text((150, 40), "CORNER SHOP", 0, strong, "ms")
        pence = 0
        for row, y in enumerate(range(100, 19840, 60)):
            price = self.random.randrange(25, 999)
            pence += price
            pen.text((12, y), f"Item {row + 1:03d}", 0, face, "ls")
            pen.text((288, y), f"{price / 100:.2f}", 0, face, "rs")
        pen.text((12, 19940), "TOTAL", 0, strong, "ls")
        pen.text((288, 19940), f"£{pence / 100:.2f}", 0, strong, "rs")
        return _save(roll, "PNG")


def _heic(image: Image.Image) -> bytes:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "page.png", Path(folder) / "page.heic"
        image.convert("RGB").save(source)
        subprocess.run(["heif-enc", "-q", "60", source, "-o", target], check=True, capture_output=True)
        return target.read_bytes()


def _save(image: Image.Image, kind: str, **options) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
