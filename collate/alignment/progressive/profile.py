"""A profile: the columns of the witnesses joined so far, every form of each column kept."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int32, Int64
from collate.alignment.exact.dynamic_programming import UNRIVALLED
from collate.alignment.exact.gaps import Matches
from collate.model.alignment import GAP

_GROWTH: Final = 2  # how many times larger the store of forms is made when it is full


class ScoredMatches(NamedTuple):
    """Meetings, and by how much each beats its best rival, per witness in the profile; CLEAR where there is none."""

    matches: Matches
    margins: Int64


@dataclass(slots=True)
class Profile:
    """Witnesses joined so far. A column has a number that it keeps, and a place that moves.

    width   witnesses joined
    order   (columns,) int64   numbers of the columns as they stand
    forms   (depth, room) int32   the distinct forms in each column by number, GAP where there are no more
    counts  (depth, room) int32   how many witnesses have each
    margins (depth, room) int64   by how much the place of each beat its best rival when it was new there
    """

    width: int
    order: Int64
    forms: Int32
    counts: Int32
    margins: Int64

    def __len__(self) -> int:
        return len(self.order)


def profile_from_witness(forms: Int32) -> Profile:
    """Make the profile of one witness from its form codes (n,)."""
    ones = np.ones((1, len(forms)), np.int32)
    return Profile(1, np.arange(len(forms)), forms[None, :].copy(), ones, np.full(ones.shape, UNRIVALLED, np.int64))


def empty_profile(columns: int) -> Profile:
    """Make a profile of columns in which no witness stands yet."""
    empty = np.full((1, columns), GAP, np.int32)
    return Profile(0, np.arange(columns), empty, np.zeros_like(empty), np.full(empty.shape, UNRIVALLED, np.int64))


def insertion_points(met: Matches, tokens: int) -> Int64:
    """Give the place before which each token would stand alone: right after the meeting before it.

    Tokens before the first meeting stand right before it.
    """
    if not len(met.rows):
        return np.zeros(tokens, np.int64)
    before = np.searchsorted(met.columns, np.arange(tokens), side="right") - 1
    return np.where(before >= 0, met.rows[np.maximum(before, 0)] + 1, met.rows[0])


def add_witness(profile: Profile, forms: Int32, met: ScoredMatches, homes: Int64) -> tuple[Int64, Int64]:
    """Add a witness; give for each token the number of its column, and by how much it beats rivals for that place.

    A token is no surer of its place than the first witness with the same form there was. `met`
    are places and tokens. Tokens that meet no column get columns of their own: `homes`
    (n,) gives the place before which such a column stands.
    """
    numbers = np.full(len(forms), GAP, np.int64)
    numbers[met.matches.columns] = profile.order[met.matches.rows]
    margins = np.full(len(forms), UNRIVALLED, np.int64)
    margins[met.matches.columns] = met.margins
    alone = np.flatnonzero(numbers == GAP)
    if len(alone):
        fresh = len(profile) + np.arange(len(alone))
        numbers[alone] = fresh
        _grow(profile, len(profile) + len(alone))
        profile.order = np.insert(profile.order, homes[alone], fresh)
    margins = _count_forms(profile, numbers, forms, margins)
    profile.width += 1
    return numbers, margins


def _grow(profile: Profile, columns: int) -> None:
    depth, room = profile.forms.shape
    if columns > room:
        grown = max(columns, min(_GROWTH * room, room + (1 << 16)))
        for name, empty in (("forms", GAP), ("counts", 0), ("margins", UNRIVALLED)):
            stored = np.full((depth, grown), empty, getattr(profile, name).dtype)
            stored[:, :room] = getattr(profile, name)
            setattr(profile, name, stored)


def _count_forms(profile: Profile, numbers: Int64, forms: Int32, margins: Int64) -> Int64:
    """Count each form in its column; give margins no larger than that with which the form came there."""
    margins = margins.copy()
    which = np.arange(len(numbers))
    depth = 0
    while len(which):
        if depth == len(profile.forms):
            for name, empty in (("forms", GAP), ("counts", 0), ("margins", UNRIVALLED)):
                stored = getattr(profile, name)
                setattr(profile, name, np.vstack((stored, np.full_like(stored[:1], empty))))
        column = numbers[which]
        new = profile.forms[depth, column] == GAP
        profile.forms[depth, column[new]] = forms[which[new]]
        profile.margins[depth, column[new]] = margins[which[new]]
        same = profile.forms[depth, column] == forms[which]
        profile.counts[depth, column[same]] += 1
        margins[which[same]] = np.minimum(margins[which[same]], profile.margins[depth, column[same]])
        which = which[~same]
        depth += 1
    return margins


def column_positions(profile: Profile) -> Int64:
    """Give the place of each column by its number."""
    places = np.empty(len(profile), np.int64)
    places[profile.order] = np.arange(len(profile))
    return places
