"""What is between two matches, sums of many weights, and equal parts: each beside a slow and obvious way."""

from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trials import tried

from collate.alignment.exact.anchors import anchors, heaviest_increasing
from collate.alignment.exact.gaps import Gaps, as_matches, full_tables, remaining_gaps
from collate.alignment.relations import moved_passages
from collate.alignment.relations.moved_passages import _sums, _within
from collate.alignment.relations.order_by_place import SoleParts, pairs_of_equal

Border = tuple[int, int, int, int, bool, bool]  # top, bottom, left, right, free_start, free_end


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Border], list[tuple[int, int]]]:
    """Return gaps in order, some empty on one side, and matches within them, ascending on both sides."""
    borders: list[Border] = []
    matches: list[tuple[int, int]] = []
    row = column = 0
    for _ in range(draw(st.integers(1, 4))):
        top, left = row + draw(st.integers(0, 2)), column + draw(st.integers(0, 2))
        bottom, right = top + draw(st.integers(0, 6)), left + draw(st.integers(0, 6))
        borders.append((top, bottom, left, right, draw(st.booleans()), draw(st.booleans())))
        rows = sorted(draw(st.sets(st.sampled_from(range(top, bottom))))) if bottom > top else []
        columns = sorted(draw(st.sets(st.sampled_from(range(left, right))))) if right > left else []
        matches += zip(rows, columns, strict=False)
        row, column = bottom, right
    return borders, matches


def slow_gaps(borders: list[Border], matches: list[tuple[int, int]]) -> list[Border]:
    """Walk through each gap from one of its matches to the next."""
    found = []
    for top, bottom, left, right, free_start, free_end in borders:
        own = [(r, c) for r, c in matches if top <= r < bottom and left <= c < right]
        ends = [(top - 1, left - 1), *own, (bottom, right)]
        for k, ((row, column), (next_row, next_column)) in enumerate(pairwise(ends)):
            is_first, is_last = k == 0, k == len(ends) - 2
            table = (row + 1, next_row, column + 1, next_column, is_first and free_start, is_last and free_end)
            if next_row > row + 1 and next_column > column + 1:
                found.append(table)
    return found


@tried(130, hunted=400)
@given(tables())
def test_the_gaps_between_matches_are_those_found_one_by_one(drawn: tuple[list[Border], list[tuple[int, int]]]) -> None:
    borders, matches = drawn
    top, bottom, left, right, free_start, free_end = np.array(borders, np.int64).T
    gaps = Gaps(top, bottom, left, right, free_start.astype(bool), free_end.astype(bool))
    pairs = np.array(matches, np.int64).reshape(-1, 2)
    found = remaining_gaps(gaps, as_matches(pairs[:, 0], pairs[:, 1]))
    if not matches:
        return  # nothing is removed then: the gaps are those that were given
    columns = (found.top, found.bottom, found.left, found.right, found.free_start, found.free_end)
    assert list(zip(*(side.tolist() for side in columns), strict=True)) == slow_gaps(borders, matches)


@given(st.lists(st.integers(0, 2**31 - 1), max_size=30), st.data())
def test_a_sum_of_weights_may_be_larger_than_32_bits(weights: list[int], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(weights)))
    stop = data.draw(st.integers(start, len(weights)))
    with patch.object(moved_passages, "_WORDS_OF_A_SUM", 2):  # two of these weights are within 32 bits
        assert _within(_sums(np.array(weights, np.int32)), slice(start, stop)) == sum(weights[start:stop])


def parts_of(names: list[int]) -> SoleParts:
    """Return parts of two tokens each, one after the other, in the order of their names."""
    order = np.argsort(np.array(names, np.uint64), kind="stable")
    starts = (2 * order).astype(np.int32)
    return SoleParts(np.array(names, np.uint64)[order], starts, starts + np.int32(2))


@given(st.lists(st.integers(0, 8), unique=True), st.lists(st.integers(0, 8), unique=True))
def test_equal_parts_are_paired_in_the_order_of_the_left_side(left: list[int], right: list[int]) -> None:
    expected = [
        [2 * i, 2 * i + 2, 2 * right.index(name), 2 * right.index(name) + 2]
        for i, name in enumerate(left)
        if name in right
    ]
    assert pairs_of_equal(parts_of(left), parts_of(right)).tolist() == expected


@pytest.mark.parametrize(
    ("columns", "sizes", "kept"),
    [
        ([5, 1, 2, 3], [1, 1, 1, 1], [1, 2, 3]),
        ([5, 1, 2, 3], [9, 1, 1, 1], [0]),
        ([0, 7, 1, 8], [1, 1, 1, 1], [0, 1, 3]),
        ([4], [2], [0]),
    ],
)
def test_of_what_crosses_the_heaviest_is_kept(columns: list[int], sizes: list[int], kept: list[int]) -> None:
    found = heaviest_increasing(columns, sizes)
    assert sum(sizes[k] for k in found) == sum(sizes[k] for k in kept)
    assert [columns[k] for k in found] == sorted(columns[k] for k in found)


def test_a_gap_of_one_word_is_searched_for_it() -> None:
    met, left = anchors(
        np.array([5], np.int32), np.array([1, 5, 2], np.int32), full_tables(np.array([1]), np.array([3])), 0
    )
    assert (met.rows.tolist(), met.columns.tolist()) == ([0], [1])
    assert not len(left.top)
