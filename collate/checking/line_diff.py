"""The difference between two texts that a correction changes line by line, in the unified format of `diff -u`.

The lines are compared by number, in linear time; `difflib` looks for lines that moved and may never end.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

_CONTEXT: Final = 1  # unchanged lines before and after each change


class _Change(NamedTuple):
    """Lines [start, old_stop) of the old text, which lines [start, new_stop) of the new text replace."""

    start: int
    old_stop: int
    new_stop: int


def unified_lines(old: Sequence[str], new: Sequence[str], path: str) -> Iterator[str]:
    """Yield the lines of a unified diff, with one line of context; none if the texts are equal."""
    hunks: list[list[_Change]] = []
    for change in _changes(old, new):
        if hunks and change.start - hunks[-1][-1].old_stop <= 2 * _CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    if hunks:
        yield from (f"--- {path}\n", f"+++ {path}\n")
    for hunk in hunks:
        yield from _hunk_lines(old, new, hunk)


def _changes(old: Sequence[str], new: Sequence[str]) -> list[_Change]:
    """Return the runs of lines that differ; a line that only one of the texts has differs too."""
    changes: list[_Change] = []
    for number, (left, right) in enumerate(zip_longest(old, new)):
        if left == right:
            continue
        is_next = changes and number in (changes[-1].old_stop, changes[-1].new_stop)
        start = changes.pop().start if is_next else number
        changes.append(_Change(start, min(number + 1, len(old)), min(number + 1, len(new))))
    return changes


def _hunk_lines(old: Sequence[str], new: Sequence[str], hunk: Sequence[_Change]) -> Iterator[str]:
    """Yield the lines of one hunk."""
    first = max(hunk[0].start - _CONTEXT, 0)
    old_stop, new_stop = min(hunk[-1].old_stop + _CONTEXT, len(old)), min(hunk[-1].new_stop + _CONTEXT, len(new))
    yield f"@@ -{_range(first, old_stop)} +{_range(first, new_stop)} @@\n"
    unchanged = first
    for change in hunk:
        yield from (f" {line}" for line in old[unchanged : change.start])
        yield from (f"-{line}" for line in old[change.start : change.old_stop])
        yield from (f"+{line}" for line in new[change.start : change.new_stop])
        unchanged = change.old_stop
    yield from (f" {line}" for line in old[unchanged:old_stop])


def _range(start: int, stop: int) -> str:
    """Return lines [start, stop) as a hunk names them: from 1, and before the first if there are none."""
    count = stop - start
    return f"{start + 1}" if count == 1 else f"{start + bool(count)},{count}"
