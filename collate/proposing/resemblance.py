"""How much texts have in common: which are witnesses of one work, which are pages of one, and which are fragments."""

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from collate._arrays import Int64
from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.classify.language.folding import bare
from collate.model.tokens import Sort
from collate.model.witness import PassageUnit
from collate.text.segmentation import segment

RELATED: Final = 0.02  # of the word triples of the shorter text that the other has too
ALIKE: Final = 0.05  # of texts whose names look like the numbers of pages
FEWEST_WORDS: Final = 20  # of a text that is judged
MOST_COMPARED: Final = 60  # texts that are compared each with each
SHORT: Final = 0.5  # of the longest text: a fragment is not longer
FEWEST_ANCHORS: Final = 3  # triples of a passage that stand once in the longest text
_RUN_ON: Final = 1.5  # times its own words: so far a passage may extend in the longest text
_SLACK: Final = 30  # words
_PARAGRAPHS: Final = late_regex(r"\n[^\S\n]*\n\s*")
_MOST: Final = np.int64(1_000_003)  # a prime: the step between the words of a triple


@dataclass(frozen=True, slots=True, eq=False)
class TextWords:
    """The words of a text, as numbers that are equal for equal words of all texts that are compared.

    words       (n,) int64
    triples     (k,) int64   of neighbours, each once, in ascending order
    paragraphs  (p,) int64   at which word each paragraph begins
    """

    words: Int64
    triples: Int64
    paragraphs: Int64

    def __repr__(self) -> str:
        return repr_line("TextWords", f"{len(self.words)} words")


def text_words(texts: Sequence[str]) -> list[TextWords]:
    """Return the words of some texts, without differences of case and accents."""
    numbers: dict[str, int] = {}
    found = []
    for text in texts:
        tokens = segment(text)
        spans = tokens.spans[tokens.sorts == Sort.WORD]
        words = np.array([numbers.setdefault(bare(text[s:e]), len(numbers)) for s, e in spans.tolist()], np.int64)
        starts = [0, *(match.end() for match in _PARAGRAPHS.finditer(text))]
        found.append(TextWords(words, np.unique(_triples(words)), np.unique(np.searchsorted(spans[:, 0], starts))))
    return found


def _triples(words: Int64) -> Int64:
    if len(words) < 3:
        return np.empty(0, np.int64)
    hashed: Int64 = (words[:-2] * _MOST + words[1:-1]) * _MOST + words[2:]
    return hashed


def share(one: TextWords, other: TextWords) -> float:
    """Return how many of the triples of the shorter text the other has too, from 0 to 1."""
    fewest = min(len(one.triples), len(other.triples))
    return len(np.intersect1d(one.triples, other.triples, assume_unique=True)) / fewest if fewest else 0.0


def are_parallel(texts: Sequence[TextWords], least: float) -> bool:
    """Return whether half of the pairs of texts, or more, have the same words in the same order."""
    judged = [text for text in texts if len(text.words) >= FEWEST_WORDS][:MOST_COMPARED]
    pairs = [share(one, other) >= least for one, other in combinations(judged, 2)]
    return bool(pairs) and 2 * sum(pairs) >= len(pairs)


def strangers(texts: Sequence[TextWords]) -> list[bool]:
    """Return for each text whether it has nothing in common with the others, which have with one another.

    A text that is too short to be judged is no stranger.
    """
    judged = [k for k, text in enumerate(texts) if len(text.words) >= FEWEST_WORDS][:MOST_COMPARED]
    group = {k: k for k in judged}
    for one, other in combinations(judged, 2):
        if group[one] != group[other] and share(texts[one], texts[other]) >= RELATED:
            old, new = group[other], group[one]
            group = {k: new if own == old else own for k, own in group.items()}
    sizes = {own: list(group.values()).count(own) for own in group.values()}
    largest = max(sizes, key=lambda own: sizes[own], default=-1)
    if sizes.get(largest, 0) < 2 or list(sizes.values()).count(sizes[largest]) > 1:
        return [False] * len(texts)
    return [group.get(k, largest) != largest for k in range(len(texts))]


def passages_of(text: TextWords, longest: TextWords) -> PassageUnit | None:
    """Return what a passage of a fragment of the longest text is; None for a text that is no fragment of it."""
    if not FEWEST_ANCHORS + 2 < len(text.words) <= SHORT * len(longest.words):
        return None
    places = _anchors(text, longest)
    if _is_together(places, 0, len(text.words)):
        return PassageUnit.FILE
    bounds = [*text.paragraphs.tolist(), len(text.words)]
    judged = [
        _is_together(places, start, stop) for start, stop in pairwise(bounds) if stop - start > FEWEST_ANCHORS + 2
    ]
    return PassageUnit.PARAGRAPH if len(judged) > 1 and 4 * sum(judged) >= 3 * len(judged) else None


def _anchors(text: TextWords, longest: TextWords) -> Int64:
    """Return for each triple of a text where it stands in the longest text, -1 if not once there."""
    triples, first, count = np.unique(_triples(longest.words), return_index=True, return_counts=True)
    own = _triples(text.words)
    at = np.minimum(np.searchsorted(triples, own), len(triples) - 1)
    is_once = (triples[at] == own) & (count[at] == 1)
    places: Int64 = np.where(is_once, first[at], -1).astype(np.int64)
    return places


def _is_together(places: Int64, start: int, stop: int) -> bool:
    """Return whether the words [start, stop) of a text stand together in the longest text."""
    found = places[start : max(start, stop - 2)]
    found = found[found >= 0]
    if len(found) < FEWEST_ANCHORS or len(found) < RELATED * (stop - start):
        return False
    low, high = np.quantile(found, (0.05, 0.95))
    return bool(high - low <= _RUN_ON * (stop - start) + _SLACK)
