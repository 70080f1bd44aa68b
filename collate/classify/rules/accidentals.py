"""The light kinds, exact by folding: typography, punctuation, capitals, accents, word division."""

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from collate.classify.language.folding import CACHED_WORDS, bare, fold_typography, is_plain
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.model.tokens import Sort
from collate.model.variation import Kind, Variation
from collate.text.normalise import DASHES, HYPHENS, NO_BREAK_SPACES, NORMALISERS, QUOTES, Normaliser, line_ends, marks
from collate.text.tokenise import unbroken

# Which single step makes two surfaces equal, and what an editor calls it.
_TYPOGRAPHY_STEPS: Final = (
    ("line-end", "line-end", "a word broken at a line or page end"),
    ("quotes", "quotes", "another shape of quotation mark or apostrophe"),
    ("dashes", "dashes", "another shape of dash or hyphen"),
    ("ligatures", "ligature", "a ligature or an ellipsis set as one sign"),
    ("long-s", "letter-form", "a long s or a final sigma"),
    ("spaces", "spacing", "another space inside the token"),
    ("invisible", "invisible", "a sign that is not seen: soft hyphen, joiner or direction mark"),
    ("nfc", "composition", "the same letters composed otherwise in Unicode"),
)

_QUOTE_OR_DASH: Final = re.compile(f"[{re.escape(QUOTES)}{re.escape(DASHES)}]")


def differ_in_letters(pair: ReadingPair) -> bool:
    """Both have plain words, and not the same letters: no light rule answers, for no folding makes them one."""
    if pair.context.rulebook.letters:
        return False
    if pair.single:
        one, other = pair.base.words[0], pair.reading.words[0]
    else:
        one, other = "".join(pair.base.words), "".join(pair.reading.words)
    return is_plain(one) and is_plain(other) and one.lower() != other.lower()


def typography(pair: ReadingPair) -> Variation | None:
    """Readings that differ in glyph shape only are typography."""
    if _equal_when(pair, fold_typography):
        for step, cause, sentence in _TYPOGRAPHY_STEPS:
            if _equal_when(pair, NORMALISERS[step]):
                return Variation(Kind.TYPOGRAPHY, f"{sentence}, and nothing else", cause=cause)
        return Variation(Kind.TYPOGRAPHY, "glyph shapes differ, and nothing else", cause="shape")
    letters = pair.context.rulebook.letters
    if letters and _equal_when(pair, lambda word: fold_typography(word).translate(letters)):
        return Variation(Kind.TYPOGRAPHY, "letters that are one to this work, and nothing else", cause="letter-form")
    return None


def punctuation(pair: ReadingPair) -> Variation | None:
    """Readings that differ in marks of punctuation only are punctuation."""
    if Sort.PUNCTUATION not in pair.base.sorts + pair.reading.sorts:
        return None
    one = Counter(fold_typography(w) for w in pair.base.words)
    other = Counter(fold_typography(w) for w in pair.reading.words)
    if not (pair.base.punctuation and pair.reading.punctuation):
        if pair.base.lexical != pair.reading.lexical or not pair.base.lexical:
            return None
        if one == other and len(pair.base.words) != 1:
            return Variation(Kind.PUNCTUATION, "the same words and marks in another order", cause="order")
        return Variation(Kind.PUNCTUATION, "the words are the same; the marks differ") if one != other else None
    if one == other:
        return Variation(Kind.PUNCTUATION, "the same marks in another order", cause="order")
    shown = " ".join(pair.base.words), " ".join(pair.reading.words)
    return Variation(Kind.PUNCTUATION, f"marks of punctuation alone: {shown[0]} against {shown[1]}")


def capitalisation(pair: ReadingPair) -> Variation | None:
    """Readings equal when case is folded differ in capitals."""
    if _equal_when(pair, lowered):
        return Variation(Kind.CAPITALISATION, "equal when letter case is folded")
    return None


