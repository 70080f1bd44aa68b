"""Compare CPU time and memory of whole processes with other programs: `python bench/speed.py [NAME...]`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import texts
from comparing import Group, compared, cost_in_words, run_alone, turned
from figures import Figure
from runs import Program, RunError, collate, costs, python
from table_files import is_whole

# Read the files, and pass over each with one regular expression: the least that a tokeniser in Python does.
PASS: Final = """
import re, sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        for match in re.finditer(r"\\w+|[^\\w\\s]", file.read()):
            match.span()
"""

# CollateX as its documentation shows it, with its own tokeniser; near matching does without segmentation.
COLLATEX: Final = """
import sys, warnings
warnings.filterwarnings("ignore")
import collatex
collation = collatex.Collation()
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        collation.add_plain_witness(path, file.read())
collatex.collate(collation, segmentation=False, near_match=sys.argv[1] == "near")
"""

IMPORTS: Final = "import click, rapidfuzz.distance"


def table(folder: Path, *sources: Path, name: str = "table") -> Program:
    """Return a program that runs `collate show table` into a file."""
    return collate("show", "table", *map(str, sources), "--format", "tsv", "-o", str(folder / f"{name}.tsv"))


def one_pass(*paths: Path) -> Program:
    """Return a program that reads the files and passes over them once."""
    return python("-c", PASS, *map(str, paths))


def pair(folder: Path) -> list[Figure]:
    """Measure two books."""
    a, b = texts.books()[:2]
    wrapped = texts.made_of((a, b), folder, "wrapped", texts.wrapped)
    git = Program(("git", "diff", "--no-index", "--word-diff", *map(str, wrapped)), (0, 1))
    on = f"{a.stem}/{b.stem}"
    return [
        compared(on, "show table / git diff --word-diff, re-wrapped", table(folder, a, b), git, 4.5),
        compared(on, "show table / reading and one finditer pass", table(folder, a, b), one_pass(a, b), 3.2),
        compared(on, "report --format csv / show table", report(folder, "csv", a, b), table(folder, a, b), 2.5),
    ]


def report(folder: Path, name: str, *sources: Path) -> Program:
    """Return a program that writes a report in one format into a file."""
    return collate("report", *map(str, sources), "--format", name, "-o", str(folder / f"report.{name}"))


def formats(folder: Path) -> list[Figure]:
    """Compare whole reports in each costly format with one in CSV, and the memory of six books with their apparatus."""
    a, b = texts.books()[:2]
    figures = [
        compared(
            f"{a.stem}/{b.stem}", f"report --format {name} / --format csv", report(folder, name, a, b),
            report(folder, "csv", a, b), 1.6,
        )
        for name in ("html", "tei", "json", "xlsx", "latex")
    ]  # fmt: skip
    books = texts.books()
    on, bare = f"six: {' '.join(path.stem for path in books)}", report(folder, "matrix", *books)
    for name in ("json", "tei", "csv"):
        measure = f"peak memory, report --format {name} / --format matrix, which writes counts alone"
        try:
            ours, apparatus = costs(report(folder, name, *books)), costs(bare)
        except RunError as error:
            figures.append(Figure(on, measure, None, 1.5, note=str(error)))
            continue
        note = f"{cost_in_words(ours)} / {cost_in_words(apparatus)}"
        figures.append(Figure(on, measure, ours.megabytes / apparatus.megabytes, 1.5, note=note))
    return figures


def six(folder: Path) -> list[Figure]:
    """Measure the time and memory of six books."""
    books = texts.books()
    on = f"six: {' '.join(path.stem for path in books)}"
    figure = compared(on, "show table / reading and one finditer pass", table(folder, *books), one_pass(*books), 5)
    measure = "show table, peak MB"
    try:
        cost = costs(table(folder, *books))
    except RunError as error:
        return [figure, Figure(on, measure, None, 250, note=str(error))]
    return [figure, Figure(on, measure, cost.megabytes, 250, digits=0, note=cost_in_words(cost))]


def collatex(folder: Path) -> list[Figure]:
    """Compare CollateX with ours on two printings of the notes; the target is that of near matching."""
    paths = texts.AUTONOMISATION
    on = "Autonomisation, 2 x 2k"
    ours = table(folder, *paths)
    near = python("-c", COLLATEX, "near", *map(str, paths))
    by_ours = collate("show", "table", *map(str, paths), "--aligner", "collatex", "--format", "tsv")
    return [
        turned(compared(on, "CollateX near_match / show table", near, ours, 200)),
        turned(compared(on, "show table --aligner collatex / show table", by_ours, ours, 200, runs=1)),
    ]


def diff(folder: Path) -> list[Figure]:
    """Measure the difference of two short texts at a terminal."""
    paths = map(str, texts.AUTONOMISATION)
    imports = python("-c", IMPORTS)
    return [compared("diff, 2 x 2k", f'collate diff / python -c "{IMPORTS}"', collate("diff", *paths), imports, 3)]


def many(folder: Path) -> list[Figure]:
    """Compare many short copies with six long texts."""
    books = texts.books()
    cut = texts.made_of(books, folder, "20k", lambda text: texts.first_words(text, 20_000))
    first = texts.read(books[0])
    figures = []
    for copies, words, target in ((50, 2000, 2), (1000, 300, 12)):
        copied = texts.stemma(texts.first_words(first, words), copies)
        paths = texts.write_all(folder, f"copy{copies}-", copied)
        on = f"{copies} x {words} words, copies of {books[0].stem}"
        figures.append(
            compared(on, "show table / show table of 6 x 20k", table(folder, *paths), table(folder, *cut), target)
        )
    return figures


def darwin(folder: Path) -> list[Figure]:
    """Measure six editions of a chapter, and check that no words are lost."""
    on, measure = "Darwin, six editions", "show table, CPU s"
    report = collate("report", *map(str, texts.DARWIN), "--format", "json", "-o", str(folder / "report.json"))
    try:
        cost = costs(table(folder, *texts.DARWIN))
        whole = "nothing lost" if is_whole(folder / "table.tsv", texts.DARWIN) else "**words lost**"
        cost_of_report = f"report --format json takes {cost_in_words(costs(report))}"
    except RunError as error:
        return [Figure(on, measure, None, 2, note=str(error))]
    return [Figure(on, measure, cost.seconds, 2, note=f"{cost_in_words(cost)}; {whole}; {cost_of_report}")]


GROUPS: Final[Mapping[str, Group]] = {
    "pair": pair,
    "six": six,
    "formats": formats,
    "collatex": collatex,
    "diff": diff,
    "many": many,
    "darwin": darwin,
}

if __name__ == "__main__":
    run_alone(__doc__, GROUPS)
