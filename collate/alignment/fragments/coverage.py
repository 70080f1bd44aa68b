"""Fragments: each passage is placed in the work by itself, and testifies to nothing outside its columns."""

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
from collate.model.progress import Progress, tracked
from collate.model.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Coverage:
    """The columns in which a witness is extant: [start, stop) of each passage; None means all columns.

    `unplaced` are those of the passages that match nothing in the work; their columns mean nothing.
    """

    columns: tuple[tuple[int, int], ...] | None
    unplaced: tuple[tuple[int, int], ...] = ()


def join_fragments(
    joined: PartialAlignment,
    complete: Sequence[Tokens],
    fragments: Sequence[Tokens],
    scoring: Scoring,
    limits: Limits,
    progress: Progress | None = None,
) -> tuple[PartialAlignment, list[Coverage]]:
    """Place the passages of fragments in the alignment of the complete witnesses, the longest fragment first.

    Returns
    -------
    joined : PartialAlignment
        With one more column of the table for each fragment, in the order of `fragments`.
    coverage : list of Coverage
        What each fragment covers.
    """
    profile, column_ids = _profile_from_table(complete, joined.table)
    margins = [joined.margins[row, w] for w, row in enumerate(column_ids)]
    is_placed: dict[int, dict[Passage, bool]] = {}
    added: dict[int, tuple[Int64, Int64]] = {}
    longest_first = sorted(range(len(fragments)), key=lambda w: (-len(fragments[w]), w))
    for w in tracked(longest_first, len(fragments), "placing fragments", progress):
        ids, margin, is_placed[w] = _add_fragment(profile, fragments[w], scoring, limits)
        added[w] = ids, margin
    column_ids += [added[w][0] for w in range(len(fragments))]
    margins += [added[w][1] for w in range(len(fragments))]
    neighbour_pairs = joined.neighbour_pairs
    joined = table_from_columns(column_positions(profile), column_ids, margins)._replace(
        neighbour_pairs=neighbour_pairs
    )
    first = len(complete)
    return joined, [_coverage(joined.table[:, first + w], is_placed[w]) for w in range(len(fragments))]


def table_from_columns(positions: Int64, column_ids: Sequence[Int64], margins: Sequence[Int64]) -> PartialAlignment:
    """Build the table of an alignment.

    Parameters
    ----------
    positions : (columns,) int64
        The position of each column, by its id.
    column_ids : sequence of (n,) int64
        The id of the column of each token, for each witness.
    margins : sequence of (n,) int64
        The margin of each token, for each witness.
    """
    table = np.full((len(positions), len(column_ids)), GAP, np.int32)
    table_margins = np.full(table.shape, UNRIVALLED, np.int64)
    for w, (ids, margin) in enumerate(zip(column_ids, margins, strict=True)):
        table[positions[ids], w] = np.arange(len(ids))
        table_margins[positions[ids], w] = margin
    return PartialAlignment(table, table_margins)


def _profile_from_table(witnesses: Sequence[Tokens], table: Int32) -> tuple[Profile, list[Int64]]:
    """Build the profile of a table (columns, witnesses); also return the column ids of the tokens of each witness."""
    profile = empty_profile(len(table))
    column_ids = [np.flatnonzero(table[:, w] != GAP) for w in range(len(witnesses))]
    for tokens, ids in zip(witnesses, column_ids, strict=True):
        unrivalled = np.full(len(tokens), UNRIVALLED, np.int64)
        add_witness(profile, tokens.form, ScoredMatches(Matches(ids, np.arange(len(tokens))), unrivalled), ids)
    return profile, column_ids


def _add_fragment(
    profile: Profile, tokens: Tokens, scoring: Scoring, limits: Limits
) -> tuple[Int64, Int64, dict[Passage, bool]]:
    """Add the passages of a fragment to a profile. A passage that matches nothing comes after the one before it.

    Returns
    -------
    column_ids, margins : (n,) int64
        Of each token of the fragment.
    is_placed : dict
        Whether each passage matches anything.
    """
    passages = passages_of(tokens)
    local = [local_align(profile, tokens.form, p, scoring) for p in passages]
    placed = heaviest_in_order([match for match in local if match is not None])
    scored = {
        p.passage: s
        for p, s in zip(placed, align_passages(profile, tokens.form, placed, scoring, limits), strict=True)
        if len(s.matches.rows)
    }
    insert_before = np.zeros(len(tokens), np.int64)
    last = 0
    for passage in passages:
        if passage in scored:
            rows, columns = scored[passage].matches
            of_passage = Matches(rows, columns - passage.start)
            insert_before[passage.start : passage.stop] = insertion_points(of_passage, passage.stop - passage.start)
            last = int(rows[-1]) + 1
        else:
            insert_before[passage.start : passage.stop] = last
    every = Matches(
        np.concatenate([NO_MATCHES.rows, *(s.matches.rows for s in scored.values())]),
        np.concatenate([NO_MATCHES.columns, *(s.matches.columns for s in scored.values())]),
    )
    margins = np.concatenate([NO_MATCHES.rows, *(s.margins for s in scored.values())])
    column_ids, margins = add_witness(profile, tokens.form, ScoredMatches(every, margins), insert_before)
    return column_ids, margins, {p: p in scored for p in passages}


def _coverage(column: Int32, is_placed: dict[Passage, bool]) -> Coverage:
    """Return what a fragment covers: from the first to the last token of each passage.

    `column` (columns,) int32 is the fragment's column of the table.
    """
    rows = np.flatnonzero(column != GAP)
    columns = {p: (int(rows[p.start]), int(rows[p.stop - 1]) + 1) for p in is_placed}
    return Coverage(tuple(columns.values()), tuple(columns[p] for p, placed in is_placed.items() if not placed))