def diacritics(pair: ReadingPair) -> Variation | None:
    """Readings equal without accents, breathings and points differ in these."""
    if _equal_when(pair, without_marks):
        return Variation(Kind.DIACRITICS, "equal without accents, breathings and points")
    return None


def word_division(pair: ReadingPair) -> Variation | None:
    """Readings with the same letters and other word borders are a word division."""
    if Sort.PUNCTUATION in pair.base.sorts + pair.reading.sorts:
        return None
    one, other = _joined_letters(pair.base.words), _joined_letters(pair.reading.words)
    if one != other or not one:
        return None
    hyphened = any(set(w) & set(HYPHENS) for w in pair.base.words + pair.reading.words)
    if len(pair.base.words) == len(pair.reading.words) and not hyphened:
        return None  # an apostrophe more or less: king's, kings
    cause = "hyphen" if hyphened else None
    return Variation(Kind.WORD_DIVISION, f"the same letters, {one!r}, divided otherwise", cause=cause)


def also_accidentals(pair: ReadingPair, kind: Kind) -> tuple[Kind, ...]:
    """List the light ways in which two readings of a heavier kind differ as well."""
    if _is_plain_lowercase(pair.base) and _is_plain_lowercase(pair.reading):
        return ()  # as most are
    found = []
    one, other = " ".join(pair.base.words), " ".join(pair.reading.words)
    shapes = _QUOTE_OR_DASH.findall(one), _QUOTE_OR_DASH.findall(other)
    if kind is not Kind.TYPOGRAPHY and shapes[0] != shapes[1] and len(shapes[0]) == len(shapes[1]):
        found.append(Kind.TYPOGRAPHY)
    if kind not in (Kind.TYPOGRAPHY, Kind.PUNCTUATION, Kind.CAPITALISATION) and _case_pattern(one) != _case_pattern(
        other
    ):
        found.append(Kind.CAPITALISATION)
    return tuple(found)


def _is_plain_lowercase(side: ReadingSide) -> bool:
    """Plain words in small letters, with no sign that has several shapes."""
    letters = "".join(side.words)
    return letters.islower() and is_plain(letters)


def _case_pattern(text: str) -> str:
    """Say how words are capitalised: small, Initial or ALL."""
    if text.islower():
        return "small"
    words = text.split()
    if not words:
        return ""
    first = next((c for c in words[0] if c.isalpha()), "")
    return "all" if text.isupper() and len(text) > 1 else "initial" if first.isupper() else "small"


def _joined_letters(words: tuple[str, ...]) -> str:
    return "".join(c for w in words for c in bare(w) if c.isalnum())


def _equal_when(pair: ReadingPair, fold: Normaliser) -> bool:
    """Both readings have as many tokens, and each is equal to its fellow when folded."""
    one, other = pair.base.words, pair.reading.words
    if len(one) != len(other):
        return False
    return all(
        fold(a) == fold(b) or {fold(w) for w in unbroken(a)} & {fold(w) for w in unbroken(b)}
        for a, b in zip(one, other, strict=True)
    )


def lowered(word: str) -> str:
    """Fold typography and capitals away."""
    # Case folding makes ß and ss one as well; that is no capital. A final sigma is what lowering makes of a capital.
    return fold_typography(fold_typography(word).lower())


@lru_cache(CACHED_WORDS)
def without_marks(word: str) -> str:
    """Fold typography, capitals, accents, breathings and points away."""
    return marks(lowered(word))


def white_space(base: str, reading: str) -> Variation:
    """Say how the white space between the same two tokens differs."""
    if any(c in NO_BREAK_SPACES for c in base + reading):
        return Variation(Kind.TYPOGRAPHY, "a no-break space against another", "white-space", cause="no-break-space")
    if max(line_ends(base), line_ends(reading)) > 1:
        return Variation(Kind.TYPOGRAPHY, "a paragraph ends in one of them only", "white-space", cause="paragraph")
    return Variation(Kind.TYPOGRAPHY, "white space in one of them only", "white-space", cause="spacing")
