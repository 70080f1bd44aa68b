"""Measure everything and write bench/results.md: `make bench`."""

import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

import accuracy
import calibration
import checks
import conditions
import conformance
import editorial
import faults
import formats
import growth
import kinds
import learning
import many_hands
import moves
import order
import planted
import planted_beside
import real_pairs
import sources
import speed
import words
import worst
from figures import Figure, figures_table, worst_first
from places import BIG, CASES, GOLD, RESULTS, ROOT, missing
from runs import FEWER, LIMIT, RUNS
from texts import has_books

from collate._version import __version__

PACKAGES: Final = ("collatex", "Levenshtein", "networkx", "numpy", "rapidfuzz", "regex", "click", "simplemma")

MEASURING: Final = f"""Whole processes, start-up, reading and writing included: CPU seconds of user and system
together, from `os.wait4`. What is compared ran in turn, in one session; the figure is the median of the ratios of
{RUNS} pairs of runs, {" and ".join(f"of {few} where a run takes more than {seconds:.0f} s" for seconds, few in FEWER)}.
A process is stopped after {LIMIT} s of CPU. Absolute figures depend on the computer, ratios hardly. Peak memory is
`ru_maxrss`. In the notes stand our seconds and megabytes / those of the other. `python bench/NAME.py` measures one
table alone.
"""

COUNTINGS: Final = """Gold tokens are aligned as gold cut them; forms are the surfaces through the usual normalisers
(the forms that two sets give, both of the chronicle, would help there: `--given`). Means are by text: slices are
averaged into their text, whole texts are shown and not counted. There are two countings: 12 texts as the description
of the gold sets has it, and 9 as the study had it from which the asked figures come. The study left out the set that
is exact by construction, and took the two Armenian sets, and the Hebrew books, as one text each. In its counting
CollateX has .980 and .902, the figures that the issue quotes.
"""

CALIBRATION: Final = calibration.__doc__.split("\n", 2)[2].strip() + "\n" if calibration.__doc__ else ""
EDITORIAL: Final = editorial.__doc__.split("\n", 2)[2].strip() + "\n" if editorial.__doc__ else ""
REAL_PAIRS: Final = real_pairs.__doc__.split("\n", 2)[2].strip() + "\n" if real_pairs.__doc__ else ""
MOVES: Final = moves.__doc__.split("\n", 2)[2].strip() + "\n" if moves.__doc__ else ""
PLANTED_BESIDE: Final = planted_beside.__doc__.split("\n", 2)[2].strip() + "\n" if planted_beside.__doc__ else ""
PLANTED: Final = planted.__doc__.split("\n", 2)[2].strip() + "\n" if planted.__doc__ else ""
GROWTH: Final = growth.__doc__.split("\n", 2)[2].strip() if growth.__doc__ else ""


def measured() -> Iterator[tuple[str, list[Figure]]]:
    """Measure the groups of programs, one after the other."""
    groups = {**speed.GROUPS, **worst.GROUPS, **{f"growth of {k}": g for k, g in growth.GROUPS.items()}}
    groups |= {f"check, {k}": g for k, g in checks.GROUPS.items()}
    groups |= {f"words: {k}": g for k, g in words.GROUPS.items()}
    groups |= {f"hands, {k}": g for k, g in many_hands.GROUPS.items()}
    for name, group in groups.items():
        with tempfile.TemporaryDirectory() as folder:
            yield name, group(Path(folder))


