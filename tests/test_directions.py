"""The runs of one direction of a text."""

import sys
import unicodedata

import pytest

from collate.rendering.direction import direction_runs

RUNS = [
    ("", "L", []),
    ("abc 12", "L", [("L", "abc 12")]),
    ("the word שלום here", "L", [("L", "the word "), ("R", "שלום"), ("L", " here")]),
    ("שלום 12 שלום", "L", [("R", "שלום 12 שלום")]),
    ("שלום, abc", "L", [("R", "שלום"), ("L", ", abc")]),
    ("ברא (ms 3) את", "R", [("R", "ברא ("), ("L", "ms 3"), ("R", ") את")]),
    ("12 ברא", "R", [("R", "12 ברא")]),
    ("ms ברא 3", "R", [("L", "ms"), ("R", " ברא 3")]),
    ("בָּ", "L", [("R", "בָּ")]),
]


@pytest.mark.parametrize(("text", "around", "expected"), RUNS)
def test_a_text_is_cut_where_its_direction_changes(text: str, around: str, expected: list[tuple[str, str]]) -> None:
    assert direction_runs(text, around) == expected


def test_every_letter_from_right_to_left_is_seen() -> None:
    letters = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.bidirectional(c) in ("R", "AL")]
    assert len(letters) > 2000
    assert [c for c in letters if direction_runs(c, "L") != [("R", c)]] == []
