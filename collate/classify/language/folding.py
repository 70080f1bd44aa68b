"""Folding of words before they are compared: glyph shapes, then case, then accents."""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Postfix, Prefix

from collate.text.normalise import DEFAULT, TYPOGRAPHY, compose_normalisers, marks

# Distinct words. A text with more of them is only slower.
CACHED_WORDS: Final = 1 << 17

# Until about 1700 each of these was one letter in two shapes, or a letter and its ligature, in any language.
_VARIANT_LETTERS: Final = str.maketrans({
    "v": "u", "w": "uu", "j": "i", "ĳ": "ii", "æ": "ae", "œ": "oe", "ꜳ": "aa", "þ": "th", "ꝛ": "r", "ꝺ": "d", "ꞇ": "t",
    "ꝼ": "f", "ᵹ": "g", "ѹ": "у", "ꙋ": "у", "ѡ": "о", "ѳ": "ф", "ѣ": "е", "ѕ": "з", "ѯ": "кс", "ѱ": "пс", "ѧ": "я",
    "ꙗ": "я", "ѩ": "я", "ѥ": "е",
})  # fmt: skip

_fold_typography = lru_cache(CACHED_WORDS)(compose_normalisers(TYPOGRAPHY))
_folded = lru_cache(CACHED_WORDS)(compose_normalisers(DEFAULT))
# Accents go before case too: to fold the case of ῃ is to write its iota as a letter.
_bare = lru_cache(CACHED_WORDS)(lambda word: marks(_folded(marks(word))))


def fold_typography(word: str) -> str:
    """Return a word with one shape for each quote, dash, space and ligature."""
    return word if word.isascii() and word.isalpha() else _fold_typography(word)


def folded(word: str) -> str:
    """Return a word without differences of typography and case."""
    return word.lower() if word.isascii() and word.isalpha() else _folded(word)


def bare(word: str) -> str:
    """Return a word without differences of typography, case and accents."""
    return word.lower() if word.isascii() and word.isalpha() else _bare(word)


@lru_cache(CACHED_WORDS)
def with_one_letter(word: str) -> str:
    """Return a bare word with one letter where writers of any language used two for one: u and v, æ and ae."""
    return word.translate(_VARIANT_LETTERS)


def is_plain(word: str) -> bool:
    """Return whether a word has ASCII letters only, so that only its case can be folded."""
    return word.isascii() and word.isalpha()


def common_prefix_length(left: str, right: str) -> int:
    """Return the number of letters with which both words begin."""
    return Prefix.similarity(left, right)


def common_suffix_length(left: str, right: str) -> int:
    """Return the number of letters with which both words end."""
    return Postfix.similarity(left, right)
