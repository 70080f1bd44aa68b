"""The forms of a profile are counted alike in few columns with many forms and in many columns with few."""

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment.exact.gaps import Matches
from collate.alignment.progressive import profile as counting
from collate.alignment.progressive.profile import Profile, add_witness, insertion_points, profile_from_witness

# Each further witness: the form of each of its tokens, and whether that token is in the column of the first witness.
WITNESSES = st.integers(1, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=size, max_size=size), min_size=1, max_size=6
    )
)


def profile_of(witnesses: list[list[tuple[int, bool]]]) -> Profile:
    made = profile_from_witness(np.array([form for form, _ in witnesses[0]], np.int32))
    first = made.order.copy()
    for witness in witnesses[1:]:
        forms = np.array([form for form, _ in witness], np.int32)
        at = np.flatnonzero([is_matched for _, is_matched in witness]).astype(np.int32)
        rows = np.flatnonzero(np.isin(made.order, first))[at].astype(np.int32)
        matches = Matches(rows, at)
        add_witness(made, forms, matches, insertion_points(matches, len(forms)))
    return made


def columns_of(made: Profile) -> list[dict[int, int]]:
    forms, counts = made.forms[:, made.order].T.tolist(), made.counts[:, made.order].T.tolist()
    return [{form: n for form, n in zip(*column, strict=True) if n} for column in zip(forms, counts, strict=True)]


@given(WITNESSES)
def test_both_ways_count_the_same(witnesses: list[list[tuple[int, bool]]]) -> None:
    at_once = profile_of(witnesses)
    with patch.object(counting, "_CELLS_AT_ONCE", 0):
        one_by_one = profile_of(witnesses)
    assert columns_of(at_once) == columns_of(one_by_one)
    assert at_once.forms[:, at_once.order].tolist() == one_by_one.forms[:, one_by_one.order].tolist()
    assert sum(sum(column.values()) for column in columns_of(at_once)) == sum(map(len, witnesses))


def test_a_form_is_counted_in_its_own_column() -> None:
    made = profile_of([[(1, True), (2, True)], [(1, True), (3, True)], [(1, True), (3, False)]])
    assert columns_of(made) == [{1: 3}, {3: 1}, {2: 1, 3: 1}]  # a column of its own comes right after the match
