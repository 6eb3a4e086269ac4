"""Seeded noise. PIL's own comes from the C library's generator, which cannot be seeded from here."""
from random import Random
from statistics import NormalDist

from PIL import Image


def gaussian(size: tuple[int, int], sigma: float, random: Random, centre: float = 128) -> Image.Image:
    """Grey noise around `centre`, one value per pixel, by the inverse of the normal distribution on random bytes."""
    normal = NormalDist(centre, sigma)
    table = [min(255, max(0, round(normal.inv_cdf((value + 0.5) / 256)))) for value in range(256)]
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1])).point(table)
