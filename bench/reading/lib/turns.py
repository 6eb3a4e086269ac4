"""Pages turned by quarter turns: a page counts as upright where its words agree with those of the page as it was."""
from collections import Counter

from PIL import Image, ImageOps

from .metrics import plain

TURNS = {0: None, 90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}


def count(system, one, folder):
    """How many of the turned pages come out upright, and of how many."""
    paths, truths = [], {}
    folder.mkdir(parents=True, exist_ok=True)
    for document in one.documents:
        with Image.open(document.path) as opened:
            image = ImageOps.exif_transpose(opened)
            for degrees, turn in TURNS.items():
                path = folder / f"{document.path.stem}-{degrees}.png"
                (image.transpose(turn) if turn is not None else image).save(path, compress_level=1)
                paths.append(path)
                truths[path.stem] = image.size
    out = folder / system.name.replace(", ", "-").replace(" ", "-")
    out.mkdir(exist_ok=True)
    system.read(paths, out)
    upright = 0
    for name, size in truths.items():
        words, same = [_words(out / f"{stem}.json") for stem in (name, f"{name.rsplit('-', 1)[0]}-0")]
        upright += bool(same[0]) and words[1] == same[1] and _share(words[0], same[0]) >= 0.5
    for path in paths:
        path.unlink()
    return upright, len(paths)


def _words(path):
    """The words of a page, and whether it stands or lies."""
    import json

    if not path.exists():
        return Counter(), None
    page = json.loads(path.read_text())["pages"][0]
    return Counter(plain(" ".join(word["text"] for word in page["words"])).split()), page["width"] < page["height"]


def _share(found, wanted):
    return (found & wanted).total() / max(1, wanted.total())
