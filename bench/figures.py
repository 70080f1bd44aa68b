"""Figures with their targets, and tables of figures, the worst first."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """Whether a target is an upper or a lower bound."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure and its target. `value` is None where nothing could be measured; then `note` says why."""

    on: str
    measure: str
    value: float | None
    target: float
    side: Bound = Bound.AT_MOST
    digits: int = 2
    spread: tuple[float, float] | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure, rounded as it is printed, meets its target."""
        if self.value is None:
            return False
        value = round(self.value, self.digits)
        return value <= self.target if self.side is Bound.AT_MOST else value >= self.target

    @property
    def distance(self) -> float:
        """How far the figure is from its target: above 1 misses it. For shares, the errors are compared."""
        if self.value is None:
            return float("inf")
        if self.side is Bound.AT_MOST:
            return self.value / self.target if self.target else self.value
        if self.target < 1:
            return (1 - self.value) / (1 - self.target)
        return self.target / self.value if self.value else float("inf")


def worst_first(figures: Iterable[Figure]) -> list[Figure]:
    """Sort the figures, those farthest from their targets first."""
    return sorted(figures, key=lambda f: (f.met, -f.distance))


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write rows as a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def figures_table(figures: Iterable[Figure]) -> str:
    """Write figures as a Markdown table, the worst first."""
    rows = []
    for f in worst_first(figures):
        value = "not measured" if f.value is None else f"{f.value:.{f.digits}f}"
        spread = "" if f.spread is None else f"{f.spread[0]:.{f.digits}f}-{f.spread[1]:.{f.digits}f}"
        met = "yes" if f.met else "**no**"
        rows.append((f.on, f.measure, value, spread, f"{f.side} {f.target:g}", met, f.note))
    return markdown_table(("on", "measure", "median", "range", "asked", "met", "note"), rows)


def print_text(text: str) -> None:
    """Print a text, and flush it."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
