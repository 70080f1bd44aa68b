"""Anchors that are there by chance do not keep apart what belongs together."""

from random import Random

import numpy as np
import pytest

from collate._arrays import Int32
from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.exact.anchors import anchors
from collate.alignment.exact.false_anchors import without_false_anchors
from collate.alignment.exact.gaps import full_tables
from collate.model.alignment import GAP
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

REFRAINS = {
    "Latin": "Agnus Dei qui tollis peccata mundi miserere nobis",
    "Greek": "Κύριε ἐλέησον ἡμᾶς τοὺς δούλους σου καὶ σῶσον",
    "Hebrew": "הודו ליהוה כי טוב כי לעולם חסדו אמן",
    "one word": "amen",
}


def with_slips(words: list[str], seed: int) -> str:
    """Words of which one in a hundred is left out, repeated or replaced by another one of them."""
    chance = Random(seed)
    written = []
    for word in words:
        slip = chance.choice(([], [word, word], [chance.choice(words)]))
        written += slip if chance.random() < 0.01 else [word]
    return " ".join(written)


@pytest.mark.parametrize("refrain", REFRAINS.values(), ids=REFRAINS)
def test_a_refrain_with_slips_in_both_texts_is_aligned_with_itself(refrain: str) -> None:
    words = (refrain.split() * 4_000)[:4_000]
    tokens = tokenise([Witness(Siglum(name), with_slips(words, seed)) for seed, name in enumerate("AB")])
    alignment = ALIGNERS["native"](tokens, AlignOptions(), None)
    forms = alignment.codes("form")
    same = (forms[:, 0] == forms[:, 1]) & (forms[:, 0] != GAP)
    assert same.sum() > 0.95 * min(map(len, tokens))
    assert alignment.piecewise == 0


def sides(first: list[int], second: list[int]) -> tuple[Int32, Int32]:
    return np.array(first, np.int32), np.array(second, np.int32)


def test_two_parts_that_changed_places_keep_the_anchors_of_the_greater_one() -> None:
    one, other = list(range(900)), list(range(1_000, 1_700))
    codes = sides(one + other, other + one)
    table = full_tables(np.array([1_600]), np.array([1_600]))
    anchored, _ = anchors(*codes, table, 4_096)
    kept = without_false_anchors(*codes, table, anchored)
    assert kept.matches.rows.tolist() == anchored.rows.tolist() == list(range(900))


def test_an_error_that_both_have_in_different_places_is_no_anchor() -> None:
    refrain = [0, 1, 2, 3, 4, 5, 6] * 300
    first, second = refrain.copy(), refrain.copy()
    first[100], second[2_000] = 9, 9
    codes = sides(first, second)
    table = full_tables(np.array([len(first)]), np.array([len(second)]))
    anchored, _ = anchors(*codes, table, 4_096)
    assert (anchored.columns - anchored.rows).max() > 1_000
    kept = without_false_anchors(*codes, table, anchored).matches
    assert len(kept.rows) > 2_050
