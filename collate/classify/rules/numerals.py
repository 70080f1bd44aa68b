"""Two numbers, in figures, in letters of several alphabets or in words: the same or different ones."""

from dataclasses import replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS, bare
from collate.classify.language.number_words import may_begin_number, parse_number_words
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation
from collate.text.figures import FOR_THOUSANDS, cjk_value, parse_figure, unmarked_value
from collate.text.roman import ROMAN_WORDS, roman_value
from collate.text.word_signs import AND

_MARKER: Final = "marker"  # the cause of the number of a note
_NO_WORDS_IN_CAPITALS: Final = frozenset(("vi", "li", "ci"))  # in capitals only numerals
_MAX_WORDS: Final = 12  # of a number in words
_AND: Final = frozenset(  # between numeral letters
    (
        AND,
        "και",
        "եւ",
        "et",
        "ac",
        "atque",
        "and",
        "и",
        "und",
        "unde",
        "ende",
        "en",
        "y",
        "e",
        "og",
        "och",
        "i",
        "a",
        "և",
    )
)
_ARTICLES: Final = frozenset(  # of an ordinal: the Eighth
    ("the", "der", "die", "das", "dem", "den", "des", "le", "la", "el", "il", "lo", "o", "a", "de", "het", "det")
)
_LAST_POINT: Final = (".", "º", "°")  # after a figure it may make an ordinal: 19.
_POINTS: Final = (".", "·", "‧", "•", ":", "⁘")  # before and after numerals
_HYPHEN: Final = late_regex("[-‐‑]")


class NumberNotation(Enum):
    """How a number is written: DOUBTFUL letters may be a word, and UNMARKED ones count only beside number words."""

    FIGURES = "figures"
    LETTERS = "letters"
    UNMARKED = "letters without a mark"
    WORDS = "words"
    DOUBTFUL = "letters that are a word as well"


