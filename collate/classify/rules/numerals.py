"""Numbers: in figures, in letters of several alphabets, and in words of the languages that have a table."""

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

_DATA: Final = DATA / "numerals.toml"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM: Final = re.compile(r"m*(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_GREEK: Final = "αβγδεϛζηθικλμνξοπϟρστυφχψωϡ"
_ARMENIAN: Final = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_KERAIA: Final = "'ʹ´′΄"
_GERESH: Final = "׳״\"'"
_ROMAN_WORDS: Final = frozenset(("mi", "di", "vi", "li", "dic", "dix", "mix", "mil", "dim", "vim", "ci"))
_NO_WORDS_IN_CAPITALS: Final = frozenset(("vi", "li", "ci"))  # no words when they are capitals
_MAX_DIGITS: Final = 30  # digits; more are no number that anybody counts
_MAX_WORDS: Final = 12  # words
_HYPHEN: Final = re.compile("[-‐‑]")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


class Notation(Enum):
    """How a number is written, and how surely it is one."""

    FIGURES = "figures"
    LETTERS = "letters"
    WORDS = "words"
    DOUBTFUL = "letters that are a word as well"


@dataclass(frozen=True, slots=True)
class Number:
    """What a reading may be worth."""

    value: int
    ordinal: bool
    written: Notation


def numerals(pair: ReadingPair) -> Variation | None:
    """The same number in figures, in letters or in words; or another number."""
    here = _candidate_numbers(pair.base, pair.context.language)
    there = _candidate_numbers(pair.reading, pair.context.language) if here else ()
    if not here or not there:
        return None
    same = [(one, other) for one in here for other in there if one.value == other.value]
    if same:
        return _equal_numbers(pair, *same[0])
    surely = [[n for n in numbers if n.written is not Notation.DOUBTFUL] for numbers in (here, there)]
    if not all(surely):
        return None  # mix, dix
    one, other = surely[0][0], surely[1][0]
    letters = one.written is other.written is Notation.LETTERS
    roman = letters and "".join(pair.base.words + pair.reading.words).isascii()  # CC may be a committee
    certainty = Certainty.MEDIUM if roman else Certainty.HIGH
    why = f"another number: {one.value} and {other.value}"
    return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=certainty)


def _equal_numbers(pair: ReadingPair, one: Number, other: Number) -> Variation | None:
    """The same number: written otherwise, or counted here and ordered there."""
    words = one.written is other.written is Notation.WORDS and len(pair.base.words) == len(pair.reading.words) == 1
    if one.ordinal != other.ordinal:
        why = f"the number {one.value}, counted in one and ordered in the other"
        return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=Certainty.MEDIUM) if words else None
    figures = Notation.FIGURES in (one.written, other.written)
    letter = (
        Notation.DOUBTFUL in (one.written, other.written)
        and min(len(pair.base.words[0]), len(pair.reading.words[0])) == 1
    )
    if words or (letter and not figures):
        return None  # a score is no short form of twenty, nor forty of fourty; and a letter alone may be anything
    # Letters that count, or words, may be more than a number.
    certainty = Certainty.HIGH if figures else Certainty.MEDIUM
    why = f"the number {one.value}, written in two ways"
    return Variation(Kind.ABBREVIATION, why, cause="numeral", certainty=certainty)


def _candidate_numbers(side: ReadingSide, language: str) -> tuple[Number, ...]:
    """Give what a reading may be worth, the likeliest first; nothing if it is no number."""
    if not side.words or not _may_start_number(side.words[0], language):
        return ()  # as most readings are none
    words = [w for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD]
    if not words or len(words) > _MAX_WORDS:
        return ()
    found = []
    spoken = parse_number_words([bare(part) for word in words for part in _HYPHEN.split(word)], language)
    if spoken:
        found.append(Number(*spoken, Notation.WORDS))
    if len(words) == 1:
        value = parse_figure(words[0])
        if value is not None:
            found.append(Number(*value, _notation(words[0], spoken is not None)))
        return tuple(found)
    letters = [
        v for w in words if bare(w) not in ("και", "եւ", "et", "and", "и") and (v := parse_figure(w)) is not None
    ]
    if len(letters) > 1 and len(letters) >= len(words) - 1 and all(v > w for (v, _), (w, _) in pairwise(letters)):
        surely = not any(_is_also_a_word(word) for word in words if len(word) > 1)
        found.append(Number(sum(v for v, _ in letters), False, Notation.LETTERS if surely else Notation.DOUBTFUL))
    return tuple(found)


def _notation(word: str, spoken: bool) -> Notation:
    """Say how a single figure is written, which may be a number word of the language too."""
    if any(c.isdecimal() for c in word):
        return Notation.FIGURES
    return Notation.DOUBTFUL if spoken or _is_also_a_word(word) else Notation.LETTERS


