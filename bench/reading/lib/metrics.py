"""How well a text agrees with what is printed. Texts are compared after NFKC, with single blanks and in capitals."""
import re
import unicodedata
from collections import Counter

from rapidfuzz.distance import Levenshtein

AMOUNT = re.compile(r"(?<![\d.,])\d[\d,]*\.\d{2}(?!\d)|(?<![\d.,])\d[\d.]*,\d{2}(?!\d)")


def plain(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().upper()


def _digits(amount):
    """An amount whatever its signs: 1.234,50 is 1,234.50."""
    return re.sub(r"\D", "", amount)


class Score:
    """Sums over the documents of a set."""

    def __init__(self):
        self.counts = Counter()
        self.documents = 0

    def add(self, truth, found):
        """`truth`: a truth file's members; `text_nospace` where it was written without blanks. Without a text, the amounts
        among its fields are what must be found."""
        if not truth.get("text"):
            amounts = [_digits(truth["fields"][name]) for name in ("amount", "vat", "total") if name in truth["fields"]]
            self._bag("amounts", amounts, [_digits(amount) for amount in set(AMOUNT.findall(plain(found)))])
            return
        right, read = plain(truth["text"]), plain(found)
        self.documents += 1
        self._pair("letters", right.replace(" ", ""), read.replace(" ", ""))
        if not truth.get("text_nospace"):
            self._pair("characters", right, read)
            self._pair("words", right.split(), read.split())
            self._bag("bag", right.split(), read.split())
        self._bag("amounts", AMOUNT.findall(right), AMOUNT.findall(read))

    def _pair(self, name, right, read):
        self.counts[f"{name} wrong"] += Levenshtein.distance(right, read)
        self.counts[f"{name} all"] += len(right)

    def _bag(self, name, right, read):
        self.counts[f"{name} hit"] += (Counter(right) & Counter(read)).total()
        self.counts[f"{name} right"] += len(right)
        self.counts[f"{name} read"] += len(read)

    def error(self, name):
        """Edits for each character or word that is printed; None where nothing was compared."""
        return self._share(f"{name} wrong", f"{name} all")

    def found(self, name):
        """Share of what is printed that was read."""
        return self._share(f"{name} hit", f"{name} right")

    def f1(self, name):
        return self._share(f"{name} hit", f"{name} right", f"{name} read", factor=2)

    def _share(self, above, *below, factor=1):
        whole = sum(self.counts[name] for name in below)
        return factor * self.counts[above] / whole if whole else None
