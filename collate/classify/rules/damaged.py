"""A word with lost letters against the whole word."""

import re

from collate.classify.language.folding import bare
from collate.classify.reading_pair import ReadingPair
from collate.model.variation import Kind, Variation
from collate.text.editorial_signs import LOST_LETTERS


def damaged_word(pair: ReadingPair) -> Variation | None:
    """A word with lost letters whose other letters agree: a lacuna, not a variant."""
    words = pair.single
    if words is None or ("[" not in words.base_surface and "[" not in words.reading_surface):
        return None
    surfaces = words.base_surface, words.reading_surface
    for damaged, whole in (surfaces, surfaces[::-1]):
        parts = LOST_LETTERS.split(damaged)
        if len(parts) > 1 and re.fullmatch(".*?".join(re.escape(bare(part)) for part in parts), bare(whole)):
            return Variation(Kind.LACUNA, f"letters are lost; the letters left in {damaged!r} agree", cause="letters")
    return None
