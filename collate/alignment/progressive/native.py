"""The native aligner: complete witnesses joined nearest first to a profile of every form."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.anchors import (
    LEVELS,
    PHRASE_LENGTHS,
    SharedRuns,
    anchors,
    expand_runs,
    heaviest_chain_mask,
    shared_runs,
)
from collate.alignment.exact.dynamic_programming import UNRIVALLED
from collate.alignment.exact.gaps import Matches, full_tables, left_normalise, remaining_gaps, reopen_ambiguous
from collate.alignment.fragments.coverage import table_from_columns
from collate.alignment.options import Limits
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.progressive.align_to_profile import align_to_profile
from collate.alignment.progressive.joining_order import nearest_first
from collate.alignment.progressive.profile import (
    Profile,
    ScoredMatches,
    add_witness,
    column_positions,
    insertion_points,
    profile_from_witness,
)
from collate.alignment.relations.moved_blocks import moved_blocks, outside_blocks
from collate.alignment.scoring import Scoring
from collate.model.tokens import Tokens


def align_native(witnesses: Sequence[Tokens], scoring: Scoring, limits: Limits) -> PartialAlignment:
    """Align complete witnesses."""
    limits = limits.for_sizes([len(t) for t in witnesses])
    joining = nearest_first([t.form for t in witnesses], scoring, limits)
    first = joining[0][0]
    profile = profile_from_witness(witnesses[first].form)
    numbers: dict[int, Int64] = {first: profile.order}
    margins: dict[int, Int64] = {first: np.full(len(witnesses[first]), UNRIVALLED, np.int64)}
    for w, near in joining[1:]:
        forms = witnesses[w].form
        held = _anchor_to_neighbour(scoring.anchor_keys(witnesses[near].form), scoring.anchor_keys(forms), limits)
        met = _match_to_profile(profile, numbers[near], forms, held, scoring, limits)
        numbers[w], margins[w] = add_witness(profile, forms, met, insertion_points(met.matches, len(forms)))
    every = range(len(witnesses))
    joined = table_from_columns(column_positions(profile), [numbers[w] for w in every], [margins[w] for w in every])
    return joined._replace(neighbour_pairs=tuple(joining[1:]))


class _NeighbourAnchors(NamedTuple):
    """What holds a witness to the one nearest to it: phrases that meet, and the tokens of either that stayed."""

    anchors: Matches
    near: Int64
    own: Int64


def _anchor_to_neighbour(near: Int32, own: Int32, limits: Limits) -> _NeighbourAnchors:
    """Set moved blocks aside, and anchor what stayed at phrases, each as early as it can stand."""
    rows, columns = np.arange(len(near)), np.arange(len(own))
    both = full_tables(np.array([len(near)]), np.array([len(own)]))
    known = None
    if len(near) * len(own) > limits.anchor_cells // LEVELS[0][1]:
        runs = shared_runs(near, own, both, PHRASE_LENGTHS[0])
        stays = heaviest_chain_mask(runs)
        blocks = moved_blocks(runs, stays, PHRASE_LENGTHS[0])
        if not blocks:
            known = expand_runs(SharedRuns(*(part[stays] for part in runs)), PHRASE_LENGTHS[0])
        else:
            rows, columns = outside_blocks(blocks, len(near), len(own))
            near, own = near[rows], own[columns]
            both = full_tables(np.array([len(near)]), np.array([len(own)]))
    found = reopen_ambiguous(
        left_normalise(anchors(near, own, both, limits.anchor_cells, known)[0], near, own), near, own
    )
    return _NeighbourAnchors(Matches(rows[found.rows], columns[found.columns]), rows, columns)


def _match_to_profile(
    profile: Profile, near: Int64, forms: Int32, held: _NeighbourAnchors, scoring: Scoring, limits: Limits
) -> ScoredMatches:
    """Meet a witness with the profile, moved blocks apart; `near` gives the columns of the nearest one's tokens."""
    places = column_positions(profile)[near]
    stays = np.ones(len(profile), bool)
    stays[places] = False
    stays[places[held.near]] = True
    open_ = np.flatnonzero(stays)
    rank = np.cumsum(stays) - 1
    given = Matches(rank[places[held.anchors.rows]], np.searchsorted(held.own, held.anchors.columns))
    gaps = remaining_gaps(full_tables(np.array([len(open_)]), np.array([len(held.own)])), given)
    met = align_to_profile(profile, profile.order[open_], forms[held.own], given, gaps, scoring, limits)
    return ScoredMatches(Matches(open_[met.matches.rows], held.own[met.matches.columns]), met.margins)
