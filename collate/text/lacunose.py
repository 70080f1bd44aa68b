"""Words of which letters are lost: `Ky[...]os`, `w[..]d`. They are one word each, and not a lacuna between two.

Dots or dashes in square brackets, touching letters on both sides, stand for lost letters; touching them on
one side only, they do so unless they are the three dots by which an editor leaves words out.
"""

import re
from typing import Final

import numpy as np

from collate.model.tokens import Sort
from collate.text.segmentation import TokenSpans

MAX_SIGNS: Final = 20  # signs between the brackets
LOST_LETTERS: Final = re.compile(rf"\[(?:\.{{1,{MAX_SIGNS}}}|…|[-–—]{{1,{MAX_SIGNS}}})\]")
_ELLIPSES: Final = ("[...]", "[…]")


def join_lacunose_words(text: str, cuts: TokenSpans) -> TokenSpans:
    """Make one token of a word and the gaps in it."""
    gaps = [m.span() for m in LOST_LETTERS.finditer(text) if _is_in_word(text, *m.span())] if "[" in text else []
    if not gaps:
        return cuts
    starts, ends = cuts.spans[:, 0], cuts.spans[:, 1]
    keeps = np.ones(len(cuts.spans), bool)
    spans, sorts = cuts.spans.copy(), cuts.sorts.copy()
    for start, end in gaps:
        first, last = int(np.searchsorted(ends, start, "right")), int(np.searchsorted(starts, end))
        first -= first > 0 and ends[first - 1] == start and cuts.sorts[first - 1] == Sort.WORD
        last += last < len(starts) and starts[last] == end and cuts.sorts[last] == Sort.WORD
        head = first - int(np.argmax(keeps[first::-1]))  # the first of them may have been joined to a gap before it
        spans[head, 1], sorts[head] = ends[last - 1], Sort.WORD
        keeps[head + 1 : last] = False
    return TokenSpans(np.ascontiguousarray(spans[keeps]), sorts[keeps])


def _is_in_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start].isalpha(), text[end : end + 1].isalpha()
    return (before and after) or ((before or after) and text[start:end] not in _ELLIPSES)
