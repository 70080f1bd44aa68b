"""Hebrew: full and defective spelling, told by the letters and the vowels together.

A vowel may be written with a letter (vav, yod, he, alef: matres lectionis) or by its point alone.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from collate.classify.language.folding import CACHED_WORDS
from collate.classify.reading_pair import ReadingPair
from collate.model.variation import Certainty, Kind, Variation

_POINTS: Final = "\u05b0-\u05bb\u05c7"  # vowels and sheva
_BLOCK_START: Final = "\u0590"
_BLOCK_END: Final = "\u05ff"
_HOLAM: Final = "\u05b9"
_QUBUTS: Final = "\u05bb"
_SHEVA: Final = "\u05b0"
_QAMETS: Final = "\u05b8"
# Accents, meteg, rafe, dots of sin and shin: all that is not a vowel, but the dot that makes a vav u.
_NOT_VOWELS: Final = re.compile("[\u0591-\u05af\u05bd\u05bf-\u05c6]")
_SHUREQ: Final = re.compile(f"(?<=[א-ת{_POINTS}\u05bc])ו\u05bc(?![{_POINTS}])")
_HOLAM_MALE: Final = re.compile("ו[\u05b9\u05ba]|[\u05b9\u05ba]ו(?![\u05b0-\u05bc])")
_YOD: Final = re.compile(f"(?<=[\u05b4\u05b5\u05b6])\u05bc?י(?![{_POINTS}])(?=.)")
_SILENT: Final = re.compile(f"(?<=[{_POINTS}\u05bc])[הא](?![{_POINTS}\u05bc])")


def plene(pair: ReadingPair) -> Variation | None:
    """Hebrew words that differ in letters that only stand for vowels are spelled fully and defectively."""
    sides = pair.base.words, pair.reading.words
    if (
        not sides[0]
        or not sides[1]
        or not _BLOCK_START <= sides[0][0][:1] <= _BLOCK_END >= sides[1][0][:1] >= _BLOCK_START
    ):
        return None
    one, other = map(" ".join, sides)
    (letters, vowels), (letters_there, vowels_there) = _defective(one), _defective(other)
    if letters == letters_there and _vowel_sounds(vowels) == _vowel_sounds(vowels_there):
        return Variation(
            Kind.SPELLING, "the same letters and vowels, a vowel written with a letter or not", cause="plene"
        )
    if {one, other} <= pair.context.known.common:
        return None  # he and she
    if (
        not vowels
        and not vowels_there
        and _without_inner_vowel_letters(letters) == _without_inner_vowel_letters(letters_there)
    ):
        why = "without points, the same letters but for a vav or yod inside the word, which may stand for a vowel"
        return Variation(Kind.SPELLING, why, cause="plene", certainty=Certainty.MEDIUM)
    return None


def _without_inner_vowel_letters(letters: str) -> str:
    return letters[:1] + re.sub("[וי]", "", letters[1:-1]) + letters[1:][-1:]


@lru_cache(CACHED_WORDS)
def _defective(word: str) -> tuple[str, str]:
    """Give the letters of a word without those that stand for vowels, and its vowels in a row."""
    plain = _NOT_VOWELS.sub("", unicodedata.normalize("NFD", word))
    plain = _SHUREQ.sub(_QUBUTS, plain)
    plain = _HOLAM_MALE.sub(_HOLAM, plain)
    plain = _YOD.sub("", plain)
    plain = _SILENT.sub("", plain).replace("\u05bc", "")
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return letters, "".join(c for c in plain if unicodedata.combining(c))


def _vowel_sounds(vowels: str) -> str:
    """Give the vowels as they sound: no sheva, which is written and left out at will, and one sort of qamets."""
    return vowels.replace(_SHEVA, "").replace("\u05c7", _QAMETS)
