"""Compare one program with another, as a figure with its target."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import conditions
from figures import Bound, Figure, figures_table, print_text
from runs import RUNS, Beside, Cost, Program, RunError, beside

Group = Callable[[Path], list[Figure]]


def compared(
    on: str, measure: str, ours: Program, theirs: Program, target: float, runs: int = RUNS, note: str = ""
) -> Figure:
    """Return a figure that requires our CPU time to be at most so many times theirs."""
    try:
        comparison = beside(ours, theirs, runs)
    except RunError as error:
        return Figure(on, measure, None, target, note=_joined(str(error), note))
    return Figure(
        on, measure, comparison.ratio, target, spread=comparison.spread, note=_joined(_costs_in_words(comparison), note)
    )


def turned(figure: Figure) -> Figure:
    """Require instead that the CPU time of the other is at least so many times ours."""
    return Figure(figure.on, figure.measure, figure.value, figure.target, Bound.AT_LEAST, 0, figure.spread, figure.note)


def cost_in_words(cost: Cost) -> str:
    """Describe what a run cost."""
    return f"{cost.seconds:.2f} s, {cost.megabytes:.0f} MB"


def _costs_in_words(comparison: Beside) -> str:
    runs = "" if comparison.runs == RUNS else f"; {comparison.runs} run{'s' * (comparison.runs > 1)}"
    return f"{cost_in_words(comparison.ours)} / {cost_in_words(comparison.theirs)}{runs}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def run_alone(description: str | None, groups: Mapping[str, Group]) -> None:
    """Measure the groups named on the command line, or all groups, and print the figures of each when it is done."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(groups)}")
    names = parser.parse_args().names or list(groups)
    sys.stderr.write("".join(f"{sentence}\n" for sentence in conditions.warnings()))
    for name in names:
        if name not in groups:
            parser.error(f"{name} is none of {', '.join(groups)}")
        with tempfile.TemporaryDirectory() as folder:
            print_text(figures_table(groups[name](Path(folder))) + "\n")
