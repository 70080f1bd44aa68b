"""One side is empty: additions, omissions, and the words of editors."""

import unicodedata
from dataclasses import replace
from typing import Final

from collate.classify.language.folding import bare
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.work_evidence import WorkEvidence
from collate.model.tokens import Sort
from collate.model.variation import EDITORIAL_KINDS, Certainty, Kind, Variation

MIN_SKIPPED_WORDS: Final = 2  # one word is lost for many reasons
LONGEST_SMALL_WORD: Final = 3  # letters of a word that often recurs by chance
ENDING_LENGTH: Final = 3  # letters that two words with like endings share
MIN_SKIPPED_WORDS_ON_WEAK_EVIDENCE: Final = 3  # where only an ending or one frequent word recurs
_OMISSION: Final = Variation(Kind.OMISSION, "the base has these words; the witness continues without them", "omission")
_ADDITION: Final = Variation(Kind.ADDITION, "the base does not have these words", "addition")


def editorial_words(pair: ReadingPair) -> Variation | None:
    """Words of an editor (gloss, note or paratext), if the other side has nothing of the gloss, note or paratext.

    Of a note that both sides have, a word more or less is an addition or omission like any other.
    """
    present = pair.reading if pair.reading.words else pair.base
    if present.intervention is None or (pair.base and pair.reading):
        return None
    intervention = present.intervention
    if all(len(word) == 1 and unicodedata.category(word) in ("Ps", "Pe") for word in present.words):
        why = "an editor's brackets; both readings have the words inside them"
        return Variation(EDITORIAL_KINDS[intervention.role], why, cause=intervention.cause or None)
    if pair.shares_intervention:
        return None
    side = "not in the base" if pair.reading else "not in the witness"
    why = f"{intervention.why}; {side}"
    kind, cause = EDITORIAL_KINDS[intervention.role], intervention.cause or None
    return Variation(kind, why, cause=cause, certainty=intervention.certainty)


def lone_punctuation(pair: ReadingPair) -> Variation | None:
    """Punctuation that only one reading has."""
    present = pair.reading if pair.reading.words else pair.base
    if Sort.WORD in present.sorts or (pair.base and pair.reading) or not present.only_punctuation:
        return None
    if all(unicodedata.category(c) == "Cf" for word in present.words for c in word):
        return Variation(Kind.TYPOGRAPHY, "only one of the readings has an invisible character here", cause="invisible")
    change = "added" if pair.reading else "left out"
    return Variation(Kind.PUNCTUATION, f"punctuation {change}: {' '.join(present.words)}")


def omission(pair: ReadingPair) -> Variation | None:
    """Words of the base that an extant witness does not have."""
    if pair.reading.words:
        return None
    return _eye_skip(pair.base, pair.evidence) or _OMISSION


def addition(pair: ReadingPair) -> Variation | None:
    """Words that the base does not have."""
    if pair.base.words:
        return None
    if not pair.reading.before and not pair.reading.after:
        return _ADDITION
    repeated = _repetition(pair.reading)
    if repeated:
        why = f"“{repeated}” occurs twice in a row; it may have been written twice by mistake"
        return Variation(Kind.ADDITION, why, cause="repetition", certainty=Certainty.MEDIUM)
    eye_skip = _eye_skip(pair.reading, pair.evidence)
    if eye_skip:
        return replace(_ADDITION, why=f"{_ADDITION.why} and may have lost them: {eye_skip.why}")
    return _ADDITION


def _eye_skip(lost: ReadingSide, evidence: WorkEvidence) -> Variation | None:
    """Return the omission with its cause, if a copyist's eye may have skipped from one word to an equal one.

    Homeoteleuton: the lost words end like the words before them. Homeoarcton: they begin like the words after them.
    Frequent words prove nothing.
    """
    if not lost.before and not lost.after:
        return None
    repeated = _repetition(lost)
    if repeated:
        why = f"“{repeated}” occurs twice in a row in the longer reading; it may have been copied only once"
        return Variation(Kind.OMISSION, why, cause="haplography", certainty=Certainty.MEDIUM)
    words, before, after = lost.folded_words, _without_marks(lost.before), _without_marks(lost.after)
    if len(words) < MIN_SKIPPED_WORDS:
        return None
    recurrences = (
        (_common_start(words[::-1], before[::-1])[::-1], "end", "before", "homeoteleuton"),
        (_common_start(words, after), "begin", "after", "homeoarcton"),
    )
    for recurring, edge, side, term in recurrences:
        certainty = _eye_skip_certainty(recurring, len(words), evidence)
        if certainty:
            recurrence = f"the missing words {edge} with “{' '.join(recurring)}”, like the words {side} them"
            why = f"{recurrence}; the copyist's eye may have skipped from one to the other ({term})"
            return Variation(Kind.OMISSION, why, cause="eye-skip", certainty=certainty)
    if len(words) < MIN_SKIPPED_WORDS_ON_WEAK_EVIDENCE or not before:
        return None
    if not word_ending(words[-1]) or word_ending(words[-1]) != word_ending(before[-1]):
        return None
    recurrence = f"the missing words end like the word before them, {before[-1]} / {words[-1]}"
    why = f"{recurrence}; the copyist's eye may have skipped from one to the other (homeoteleuton)"
    return Variation(Kind.OMISSION, why, cause="eye-skip", certainty=Certainty.LOW)


def _eye_skip_certainty(recurring: tuple[str, ...], lost: int, evidence: WorkEvidence) -> Certainty | None:
    """Return how certain an eye-skip is between recurring words, for a number of lost words; None: no evidence."""
    if len(recurring) > 1 or any(not evidence.is_frequent(word) for word in recurring):
        return Certainty.MEDIUM
    if not recurring or lost < MIN_SKIPPED_WORDS_ON_WEAK_EVIDENCE or len(recurring[0]) <= LONGEST_SMALL_WORD:
        return None
    return None if bare(recurring[0]) in evidence.language_rules.common else Certainty.LOW


def word_ending(word: str) -> str:
    """Return the last three letters of a bare word of four letters or more; "" for a shorter word."""
    letters = bare(word)
    return letters[-ENDING_LENGTH:] if len(letters) > ENDING_LENGTH else ""


def _without_marks(neighbours: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tokens that have a letter or a digit."""
    return tuple(token for token in neighbours if any(c.isalnum() for c in token))


def _common_start(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with which both begin."""
    pairs = zip(left, right, strict=False)
    length = next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
    return left[:length]


def _repetition(side: ReadingSide) -> str:
    """Return the words of a reading if the same words are directly before or after it, else ""."""
    if not side.before and not side.after:
        return ""
    words = side.folded_words
    n = len(words)
    if not n or len(side.words) != n:
        return ""
    return " ".join(words) if words in (side.before[-n:], side.after[:n]) else ""
