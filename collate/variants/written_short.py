"""Words that are written short: what stands opposite may be their full form, however unlike it is."""

from typing import Final

import numpy as np

from collate._arrays import Bool
from collate._late_regex import late_regex
from collate.model.alignment import GAP, Alignment
from collate.model.token_marks import TokenMark

WRITTEN_SHORT: Final = np.uint16(TokenMark.NOMEN_SACRUM | TokenMark.ABBREVIATION | TokenMark.NUMERAL)
# Signs of scribes for letters, and strokes over letters. A tilde or macron that Unicode does not compose with its
# letter stands over a consonant: it is no accent.
_SIGNS: Final = late_regex(
    "[\ua741-\ua745\ua750-\ua759\ua75c\ua75d\ua76b\ua76d-\ua770\ua775\ua73f"
    "\u0303-\u0305\u033e\u035b\u035e\u0483\u0487\ua66f\u1dd1-\u1dd3]"
)


def written_short(alignment: Alignment) -> Bool:
    """Return (columns, witnesses) bool: whether the source, or a sign, says that a word is written short."""
    forms = alignment.codes("form")
    strings = alignment.tokens[0].vocabulary.strings if alignment.tokens else ()
    signed = np.fromiter((not s.isascii() and _SIGNS.search(s) is not None for s in strings), bool, len(strings))
    found = np.append(signed, False)[forms] if signed.any() else np.zeros(alignment.table.shape, bool)
    for w, tokens in enumerate(alignment.tokens):
        marked = (tokens.marks & WRITTEN_SHORT) > 0
        if marked.any():
            column = alignment.table[:, w]
            found[:, w] |= (column != GAP) & marked[column]
    return found
