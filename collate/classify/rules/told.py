"""What the source says of a word: its full form, its regular spelling, its lemma, its number, its correction."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from collate.classify.language.folding import bare
from collate.classify.language.short_forms import letters_of
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.model.told_words import NOTHING_TOLD, ToldWord
from collate.model.variation import Certainty, Kind, Variation
from collate.text.figures import parse_figure

Classify = Callable[[ReadingPair], Variation]
_SAME_WORD: Final = (Kind.ABBREVIATION, Kind.WORD_DIVISION, Kind.SPELLING, Kind.INFLECTION)


def as_told(pair: ReadingPair, classify: Classify) -> Variation | None:
    """The source of a witness says what a word is, and this explains the difference."""
    if not (pair.base.told or pair.reading.told) or pair.single is None:
        return None
    return _number(pair) or _full_form(pair) or _correction(pair) or _regular(pair, classify) or _lemma(pair, classify)


def _told(side: ReadingSide) -> ToldWord:
    return side.told[0] if side.told else NOTHING_TOLD


def _both_ways(pair: ReadingPair) -> Iterator[tuple[ReadingSide, ReadingSide]]:
    yield pair.base, pair.reading
    yield pair.reading, pair.base


def _is_word(said: str, side: ReadingSide) -> bool:
    """Return whether what is said of one word is the other word, as written or as its own source has it."""
    told = _told(side)
    return bool(said) and letters_of(said) in {letters_of(w) for w in (side.words[0], told.full, told.regular) if w}


def _number(pair: ReadingPair) -> Variation | None:
    """The source says what a numeral counts, and the other word is or counts the same."""
    values = [_value(side) for side in (pair.base, pair.reading)]
    if None in values or not (_told(pair.base).number or _told(pair.reading).number):
        return None
    if values[0] == values[1]:
        why = f"the source says that this is the number {values[0]}, as in the other reading"
        return Variation(Kind.ABBREVIATION, why, cause="numeral")
    if not all(_told(side).number or side.words[0].isdecimal() for side in (pair.base, pair.reading)):
        return None  # letters that may be a number may be a word, too
    why = f"different numbers: {values[0]} and {values[1]}, as the source says"
    return Variation(Kind.SUBSTITUTION, why, cause="numeral")


def _value(side: ReadingSide) -> int | None:
    said = _told(side).number
    figure = parse_figure(said or side.words[0])
    return figure[0] if figure else None


def _full_form(pair: ReadingPair) -> Variation | None:
    """The source expands an abbreviation, and the other word is its full form."""
    for short, full in _both_ways(pair):
        said = _told(short).full
        if _is_word(said, full) and letters_of(said) != letters_of(short.words[0]):
            why = f"the source says that {short.words[0]!r} stands for {said!r}"
            return Variation(Kind.ABBREVIATION, why)
    return None


def _correction(pair: ReadingPair) -> Variation | None:
    """The source marks a word as an error, and the other word is its correction."""
    for wrong, right in _both_ways(pair):
        said = _told(wrong).correction
        if _is_word(said, right):
            return Variation(Kind.SPELLING, f"the source says that this is an error for {said!r}", cause="error")
    return None


def _regular(pair: ReadingPair, classify: Classify) -> Variation | None:
    """The source gives the regular spelling of a word, or its full form: the words are compared in these."""
    sides = [_in_regular_form(side) for side in (pair.base, pair.reading)]
    if sides[0].words == pair.base.words and sides[1].words == pair.reading.words:
        return None
    told = " and ".join(
        f"{side.words[0]!r} for {old.words[0]!r}"
        for side, old in zip(sides, (pair.base, pair.reading), strict=True)
        if side.words != old.words
    )
    if bare(sides[0].words[0]) == bare(sides[1].words[0]):
        return Variation(Kind.SPELLING, f"one word in its regular spelling; the source has {told}")
    variation = classify(ReadingPair(sides[0], sides[1], pair.evidence))
    if variation.kind not in _SAME_WORD:
        return None
    is_regular = any(_told(side).regular for side in (pair.base, pair.reading))
    lighter = Kind.SPELLING if is_regular else Kind.ABBREVIATION
    also = tuple(kind for kind in dict.fromkeys((*variation.also, lighter)) if kind is not variation.kind)
    return replace(variation, why=f"the source has {told}; {variation.why}", also=also)


def _in_regular_form(side: ReadingSide) -> ReadingSide:
    told = _told(side)
    said = told.regular or told.full
    if not said or len(said.split()) > 1:
        return replace(side, told=())
    return replace(side, words=(said,), told=(), marks=())


def _lemma(pair: ReadingPair, classify: Classify) -> Variation | None:
    """The sources give a lemma for both words: forms or spellings of one word if it is the same, else two words."""
    base, reading = _told(pair.base), _told(pair.reading)
    if not base.lemma or not reading.lemma:
        return None
    plain = replace(pair.base, told=()), replace(pair.reading, told=())
    variation = classify(ReadingPair(*plain, pair.evidence))
    if bare(base.lemma) == bare(reading.lemma):
        why = f"the sources give both words the lemma {base.lemma!r}"
        if variation.kind in _SAME_WORD:
            if base.part and reading.part and base.part != reading.part and variation.kind is Kind.SPELLING:
                return Variation(Kind.INFLECTION, f"{why}, in two forms: {base.part} and {reading.part}")
            return replace(variation, why=f"{why}; {variation.why}", certainty=_surer(variation.certainty))
        return Variation(Kind.INFLECTION, f"{why}, and their letters differ", certainty=Certainty.MEDIUM)
    if variation.kind in (Kind.SPELLING, Kind.INFLECTION) and variation.certainty is not Certainty.HIGH:
        why = f"the sources give the words two lemmas, {base.lemma!r} and {reading.lemma!r}"
        return Variation(Kind.SUBSTITUTION, why, certainty=Certainty.MEDIUM)
    return None


def _surer(certainty: Certainty) -> Certainty:
    return Certainty.MEDIUM if certainty is Certainty.LOW else certainty
