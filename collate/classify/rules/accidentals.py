"""Accidentals (Greg 1950) that folding proves: typography, punctuation, capitals, accents, word division.

Each rule answers when the readings are equal after its folding, so its answer is exact.

A few lines more than 300: each rule is short, and their order is read here.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS, bare, fold_typography
from collate.classify.language.short_forms import without_strokes_of_letters
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rules.scribal import is_short
from collate.classify.work_evidence import WorkEvidence
from collate.editorial.cause import Cause
from collate.editorial.note_markers import SIGNS, SUPERSCRIPTS
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation
from collate.text.latex import BACKSLASH, without_commands
from collate.text.normalise import (
    DASHES,
    HYPHENS,
    MODIFIERS,
    NO_BREAK_SPACES,
    NORMALISERS,
    QUOTES,
    Normaliser,
    count_line_breaks,
    furniture,
    marks,
)
from collate.text.tokenise import line_end_variants

# Normaliser step, cause, difference: the first step that alone makes the surfaces equal names the cause.
_TYPOGRAPHY_STEPS: Final = (
    ("line-end", "line-end", "a line or page break inside the word"),
    ("quotes", "quotes", "the shape of quotation marks or apostrophes"),
    ("dashes", "dashes", "the shape of dashes or hyphens"),
    ("ligatures", "ligature", "a ligature, or an ellipsis in one character"),
    ("long-s", "letter-form", "the shape of a letter or mark, such as long s, final sigma or full width"),
    ("spaces", "spacing", "the kind of space inside the token"),
    ("invisible", "invisible", "an invisible character: soft hyphen, joiner or direction mark"),
    ("nfc", "composition", "the Unicode composition of the letters"),
)

_NOTE_BEGINS: Final = late_regex(
    rf"[{SIGNS}{SUPERSCRIPTS}]|[\[(]\d{{1,3}}[\])]\s|\d{{1,3}}[.)]?\s[^.]*[^\W\d_A-Z]{{2}}\.(?:\s|\Z)"
)
_SHEET_SIGN: Final = late_regex(r"[A-Z]{1,3}\s?[\divxj]{1,4}\.?")  # of a gathering: `B 2`, `C iij`
MAQAF: Final = "\u05be"  # the hyphen of Hebrew, which is a token of its own
_TURKISH: Final = frozenset(("tr", "tur", "az", "aze"))  # languages in which I is ı and İ is i
_SPACE: Final = late_regex(r"\s")
_TURKISH_I: Final = "ıİ"
_QUOTE_OR_DASH: Final = late_regex(f"[{re.escape(QUOTES)}{re.escape(DASHES)}]")


def differ_in_letters(pair: ReadingPair) -> bool:
    """Return whether both sides are plain ASCII words with different letters, so that no folding makes them equal."""
    if not pair.is_plain or pair.evidence.rulebook.letters:
        return False
    if pair.single:
        return pair.single.base != pair.single.reading
    return "".join(pair.base.words).lower() != "".join(pair.reading.words).lower()


def typography(pair: ReadingPair) -> Variation | None:
    """Only the shapes of characters differ."""
    if _equal_when(pair, fold_typography):
        for step, cause, difference in _TYPOGRAPHY_STEPS:
            if _equal_when(pair, NORMALISERS[step]):
                return Variation(Kind.TYPOGRAPHY, f"only this differs: {difference}", cause=cause)
        return Variation(Kind.TYPOGRAPHY, "only the shapes of characters differ", cause="shape")
    letters = pair.evidence.rulebook.letters
    if letters and _equal_when(pair, lambda word: fold_typography(word).translate(letters)):
        return Variation(
            Kind.TYPOGRAPHY, "the readings differ only in letters that this work treats as one", cause="letter-form"
        )
    return None


def furniture_in_word(pair: ReadingPair) -> Variation | None:
    """A word over a page end: only what the printer or an editor put between its halves differs."""
    if not pair.single:
        return None
    between = tuple(furniture(words[0]) for words in (pair.base.words, pair.reading.words))
    if between[0] == between[1] or not _equal_when(pair, lowered):
        return None
    kind, cause = (Kind.PARATEXT, Cause.RUNNING_HEAD)
    if all(_SHEET_SIGN.fullmatch(words) or not any(map(str.isalpha, words)) for words in between):
        cause = Cause.PAGE_NUMBER
    elif any(_NOTE_BEGINS.match(words) for words in between):
        kind, cause = Kind.NOTE, Cause.FOOTNOTE
    quoted = " against ".join(f"“{words}”" for words in between if words)
    return Variation(kind, f"a page ends inside the word; between its halves stands {quoted}", cause=cause)


def markup(pair: ReadingPair) -> Variation | None:
    r"""The same words; only one reading has a command of LaTeX about them: prove / \emph{prove}."""
    if BACKSLASH not in pair.base.words and BACKSLASH not in pair.reading.words:
        return None
    words = [without_commands(side.words) for side in (pair.base, pair.reading)]
    if words[0] != words[1] or not words[0]:
        return None
    commands = [_command(side.words) for side in (pair.base, pair.reading)]
    told = " against ".join(f"“{command}”" for command in commands if command)
    return Variation(Kind.PUNCTUATION, f"the same words; the commands of markup differ: {told}", cause="markup")


def _command(words: tuple[str, ...]) -> str:
    """Return the commands in a reading, as they are written."""
    return "".join(
        before + word for before, word in pairwise(words) if before == BACKSLASH and word.isascii() and word.isalpha()
    )


def punctuation(pair: ReadingPair) -> Variation | None:
    """Only the punctuation differs, or its order."""
    if not pair.has_punctuation:
        return None
    are_marks = pair.base.only_punctuation and pair.reading.only_punctuation
    folded = () if are_marks else pair.base.folded_words
    if not are_marks and (not folded or folded != pair.reading.folded_words):
        return None
    base, reading = (Counter(map(fold_typography, side.words)) for side in (pair.base, pair.reading))
    if not are_marks:
        if base == reading and len(pair.base.words) != 1:
            return Variation(Kind.PUNCTUATION, "the same words and punctuation marks in another order", cause="order")
        return (
            Variation(Kind.PUNCTUATION, "the words are the same; only the punctuation differs")
            if base != reading
            else None
        )
    if base == reading:
        return Variation(Kind.PUNCTUATION, "the same punctuation marks in another order", cause="order")
    why = f"only the punctuation differs: {' '.join(pair.base.words)} against {' '.join(pair.reading.words)}"
    return Variation(Kind.PUNCTUATION, why)


def capitalisation(pair: ReadingPair) -> Variation | None:
    """Only upper and lower case differ."""
    is_turkish = _is_turkish(pair)
    if not is_turkish and _equal_when(pair, lowered):
        return Variation(Kind.CAPITALISATION, "only upper and lower case differ")
    if not is_turkish and _is_ascii(pair):
        return None
    has_turkish_letter = any(c in word for word in pair.base.words + pair.reading.words for c in _TURKISH_I)
    if (is_turkish or has_turkish_letter) and _equal_when(pair, _lowered_in_turkish):
        why = "only upper and lower case differ"
        return Variation(Kind.CAPITALISATION, f"{why}: I is ı and İ is i in Turkish" if has_turkish_letter else why)
    return None


def _is_turkish(pair: ReadingPair) -> bool:
    return pair.evidence.language.split("-")[0].lower() in _TURKISH


def _is_ascii(pair: ReadingPair) -> bool:
    return all(map(str.isascii, pair.base.words)) and all(map(str.isascii, pair.reading.words))


def _lowered_in_turkish(word: str) -> str:
    return lowered(unicodedata.normalize("NFC", word).replace("I", "ı").replace("İ", "i"))


def _without_marks_in_turkish(word: str) -> str:
    return marks(_lowered_in_turkish(word))


def diacritics(pair: ReadingPair) -> Variation | None:
    """Only accents, breathings or points differ."""
    if _equal_when(pair, _without_marks_in_turkish if _is_turkish(pair) else without_marks):
        certainty = Certainty.MEDIUM if _may_be_strokes(pair) else Certainty.HIGH
        why = "the words are equal without accents, breathings and points"
        return Variation(Kind.DIACRITICS, why, certainty=certainty)
    if _is_turkish(pair) and _equal_when(pair, without_marks):
        return Variation(Kind.SPELLING, "i and ı are two letters in Turkish", certainty=Certainty.MEDIUM)
    if _have_modifiers(pair) and _equal_when(pair, _without_modifiers):
        return Variation(Kind.DIACRITICS, "only one reading has the letter for a glottal stop", cause="glottal-stop")
    return None


def _may_be_strokes(pair: ReadingPair) -> bool:
    """Return whether spelling is free and a mark of one word may be a sign for letters: hattē is hatten, not hatte."""
    if not pair.evidence.spells_freely:
        return False
    words = (
        [without_strokes_of_letters(w, pair.evidence.language) for w in s.words] for s in (pair.base, pair.reading)
    )
    return any(is_short(base) != is_short(reading) for base, reading in zip(*words, strict=True))


def _have_modifiers(pair: ReadingPair) -> bool:
    if _is_ascii(pair):
        return False
    return any(c in word for word in pair.base.words + pair.reading.words for c in MODIFIERS)


def _without_modifiers(word: str) -> str:
    return without_marks("".join(c for c in word if c not in MODIFIERS))


def word_division(pair: ReadingPair) -> Variation | None:
    """The same letters with a different word division."""
    marks = [
        w
        for side in (pair.base, pair.reading)
        for w, s in zip(side.words, side.sorts, strict=True)
        if s is Sort.PUNCTUATION
    ]
    if any(mark != MAQAF for mark in marks):
        return None
    letters = _joined_letters(pair.base.words)
    if not letters or letters != _joined_letters(pair.reading.words):
        return None
    hyphened = bool(marks) or any(set(w) & set(HYPHENS) for w in pair.base.words + pair.reading.words)
    if len(pair.base.words) == len(pair.reading.words) == 1 and not hyphened:
        return None  # only an apostrophe differs: king's, kings
    cause = "hyphen" if hyphened else None
    return Variation(Kind.WORD_DIVISION, f"the same letters, {letters!r}, with a different word division", cause=cause)


def also_accidentals(pair: ReadingPair, kind: Kind) -> tuple[Kind, ...]:
    """Return typography and capitalisation where readings of a heavier kind differ in these as well."""
    words = pair.single
    if words and words.is_plain and words.base_surface.islower() and words.reading_surface.islower():
        return ()  # the usual case
    if _is_plain_lowercase(pair.base) and _is_plain_lowercase(pair.reading):
        return ()
    also = []
    base, reading = " ".join(pair.base.words), " ".join(pair.reading.words)
    if kind is not Kind.TYPOGRAPHY and not pair.is_plain:
        base_shapes, reading_shapes = _QUOTE_OR_DASH.findall(base), _QUOTE_OR_DASH.findall(reading)
        if base_shapes != reading_shapes and len(base_shapes) == len(reading_shapes):
            also.append(Kind.TYPOGRAPHY)
    has_own_case = kind not in (Kind.TYPOGRAPHY, Kind.PUNCTUATION, Kind.CAPITALISATION)
    patterns = {_case_pattern(base), _case_pattern(reading)} - {""}  # a sign such as & has no case
    if has_own_case and len(patterns) > 1:
        also.append(Kind.CAPITALISATION)
    return tuple(also)


def _is_plain_lowercase(side: ReadingSide) -> bool:
    """Return whether a reading has only lower-case ASCII letters."""
    letters = side.words[0] if len(side.words) == 1 else "".join(side.words)
    return letters.islower() and letters.isascii() and letters.isalpha()


def _case_pattern(text: str) -> str:
    """Return how words are capitalised: "small", "initial" or "all"; "" without letters."""
    if text.islower():
        return "small"
    first = text[:1] if text[:1].isalpha() else _first_letter(text)
    if not first and not any(map(str.isalpha, text)):
        return ""
    return "all" if text.isupper() and len(text) > 1 else "initial" if first.isupper() else "small"


def _first_letter(text: str) -> str:
    """Return the first letter of the first word of a text, or ""."""
    return next((c for c in text.split(maxsplit=1)[0] if c.isalpha()), "") if text.strip() else ""


def _joined_letters(words: tuple[str, ...]) -> str:
    """Return the letters and digits of the bare words in one string."""
    return "".join(filter(str.isalnum, "".join(map(bare, words))))


def _equal_when(pair: ReadingPair, fold: Normaliser) -> bool:
    """Return whether both readings have the same number of tokens, equal in pairs when folded."""
    if len(pair.base.words) != len(pair.reading.words):
        return False
    for base, reading in zip(pair.base.words, pair.reading.words, strict=True):
        if base == reading or fold(base) == fold(reading):
            continue
        if not _SPACE.search(base) and not _SPACE.search(reading):
            return False  # neither word is broken at the end of a line
        if not {fold(w) for w in line_end_variants(base)} & {fold(w) for w in line_end_variants(reading)}:
            return False
    return True


def lowered(word: str) -> str:
    """Return a word without differences of typography and capitals."""
    # Not casefold, which also makes ß equal to ss. Folded again, because lowering makes a final sigma.
    return fold_typography(fold_typography(word).lower())


@lru_cache(CACHED_WORDS)
def without_marks(word: str) -> str:
    """Return a word without differences of typography, capitals, accents, breathings and points."""
    return marks(lowered(word))


def white_space(base: str, reading: str, evidence: WorkEvidence | None = None) -> Variation:
    """Return how the white space between the same two tokens differs."""
    cause, why = _white_space_cause(base, reading, bool(evidence and evidence.keeps_lines))
    merged = evidence.rulebook.merge if evidence else {}
    kind, new_cause = merged.get(f"{Kind.TYPOGRAPHY}.{cause}") or (Kind.TYPOGRAPHY, cause)
    return Variation(kind, why, "white-space", cause=new_cause)


def _white_space_cause(base: str, reading: str, keeps_lines: bool) -> tuple[str, str]:
    """Return the cause of a difference of white space, and a sentence on it."""
    if any(c in NO_BREAK_SPACES for c in base + reading):
        return "no-break-space", "a no-break space against another space"
    fewest, most = sorted((count_line_breaks(base), count_line_breaks(reading)))
    if most > 1 and fewest <= 1:
        if keeps_lines and fewest == 1:
            return "stanza", "the lines are the same; a blank line is in only one of the readings"
        return "paragraph", "a paragraph ends here in only one of the readings"
    if fewest:
        return "indentation", "the next line is indented in another way"
    if most and (keeps_lines or (base and reading)):
        return "line", "a line ends here in only one of the readings"
    if base and reading:
        return "spacing", "the spaces here are of another number or kind"
    return "spacing", "only one of the readings has white space here"
