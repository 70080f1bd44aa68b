"""Numbers: in figures, in letters of several alphabets, and in words of the languages that have a table."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from collate.classify.folding import REMEMBERED, bare
from collate.classify.kinds import Certainty, Kind, Variation
from collate.classify.question import Question, Side
from collate.tokens import Sort

_DATA: Final = Path(__file__).parent.parent / "data" / "numerals.toml"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_FORM: Final = re.compile(r"m*(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_GREEK: Final = "αβγδεϛζηθικλμνξοπϟρστυφχψωϡ"
_ARMENIAN: Final = "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_KERAIA: Final = "'ʹ´′΄"
_GERESH: Final = "׳״\"'"
_WORDS_TOO: Final = frozenset(("mi", "di", "vi", "li", "dic", "mix", "mil", "dim", "vim", "ci"))
_LONGEST: Final = 12  # words
_HYPHEN: Final = re.compile("[-‐‑]")
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


def numerals(pair: Question) -> Variation | None:
    """The same number in figures, in letters or in words; or another number."""
    here = _value(pair.base, pair.context.language)
    there = _value(pair.reading, pair.context.language) if here else None
    if here is None or there is None or _is_pronoun(pair.base, pair.reading) or _is_pronoun(pair.reading, pair.base):
        return None
    if here[0] == there[0] and here[1] != there[1]:
        return None  # one, first
    if here != there:
        why = f"another number: {here[0]} and {there[0]}"
        return Variation(Kind.SUBSTITUTION, why, cause="numeral")
    # Letters that count, or words, may be more than a number.
    figures = any(c.isdecimal() for side in (pair.base, pair.reading) for word in side.words for c in word)
    certainty = Certainty.HIGH if figures else Certainty.MEDIUM
    why = f"the number {here[0]}, written in two ways"
    return Variation(Kind.ABBREVIATION, why, cause="numeral", certainty=certainty)


def _is_pronoun(side: Side, other: Side) -> bool:
    """A lone I is a figure beside other figures only."""
    return side.words == ("I",) and not any(c.isdecimal() for word in other.words for c in word)


def _value(side: Side, language: str) -> tuple[int, bool] | None:
    """Give the number that a reading is, and whether it is an ordinal; None if it is none."""
    if not side.words or not _counts(side.words[0], language):
        return None  # as most readings are none
    words = [w for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD]
    if not words or len(words) > _LONGEST:
        return None
    if len(words) == 1:
        found = figure(words[0])
        if found is not None:
            return found
    letters = [v for w in words if bare(w) not in ("και", "եւ", "et", "and", "и") and (v := figure(w)) is not None]
    if len(letters) > 1 and len(letters) >= len(words) - 1 and all(v > w for (v, _), (w, _) in pairwise(letters)):
        return sum(value for value, _ in letters), False
    return in_words([bare(part) for word in words for part in _HYPHEN.split(word)], language)


@lru_cache(REMEMBERED)
def _counts(word: str, language: str) -> bool:
    """Say whether a number may begin with a word."""
    table = _table(language)
    first = bare(_HYPHEN.split(word)[0])
    return figure(word) is not None or (
        table is not None and (first in table["cardinals"] or first in table["ordinals"])
    )


@lru_cache(REMEMBERED)
def figure(word: str) -> tuple[int, bool] | None:
    """Give the value of figures or numeral letters (iii, XIV, 3rd, γʹ, ՇՂԱ), and whether they are an ordinal."""
    plain = word.strip(".")
    ordinal = re.fullmatch(r"(\d+)(?:st|nd|rd|th|d|er|ère|e|ème|º|ª|o|a|-?й|-?я|-?е|-?го)", plain, re.IGNORECASE)
    if ordinal or plain.isdecimal():
        digits = ordinal[1] if ordinal else plain
        return int("".join(str(unicodedata.decimal(c)) for c in digits)), bool(ordinal)
    if re.fullmatch(r"\d{1,3}(?:[,.  ]\d{3})+", plain):
        return int(re.sub(r"\D", "", plain)), False
    value = _roman(plain) or _lettered(plain)
    return (value, False) if value else None


def _roman(word: str) -> int | None:
    """Give the value of Roman figures, with a long last i and four strokes as scribes write them."""
    if (
        word.lower().strip("ivxlcdmj")
        or not (word.isupper() or word.islower())
        or (len(word) < 2 and word not in ("I", "V", "X"))
    ):
        return None
    letters = word.lower().replace("j", "i")
    if not _ROMAN_FORM.fullmatch(letters) or letters in _WORDS_TOO:
        return None
    values = [_ROMAN[c] for c in letters]
    return sum(v if v >= following else -v for v, following in zip(values, [*values[1:], 0], strict=True))


def _lettered(word: str) -> int | None:
    """Give the value of letters of an alphabet that counts, marked as numerals."""
    marked = len(word) > 1 and word[-1] in _KERAIA
    if marked and (value := _sum(bare(word[:-1]), _GREEK)):
        return value
    if any(c in _GERESH for c in word) and (value := _sum("".join(c for c in word if c not in _GERESH), _HEBREW)):
        return value
    if word.isupper() and "\u0531" <= word[0] <= "\u0556":
        return _armenian(word.casefold())
    return None


def _sum(letters: str, alphabet: str) -> int | None:
    """Add the values of letters: the alphabet counts 1 to 9, 10 to 90, 100 to 900 and so on."""
    values = [alphabet.find(c) for c in letters]
    if not values or min(values) < 0:
        return None
    return sum((v % 9 + 1) * int(10 ** (v // 9)) for v in values)


def _armenian(letters: str) -> int | None:
    """Add Armenian letters; a lesser before that for a hundred or a thousand multiplies it (ԵՃ, 500)."""
    values = [_ARMENIAN.find(c) for c in letters]
    if min(values) < 0:
        return None
    total = 0
    amounts = [(v % 9 + 1) * 10 ** (v // 9) for v in values]
    for amount in amounts:
        multiplied = 0 < total < amount and amount in (_HUNDRED, _THOUSAND)
        total = total * amount if multiplied else total + amount
    return total


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, int]]]:
    import tomllib  # late: few readings may be numbers in words

    tables: Mapping[str, Mapping[str, Mapping[str, int]]] = tomllib.loads(_DATA.read_text(encoding="utf-8"))[
        "languages"
    ]
    return tables


def _table(language: str) -> Mapping[str, Mapping[str, int]] | None:
    return _tables().get(language.split("-", maxsplit=1)[0].lower()[:2] or "en")


def in_words(words: list[str], language: str) -> tuple[int, bool] | None:
    """Give the value of number words (twenty three, nineteen hundred and two), and whether they are an ordinal."""
    table = _tables().get(language.split("-", maxsplit=1)[0].lower()[:2] or "en")
    if table is None:
        return None
    cardinals, ordinals, joining = table["cardinals"], table["ordinals"], table["joining"]
    total = part = 0
    ordinal = False
    counted = [w for w in words if w not in joining]
    if not counted or words[0] in joining or words[-1] in joining:
        return None
    for k, word in enumerate(counted):
        ordinal = word in ordinals
        value = ordinals.get(word, cardinals.get(word))
        if value is None or (ordinal and k < len(counted) - 1):
            return None
        if value >= _THOUSAND:
            total, part = total + max(part, 1) * value, 0
        elif value == _HUNDRED:
            part = max(part, 1) * value
        elif value > 0:
            part += value
    return total + part, ordinal
