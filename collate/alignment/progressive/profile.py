"""A profile: the columns of the witnesses aligned so far, with every form of each column."""

from typing import Final

import numpy as np

from collate._arrays import Int32
from collate._dataclass import dataclass
from collate.alignment.exact.gaps import Matches
from collate.model.alignment import GAP

_GROWTH: Final = 2  # the factor by which the arrays grow when they are full
_CELLS_AT_ONCE: Final = 1 << 18  # forms that are compared at once; of more, one form of each column after the other


@dataclass(slots=True)
class Profile:
    """The witnesses aligned so far. A column has an id, which it keeps, and a position, which changes.

    width    the number of witnesses
    order    (columns,) int32          the ids of the columns in order
    forms    (depth, capacity) int32   the distinct forms in the column with each id; GAP where there are no more
    counts   (depth, capacity) int32   how many witnesses have each form
    piecewise  tokens that were aligned piece by piece, because a better way would have taken too long
    """

    width: int
    order: Int32
    forms: Int32
    counts: Int32
    piecewise: int = 0

    def __len__(self) -> int:
        return len(self.order)


def profile_from_witness(forms: Int32) -> Profile:
    """Build the profile of one witness from its form codes (n,) int32."""
    ones = np.ones((1, len(forms)), np.int32)
    return Profile(1, np.arange(len(forms), dtype=np.int32), forms[None, :].copy(), ones)


def empty_profile(columns: int) -> Profile:
    """Build a profile of so many columns without a witness."""
    empty = np.full((1, columns), GAP, np.int32)
    return Profile(0, np.arange(columns, dtype=np.int32), empty, np.zeros_like(empty))


def insertion_points(matches: Matches, tokens: int) -> Int32:
    """Return (tokens,) int32: the position before which each token would get a column of its own.

    That is right after the match before it. Tokens before the first match come right before that match.
    """
    if not len(matches.rows):
        return np.zeros(tokens, np.int32)
    sizes = np.diff(matches.columns, prepend=np.int32(0), append=np.int32(tokens))
    return np.repeat(np.append(matches.rows[0], matches.rows + np.int32(1)), sizes)


def add_witness(profile: Profile, forms: Int32, matches: Matches, insert_before: Int32) -> Int32:
    """Add a witness to a profile, in place.

    Parameters
    ----------
    profile : Profile
    forms : (n,) int32
        The form codes of the witness.
    matches : Matches
        Rows are positions of columns, columns are tokens of the witness.
    insert_before : (n,) int32
        Where the column of a token without a match is inserted: before this position.

    Returns
    -------
    (n,) int32
        The id of the column of each token.
    """
    column_ids = np.full(len(forms), GAP, np.int32)
    column_ids[matches.columns] = profile.order[matches.rows]
    unmatched = np.flatnonzero(column_ids == GAP)
    if len(unmatched):
        new_ids = np.arange(len(profile), len(profile) + len(unmatched), dtype=np.int32)
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


def _deepen(profile: Profile) -> None:
    """Make room for one more form in each column."""
    for name, empty in (("forms", GAP), ("counts", 0)):
        array = getattr(profile, name)
        setattr(profile, name, np.vstack((array, np.full_like(array[:1], empty))))


def _count_forms(profile: Profile, column_ids: Int32, forms: Int32) -> None:
    """Count each form (n,) in its column."""
    if len(profile.forms) * len(forms) <= _CELLS_AT_ONCE:
        _count_forms_at_once(profile, column_ids, forms)
        return
    uncounted = np.arange(len(column_ids), dtype=np.int32)
    depth = 0
    while len(uncounted):
        if depth == len(profile.forms):
            _deepen(profile)
        column, form = column_ids[uncounted], forms[uncounted]
        is_new = profile.forms[depth].take(column) == GAP
        profile.forms[depth, column[is_new]] = form[is_new]
        same = profile.forms[depth].take(column) == form
        profile.counts[depth, column[same]] += 1
        uncounted = uncounted[~same]
        depth += 1


def _count_forms_at_once(profile: Profile, column_ids: Int32, forms: Int32) -> None:
    """Do the same for few tokens, whose columns may have hundreds of forms: all forms of all columns together."""
    known = profile.forms.take(column_ids, axis=1)
    is_place = (known == forms) | (known == GAP)
    has_place = is_place.any(axis=0)
    depth = np.where(has_place, is_place.argmax(axis=0), len(known))
    if not has_place.all():
        _deepen(profile)
    profile.forms[depth, column_ids] = forms
    profile.counts[depth, column_ids] += 1


def column_positions(profile: Profile) -> Int32:
    """Return (columns,) int32: the position of each column, by its id."""
    positions = np.empty(len(profile), np.int32)
    positions[profile.order] = np.arange(len(profile), dtype=np.int32)
    return positions
