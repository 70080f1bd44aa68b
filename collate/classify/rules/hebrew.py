"""Hebrew: full (plene) and defective spelling, by letters and vowel points together.

A vowel is written with a vowel letter (vav, yod, he, alef: matres lectionis) or by its point alone.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS, bare
from collate.classify.reading_pair import ReadingPair
from collate.model.variation import Certainty, Kind, Variation

_POINTS: Final = "\u05b0-\u05bb\u05c7"  # vowels and sheva
_BLOCK_START: Final = "\u0590"
_BLOCK_END: Final = "\u05ff"
_HOLAM: Final = "\u05b9"
_QUBUTS: Final = "\u05bb"
_SHEVA: Final = "\u05b0"
_QAMETS: Final = "\u05b8"
# Accents, meteg, rafe, dots of sin and shin: all points that are no vowels, without the dot that makes a vav an u.
_NOT_VOWELS: Final = late_regex("[\u0591-\u05af\u05bd\u05bf-\u05c6]")
_SHUREQ: Final = late_regex(f"(?<=[א-ת{_POINTS}\u05bc])ו\u05bc(?![{_POINTS}])")
_HOLAM_MALE: Final = late_regex("ו[\u05b9\u05ba]|[\u05b9\u05ba]ו(?![\u05b0-\u05bc])")
_YOD: Final = late_regex(f"(?<=[\u05b4\u05b5\u05b6])\u05bc?י(?![{_POINTS}])(?=.)")
_SILENT: Final = late_regex(f"(?<=[{_POINTS}\u05bc])[הא](?![{_POINTS}\u05bc])")


def plene(pair: ReadingPair) -> Variation | None:
    """Full and defective spelling of one Hebrew word: only vowel letters differ."""
    sides = pair.base.words, pair.reading.words
    if not sides[0] or not sides[1] or sides[0][0].isascii():
        return None
    if not all(_BLOCK_START <= words[0][:1] <= _BLOCK_END for words in sides):
        return None
    base, reading = map(" ".join, sides)
    (base_letters, base_vowels), (reading_letters, reading_vowels) = _defective(base), _defective(reading)
    if base_letters == reading_letters and _vowel_sounds(base_vowels) == _vowel_sounds(reading_vowels):
        return Variation(
            Kind.SPELLING, "the same consonants and vowels, written with or without vowel letters", cause="plene"
        )
    if {bare(base), bare(reading)} <= pair.evidence.language_rules.common:
        return None  # two words, such as he and she
    if base_vowels or reading_vowels:
        return None
    if _without_inner_vowel_letters(base_letters) == _without_inner_vowel_letters(reading_letters):
        why = "unpointed words that differ only in vav or yod inside the word, which may stand for a vowel"
        return Variation(Kind.SPELLING, why, cause="plene", certainty=Certainty.MEDIUM)
    return None


def _without_inner_vowel_letters(letters: str) -> str:
    """Return letters without vav and yod, but with the first and the last letter."""
    return letters[:1] + re.sub("[וי]", "", letters[1:-1]) + letters[1:][-1:]


@lru_cache(CACHED_WORDS)
def _defective(word: str) -> tuple[str, str]:
    """Return the letters of a word without its vowel letters, and its vowel points."""
    plain = _NOT_VOWELS.sub("", unicodedata.normalize("NFD", word))
    plain = _SHUREQ.sub(_QUBUTS, plain)
    plain = _HOLAM_MALE.sub(_HOLAM, plain)
    plain = _YOD.sub("", plain)
    plain = _SILENT.sub("", plain).replace("\u05bc", "")
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return letters, "".join(c for c in plain if unicodedata.combining(c))


def _vowel_sounds(vowels: str) -> str:
    """Return vowel points as they sound: without sheva, which scribes write or not, and with one kind of qamets."""
    return vowels.replace(_SHEVA, "").replace("\u05c7", _QAMETS)
