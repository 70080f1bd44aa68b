"""Short and full forms of one word: listed, marked by a sign, or left out by the habit of the work."""

import re
import unicodedata
from typing import Final

from collate.classify.language.folding import bare
from collate.classify.language.languages import abbreviation_key
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.work_evidence import drops_only_vowels
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation

_STROKE: Final = "[\u0303\u0304\u0305]"  # tilde, macron or overline, upon the letter before an m or n that is left out
_STROKED_LETTER: Final = re.compile(f"(?<=[a-z]){_STROKE}")
_TITLUS: Final = frozenset("\u0305\u035e\u0483\u0487\ua66f")
MAX_SUSPENDED_SHARE: Final = 0.75  # of the full form at most is left, where the last letter is kept


def abbreviation(pair: ReadingPair) -> Variation | None:
    """One side is the short form of what the other writes in full."""
    one, other = pair.base.words, pair.reading.words
    if len(one) > 1 < len(other) and not (one[0][0].isupper() and other[0][0].isupper()):
        return None  # only initials are several words
    words = pair.single
    longer = len(words.other) - len(words.one) if words else _letter_count(pair.reading) - _letter_count(pair.base)
    if not longer:
        return None
    short, full = (pair.base, pair.reading) if longer > 0 else (pair.reading, pair.base)
    return _listed(pair, short, full) or _initials(short, full) or _with_stroke(short, full) or _by_habit(pair)


def _letter_count(side: ReadingSide) -> int:
    return sum([len(bare(word)) for word in side.words])


def _listed(pair: ReadingPair, short: ReadingSide, full: ReadingSide) -> Variation | None:
    table = pair.context.known.abbreviations
    written = "".join(short.words)
    stands_for = table.get(abbreviation_key(written)) if table else None
    if stands_for is None or len(short.lexical) > 1 or _full_form(full) not in stands_for:
        return None
    sacred = not _TITLUS.isdisjoint(unicodedata.normalize("NFD", written))
    why = f"{written!r} is a listed short form of {_full_form(full)!r}"
    return Variation(Kind.ABBREVIATION, why, cause="nomen-sacrum" if sacred else None)


def _full_form(side: ReadingSide) -> str:
    return " ".join(bare(w) for w, sort in zip(side.words, side.sorts, strict=True) if sort is Sort.WORD)


def _initials(short: ReadingSide, full: ReadingSide) -> Variation | None:
    """C. C. / Central Committee, V. / Vladimir: capitals that begin words with capitals."""
    if not short.words[0][:1].isupper() or len(short.words[0]) > 1 + len(full.words):
        return None  # as most are
    given = "".join(c for word in short.words for c in word if c.isalnum())
    words = [w for w, sort in zip(full.words, full.sorts, strict=True) if sort is Sort.WORD]
    named = [w for w in words if w[:1].isupper()]
    if not given.isupper() or len(given) != len(named) or any(len(w) < 2 for w in named):
        return None
    if given.casefold() != "".join(w[0] for w in named).casefold() or len(words) - len(named) > len(named):
        return None
    if len(given) == 1 and (given in "IAO" or named[0].isupper()):
        return None  # more often a word than an initial; and U is no short form of USSR
    why = f"{given!r} are the first letters of {' '.join(words)!r}"
    return Variation(Kind.ABBREVIATION, why, cause="initials", certainty=Certainty.MEDIUM)


def _with_stroke(short: ReadingSide, full: ReadingSide) -> Variation | None:
    """A stroke upon a letter stands for an m or n after it."""
    if len(short.words) != 1 or len(full.words) != 1 or short.words[0].isascii():
        return None
    written = unicodedata.normalize("NFD", short.words[0].casefold())
    if not _STROKED_LETTER.search(written):
        return None
    pattern = "[mn]?".join(re.escape(bare(part)) for part in _STROKED_LETTER.split(written))
    if not re.fullmatch(pattern, bare(full.words[0])):
        return None
    return Variation(Kind.ABBREVIATION, "a stroke upon a letter stands for the m or n after it", cause="stroke")


def _by_habit(pair: ReadingPair) -> Variation | None:
    """Vowels left out, in a work that leaves out vowels without a sign."""
    words = pair.single
    if words is None or words.longer - words.shorter < 2 or words.one[:1] != words.other[:1]:
        return None
    if not pair.context.abbreviates:
        return None
    short, long = sorted((words.one, words.other), key=len)
    if drops_only_vowels(short, long, pair.context.known.vowels):
        how = "only vowels are left out"
    elif _is_suspension(short, long):
        how = "its first and last letters are kept"
    else:
        return None
    why = f"{short!r} is {long!r} cut short, as this work does: {how}"
    return Variation(Kind.ABBREVIATION, why, certainty=Certainty.MEDIUM)


def _is_suspension(short: str, long: str) -> bool:
    """The letters of the short form stand in the long one in order, first and last at its ends."""
    if len(short) < 2 or len(long) - len(short) < 2 or len(short) > MAX_SUSPENDED_SHARE * len(long):
        return False
    rest = iter(long)
    return short[0] == long[0] and short[-1] == long[-1] and all(c in rest for c in short)
