"""Numbers in words, of the languages in `data/numerals.toml`."""

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from collate.classify.language.folding import bare
from collate.text.number_names import LATIN, listed_units, number_table, rows_by_language

_TEN: Final = 10
_HUNDRED: Final = 100
_TENS_WITH_TEENS: Final = (60, 80)  # soixante-dix, quatre-vingt-dix
_THOUSAND: Final = 1000
_MOST_PARTS: Final = 8  # number words in one word
_LONGEST_COMPOUND: Final = 60  # letters
# The language of a number word in a script, where the work names none with a table.
_BY_SCRIPT: Final = (
    ("\u0370", "\u03ff", "grc"),
    ("\u0400", "\u052f", "cu"),
    ("\u0400", "\u052f", "ru"),
    ("\ua640", "\ua69f", "cu"),
    ("\u0531", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "ar"),
    ("\u1f00", "\u1fff", "grc"),
    ("\u2c80", "\u2cff", "cop"),
    ("\u03e2", "\u03ef", "cop"),
)


@cache
def _compound(code: str) -> re.Pattern[str] | None:
    """Return a pattern of several number words written as one, if the language has such words."""
    rows, table = rows_by_language().get(code, {}), number_table(code)
    if table is None or not rows.get("compounds"):
        return None
    words = sorted({*table["cardinals"], *table["joining"], *table["ordinals"]}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)}){{2,{_MOST_PARTS}}}")


@cache
def _number_word(code: str) -> re.Pattern[str]:
    """Return a pattern of one number word, the longest that fits."""
    table = number_table(code) or {}
    words = sorted((word for key in ("cardinals", "joining", "ordinals") for word in table[key]), key=len, reverse=True)
    return re.compile("|".join(words))


def _parts(word: str, language: str) -> tuple[str, ...]:
    """Return the number words that are written as one word, einundzwanzig; of any other word itself."""
    code = language.split("-", maxsplit=1)[0].lower()
    pattern = _compound(code) if len(word) <= _LONGEST_COMPOUND else None
    table = number_table(code)
    if pattern is None or table is None or word in table["cardinals"] or word in table["ordinals"]:
        return (word,)
    parts = tuple(_number_word(code).findall(word)) if pattern.fullmatch(word) else ()
    return parts if "".join(parts) == word else (word,)


def _table(language: str, word: str) -> Mapping[str, Mapping[str, int]] | None:
    """Return the number words of a language; if it has none, those of the script of a word.

    Without a language they are English, or of the first other language that has the word.
    """
    code = language.split("-", maxsplit=1)[0].lower()
    table = number_table(code) or number_table(code[:2])
    if table is None or (word and not word.isascii() and not language):
        table = _table_with(word, [name for first, last, name in _BY_SCRIPT if first <= word[:1] <= last]) or table
    return table or (None if language else _table_with(word, LATIN))


def _table_with(word: str, languages: Sequence[str]) -> Mapping[str, Mapping[str, int]] | None:
    """Return the first table of some languages that has a word; else that of the first language."""
    tables = [table for language in languages if (table := number_table(language))]
    return next((t for t in tables if word in t["cardinals"] or word in t["ordinals"]), tables[0] if tables else None)


def _without_and(word: str, table: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    """Return a word in two parts if it begins with the letter for "and" of Hebrew or Arabic: וארבע, وعشرون."""
    if word[:1] in ("ו", "و") and word not in table["cardinals"] and word[1:] in table["cardinals"]:
        return word[0], word[1:]
    return (word,)


@cache
def _units() -> Mapping[str, frozenset[int]]:
    """Return for each word for a unit the numbers of the units that it may mean."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(filter(None, listed_units().splitlines())):
        for word in line.split():
            found.setdefault(bare(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def units_of(word: str) -> frozenset[int]:
    """Return the units that a bare word may mean, each by a number of its own: pence and d mean one."""
    return _units().get(word, frozenset())


def may_begin_number(word: str, language: str) -> bool:
    """Return whether a number in words may begin with a bare word."""
    table = _table(language, word)
    if table is None:
        return False
    first = _parts(word, language)[0]
    return first in table["cardinals"] or first in table["ordinals"]


def parse_number_words(words: list[str], language: str) -> tuple[int, bool] | None:
    """Return the value of number words (twenty three, nineteen hundred and two) and whether they are an ordinal.

    None if they do not make one number (one two) or the language has no table.
    """
    table = _table(language, words[0] if words else "")
    if table is None:
        return None
    words = [part for word in words for part in _without_and(word, table)]
    words = [part for word in words for part in _parts(word, language)]
    cardinals, ordinals, joining, multiples = (table[key] for key in ("cardinals", "ordinals", "joining", "multiples"))
    total = part = previous = 0  # part: the value since the last word for a thousand or more
    unit = math.inf  # the value of that word
    ordinal = after_joining_word = False
    if not words or words[0] in joining or words[-1] in joining:
        return None
    for word in words:
        if word in joining:
            after_joining_word = True
            continue
        follows_ordinal, ordinal = ordinal, word in ordinals
        value = ordinals.get(word, cardinals.get(word))
        is_last_ordinal = not ordinal or words[-1] in ordinals  # vicesimus primus, but not first twenty
        if value is None or not is_last_ordinal or (follows_ordinal and not ordinal):
            return None
        if value >= _THOUSAND:
            if value >= unit:
                return None
            total, part, unit = total + max(part, 1) * value, 0, value
        elif value == _HUNDRED:
            if part >= _HUNDRED:
                return None
            part = max(part, 1) * value
        elif word in multiples and 1 < previous < value and not after_joining_word:
            part += previous * (value - 1)  # three score, quatre vingt
        elif _may_follow(part, value, after_joining_word) or (
            0 < part % _HUNDRED < 10 and _adds_ten(word, value, table)
        ):
            part += value
        else:
            return None
        previous, after_joining_word = value, False
    return total + part, ordinal


def _adds_ten(word: str, value: int, table: Mapping[str, Mapping[str, int]]) -> bool:
    """Return whether a word after units makes them a number above ten: tertius decimus, חמש עשרה."""
    return word in table["teens"] or (value == _TEN and word in table["ordinals"])


def _may_follow(part: int, value: int, after_joining_word: bool) -> bool:
    """Return whether a number below 100 may be added: after hundreds or tens, or units before it (five and twenty)."""
    rest = part % _HUNDRED
    if not rest:
        return not part or value < _HUNDRED
    after_tens = rest % 10 == 0 and value < (20 if rest in _TENS_WITH_TEENS else min(rest, 10))
    after_units = after_joining_word and rest < 10 and value < _HUNDRED and value % 10 == 0 and value > 10
    return after_tens or after_units
