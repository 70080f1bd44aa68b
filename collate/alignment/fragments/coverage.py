"""Fragments: each passage is placed in the work by itself, and testifies to nothing outside its columns."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Int32
from collate._dataclass import dataclass
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
    profile, column_ids = profile_from_table(complete, joined.table)
    is_placed: dict[int, dict[Passage, bool]] = {}
    added: dict[int, Int32] = {}
    longest_first = sorted(range(len(fragments)), key=lambda w: (-len(fragments[w]), w))
    for w in tracked(longest_first, len(fragments), "placing fragments", progress):
        added[w], is_placed[w] = add_fragment(profile, fragments[w], scoring, limits)
    column_ids += [added[w] for w in range(len(fragments))]
    joined = joined._replace(table=table_from_columns(column_positions(profile), column_ids))
    first = len(complete)
    return joined, [coverage_of_passages(joined.table[:, first + w], is_placed[w]) for w in range(len(fragments))]


def table_from_columns(positions: Int32, column_ids: Sequence[Int32]) -> Int32:
    """Build the table (columns, witnesses) int32 of an alignment.

    Parameters
    ----------
    positions : (columns,) int32
        The position of each column, by its id.
    column_ids : sequence of (n,) int32
        The id of the column of each token, for each witness.
    """
    table = np.full((len(positions), len(column_ids)), GAP, np.int32)
    for w, ids in enumerate(column_ids):
        table[positions[ids], w] = np.arange(len(ids), dtype=np.int32)
    return table


def profile_from_table(witnesses: Sequence[Tokens], table: Int32) -> tuple[Profile, list[Int32]]:
    """Build the profile of a table (columns, witnesses); also return the column ids of the tokens of each witness."""
    profile = empty_profile(len(table))
    column_ids = [np.flatnonzero(table[:, w] != GAP).astype(np.int32) for w in range(len(witnesses))]
    for tokens, ids in zip(witnesses, column_ids, strict=True):
        add_witness(profile, tokens.form, Matches(ids, np.arange(len(tokens), dtype=np.int32)), ids)
    return profile, column_ids


def add_fragment(
    profile: Profile, tokens: Tokens, scoring: Scoring, limits: Limits
) -> tuple[Int32, dict[Passage, bool]]:
    """Add the passages of a fragment to a profile. A passage that matches nothing comes after the one before it.

    Returns
    -------
    column_ids : (n,) int32
        Of each token of the fragment.
    is_placed : dict
        Whether each passage matches anything.
    """
    passages = passages_of(tokens)
    local = [local_align(profile, tokens.form, p, scoring) for p in passages]
    placed = heaviest_in_order([match for match in local if match is not None])
    matches = {
        p.passage: found
        for p, found in zip(placed, align_passages(profile, tokens.form, placed, scoring, limits), strict=True)
        if len(found.rows)
    }
    insert_before = np.zeros(len(tokens), np.int32)
    last = 0
    for passage in passages:
        if passage in matches:
            rows, columns = matches[passage]
            of_passage = Matches(rows, columns - passage.start)
            insert_before[passage.start : passage.stop] = insertion_points(of_passage, passage.stop - passage.start)
            last = int(rows[-1]) + 1
        else:
            insert_before[passage.start : passage.stop] = last
    every = Matches(
        np.concatenate([NO_MATCHES.rows, *(found.rows for found in matches.values())]),
        np.concatenate([NO_MATCHES.columns, *(found.columns for found in matches.values())]),
    )
    return add_witness(profile, tokens.form, every, insert_before), {p: p in matches for p in passages}


def coverage_of_passages(column: Int32, is_placed: dict[Passage, bool]) -> Coverage:
    """Return what a fragment covers: from the first to the last token of each passage.

    `column` (columns,) int32 is the fragment's column of the table.
    """
    rows = np.flatnonzero(column != GAP)
    columns = {p: (int(rows[p.start]), int(rows[p.stop - 1]) + 1) for p in is_placed}
    return Coverage(tuple(columns.values()), tuple(columns[p] for p, placed in is_placed.items() if not placed))


# The first and last token of each passage, and of each unplaced passage. None: the witness is complete.
PassageTokens = tuple[tuple[tuple[int, int], ...] | None, tuple[tuple[int, int], ...]]


def passage_tokens(column: Int32, coverage: Coverage) -> PassageTokens:
    """Return the first and last tokens of the passages of a fragment, whose columns will change."""

    def tokens_of(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((int(column[start]), int(column[stop - 1])) for start, stop in spans)

    return (None if coverage.columns is None else tokens_of(coverage.columns)), tokens_of(coverage.unplaced)


def coverage_in(column: Int32, passages: PassageTokens) -> Coverage:
    """Return the coverage of a fragment in its new column of the table, from the tokens of its passages."""
    rows = np.flatnonzero(column != GAP)

    def columns_of(tokens: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple((int(rows[first]), int(rows[last]) + 1) for first, last in tokens)

    return Coverage(None if passages[0] is None else columns_of(passages[0]), columns_of(passages[1]))
