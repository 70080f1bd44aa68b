"""How many words characters make in scripts without spaces, where each character is compared by itself.

By chance, letters agree far more often than words, so the length that is asked of a passage is asked in words. A
Chinese character says as much as a word.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Float64

# First and last code points of Thai and Lao, of Burmese, of Khmer and of hiragana.
_SCRIPTS: Final = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x309F))
_FIRST: Final = tuple(first for first, _ in _SCRIPTS)
CHARACTER_SHARE: Final = 0.5  # of a word; many words have more characters, but a passage of 20 short ones is found


def shares_of_words(forms: Sequence[str]) -> Float64:
    """Return (n,) float64: which part of a word each search form is: 1, or less for a character of such scripts."""
    return np.fromiter((CHARACTER_SHARE if _is_part(form) else 1.0 for form in forms), np.float64, len(forms))


def _is_part(form: str) -> bool:
    if len(form) != 1:
        return False
    place = bisect_right(_FIRST, ord(form)) - 1
    return place >= 0 and ord(form) <= _SCRIPTS[place][1]
