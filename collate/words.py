"""Cutting a text into words and punctuation marks: the law, and a quick way that keeps it.

The law is one regular expression. What is plain, letters and digits, marks that follow them,
hyphens and apostrophes between them, points within numbers, single and repeated marks, is cut
by classes of code points, all at once; the law is asked about the rest, chunk by chunk between
white space. A property holds the two equal on any text.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from collate.normalise import APOSTROPHES, HYPHENS
from collate.tokens import Bytes, Ints, Points, Sort, points_of

# A letter or digit with all that hangs on it: marks, joiners, the soft hyphen.
_LETTER = r"[\p{L}\p{N}\p{Co}][\p{M}\p{Cf}]*"
# Scripts written without spaces are cut at their characters, so that each can find its like.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_INNER = rf"(?:[{APOSTROPHES}\-‐‑·׳]|(?<=\p{{Hebrew}}\p{{M}}*)[\"״](?=\p{{Hebrew}}))"
_BREAK = rf"[{regex.escape(HYPHENS)}][^\S\n\r]*(?:\r\n|\n|\r)\s*(?=\p{{Ll}}|\p{{Lo}})"
_WORD = (
    rf"(?:(?!{_UNSPACED}){_LETTER})+"
    rf"(?:(?:{_INNER}(?=[\p{{L}}\p{{N}}])|(?<=\p{{N}})[.,](?=\p{{N}})|(?<=\p{{L}}[\p{{M}}\p{{Cf}}]*){_BREAK})"
    rf"(?:(?!{_UNSPACED}){_LETTER})+)*"
)
_LACUNA = r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]"
_LACUNA_ALONE = regex.compile(_LACUNA)
_TOKEN = regex.compile(rf"(?P<lacuna>{_LACUNA})|(?P<word>{_WORD}|(?={_UNSPACED})\X)|(?P<mark>([.*_=\-–—])\4+|\X)")


Octets = npt.NDArray[np.uint8]


class Cut(NamedTuple):
    """Where a token stands, in code points, and its sort."""

    start: int
    end: int
    sort: Sort


class Cuts(NamedTuple):
    """All tokens of a text: spans (n, 2) int32 and sorts (n,) int8."""

    spans: Ints
    sorts: Bytes


def cuts_of(found: Iterable[Cut]) -> Cuts:
    """Give cuts as columns."""
    rows = np.array([*found], dtype=np.int32).reshape(-1, 3)
    return Cuts(np.ascontiguousarray(rows[:, :2]), rows[:, 2].astype(np.int8))


def words(text: str, start: int = 0, end: int | None = None) -> Iterable[Cut]:
    """Cut a text of any script into words and punctuation marks.

    An inner hyphen or apostrophe belongs to its word; a word broken by a hyphen at a line or
    page end is one token; a number keeps its point and comma; `[...]` is a lacuna.
    """
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        if match.group().isspace():
            continue
        begin, stop = match.span()
        sort = (
            Sort.LACUNA
            if match.group("lacuna") is not None
            else Sort.WORD
            if match.group("word") is not None or unicodedata.category(match.group()[0]) == "So"
            else Sort.PUNCTUATION
        )
        yield Cut(begin, stop, sort)


class _Class:
    """Classes of code points, as small numbers."""

    SPACE, LETTER, DIGIT, OTHER_WORD, HANGING, ALONE, MARK, SYMBOL, HARD = range(9)


_JOINS: Final = frozenset(APOSTROPHES + "-‐‑·׳")
_POINTS: Final = frozenset(".,")
_REPEATS: Final = frozenset(".*_=-–—")
_GERSHAYIM: Final = frozenset('"״')
_BREAKS: Final = frozenset(HYPHENS)
_JOIN, _POINT, _REPEAT, _QUOTE, _BREAKING, _HEBREW, _WORDLY, _HANGS = (1 << k for k in range(8))

_UNSPACED_SINGLE: Final = regex.compile(r"[\p{Han}\p{Hiragana}]")
_UNSPACED_CLUSTER: Final = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
_FIRST_EMOJI: Final = 0x1F000  # flags, joined faces: clusters of several code points


@cache
def _class_of(point: int) -> tuple[int, int]:
    """Give the class of a code point and the flags of what else it can do."""
    char = chr(point)
    flags = sum(
        flag
        for flag, members in (
            (_JOIN, _JOINS),
            (_POINT, _POINTS),
            (_REPEAT, _REPEATS),
            (_QUOTE, _GERSHAYIM),
            (_BREAKING, _BREAKS),
        )
        if char in members
    )
    if char.isspace():
        return _Class.SPACE, flags
    # Asked of the same library as the law: Python's own tables may be of another Unicode.
    if regex.match(r"\p{Hebrew}", char):
        flags |= _HEBREW
    if regex.fullmatch(r"\X", f" {char}"):
        flags |= _HANGS
    if regex.match(r"\p{M}|\p{Cf}", char):
        return _Class.HANGING, flags
    is_emoji = point >= _FIRST_EMOJI and regex.match(r"\p{S}|\p{C}", char)
    if flags & _HANGS or _UNSPACED_CLUSTER.match(char) or is_emoji:
        return _Class.HARD, flags
    if _UNSPACED_SINGLE.match(char):
        return _Class.ALONE, flags
    for pattern, kind in ((r"\p{L}", _Class.LETTER), (r"\p{N}", _Class.DIGIT), (r"\p{Co}", _Class.OTHER_WORD)):
        if regex.match(pattern, char):
            return kind, flags | _WORDLY
    return _Class.SYMBOL if unicodedata.category(char) == "So" else _Class.MARK, flags


def cut_words(text: str) -> Cuts:
    """Cut a text as `words` does, the plain parts all at once."""
    points = points_of(text)
    if not len(points):
        return cuts_of(())
    kind, flags = _classes(points)
    hanging = kind == _Class.HANGING
    carrier = np.arange(len(kind))
    if hanging.any():
        carrier = np.maximum.accumulate(np.where(hanging, 0, carrier))
    hangs = (flags & _HANGS) > 0
    if hangs[0] or bool((kind[:-1][hangs[1:]] == _Class.SPACE).any()):
        # What hangs on white space makes a token of it: only the law can tell.
        return cuts_of(words(text))
    word = (flags[carrier] & _WORDLY) > 0
    before, after = np.zeros(len(kind), bool), np.zeros(len(kind), bool)
    before[1:] = word[:-1]
    after[:-1] = ((kind == _Class.LETTER) | (kind == _Class.DIGIT))[1:]
    inner = ((flags & _JOIN) > 0) & before & after
    inner[1:-1] |= ((flags[1:-1] & _POINT) > 0) & (kind[:-2] == _Class.DIGIT) & (kind[2:] == _Class.DIGIT)
    hard = _hard(text, kind, flags, before, hanging & ~word)
    word |= inner
    return _plain_and_hard(text, kind, flags, word, points, hard)


def _classes(points: Points) -> tuple[Octets, Octets]:
    """Give the class and the flags of each code point, asking once for each that occurs."""
    highest = int(points.max())
    if highest < _FIRST_EMOJI:
        found = np.flatnonzero(np.bincount(points, minlength=highest + 1))
        table = np.zeros((2, highest + 1), np.uint8)
        table[:, found] = np.array([_class_of(p) for p in found.tolist()], np.uint8).T
        return table[0][points], table[1][points]
    different, which = np.unique(points, return_inverse=True)
    known = np.array([_class_of(p) for p in different.tolist()], np.uint8)
    return known[which, 0], known[which, 1]


def _hard(
    text: str,
    kind: Octets,
    flags: Octets,
    before: npt.NDArray[np.bool_],
    cluster: npt.NDArray[np.bool_],
) -> npt.NDArray[np.bool_]:
    """Mark the characters about which the law must be asked, and through which a chunk must not be parted."""
    hard: npt.NDArray[np.bool_] = (kind == _Class.HARD) | cluster
    hebrew = (flags & _HEBREW) > 0
    hard[:-1] |= ((flags[:-1] & _QUOTE) > 0) & hebrew[1:]
    # A hyphen before white space may be one at a line's end: what follows belongs to its chunk.
    broken = np.flatnonzero(((flags[:-1] & _BREAKING) > 0) & before[:-1] & (kind[1:] == _Class.SPACE))
    solid = np.flatnonzero(kind != _Class.SPACE)
    for at in broken.tolist():
        following = int(np.searchsorted(solid, at + 1))
        hard[at : int(solid[following]) + 1 if following < len(solid) else at + 1] = True
    if "[" in text:
        for lacuna in _LACUNA_ALONE.finditer(text):
            hard[lacuna.start() : lacuna.end()] = True
    return hard


def _plain_and_hard(
    text: str,
    kind: Octets,
    flags: Octets,
    word: npt.NDArray[np.bool_],
    points: Points,
    hard: npt.NDArray[np.bool_],
) -> Cuts:
    """Cut the plain chunks by classes, and the others by the law."""
    solid = (kind != _Class.SPACE) | hard
    starts = np.ones(len(kind) + 1, bool)
    # A word begins where none stood before, a mark where it is not the same as the one before it, repeated.
    starts[1:-1] = ~(word[1:] & word[:-1])
    repeats = ((flags & _REPEAT) > 0) & ~word
    starts[1:-1] &= ~(repeats[1:] & repeats[:-1] & (points[1:] == points[:-1]))
    regions: list[Cut] = []
    if hard.any():
        edge = np.diff(solid.astype(np.int8), prepend=0, append=0)
        chunks = np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)
        total = np.concatenate(([0], np.cumsum(hard)))
        asked = total[chunks[1]] > total[chunks[0]]
        solid = solid.copy()
        for start, end in zip(chunks[0][asked].tolist(), chunks[1][asked].tolist(), strict=True):
            regions += words(text, start, end)
            solid[start:end] = False
    begins = np.flatnonzero(starts[:-1] & solid)
    border = np.flatnonzero(starts | np.append(~solid, True))
    ends = border[np.searchsorted(border, begins, side="right")]
    says = word[begins] | (kind[begins] == _Class.ALONE) | (kind[begins] == _Class.SYMBOL)
    sorts = np.where(says, Sort.WORD, Sort.PUNCTUATION)
    plain = Cuts(np.stack((begins, ends), axis=1).astype(np.int32), sorts.astype(np.int8))
    if not regions:
        return plain
    other = cuts_of(regions)
    order = np.argsort(np.concatenate((plain.spans[:, 0], other.spans[:, 0])), kind="stable")
    return Cuts(np.concatenate((plain.spans, other.spans))[order], np.concatenate((plain.sorts, other.sorts))[order])
