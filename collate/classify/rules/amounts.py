"""Numbers with what they count: xij d / 12d, iij li. / £3, cap. xij / chapter 12."""

from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.classify.language.folding import bare
from collate.classify.language.number_words import units_of
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rules.numerals import may_start_reading, single_value
from collate.model.variation import Certainty, Kind, Variation

_MOST_TOKENS: Final = 16
_POINTS: Final = frozenset(".,:·")
_JOINING: Final = frozenset(("and", "et", "und", "och", "og", "en", "y", "e", "i"))
_PERCENT: Final = late_regex(r"(?i)\b(?:per cent|per cento|pour cent|por ciento|por cento|pro cent)\b")
_OF_PERCENT: Final = frozenset(("cent", "cento", "ciento"))  # its last word
_FIGURE_AND_UNIT: Final = late_regex(r"(\d{1,9})([^\W\d]+)")


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a reading counts: its numbers and its units, each in their order."""

    numbers: tuple[int, ...]
    units: tuple[str, ...]


def amounts(pair: ReadingPair) -> Variation | None:
    """Numbers and units on both sides: the same ones in another form, or other numbers of the same units."""
    language = pair.evidence.rulebook.language
    if (pair.single and pair.is_plain) or not (_may_count(pair.base, language) and _may_count(pair.reading, language)):
        return None  # the usual case
    base, reading = _amounts(pair.base, language), _amounts(pair.reading, language)
    if base is None or reading is None or not base.units or len(base.units) != len(reading.units):
        return None
    if not all(a == b or units_of(a) & units_of(b) for a, b in zip(base.units, reading.units, strict=True)):
        return None
    if base.numbers == reading.numbers:
        why = "the same numbers and units, written in two ways"
        return Variation(Kind.ABBREVIATION, why, cause="numeral")
    if len(base.numbers) != len(reading.numbers):
        return None
    listed = [", ".join(map(str, side.numbers)) for side in (base, reading)]
    why = f"the same units, and different numbers: {listed[0]} and {listed[1]}"
    return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=Certainty.MEDIUM)


def _may_count(side: ReadingSide, language: str) -> bool:
    """Return whether a reading may have a number and a unit: a quick test."""
    if len(side.words) == 1:
        return side.words[0][0].isdecimal() and not side.words[0].isdecimal()
    first = side.words[0]
    if not (first[0].isdecimal() or may_start_reading(first, language) or units_of(bare(first))):
        return False
    if len(side.words) > _MOST_TOKENS:
        return False
    return any(units_of(bare(word)) or word[0].isdecimal() or word in _OF_PERCENT for word in side.words)


def _amounts(side: ReadingSide, language: str) -> Amounts | None:
    """Return the numbers and units of a reading; None if it has another word."""
    numbers: list[int] = []
    units: list[str] = []
    for word in _divided(side):
        plain = bare(word)
        value = None if plain in units or (numbers and units_of(plain)) else single_value(word, language)
        if value is not None:
            numbers.append(value)
        elif units_of(plain):
            units.append(plain)
        elif plain not in _JOINING:
            return None
    return Amounts(tuple(numbers), tuple(units)) if numbers else None


def _divided(side: ReadingSide) -> list[str]:
    """Return the words of a reading without points, figures apart from the letters after them: 12, d."""
    parts: list[str] = []
    words = _PERCENT.sub(r"percent", " ".join(side.words)).split()
    for word in words:
        if not _POINTS.issuperset(word):
            joined = _FIGURE_AND_UNIT.fullmatch(word)
            parts += joined.groups() if joined and units_of(bare(joined[2])) else (word,)
    return parts
