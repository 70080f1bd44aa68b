"""A figure beside what is asked of it, and tables of figures with the worst first."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Asked(StrEnum):
    """On which side of what is asked a figure must lie."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `value` is None where nothing could be measured; `note` then says why."""

    on: str
    measure: str
    value: float | None
    asked: float
    side: Asked = Asked.AT_MOST
    digits: int = 2
    spread: tuple[float, float] | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure, rounded as it is printed, is as good as asked."""
        if self.value is None:
            return False
        value = round(self.value, self.digits)
        return value <= self.asked if self.side is Asked.AT_MOST else value >= self.asked

    @property
    def distance(self) -> float:
        """How far the figure is from what is asked: above 1 is missed; errors are compared for shares."""
        if self.value is None:
            return float("inf")
        if self.side is Asked.AT_MOST:
            return self.value / self.asked if self.asked else self.value
        if self.asked < 1:
            return (1 - self.value) / (1 - self.asked)
        return self.asked / self.value if self.value else float("inf")


def worst_first(figures: Iterable[Figure]) -> list[Figure]:
    """Put the figures that are farthest from what is asked on top."""
    return sorted(figures, key=lambda f: (f.met, -f.distance))


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Set rows as a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def figures_table(figures: Iterable[Figure]) -> str:
    """Set figures as a Markdown table, the worst first."""
    rows = []
    for f in worst_first(figures):
        value = "not measured" if f.value is None else f"{f.value:.{f.digits}f}"
        spread = "" if f.spread is None else f"{f.spread[0]:.{f.digits}f}-{f.spread[1]:.{f.digits}f}"
        met = "yes" if f.met else "**no**"
        rows.append((f.on, f.measure, value, spread, f"{f.side} {f.asked:g}", met, f.note))
    return markdown_table(("on", "measure", "median", "range", "asked", "met", "note"), rows)


def say(text: str) -> None:
    """Print a text, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
