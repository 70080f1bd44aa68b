"""Fragments: each passage finds its own place in the work, and testifies to nothing outside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.dynamic_programming import UNRIVALLED
from collate.alignment.exact.gaps import NO_MATCHES, Matches
from collate.alignment.fragments.local_alignment import (
    Passage,
    align_passages,
    heaviest_in_order,
    local_align,
    passages_of,
)
from collate.alignment.options import Limits
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.progressive.profile import (
    Profile,
    ScoredMatches,
    add_witness,
    column_positions,
    empty_profile,
    insertion_points,
)
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Coverage:
    """The columns to which a fragment testifies, as [start, stop) of each passage; None is all.

    `adrift` are those of passages that found no place: where they stand means nothing.
    """

    columns: tuple[tuple[int, int], ...] | None
    unplaced: tuple[tuple[int, int], ...] = ()


def join_fragments(
    joined: PartialAlignment, complete: Sequence[Tokens], fragments: Sequence[Tokens], scoring: Scoring, limits: Limits
) -> tuple[PartialAlignment, list[Coverage]]:
    """Place the passages of the fragments in a table of complete witnesses, the longest fragment first.

    Gives the table with a column more for each fragment, in the order given, and what each reaches.
    """
    profile, numbers = _profile_from_table(complete, joined.table)
    margins = [joined.margins[n, w] for w, n in enumerate(numbers)]
    found: dict[int, dict[Passage, bool]] = {}
    added: dict[int, tuple[Int64, Int64]] = {}
    for w in sorted(range(len(fragments)), key=lambda w: (-len(fragments[w]), w)):
        number, margin, found[w] = _add_fragment(profile, fragments[w], scoring, limits)
        added[w] = number, margin
    numbers += [added[w][0] for w in range(len(fragments))]
    margins += [added[w][1] for w in range(len(fragments))]
    whole = table_from_columns(column_positions(profile), numbers, margins)._replace(
        neighbour_pairs=joined.neighbour_pairs
    )
    first = len(complete)
    return whole, [_coverage(whole.table[:, first + w], found[w]) for w in range(len(fragments))]


def table_from_columns(places: Int64, numbers: Sequence[Int64], margins: Sequence[Int64]) -> PartialAlignment:
    """Make a table of the number of the column of each token of each witness; `places` by number."""
    table = np.full((len(places), len(numbers)), GAP, np.int32)
    found = np.full(table.shape, UNRIVALLED, np.int64)
    for w, (number, margin) in enumerate(zip(numbers, margins, strict=True)):
        table[places[number], w] = np.arange(len(number))
        found[places[number], w] = margin
    return PartialAlignment(table, found)


def _profile_from_table(witnesses: Sequence[Tokens], table: Int32) -> tuple[Profile, list[Int64]]:
    """Give the profile of a table, and the number of the column of each token of each witness."""
    profile = empty_profile(len(table))
    numbers = [np.flatnonzero(table[:, w] != GAP) for w in range(len(witnesses))]
    for tokens, column in zip(witnesses, numbers, strict=True):
        clear = np.full(len(tokens), UNRIVALLED, np.int64)
        add_witness(profile, tokens.form, ScoredMatches(Matches(column, np.arange(len(tokens))), clear), column)
    return profile, numbers


def _add_fragment(
    profile: Profile, tokens: Tokens, scoring: Scoring, limits: Limits
) -> tuple[Int64, Int64, dict[Passage, bool]]:
    """Place each passage of a fragment, and say which found a place; the others stand after the one before."""
    passages = passages_of(tokens)
    sought = [local_align(profile, tokens.form, p, scoring) for p in passages]
    placed = heaviest_in_order([p for p in sought if p is not None])
    met = {
        p.passage: m
        for p, m in zip(placed, align_passages(profile, tokens.form, placed, scoring, limits), strict=True)
        if len(m.matches.rows)
    }
    homes = np.zeros(len(tokens), np.int64)
    last = 0
    for passage in passages:
        if passage in met:
            rows, columns = met[passage].matches
            local = Matches(rows, columns - passage.start)
            homes[passage.start : passage.stop] = insertion_points(local, passage.stop - passage.start)
            last = int(rows[-1]) + 1
        else:
            homes[passage.start : passage.stop] = last
    every = Matches(
        np.concatenate([NO_MATCHES.rows, *(m.matches.rows for m in met.values())]),
        np.concatenate([NO_MATCHES.columns, *(m.matches.columns for m in met.values())]),
    )
    margins = np.concatenate([NO_MATCHES.rows, *(m.margins for m in met.values())])
    return *add_witness(profile, tokens.form, ScoredMatches(every, margins), homes), {p: p in met for p in passages}


def _coverage(column: Int32, passages: dict[Passage, bool]) -> Coverage:
    """Give the columns between the first and the last token of each passage."""
    where = np.flatnonzero(column != GAP)
    columns = {p: (int(where[p.start]), int(where[p.stop - 1]) + 1) for p in passages}
    return Coverage(tuple(columns.values()), tuple(columns[p] for p, found in passages.items() if not found))
