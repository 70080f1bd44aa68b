"""Where the passages of a fragment have their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from collate.align.anchors import Meetings
from collate.align.options import Limits
from collate.align.profile import Profile, meet
from collate.align.similarity import UNIT, Attraction
from collate.normalise import line_ends
from collate.tokens import Ints, Tokens
from collate.witness import Passages

Longs = npt.NDArray[np.int64]

SKIP: Final = UNIT // 4  # what a word left out, on either side, costs a passage that seeks its place
REACH: Final = 6  # columns for each loose word: room for a phrase that the fragment leaves out
CERTAIN: Final = UNIT // 2  # weaker attractions do not help to find the place: is / so
LEAST_WORTH: Final = 2 * UNIT  # two words of mean rarity; less is chance


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens [start, stop) of a fragment that stand together."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage, the columns [top, bottom) where it has its place, and what that place is worth.

    `loose` are the words before and after the best place: they may reach beyond it.
    """

    passage: Passage
    top: int
    bottom: int
    worth: int
    loose: tuple[int, int] = (0, 0)


def passages_of(tokens: Tokens) -> list[Passage]:
    """Give the passages of a fragment: its paragraphs, parted by blank lines, or the whole of it."""
    if not len(tokens):
        return []
    if tokens.witness.passages is Passages.FILE:
        return [Passage(0, len(tokens))]
    text, spans = tokens.witness.text, tokens.spans.tolist()
    borders = [i for i in range(1, len(tokens)) if line_ends(text[spans[i - 1][1] : spans[i][0]]) > 1]
    return [Passage(a, b) for a, b in zip([0, *borders], [*borders, len(tokens)], strict=True)]


def place(profile: Profile, forms: Ints, passage: Passage, attraction: Attraction) -> Placed | None:
    """Find the columns at which a passage reads best (local alignment, Smith and Waterman 1981)."""
    words = forms[passage.start : passage.stop]
    worth, bottom, last = _best_end(profile.forms, words, attraction)
    if worth < LEAST_WORTH:
        return None
    _, back, first = _best_end(profile.forms[:bottom][::-1], words[:last][::-1], attraction)
    return Placed(passage, bottom - back, bottom, worth, (last - first, len(words) - last))


def _best_end(columns: Ints, words: Ints, attraction: Attraction) -> tuple[int, int, int]:
    """Give the worth of the best local alignment, one past its last column, and one past its last word."""
    kinds, of_column = np.unique(columns, axis=0, return_inverse=True)
    of_column = of_column.reshape(-1)
    distinct, of_word = np.unique(words, return_inverse=True)
    present = np.unique(kinds[kinds >= 0]).astype(np.int32)
    pairwise = attraction.between(distinct.astype(np.int32), present)
    best_form = np.full((len(distinct), len(kinds)), -SKIP, np.int64)
    for w in range(kinds.shape[1]):
        here = kinds[:, w] >= 0
        best_form[:, here] = np.maximum(best_form[:, here], pairwise[:, np.searchsorted(present, kinds[here, w])])
    best_form[best_form < CERTAIN] = -SKIP
    ramp = SKIP * np.arange(len(columns) + 1, dtype=np.int64)
    row = np.zeros(len(columns) + 1, np.int64)
    worth, end, last = 0, 0, 0
    for count, word in enumerate(of_word.tolist(), 1):
        reached = row - SKIP
        reached[1:] = np.maximum(reached[1:], row[:-1] + best_form[word][of_column])
        reached = np.maximum.accumulate(np.maximum(reached, 0) + ramp) - ramp
        row = np.maximum(reached, 0)
        top = int(row.argmax())
        if row[top] > worth:
            worth, end, last = int(row[top]), top, count
    return worth, end, last


def in_order(placed: Sequence[Placed]) -> list[Placed]:
    """Keep the passages whose places follow one another as they do in the fragment, by greatest worth."""
    best: list[tuple[int, list[Placed]]] = []
    for k, here in enumerate(placed):
        before = [best[m] for m in range(k) if placed[m].bottom <= here.top]
        worth, chain = max(before, key=lambda b: b[0], default=(0, []))
        best.append((worth + here.worth, [*chain, here]))
    return max(best, key=lambda b: b[0], default=(0, []))[1]


def meet_passages(
    profile: Profile, forms: Ints, placed: Sequence[Placed], attraction: Attraction, limits: Limits
) -> list[Meetings]:
    """Give the meetings of each placed passage, within its place and what its loose ends may reach."""
    found: list[Meetings] = []
    floor = 0
    for k, here in enumerate(placed):
        ceiling = placed[k + 1].top if k + 1 < len(placed) else len(profile)
        top, bottom = max(floor, here.top - _reach(here.loose[0])), min(ceiling, here.bottom + _reach(here.loose[1]))
        window = Profile(profile.table[top:bottom], profile.forms[top:bottom])
        start = here.passage.start
        inner = meet(window, forms[start : here.passage.stop], attraction, limits)
        found.append([(top + i, start + j) for i, j in inner])
        # The loose words of the next passage may not reach back over what this one has met.
        floor = max([here.bottom, *(i + 1 for i, _ in found[-1])])
    return found


def _reach(words: int) -> int:
    """Give how many columns beyond its best place a passage may reach with its loose words."""
    return REACH * words + REACH if words else 0
