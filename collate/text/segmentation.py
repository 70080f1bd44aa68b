"""Cutting a text into words and punctuation marks: the law, and a quick way that keeps it.

The law is one regular expression. What is plain, letters and digits, marks that follow them,
hyphens and apostrophes between them, points within numbers, single and repeated marks, is cut
by classes of code points, all at once; the law is asked about the rest, chunk by chunk between
white space. A property holds the two equal on any text.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple, cast

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate._codepoints import Points, code_points
from collate.model.tokens import Sort
from collate.text.char_classes import (
    ALONE,
    BREAKING,
    CLUSTER,
    DIGIT,
    HANGING,
    HEBREW,
    JOIN,
    LEANING,
    LETTER,
    OPENING,
    POINT,
    QUOTE,
    REPEAT,
    SPACE,
    SYMBOL,
    WORDLY,
    CharClasses,
    char_classes,
)
from collate.text.normalise import APOSTROPHES, HYPHENS

# A letter or digit with all that hangs on it: marks, joiners, the soft hyphen.
_LETTER = r"[\p{L}\p{N}\p{Co}][\p{M}\p{Cf}]*"
# Scripts written without spaces are cut at their characters, so that each can find its like.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_INNER = rf"(?:[{APOSTROPHES}\-‐‑·׳]|(?<=\p{{Hebrew}}\p{{M}}*)[\"״](?=\p{{Hebrew}}))"
_BREAK = rf"[{re.escape(HYPHENS)}][^\S\n\r]*(?:\r\n|\n|\r)\s*(?=\p{{Ll}}|\p{{Lo}})"
_WORD = (
    rf"(?:(?!{_UNSPACED}){_LETTER})+"
    rf"(?:(?:{_INNER}(?=[\p{{L}}\p{{N}}])|(?<=\p{{N}})[.,](?=\p{{N}})|(?<=\p{{L}}[\p{{M}}\p{{Cf}}]*){_BREAK})"
    rf"(?:(?!{_UNSPACED}){_LETTER})+)*"
)
_LACUNA = r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]"
_MARKS = JOIN | POINT | REPEAT | QUOTE | BREAKING
_BLOCK: Final = 1 << 17  # characters
# White space between two letters of scripts that stand apart; no token and no lacuna reaches over it.
_BETWEEN = re.compile(r"[0-9A-Za-zÀ-ɏͰ-ҁҊ-ԯא-ת]\s+(?=[0-9A-Za-zÀ-ɏͰ-ҁҊ-ԯא-ת])")
_LACUNA_ALONE = re.compile(_LACUNA.replace(r"\s", r"[^\S\x1c-\x1f]"))
_SEPARATORS: Final = "\x1c\x1d\x1e\x1f"  # white space to Python, but not to the law
_TOKEN = rf"(?P<lacuna>{_LACUNA})|(?P<word>{_WORD}|(?={_UNSPACED})\X)|(?P<mark>([.*_=\-–—])\4+|\X)"


@cache
def _reference_pattern() -> re.Pattern[str]:
    """Compile the law. The library is large: plain text loads it not."""
    import regex

    return cast("re.Pattern[str]", regex.compile(_TOKEN))  # what it gives is used as what `re` gives


class Segment(NamedTuple):
    """Where a token stands, in code points, and its sort."""

    start: int
    end: int
    sort: Sort


class Segments(NamedTuple):
    """All tokens of a text: spans (n, 2) int32 and sorts (n,) int8."""

    spans: Int32
    sorts: Int8


def segments_of(found: Iterable[Segment]) -> Segments:
    """Give cuts as columns."""
    rows = np.array([*found], dtype=np.int32).reshape(-1, 3)
    return Segments(np.ascontiguousarray(rows[:, :2]), rows[:, 2].astype(np.int8))


def word_spans(text: str, start: int = 0, end: int | None = None) -> Iterable[Segment]:
    """Cut a text of any script into words and punctuation marks.

    An inner hyphen or apostrophe belongs to its word; a word broken by a hyphen at a line or
    page end is one token; a number keeps its point and comma; `[...]` is a lacuna.
    """
    for match in _reference_pattern().finditer(text, start, len(text) if end is None else end):
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
        yield Segment(begin, stop, sort)


def segment(text: str) -> Segments:
    """Cut a text as `word_spans` does, the plain parts all at once."""
    blocks = [_cut_block(text[start:end], start) for start, end in _blocks(text)]
    if len(blocks) == 1:
        return blocks[0]
    return Segments(
        np.concatenate([block.spans for block in blocks]), np.concatenate([block.sorts for block in blocks])
    )


def _blocks(text: str) -> Iterable[tuple[int, int]]:
    """Part a long text where no token can stand, so that the columns of each part stay in a processor's cache."""
    start = 0
    while start + _BLOCK < len(text):
        found = _BETWEEN.search(text, start + _BLOCK)
        if found is None:
            break
        yield start, found.end()
        start = found.end()
    yield start, len(text)


