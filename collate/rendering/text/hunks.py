"""The differences of two texts as hunks: stretches of the first text, with what changed in them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from collate.apparatus import Apparatus, Entry, entries_and_echoes
from collate.model.alignment import Alignment
from collate.model.tokens import Sort, Tokens
from collate.terminal.display import visible

CONTEXT_TOKENS: Final = 7  # tokens shown on each side of a difference

_Change = tuple[tuple[int, int], Entry]  # the span of the lemma in the first text, and the entry


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Words that both texts have."""

    text: str


@dataclass(frozen=True, slots=True)
class HunkChange:
    """What the first text has, what the second has, and the entry on the difference."""

    old: str
    new: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Hunk:
    """Differences that are close together, with the words before, between and after them.

    `lines` are the line of the first difference in the first text, and in the second.
    """

    lines: tuple[int, int]
    pieces: tuple[Unchanged | HunkChange, ...]

    @property
    def changes(self) -> tuple[HunkChange, ...]:
        """The differences alone."""
        return tuple(piece for piece in self.pieces if isinstance(piece, HunkChange))


def hunks(apparatus: Apparatus, alignment: Alignment) -> Iterator[Hunk]:
    """Yield the hunks of an apparatus of two witnesses whose base is the first."""
    old, new = alignment.tokens
    starts = old.spans[:, 0].tolist()
    changes = [(_span(entry), entry) for entry in entries_and_echoes(apparatus) if entry.lemma is not None]
    changes.sort(key=lambda change: (change[0], change[1].number))
    group: list[_Change] = []
    for change in changes:
        (start, _), _ = change
        if group and bisect_left(starts, start) - bisect_left(starts, group[-1][0][1]) > 2 * CONTEXT_TOKENS:
            yield _hunk(group, old, new, starts)
            group = []
        group.append(change)
    if group:
        yield _hunk(group, old, new, starts)


def _span(entry: Entry) -> tuple[int, int]:
    assert entry.lemma is not None
    return entry.lemma.support[0].spans[0]


def _hunk(group: Sequence[_Change], old: Tokens, new: Tokens, starts: Sequence[int]) -> Hunk:
    """Build a hunk from changes that are close together; `starts` are the offsets of the tokens of the first text."""
    text = old.witness.text
    first, last = group[0][0][0], group[-1][0][1]
    start = _start(old, _first_context_token(old, bisect_left(starts, first)), first)
    stop = _end(old, min(len(old), bisect_left(starts, last) + CONTEXT_TOKENS), last)
    pieces: list[Unchanged | HunkChange] = [Unchanged(text[start:first])]
    for ((_, end), entry), (following, _) in pairwise([*group, ((stop, stop), group[-1][1])]):
        pieces += [_change(entry, old, new), Unchanged(text[end : following[0]])]
    new_offset = group[0][1].readings[0].support[0].spans[0][0]
    return Hunk((old.witness.line(first), new.witness.line(new_offset)), tuple(pieces))


def _first_context_token(tokens: Tokens, i: int) -> int:
    """Return the token at which the context before token `i` begins: never a punctuation mark by itself."""
    start = max(0, i - CONTEXT_TOKENS)
    while start < i and tokens.sort[start] != Sort.WORD:
        start += 1
    return start


def _start(tokens: Tokens, i: int, latest: int) -> int:
    return min(int(tokens.spans[i, 0]), latest) if i < len(tokens) else latest


def _end(tokens: Tokens, count: int, earliest: int) -> int:
    return max(int(tokens.spans[count - 1, 1]), earliest) if count else earliest


def _change(entry: Entry, old: Tokens, new: Tokens) -> HunkChange:
    """Return a difference; an added word has a space before it where the second text has one."""
    assert entry.lemma is not None
    reading = entry.readings[0]
    new_offset = reading.support[0].spans[0][0]
    old_text, new_text = entry.lemma.text, reading.text
    if not old_text and _has_space_before(new, new_offset):
        return HunkChange("", " " + visible(new_text), entry)
    return HunkChange(visible(old_text), visible(new_text), entry)


def _has_space_before(tokens: Tokens, offset: int) -> bool:
    return offset > 0 and tokens.witness.text[offset - 1].isspace()
