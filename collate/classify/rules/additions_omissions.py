"""One side has nothing: addition, omission, and the words of editors."""

import unicodedata
from dataclasses import replace
from typing import Final

from collate.classify.language.folding import bare
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.work_evidence import WorkEvidence
from collate.model.variation import EDITORIAL_KINDS, Certainty, Kind, Variation

MIN_SKIPPED_WORDS: Final = 2  # words; less is lost in many ways
LONGEST_SMALL_WORD: Final = 3  # letters of a word that is like to recur
ENDING_LENGTH: Final = 3  # letters that two words must end with to be like, and words lost between them
_OMISSION: Final = Variation(
    Kind.OMISSION, "the base has these words, and the witness goes on without them", "omission"
)
_ADDITION: Final = Variation(Kind.ADDITION, "the base has nothing here", "addition")


def editorial_words(pair: ReadingPair) -> Variation | None:
    """Words that are no part of the text proper, against nothing, are gloss, note or paratext."""
    present = pair.reading if pair.reading else pair.base
    if (pair.base and pair.reading) or present.intervention is None:
        return None
    intervention = present.intervention
    if all(unicodedata.category(word[0]) in ("Ps", "Pe") for word in present.words):
        why = "an editor's brackets; the words in them stand in both"
        return Variation(EDITORIAL_KINDS[intervention.role], why, cause=intervention.cause or None)
    side = "the base does not have it" if pair.reading else "the witness does not have it"
    why = f"{intervention.why}; {side}"
    return Variation(EDITORIAL_KINDS[intervention.role], why, cause=intervention.cause or None)


def lone_punctuation(pair: ReadingPair) -> Variation | None:
    """Marks of punctuation against nothing are punctuation."""
    present = pair.reading if pair.reading else pair.base
    if (pair.base and pair.reading) or not present.punctuation:
        return None
    if all(unicodedata.category(c) == "Cf" for word in present.words for c in word):
        return Variation(Kind.TYPOGRAPHY, "a sign that is not seen, in one of them only", cause="invisible")
    verb = "added" if pair.reading else "left out"
    return Variation(Kind.PUNCTUATION, f"{' '.join(present.words)} is {verb}")


def omission(pair: ReadingPair) -> Variation | None:
    """Words of the base that an extant witness does not have are an omission."""
    if pair.reading:
        return None
    skip = _eye_skip(pair.base, pair.context)
    if skip:
        return skip
    return _OMISSION


def addition(pair: ReadingPair) -> Variation | None:
    """Words where the base has nothing are an addition."""
    if pair.base:
        return None
    repeated = _repetition(pair.reading)
    if repeated:
        why = f"“{repeated}” stands twice in succession, perhaps written twice by mistake"
        return Variation(Kind.ADDITION, why, cause="repetition", certainty=Certainty.MEDIUM)
    skip = _eye_skip(pair.reading, pair.context)
    return replace(_ADDITION, why=f"{_ADDITION.why}; the base may have lost them: {skip.why}") if skip else _ADDITION


def _eye_skip(lost: ReadingSide, context: WorkEvidence) -> Variation | None:
    """Name the like words between which a copyist's eye may have skipped.

    The last words lost are the last before them (homeoteleuton), or the first lost are the first
    after them (homeoarcton). Words that stand everywhere prove nothing.
    """
    if not lost.before and not lost.after:
        return None
    repeated = _repetition(lost)
    if repeated:
        why = f"“{repeated}” stands twice in succession in the other witness and was written once"
        return Variation(Kind.OMISSION, why, cause="haplography", certainty=Certainty.MEDIUM)
    words, before, after = lost.lexical, _without_marks(lost.before), _without_marks(lost.after)
    if len(words) < MIN_SKIPPED_WORDS:
        return None
    twins = (
        (_common_start(words[::-1], before[::-1])[::-1], "homeoteleuton"),
        (_common_start(words, after), "homeoarcton"),
    )
    for twin, name in twins:
        certainty = _eye_skip_certainty(twin, len(words), context)
        if certainty:
            why = f"what is lost stands between two “{' '.join(twin)}”: the eye may have skipped ({name})"
            return Variation(Kind.OMISSION, why, cause="eye-skip", certainty=certainty)
    if (
        len(words) < ENDING_LENGTH
        or not before
        or not word_ending(words[-1])
        or word_ending(words[-1]) != word_ending(before[-1])
    ):
        return None
    why = f"what is lost ends like what stands before it, {before[-1]} / {words[-1]}: the eye may have skipped"
    return Variation(Kind.OMISSION, f"{why} (homeoteleuton)", cause="eye-skip", certainty=Certainty.LOW)


def _eye_skip_certainty(twin: tuple[str, ...], lost: int, context: WorkEvidence) -> Certainty | None:
    """Say how far like words around a loss can be trusted: one that stands everywhere proves nothing."""
    if len(twin) > 1 or any(not context.common(word) for word in twin):
        return Certainty.MEDIUM
    if not twin or lost < ENDING_LENGTH or len(twin[0]) <= LONGEST_SMALL_WORD or bare(twin[0]) in context.known.common:
        return None
    return Certainty.LOW


def word_ending(word: str) -> str:
    """Give the last letters of a word of four or more, "" for a shorter one."""
    letters = bare(word)
    return letters[-ENDING_LENGTH:] if len(letters) > ENDING_LENGTH else ""


def _without_marks(neighbours: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(n for n in neighbours if any(c.isalnum() for c in n))


def _common_start(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words with which both begin."""
    length = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def _repetition(side: ReadingSide) -> str:
    """Give the words of a reading if they stand right before or after it once more."""
    if not side.before and not side.after:
        return ""
    words = side.lexical
    n = len(words)
    if not n or len(side.words) != n:
        return ""
    twice = words in (side.before[-n:], side.after[:n])
    return " ".join(words) if twice else ""
