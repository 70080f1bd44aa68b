"""Measure how CPU time grows with length, of two and six books and of hard texts: `python bench/growth.py [NAME...]`.

There is no text of 800,000 words, so long texts are chained: the book as it is, then the book with every
word renamed by a letter cipher, then by another cipher, the same ciphers for all witnesses. So nothing is
repeated, and every part is as hard to align as the first.

The hard texts are those of `hard_texts.py`.
"""

import math
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

import texts
from comparing import Group, run_alone
from figures import Figure
from hard_texts import CASES, Case
from runs import RunError, cost, costs
from speed import table
from table_files import agreeing, is_whole, most_agreeing

TARGET: Final = 1.05
THOUSANDS: Final = (100, 200, 400, 800)
RUNS: Final = 3
HARD_TARGET: Final = 1.1
LEAST_SECONDS: Final = 0.001  # what is left when start-up is taken off
HARD_THOUSANDS: Final = (50, 200, 800)


def two(folder: Path) -> list[Figure]:
    """Measure two witnesses."""
    return _exponent(folder, 2)


def six(folder: Path) -> list[Figure]:
    """Measure six witnesses."""
    return _exponent(folder, 6)


def hard(folder: Path) -> list[Figure]:
    """Measure the texts that are hard to align, each kind once at each size, and how much is aligned."""
    return [_hard_exponent(folder, name, case) for name, case in CASES.items()]


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


def _hard_exponent(folder: Path, name: str, case: Case) -> Figure:
    """Compute the exponent of one kind of hard texts; the note tells the times, and what the longest table is worth."""
    on, measure = (
        f"hard: {name}, {HARD_THOUSANDS[0]}k to {HARD_THOUSANDS[-1]}k words",
        "exponent of CPU, start-up taken off",
    )
    points: list[tuple[float, float]] = []
    notes: list[str] = []
    try:
        start = costs(table(folder, *texts.write_all(folder, "tiny", ("a b", "a c"))), RUNS).seconds
        for size in (thousands * 1000 for thousands in HARD_THOUSANDS):
            paths = texts.write_all(folder, "hard", case(size))
            needed = cost(table(folder, *paths))
            points.append((size, max(needed.seconds - start, LEAST_SECONDS)))
            notes.append(f"{size // 1000}k {needed.seconds:.2f} s {needed.megabytes:.0f} MB")
    except RunError as error:
        return Figure(on, measure, None, HARD_TARGET, note="; ".join([*notes, str(error)]))
    table_file = folder / "table.tsv"
    if len(paths) == 2:
        notes.append(
            f"{agreeing(table_file):.1%} beside an equal word, of {most_agreeing(table_file):.1%} in any order"
        )
    notes.append("nothing lost" if is_whole(table_file, paths) else "**words lost**")
    return Figure(on, measure, slope(points), HARD_TARGET, note="; ".join(notes))


GROUPS: Final[Mapping[str, Group]] = {"two": two, "six": six, "hard": hard}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
