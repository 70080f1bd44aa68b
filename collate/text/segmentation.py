"""Word segmentation: a reference pattern, and a vectorised fast path that gives the same tokens.

The reference is one regular expression. The fast path works on character classes, for all characters at
once: letters and digits, marks on them, hyphens and apostrophes between them, points inside numbers, single
and repeated punctuation marks. What the classes cannot decide, such as grapheme clusters of several code
points, is given to the reference, in chunks between white space. A property test checks that both give the
same tokens for any text. Both are in this module, so it is longer than 300 lines.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple, cast

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate._codepoints import CodePoints, code_points
from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.char_classes import (
    COMPLEX,
    DIGIT,
    EXTEND,
    GERSHAYIM,
    HEBREW,
    IDEOGRAPH,
    LETTER,
    LINE_BREAK_HYPHEN,
    MID_LETTER,
    MID_NUMBER,
    PREPEND,
    REPEATABLE,
    SPACE,
    SPACE_EXTEND,
    SYMBOL,
    WORD_CHAR,
    CharClasses,
    char_classes,
)
from collate.text.editorial_signs import AND_SIGNS
from collate.text.normalise import APOSTROPHES, ARMENIAN_MARKS, HYPHENS, INNER_HYPHENS, MIDDLE_DOTS

# A letter or digit with the marks, joiners and soft hyphens that follow it.
_LETTER = r"[\p{L}\p{N}\p{Co}][\p{M}\p{Cf}]*"
# In scripts written without spaces each character is a token, so that each can be aligned.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_MID_LETTER = rf"[{APOSTROPHES}{re.escape(INNER_HYPHENS)}{MIDDLE_DOTS}{ARMENIAN_MARKS}׳]"
_INNER = rf"(?:{_MID_LETTER}|(?<=\p{{Hebrew}}\p{{M}}*)[\"״](?=\p{{Hebrew}}))"
# A soft hyphen is part of the letter before it, so only the break follows.
_BREAK = rf"(?:[{re.escape(HYPHENS)}]|(?<=\u00ad))[^\S\n\r]*(?:\r\n|\n|\r)\s*(?=\p{{Ll}}|\p{{Lo}})"
_WORD = (
    rf"(?:(?!{_UNSPACED}){_LETTER})+"
    rf"(?:(?:{_INNER}(?=[\p{{L}}\p{{N}}])|(?<=\p{{N}})[.,](?=\p{{N}})|(?<=\p{{L}}[\p{{M}}\p{{Cf}}]*){_BREAK})"
    rf"(?:(?!{_UNSPACED}){_LETTER})+)*"
)
# A sign for "and" is a word. In `&c` and in the `&amp;` of markup it is the beginning of one.
_NO_LETTER = r"(?=[\p{M}\p{Cf}]*(?![\p{L}\p{N}\p{M}\p{Cf}]))"
_AND = rf"[{AND_SIGNS}](?:(?<=&)amp;|c(?:a|et|etera)?{_NO_LETTER})?[\p{{M}}\p{{Cf}}]*"
# Dots as many as letters are lost, and the three dashes of Leiden; `[--]` is an option of a program.
_LACUNA = r"\[\s*(?:\.\s*\.\s*\.(?:\s*\.){0,17}|…|[-–—]\s*[-–—]\s*[-–—])\s*\]"
_TOKEN = rf"(?P<lacuna>{_LACUNA})|(?P<word>{_WORD}|{_AND}|(?={_UNSPACED})\X)|(?P<mark>([.*_=\-–—])\4+|\X)"

_VIRAMA: Final = 9  # the combining class of the signs that join letters in scripts of India
_MARKS = MID_LETTER | MID_NUMBER | REPEATABLE | GERSHAYIM | LINE_BREAK_HYPHEN
_BLOCK: Final = 1 << 17  # characters
# White space between two letters of scripts that write spaces: no token and no lacuna extends over it.
_BLOCK_BORDER = late_regex(r"[0-9A-Za-zÀ-ɏͰ-ҁҊ-ԯא-ת]\s+(?=[0-9A-Za-zÀ-ɏͰ-ҁҊ-ԯא-ת])")
_LACUNA_PATTERN = late_regex(_LACUNA.replace(r"\s", r"[^\S\x1c-\x1f]"))
_SEPARATORS: Final = "\x1c\x1d\x1e\x1f"  # white space in Python, but not in the reference


@cache
def _reference_pattern() -> re.Pattern[str]:
    """Compile the reference. `regex` is imported here: it is slow to load, and plain text does not need it."""
    import regex

    return cast("re.Pattern[str]", regex.compile(_TOKEN))  # used like a pattern of `re`


class TokenSpan(NamedTuple):
    """The span [start, end) of a token in code points, and its sort."""

    start: int
    end: int
    sort: Sort


class TokenSpans(NamedTuple):
    """The n tokens of a text.

    spans  (n, 2) int32   [start, end) in code points
    sorts  (n,) int8      a `Sort`
    """

    spans: Int32
    sorts: Int8


def kept_tokens(spans: Int32, sorts: Int8, keeps: Bool) -> TokenSpans:
    """Return the tokens for which `keeps` is true."""
    kept = np.flatnonzero(keeps)  # faster than a mask
    return TokenSpans(spans.take(kept, axis=0), sorts.take(kept))


def tokens_of(stretches: Sequence[tuple[int, int]], tokens: TokenSpans) -> Iterable[tuple[int, int]]:
    """Return for each stretch [start, end) of a text its tokens [first, stop): all that it touches.

    All stretches are looked up at once, because each look-up in a column of `spans` copies the column.
    """
    bounds = np.array(stretches, np.int32).reshape(-1, 2)
    first = np.searchsorted(tokens.spans[:, 1], bounds[:, 0], "right")
    stop = np.searchsorted(tokens.spans[:, 0], bounds[:, 1])
    return zip(first.tolist(), stop.tolist(), strict=True)


def token_spans(tokens: Iterable[TokenSpan]) -> TokenSpans:
    """Return single token spans as arrays."""
    rows = np.array([*tokens], dtype=np.int32).reshape(-1, 3)
    return TokenSpans(np.ascontiguousarray(rows[:, :2]), rows[:, 2].astype(np.int8))


def reference_spans(text: str, start: int = 0, end: int | None = None) -> Iterable[TokenSpan]:
    """Return the words and punctuation marks of a text of any script, as the reference pattern finds them.

    A hyphen or apostrophe inside a word is part of it. A word that a hyphen breaks at the end of a line or page
    is one token. A number keeps its point and comma. `[...]` is a lacuna.

    Parameters
    ----------
    text : str
    start, end : int
        The part of the text that is segmented, in code points; by default all of it.

    Yields
    ------
    TokenSpan
        In the order of the text.
    """
    for match in _reference_pattern().finditer(text, start, len(text) if end is None else end):
        if match.group().isspace():
            continue
        first, stop = match.span()
        sort = (
            Sort.LACUNA
            if match.group("lacuna") is not None
            else Sort.WORD
            if match.group("word") is not None or unicodedata.category(match.group()[0]) == "So"
            else Sort.PUNCTUATION
        )
        yield TokenSpan(first, stop, sort)


def segment(text: str) -> TokenSpans:
    """Return the same tokens as `reference_spans`, as arrays, by the fast path."""
    decided: dict[str, list[TokenSpan]] = {}
    # As many tokens as characters at most: what is not written to takes no memory.
    spans, sorts, count = np.empty((len(text), 2), np.int32), np.empty(len(text), np.int8), 0
    for start, end in _blocks(text):
        block = _segment_block(text[start:end], start, decided)
        stop = count + len(block.sorts)
        spans[count:stop], sorts[count:stop], count = block.spans, block.sorts, stop
    return TokenSpans(spans[:count].copy(), sorts[:count].copy())


def _blocks(text: str) -> Iterable[tuple[int, int]]:
    """Yield the blocks [start, end) of a text. The arrays of one block fit the cache of a processor."""
    start = 0
    while start + _BLOCK < len(text):
        border = _BLOCK_BORDER.search(text, start + _BLOCK)
        if border is None:
            break
        yield start, border.end()
        start = border.end()
    yield start, len(text)


def _segment_block(text: str, offset: int, decided: dict[str, list[TokenSpan]]) -> TokenSpans:
    """Segment one block of a text that begins at `offset`; `decided` are the chunks that the reference has decided."""
    points = code_points(text)
    classes = char_classes(points)
    marks = np.flatnonzero((classes & _MARKS) > 0)
    word = _word_mask(classes, marks)
    solid = (classes & SPACE) == 0
    undecided = [*_complex_positions(classes, marks, word)]
    for start, end in _line_end_hyphens(text, classes, marks, undecided):
        word[start:end] = solid[start:end] = True
    continues = _continues_token(points, classes, marks, word)
    lacunas = [lacuna.span() for lacuna in _LACUNA_PATTERN.finditer(text)] if "[" in text else []
    for start, end in lacunas:
        continues[start : end - 1] = solid[start:end] = True
    chunks = _reference_chunks(points, classes, solid, undecided)
    if len(chunks):
        solid &= _outside(chunks, len(solid))
    begins, ends = solid.copy(), solid
    begins[1:] &= ~continues
    ends[:-1] &= ~continues
    first, last = np.flatnonzero(begins), np.flatnonzero(ends)
    is_word = word.take(first) | ((classes.take(first) & (IDEOGRAPH | SYMBOL)) > 0)
    sorts = np.where(is_word, np.int8(Sort.WORD), np.int8(Sort.PUNCTUATION))
    if lacunas:
        lacuna_starts = np.zeros(len(classes), bool)
        lacuna_starts[[start for start, _ in lacunas]] = True
        sorts[lacuna_starts.take(first)] = Sort.LACUNA
    spans = np.empty((len(first), 2), np.int32)
    spans[:, 0], spans[:, 1] = first, last + 1
    tokens = TokenSpans(spans, sorts)
    if len(chunks):
        tokens = _merge_spans(tokens, _decide_chunks(text, chunks, decided))
    return TokenSpans(tokens.spans + np.int32(offset), tokens.sorts)


def _merge_spans(left: TokenSpans, right: TokenSpans) -> TokenSpans:
    """Merge two sets of tokens that do not overlap, in the order of the text."""
    order = np.argsort(np.concatenate((left.spans[:, 0], right.spans[:, 0])), kind="stable")
    return TokenSpans(
        np.concatenate((left.spans, right.spans))[order], np.concatenate((left.sorts, right.sorts))[order]
    )


def _word_mask(classes: CharClasses, marks: Int64) -> Bool:
    """Return a mask (n,) bool of the characters of words: letters, marks on letters, hyphens between letters.

    `marks` (k,) are the positions of the punctuation marks that may be part of a word.
    """
    word: Bool = (classes & WORD_CHAR) > 0
    if _classes_present(classes) & EXTEND:
        extends = (classes & EXTEND) > 0
        positions = np.arange(len(classes), dtype=np.int32)
        word = word.take(np.maximum.accumulate(np.where(extends, 0, positions)))
    inner = _having(classes, marks, MID_LETTER | MID_NUMBER)
    inner = inner[(inner > 0) & (inner < len(classes) - 1)]
    mark, before, after = classes.take(inner), classes.take(inner - 1), classes.take(inner + 1)
    joins = ((mark & MID_LETTER) > 0) & word.take(inner - 1) & ((after & (LETTER | DIGIT)) > 0)
    joins |= ((mark & MID_NUMBER) > 0) & ((before & after & DIGIT) > 0)
    word[inner[joins]] = True
    return word


def _continues_token(points: CodePoints, classes: CharClasses, marks: Int64, word: Bool) -> Bool:
    """Return (n - 1,) bool: whether each character after the first is in one token with the character before it."""
    continues = word[1:] & word[:-1]
    repeatable = _having(classes, marks, REPEATABLE)
    repeatable = repeatable[~word.take(repeatable)]
    second = repeatable[1:][np.diff(repeatable) == 1]
    continues[second[points.take(second) == points.take(second - 1)] - 1] = True
    return continues


def _reference_chunks(points: CodePoints, classes: CharClasses, solid: Bool, undecided: list[Int64]) -> Int64:
    """Return the chunks (n, 2) int64 [start, end) that hold undecided positions: the reference decides.

    They end at white space, and before a letter of a script without spaces that follows another.
    """
    positions = np.concatenate(undecided) if undecided else np.zeros(0, np.int64)
    if not len(positions):
        return np.zeros((0, 2), np.int64)
    in_chunk = solid.copy()
    in_chunk[positions] = True
    begins, ends = in_chunk.copy(), in_chunk.copy()
    apart = ~in_chunk[:-1] | _parts_unspaced(points, classes)
    begins[1:] &= apart
    ends[:-1] &= ~in_chunk[1:] | apart
    starts, stops = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    holds = np.flatnonzero(np.bincount(np.searchsorted(starts, positions, side="right") - 1))
    return np.stack((starts.take(holds), stops.take(holds)), axis=1)


def _parts_unspaced(points: CodePoints, classes: CharClasses) -> Bool:
    """Return (n - 1,) bool: whether a letter of a script without spaces and its marks end before each next character.

    Then what stands before the border and what follows are tokens of their own, whatever they are. It is so if the
    next character is such a letter too, unless a sign joins the two: `\\X` finds those.
    """
    letters = (classes & (IDEOGRAPH | SPACE_EXTEND)) == IDEOGRAPH
    if not letters.any():
        return np.zeros(max(0, len(classes) - 1), bool)
    positions = np.arange(len(classes), dtype=np.int32)
    extends = (classes & EXTEND) > 0
    latest = np.maximum.accumulate(np.where(extends, 0, positions))[:-1]
    parts: Bool = letters[1:] & ((classes & IDEOGRAPH) > 0).take(latest)
    marks = np.flatnonzero(extends)
    joining = [mark for mark in sorted(set(points.take(marks).tolist())) if _joins_letters(mark)]
    if joining:
        joins = np.zeros(len(classes), bool)
        joins[marks[np.isin(points.take(marks), joining)]] = True
        parts &= np.maximum.accumulate(np.where(joins, positions, 0))[:-1] <= latest
    return parts


def _joins_letters(mark: int) -> bool:
    """Return whether a mark or format character may join the letters around it to one grapheme cluster."""
    char = chr(mark)
    return unicodedata.combining(char) == _VIRAMA or unicodedata.category(char) in ("Cf", "Cn")


def _outside(chunks: Int64, size: int) -> Bool:
    """Return a mask (size,) bool of the positions outside of all chunks (n, 2)."""
    opened = np.zeros(size + 1, np.int8)
    opened[chunks[:, 0]] += 1
    opened[chunks[:, 1]] -= 1
    return np.asarray(np.cumsum(opened[:-1], dtype=np.int8) == 0)


def _decide_chunks(text: str, chunks: Int64, decided: dict[str, list[TokenSpan]]) -> TokenSpans:
    """Return the tokens of chunks (n, 2) by the reference, which decides each distinct chunk once."""
    strings = [text[start:end] for start, end in chunks.tolist()]
    number = {string: k for k, string in enumerate(dict.fromkeys(strings))}
    for string in number:
        if string not in decided:
            decided[string] = [*reference_spans(string)]
    rows = token_spans(token for string in number for token in decided[string])
    counts = np.fromiter((len(decided[string]) for string in number), np.int64, len(number))
    which = np.fromiter(map(number.__getitem__, strings), np.int64, len(strings))
    sizes = counts.take(which)
    # The rows of a chunk follow one another: from its first row on, as many as it has tokens.
    shift = (np.cumsum(counts) - counts).take(which) - (np.cumsum(sizes) - sizes)
    row = np.arange(int(sizes.sum())) + np.repeat(shift, sizes)
    offsets = np.repeat(chunks[:, 0].astype(np.int32), sizes)
    return TokenSpans(rows.spans.take(row, axis=0) + offsets[:, None], rows.sorts.take(row))


def _complex_positions(classes: CharClasses, marks: Int64, word: Bool) -> Iterable[Int64]:
    """Yield the positions in grapheme clusters or Hebrew abbreviations, where the classes cannot decide."""
    present = _classes_present(classes)
    if present & SYMBOL:
        signs = _positions(classes[:-1], SYMBOL)
        yield signs[(classes.take(signs + 1) & LETTER) > 0]
    if present & COMPLEX:
        yield _positions(classes, COMPLEX)
    if present & EXTEND:
        extends = _positions(classes, EXTEND)
        yield extends[~word.take(extends)]
    if present & GERSHAYIM and present & HEBREW:
        quotes = _having(classes, marks, GERSHAYIM)
        quotes = quotes[quotes < len(classes) - 1]
        yield quotes[(classes.take(quotes + 1) & HEBREW) > 0]
    if present & SPACE_EXTEND:
        extends = _positions(classes, SPACE_EXTEND)
        yield extends[extends == 0]
        extends = extends[extends > 0]
        extends = extends[(classes.take(extends - 1) & SPACE) > 0]
        yield from (extends - 1, extends)
    if present & PREPEND:
        prepends = _positions(classes[:-1], PREPEND)
        prepends = prepends[(classes.take(prepends + 1) & SPACE) > 0]
        yield from (prepends, prepends + 1)


def _line_end_hyphens(
    text: str, classes: CharClasses, marks: Int64, undecided: list[Int64]
) -> Iterable[tuple[int, int]]:
    """Yield each hyphen that breaks a word at the end of a line, as [start, end) with the white space after it.

    Where marks or other scripts are next to the hyphen, only the reference can decide: such positions are added
    to `undecided`.
    """
    hyphens = _having(classes, marks, LINE_BREAK_HYPHEN)
    hyphens = hyphens[(hyphens > 0) & (hyphens < len(classes) - 1)]
    before_space = ((classes.take(hyphens + 1) & SPACE) > 0) & ((classes.take(hyphens - 1) & SPACE) == 0)
    for at in hyphens[before_space].tolist():
        end = at + 1
        while end < len(text) and text[end].isspace():
            end += 1
        space = text[at + 1 : end]
        if end == len(text) or not ("\n" in space or "\r" in space):
            continue
        neighbours = int(classes[at - 1] | classes[end])
        category = unicodedata.category(text[end])
        is_complex = (neighbours | int(classes[at])) & (EXTEND | COMPLEX)
        if is_complex or category == "Cn" or any(c in _SEPARATORS for c in space):
            undecided.append(np.arange(at, end + 1))
        elif classes[at - 1] & LETTER and classes[end] & LETTER and category in ("Ll", "Lo"):
            yield at, end


def _having(classes: CharClasses, positions: Int64, flags: int) -> Int64:
    """Return those of the positions (k,) whose characters have one of the flags."""
    return positions[(classes.take(positions) & flags) > 0]


def _positions(classes: CharClasses, flags: int) -> Int64:
    """Return the positions of all characters with one of the flags."""
    return np.flatnonzero((classes & flags) > 0)


def _classes_present(classes: CharClasses) -> int:
    """Return all flags that occur."""
    return int(np.bitwise_or.reduce(classes, initial=0))
