"""Numbers in figures, and in letters of several alphabets: iii, XIV, 3rd, γʹ, ι̅β̅, к҃, ՇՂԱ, י״ב."""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from collate._late_regex import late_regex
from collate.text.normalise import DEFAULT, compose_normalisers, marks
from collate.text.roman import counted_roman_value, roman_value

STROKES: Final = frozenset("\u0303\u0304\u0305\u035e\u0483\u0487\ua66f\u055f")  # tilde, macron, overline, titlo, pativ
FOR_THOUSANDS: Final = ("͵", "҂")

_GREEK: Final = ("α", "β", "γ", "δ", "ε", "ϛς", "ζ", "η", "θ", "ι", "κ", "λ", "μ", "ν", "ξ", "ο", "π", "ϟϙ")
_GREEK_HUNDREDS: Final = tuple("ρστυφχψωϡ")
_SLAVONIC: Final = ("а", "в", "г", "д", "еє", "ѕ", "зꙁ", "и", "ѳ", "іїꙇ", "к", "л", "м", "н", "ѯ", "оѻ", "п", "чҁ")
_SLAVONIC_HUNDREDS: Final = ("р", "с", "т", "уѵꙋѹ", "ф", "х", "ѱ", "ѡѿ", "ц")
_COPTIC: Final = tuple("ⲁⲃⲅⲇⲉⲋⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡϥⲣⲥⲧⲩⲫⲭⲯⲱⳁ")
_ARMENIAN: Final = tuple("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփք")
_HEBREW: Final = tuple("אבגדהוזחטיכלמנסעפצקרשת")
# Chinese, Japanese and Korean: digits, signs for tens, and signs that multiply.
_CJK_DIGITS: Final = MappingProxyType(
    {
        c: k
        for k, same in enumerate(
            ("〇零", "一壹弌", "二貳弐贰两兩", "三參参叁", "四肆", "五伍", "六陸陆", "七柒漆", "八捌", "九玖")
        )
        for c in same
    }
)
_CJK_TENS: Final = MappingProxyType({"廿": 20, "卄": 20, "卅": 30, "丗": 30, "卌": 40})
_CJK_UNITS: Final = MappingProxyType({"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000})
_CJK_LARGE: Final = MappingProxyType({"萬": 10**4, "万": 10**4, "億": 10**8, "亿": 10**8})
_CJK_NUMERALS: Final = frozenset((*_CJK_DIGITS, *_CJK_TENS, *_CJK_UNITS, *_CJK_LARGE))
_KERAIA: Final = "'ʹ´′΄"
_GERESH: Final = "׳״\"'"
_MAX_DIGITS: Final = 30  # a longer run of digits or numeral letters is no number
_CACHED_WORDS: Final = 1 << 17
_MOST_UNMARKED: Final = 5  # letters of a numeral without a mark
_HUNDRED: Final = 100
_THOUSAND: Final = 1000


def _alphabet(letters: Iterable[str]) -> Mapping[str, int]:
    """Return the value of each letter: in the order of the alphabet 1 to 9, 10 to 90, 100 to 900 and so on."""
    values = {c: (k % 9 + 1) * 10 ** (k // 9) for k, same in enumerate(letters) for c in same}
    return MappingProxyType(values)


_ALPHABETS: Final = tuple(
    map(_alphabet, (_GREEK + _GREEK_HUNDREDS, _SLAVONIC + _SLAVONIC_HUNDREDS, _COPTIC, _ARMENIAN, _HEBREW))
)
_MARKED_BY_STROKE: Final = _ALPHABETS[:3]
# What is written after a figure for an ordinal: 3rd, 19e, 1re, 2º, 19de, 3:e, 19-й.
_ORDINAL_ENDING: Final = (
    "(?:st|nd|rd|th|d|er|ère|re|nde?|de|ste|i?[eè]me|ies?me|es|e|º|ª|°|o|a|os|as|:[ae]"
    "|-?(?:[йяехм]|го|му|ми|ый|ий|ой|ая|ое|ые|ого|аго|ому|ыми?)|-?(?:go|gi|ci|szy|ty|my|ej|eho|emu))"
)
_ORDINAL_FIGURE: Final = late_regex(rf"(\d+){_ORDINAL_ENDING}", re.IGNORECASE)
# Only capitals with small letters after them: XIXe, but not mie; Ve and Xo may be words.
_ORDINAL_ROMAN: Final = late_regex(rf"([IVXLCDM]{{2,}}|[IVX])({_ORDINAL_ENDING})")
_SMALL_ORDINAL_ROMAN: Final = late_regex(r"([ivxlj]{2,})(e|i?[eè]me|ies?me|th)")
_ORDINAL_AFTER_ONE_LETTER: Final = frozenset(("e", "er", "re", "ère", "th", "º", "ª", "ème", "eme", "ste", "de"))
_GROUPED: Final = late_regex(r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+")
_folded = compose_normalisers(DEFAULT)


@lru_cache(_CACHED_WORDS)
def parse_figure(word: str) -> tuple[int, bool] | None:
    """Return the value of figures or numeral letters (iii, XIV, 3rd, γʹ, к҃, ՇՂԱ) and whether they are an ordinal."""
    if word.isascii() and word.isalpha():  # only Roman numerals are plain letters
        roman = roman_value(word) or counted_roman_value(word)
        return (roman, False) if roman else _roman_ordinal(word)
    plain = word.strip(".")
    ordinal = _ORDINAL_FIGURE.fullmatch(plain)
    if ordinal or plain.isdecimal():
        digits = ordinal[1] if ordinal else plain
        if len(digits) > _MAX_DIGITS:
            return None
        return int("".join(str(unicodedata.decimal(c)) for c in digits)), bool(ordinal)
    if len(plain) <= _MAX_DIGITS and _GROUPED.fullmatch(plain):
        return int(re.sub(r"\D", "", plain)), False
    value = roman_value(plain) or _parse_letter_numeral(plain)
    return (value, False) if value else _roman_ordinal(plain)


def _roman_ordinal(word: str) -> tuple[int, bool] | None:
    """Return the value of a Roman numeral with the ending of an ordinal: XIXe, IIº."""
    found = _ORDINAL_ROMAN.fullmatch(word) if word[:1].isupper() and not word.isupper() else None
    found = found or _SMALL_ORDINAL_ROMAN.fullmatch(word)
    if found is None or (len(found[1]) == 1 and found[2] not in _ORDINAL_AFTER_ONE_LETTER):
        return None
    value = roman_value(found[1])
    return (value, True) if value else None


@lru_cache(_CACHED_WORDS)
def unmarked_value(word: str) -> int | None:
    """Return the value of letters that are not marked as a numeral, greater before lesser; None if they are no numeral.

    Before ten a lesser letter may stand, as Slavonic and Hebrew have it: ві, טו.
    """
    if word.isascii() or not 0 < len(word) <= 2 * _MOST_UNMARKED:
        return None
    letters = _numeral_letters(word)
    for alphabet in _ALPHABETS if len(letters) <= _MOST_UNMARKED else ():
        values = [alphabet.get(c, 0) for c in letters]
        if values and all(values):
            in_order = sorted(values, reverse=True)
            if len(set(values)) == len(values) and (
                values == in_order or values == [*in_order[:-2], *in_order[:-3:-1]]
            ):
                return sum(values)
    return None


def cjk_value(text: str) -> int | None:
    """Return the number that Chinese characters write, with units (二十三) or digit for digit (一九八四), or None."""
    if not text or len(text) > _MAX_DIGITS or not _CJK_NUMERALS.issuperset(text):
        return None
    if _CJK_DIGITS.keys() >= set(text):
        return int("".join(str(_CJK_DIGITS[c]) for c in text))
    total = part = digit = 0  # part: the value since the last sign for ten thousand or more
    for c in text:
        if c in _CJK_DIGITS:
            digit = _CJK_DIGITS[c]
        elif c in _CJK_LARGE:
            total, part, digit = total + max(part + digit, 1) * _CJK_LARGE[c], 0, 0
        else:
            part, digit = part + (_CJK_TENS.get(c) or max(digit, 1) * _CJK_UNITS[c]), 0
    return total + part + digit


def _parse_letter_numeral(word: str) -> int | None:
    """Return the value of Greek, Slavonic, Coptic, Hebrew or Armenian letters that are marked as a numeral."""
    if word.isascii():
        return None
    if len(word) > 1 and word[-1] in _KERAIA and (value := _sum_letters(_bare(word[:-1]), _ALPHABETS[:1])):
        return value
    if (word[0] in FOR_THOUSANDS or not STROKES.isdisjoint(unicodedata.normalize("NFD", word))) and (
        value := _sum_letters(_numeral_letters(word), _MARKED_BY_STROKE)
    ):
        return value
    if any(c in _GERESH for c in word) and (
        value := _sum_letters(_bare("".join(c for c in word if c not in _GERESH)), _ALPHABETS[4:])
    ):
        return value
    if word.isupper() and "\u0531" <= word[0] <= "\u0556":
        return _parse_armenian(word.casefold())
    return None


def _numeral_letters(word: str) -> str:
    """Return a word in small letters without strokes and accents; `bare` would take a stigma for a sigma."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Mn")
    return kept.replace("ϲ", "σ")


def _sum_letters(letters: str, alphabets: Iterable[Mapping[str, int]]) -> int | None:
    """Return the sum of the values of letters of one alphabet; after ͵ or ҂ a letter counts thousands."""
    for alphabet in alphabets:
        if letters[:1] in FOR_THOUSANDS and letters[1:2] in alphabet:
            rest = _sum_letters(letters[2:], (alphabet,)) if letters[2:] else 0
            return None if rest is None else alphabet[letters[1]] * _THOUSAND + rest
        values = [alphabet.get(c, 0) for c in letters]
        if values and all(values):
            return sum(values)
    return None


def _parse_armenian(letters: str) -> int | None:
    """Return the value of Armenian letters, greater before lesser; before 100 or 1000 a lesser multiplies (ԵՃ, 500)."""
    amounts = [_ALPHABETS[3].get(c, 0) for c in letters]
    if not all(amounts):
        return None
    total: int = 0
    previous = math.inf
    for amount in amounts:
        is_multiplied = 0 < total < amount and amount in (_HUNDRED, _THOUSAND)
        if amount >= previous and not is_multiplied:
            return None  # a word in capitals
        total = total * amount if is_multiplied else total + amount
        previous = amount
    return total


def _bare(word: str) -> str:
    """Return a word without accents and capitals."""
    return word.lower() if word.isascii() else marks(_folded(marks(word)))