def _cut_block(text: str, offset: int) -> Segments:
    points = code_points(text)
    what = char_classes(points)
    marks = np.flatnonzero((what & _MARKS) > 0)
    word = _in_words(what, marks)
    solid = (what & SPACE) == 0
    doubtful = [*_clusters(what, marks, word)]
    for start, end in _broken(text, what, marks, doubtful):
        word[start:end] = solid[start:end] = True
    goes_on = _going_on(points, what, marks, word)
    lacunas = [lacuna.span() for lacuna in _LACUNA_ALONE.finditer(text)] if "[" in text else []
    for start, end in lacunas:
        goes_on[start : end - 1] = solid[start:end] = True
    asked: list[Segment] = []
    for start, end in _chunks(solid, doubtful):
        asked += word_spans(text, start, end)
        solid[start:end] = False
    begins, ends = solid.copy(), solid
    begins[1:] &= ~goes_on
    ends[:-1] &= ~goes_on
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    is_word = word.take(first) | ((what.take(first) & (ALONE | SYMBOL)) > 0)
    sorts = np.where(is_word, np.int8(Sort.WORD), np.int8(Sort.PUNCTUATION))
    if lacunas:
        heads = np.zeros(len(what), bool)
        heads[[start for start, _ in lacunas]] = True
        sorts[heads.take(first)] = Sort.LACUNA
    spans = np.empty((len(first), 2), np.int32)
    spans[:, 0], spans[:, 1] = first, last + 1
    cuts = Segments(spans, sorts)
    if asked:
        cuts = _put_together(cuts, segments_of(asked))
    return Segments(cuts.spans + np.int32(offset), cuts.sorts)


def _put_together(plain: Segments, asked: Segments) -> Segments:
    order = np.argsort(np.concatenate((plain.spans[:, 0], asked.spans[:, 0])), kind="stable")
    return Segments(
        np.concatenate((plain.spans, asked.spans))[order], np.concatenate((plain.sorts, asked.sorts))[order]
    )


def _in_words(what: CharClasses, marks: Int64) -> Bool:
    """Mark the characters that belong to words: letters, what hangs on them, what joins them."""
    word: Bool = (what & WORDLY) > 0
    if _present(what) & HANGING:
        hanging = (what & HANGING) > 0
        places = np.arange(len(what), dtype=np.int32)
        word = word.take(np.maximum.accumulate(np.where(hanging, 0, places)))
    inner = _those(what, marks, JOIN | POINT)
    inner = inner[(inner > 0) & (inner < len(what) - 1)]
    mark, before, after = what.take(inner), what.take(inner - 1), what.take(inner + 1)
    joins = ((mark & JOIN) > 0) & word.take(inner - 1) & ((after & (LETTER | DIGIT)) > 0)
    joins |= ((mark & POINT) > 0) & ((before & after & DIGIT) > 0)
    word[inner[joins]] = True
    return word


