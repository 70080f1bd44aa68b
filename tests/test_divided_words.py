"""Marks beside a divided word: columns change places, and nothing else."""

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from trials import tried

from collate.alignment.relations.divided_words import with_divided_words_together
from collate.model.alignment import GAP
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import TOKENISERS, tokenise

TEXT = st.lists(st.sampled_from(["to", "day", "today", ",", ".", "(", "a"]), max_size=8).map(" ".join)


@tried(100, hunted=300)
@given(texts=st.lists(TEXT, min_size=2, max_size=3), order=st.randoms(use_true_random=False), border=st.integers(0, 9))
def test_every_witness_keeps_its_words_in_order_and_no_border_is_crossed(
    texts: list[str], order: Random, border: int
) -> None:
    tokens = tokenise([Witness(Siglum(f"W{k}"), text) for k, text in enumerate(texts)], TOKENISERS["words"])
    owners = [w for w, t in enumerate(tokens) for _ in range(len(t))]
    order.shuffle(owners)
    table = np.full((len(owners), len(tokens)), GAP, np.int32)
    for column, w in enumerate(owners):
        table[column, w] = owners[:column].count(w)
    found = with_divided_words_together(tokens, table, {border})
    assert sorted(map(tuple, found.tolist())) == sorted(map(tuple, table.tolist()))
    for w, t in enumerate(tokens):
        assert found[:, w][found[:, w] != GAP].tolist() == [*range(len(t))]
    assert sorted(map(tuple, found[:border].tolist())) == sorted(map(tuple, table[:border].tolist()))


def test_a_mark_of_the_whole_word_stands_after_the_last_part() -> None:
    tokens = tokenise([Witness(Siglum("A"), "to day"), Witness(Siglum("B"), "today .")], TOKENISERS["words"])
    table = np.array([[0, 0], [GAP, 1], [1, GAP]], np.int32)
    assert with_divided_words_together(tokens, table, set()).tolist() == [[0, 0], [1, GAP], [GAP, 1]]
    assert with_divided_words_together(tokens, table, {2}).tolist() == table.tolist()


def test_a_mark_beside_two_other_words_stays() -> None:
    tokens = tokenise([Witness(Siglum("A"), "to night"), Witness(Siglum("B"), "today .")], TOKENISERS["words"])
    table = np.array([[0, 0], [GAP, 1], [1, GAP]], np.int32)
    assert with_divided_words_together(tokens, table, set()).tolist() == table.tolist()
