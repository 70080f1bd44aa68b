"""Numerals and short forms that look unlike their words: 12 and *xii* for *twelve*, *M.* for *Monsieur*."""

from functools import cache, lru_cache
from typing import Final

from collate.text.figures import parse_figure, unmarked_value
from collate.text.joined_numbers import joined_number_values
from collate.text.normalise import letters
from collate.text.number_names import names_by_value
from collate.text.roman import ROMAN_WORDS, roman_value
from collate.text.word_signs import signs_table

LONGEST: Final = 12  # characters of figures and Roman numerals
LONGEST_OTHER: Final = 7  # characters of numerals of other alphabets, with their signs
LONGEST_SHORT: Final = 4  # letters of a listed short form
_CACHED_WORDS: Final = 1 << 14
_LETTERS_ALONE: Final = frozenset("vx")  # one letter that is a numeral and, in most languages, no word
_ROMAN: Final = "ivxlcdmj"
FIRST_GREEK: Final = "\u0370"


def may_be_numeral(form: str) -> bool:
    """Check quickly whether a form may be a number in figures or letters."""
    if form.isascii() and form.isalpha():
        return not form.strip(_ROMAN) and len(form) <= LONGEST
    if form[:1].isdecimal():
        return len(form) <= LONGEST
    return form[:1] >= FIRST_GREEK and len(form) <= LONGEST_OTHER


@lru_cache(_CACHED_WORDS)
def numeral_value(form: str) -> int:
    """Return the value of a number in figures or letters, or 0; a numeral that is a word as well is no number.

    Examples
    --------
    >>> [numeral_value(form) for form in ("12", "xii", "3rd", "ιβ", "mix", "i")]
    [12, 12, 3, 12, 0, 0]
    """
    if not may_be_numeral(form):
        return 0
    if form.isascii() and form.isalpha():
        is_word = form in ROMAN_WORDS or (len(form) == 1 and form not in _LETTERS_ALONE)
        return 0 if is_word else roman_value(form)
    figure = parse_figure(form)
    if figure is not None:
        return figure[0]
    return unmarked_value(form) or 0 if len(form) > 1 else 0


@cache
def _full_forms(only_latin: bool) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for short, full in signs_table("short") + (() if only_latin else signs_table("short_other")):
        words[short] = (*words.get(short, ()), full)
    return words


def written_out(form: str, only_latin: bool = False) -> tuple[str, ...]:
    """Return the words for which a numeral or a listed short form may stand, in any language, the likeliest first.

    With `only_latin` these are only words in Latin letters, which are read faster.

    Examples
    --------
    >>> "twelve" in written_out("xii"), "duodecim" in written_out("12"), written_out("twelve")
    (True, True, ())
    """
    value = numeral_value(form)
    if value:
        names = names_by_value(only_latin).get(value, ())
        return names if form.isdecimal() else (*names, str(value))
    return full_forms(form, only_latin)


def full_forms(short: str, only_latin: bool = False) -> tuple[str, ...]:
    """Return the words for which a short form is listed, in any language."""
    return _full_forms(only_latin).get(short, ()) if len(short) <= LONGEST_SHORT else ()


def are_one_word(one: str, other: str) -> bool:
    """Check whether one of two forms may be the other one written out, or both are the same number."""
    if min(len(one), len(other)) > LONGEST_SHORT and not (may_be_numeral(one) or may_be_numeral(other)):
        return False  # the usual case
    value = numeral_value(one)
    if value and (one.isascii() or other.isascii()) and value == numeral_value(other):
        return True  # letters without a mark, in other alphabets, have a value whatever the word
    only_latin = max(*one, *other) < FIRST_GREEK
    if value and value in joined_number_values(letters(other), only_latin):
        return True
    if (value := numeral_value(other)) and value in joined_number_values(letters(one), only_latin):
        return True
    return letters(other) in written_out(one, only_latin) or letters(one) in written_out(other, only_latin)
