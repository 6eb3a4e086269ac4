"""Draws a page for a test: draw_page.py PATH JSON. Run by Debian's Python, which has PIL."""
import json
import os
import sys

from PIL import Image, ImageDraw, ImageFont


def draw(path, lines=(), size=(900, 400), mode="L", turns=0, slant=0, noise=False, grey=255):
    """Lines of text, 60 pixels apart; turned by quarters counter-clockwise, slanted clockwise by degrees."""
    if noise:
        image = Image.frombytes("L", size, os.urandom(size[0] * size[1]))
    else:
        image = Image.new("RGB", size, (grey, grey, grey))
        for number, line in enumerate(lines):
            font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 30)
            ImageDraw.Draw(image).text((60, 60 + 60 * number), line, font=font, fill="black")
        image = image.rotate(-slant, fillcolor="white", resample=Image.BICUBIC).rotate(90 * turns, expand=True)
    image.convert(mode).save(path, compress_level=1)


options = json.loads(sys.argv[2])
if "size" in options:
    options["size"] = tuple(options["size"])
draw(sys.argv[1], **options)
