"""Equal words in one order: as a whole, and piece by piece in long sides."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trials import tried

from collate.alignment.exact import edit_script as module
from collate.alignment.exact.edit_script import EditScript, edit_script

CODES = st.lists(st.integers(0, 3), max_size=60)


@pytest.fixture(name="pieces", scope="module", autouse=True)
def every_side_is_long() -> Iterator[None]:
    with patch.multiple(module, MOST_CELLS=0, MOST_CELLS_OF_FEW_EDITS=0, CELLS_OF_WINDOW=4_096):
        yield


def script(rows: list[int], columns: list[int]) -> EditScript:
    return edit_script(np.array(rows, np.int32), np.array(columns, np.int32))


@tried(100, hunted=300)
@given(rows=CODES, columns=CODES, window=st.sampled_from([1, 4, 30, 300]))
def test_pieces_match_equal_words_in_one_order(rows: list[int], columns: list[int], window: int) -> None:
    with patch.object(module, "CELLS_OF_WINDOW", window):
        found = script(rows, columns).matches
    places = list(zip(found.rows.tolist(), found.columns.tolist(), strict=True))
    assert all(rows[row] == columns[column] for row, column in places)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(places))


def edited(words: list[int], seed: int) -> list[int]:
    """Words with one change in fifty: a word is left out, repeated or replaced."""
    chance = Random(seed)
    changes = ((), (0, 0), (1,))
    return [
        word if part == 0 else (word + part) % 7
        for word in words
        for part in (chance.choice(changes) if chance.random() < 0.02 else (0,))
    ]


@pytest.mark.parametrize("period", [1, 2, 7, 50])
def test_a_phrase_repeated_with_slips_in_both_texts_is_matched_nearly_everywhere(period: int) -> None:
    text = [k % period % 7 for k in range(3_000)]
    one, other = edited(text, 1), edited(text, 2)
    found = script(one, other)
    assert found.is_piecewise
    assert len(found.matches.rows) > 0.95 * min(len(one), len(other))


def test_a_text_is_matched_with_the_first_of_its_copies_in_a_row() -> None:
    chance = Random(5)
    text = [chance.randrange(200) for _ in range(600)]
    found = script(text, text * 4).matches
    assert (found.columns == found.rows).mean() > 0.9


def test_two_sides_that_are_nearly_equal_are_compared_as_a_whole() -> None:
    text = [k % 7 for k in range(2_000)]
    with patch.object(module, "MOST_CELLS_OF_FEW_EDITS", 1 << 20):
        found = script(text, text[3:])
    assert not found.is_piecewise
    assert len(found.matches.rows) == 1_997


def test_the_work_grows_with_the_words_not_with_the_cells() -> None:
    windows = []
    for size in (2_000, 8_000):
        chance = Random(size)
        sides = [[chance.randrange(2) for _ in range(size)] for _ in range(2)]
        with patch.object(module, "_equal", wraps=module._equal) as equal:
            script(*sides)
        windows.append(equal.call_count)
        assert all(len(call.args[0]) * len(call.args[1]) <= 4_096 for call in equal.call_args_list)
    assert windows[1] < 5 * windows[0]
