"""Small files that unpack to gigapixels: a reader must look at the header and stop there."""
import struct
import zlib


def png(side: int) -> bytes:
    """A black square of `side` pixels, 1 bit each. Streamed: the 112 MB of pixels never exist at once."""
    row = bytes(1 + -(-side // 8))
    pack = zlib.compressobj(9)
    pixels = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def jbig2(side: int) -> bytes:
    """A white JBIG2 image as PDF embeds it (ISO 14492 annex D.3): page information, then one generic region.

    The region is coded as fax group 4 (MMR), where a line equal to the one above is a single bit, 1. Thus a bit a row.
    """
    page = struct.pack(">IIIIBH", side, side, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", side, side, 0, 0, 0) + b"\x01" + b"\xff" * (-(-side // 8))
    return _segment(0, 48, page) + _segment(1, 38, region)


def _segment(number: int, kind: int, data: bytes) -> bytes:
    """Number, type, no referred-to segments, page 1, length, data."""
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def jbig2_pdf(side: int) -> bytes:
    """That image on a page of its own size at 300 dpi."""
    points = side * 72 // 300
    image = jbig2(side)
    draw = b"q %d 0 0 %d 0 0 cm /Im0 Do Q" % (points, points)
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /XObject << /Im0 5 0 R >> >> >>" % (points, points),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1"
        b" /Filter /JBIG2Decode /Length %d >>\nstream\n%s\nendstream" % (side, side, len(image), image),
    )
    return _pdf(bodies)


def _pdf(bodies: tuple[bytes, ...]) -> bytes:
    """A PDF of these objects, numbered from 1, the first the catalog."""
    out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
