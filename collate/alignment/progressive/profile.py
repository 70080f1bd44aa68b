"""A profile: the columns of the witnesses aligned so far, with every form of each column."""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64
from collate._dataclass import dataclass
from collate.alignment.exact.gaps import Matches
from collate.model.alignment import GAP

_GROWTH: Final = 2  # the factor by which the arrays grow when they are full


@dataclass(slots=True)
class Profile:
    """The witnesses aligned so far. A column has an id, which it keeps, and a position, which changes.

    width    the number of witnesses
    order    (columns,) int64          the ids of the columns in order
    forms    (depth, capacity) int32   the distinct forms in the column with each id; GAP where there are no more
    counts   (depth, capacity) int32   how many witnesses have each form
    piecewise  tokens that were aligned piece by piece, because a better way would have taken too long
    """

    width: int
    order: Int64
    forms: Int32
    counts: Int32
    piecewise: int = 0

    def __len__(self) -> int:
        return len(self.order)


def profile_from_witness(forms: Int32) -> Profile:
    """Build the profile of one witness from its form codes (n,) int32."""
    ones = np.ones((1, len(forms)), np.int32)
    return Profile(1, np.arange(len(forms)), forms[None, :].copy(), ones)


def empty_profile(columns: int) -> Profile:
    """Build a profile of so many columns without a witness."""
    empty = np.full((1, columns), GAP, np.int32)
    return Profile(0, np.arange(columns), empty, np.zeros_like(empty))


def insertion_points(matches: Matches, tokens: int) -> Int64:
    """Return (tokens,) int64: the position before which each token would get a column of its own.

    That is right after the match before it. Tokens before the first match come right before that match.
    """
    if not len(matches.rows):
        return np.zeros(tokens, np.int64)
    before = np.searchsorted(matches.columns, np.arange(tokens), side="right") - 1
    return np.where(before >= 0, matches.rows[np.maximum(before, 0)] + 1, matches.rows[0])


def add_witness(profile: Profile, forms: Int32, matches: Matches, insert_before: Int64) -> Int64:
    """Add a witness to a profile, in place.

    Parameters
    ----------
    profile : Profile
    forms : (n,) int32
        The form codes of the witness.
    matches : Matches
        Rows are positions of columns, columns are tokens of the witness.
    insert_before : (n,) int64
        Where the column of a token without a match is inserted: before this position.

    Returns
    -------
    (n,) int64
        The id of the column of each token.
    """
    column_ids = np.full(len(forms), GAP, np.int64)
    column_ids[matches.columns] = profile.order[matches.rows]
    unmatched = np.flatnonzero(column_ids == GAP)
    if len(unmatched):
        new_ids = len(profile) + np.arange(len(unmatched))
        column_ids[unmatched] = new_ids
        _grow(profile, len(profile) + len(unmatched))
        profile.order = np.insert(profile.order, insert_before[unmatched], new_ids)
    _count_forms(profile, column_ids, forms)
    profile.width += 1
    return column_ids


def _grow(profile: Profile, columns: int) -> None:
    """Enlarge the arrays of a profile so that they hold so many columns."""
    depth, capacity = profile.forms.shape
    if columns > capacity:
        new_capacity = max(columns, min(_GROWTH * capacity, capacity + (1 << 16)))
        for name, empty in (("forms", GAP), ("counts", 0)):
            enlarged = np.full((depth, new_capacity), empty, getattr(profile, name).dtype)
            enlarged[:, :capacity] = getattr(profile, name)
            setattr(profile, name, enlarged)


def _count_forms(profile: Profile, column_ids: Int64, forms: Int32) -> None:
    """Count each form (n,) in its column."""
    uncounted = np.arange(len(column_ids))
    depth = 0
    while len(uncounted):
        if depth == len(profile.forms):
            for name, empty in (("forms", GAP), ("counts", 0)):
                array = getattr(profile, name)
                setattr(profile, name, np.vstack((array, np.full_like(array[:1], empty))))
        column = column_ids[uncounted]
        is_new = profile.forms[depth, column] == GAP
        profile.forms[depth, column[is_new]] = forms[uncounted[is_new]]
        same = profile.forms[depth, column] == forms[uncounted]
        profile.counts[depth, column[same]] += 1
        uncounted = uncounted[~same]
        depth += 1


def column_positions(profile: Profile) -> Int64:
    """Return (columns,) int64: the position of each column, by its id."""
    positions = np.empty(len(profile), np.int64)
    positions[profile.order] = np.arange(len(profile))
    return positions