_LETTERS: Final = frozenset((NumberNotation.LETTERS, NumberNotation.UNMARKED, NumberNotation.DOUBTFUL))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a reading may mean; `is_open` if it may be a cardinal as well as an ordinal: XIX, 19."""

    value: int
    ordinal: bool
    notation: NumberNotation
    is_open: bool = False


def numbers_of_notes(pair: ReadingPair) -> Variation | None:
    """Two numbers of notes: they say which note it is, and are no words of the text."""
    sides = (pair.base.intervention, pair.reading.intervention)
    if any(own is None or own.cause != _MARKER for own in sides):
        return None
    return Variation(Kind.NOTE, "both are numbers of notes; the notes are counted otherwise", cause=_MARKER)


def numerals(pair: ReadingPair) -> Variation | None:
    """Two numbers, in figures, letters or words: the same number or different ones."""
    language = pair.evidence.rulebook.language
    if not _may_be_number(pair.base, language) or not _may_be_number(pair.reading, language):
        return None  # the usual case
    base_numbers = _candidate_numbers(pair.base, language)
    reading_numbers = _candidate_numbers(pair.reading, language) if base_numbers else ()
    if not base_numbers or not reading_numbers:
        return None
    equal = [(base, reading) for base in base_numbers for reading in reading_numbers if base.value == reading.value]
    proving = next((numbers for numbers in equal if not _proves_nothing(*numbers)), None)
    if proving:
        return _equal_numbers(pair, *proving)
    base, reading = (next(filter(_is_clear, numbers), None) for numbers in (base_numbers, reading_numbers))
    if base is None or reading is None:
        return None  # words such as mix, dix
    are_letters = base.notation is reading.notation is NumberNotation.LETTERS
    are_roman = are_letters and "".join(pair.base.words + pair.reading.words).isascii()  # CC may be a committee
    certainty = Certainty.MEDIUM if are_roman else Certainty.HIGH
    why = f"different numbers: {base.value} and {reading.value}"
    return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=certainty)


def _is_pronoun(pair: ReadingPair) -> bool:
    """Return whether a word is the English *I*, which one number does not make a numeral."""
    return pair.evidence.is_english and any(word in ("I", "i") for word in pair.base.words + pair.reading.words)


def _is_clear(number: Number) -> bool:
    return number.notation not in (NumberNotation.DOUBTFUL, NumberNotation.UNMARKED)


def _proves_nothing(base: Number, reading: Number) -> bool:
    """Return whether letters without a mark stand beside no words: any word has a value."""
    notations = {base.notation, reading.notation}
    return NumberNotation.UNMARKED in notations and NumberNotation.WORDS not in notations


def _equal_numbers(pair: ReadingPair, base: Number, reading: Number) -> Variation | None:
    """Return the variation of two equal numbers: another notation, or a cardinal against an ordinal."""
    notations = base.notation, reading.notation
    are_words = base.notation is reading.notation is NumberNotation.WORDS
    are_single_words = are_words and len(pair.base.words) == len(pair.reading.words) == 1
    is_unlike = base.ordinal != reading.ordinal and not _has_point(pair)
    if base.ordinal != reading.ordinal and not (base.is_open or reading.is_open):
        if not are_single_words:
            return None
        why = f"the number {base.value}, a cardinal in one reading and an ordinal in the other"
        return Variation(Kind.SUBSTITUTION, why, cause="numeral", certainty=Certainty.MEDIUM)
    has_figures = NumberNotation.FIGURES in notations
    shorter_length = min(len(pair.base.words[0]), len(pair.reading.words[0]))
    is_letter_alone = NumberNotation.DOUBTFUL in notations and shorter_length == 1 and not has_figures
    is_doubtful_letter = is_letter_alone and (NumberNotation.WORDS not in notations or _is_pronoun(pair))
    is_one_or_i = has_figures and _is_pronoun(pair) and shorter_length == 1  # I, read by a machine as 1
    if are_single_words or is_doubtful_letter or is_one_or_i:
        return None  # score / twenty and forty / fourty are no short forms; and a letter alone may mean anything
    certainty = (
        Certainty.HIGH if has_figures and not is_unlike else Certainty.MEDIUM
    )  # letters and words may have another meaning
    why = f"the same number, {base.value}, written in two ways"
    return Variation(Kind.ABBREVIATION, why, cause="numeral", certainty=certainty)


def _has_point(pair: ReadingPair) -> bool:
    """Return whether a reading ends in a point, which may make an ordinal: 19."""
    return any(len(side.words) > 1 and side.words[-1] in _LAST_POINT for side in (pair.base, pair.reading))


def _candidate_numbers(side: ReadingSide, language: str) -> tuple[Number, ...]:
    """Return the numbers that a reading may mean, the likeliest first; empty if it is not a number."""
    if len(side.words) == 2 and side.words[0].lower() in _ARTICLES:
        rest = replace(side, words=side.words[1:], sorts=side.sorts[1:], marks=side.marks[1:], told=side.told[1:])
        return tuple(number for number in _candidate_numbers(rest, language) if number.ordinal)
    words = [w for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD]
    if len(side.words) == 3 and side.words[1] == ":" and side.words[2] in ("e", "a") and words[0].isdecimal():
        words = ["".join(side.words)]  # 19:e, as Swedish writes it
    if len(side.words) > 1 and side.words[0] in FOR_THOUSANDS:
        words = [side.words[0] + side.words[1], *(word for word in words if word not in side.words[:2])]
    if not words or len(words) > _MAX_WORDS or not _may_start_number(words[0], language):
        return ()
    if (value := cjk_value("".join(words))) is not None:
        return (Number(value, False, NumberNotation.WORDS),)
    numbers = []
    spoken = parse_number_words([bare(part) for word in words for part in _HYPHEN.split(word)], language)
    if spoken:
        numbers.append(Number(*spoken, NumberNotation.WORDS))
    if len(words) == 1:
        figure = parse_figure(words[0])
        if figure is not None:
            is_pointed = len(side.words) > 2 and side.words[0] in _POINTS and side.words[-1] in _POINTS
            notation = NumberNotation.LETTERS if is_pointed else _notation(words[0], spoken is not None)
            is_open = not figure[1]  # XIX, 19
            numbers.append(Number(*figure, notation, is_open))
        elif (value := unmarked_value(words[0])) is not None:
            numbers.append(Number(value, False, NumberNotation.UNMARKED, is_open=True))
        return tuple(numbers)
    # Numeral letters, such as XX et VII: each is less than the one before.
    inner = [word for word in words[1:-1] if bare(word) not in _AND]
    values = [single_value(word, language) for word in (words[0], *inner, words[-1])]
    known = [value for value in values if value is not None]
    if len(known) == len(values) and all(a > b for a, b in pairwise(known)):  # any other word is no part of it
        is_doubtful = any(_is_also_a_word(word) for word in words if len(word) > 1)
        notation = NumberNotation.DOUBTFUL if is_doubtful else NumberNotation.LETTERS
        numbers.append(Number(sum(known), False, notation, is_open=True))
    return tuple(numbers)


def single_value(word: str, language: str) -> int | None:
    """Return the number that one word means, in figures, numeral letters or words; None if it means none."""
    figure = parse_figure(word)
    if figure is not None:
        return figure[0]
    spoken = parse_number_words([bare(part) for part in _HYPHEN.split(word)], language)
    return spoken[0] if spoken else None


def _may_be_number(side: ReadingSide, language: str) -> bool:
    """Return whether a reading begins as a number may."""
    return bool(side.words) and may_start_reading(side.words[0], language)


@lru_cache(CACHED_WORDS)
def may_start_reading(word: str, language: str) -> bool:
    """Return whether a number may begin with a word or mark."""
    may_start = word in _POINTS or word in FOR_THOUSANDS or word.lower() in _ARTICLES
    return may_start or _may_start_number(word, language)


def _notation(word: str, spoken: bool) -> NumberNotation:
    """Return how a word that is a figure is written; `spoken` says that it is a number word of the language too."""
    if any(c.isdecimal() for c in word):
        return NumberNotation.FIGURES
    return NumberNotation.DOUBTFUL if spoken or _is_also_a_word(word) else NumberNotation.LETTERS


def _is_also_a_word(word: str) -> bool:
    """Return whether a figure may be a word: a letter alone, or a Roman numeral that spells a word."""
    plain = word.strip(".")
    lowered = plain.lower()
    if len(plain) > 1 and plain[1:].islower() and (plain[0].isupper() or not (roman_value(plain) or "j" in plain)):
        return True  # Ve, Xo, mie, vic
    if len(plain) == 1:
        return plain not in ("V", "X")
    return lowered in ROMAN_WORDS and not (plain.isupper() and lowered in _NO_WORDS_IN_CAPITALS)


@lru_cache(CACHED_WORDS)
def _may_start_number(word: str, language: str) -> bool:
    """Return whether a number may begin with a word."""
    if parse_figure(word) is not None or may_begin_number(bare(_HYPHEN.split(word)[0]), language):
        return True
    return unmarked_value(word) is not None or cjk_value(word[:1]) is not None
