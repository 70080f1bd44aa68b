"""Particles written together with the next word: Arabic وال, Hebrew וה.

Two words are not alike because both begin with them.
"""

from typing import Final

from rapidfuzz.distance import Indel

from collate._late_regex import late_regex

_FIRST: Final = "\u05d0"  # Hebrew alef
_LAST: Final = "\u06ff"  # the end of the Arabic block
LEAST_LETTERS: Final = 3  # of the word behind them
# The ending of a short word is a large part of it, so stems are alike a little sooner than words.
OF_STEMS: Final = 0.1
_PARTICLES: Final = late_regex(rf"(?:[وف]?(?:[بك]?ال|لل)|[وف]|(?=[והבלכמש])ו?(?:[בלכמש]|ה)?)(?=\w{{{LEAST_LETTERS}}})")


def without_shared_particles(left: str, right: str) -> tuple[str, str]:
    """Return two words, as letters, without the particles with which both begin; mostly the words themselves."""
    if not (_FIRST <= left[:1] <= _LAST and left[:1] == right[:1]):
        return left, right
    particles, others = _PARTICLES.match(left), _PARTICLES.match(right)
    if particles is None or others is None or particles.group() != others.group():
        return left, right
    return left[particles.end() :], right[others.end() :]


def similarity(left: str, right: str) -> float:
    """Return the Indel similarity of the letters of two words; that of particles with which both begin is no likeness.

    Examples
    --------
    >>> round(similarity("والسوق", "والقصر"), 2), round(similarity("البيت", "البيوت"), 2)
    (0.43, 0.91)
    """
    whole: float = Indel.normalized_similarity(left, right)
    stems = without_shared_particles(left, right)
    if stems[0] is left:
        return whole
    return min(whole, Indel.normalized_similarity(*stems) + OF_STEMS)
