"""A word of which letters are lost, beside one that has them."""

import re

from collate.classify.language.folding import bare
from collate.classify.reading_pair import ReadingPair
from collate.model.variation import Kind, Variation
from collate.text.lacunose import GAP


def damaged_word(pair: ReadingPair) -> Variation | None:
    """What is left of a damaged word agrees with the other: the witness is silent, and no variant."""
    words = pair.single
    if words is None or ("[" not in words.written and "[" not in words.written_other):
        return None
    for written, other in ((words.written, words.written_other), (words.written_other, words.written)):
        parts = GAP.split(written)
        if len(parts) > 1 and re.fullmatch(".*?".join(re.escape(bare(part)) for part in parts), bare(other)):
            return Variation(Kind.LACUNA, f"letters are lost; what is left of {written!r} agrees", cause="letters")
    return None
