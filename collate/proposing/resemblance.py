"""How much texts have in common: which are witnesses of one work, which are pages of one, and which are fragments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

import numpy as np

from collate._arrays import Int64, UInt64
from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.classify.language.folding import bare
from collate.model.tokens import Sort
from collate.model.witness import PassageUnit
from collate.text.segmentation import segment

# Texts in one language share short phrases by chance, and those of one author more. Of the runs of five words of the
# shorter text, parts of one novel or of one Bible have in common up to .0016 (8,000 words), .0042 (3,000), .004 (1,000)
# and three runs (200 to 400 words). Versions have .0036 and more (Wycliffe beside Young, 180,000 words), and copies of
# an Old French life .03. Of triples, unrelated texts have up to .07.
RELATED: Final = 0.002  # of the runs of five words of the shorter text that the other has too
RELATED_SHORT: Final = 0.005  # the same, of texts that are shorter than LONG
LONG: Final = 5_000  # runs
ALIKE: Final = 0.02  # the same, of texts whose names look like the numbers of pages: these share running heads
SURELY_RELATED: Final = 0.15  # of the triples
FEWEST_RUNS: Final = 4
FEWEST_WORDS: Final = 20  # of a text that is judged
FEWEST_TRIPLES: Final = 2  # that a text that is too short to judge has in common with one of its work
SHARE_OF_A_NOTE: Final = 0.5  # of its triples, where the other text is so long that it has many by chance
_COMPARABLE: Final = 10  # times the words of a short text: a longer text has common phrases by chance
UNJUDGED: Final = -1  # in place of the number of a work
MOST_COMPARED: Final = 60  # texts that are compared each with each
SHORT: Final = 0.5  # of the longest text: a fragment is not longer
FEWEST_ANCHORS: Final = 3  # triples of a passage that stand once in the longest text
ANCHOR_SHARE: Final = 0.02  # of the triples of a passage
TOGETHER: Final = 0.75  # of the anchors of a passage that stand about where the middle one does
_RUN_ON: Final = 1.5  # times its own words: so far a passage may extend in the longest text
_SLACK: Final = 30  # words
_TRIPLE, _RUN = 3, 5  # words
_PARAGRAPHS: Final = late_regex(r"\n[^\S\n]*\n\s*")
_STEP: Final = np.uint64(6364136223846793005)  # an odd number: what a hash is multiplied by for each word


@dataclass(frozen=True, slots=True, eq=False)
class TextWords:
    """The words of a text, as numbers that are equal for equal words of all texts that are compared.

    words       (n,) int64
    triples     (k,) uint64  hashes of three neighbours, each once, in ascending order
    runs        (r,) uint64  the same of five neighbours
    paragraphs  (p,) int64   at which word each paragraph begins
    """

    words: Int64
    triples: UInt64
    runs: UInt64
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
        paragraphs = np.unique(np.searchsorted(spans[:, 0], starts))
        found.append(TextWords(words, np.unique(_runs(words, _TRIPLE)), np.unique(_runs(words, _RUN)), paragraphs))
    return found


def _runs(words: Int64, length: int) -> UInt64:
    """Return a hash for each run of so many words."""
    count = max(len(words) - length + 1, 0)
    hashed = np.zeros(count, np.uint64)
    for place in range(length):
        hashed = hashed * _STEP + words[place : place + count].astype(np.uint64) + np.uint64(1)
    return hashed


def share(one: UInt64, other: UInt64) -> float:
    """Return how many of the smaller of two sets of hashes the other has too, from 0 to 1."""
    fewest = min(len(one), len(other))
    return _in_common(one, other) / fewest if fewest else 0.0


def _in_common(one: UInt64, other: UInt64) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def are_related(one: TextWords, other: TextWords, least: float = RELATED) -> bool:
    """Return whether two texts have more words in the same order than texts of one language have by chance."""
    if share(one.triples, other.triples) >= SURELY_RELATED:
        return True
    if min(len(one.runs), len(other.runs)) < LONG:
        least = max(least, RELATED_SHORT)
    return share(one.runs, other.runs) >= least and _in_common(one.runs, other.runs) >= FEWEST_RUNS


def are_parallel(texts: Sequence[TextWords], least: float) -> bool:
    """Return whether half of the pairs of texts, or more, have the same words in the same order."""
    judged = [text for text in texts if len(text.words) >= FEWEST_WORDS][:MOST_COMPARED]
    pairs = [are_related(one, other, least) for one, other in combinations(judged, 2)]
    return bool(pairs) and 2 * sum(pairs) >= len(pairs)


def groups_of(texts: Sequence[TextWords], shapes: Sequence[str]) -> dict[int, int]:
    """Return for the place of each text that can be judged the place of a text of its group, the same for all of it.

    Texts are of one group if they are related, or both to a third one. `shapes` are the names of the texts without
    their numbers, "" for a name without a number: texts that only a number tells apart need more in common.
    """
    judged = [k for k, text in enumerate(texts) if len(text.words) >= FEWEST_WORDS][:MOST_COMPARED]
    group = {k: k for k in judged}
    for one, other in combinations(judged, 2):
        least = ALIKE if shapes[one] and shapes[one] == shapes[other] else RELATED
        if group[one] != group[other] and are_related(texts[one], texts[other], least):
            old, new = group[other], group[one]
            group = {k: new if own == old else own for k, own in group.items()}
    for k, text in enumerate(texts):
        if len(text.words) < FEWEST_WORDS:
            own = next((group[other] for other in judged if _is_beside(text, texts[other])), None)
            if own is not None:
                group[k] = own
    return group


def _is_beside(short: TextWords, other: TextWords) -> bool:
    """Return whether a text that is too short to judge has its words, in their order, in another text."""
    is_comparable = len(other.words) <= _COMPARABLE * len(short.words)
    least = SURELY_RELATED if is_comparable else SHARE_OF_A_NOTE
    return share(short.triples, other.triples) >= least and _in_common(short.triples, other.triples) >= FEWEST_TRIPLES


def works_of(texts: Sequence[TextWords], groups: Mapping[int, int]) -> list[int]:
    """Return for each text the number of its work, from its group: 0 for the one with the most texts.

    If no two texts are related, all are of one work. A text that is too short to judge is UNJUDGED where there is a
    longer one that it has nothing in common with; where all are so short, they are of one work.
    """
    sizes = Counter(groups.values())
    if not sizes:
        return [0] * len(texts)
    is_one_work = max(sizes.values()) < 2
    numbers = {own: 0 if is_one_work else number for number, (own, _) in enumerate(sizes.most_common())}
    others = [UNJUDGED if len(text.words) < FEWEST_WORDS else 0 for text in texts]
    return [numbers[groups[k]] if k in groups else others[k] for k in range(len(texts))]


def possible_parts(groups: Mapping[int, int], shapes: Sequence[str]) -> list[int]:
    """Return the places of the texts that may be parts of one text: only a number tells their names apart, and no two
    of them are related.
    """
    found: list[int] = []
    for shape in dict.fromkeys(filter(None, shapes)):
        own = [k for k in groups if shapes[k] == shape]
        if len(own) > 1 and len({groups[k] for k in own}) == len(own):
            found += own
    return sorted(found)


def passages_of(text: TextWords, longest: TextWords) -> PassageUnit | None:
    """Return what a passage of a fragment of the longest text is; None for a text that is no fragment of it."""
    if not FEWEST_ANCHORS + 2 < len(text.words) <= SHORT * len(longest.words):
        return None
    places = _anchors(text, longest)
    bounds = [*text.paragraphs.tolist(), len(text.words)]
    judged = [(start, stop) for start, stop in pairwise(bounds) if stop - start > FEWEST_ANCHORS + 2]
    middles = [middle for start, stop in judged if (middle := _middle(places, start, stop)) is not None]
    is_divided = len(middles) > 1 and max(middles) - min(middles) > _reach(len(text.words))
    if is_divided and 4 * len(middles) >= 3 * len(judged):
        return PassageUnit.PARAGRAPH
    return PassageUnit.FILE if _middle(places, 0, len(text.words)) is not None else None


def _anchors(text: TextWords, longest: TextWords) -> Int64:
    """Return for each triple of a text where it stands in the longest text, -1 if not once there."""
    triples, first, count = np.unique(_runs(longest.words, _TRIPLE), return_index=True, return_counts=True)
    own = _runs(text.words, _TRIPLE)
    at = np.minimum(np.searchsorted(triples, own), len(triples) - 1)
    is_once = (triples[at] == own) & (count[at] == 1)
    places: Int64 = np.where(is_once, first[at], -1).astype(np.int64)
    return places


def _middle(places: Int64, start: int, stop: int) -> float | None:
    """Return where the words [start, stop) of a text stand in the longest text, None if they do not stand together."""
    found = places[start : max(start, stop - 2)]
    found = found[found >= 0]
    if len(found) < FEWEST_ANCHORS or len(found) < ANCHOR_SHARE * (stop - start):
        return None
    middle = float(np.median(found))
    near = np.abs(found - middle) <= _reach(stop - start)
    return middle if near.mean() >= TOGETHER else None


def _reach(words: int) -> float:
    """Return how far from its middle a passage of so many words may extend in the longest text."""
    return (_RUN_ON * words + _SLACK) / 2
