"""Whether an id of another's takes longer, or shorter, than one of nobody's: pairs in turns, and a bound on chance."""

import math
import statistics
import time
from dataclasses import dataclass

from fuzz.cases import Case
from fuzz.drive import Sender
from fuzz.tenants import uuid7

# Two-sided: chance alone passes it in 6 of 10 million comparisons.
Z = 5


@dataclass
class Classes:
    """Seconds of two classes of requests, sent in turns."""

    name: str
    theirs: list[float]
    nobodys: list[float]

    @property
    def auc(self):
        """How often one of the first class takes longer than one of the second; 0.5 tells nothing (Mann-Whitney)."""
        ranked = sorted([(value, 1) for value in self.theirs] + [(value, 0) for value in self.nobodys])
        total, place = 0.0, 0
        while place < len(ranked):
            end = place
            while end < len(ranked) and ranked[end][0] == ranked[place][0]:
                end += 1
            # Equal times share the mean of their ranks.
            total += (place + end + 1) / 2 * sum(which for _, which in ranked[place:end])
            place = end
        ones = len(self.theirs)
        return (total - ones * (ones + 1) / 2) / (ones * len(self.nobodys))

    @property
    def distance(self):
        """The largest distance between the two distributions (Kolmogorov-Smirnov)."""
        marks = sorted(
            [(value, 1 / len(self.theirs)) for value in self.theirs]
            + [(value, -1 / len(self.nobodys)) for value in self.nobodys]
        )
        height = largest = 0.0
        for place, (value, step) in enumerate(marks):
            height += step
            if place + 1 == len(marks) or marks[place + 1][0] != value:
                largest = max(largest, abs(height))
        return largest

    @property
    def bound(self):
        """How far from 0.5 the area may be by chance."""
        first, second = len(self.theirs), len(self.nobodys)
        return Z * math.sqrt((first + second + 1) / (12 * first * second))

    @property
    def can_be_told_apart(self):
        return abs(self.auc - 0.5) > self.bound

    def __str__(self):
        theirs, nobodys = (statistics.median(each) * 1e6 for each in (self.theirs, self.nobodys))
        return (
            f"{self.name:44}{theirs:9.1f}{nobodys:9.1f}{theirs - nobodys:+8.1f}{self.auc:8.4f}"
            f"  0.5 ± {self.bound:.4f}{self.distance:8.4f}  {'TOLD APART' if self.can_be_told_apart else 'alike'}"
        )


HEADING = f"{'':44}{'theirs':>9}{'nobodys':>9}{'us':>8}{'AUC':>8}{'may be':>14}{'KS':>9}"


PATHS = ("/documents/{}/status", "/documents/{}", "/api/tasks/{}", "/api/tasks/{}/result")


def classes(stack, tenants, random_, samples):
    """The times of every class that a client could tell by an id, a link or a tenant."""
    asking, other = tenants[1], tenants[0]
    key = [("Authorization", f"Bearer {asking.keys['full']}")]
    sender = Sender(stack.port)
    nobodys = [like[:9] + uuid7(random_)[9:] for like in other.documents]
    ids = other.documents, nobodys
    found = []
    for path in PATHS:
        found.append(
            measure(
                path,
                sender,
                random_,
                samples,
                lambda whose: Case(asking, "GET", path.format(random_.choice(ids[whose])), key),
            )
        )
    users = ([other.uid], [other.uid[:9] + uuid7(random_)[9:]])
    found.append(
        measure(
            "/api/tasks?userId=",
            sender,
            random_,
            samples,
            lambda whose: Case(asking, "GET", f"/api/tasks?userId={users[whose][0]}", key),
        )
    )
    # The other's link with a signature that is wrong in its last digit, and in all.
    token = other.tokens[0]
    signature = token[-64:]
    near = token[:-1] + ("0" if token[-1] != "0" else "1")
    far = token[:-64] + "".join("0" if digit != "0" else "1" for digit in signature)
    found.append(
        measure(
            "/results/, near and far signature",
            sender,
            random_,
            samples,
            lambda whose: Case(asking, "GET", f"/results/{(near, far)[whose]}/result.html"),
        )
    )
    links = ([near], [".".join([nobodys[0], nobodys[1], *near.split(".")[2:]])])
    found.append(
        measure(
            "/results/, of a document",
            sender,
            random_,
            samples,
            lambda whose: Case(asking, "GET", f"/results/{links[whose][0]}/result.html"),
        )
    )
    sender.close()
    return found


def measure(name, sender, random_, samples, make):
    """`make(whose)` gives a case of a class, 0 for theirs and 1 for nobody's."""
    seconds = ([], [])
    for _ in range(samples):
        for whose in random_.sample((0, 1), 2):
            case = make(whose)
            begun = time.perf_counter()
            sender.send(case)
            seconds[whose].append(time.perf_counter() - begun)
    return Classes(name, *seconds)
