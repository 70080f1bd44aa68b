"""Hands join the alignment of the manuscripts last, each beside its manuscript, so they change nothing in it.

A hand is nearly a copy of its manuscript, so phrases that both have fix most of its columns. The words that it has
alone are compared with those of all manuscripts, and only what none of them has with that of other hands.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from collate._arrays import Int32
from collate.alignment.exact.gaps import Matches
from collate.alignment.fragments.coverage import (
    Coverage,
    add_fragment,
    coverage_of_passages,
    profile_from_table,
    table_from_columns,
)
from collate.alignment.fragments.local_alignment import Passage, passages_of
from collate.alignment.fragments.own_words import add_own_words, stand_in_one_file
from collate.alignment.options import Limits
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.progressive.native import match_open, match_witness
from collate.alignment.progressive.profile import Profile, add_witness, column_positions, insertion_points
from collate.alignment.relations.searched_text import searched_text
from collate.alignment.scoring import Scoring
from collate.model.progress import Progress, tracked
from collate.model.tokens import Tokens
from collate.model.witness import Extent


def join_hands(
    joined: PartialAlignment,
    coverage: Mapping[int, Coverage],
    witnesses: Sequence[Tokens],
    manuscript_of: Sequence[int],
    scoring: Scoring,
    limits: Limits,
    progress: Progress | None = None,
) -> tuple[PartialAlignment, dict[int, Coverage]]:
    """Add the hands to the alignment of the manuscripts.

    Parameters
    ----------
    joined : PartialAlignment
        The manuscripts, in the order of `witnesses`.
    coverage : mapping of int to Coverage
        What each manuscript covers, by its number.
    witnesses : sequence of Tokens
        The manuscripts and the hands, sorted by content.
    manuscript_of : sequence of int
        The number of the manuscript of each witness; of a manuscript its own.
    scoring : Scoring
    limits : Limits
    progress : callable or None

    Returns
    -------
    joined : PartialAlignment
        With one column of the table for each witness.
    coverage : dict of int to Coverage
        What each witness covers.
    """
    manuscripts = [w for w, manuscript in enumerate(manuscript_of) if w == manuscript]
    hands = [w for w in range(len(witnesses)) if w not in manuscripts]
    of_manuscripts, ids = profile_from_table([witnesses[w] for w in manuscripts], joined.table)
    profile, _ = profile_from_table([witnesses[w] for w in manuscripts], joined.table)
    columns = len(profile)
    column_ids = dict(zip(manuscripts, ids, strict=True))
    is_placed: dict[int, dict[Passage, bool]] = {}
    for w in tracked(hands, len(hands), "joining hands", progress):
        manuscript = manuscript_of[w]
        if _has_own_words_alone(witnesses[w], witnesses[manuscript]):
            own, hand = witnesses[manuscript], witnesses[w]
            if stand_in_one_file(hand, own):
                placed = add_own_words(profile, column_ids[manuscript], own, hand, scoring, limits)
            else:
                placed = add_fragment(profile, hand, scoring, limits)
            column_ids[w], is_placed[w] = placed
            continue
        texts = searched_text(witnesses[manuscript], scoring), searched_text(witnesses[w], scoring)
        matches = match_witness(of_manuscripts, column_ids[manuscript], texts, False, scoring, limits)
        column_ids[w] = _add_hand(profile, matches, columns, witnesses[w].form, scoring, limits)
        if witnesses[w].witness.extent is Extent.FRAGMENT:
            is_placed[w] = {
                p: bool((column_ids[w][p.start : p.stop] < columns).any()) for p in passages_of(witnesses[w])
            }
    table = table_from_columns(column_positions(profile), [column_ids[w] for w in range(len(witnesses))])
    pairs = [(manuscripts[w], manuscripts[neighbour]) for w, neighbour in joined.neighbour_pairs]
    covered = {w: _moved_coverage(coverage[w], column_positions(profile)) for w in manuscripts}
    covered |= {w: coverage_of_passages(table[:, w], is_placed[w]) if w in is_placed else Coverage(None) for w in hands}
    neighbour_pairs = (*pairs, *((w, manuscript_of[w]) for w in hands))
    return joined._replace(table=table, neighbour_pairs=neighbour_pairs), covered


def _add_hand(
    profile: Profile, matches: Matches, columns: int, forms: Int32, scoring: Scoring, limits: Limits
) -> Int32:
    """Add a hand to a profile, in place, and return the id of the column of each of its tokens, (n,) int32.

    Parameters
    ----------
    profile : Profile
        The manuscripts, whose columns have the first ids, and the hands that were added before.
    matches : Matches
        Rows are numbers of columns of the manuscripts, columns are tokens of the hand.
    columns : int
        The number of columns of the manuscripts.
    forms : (n,) int32
        The form codes of the hand.
    scoring : Scoring
    limits : Limits
    """
    known = Matches(column_positions(profile)[matches.rows], matches.columns)
    if len(profile) > columns:
        is_open = profile.order >= columns
        is_open[known.rows] = True
        known = match_open(profile, is_open, forms, np.ones(len(forms), bool), known, scoring, limits)
    return add_witness(profile, forms, known, insertion_points(known, len(forms)))


def _has_own_words_alone(hand: Tokens, manuscript: Tokens) -> bool:
    """Return whether a hand testifies to its own words alone: it is a fragment, and its manuscript is not."""
    return hand.witness.extent is Extent.FRAGMENT and manuscript.witness.extent is Extent.COMPLETE


def _moved_coverage(coverage: Coverage, positions: Int32) -> Coverage:
    """Return what a manuscript covers when columns were inserted; `positions` (columns,) are those of the old ones."""
    if coverage.columns is None:
        return coverage

    def moved(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        return tuple([(int(positions[start]), int(positions[stop - 1]) + 1) for start, stop in spans])

    return Coverage(moved(coverage.columns), moved(coverage.unplaced))
