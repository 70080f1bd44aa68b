"""Runs of words that stand twice in a row are found, whatever their length and whatever stands around them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from collate.checking.doubled_runs import doubled_runs

SHORT = st.lists(st.integers(0, 3), max_size=40)


def found_in(words: list[int]) -> list[tuple[int, int, int]]:
    return list(doubled_runs(np.array(words, np.int32)))


def test_a_word_twice_is_found_at_its_second_place() -> None:
    assert found_in([1, 2, 2, 3]) == [(2, 3, 1)]


def test_a_run_three_times_is_found_once() -> None:
    assert found_in([9, 1, 2, 1, 2, 1, 2, 8]) == [(3, 7, 2)]


def test_nothing_is_found_where_nothing_stands_twice_in_a_row() -> None:
    assert found_in([1, 2, 3, 1, 2, 4, 1, 2, 3]) == []
    assert found_in([]) == []


def test_a_long_run_in_which_a_phrase_comes_again_is_found() -> None:
    run = [1, 2, 3, 4, 5, 90, 91, 92, 93, 94, 95, 96, 1, 2, 3, 4, 5, 97, 98, 99, 80, 81, 82, 83]
    assert found_in([70, *run, *run, 71]) == [(25, 49, 24)]


@given(st.integers(0, 30), st.integers(1, 80), st.integers(0, 30))
def test_a_run_of_any_length_is_found(before: int, length: int, after: int) -> None:
    run = list(range(1000, 1000 + length))
    text = [*range(before), *run, *run, *range(2000, 2000 + after)]
    assert found_in(text) == [(before + length, before + 2 * length, length)]


@given(SHORT)
def test_what_is_found_repeats_what_stands_before_it(words: list[int]) -> None:
    for start, stop, length in found_in(words):
        assert stop - start >= length
        assert words[start:stop] == words[start - length : stop - length]


@given(SHORT)
def test_of_up_to_four_words_none_is_missed(words: list[int]) -> None:
    found = [range(start - length, stop) for start, stop, length in found_in(words)]
    for length in range(1, 5):
        for at in range(length, len(words) - length + 1):
            if words[at - length : at] == words[at : at + length]:
                assert any(run.start < at + length and at - length < run.stop for run in found)