def versions() -> str:
    """Name the versions of everything that was measured."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    described = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    commit = subprocess.run(described, capture_output=True, text=True, check=True).stdout.strip()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    on = f"Python {platform.python_version()}, git {git}, {packages}; {platform.machine()}"
    return f"collate {__version__} ({commit}); {on}."


def where_others_win(figures: list[Figure], scored: list[accuracy.Scored]) -> str:
    """List where another program is faster, or CollateX scores higher."""
    lines = [
        f"- {f.on}: {f.measure.partition(' / ')[2]} needs less CPU, by {f.value:.1f} times."
        for f in worst_first(figures)
        if "git diff" in f.measure and f.value is not None and f.value > 1
    ]
    for s in scored:
        if s.collatex is None:
            continue
        for name, ours, theirs in (("bF1", s.block, s.collatex[0]), ("hbF1", s.hard, s.collatex[1])):
            if round(ours, 4) < round(theirs, 4):
                lines.append(f"- {s.gold.name}: CollateX has {name} {theirs:.4f}, we {ours:.4f}.")
    return "\n".join(lines) or "Nowhere in what is measured here."


def gold_part() -> tuple[list[Figure], list[accuracy.Scored], str]:
    """Measure what needs gold."""
    scored, judged = accuracy.score_sets(), calibration.calibrate_sets()
    figures = [
        *accuracy.figures(scored),
        *calibration.figures(judged),
        calibration.cost_of_doubt(),
        *order.figures(),
    ]
    sys.stderr.write("kinds\n")
    of_kinds, tables = kinds.measured()
    figures += of_kinds
    sys.stderr.write("learning from decisions\n")
    of_learning, curves = learning.measured()
    figures += of_learning
    text = f"""## Gold, set by set

{COUNTINGS}
{accuracy.sets_table(scored)}

## Calibration

{CALIBRATION}
{calibration.sets_table(judged)}

{calibration.tenths_table(judged)}

{tables}
{curves}"""
    return figures, scored, text


def main() -> None:
    """Measure everything, report progress on standard error, and write the page."""
    start = time.monotonic()
    warned = "".join(f"{sentence}\n" for sentence in conditions.warnings())
    sys.stderr.write(warned)
    figures: list[Figure] = [*editorial.figures(), *formats.figures(), *sources.figures()]
    for name, results in measured():
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {name}\n")
        figures += results
    sys.stderr.write("planted slips\n")
    slips = planted.scores()
    figures += planted.figures(slips)
    beside = planted_beside.scores()
    figures += planted_beside.figures(beside)
    sys.stderr.write("planted moves\n")
    moved, told = moves.scores()
    figures += moves.figures(moved)
    scored: list[accuracy.Scored] = []
    gold = ""
    if not missing(GOLD):
        results, scored, gold = gold_part()
        figures += results
    failed: list[conformance.Failed] = []
    if not missing(CASES):
        results, failed = conformance.figures()
        figures += results
    failures = f"## Cases not passed\n\n{conformance.failures_list(failed)}\n" if failed else ""
    lacking = missing(BIG, GOLD, CASES)
    stand_in = "" if has_books() else " Six editions of Darwin stand for the books, and what needs more is left out."
    without = f"**{lacking}{stand_in}**\n\n" if lacking else ""
    met = sum(f.met for f in figures)
    real_pairs_table = "\n".join(real_pairs.table())
    page = f"""# Measured

{without}{met} of {len(figures)} figures are as asked; the worst are on top.

{figures_table(figures)}

## How

{MEASURING}
{warned}{versions()}

Growth: {GROWTH}

The other made texts are described in `bench/texts.py`, where their seeds and rules stand.

## Words of editors

{EDITORIAL}
## Real pairs

{REAL_PAIRS}
{real_pairs_table}

## Planted moves

{MOVES}
{moves.kinds_table(moved)}

Told of translations in which nothing was planted: {told.told}.

## Planted slips

{PLANTED}
{planted.sorts_table(slips)}

## Slips that only the other witnesses show

{PLANTED_BESIDE}
{planted_beside.table(beside)}

## Where others win

{where_others_win(figures, scored)}

{gold}
{failures}
{faults.kept_section()}"""
    RESULTS.write_text(page.rstrip("\n") + "\n", encoding="utf-8")
    sys.stdout.write(page)


if __name__ == "__main__":
    main()
