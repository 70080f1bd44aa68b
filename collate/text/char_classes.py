"""Character classes: what each character can do in a word.

The class of a code point is a number made of the flags below. For most characters the Unicode tables of
Python decide. For all others the library `regex` does: the reference of `collate.text.segmentation` is one
of its patterns, and its tables may be of another version of Unicode.
"""

import unicodedata
from functools import cache
from typing import Final

import numpy as np

from collate._arrays import UInt16
from collate._codepoints import CodePoints
from collate.text.editorial_signs import AND_SIGNS
from collate.text.normalise import APOSTROPHES, ARMENIAN_MARKS, HYPHENS, INNER_HYPHENS, MIDDLE_DOTS

CharClasses = UInt16  # (n,) flags of n characters

(
    SPACE,
    LETTER,  # of a script that writes spaces between words
    DIGIT,
    PRIVATE_USE,  # may be a letter; Unicode does not say
    EXTEND,  # marks and format characters: part of the character before them
    IDEOGRAPH,  # a letter of a script without spaces, as Han: each is a word; if COMPLEX, with the marks on it
    SYMBOL,  # a word by itself, such as an emoji or &
    COMPLEX,  # part of a grapheme cluster that only the reference can find
    MID_LETTER,  # a hyphen or apostrophe: part of a word if it is between letters
    MID_NUMBER,  # part of a number if it is between digits
    REPEATABLE,  # several in a row are one mark
    GERSHAYIM,  # part of a word if it is between Hebrew letters
    LINE_BREAK_HYPHEN,  # a hyphen that may break a word at the end of a line
    HEBREW,
    SPACE_EXTEND,  # forms a grapheme cluster with the character before it, even with white space
    PREPEND,  # forms a grapheme cluster with the character after it, even with white space
) = (1 << k for k in range(16))
WORD_CHAR: Final = LETTER | DIGIT | PRIVATE_USE

_LISTED_CHARS: Final = (
    (MID_LETTER, APOSTROPHES + INNER_HYPHENS + MIDDLE_DOTS + ARMENIAN_MARKS + "׳"),
    (MID_NUMBER, ".,"),
    (REPEATABLE, ".*_=-–—"),
    (GERSHAYIM, '"״'),
    (LINE_BREAK_HYPHEN, HYPHENS),
)
_UNSET: Final = (1 << 16) - 1  # no character has all flags
_TABLE_SIZE: Final = 1 << 16  # code points above are looked up one by one
# Latin, Greek, Cyrillic and general punctuation: complete for so long that all libraries agree on them.
_STABLE_BLOCKS: Final = (range(0x530), range(0x1E00, 0x2000), range(0x2010, 0x2060))
_FIRST_EMOJI: Final = 0x1F000  # flags and joined faces: clusters of several code points


def char_classes(points: CodePoints) -> CharClasses:
    """Return the class (n,) uint16 of each code point (n,). Each distinct code point is classified once."""
    if points.dtype == np.uint8:
        return _ascii_table().take(points)
    table = np.full(_TABLE_SIZE, _UNSET, np.uint16)
    table[: len(_ascii_table())] = _ascii_table()
    classes = table.take(points, mode="clip")
    others = np.flatnonzero(classes == _UNSET)
    if not len(others):
        return classes
    other_points = points.take(others)
    if other_points.dtype == np.uint16:
        distinct = np.flatnonzero(np.bincount(other_points))
        table[distinct] = [char_class(point) for point in distinct.tolist()]
        classes[others] = table.take(other_points)
        return classes
    ordered = sorted(set(other_points.tolist()))
    ranks = np.searchsorted(ordered, other_points)
    classes[others] = np.array([char_class(point) for point in ordered], np.uint16).take(ranks)
    return classes


@cache
def char_class(point: int) -> int:
    """Return the class of one code point."""
    stable = _stable_class(point)
    return _class_by_regex(point) if stable is None else stable


@cache
def _ascii_table() -> CharClasses:
    """Return the classes (128,) uint16 of ASCII."""
    return np.array([char_class(point) for point in range(128)], np.uint16)


def _stable_class(point: int) -> int | None:
    """Return the class of a code point on which Python and `regex` are sure to agree, else None."""
    char = chr(point)
    if char.isspace():
        return SPACE
    category = unicodedata.category(char)
    if category[0] not in "LNPS" and category != "Cc":
        return None
    if not any(point in block for block in _STABLE_BLOCKS):
        return None
    return _listed_classes(char) | {"L": LETTER, "N": DIGIT}.get(
        category[0], SYMBOL if category == "So" or char in AND_SIGNS else 0
    )


def _class_by_regex(point: int) -> int:
    """Return the class of a code point that is not white space, as `regex` has it."""
    import regex

    char = chr(point)
    classes = _listed_classes(char)
    for flag, pattern, context in (
        (HEBREW, r"\p{Hebrew}", char),
        (SPACE_EXTEND, r"\X", f" {char}"),
        (PREPEND, r"\X", f"{char} "),
    ):
        classes |= flag if regex.fullmatch(pattern, context) else 0
    if regex.match(r"\p{M}|\p{Cf}", char):
        return classes | EXTEND
    unspaced = regex.match(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]", char)
    if classes & SPACE_EXTEND or unspaced or (point >= _FIRST_EMOJI and regex.match(r"\p{S}|\p{C}", char)):
        return classes | COMPLEX | (IDEOGRAPH if unspaced and regex.match(r"\p{L}", char) else 0)
    if regex.match(r"[\p{Han}\p{Hiragana}]", char):
        return classes | IDEOGRAPH
    for flag, pattern in ((LETTER, r"\p{L}"), (DIGIT, r"\p{N}"), (PRIVATE_USE, r"\p{Co}")):
        if regex.match(pattern, char):
            return classes | flag
    return classes | SYMBOL if unicodedata.category(char) == "So" or char in AND_SIGNS else classes


def _listed_classes(char: str) -> int:
    """Return the flags that a character has because `_LISTED_CHARS` names it."""
    return sum(flag for flag, members in _LISTED_CHARS if char in members)
