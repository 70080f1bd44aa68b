"""A profile: the columns of the witnesses joined so far, every form of each column kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from collate.align.anchors import Meetings, anchors, breaks, rests
from collate.align.options import Limits
from collate.align.similarity import GAP_OPEN, Attraction
from collate.align.trace import Costs, best_trace
from collate.alignment import GAP
from collate.tokens import Ints

Longs = npt.NDArray[np.int64]

HOPELESS = 8  # times the limit of the breaker: with nothing in common and this large, texts stand apart


@dataclass(frozen=True, slots=True)
class Profile:
    """Witnesses joined so far: table (columns, witnesses) of token indexes, and their form codes."""

    table: Ints
    forms: Ints

    def __len__(self) -> int:
        return len(self.table)


def begin(forms: Ints) -> Profile:
    """Make the profile of one witness from its form codes (n,)."""
    return Profile(np.arange(len(forms), dtype=np.int32)[:, None], forms[:, None])


def meet(profile: Profile, forms: Ints, attraction: Attraction, limits: Limits) -> Meetings:
    """Give the meetings of the columns of a profile with the tokens of one more witness.

    A column attracts a token with all its forms: the score is the sum over the witnesses that
    have a token there.
    """
    return _meet(profile.forms, forms, attraction, limits, (False, False), tried=0)


def _meet(
    columns: Ints, forms: Ints, attraction: Attraction, limits: Limits, cut_at: tuple[bool, bool], tried: int
) -> Meetings:
    """Trace exactly where the table is small enough; else cut it and trace the rests.

    `cut_at` says whether the table begins, and ends, at a cut rather than with the text.
    """
    cells = len(columns) * len(forms)
    if not cells:
        return []
    ways = ((limits.anchor, anchors), (limits.breaker, breaks))
    for turn in range(tried, len(ways)):
        limit, cut = ways[turn]
        if cells > limit:
            cuts = cut(_agreed(columns), forms.astype(np.int64))
            found = list(cuts)
            for top, bottom, left, right in rests(cuts, len(columns), len(forms)):
                inner_cut = (
                    cut_at[0] or top > 0 or left > 0,
                    cut_at[1] or bottom < len(columns) or right < len(forms),
                )
                inner = _meet(columns[top:bottom], forms[left:right], attraction, limits, inner_cut, turn + 1)
                found += [(top + i, left + j) for i, j in inner]
            return sorted(found)
    if cells > HOPELESS * limits.breaker:
        return []
    return _trace(columns, forms, attraction, limits, cut_at)


def _trace(columns: Ints, forms: Ints, attraction: Attraction, limits: Limits, cut_at: tuple[bool, bool]) -> Meetings:
    """Trace one table exactly, scoring each distinct column against each distinct form once."""
    kinds, of_column = np.unique(columns, axis=0, return_inverse=True)
    words, of_token = np.unique(forms, return_inverse=True)
    present = np.unique(kinds[kinds != GAP]).astype(np.int32)
    pairwise = attraction.between(present, words.astype(np.int32))
    scores = np.zeros((len(kinds), len(words)), np.int64)
    for w in range(kinds.shape[1]):
        here = kinds[:, w] != GAP
        scores[here] += pairwise[np.searchsorted(present, kinds[here, w])]
    of_column = of_column.reshape(-1)
    gap = GAP_OPEN * columns.shape[1]
    rows, tokens = best_trace(
        lambda start, stop: scores[of_column[start:stop]][:, of_token],
        len(columns),
        len(forms),
        Costs(gap, gap * cut_at[0], gap * cut_at[1]),
        block=limits.block,
    )
    return list(zip(rows.tolist(), tokens.tolist(), strict=True))


def _agreed(columns: Ints) -> Longs:
    """Give the one form of each column, or a negative code where witnesses differ."""
    low = np.where(columns == GAP, np.iinfo(np.int32).max, columns).min(axis=1).astype(np.int64)
    return np.where(low == columns.max(axis=1), low, -1)


def join(profile: Profile, forms: Ints, meetings: Sequence[tuple[int, int]], homes: Ints) -> Profile:
    """Add a witness to a profile.

    Tokens that meet no column get columns of their own: `homes` (n,) gives for each such token
    the column before which its new one stands.
    """
    columns, width = profile.table.shape
    met = {j: i for i, j in meetings}
    alone = [j for j in range(len(forms)) if j not in met]
    inserted = np.bincount(homes[alone], minlength=columns + 1) if alone else np.zeros(columns + 1, np.int64)
    place_of_column = np.arange(columns) + np.cumsum(inserted)[:columns]
    table = np.full((columns + len(alone), width + 1), GAP, np.int32)
    codes = np.full_like(table, GAP)
    table[place_of_column, :width], codes[place_of_column, :width] = profile.table, profile.forms
    for j, i in met.items():
        table[place_of_column[i], width] = j
    for order, j in enumerate(alone):
        table[int(homes[j]) + order, width] = j
    here = table[:, width] != GAP
    codes[here, width] = forms[table[here, width]]
    return Profile(table, codes)


def homes_of(meetings: Sequence[tuple[int, int]], tokens: int) -> Ints:
    """Give the column before which each token would stand alone: right after the meeting before it.

    Tokens before the first meeting stand right before it.
    """
    homes = np.zeros(tokens, np.int32)
    at = meetings[0][0] if meetings else 0
    met = {j: i for i, j in meetings}
    for j in range(tokens):
        at = met[j] + 1 if j in met else at
        homes[j] = at
    return homes
