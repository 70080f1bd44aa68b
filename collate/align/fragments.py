"""Fragments: each passage finds its own place in the work, and testifies to nothing outside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate.align.gaps import NONE, Longs, Meetings
from collate.align.joined import Joined
from collate.align.options import Limits
from collate.align.passages import Passage, in_order, meet_passages, passages_of, place
from collate.align.profile import Met, Profile, hollow, homes_of, join, place_of
from collate.align.similarity import Attraction
from collate.align.trace import CLEAR
from collate.model.alignment import GAP
from collate.model.tokens import Ints, Tokens


@dataclass(frozen=True, slots=True)
class Reach:
    """The columns to which a fragment testifies, as [start, stop) of each passage; None is all.

    `adrift` are those of passages that found no place: where they stand means nothing.
    """

    columns: tuple[tuple[int, int], ...] | None
    adrift: tuple[tuple[int, int], ...] = ()


def join_fragments(
    joined: Joined, complete: Sequence[Tokens], fragments: Sequence[Tokens], weights: Attraction, limits: Limits
) -> tuple[Joined, list[Reach]]:
    """Place the passages of the fragments in a table of complete witnesses, the longest fragment first.

    Gives the table with a column more for each fragment, in the order given, and what each reaches.
    """
    profile, numbers = _profile_of(complete, joined.table)
    margins = [joined.margins[n, w] for w, n in enumerate(numbers)]
    found: dict[int, dict[Passage, bool]] = {}
    added: dict[int, tuple[Longs, Longs]] = {}
    for w in sorted(range(len(fragments)), key=lambda w: (-len(fragments[w]), w)):
        number, margin, found[w] = _join(profile, fragments[w], weights, limits)
        added[w] = number, margin
    numbers += [added[w][0] for w in range(len(fragments))]
    margins += [added[w][1] for w in range(len(fragments))]
    whole = spread(place_of(profile), numbers, margins)._replace(beside=joined.beside)
    first = len(complete)
    return whole, [_reach(whole.table[:, first + w], found[w]) for w in range(len(fragments))]


def spread(places: Longs, numbers: Sequence[Longs], margins: Sequence[Longs]) -> Joined:
    """Make a table of the number of the column of each token of each witness; `places` by number."""
    table = np.full((len(places), len(numbers)), GAP, np.int32)
    found = np.full(table.shape, CLEAR, np.int64)
    for w, (number, margin) in enumerate(zip(numbers, margins, strict=True)):
        table[places[number], w] = np.arange(len(number))
        found[places[number], w] = margin
    return Joined(table, found)


def _profile_of(witnesses: Sequence[Tokens], table: Ints) -> tuple[Profile, list[Longs]]:
    """Give the profile of a table, and the number of the column of each token of each witness."""
    profile = hollow(len(table))
    numbers = [np.flatnonzero(table[:, w] != GAP) for w in range(len(witnesses))]
    for tokens, column in zip(witnesses, numbers, strict=True):
        clear = np.full(len(tokens), CLEAR, np.int64)
        join(profile, tokens.form, Met(Meetings(column, np.arange(len(tokens))), clear), column)
    return profile, numbers


def _join(
    profile: Profile, tokens: Tokens, weights: Attraction, limits: Limits
) -> tuple[Longs, Longs, dict[Passage, bool]]:
    """Place each passage of a fragment, and say which found a place; the others stand after the one before."""
    passages = passages_of(tokens)
    sought = [place(profile, tokens.form, p, weights) for p in passages]
    placed = in_order([p for p in sought if p is not None])
    met = {
        p.passage: m
        for p, m in zip(placed, meet_passages(profile, tokens.form, placed, weights, limits), strict=True)
        if len(m.meetings.rows)
    }
    homes = np.zeros(len(tokens), np.int64)
    last = 0
    for passage in passages:
        if passage in met:
            rows, columns = met[passage].meetings
            local = Meetings(rows, columns - passage.start)
            homes[passage.start : passage.stop] = homes_of(local, passage.stop - passage.start)
            last = int(rows[-1]) + 1
        else:
            homes[passage.start : passage.stop] = last
    every = Meetings(
        np.concatenate([NONE.rows, *(m.meetings.rows for m in met.values())]),
        np.concatenate([NONE.columns, *(m.meetings.columns for m in met.values())]),
    )
    margins = np.concatenate([NONE.rows, *(m.margins for m in met.values())])
    return *join(profile, tokens.form, Met(every, margins), homes), {p: p in met for p in passages}


def _reach(column: Ints, passages: dict[Passage, bool]) -> Reach:
    """Give the columns between the first and the last token of each passage."""
    where = np.flatnonzero(column != GAP)
    columns = {p: (int(where[p.start]), int(where[p.stop - 1]) + 1) for p in passages}
    return Reach(tuple(columns.values()), tuple(columns[p] for p, found in passages.items() if not found))
