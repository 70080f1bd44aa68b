"""How CPU grows with length, two and six witnesses: `python bench/growth.py [NAME...]`.

No text of 800,000 words lies at hand, so long ones are chained: the book as it is, then the book
with every word renamed by a letter cipher, then by another, the same ciphers for all witnesses.
So nothing repeats itself, and every part is as hard as the first.
"""

import math
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

import texts
from comparing import Group, run_alone
from figures import Figure
from runs import RunError, costs
from speed import table

ASKED: Final = 1.05
THOUSANDS: Final = (100, 200, 400, 800)
RUNS: Final = 3


def two(folder: Path) -> list[Figure]:
    """Two witnesses."""
    return _exponent(folder, 2)


def six(folder: Path) -> list[Figure]:
    """Six witnesses."""
    return _exponent(folder, 6)


def slope(points: list[tuple[float, float]]) -> float:
    """Give the slope of the straight line that lies nearest to the logarithms (least squares)."""
    xs, ys = ([math.log(value) for value in side] for side in zip(*points, strict=True))
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - middle_x) ** 2 for x in xs
    )


def _exponent(folder: Path, witnesses: int) -> list[Figure]:
    """Take off what the start of a process costs, which would flatter the exponent."""
    books = texts.books()[:witnesses]
    words = [thousands * 1000 for thousands in THOUSANDS]
    on, measure = (
        f"{witnesses} witnesses, {THOUSANDS[0]}k to {THOUSANDS[-1]}k words each",
        "exponent of CPU, start-up taken off",
    )
    points: list[tuple[float, float]] = []
    told = []
    try:
        tiny = texts.made_of(books, folder, "tiny", partial(texts.first_words, words=3))
        start = costs(table(folder, *tiny), RUNS).seconds
        for size in words:
            paths = texts.made_of(books, folder, "chained", partial(texts.chained, words=size))
            found = costs(table(folder, *paths), RUNS)
            points.append((size, found.seconds - start))
            told.append(f"{size // 1000}k {found.seconds:.2f} s {found.megabytes:.0f} MB")
    except RunError as error:
        told.append(f"{words[len(points)] // 1000}k {error}")
        return [Figure(on, measure, None, ASKED, note="; ".join(told))]
    return [Figure(on, measure, slope(points), ASKED, note="; ".join(told))]


GROUPS: Final[Mapping[str, Group]] = {"two": two, "six": six}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
