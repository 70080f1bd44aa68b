"""A word that stands divided in another witness is linked with its parts, and with no column more."""

from unittest.mock import patch

import numpy as np
import pytest

from collate.alignment.relations import word_division
from collate.alignment.relations.word_division import word_divisions
from collate.alignment.scoring import build_scoring
from collate.model.alignment import GAP, Link, Testimony
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise


def links_of(texts: list[str], rows: list[list[int]]) -> tuple[Link, ...]:
    tokens = tokenise([Witness(Siglum("ABC"[k]), text) for k, text in enumerate(texts)])
    table = np.array(rows, np.int32)
    testimony = np.where(table == GAP, np.int8(Testimony.OMITS), np.int8(Testimony.READS)).astype(np.int8)
    return word_divisions(tokens, table, testimony, build_scoring(tokens))


@pytest.mark.parametrize(
    ("texts", "rows", "link"),
    [
        (["to day", "today"], [[0, 0], [1, GAP]], Link(0, 2, (0, 1))),
        (["he to day", "he today"], [[0, 0], [1, 1], [2, GAP]], Link(1, 3, (0, 1))),
        (["to day", "today", "now today"], [[GAP, GAP, 0], [0, 0, 1], [1, GAP, GAP]], Link(1, 3, (0, 1, 2))),
        (["πα ρα δος", "παραδος"], [[0, GAP], [1, 0], [2, GAP]], Link(0, 3, (0, 1))),
        (["to day", "today", "today now"], [[0, 0, 0], [1, GAP, GAP], [GAP, GAP, 1]], Link(0, 2, (0, 1, 2))),
    ],
)  # fmt: skip
def test_the_shortest_stretch_of_columns_is_linked(texts: list[str], rows: list[list[int]], link: Link) -> None:
    assert links_of(texts, rows) == (link,)


@pytest.mark.parametrize("most", [0, 3])  # compared in pairs, or all at once, sorted
def test_of_many_witnesses_each_two_with_the_same_letters_are_linked(most: int) -> None:
    texts, rows = ["to day", "tonight", "today"], [[0, 0, 0], [1, GAP, GAP]]
    with patch.object(word_division, "PAIRWISE_WITNESSES", most):
        assert links_of(texts, rows) == (Link(0, 2, (0, 2)),)
        assert links_of([texts[0], texts[2]], [[0, 0], [1, GAP]]) == (Link(0, 2, (0, 1)),)
        assert links_of(texts[:2], [[0, 0], [1, GAP]]) == ()


def test_other_letters_are_not_linked() -> None:
    assert links_of(["to day", "tonight"], [[0, 0], [1, GAP]]) == ()


def test_of_two_links_that_overlap_the_first_is_kept() -> None:
    rows = [[0, 0, 0], [1, GAP, 1], [2, 1, GAP]]
    assert links_of(["to day light", "today light", "to daylight"], rows) == (Link(0, 2, (0, 1)),)
