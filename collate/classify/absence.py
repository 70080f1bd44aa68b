"""One side has nothing: addition, omission, and the words of editors."""

from dataclasses import replace

from collate.classify.kinds import EDITORIAL, Certainty, Kind, Variation
from collate.classify.pair import Context, Pair, Side

SHORTEST_SKIP = 2  # words; less is lost in many ways


def editorial(pair: Pair) -> Variation | None:
    """Words in an editor's name, against nothing, are gloss, note or paratext."""
    present = pair.reading if pair.reading else pair.base
    if (pair.base and pair.reading) or present.intervention is None:
        return None
    intervention = present.intervention
    side = "this witness alone has" if pair.reading else "the base alone has"
    why = f"{side} an editor's words: {intervention.why}"
    return Variation(EDITORIAL[intervention.role], why, cause=intervention.cause or None)


def loose_marks(pair: Pair) -> Variation | None:
    """Marks of punctuation against nothing are punctuation."""
    present = pair.reading if pair.reading else pair.base
    if (pair.base and pair.reading) or not present.punctuation:
        return None
    verb = "added" if pair.reading else "left out"
    return Variation(Kind.PUNCTUATION, f"{' '.join(present.words)} is {verb}")


def omission(pair: Pair) -> Variation | None:
    """Words of the base that an extant witness does not have are an omission."""
    if pair.reading:
        return None
    skip = _eye_skip(pair.base, pair.context)
    if skip:
        return replace(skip, kind=Kind.OMISSION)
    return Variation(Kind.OMISSION, "the base has these words, and the witness goes on without them")


def addition(pair: Pair) -> Variation | None:
    """Words where the base has nothing are an addition."""
    if pair.base:
        return None
    repeated = _repeated(pair.reading)
    if repeated:
        why = f"“{repeated}” stands twice in succession, perhaps written twice by mistake"
        return Variation(Kind.ADDITION, why, cause="repetition", certainty=Certainty.MEDIUM)
    skip = _eye_skip(pair.reading, pair.context)
    hint = f"; the base may have lost them: {skip.why}" if skip else ""
    return Variation(Kind.ADDITION, f"the base has nothing here{hint}")


def _eye_skip(lost: Side, context: Context) -> Variation | None:
    """Name the two like words between which a copyist's eye may have skipped.

    The last word lost is the last before it (homeoteleuton), or the first lost is the first
    after it (homeoarcton). Words that stand everywhere prove nothing.
    """
    words = lost.lexical()
    before, after = _nearest(lost.before[::-1]), _nearest(lost.after)
    repeated = _repeated(lost)
    if repeated:
        why = f"“{repeated}” stands twice in succession in the other witness and was written once"
        return Variation(Kind.OMISSION, why, cause="haplography", certainty=Certainty.MEDIUM)
    if len(words) < SHORTEST_SKIP:
        return None
    for word, twin, name in ((words[-1], before, "homeoteleuton"), (words[0], after, "homeoarcton")):
        if word == twin and not context.common(word):
            why = f"what is lost stands between two “{word}”: the eye may have skipped ({name})"
            return Variation(Kind.OMISSION, why, cause="eye-skip", certainty=Certainty.MEDIUM)
    return None


def _nearest(neighbours: tuple[str, ...]) -> str:
    """Give the nearest word, with at most one mark of punctuation between."""
    for neighbour in neighbours[:2]:
        if any(c.isalnum() for c in neighbour):
            return neighbour
    return ""


def _repeated(side: Side) -> str:
    """Give the words of a reading if they stand right before or after it once more."""
    words = side.lexical()
    n = len(words)
    if not n or len(side.words) != n:
        return ""
    twice = words in (side.before[-n:], side.after[:n])
    return " ".join(words) if twice else ""
