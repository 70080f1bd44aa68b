"""Numbers in figures, in letters of several alphabets, and in words of the languages of `data/numerals.toml`."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from collate.classify.language.folding import CACHED_WORDS, bare
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.files.package_data import DATA, package_text
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation
from collate.text.roman import roman_value

_DATA: Final = DATA / "numerals.toml"
_GREEK: Final = "αβγδεϛζηθικλμνξοπϟρστυφχψωϡ"
_ARMENIAN: Final = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_KERAIA: Final = "'ʹ´′΄"
_GERESH: Final = "׳״\"'"
# Roman numerals that are words of Latin, French, Italian or English as well.
_ROMAN_WORDS: Final = frozenset(("mi", "di", "vi", "li", "dic", "dix", "mix", "mil", "dim", "vim", "ci"))
_NO_WORDS_IN_CAPITALS: Final = frozenset(("vi", "li", "ci"))  # in capitals only numerals
_MAX_DIGITS: Final = 30  # a longer run of digits or numeral letters is no number
_MAX_WORDS: Final = 12  # of a number in words
_AND: Final = ("και", "եւ", "et", "and", "и")  # between numeral letters
_HYPHEN: Final = re.compile("[-‐‑]")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


class NumberNotation(Enum):
    """How a number is written; DOUBTFUL letters may be a word instead."""

    FIGURES = "figures"
    LETTERS = "letters"
    WORDS = "words"
    DOUBTFUL = "letters that are a word as well"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a reading may mean."""

    value: int
    ordinal: bool
    notation: NumberNotation


def numerals(pair: ReadingPair) -> Variation | None:
    """Two numbers, in figures, letters or words: the same number or different ones."""
    base_numbers = _candidate_numbers(pair.base, pair.evidence.language)
    reading_numbers = _candidate_numbers(pair.reading, pair.evidence.language) if base_numbers else ()
    if not base_numbers or not reading_numbers:
        return None
    equal = [(base, reading) for base in base_numbers for reading in reading_numbers if base.value == reading.value]
    if equal:
        return _equal_numbers(pair, *equal[0])
    base = next((number for number in base_numbers if number.notation is not NumberNotation.DOUBTFUL), None)
    reading = next((number for number in reading_numbers if number.notation is not NumberNotation.DOUBTFUL), None)
    if base is None or reading is None:
        return None  # words such as mix, dix
    are_letters = base.notation is reading.notation is NumberNotation.LETTERS
    are_roman = are_letters and "".join(pair.base.words + pair.reading.words).isascii()  # CC may be a committee
    certainty = Certainty.MEDIUM if are_roman else Certainty.HIGH
    why = f"different numbers: {base.value} and {reading.value}"
    return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=certainty)


def _equal_numbers(pair: ReadingPair, base: Number, reading: Number) -> Variation | None:
    """Return the variation of two equal numbers: another notation, or a cardinal against an ordinal."""
    notations = base.notation, reading.notation
    are_words = base.notation is reading.notation is NumberNotation.WORDS
    are_single_words = are_words and len(pair.base.words) == len(pair.reading.words) == 1
    if base.ordinal != reading.ordinal:
        if not are_single_words:
            return None
        why = f"the number {base.value}, a cardinal in one reading and an ordinal in the other"
        return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=Certainty.MEDIUM)
    has_figures = NumberNotation.FIGURES in notations
    shorter_length = min(len(pair.base.words[0]), len(pair.reading.words[0]))
    is_doubtful_letter = NumberNotation.DOUBTFUL in notations and shorter_length == 1 and not has_figures
    if are_single_words or is_doubtful_letter:
        return None  # score / twenty and forty / fourty are no short forms; and a letter alone may mean anything
    certainty = Certainty.HIGH if has_figures else Certainty.MEDIUM  # letters and words may have another meaning
    why = f"the same number, {base.value}, written in two ways"
    return Variation(Kind.ABBREVIATION, why, cause="numeral", certainty=certainty)


def _candidate_numbers(side: ReadingSide, language: str) -> tuple[Number, ...]:
    """Return the numbers that a reading may mean, the likeliest first; empty if it is not a number."""
    if not side.words or not _may_start_number(side.words[0], language):
        return ()  # the usual case
    words = [w for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD]
    if not words or len(words) > _MAX_WORDS:
        return ()
    numbers = []
    spoken = parse_number_words([bare(part) for word in words for part in _HYPHEN.split(word)], language)
    if spoken:
        numbers.append(Number(*spoken, NumberNotation.WORDS))
    if len(words) == 1:
        figure = parse_figure(words[0])
        if figure is not None:
            numbers.append(Number(*figure, _notation(words[0], spoken is not None)))
        return tuple(numbers)
    # Numeral letters, such as XX et VII: each is less than the one before.
    values = [figure[0] for word in words if bare(word) not in _AND and (figure := parse_figure(word)) is not None]
    if len(values) > 1 and len(values) >= len(words) - 1 and all(a > b for a, b in pairwise(values)):
        is_doubtful = any(_is_also_a_word(word) for word in words if len(word) > 1)
        numbers.append(Number(sum(values), False, NumberNotation.DOUBTFUL if is_doubtful else NumberNotation.LETTERS))
    return tuple(numbers)


