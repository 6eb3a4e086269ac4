"""The hostile PDFs."""
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile, ZipInfo

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import ttfonts

from . import bombs, pdf
from .invoice import Invoice
from .layout import HEIGHT, WIDTH, two_columns


class Maker:
    def __init__(self, invoice: Invoice):
        self.invoice = invoice
        self.good = pdf.page(invoice, two_columns, pdf.embedded())

    def truncated(self) -> bytes:
        """The first half is a font: what is left has neither pages nor catalog."""
        return self.good[: len(self.good) // 2]

    def user_password(self) -> bytes:
        return self._encrypted("secret", "owner")

    def owner_password(self) -> bytes:
        return self._encrypted("", "owner")

    def _encrypted(self, user: str, owner: str) -> bytes:
        # A fixed id and vector, and 128 bits, whose key comes from the password alone: the same bytes each time.
        with tempfile.TemporaryDirectory() as folder:
            plain, locked = Path(folder, "plain.pdf"), Path(folder, "locked.pdf")
            plain.write_bytes(self.good)
            subprocess.run(
                ["qpdf", "--static-id", "--static-aes-iv", "--encrypt", user, owner, "128", "--use-aes=y",
                 "--modify=none", "--", plain, locked],
                check=True,
            )
            return locked.read_bytes()

    def pages(self, count: int, jpeg: bytes) -> bytes:
        image = ImageReader(BytesIO(jpeg))

        def draw(canvas):
            for number in range(count):
                if number:
                    canvas.showPage()
                canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)

        return pdf.document(draw)

    def bomb(self) -> bytes:
        return bombs.jbig2_pdf(35000)

    def huge(self) -> bytes:
        """The invoice, blown up to fill a page of 200 inches, the largest that a PDF may have."""
        side = 200 * 72

        def draw(canvas):
            canvas.scale(side / HEIGHT, side / HEIGHT)
            two_columns(self.invoice, pdf.PDFInk(canvas, pdf.embedded()))

        return pdf.document(draw, (side, side))

    def blank(self) -> bytes:
        return pdf.document(lambda canvas: None)

    def junk_before(self) -> bytes:
        mail = b"Received: from mail.example by mx.example; Tue, 21 Apr 2026 09:00:00 +0000\r\n"
        return mail * 6 + b"Content-Type: application/pdf\r\n\r\n" + self.good

    def polyglot(self) -> bytes:
        archive = BytesIO()
        with ZipFile(archive, "w") as zipped:
            zipped.writestr(ZipInfo("run.sh", (2026, 1, 1, 0, 0, 0)), "#!/bin/sh\necho never run\n")
        return self.good + archive.getvalue()

    def garbage(self) -> bytes:
        """A map from glyphs to letters that gives the glyphs' numbers instead, 29 below the letters: a common fault of
        PDF writers. The page looks right; its text begins with 0DUORZ for Marlow."""
        truthful = ttfonts.makeToUnicodeCMap

        def lying(name, subset):
            return truthful(name, [max(0, letter - 29) for letter in subset])

        with patch.object(ttfonts, "makeToUnicodeCMap", lying):
            return pdf.page(self.invoice, two_columns, pdf.embedded())
