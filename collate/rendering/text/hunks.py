"""Differences of two texts as stretches of the first, with what changed in them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment
from collate.model.tokens import Sort, Tokens
from collate.terminal.display import visible

CONTEXT_TOKENS: Final = 7  # tokens shown on each side of a difference


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Words that both texts have."""

    text: str


@dataclass(frozen=True, slots=True)
class HunkChange:
    """What the first text has, what the second has, and the entry that says how they differ."""

    old: str
    new: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Hunk:
    """Differences that stand near one another, with the words around and between them."""

    lines: tuple[int, int]
    pieces: tuple[Unchanged | HunkChange, ...]

    @property
    def changes(self) -> tuple[HunkChange, ...]:
        """The differences alone."""
        return tuple(p for p in self.pieces if isinstance(p, HunkChange))


def hunks(apparatus: Apparatus, alignment: Alignment) -> Iterator[Hunk]:
    """Give the hunks of the apparatus of two witnesses against the first."""
    base, other = alignment.tokens
    starts = base.spans[:, 0].tolist()
    placed = [(_span(entry), entry) for entry in apparatus.entries if entry.lemma is not None]
    placed.sort(key=lambda p: (p[0], p[1].number))
    near: list[tuple[tuple[int, int], Entry]] = []
    for (start, end), entry in placed:
        if near and bisect_left(starts, start) - bisect_left(starts, near[-1][0][1]) > 2 * CONTEXT_TOKENS:
            yield _hunk(near, base, other, starts)
            near = []
        near.append(((start, end), entry))
    if near:
        yield _hunk(near, base, other, starts)


def _span(entry: Entry) -> tuple[int, int]:
    assert entry.lemma is not None
    return entry.lemma.support[0].spans[0]


def _hunk(near: list[tuple[tuple[int, int], Entry]], base: Tokens, other: Tokens, starts: Sequence[int]) -> Hunk:
    """Set entries that stand near one another; `starts` are where the tokens of the base begin."""
    text = base.witness.text
    first, last = near[0][0][0], near[-1][0][1]
    start = _offset(base, _first_word(base, bisect_left(starts, first)), first)
    stop = _end(base, min(len(base), bisect_left(starts, last) + CONTEXT_TOKENS), last)
    pieces: list[Unchanged | HunkChange] = [Unchanged(text[start:first])]
    for ((_, end), entry), (following, _) in pairwise([*near, ((stop, stop), near[-1][1])]):
        pieces += [_change(entry, base, other), Unchanged(text[end : following[0]])]
    there = near[0][1].readings[0].support[0].spans[0][0]
    return Hunk((base.witness.line(first), other.witness.line(there)), tuple(pieces))


def _first_word(tokens: Tokens, here: int) -> int:
    """Go back some tokens, and do not begin with a loose mark."""
    start = max(0, here - CONTEXT_TOKENS)
    while start < here and tokens.sort[start] != Sort.WORD:
        start += 1
    return start


def _offset(tokens: Tokens, i: int, default: int) -> int:
    return min(int(tokens.spans[i, 0]), default) if i < len(tokens) else default


def _end(tokens: Tokens, count: int, default: int) -> int:
    return max(int(tokens.spans[count - 1, 1]), default) if count else default


def _change(entry: Entry, base: Tokens, other: Tokens) -> HunkChange:
    """Set one difference, with the blank that parts an added or lost word from its neighbour."""
    assert entry.lemma is not None
    (start, _), reading = _span(entry), entry.readings[0]
    there = reading.support[0].spans[0][0]
    old, new = entry.lemma.text, reading.text
    if not old and _blank_before(other, there):
        return HunkChange("", " " + visible(new), entry)
    if not old and new and base.witness.text[start : start + 1].isspace():
        return HunkChange("", visible(new), entry)
    return HunkChange(visible(old), visible(new), entry)


def _blank_before(tokens: Tokens, offset: int) -> bool:
    return offset > 0 and tokens.witness.text[offset - 1].isspace()
