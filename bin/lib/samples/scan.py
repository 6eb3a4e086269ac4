"""A page as a flatbed scanner gives it: a little crooked, a little grey, with dust on the glass."""
from random import Random

from PIL import Image, ImageChops, ImageDraw

from . import noise


def scanned(page: Image.Image, random: Random) -> Image.Image:
    skewed = page.rotate(0.4, Image.Resampling.BICUBIC, fillcolor=255)
    pen = ImageDraw.Draw(skewed)
    for _ in range(140):
        x, y, r = random.randrange(page.width), random.randrange(page.height), random.choice((1, 1, 1, 2))
        pen.ellipse((x, y, x + r, y + r), fill=random.randrange(120, 215))
    paper = ImageChops.multiply(skewed, Image.new("L", page.size, 249))
    grainy = ImageChops.add(paper, noise.gaussian(page.size, 4, random), offset=-128)
    # Sixteen levels, as many scanners keep: the eye sees no difference, and the file is a fifth.
    return grainy.point([min(255, round(v / 17) * 17) for v in range(256)])
