"""The page knows both places of words that have moved, also where each is told in an entry of its own."""

import json
from typing import Any

import pytest
from written import work_of

from collate.model.alignment import Move
from collate.pipeline.collating import collate_work
from collate.rendering.html.moved_places import PlacesOfMoves
from collate.rendering.html.record import page_record


@pytest.mark.parametrize(
    ("start", "stop", "elsewhere"),
    [
        (0, 3, [(20, 23, (1, 2))]),
        (2, 4, [(20, 23, (1, 2))]),
        (20, 23, [(0, 3, (0,))]),
        (3, 5, []),
        (10, 16, [(30, 36, (1,))]),  # two pieces with one word between them are one place
        (10, 12, [(30, 32, (1,))]),
        (40, 42, [(50, 52, (1,)), (60, 62, (2,))]),  # three places: each has two others
    ],
)
def test_words_that_moved_are_elsewhere(
    start: int, stop: int, elsewhere: list[tuple[int, int, tuple[int, ...]]]
) -> None:
    moves = [
        Move((0, 3), (20, 23), (0,), (1, 2)),
        Move((10, 12), (30, 32), (0,), (1,)),
        Move((13, 16), (33, 36), (0,), (1,)),
        Move((40, 42), (50, 52), (0,), (1,)),
        Move((40, 42), (60, 62), (0,), (2,)),
    ]
    assert PlacesOfMoves(moves).elsewhere(start, stop) == elsewhere


SAYS = {
    "English": ("to the river", "his father sent an only son", "with one golden cup"),
    "Greek": ("εἰς τὸν ποταμόν", "ἔπεμψεν ὁ πατὴρ τὸν υἱόν", "μετὰ ποτηρίου χρυσοῦ"),
    "Russian": ("к большой реке", "отец послал единственного сына", "с одной золотой чашей"),
}


@pytest.mark.parametrize("language", SAYS)
def test_every_entry_of_moved_words_has_the_columns_of_their_other_place(language: str) -> None:
    moved, middle, end = SAYS[language]
    collated = collate_work(work_of(f"{moved}\n{middle} {end}", f"{middle}\n{moved} {end}"), every_base=True)
    record: dict[str, Any] = json.loads("".join(page_record(collated.apparatus, collated.alignment)))
    places = {tuple(row[2:4]): row[6] for row in record["entries"] if row[6]}
    (move,) = collated.alignment.moves
    assert {place: told[1:] for place, told in places.items()} == {
        move.columns: [[*move.other_columns, [*move.other_witnesses]]],
        move.other_columns: [[*move.columns, [*move.witnesses]]],
    }
