"""How far a long computation is. Whoever wants to know passes a function; without one, nothing is counted."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

# It gets the stage, in plain English, and the share of the stage that is done, from 0 to 1.
Progress = Callable[[str, float], None]

Item = TypeVar("Item")


def tracked(items: Iterable[Item], count: int, stage: str, progress: Progress | None) -> Iterable[Item]:
    """Return items of which there are `count`, or 0 if that is not known; their share is reported as they are used."""
    return items if progress is None else _tracked(items, count, stage, progress)


def _tracked(items: Iterable[Item], count: int, stage: str, progress: Progress) -> Iterator[Item]:
    for k, item in enumerate(items):
        progress(stage, min(1.0, k / count) if count else 0.0)
        yield item