def _going_on(points: Points, what: CharClasses, marks: Int64, word: Bool) -> Bool:
    """Say of each character but the first, (n - 1,), whether it is of one token with the one before it."""
    goes_on = word[1:] & word[:-1]
    repeated = _those(what, marks, REPEAT)
    repeated = repeated[~word.take(repeated)]
    second = repeated[1:][np.diff(repeated) == 1]
    goes_on[second[points.take(second) == points.take(second - 1)] - 1] = True
    return goes_on


def _chunks(solid: Bool, doubtful: list[Int64]) -> list[tuple[int, int]]:
    """Give the stretches about which the law must be asked: white space bounds them, or the ends of the text."""
    hard = np.concatenate(doubtful) if doubtful else np.zeros(0, np.int64)
    if not len(hard):
        return []
    parted = solid.copy()
    parted[hard] = True
    spaces = np.concatenate(([-1], np.flatnonzero(~parted), [len(parted)]))
    after = np.flatnonzero(np.bincount(np.searchsorted(spaces, hard)))
    return list(zip((spaces[after - 1] + 1).tolist(), spaces[after].tolist(), strict=True))


def _clusters(what: CharClasses, marks: Int64, word: Bool) -> Iterable[Int64]:
    """Give the characters that stand in clusters, or in Hebrew abbreviations."""
    present = _present(what)
    if present & CLUSTER:
        yield _places(what, CLUSTER)
    if present & HANGING:
        hanging = _places(what, HANGING)
        yield hanging[~word.take(hanging)]
    if present & QUOTE and present & HEBREW:
        quotes = _those(what, marks, QUOTE)
        quotes = quotes[quotes < len(what) - 1]
        yield quotes[(what.take(quotes + 1) & HEBREW) > 0]
    if present & LEANING:
        leaning = _places(what, LEANING)
        yield leaning[leaning == 0]
        leaning = leaning[leaning > 0]
        leaning = leaning[(what.take(leaning - 1) & SPACE) > 0]
        yield from (leaning - 1, leaning)
    if present & OPENING:
        opening = _places(what[:-1], OPENING)
        opening = opening[(what.take(opening + 1) & SPACE) > 0]
        yield from (opening, opening + 1)


def _broken(text: str, what: CharClasses, marks: Int64, doubtful: list[Int64]) -> Iterable[tuple[int, int]]:
    """Give the hyphens that break a word at a line's end, each with the white space after it.

    Where marks or other scripts stand beside one the law must tell: those are put with the doubtful.
    """
    hyphens = _those(what, marks, BREAKING)
    hyphens = hyphens[(hyphens > 0) & (hyphens < len(what) - 1)]
    between = ((what.take(hyphens + 1) & SPACE) > 0) & ((what.take(hyphens - 1) & SPACE) == 0)
    for at in hyphens[between].tolist():
        end = at + 1
        while end < len(text) and text[end].isspace():
            end += 1
        space = text[at + 1 : end]
        if end == len(text) or not ("\n" in space or "\r" in space):
            continue
        beside = int(what[at - 1] | what[end])
        category = unicodedata.category(text[end])
        if (beside | int(what[at])) & (HANGING | CLUSTER) or category == "Cn" or any(c in _SEPARATORS for c in space):
            doubtful.append(np.arange(at, end + 1))
        elif what[at - 1] & LETTER and what[end] & LETTER and category in ("Ll", "Lo"):
            yield at, end


def _those(what: CharClasses, places: Int64, traits: int) -> Int64:
    return places[(what.take(places) & traits) > 0]


def _places(what: CharClasses, traits: int) -> Int64:
    return np.flatnonzero((what & traits) > 0)


def _present(what: CharClasses) -> int:
    return int(np.bitwise_or.reduce(what, initial=0))
