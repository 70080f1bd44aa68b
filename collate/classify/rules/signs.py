"""Signs of editors and scribes: `ki[n]g`, `u(est)er`, `vn|to`, `[this]`; what they say of words that agree."""

import re
from collections import Counter
from collections.abc import Set
from dataclasses import replace
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.classify.language.folding import bare
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rules.scribal import scribal_signs
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort
from collate.model.variation import Kind, Variation
from collate.text.editorial_signs import (
    EDITORS_PAIRS,
    LINE_SIGNS,
    PAIRS,
    SIGNED,
    SIGNS,
    UNCLEAR_DOT,
    UNIT_PAIRS,
    has_signs,
    has_superscript,
    superscript_of,
    without_signs,
)
from collate.text.short_forms import may_be_contracted, superscript_words

# By the signs that only one reading has: the first row with one of them says what they mean.
_MEANINGS: Final = (
    ("{}⟦⟧", Kind.GLOSS, "deletion", "letters that an editor or a scribe deletes"),
    ("⟨⟩<>⟪⟫", Kind.GLOSS, "supplement", "letters that an editor supplies"),
    ("[]", Kind.GLOSS, "expansion", "letters in square brackets, which an editor supplies"),
    ("()", Kind.GLOSS, "expansion", "letters in round brackets, with which an editor resolves an abbreviation"),
    ("⸢⸣⸤⸥⌈⌉⌊⌋†\u0323", Kind.GLOSS, "unclear", "letters that an editor marks as unclear or corrected"),
    (LINE_SIGNS, Kind.TYPOGRAPHY, "line-end", "a sign for the end of a line inside the word"),
    ("^", Kind.TYPOGRAPHY, "superscript", "letters above the line"),
    ("_*", Kind.TYPOGRAPHY, "markup", "a sign of markup inside the word"),
)
_PERHAPS_SIGN: Final = late_regex(f"{SIGNED.pattern}|[\U00010000-\U0010ffff]")  # superscript letters are there too
_DELETED: Final = frozenset(_MEANINGS[0][0])
_BRACKETED: Final = late_regex(
    "|".join(f"{re.escape(a)}[^{re.escape(a + b)}]*{re.escape(b)}" for a, b in PAIRS.items())
)
# What a sign is told as if the work says what it means.
_STATED: Final = {
    TokenMark.SUPPLIED: (Kind.GLOSS, "supplement", "letters that an editor supplies"),
    TokenMark.EXPANSION: (Kind.GLOSS, "expansion", "letters with which an editor resolves an abbreviation"),
    TokenMark.DELETED: _MEANINGS[0][1:],
    TokenMark.UNCLEAR: _MEANINGS[4][1:],
    TokenMark.SUPERSCRIPT: (Kind.TYPOGRAPHY, "superscript", "letters above the line"),
    TokenMark(0): _MEANINGS[5][1:],
}
_SUPERSCRIPT: Final = (Kind.TYPOGRAPHY, "superscript", "letters above the line")


@dataclass(frozen=True, slots=True)
class SignDifference:
    """A pair of readings without their signs, and what the signs say that only one of them has."""

    pair: ReadingPair
    kind: Kind
    cause: str
    why: str


def may_have_signs(pair: ReadingPair) -> bool:
    """Return whether a character of a reading may be a sign: a quick test that few readings pass."""
    return any(map(_PERHAPS_SIGN.search, (*pair.base.words, *pair.reading.words)))


def superscript(pair: ReadingPair) -> Variation | None:
    """A word with superscript letters is a short form of the other: w^th / with, y^e / the."""
    if pair.single is None:
        return None
    surfaces = pair.single.base_surface, pair.single.reading_surface
    for short, full in (surfaces, surfaces[::-1]):
        if has_superscript(short) and not has_superscript(full):
            line, raised = map(bare, superscript_of(short))
            full_forms = superscript_words().get(line + raised, frozenset())
            if bare(full) in full_forms or may_be_contracted(line + raised, raised, bare(full)):
                why = f"{short!r} is {full!r} shortened: its last letters are above the line"
                return Variation(Kind.ABBREVIATION, why, cause="superscript")
    return scribal_signs(pair) if any(map(has_superscript, surfaces)) else None


