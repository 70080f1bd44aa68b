"""What a character can do in a word: letters, marks that hang on them, hyphens between them, and the rest.

Each code point of a text has a number made of the traits below. Most are known from the tables that
come with Python; `regex`, which is the law in `collate.text.segmentation`, is asked about all others, since its
tables may be of another version of Unicode.
"""

import unicodedata
from functools import cache
from typing import Final

import numpy as np

from collate._arrays import UInt16
from collate._codepoints import CodePoints
from collate.text.normalise import APOSTROPHES, HYPHENS

CharClasses = UInt16

(
    SPACE,
    LETTER,  # of a script whose words stand apart
    DIGIT,
    PRIVATE_USE,  # may be a letter: no standard says
    EXTEND,  # marks and format characters: they belong to what stands before them
    IDEOGRAPH,  # Han and Hiragana: a word each
    SYMBOL,  # an emoji and the like: read as a word
    COMPLEX,  # part of a cluster that only the law can tell
    MID_LETTER,  # a hyphen or apostrophe, part of a word if letters stand on both sides
    MID_NUMBER,  # part of a number if digits do
    REPEATABLE,  # one mark with its equals beside it
    GERSHAYIM,  # gershayim between Hebrew letters
    LINE_BREAK_HYPHEN,  # a hyphen that may break a word at a line's end
    HEBREW,
    SPACE_EXTEND,  # hangs on what stands before it even if that is white space
    PREPEND,  # holds what follows it even if that is white space
) = (1 << k for k in range(16))
WORD_CHAR: Final = LETTER | DIGIT | PRIVATE_USE

_LISTED_CHARS: Final = (
    (MID_LETTER, APOSTROPHES + "-‐‑·׳"),
    (MID_NUMBER, ".,"),
    (REPEATABLE, ".*_=-–—"),
    (GERSHAYIM, '"״'),
    (LINE_BREAK_HYPHEN, HYPHENS),
)
_UNSET: Final = (1 << 16) - 1  # nothing has all traits
_TABLE_SIZE: Final = 1 << 16  # code points that have a place in the table
# Latin, Greek, Cyrillic and general punctuation are whole since long: every library knows them alike.
_STABLE_BLOCKS: Final = (range(0x530), range(0x1E00, 0x2000), range(0x2010, 0x2060))
_FIRST_EMOJI: Final = 0x1F000  # flags, joined faces: clusters of several code points


def char_classes(points: CodePoints) -> CharClasses:
    """Give the traits (n,) uint16 of each code point, asking once for each that occurs."""
    if points.dtype == np.uint8:
        return _ascii_table().take(points)
    table = np.full(_TABLE_SIZE, _UNSET, np.uint16)
    table[: len(_ascii_table())] = _ascii_table()
    what = table.take(points, mode="clip")
    others = np.flatnonzero(what == _UNSET)
    if not len(others):
        return what
    found = points.take(others)
    if found.dtype == np.uint16:
        different = np.flatnonzero(np.bincount(found))
        table[different] = [char_class(point) for point in different.tolist()]
        what[others] = table.take(found)
        return what
    wide = sorted(set(found.tolist()))
    what[others] = np.array([char_class(point) for point in wide], np.uint16).take(np.searchsorted(wide, found))
    return what


@cache
def char_class(point: int) -> int:
    """Give the traits of one code point."""
    known = _stable_class(point)
    return _class_by_regex(point) if known is None else known


@cache
def _ascii_table() -> CharClasses:
    return np.array([char_class(point) for point in range(128)], np.uint16)


def _stable_class(point: int) -> int | None:
    """Give the traits of a code point that is settled, or None."""
    char = chr(point)
    if char.isspace():
        return SPACE
    category = unicodedata.category(char)
    if category[0] not in "LNPS" and category != "Cc":
        return None
    if not any(point in settled for settled in _STABLE_BLOCKS):
        return None
    return _listed_classes(char) | {"L": LETTER, "N": DIGIT}.get(category[0], SYMBOL if category == "So" else 0)


def _class_by_regex(point: int) -> int:
    """Give the traits of a code point that is not white space by asking the library that is the law."""
    import regex

    char = chr(point)
    what = _listed_classes(char)
    for flag, pattern, context in (
        (HEBREW, r"\p{Hebrew}", char),
        (SPACE_EXTEND, r"\X", f" {char}"),
        (PREPEND, r"\X", f"{char} "),
    ):
        what |= flag if regex.fullmatch(pattern, context) else 0
    if regex.match(r"\p{M}|\p{Cf}", char):
        return what | EXTEND
    unspaced = regex.match(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", char)
    if what & SPACE_EXTEND or unspaced or (point >= _FIRST_EMOJI and regex.match(r"\p{S}|\p{C}", char)):
        return what | COMPLEX
    if regex.match(r"[\p{Han}\p{Hiragana}]", char):
        return what | IDEOGRAPH
    for flag, pattern in ((LETTER, r"\p{L}"), (DIGIT, r"\p{N}"), (PRIVATE_USE, r"\p{Co}")):
        if regex.match(pattern, char):
            return what | flag
    return what | SYMBOL if unicodedata.category(char) == "So" else what


def _listed_classes(char: str) -> int:
    return sum(flag for flag, members in _LISTED_CHARS if char in members)
