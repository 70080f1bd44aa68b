"""Folding words, so that what is left is compared: glyphs, case and accents away."""

from functools import lru_cache
from typing import Final

from collate.text.normalise import DEFAULT, TYPOGRAPHY, compose, marks

# Words recur by the thousand; a text of so many distinct words is rare, and only slower.
CACHED_WORDS: Final = 1 << 17

_fold_typography = lru_cache(CACHED_WORDS)(compose(TYPOGRAPHY))
_folded = lru_cache(CACHED_WORDS)(compose(DEFAULT))
_bare = lru_cache(CACHED_WORDS)(lambda word: marks(_folded(word)))


def fold_typography(word: str) -> str:
    """Fold the shapes of glyphs away."""
    return word if is_plain(word) else _fold_typography(word)


def folded(word: str) -> str:
    """Fold typography and case away."""
    return word.lower() if is_plain(word) else _folded(word)


def bare(word: str) -> str:
    """Fold typography, case and accents away."""
    return word.lower() if is_plain(word) else _bare(word)


def is_plain(word: str) -> bool:
    """ASCII letters alone: there is nothing to fold but their case."""
    return word.isascii() and word.isalpha()


def common_prefix_length(one: str, other: str) -> int:
    """Give how many letters two words have in common from the start."""
    pairs = zip(one, other, strict=False)
    return next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