def sign_difference(pair: ReadingPair) -> SignDifference | None:
    """Return the readings without signs, if only one of them has some of these; None without such a difference."""
    base, reading = _signs(pair.base), _signs(pair.reading)
    if not base and not reading:
        return None
    plain = _plain_side(pair.base), _plain_side(pair.reading)
    if not plain[0].words or not plain[1].words:
        return None
    differing = {*(base - reading), *(reading - base)}
    if not differing and plain[0].words != plain[1].words:
        return None  # both have the same signs, and the words differ
    stated = _stated(differing, pair)
    kind, cause, why = stated or next(
        (m[1:] for m in _MEANINGS if differing & set(m[0])), _SUPERSCRIPT if differing else _MEANINGS[2][1:]
    )
    if cause == "expansion" and not stated and _encloses_words(pair, "["):
        cause, why = "bracketed", "square brackets about words that both readings have"
    return SignDifference(ReadingPair(*plain, pair.evidence), kind, cause, why)


def completed(pair: ReadingPair) -> Variation | None:
    """One word is the other without the letters in its brackets: G / G[rigori], αὐτοῖς / αὐτ⟦ω⟧οῖς."""
    if pair.single is None:
        return None
    surfaces = pair.single.base_surface, pair.single.reading_surface
    for signed, plain in (surfaces, surfaces[::-1]):
        kept = _BRACKETED.sub("", signed)
        if kept != signed and any(map(str.isalnum, kept)) and not has_signs(plain) and bare(kept) == bare(plain):
            why = "letters in brackets, which the other reading does not have"
            usual = "deletion" if not _DELETED.isdisjoint(signed) else "expansion"
            kind, cause, _ = _stated(set(signed), pair) or (Kind.GLOSS, usual, "")
            return Variation(kind, why, cause=cause)
    return None


def _stated(signs: Set[str], pair: ReadingPair) -> tuple[Kind, str, str] | None:
    """Return what the work itself says that one of these signs means; None if it says nothing."""
    meanings = pair.evidence.rulebook.sign_meanings
    return next((_STATED[meaning] for named, meaning in meanings if signs & set(named)), None)


def _signs(side: ReadingSide) -> Counter[str]:
    """Return the signs of a reading: in its words, brackets of editors between them, and superscript letters."""
    signs = Counter[str]()
    brackets = _bracket_tokens(side)
    for word, sort in zip(side.words, side.sorts, strict=True):
        if sort is Sort.PUNCTUATION:
            signs.update(word if word in brackets else "")
        elif has_signs(word):
            signs.update([c for c in word if c in SIGNS] + UNCLEAR_DOT.findall(word) or ["superscript"])
    return signs


def _plain_side(side: ReadingSide) -> ReadingSide:
    """Return a reading without its signs."""
    brackets = _bracket_tokens(side)
    tokens = [
        (without_signs(word) if sort is Sort.WORD else word, sort)
        for word, sort in zip(side.words, side.sorts, strict=True)
        if word not in brackets
    ]
    words, sorts = tuple(word for word, _ in tokens), tuple(sort for _, sort in tokens)
    return replace(side, words=words, sorts=sorts, intervention=None, marks=(), told=())


def _bracket_tokens(side: ReadingSide) -> frozenset[str]:
    """Return the brackets that an editor may set about words; those that others set too only in pairs."""
    pairs = [(a, b) for a, b in UNIT_PAIRS.items() if a in EDITORS_PAIRS or (a in side.words and b in side.words)]
    return frozenset(bracket for pair in pairs for bracket in pair)


def _encloses_words(pair: ReadingPair, opening: str) -> bool:
    """Return whether brackets enclose whole words in a reading."""
    return any(
        word == opening or (word[:1] == opening and word[-1:] == EDITORS_PAIRS[opening] and word.count(opening) == 1)
        for side in (pair.base, pair.reading)
        for word in side.words
    )
