"""Measure how CPU time grows with length, for two and for six witnesses: `python bench/growth.py [NAME...]`.

There is no text of 800,000 words, so long texts are chained: the book as it is, then the book with every
word renamed by a letter cipher, then by another cipher, the same ciphers for all witnesses. So nothing is
repeated, and every part is as hard to align as the first.
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

TARGET: Final = 1.05
THOUSANDS: Final = (100, 200, 400, 800)
RUNS: Final = 3


def two(folder: Path) -> list[Figure]:
    """Measure two witnesses."""
    return _exponent(folder, 2)


def six(folder: Path) -> list[Figure]:
    """Measure six witnesses."""
    return _exponent(folder, 6)


def slope(points: list[tuple[float, float]]) -> float:
    """Compute the slope of the line that fits the logarithms best (least squares)."""
    xs, ys = ([math.log(value) for value in side] for side in zip(*points, strict=True))
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - middle_x) ** 2 for x in xs
    )


def _exponent(folder: Path, witnesses: int) -> list[Figure]:
    """Compute the exponent without the cost of starting a process, which would make it look smaller."""
    books = texts.books()[:witnesses]
    words = [thousands * 1000 for thousands in THOUSANDS]
    on, measure = (
        f"{witnesses} witnesses, {THOUSANDS[0]}k to {THOUSANDS[-1]}k words each",
        "exponent of CPU, start-up taken off",
    )
    points: list[tuple[float, float]] = []
    timings = []
    try:
        tiny = texts.made_of(books, folder, "tiny", partial(texts.first_words, words=3))
        start = costs(table(folder, *tiny), RUNS).seconds
        for size in words:
            paths = texts.made_of(books, folder, "chained", partial(texts.chained, words=size))
            cost = costs(table(folder, *paths), RUNS)
            points.append((size, cost.seconds - start))
            timings.append(f"{size // 1000}k {cost.seconds:.2f} s {cost.megabytes:.0f} MB")
    except RunError as error:
        timings.append(f"{words[len(points)] // 1000}k {error}")
        return [Figure(on, measure, None, TARGET, note="; ".join(timings))]
    return [Figure(on, measure, slope(points), TARGET, note="; ".join(timings))]


GROUPS: Final[Mapping[str, Group]] = {"two": two, "six": six}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
