"""Names of places that a text itself has: another number is told, one that only one reading has is counted."""

from collate.classify.reading_pair import ReadingPair
from collate.model.tokens import Sort
from collate.model.variation import Kind, Variation


def place_name(pair: ReadingPair) -> Variation | None:
    """Names of a place, such as the number of a verse, that differ."""
    sorts = {*pair.base.sorts, *pair.reading.sorts}
    if sorts != {Sort.PLACE} or not pair.base.words or not pair.reading.words:
        return None
    base, reading = (_value(side.words) for side in (pair.base, pair.reading))
    if base == reading:
        return Variation(Kind.TYPOGRAPHY, f"the same number, {base}, written in another way", cause="numbering")
    return Variation(Kind.SUBSTITUTION, f"another number: {base} against {reading}", cause="numbering")


def _value(words: tuple[str, ...]) -> str:
    """Return the numbers in the names of places; the names, if they have none."""
    text = " ".join(words)
    return " ".join("".join(c if c.isdecimal() else " " for c in text).split()) or text
