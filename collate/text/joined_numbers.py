"""Numbers of several parts in one word, such as *twenty-five* and *fünfundzwanzig*, of all languages that are listed.

For the aligner only: it asks which word may stand for a numeral. Numbers in several words, and ordinals with their
language, are read where differences are classified.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from collate.text.number_names import IN_LATIN_LETTERS, number_table, rows_by_language

_MOST_PARTS: Final = 8  # number words in one word
_LENGTHS: Final = range(6, 61)  # letters of such a word
_TEN: Final = 10
_HUNDRED: Final = 100
_THOUSAND: Final = 1000
_CACHED_WORDS: Final = 1 << 14
_TENS_WITH_TEENS: Final = (60, 80)  # soixante-dix, quatre-vingt-dix


@lru_cache(_CACHED_WORDS)
def joined_number_values(word: str, only_latin: bool = False) -> frozenset[int]:
    """Return the values that a word of several number words may have; none for any other word.

    Parameters
    ----------
    word : str
        Its letters, without accents, capitals and hyphens.
    only_latin : bool
        Whether only languages in Latin letters are asked, which is faster.

    Examples
    --------
    >>> [sorted(joined_number_values(word)) for word in ("twentyfive", "quatrevingts", "oneself")]
    [[25], [80], []]
    """
    if len(word) not in _LENGTHS:
        return frozenset()
    languages = IN_LATIN_LETTERS if only_latin else tuple(rows_by_language())
    if not _several_words(languages).fullmatch(word):
        return frozenset()
    return frozenset(value for language in languages if (value := _value_in(word, language)))


@cache
def _several_words(languages: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of several number words of some languages."""
    words = sorted({word for language in languages for word in _values(language)}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, words))}){{2,{_MOST_PARTS}}}")


@cache
def _values(language: str) -> Mapping[str, int]:
    """Return the words of which numbers are made, with their values; a word for "and" has 0."""
    table = number_table(language) or {}
    return {word: value for key in ("joining", "ordinals", "cardinals") for word, value in table.get(key, {}).items()}


def _value_in(word: str, language: str) -> int:
    """Return the value of a word in a language, or 0: the first division into number words that is a number."""
    values, multiples = _values(language), (number_table(language) or {}).get("multiples", {})

    def read(rest: str, parts: tuple[str, ...]) -> int:
        if not rest:
            return _sum_of(parts, values, multiples) if len(parts) > 1 else 0
        if len(parts) == _MOST_PARTS:
            return 0
        ends = (end for end in range(len(rest), 0, -1) if rest[:end] in values)
        return next((value for end in ends if (value := read(rest[end:], (*parts, rest[:end])))), 0)

    return read(word, ())


def _sum_of(parts: Sequence[str], values: Mapping[str, int], multiples: Mapping[str, int]) -> int:
    """Return the number that some number words make together, or 0 if they make none: three two."""
    if not values[parts[0]] or not values[parts[-1]]:
        return 0
    total = part = previous = 0  # part: the value since the last word for a thousand or more
    unit = math.inf
    for word in parts:
        value = values[word]
        if not value:
            continue
        if value >= _THOUSAND:
            if value >= unit:
                return 0
            total, part, unit = total + max(part, 1) * value, 0, value
        elif value == _HUNDRED:
            if part >= _HUNDRED:
                return 0
            part = max(part, 1) * value
        elif word in multiples and 1 < previous < value:
            part += previous * (value - 1)  # quatre-vingts
        elif _may_follow(part, value):
            part += value
        else:
            return 0
        previous = value
    return total + part


def _may_follow(part: int, value: int) -> bool:
    """Return whether a number may be added: after hundreds or tens, or tens after units (fünfundzwanzig)."""
    rest = part % _HUNDRED
    if not rest:
        return value < _HUNDRED or not part
    if rest < _TEN:
        return _TEN < value < _HUNDRED and value % _TEN == 0
    return rest % _TEN == 0 and value < (2 * _TEN if rest in _TENS_WITH_TEENS else min(rest, _TEN))
