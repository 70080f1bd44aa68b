"""Two words written as one, with a vowel lost or merged: zum / zu dem, κἀγώ / καὶ ἐγώ, bonumst / bonum est."""

import unicodedata
from typing import Final

from collate.classify.language.folding import bare
from collate.classify.reading_pair import ReadingPair
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation
from collate.text.contractions import fused_words

_TWO_WORDS: Final = (Sort.WORD, Sort.WORD)
_GREEK_VOWELS: Final = frozenset("αεηιουω")
_SMOOTH, _ROUGH = "\u0313", "\u0314"
# The letters with which the joined word may begin for those of the first word: aspirated before a rough breathing.
_JOINED: Final = {"κ": "κχ", "τ": "τθ", "π": "πφ"}
_MOST_MERGED: Final = 2  # vowels: ου of το ονομα


def fused(pair: ReadingPair) -> Variation | None:
    """One word stands for the two words of the other reading, with a vowel lost or merged."""
    for one, other in ((pair.base, pair.reading), (pair.reading, pair.base)):
        if len(one.words) == 1 and other.sorts == _TWO_WORDS:
            first, second = other.words
            if why := _how_fused(one.words[0], first, second):
                sentence = f"{one.words[0]!r} is {first!r} and {second!r} written as one word: {why}"
                certainty = Certainty.MEDIUM if why == _CRASIS else Certainty.HIGH
                return Variation(Kind.ABBREVIATION, sentence, cause="contraction", certainty=certainty)
    return None


_CRASIS: Final = "their vowels are merged"


def _how_fused(joined: str, first: str, second: str) -> str:
    """Return how two words became one, or ""."""
    letters, one, other = bare(joined), bare(first), bare(second)
    if (one, other) in fused_words(letters):
        return "a usual contraction"
    return _CRASIS if one[-1:] in _GREEK_VOWELS and _are_merged(joined, one, second) else ""


def _are_merged(joined: str, first: str, second: str) -> bool:
    """Return whether a Greek word may be the crasis of two: the consonants of both, and merged vowels between them."""
    letters, other = bare(joined), bare(second)
    head, tail = first.rstrip("αεηιουω"), other.lstrip("αεηιουω")
    if (
        tail == other
        or not (tail or letters[:1] == "χ")
        or not letters.endswith(tail)
        or len(letters) > len(first) + len(other)
    ):
        return False
    rest = letters.removesuffix(tail)
    if not head:
        return _begins_with_other_breathing(joined, second) and _GREEK_VOWELS.issuperset(rest)
    begins = len(head) if rest.startswith((head, *(c + head[1:] for c in _JOINED.get(head[0], "")))) else 0
    merged = rest[begins:]
    if not begins or not 0 < len(merged) <= _MOST_MERGED or not _GREEK_VOWELS.issuperset(merged):
        return False
    return first == "και" or _SMOOTH in unicodedata.normalize("NFD", joined[1:]) or rest[0] != first[0]


def _begins_with_other_breathing(joined: str, second: str) -> bool:
    """Return whether the breathing of a joined word is rough, as that of the article, and of the second word smooth."""
    return _ROUGH in unicodedata.normalize("NFD", joined) and _SMOOTH in unicodedata.normalize("NFD", second)
