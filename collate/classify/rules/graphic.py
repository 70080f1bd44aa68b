"""One word in other letters of its script: 眾 / 衆, カナ / かな, مسؤول / مسئول, schön / schoen."""

from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.folding import fold_typography
from collate.classify.language.letter_variants import (
    arabic_spellings,
    are_forms_of_one,
    kana,
    may_be_two_characters,
    written_out,
)
from collate.classify.reading_pair import ReadingPair, ReadingSide, WordPair
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation

_FIRST_EAST_ASIAN: Final = "\u3005"
_EAST_ASIAN: Final = late_regex("[\u3005\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_ARABIC: Final = late_regex("[\u0620-\u06ff]")
_LATIN: Final = late_regex("[äöüåøꜳ\u0364]")
_CAUSE: Final = "graphic"


def other_letters(pair: ReadingPair) -> Variation | None:
    """The words differ only in letters that their script has in two forms or writes in two ways."""
    if all(map(str.isascii, pair.base.words)) and all(map(str.isascii, pair.reading.words)):
        return None
    base = "".join(pair.base.words)
    if max(base, default="") >= _FIRST_EAST_ASIAN and _EAST_ASIAN.search(base):
        return _east_asian(pair)
    if pair.single is None:
        return None
    if _ARABIC.search(base):
        return _arabic(pair, pair.single)
    return _umlauts(pair.single)


def _east_asian(pair: ReadingPair) -> Variation | None:
    """Chinese characters in two forms; the two syllabaries, old kana and iteration marks of Japanese."""
    base, reading = kana(_signs(pair.base)), kana(_signs(pair.reading))
    if len(base) != len(reading):
        return None
    different = [(b, r) for b, r in zip(base, reading, strict=True) if b != r]
    if not all(are_forms_of_one(*signs) for signs in different):
        return None
    if any(may_be_two_characters(*signs) and pair.evidence.are_both_used(*signs) for signs in different):
        return None
    marks = ["".join(fold_typography(w) for w in _marks(side)) for side in (pair.base, pair.reading)]
    also = () if marks[0] == marks[1] else (Kind.PUNCTUATION,)
    if different:
        why = f"two forms of one character: {', '.join(dict.fromkeys(f'{b} and {r}' for b, r in different))}"
    else:
        why = "the same syllables, in other kana or with a sign that repeats the one before it"
    certainty = Certainty.HIGH if different else Certainty.MEDIUM
    return Variation(Kind.SPELLING, why, cause=_CAUSE, also=also, certainty=certainty)


def _signs(side: ReadingSide) -> str:
    return "".join(fold_typography(w) for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD)


def _marks(side: ReadingSide) -> list[str]:
    return [w for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.PUNCTUATION]


def _arabic(pair: ReadingPair, words: WordPair) -> Variation | None:
    """The last letter is written with or without points, or a hamza has another seat."""
    base, reading = arabic_spellings(words.base_surface), arabic_spellings(words.reading_surface)
    if base[1] == reading[1]:
        return Variation(Kind.SPELLING, "the same letters; the hamza is written on another letter", cause=_CAUSE)
    if base[0] != reading[0] or pair.evidence.are_both_used(words.base, words.reading):
        return None
    why = "the same letters; only the points of the last letter differ"
    return Variation(Kind.SPELLING, why, cause=_CAUSE, certainty=Certainty.MEDIUM)


def _umlauts(words: WordPair) -> Variation | None:
    """A letter with two points or a ring is written as two letters: schön / schoen, på / paa."""
    surfaces = words.base_surface, words.reading_surface
    if not any(_LATIN.search(surface.lower()) for surface in surfaces):
        return None
    if written_out(surfaces[0]) != written_out(surfaces[1]):
        return None
    why = f"the same letters, {written_out(surfaces[0])!r}; one word writes two of them as one"
    return Variation(Kind.SPELLING, why, cause=_CAUSE)
