"""How many words characters make in scripts without spaces, where each character is compared by itself.

By chance, characters agree more often than words, so the length that is asked of a passage is asked in words.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Float64

# First and last code points, and the part of a word. Many words have more characters than that: what is asked for must
# not be more than 20 short words have, and old Chinese writes most words with one character.
_SCRIPTS: Final = (
    (0x0E00, 0x0EFF, 0.5),  # Thai, Lao
    (0x1000, 0x109F, 0.5),  # Burmese
    (0x1780, 0x17FF, 0.5),  # Khmer
    (0x3040, 0x309F, 0.5),  # hiragana
    (0x3400, 0x9FFF, 0.8),  # Han
    (0x20000, 0x3FFFF, 0.8),  # rare Han
)
_FIRST: Final = tuple(first for first, _, _ in _SCRIPTS)


def shares_of_words(forms: Sequence[str]) -> Float64:
    """Return (n,) float64: which part of a word each search form is: 1, or less for a character of such scripts."""
    return np.fromiter(map(_share_of_word, forms), np.float64, len(forms))


def _share_of_word(form: str) -> float:
    if len(form) != 1:
        return 1.0
    place = bisect_right(_FIRST, ord(form)) - 1
    return _SCRIPTS[place][2] if place >= 0 and ord(form) <= _SCRIPTS[place][1] else 1.0
