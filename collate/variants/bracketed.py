"""Brackets about agreed words, or that one witness has at one word: one unit, from the opening to the closing one."""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np

from collate._arrays import Bool, any_in_row
from collate.model.alignment import Alignment, Testimony
from collate.model.tokens import Tokens
from collate.text.editorial_signs import UNIT_PAIRS as EDITORS_PAIRS
from collate.text.latex import BACKSLASH

MAX_COLUMNS: Final = 60  # a long sentence; the brackets about more words are two units
_MATHEMATICAL: Final = ">}"
# Round brackets are the author's, but a pair of them is one difference too.
UNIT_PAIRS: Final[Mapping[str, str]] = {**EDITORS_PAIRS, "(": ")", "（": "）", "［": "］"}
_CLOSING: Final = frozenset(UNIT_PAIRS.values())


def bracketed_stretches(alignment: Alignment, varies: Bool) -> list[tuple[int, int]]:
    r"""Return the columns [start, stop) of each pair of brackets about several words that do not vary.

    `varies` (columns,) bool says which columns do. If the words inside vary, each bracket is a unit of its own, except
    where another witness has the brackets at one word: `[Exit]` and `[Exit Hamlet]`. With curly brackets goes the
    command to which they belong: `\emph{word}`, `{\em word}`.
    """
    halves = _half_brackets(alignment.tokens[0].vocabulary.strings) if alignment.tokens else {}
    if not halves:
        return []
    before = np.append(0, np.cumsum(varies))
    extant = alignment.testimony <= Testimony.OMITS
    changes = np.append(0, np.cumsum(any_in_row(extant[1:] != extant[:-1])))
    stretches = set()
    backslash = alignment.tokens[0].vocabulary.codes.get(BACKSLASH)
    for w, tokens in enumerate(alignment.tokens):
        column_of = np.flatnonzero(alignment.table[:, w] >= 0)
        for first, last in _pairs(tokens, halves):
            outer, inner = (first, first) if backslash is None else _with_command(tokens, first, backslash)
            start, inside, end = int(column_of[outer]), int(column_of[inner]), int(column_of[last])
            if not 1 < end - start < MAX_COLUMNS or changes[end] != changes[start]:
                continue
            is_agreed = varies[start : inside + 1].all() and varies[end] and before[end] == before[inside + 1]
            if is_agreed or (outer == inner and _is_at_one_word(alignment, start, end, tokens[last].surface)):
                stretches.add((start, end + 1))
    return _without_overlaps(sorted(stretches))


def _half_brackets(strings: list[str]) -> dict[int, str]:
    """Return the brackets in each string that has one without the other, by code."""
    signs = {*UNIT_PAIRS, *_CLOSING}
    found = {}
    for code, string in enumerate(strings):
        if not string.isalnum() and (brackets := "".join(c for c in string if c in signs)):
            while any(pair in brackets for pair in map("".join, UNIT_PAIRS.items())):
                for pair in map("".join, UNIT_PAIRS.items()):
                    brackets = brackets.replace(pair, "")
            if brackets:
                found[code] = brackets
    return found


def _pairs(tokens: Tokens, halves: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Yield the tokens with the opening and the closing bracket of each pair."""
    opened: list[tuple[str, int]] = []
    for i in np.flatnonzero(np.isin(tokens.surface, [*halves])).tolist():
        for bracket in halves[int(tokens.surface[i])]:
            if bracket in UNIT_PAIRS:
                opened.append((UNIT_PAIRS[bracket], i))
            elif opened and opened[-1][0] == bracket:
                first = opened.pop()[1]
                if bracket not in _MATHEMATICAL or _touches_words(tokens, first, i):
                    yield first, i


def _is_at_one_word(alignment: Alignment, start: int, end: int, closing: str) -> bool:
    """Return whether a witness has one word in its own brackets for all that stands between two brackets of another.

    Such a word is one token with its brackets: `[Exit]` beside `[`, `Exit`, `Hamlet` and `]`.
    """
    cells = alignment.table[start : end + 1]
    longer = (cells >= 0).sum(axis=0) > 1
    forms = alignment.codes("form")[start : end + 1, longer]
    if (forms != forms[:, :1]).any():
        return False  # the longer brackets vary themselves
    for w in np.flatnonzero((cells >= 0).sum(axis=0) == 1).tolist():
        surface = alignment.tokens[w][int(cells[:, w].max())].surface
        opening, closed = surface[0], surface[-1]
        if len(surface) > 2 and UNIT_PAIRS.get(opening) == closed and closed in closing:
            return True
    return False


def _with_command(tokens: Tokens, bracket: int, backslash: int) -> tuple[int, int]:
    """Return the first and the last token of a curly bracket with its command; of another bracket only itself."""
    if tokens[bracket].surface == "{":
        if bracket > 1 and tokens.surface[bracket - 2] == backslash:
            return bracket - 2, bracket
        if tokens.surface[bracket + 1] == backslash:
            return bracket, bracket + 2
    return bracket, bracket


def _touches_words(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether no white space is inside of two brackets at their words: `<the fair>`, not `a < b and c > d`."""
    starts, ends = tokens.spans[:, 0], tokens.spans[:, 1]
    return bool(ends[first] == starts[first + 1] and ends[last - 1] == starts[last])


def _without_overlaps(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches that begin outside of the one before; they are in order."""
    kept: list[tuple[int, int]] = []
    for start, stop in stretches:
        if not kept or kept[-1][1] <= start:
            kept.append((start, stop))
    return kept
