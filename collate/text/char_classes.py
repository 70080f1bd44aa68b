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
from collate._codepoints import Points
from collate.text.normalise import APOSTROPHES, HYPHENS

CharClasses = UInt16

(
    SPACE,
    LETTER,  # of a script whose words stand apart
    DIGIT,
    PRIVATE,  # may be a letter: no standard says
    HANGING,  # marks and format characters: they belong to what stands before them
    ALONE,  # Han and Hiragana: a word each
    SYMBOL,  # an emoji and the like: read as a word
    CLUSTER,  # part of a cluster that only the law can tell
    JOIN,  # a hyphen or apostrophe, part of a word if letters stand on both sides
    POINT,  # part of a number if digits do
    REPEAT,  # one mark with its equals beside it
    QUOTE,  # gershayim between Hebrew letters
    BREAKING,  # a hyphen that may break a word at a line's end
    HEBREW,
    LEANING,  # hangs on what stands before it even if that is white space
    OPENING,  # holds what follows it even if that is white space
) = (1 << k for k in range(16))
WORDLY: Final = LETTER | DIGIT | PRIVATE

_MEMBERS: Final = (
    (JOIN, APOSTROPHES + "-‐‑·׳"),
    (POINT, ".,"),
    (REPEAT, ".*_=-–—"),
    (QUOTE, '"״'),
    (BREAKING, HYPHENS),
)
_UNKNOWN: Final = (1 << 16) - 1  # nothing has all traits
_NARROW: Final = 1 << 16  # code points that have a place in the table
# Latin, Greek, Cyrillic and general punctuation are whole since long: every library knows them alike.
_SETTLED: Final = (range(0x530), range(0x1E00, 0x2000), range(0x2010, 0x2060))
_FIRST_EMOJI: Final = 0x1F000  # flags, joined faces: clusters of several code points


def char_classes(points: Points) -> CharClasses:
    """Give the traits (n,) uint16 of each code point, asking once for each that occurs."""
    if points.dtype == np.uint8:
        return _ascii().take(points)
    table = np.full(_NARROW, _UNKNOWN, np.uint16)
    table[: len(_ascii())] = _ascii()
    what = table.take(points, mode="clip")
    others = np.flatnonzero(what == _UNKNOWN)
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
    known = _known(point)
    return _asked(point) if known is None else known


@cache
def _ascii() -> CharClasses:
    return np.array([char_class(point) for point in range(128)], np.uint16)


def _known(point: int) -> int | None:
    """Give the traits of a code point that is settled, or None."""
    char = chr(point)
    if char.isspace():
        return SPACE
    category = unicodedata.category(char)
    if category[0] not in "LNPS" and category != "Cc":
        return None
    if not any(point in settled for settled in _SETTLED):
        return None
    return _membership(char) | {"L": LETTER, "N": DIGIT}.get(category[0], SYMBOL if category == "So" else 0)


def _asked(point: int) -> int:
    """Give the traits of a code point that is not white space by asking the library that is the law."""
    import regex

    char = chr(point)
    what = _membership(char)
    for flag, pattern, context in (
        (HEBREW, r"\p{Hebrew}", char),
        (LEANING, r"\X", f" {char}"),
        (OPENING, r"\X", f"{char} "),
    ):
        what |= flag if regex.fullmatch(pattern, context) else 0
    if regex.match(r"\p{M}|\p{Cf}", char):
        return what | HANGING
    unspaced = regex.match(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", char)
    if what & LEANING or unspaced or (point >= _FIRST_EMOJI and regex.match(r"\p{S}|\p{C}", char)):
        return what | CLUSTER
    if regex.match(r"[\p{Han}\p{Hiragana}]", char):
        return what | ALONE
    for flag, pattern in ((LETTER, r"\p{L}"), (DIGIT, r"\p{N}"), (PRIVATE, r"\p{Co}")):
        if regex.match(pattern, char):
            return what | flag
    return what | SYMBOL if unicodedata.category(char) == "So" else what


def _membership(char: str) -> int:
    return sum(flag for flag, members in _MEMBERS if char in members)