def _is_also_a_word(word: str) -> bool:
    """A letter alone, or Roman figures that spell a word; VI, LI and CI in capitals are none."""
    plain = word.strip(".")
    small = plain.lower()
    if len(plain) == 1:
        return plain not in ("V", "X")
    return small in _ROMAN_WORDS and not (plain.isupper() and small in _NO_WORDS_IN_CAPITALS)


@lru_cache(CACHED_WORDS)
def _may_start_number(word: str, language: str) -> bool:
    """Say whether a number may begin with a word."""
    table = _table(language)
    first = bare(_HYPHEN.split(word)[0])
    return parse_figure(word) is not None or (
        table is not None and (first in table["cardinals"] or first in table["ordinals"])
    )


@lru_cache(CACHED_WORDS)
def parse_figure(word: str) -> tuple[int, bool] | None:
    """Give the value of figures or numeral letters (iii, XIV, 3rd, γʹ, ՇՂԱ), and whether they are an ordinal."""
    plain = word.strip(".")
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th|d|er|ère|e|ème|º|ª|o|a|-?й|-?я|-?е|-?го)", plain, re.IGNORECASE)
    if ordinal or plain.isdecimal():
        digits = ordinal[1] if ordinal else plain
        if len(digits) > _MAX_DIGITS:
            return None
        return int("".join(str(unicodedata.decimal(c)) for c in digits)), bool(ordinal)
    if len(plain) <= _MAX_DIGITS and re.fullmatch(r"\d{1,3}(?:[,.  ]\d{3})+", plain):
        return int(re.sub(r"\D", "", plain)), False
    value = _parse_roman(plain) or _parse_letter_numeral(plain)
    return (value, False) if value else None


def _parse_roman(word: str) -> int | None:
    """Give the value of Roman figures, with a long last i and four strokes as scribes write them."""
    small = word.lower()
    if small.strip("ivxlcdmj") or not (word.isupper() or word.islower()) or len(word) > _MAX_DIGITS:
        return None
    letters = small.replace("j", "i")
    if not _ROMAN_FORM.fullmatch(letters):
        return None
    values = [_ROMAN[c] for c in letters]
    return sum(v if v >= following else -v for v, following in zip(values, [*values[1:], 0], strict=True))


def _parse_letter_numeral(word: str) -> int | None:
    """Give the value of letters of an alphabet that counts, marked as numerals."""
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
    """Add the values of letters: the alphabet counts 1 to 9, 10 to 90, 100 to 900 and so on."""
    values = [alphabet.find(c) for c in letters]
    if not values or min(values) < 0:
        return None
    return sum((v % 9 + 1) * int(10 ** (v // 9)) for v in values)


def _parse_armenian(letters: str) -> int | None:
    """Add Armenian letters, greater before lesser; one before that for 100 or 1000 multiplies it (ԵՃ, 500)."""
    values = [_ARMENIAN.find(c) for c in letters]
    if min(values) < 0:
        return None
    total, before = 0, math.inf
    amounts = [(v % 9 + 1) * 10 ** (v // 9) for v in values]
    for amount in amounts:
        multiplied = 0 < total < amount and amount in (_HUNDRED, _THOUSAND)
        if amount >= before and not multiplied:
            return None  # a word in capitals
        total = total * amount if multiplied else total + amount
        before = amount
    return total


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    import tomllib  # late: few readings may be numbers in words

    tables: Mapping[str, Mapping[str, Mapping[str, int]]] = tomllib.loads(package_text(_DATA))["languages"]
    return tables


def _table(language: str) -> Mapping[str, Mapping[str, int]] | None:
    return _tables().get(language.split("-", maxsplit=1)[0].lower()[:2] or "en")


def parse_number_words(words: list[str], language: str) -> tuple[int, bool] | None:
    """Give the value of number words (twenty three, nineteen hundred and two), and whether they are an ordinal.

    Words that do not count on from one another (one two) are no number.
    """
    table = _table(language)
    if table is None:
        return None
    cardinals, ordinals, joining, multiples = (table[key] for key in ("cardinals", "ordinals", "joining", "multiples"))
    total = part = last = 0
    unit = math.inf
    ordinal = joined = False
    if not words or words[0] in joining or words[-1] in joining:
        return None
    for k, word in enumerate(words):
        if word in joining:
            joined = True
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
        elif word in multiples and 1 < last < value and not joined:
            part += last * (value - 1)  # three score, quatre vingt
        elif _may_follow(part, value, joined):
            part += value
        else:
            return None
        last, joined = value, False
    return total + part, ordinal


def _may_follow(part: int, value: int, joined: bool) -> bool:
    """Say whether a number below a thousand may follow: after hundreds or tens, or before them (five and twenty)."""
    rest = part % _HUNDRED
    if not rest:
        return not part or value < _HUNDRED
    after_tens = rest % 10 == 0 and value < min(rest, 20)
    return after_tens or (joined and rest < 10 and value < _HUNDRED and value % 10 == 0 and value > 10)
