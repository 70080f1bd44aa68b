"""One program beside another becomes a figure beside what is asked."""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from figures import Asked, Figure, figures_table, say
from runs import RUNS, Beside, Cost, Program, RunError, beside

Group = Callable[[Path], list[Figure]]


def compared(
    on: str, measure: str, ours: Program, theirs: Program, asked: float, runs: int = RUNS, note: str = ""
) -> Figure:
    """Ask that our CPU is at most so many times theirs."""
    try:
        found = beside(ours, theirs, runs)
    except RunError as error:
        return Figure(on, measure, None, asked, note=_joined(str(error), note))
    return Figure(on, measure, found.ratio, asked, spread=found.spread, note=_joined(_told(found), note))


def turned(figure: Figure) -> Figure:
    """Ask that the other's CPU is at least so many times ours: swap the sides of a figure of `compared`."""
    return Figure(figure.on, figure.measure, figure.value, figure.asked, Asked.AT_LEAST, 0, figure.spread, figure.note)


def cost_in_words(cost: Cost) -> str:
    """Say what a run cost."""
    return f"{cost.seconds:.2f} s, {cost.megabytes:.0f} MB"


def _told(found: Beside) -> str:
    runs = "" if found.runs == RUNS else f"; {found.runs} run{'s' * (found.runs > 1)}"
    return f"{cost_in_words(found.ours)} / {cost_in_words(found.theirs)}{runs}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def run_alone(description: str | None, groups: Mapping[str, Group]) -> None:
    """Measure the groups that are named on the command line, or all, and print their figures as they come."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(groups)}")
    chosen = parser.parse_args().names or list(groups)
    for name in chosen:
        if name not in groups:
            parser.error(f"{name} is none of {', '.join(groups)}")
        with tempfile.TemporaryDirectory() as folder:
            say(figures_table(groups[name](Path(folder))) + "\n")
