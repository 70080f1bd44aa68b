"""Where the passages of a fragment have their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate.alignment.exact.anchors import shared_runs
from collate.alignment.exact.gaps import NO_MATCHES, full_tables
from collate.alignment.options import Limits
from collate.alignment.progressive.align_to_profile import align_to_profile, consensus
from collate.alignment.progressive.profile import Profile, ScoredMatches
from collate.alignment.scoring import UNIT, Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Tokens
from collate.model.witness import PassageUnit
from collate.text.normalise import count_line_breaks

SKIP_COST: Final = UNIT // 4  # what a word left out, on either side, costs a passage that seeks its place
COLUMNS_PER_WORD: Final = 6  # columns for each loose word: room for a phrase that the fragment leaves out
LEAST_PAIR_SCORE: Final = UNIT // 2  # weaker attractions do not help to find the place: is / so
LEAST_SCORE: Final = 2 * UNIT  # two words of mean rarity; less is chance
FULL_SEARCH_CELLS: Final = 1 << 22  # columns times words of a passage; beyond it the neighbourhood is found by phrases
SEED_LENGTHS: Final = (5, 3, 2)  # words of such a phrase, long ones first


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens [start, stop) of a fragment that stand together."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class LocalMatch:
    """A passage, the columns [top, bottom) where it has its place, and what that place is worth.

    `loose` are the words before and after the best place: they may reach beyond it.
    """

    passage: Passage
    top: int
    bottom: int
    score: int
    overhang: tuple[int, int] = (0, 0)


def passages_of(tokens: Tokens) -> list[Passage]:
    """Give the passages of a fragment: its paragraphs, parted by blank lines, or the whole of it."""
    if not len(tokens):
        return []
    if tokens.witness.passages is PassageUnit.FILE:
        return [Passage(0, len(tokens))]
    text, spans = tokens.witness.text, tokens.spans.tolist()
    borders = [i for i in range(1, len(tokens)) if count_line_breaks(text[spans[i - 1][1] : spans[i][0]]) > 1]
    return [Passage(a, b) for a, b in zip([0, *borders], [*borders, len(tokens)], strict=True)]


def local_align(profile: Profile, forms: Int32, passage: Passage, scoring: Scoring) -> LocalMatch | None:
    """Find the columns at which a passage reads best (local alignment, Smith and Waterman 1981).

    In a long work the neighbourhood is found first, by phrases that stand once in both.
    """
    words = forms[passage.start : passage.stop]
    low, high = _search_window(profile, words, scoring)
    stock = profile.forms[:, profile.order[low:high]]
    score, bottom, last = _best_end(stock, words, scoring)
    if score < LEAST_SCORE:
        return None
    _, back, first = _best_end(stock[:, :bottom][:, ::-1], words[:last][::-1], scoring)
    return LocalMatch(passage, low + bottom - back, low + bottom, score, (last - first, len(words) - last))


def _search_window(profile: Profile, words: Int32, scoring: Scoring) -> tuple[int, int]:
    """Give the columns [low, high) in which a passage is sought: all, unless the work is long."""
    if len(profile) * len(words) <= FULL_SEARCH_CELLS:
        return 0, len(profile)
    rows, columns = scoring.anchor_keys(consensus(profile))[profile.order], scoring.anchor_keys(words)
    both = full_tables(np.array([len(rows)]), np.array([len(columns)]))
    for length in SEED_LENGTHS:
        runs = shared_runs(rows, columns, both, length)
        if len(runs.rows):
            # Where the passage would begin if a run stood in its place: the window that holds the most phrases of runs.
            begins = runs.rows - runs.columns
            order = np.argsort(begins, kind="stable")
            begins, phrases = begins[order], np.append(0, np.cumsum(runs.sizes[order]))
            held = phrases[np.searchsorted(begins, begins + len(words), side="right")] - phrases[:-1]
            best = int(begins[int(held.argmax())])
            return max(0, best - len(words)), min(len(rows), best + 3 * len(words))
    return 0, len(profile)


def _best_end(stock: Int32, words: Int32, scoring: Scoring) -> tuple[int, int, int]:
    """Give the worth of the best local alignment, one past its last column, and one past its last word.

    `stock` (depth, columns) are the forms of each column.
    """
    width = stock.shape[1]
    present, of_cell = np.unique(stock, return_inverse=True)
    of_cell = of_cell.reshape(stock.shape)
    ramp = SKIP_COST * np.arange(width + 1, dtype=np.int64)
    row = np.zeros(width + 1, np.int64)
    score, end, last = 0, 0, 0
    for count, word in enumerate(words.tolist(), 1):
        strength = np.full(len(present), -SKIP_COST, np.int64)
        known = present != GAP
        if width * len(words) <= FULL_SEARCH_CELLS:
            strength[known] = scoring.score_pairs(np.full(int(known.sum()), word), present[known])
        else:
            # In so long a stretch equal words alone will show the place.
            same = known & (scoring.key[present] == scoring.key[word])
            strength[same] = scoring.score_pairs(np.full(int(same.sum()), word), present[same])
        strength[strength < LEAST_PAIR_SCORE] = -SKIP_COST
        reached = row - SKIP_COST
        reached[1:] = np.maximum(reached[1:], row[:-1] + strength[of_cell].max(axis=0))
        reached = np.maximum.accumulate(np.maximum(reached, 0) + ramp) - ramp
        row = np.maximum(reached, 0)
        top = int(row.argmax())
        if row[top] > score:
            score, end, last = int(row[top]), top, count
    return score, end, last


def heaviest_in_order(placed: Sequence[LocalMatch]) -> list[LocalMatch]:
    """Keep the passages whose places follow one another as they do in the fragment, by greatest worth."""
    best: list[tuple[int, list[LocalMatch]]] = []
    for k, here in enumerate(placed):
        before = [best[m] for m in range(k) if placed[m].bottom <= here.top]
        score, chain = max(before, key=lambda b: b[0], default=(0, []))
        best.append((score + here.score, [*chain, here]))
    return max(best, key=lambda b: b[0], default=(0, []))[1]


def align_passages(
    profile: Profile, forms: Int32, placed: Sequence[LocalMatch], scoring: Scoring, limits: Limits
) -> list[ScoredMatches]:
    """Give the meetings of each placed passage, within its place and what its loose ends may reach."""
    found: list[ScoredMatches] = []
    floor = 0
    for k, here in enumerate(placed):
        ceiling = placed[k + 1].top if k + 1 < len(placed) else len(profile)
        top, bottom = (
            max(floor, here.top - _columns_for(here.overhang[0])),
            min(ceiling, here.bottom + _columns_for(here.overhang[1])),
        )
        window = full_tables(np.array([bottom - top]), np.array([here.passage.stop - here.passage.start]))
        window = window.shifted(top, here.passage.start)
        found.append(align_to_profile(profile, profile.order, forms, NO_MATCHES, window, scoring, limits))
        # The loose words of the next passage may not reach back over what this one has met.
        floor = max([here.bottom, *(found[-1].matches.rows + 1).tolist()])
    return found


def _columns_for(words: int) -> int:
    """Give how many columns beyond its best place a passage may reach with its loose words."""
    return COLUMNS_PER_WORD * words + COLUMNS_PER_WORD if words else 0
