"""The native aligner: complete witnesses joined nearest first to a profile of every form."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from collate.align.anchors import LENGTHS, LEVELS, Runs, anchors, in_chain, shared_runs, spelled_out
from collate.align.blocks import moved_blocks, outside
from collate.align.fragments import spread
from collate.align.gaps import Longs, Meetings, between, early, released, whole
from collate.align.joined import Joined
from collate.align.meet import meet
from collate.align.options import Limits
from collate.align.order import nearest_first
from collate.align.profile import Met, Profile, begin, homes_of, join, place_of
from collate.align.similarity import Attraction
from collate.align.trace import CLEAR
from collate.model.tokens import Ints, Tokens


def align_native(witnesses: Sequence[Tokens], weights: Attraction, limits: Limits) -> Joined:
    """Align complete witnesses."""
    limits = limits.for_sizes([len(t) for t in witnesses])
    joining = nearest_first([t.form for t in witnesses], weights, limits)
    first = joining[0][0]
    profile = begin(witnesses[first].form)
    numbers: dict[int, Longs] = {first: profile.order}
    margins: dict[int, Longs] = {first: np.full(len(witnesses[first]), CLEAR, np.int64)}
    for w, near in joining[1:]:
        forms = witnesses[w].form
        held = _held(weights.anchoring(witnesses[near].form), weights.anchoring(forms), limits)
        met = _met(profile, numbers[near], forms, held, weights, limits)
        numbers[w], margins[w] = join(profile, forms, met, homes_of(met.meetings, len(forms)))
    every = range(len(witnesses))
    joined = spread(place_of(profile), [numbers[w] for w in every], [margins[w] for w in every])
    return joined._replace(beside=tuple(joining[1:]))


class _Held(NamedTuple):
    """What holds a witness to the one nearest to it: phrases that meet, and the tokens of either that stayed."""

    anchors: Meetings
    near: Longs
    own: Longs


def _held(near: Ints, own: Ints, limits: Limits) -> _Held:
    """Set moved blocks aside, and anchor what stayed at phrases, each as early as it can stand."""
    rows, columns = np.arange(len(near)), np.arange(len(own))
    both = whole(np.array([len(near)]), np.array([len(own)]))
    known = None
    if len(near) * len(own) > limits.anchor // LEVELS[0][1]:
        runs = shared_runs(near, own, both, LENGTHS[0])
        stays = in_chain(runs)
        blocks = moved_blocks(runs, stays, LENGTHS[0])
        if not blocks:
            known = spelled_out(Runs(*(part[stays] for part in runs)), LENGTHS[0])
        else:
            rows, columns = outside(blocks, len(near), len(own))
            near, own = near[rows], own[columns]
            both = whole(np.array([len(near)]), np.array([len(own)]))
    found = released(early(anchors(near, own, both, limits.anchor, known)[0], near, own), near, own)
    return _Held(Meetings(rows[found.rows], columns[found.columns]), rows, columns)


def _met(profile: Profile, near: Longs, forms: Ints, held: _Held, weights: Attraction, limits: Limits) -> Met:
    """Meet a witness with the profile, moved blocks apart; `near` gives the columns of the nearest one's tokens."""
    places = place_of(profile)[near]
    stays = np.ones(len(profile), bool)
    stays[places] = False
    stays[places[held.near]] = True
    open_ = np.flatnonzero(stays)
    rank = np.cumsum(stays) - 1
    given = Meetings(rank[places[held.anchors.rows]], np.searchsorted(held.own, held.anchors.columns))
    gaps = between(whole(np.array([len(open_)]), np.array([len(held.own)])), given)
    met = meet(profile, profile.order[open_], forms[held.own], given, gaps, weights, limits)
    return Met(Meetings(open_[met.meetings.rows], held.own[met.meetings.columns]), met.margins)
