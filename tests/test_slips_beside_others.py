"""A witness beside its nearest: which others are asked, and what a hand of its manuscript corrects."""

from dataclasses import replace

import numpy as np
import pytest

from collate.checking.comparison import Comparison
from collate.checking.nearest import BesideNearest, bare_words, nearest_witnesses
from collate.checking.rules.beside import CODES, slips_beside_others
from collate.checking.settings import CheckSettings
from collate.model.alignment import GAP
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work

TEXT = "In the morning the boats went out to sea, and nobody on the shore knew when they would come home again."


def collated(hand: str = "", **texts: str) -> Collated:
    witnesses = [Witness(Siglum(siglum), text) for siglum, text in texts.items()]
    if hand:
        witnesses.append(replace(Witness(Siglum("C1"), hand), derived_from=Siglum("C")))
    return collate_work(Work(tuple(witnesses), base=Siglum("A"), language="en"))


def told(collation: Collated) -> list[str]:
    return [
        f.code for f in slips_beside_others(Comparison(collation, frozenset({Siglum("C")}), CODES, CheckSettings()))
    ]


def test_the_nearest_are_asked_and_not_one_that_is_far() -> None:
    far = "At dawn all of the ships had left the old harbour, and no man who stood there could say when to expect them."
    texts = {"A": TEXT, "B": TEXT.replace("shore", "beach"), "D": far, "C": TEXT.replace("knew", "said")}
    alignment = collated(**texts).alignment
    sigla = [t.witness.siglum for t in alignment.tokens]
    nearest = nearest_witnesses(alignment, bare_words(alignment), sigla.index(Siglum("C")))
    assert [sigla[o] for o in nearest] == ["A", "B"]


def test_what_another_hand_corrects_is_no_slip() -> None:
    b, c = TEXT.replace("shore", "beach"), TEXT.replace("went out", "went went out")
    assert told(collated(A=TEXT, B=b, C=c)) == ["V-doubled"]
    assert told(collated(A=TEXT, B=b, C=c, hand=TEXT)) == []


def test_words_that_only_another_witness_has_twice_are_not_lost() -> None:
    assert told(collated(A=TEXT.replace("they would", "they would they would"), C=TEXT)) == []


LOSSES = [
    (
        "And whan they hadde eten ynough the kyng roos vp and wente to the gate of the toun alone",
        "And when they had eaten enough the king rose up and went to the gate of the town alone",
        "the kyng roos vp and wente ",
    ),
    (
        "et cum uenisset in uillam quam uidebat uocauit ad se seruos suos et dixit uenite mecum uobis uiam",
        "et cum venisset in villam quam videbat vocavit ad se servos suos et dixit venite mecum vobis viam",
        "quam uidebat uocauit ad se ",
    ),
    (
        "vnd da er in das hauß kam sahe er vil leut vnd gieng zu jnen vnd fragt sie vmb brot vnd wein",
        "und da er in das haus kam sah er viel leut und ging zu ihnen und fragt sie um brot und wein",
        "hauß kam sahe er vil ",
    ),
]


@pytest.mark.parametrize(("older", "newer", "lost"), LOSSES)
def test_words_are_lost_also_between_words_in_another_spelling(older: str, newer: str, lost: str) -> None:
    assert lost in older
    assert told(collated(A=newer, B=newer, C=older.replace(lost, ""))) == ["V-lost-run"]
    assert told(collated(A=newer, B=newer, C=older)) == []


def test_a_real_word_is_wrong_also_before_a_word_in_another_spelling() -> None:
    older = "In those dayes we haue seene that he was there, and we were here; but he hath said that we haue lost all."
    newer = "In those days we have seen that he was there, and we were here; but he hath said that we have lost all."
    assert told(collated(A=newer, B=newer, C=older)) == []
    assert told(collated(A=newer, B=newer, C=older.replace("we haue lost", "he haue lost"))) == ["V-wrong-word"]


@pytest.mark.parametrize(("modern", "older"), [("than", "then"), ("lose", "loose"), ("to", "too")])
def test_letters_that_older_writers_exchange_make_no_wrong_word_in_older_spelling(modern: str, older: str) -> None:
    a = f"{modern} they gaue the goodlie kynge his sworde againe {older}, and he went {modern} the olde towne {older} him."
    b = f"{modern} they gave the goodly king his sword again {older}, and he went {modern} the old town {older} him."
    assert told(collated(A=b, B=b, C=a.replace(f"went {modern}", f"went {older}"))) == []


def test_a_wrong_word_in_older_spelling_is_told_where_no_writer_exchanges_the_letters() -> None:
    a = "We gaue the goodlie kynge his sworde againe, and he said we were his olde friendes when he came backe."
    b = "We gave the goodly king his sword again, and he said we were his old friends when he came back."
    assert told(collated(A=b, B=b, C=a.replace("said we were", "said he were"))) == ["V-wrong-word"]


def test_a_witness_agrees_where_it_has_a_word_and_its_nearest_have_the_same() -> None:
    own = np.array([5, 5, 5, GAP, 5], np.int32)
    near = np.array([[5, 5], [5, 7], [7, 5], [GAP, GAP], [5, 5]], np.int32)
    no, voices = np.zeros(5, bool), np.array([2, 2, 2, 2, 0])
    beside = BesideNearest(0, (1, 2), np.arange(5), own, near, no, no, voices, no)
    assert beside.agrees.tolist() == [True, False, False, False, False]
