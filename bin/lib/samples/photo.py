"""A page as a phone sees it: from an angle, on a dark desk, under a lamp, slightly out of focus."""
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from . import noise

SIZE = (1500, 2000)
# Where the paper's corners fall: top left, top right, bottom right, bottom left.
CORNERS = ((142, 96), (1383, 61), (1441, 1921), (68, 1893))


def photographed(page: Image.Image, random: Random) -> Image.Image:
    # Softened before it shrinks, or thin strokes break up.
    paper = page.convert("RGB").filter(ImageFilter.GaussianBlur(0.6))
    warp = _perspective(CORNERS, page.size)
    paper = paper.transform(SIZE, Image.Transform.PERSPECTIVE, warp, Image.Resampling.BICUBIC)
    mask = Image.new("L", SIZE, 0)
    ImageDraw.Draw(mask).polygon(CORNERS, fill=255)

    photo = _desk(random)
    shadow = ImageChops.offset(mask, 14, 18).filter(ImageFilter.GaussianBlur(16))
    photo.paste((18, 12, 8), mask=shadow.point([v * 3 // 4 for v in range(256)]))
    photo.paste(paper, mask=mask.filter(ImageFilter.GaussianBlur(1)))
    photo = ImageChops.multiply(photo, _light())
    photo = photo.filter(ImageFilter.GaussianBlur(0.7))
    grain = noise.gaussian(SIZE, 2.5, random)
    return ImageChops.add(photo, Image.merge("RGB", (grain, grain, grain)), offset=-128)


def _desk(random: Random) -> Image.Image:
    """Dark wood: noise drawn out along the grain."""
    grain = noise.gaussian((SIZE[0] // 3, 12), 45, random).resize(SIZE, Image.Resampling.BICUBIC)
    dark = grain.point([30 + v // 7 for v in range(256)])
    return _tinted(dark, 1.25, 1, 0.75)


def _light() -> Image.Image:
    """Warm light from the upper left, falling off to three fifths."""
    falloff = Image.radial_gradient("L").resize((SIZE[0] * 2, SIZE[1] * 2), Image.Resampling.BICUBIC)
    falloff = falloff.crop((SIZE[0] * 3 // 4, SIZE[1] * 3 // 4, SIZE[0] * 7 // 4, SIZE[1] * 7 // 4))
    grey = falloff.point([max(0, 250 - v * 3 // 5) for v in range(256)])
    return _tinted(grey, 1, 0.98, 0.93)


def _tinted(grey: Image.Image, *factors: float) -> Image.Image:
    return Image.merge("RGB", [grey.point([min(255, int(v * factor)) for v in range(256)]) for factor in factors])


def _perspective(corners: tuple[tuple[int, int], ...], size: tuple[int, int]) -> list[float]:
    """The eight numbers by which PIL finds, for a point of the photo, its point on the page."""
    page = ((0, 0), (size[0], 0), size, (0, size[1]))
    rows = []
    for (x, y), (u, v) in zip(corners, page):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solve(rows)


def _solve(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan, with pivots; each row ends in its right-hand side."""
    count = len(rows)
    for i in range(count):
        pivot = max(range(i, count), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(count):
            if r != i:
                factor = rows[r][i]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i])]
    return [row[-1] for row in rows]