def _notation(word: str, spoken: bool) -> NumberNotation:
    """Return how a word that is a figure is written; `spoken` says that it is a number word of the language too."""
    if any(c.isdecimal() for c in word):
        return NumberNotation.FIGURES
    return NumberNotation.DOUBTFUL if spoken or _is_also_a_word(word) else NumberNotation.LETTERS


def _is_also_a_word(word: str) -> bool:
    """Return whether a figure may be a word: a letter alone, or a Roman numeral that spells a word."""
    plain = word.strip(".")
    lowered = plain.lower()
    if len(plain) == 1:
        return plain not in ("V", "X")
    return lowered in _ROMAN_WORDS and not (plain.isupper() and lowered in _NO_WORDS_IN_CAPITALS)


@lru_cache(CACHED_WORDS)
def _may_start_number(word: str, language: str) -> bool:
    """Return whether a number may begin with a word."""
    table = _table(language)
    first = bare(_HYPHEN.split(word)[0])
    return parse_figure(word) is not None or (
        table is not None and (first in table["cardinals"] or first in table["ordinals"])
    )


@lru_cache(CACHED_WORDS)
def parse_figure(word: str) -> tuple[int, bool] | None:
    """Return the value of figures or numeral letters (iii, XIV, 3rd, γʹ, ՇՂԱ) and whether they are an ordinal."""
    plain = word.strip(".")
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th|d|er|ère|e|ème|º|ª|o|a|-?й|-?я|-?е|-?го)", plain, re.IGNORECASE)
    if ordinal or plain.isdecimal():
        digits = ordinal[1] if ordinal else plain
        if len(digits) > _MAX_DIGITS:
            return None
        return int("".join(str(unicodedata.decimal(c)) for c in digits)), bool(ordinal)
    if len(plain) <= _MAX_DIGITS and re.fullmatch(r"\d{1,3}(?:[,.  ]\d{3})+", plain):
        return int(re.sub(r"\D", "", plain)), False
    value = roman_value(plain) or _parse_letter_numeral(plain)
    return (value, False) if value else None


def _parse_letter_numeral(word: str) -> int | None:
    """Return the value of Greek, Hebrew or Armenian letters that are marked as a numeral."""
    marked = len(word) > 1 and word[-1] in _KERAIA
    if marked and (value := _sum_letters(bare(word[:-1]), _GREEK)):
        return value
    if any(c in _GERESH for c in word) and (
        value := _sum_letters("".join(c for c in word if c not in _GERESH), _HEBREW)
    ):
        return value
    if word.isupper() and "\u0531" <= word[0] <= "\u0556":
        return _parse_armenian(word.casefold())
    return None


def _sum_letters(letters: str, alphabet: str) -> int | None:
    """Return the sum of the values of letters: in the order of the alphabet 1 to 9, 10 to 90, 100 to 900 and so on."""
    values = [alphabet.find(c) for c in letters]
    if not values or min(values) < 0:
        return None
    return sum((v % 9 + 1) * int(10 ** (v // 9)) for v in values)


def _parse_armenian(letters: str) -> int | None:
    """Return the value of Armenian letters, greater before lesser; before 100 or 1000 a lesser multiplies (ԵՃ, 500)."""
    values = [_ARMENIAN.find(c) for c in letters]
    if min(values) < 0:
        return None
    total, previous = 0, math.inf
    amounts = [(v % 9 + 1) * 10 ** (v // 9) for v in values]
    for amount in amounts:
        is_multiplied = 0 < total < amount and amount in (_HUNDRED, _THOUSAND)
        if amount >= previous and not is_multiplied:
            return None  # a word in capitals
        total = total * amount if is_multiplied else total + amount
        previous = amount
    return total


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    import tomllib  # only needed where a reading may be a number in words

    tables: Mapping[str, Mapping[str, Mapping[str, int]]] = tomllib.loads(package_text(_DATA))["languages"]
    return tables


def _table(language: str) -> Mapping[str, Mapping[str, int]] | None:
    return _tables().get(language.split("-", maxsplit=1)[0].lower()[:2] or "en")


def parse_number_words(words: list[str], language: str) -> tuple[int, bool] | None:
    """Return the value of number words (twenty three, nineteen hundred and two) and whether they are an ordinal.

    None if they do not make one number (one two) or the language has no table.
    """
    table = _table(language)
    if table is None:
        return None
    cardinals, ordinals, joining, multiples = (table[key] for key in ("cardinals", "ordinals", "joining", "multiples"))
    total = part = previous = 0  # part: the value since the last word for a thousand or more
    unit = math.inf  # the value of that word
    ordinal = after_joining_word = False
    if not words or words[0] in joining or words[-1] in joining:
        return None
    for k, word in enumerate(words):
        if word in joining:
            after_joining_word = True
            continue
        ordinal = word in ordinals
        value = ordinals.get(word, cardinals.get(word))
        if value is None or (ordinal and k < len(words) - 1):
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
        elif _may_follow(part, value, after_joining_word):
            part += value
        else:
            return None
        previous, after_joining_word = value, False
    return total + part, ordinal


def _may_follow(part: int, value: int, after_joining_word: bool) -> bool:
    """Return whether a number below 100 may be added: after hundreds or tens, or units before it (five and twenty)."""
    rest = part % _HUNDRED
    if not rest:
        return not part or value < _HUNDRED
    after_tens = rest % 10 == 0 and value < min(rest, 20)
    after_units = after_joining_word and rest < 10 and value < _HUNDRED and value % 10 == 0 and value > 10
    return after_tens or after_units
