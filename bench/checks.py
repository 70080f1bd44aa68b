"""Measure what `collate check` costs: `python bench/checks.py [NAME...]`."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

import texts
from comparing import Group, compared, run_alone
from figures import Figure
from growth import slope
from runs import Program, RunError, collate, costs, python

FILES: Final = 1000
WORDS: Final = 2000  # of a file
MANY: Final = 6.0
NEW: Final = 1.3
SINCE: Final = 0.8  # all of a report is collated, but only one witness is told of
GROWTH: Final = 1.2  # quadratic would be 2
THOUSANDS: Final = (100, 200, 400)  # words of a text on one line, with a slip in every hundred

# Read the files, and pass over the words of each with one regular expression.
PASS: Final = """
import re, sys
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob("*.txt")):
    with open(path, encoding="utf-8", newline="") as file:
        for match in re.finditer(r"\\w+", file.read()):
            match.span()
"""


def many(folder: Path) -> list[Figure]:
    """Measure a check of many files, each by itself."""
    words = texts.chained(texts.read(texts.books()[0]), FILES * WORDS).split(" ")
    size = len(words) // FILES
    for k in range(FILES):
        texts.write(folder, f"{k:04}", " ".join(words[k * size : (k + 1) * size]) + "\n")
    ours = collate("check", str(folder), "--select", "T", "--format", "concise", "-o", str(folder / "findings"))
    theirs = python("-c", PASS, str(folder))
    return [
        compared(
            f"{FILES} files of {WORDS} words", "check --select T / reading and one finditer pass", ours, theirs, MANY
        )
    ]


def new(folder: Path) -> list[Figure]:
    """Measure a check of one new witness against one other."""
    a, b = texts.books()[:2]
    _work(folder, a, b)
    ours = collate("check", str(folder / b.name), "--format", "concise", "-o", str(folder / "findings"))
    theirs = collate("diff", str(a), str(b), "-o", str(folder / "diff"))
    return [compared(f"{b.stem} beside {a.stem}", "check of a new witness / diff", ours, theirs, NEW)]


def since(folder: Path) -> list[Figure]:
    """Measure a check of one witness of six, against a report of the six."""
    books = [texts.write(folder, path.stem, texts.first_words(texts.read(path), 20_000)) for path in texts.books()]
    _work(folder, *books)
    ours = collate("check", str(books[-1]), "--format", "concise", "-o", str(folder / "findings"))
    theirs = collate("report", str(folder), "--format", "csv", "-o", str(folder / "report.csv"))
    return [compared(f"six of 20k words, {books[-1].stem} changed", "check of it / report", ours, theirs, SINCE)]


def growth(folder: Path) -> list[Figure]:
    """Measure how the cost grows with the text: of one line by itself, and of a witness with slips against another."""
    book = texts.books()[0]
    tiny = partial(texts.first_words, words=3)
    results = []
    for on, rules, program in (("one line", "T", _alone), ("a witness with slips", "V-slip", _beside)):
        points, timings = [], []
        measure = f"exponent of CPU of check --select {rules}, start-up taken off"
        try:
            start = costs(program(folder, tiny(texts.read(book))), 3).seconds
            for thousands in THOUSANDS:
                text = texts.chained(texts.read(book), thousands * 1000)
                seconds = costs(program(folder, text), 3).seconds
                points.append((float(thousands), seconds - start))
                timings.append(f"{thousands}k {seconds:.2f} s")
        except RunError as error:
            results.append(Figure(on, measure, None, GROWTH, note=str(error)))
            continue
        results.append(
            Figure(
                f"{on}, {THOUSANDS[0]}k to {THOUSANDS[-1]}k words",
                measure,
                slope(points),
                GROWTH,
                note=", ".join(timings),
            )
        )
    return results


def _alone(folder: Path, text: str) -> Program:
    path = texts.write(folder, "line", " ".join(text.split()))
    return collate("check", str(path), "--select", "T", "--format", "concise", "-o", str(folder / "findings"))


def _beside(folder: Path, text: str) -> Program:
    work = folder / "work"
    work.mkdir(exist_ok=True)
    a, b = texts.write(work, "a", text), texts.write(work, "b", texts.respelled(text, 0.01))
    _work(work, a, b)
    return collate("check", str(b), "--select", "V-slip", "--format", "concise", "-o", str(folder / "findings"))


def _work(folder: Path, *paths: Path) -> None:
    """Write a work of some texts."""
    for path in paths:
        if path.parent != folder:
            (folder / path.name).write_bytes(path.read_bytes())
    tables = "\n".join(f'[[witnesses]]\nfile = "{path.name}"\n' for path in paths)
    (folder / "collation.toml").write_text(f'language = "en"\n\n{tables}', "utf-8")


GROUPS: Final[Mapping[str, Group]] = {"many": many, "new": new, "since": since, "growth": growth}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
