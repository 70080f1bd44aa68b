"""Moves among many hands: neither a formula that recurs nor a word that two hands changed by chance is a move."""

import random

import numpy as np
import pytest

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.relations.move_chance import beyond_chance
from collate.alignment.relations.repeated_words import words_of_pair
from collate.model.alignment import Alignment, Move
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

WEIGHTS = np.full(40, 1000)


def aligned(texts: list[str]) -> Alignment:
    return ALIGNERS["native"](
        tokenise([Witness(Siglum(f"w{k}"), text) for k, text in enumerate(texts)]), AlignOptions()
    )


def changed_at_random(words: list[str], count: int, share: float) -> list[list[str]]:
    """Copies, in each of which some words are left out, others of the text added."""
    chance = random.Random(3)

    def copied(word: str) -> list[str]:
        if chance.random() >= share:
            return [word]
        return chance.choice(([], [word, chance.choice(words)], [chance.choice(words)]))

    return [[new for word in words for new in copied(word)] for _ in range(count)]


FORMULAS = {
    "Latin": "beati {0} quoniam ipsorum est regnum caelorum et {1} in terra erit {2} super omnes",
    "Greek": "μακάριοι οἱ {0} ὅτι αὐτῶν ἐστιν ἡ βασιλεία τῶν οὐρανῶν καὶ {1} ἐπὶ τῆς γῆς ἔσται {2}",
    "Hebrew": "אשרי {0} כי להם מלכות השמים ועל {1} יהיה כל {2} עד עולם",
    "German": "selig sind die {0} denn ihrer ist das himmelreich und {1} wird auf erden {2} sein",
}


@pytest.mark.parametrize("language", FORMULAS)
def test_a_formula_that_recurs_has_not_moved_among_hands_that_change_it(language: str) -> None:
    verses = [FORMULAS[language].format(f"x{k}a", f"y{k}b", f"z{k}c") for k in range(12)]
    texts = changed_at_random(" ".join(verses).split(), 40, 0.03)
    assert len(aligned([" ".join(text) for text in texts]).moves) <= 1


def test_a_phrase_that_one_of_many_changed_hands_has_elsewhere_has_moved() -> None:
    words = " ".join(FORMULAS["Latin"].format(f"x{k}a", f"y{k}b", f"z{k}c") for k in range(6)).split()
    texts = changed_at_random(words, 40, 0.02)
    phrase = ["lapis", "angularis", "reprobatus"]
    for k, text in enumerate(texts):
        place = 30 if k == 11 else 50
        text[place:place] = phrase
    alignment = aligned([" ".join(text) for text in texts])
    assert any(11 in (*move.witnesses, *move.other_witnesses) for move in alignment.moves)


def test_words_that_are_near_the_other_place_too_are_repeated() -> None:
    left = np.array([1, 2, 3, 9, 8, 1, 2, 3, -1, -1, -1], np.int32)
    right = np.array([-1, -1, -1, 9, 8, -1, -1, -1, 1, 2, 3], np.int32)
    assert words_of_pair(left, right).is_repeated(WEIGHTS, (0, 3), (8, 11))


def test_words_that_are_missing_at_the_other_place_are_not_repeated() -> None:
    left = np.array([1, 2, 3, 9, 8, 7, -1, -1, -1], np.int32)
    right = np.array([-1, -1, -1, 9, 8, 7, 1, 2, 3], np.int32)
    assert not words_of_pair(left, right).is_repeated(WEIGHTS, (0, 3), (6, 9))


def table_of(rows: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    keys = np.array(rows, np.int32).T
    return keys, np.where(keys >= 0, 0, 1).astype(np.int8)


def test_a_word_that_all_have_in_one_of_two_places_has_moved() -> None:
    rows = [[5, 9, -1, k] if k % 2 else [-1, 9, 5, k] for k in range(10, 40)]
    keys, testimony = table_of(rows)
    here = tuple(k for k, row in enumerate(rows) if row[0] == 5)
    there = tuple(k for k, row in enumerate(rows) if row[2] == 5)
    move = Move((0, 1), (2, 3), here, there)
    assert beyond_chance([move], keys, testimony) == (move,)


def test_a_word_that_two_of_many_have_in_two_places_is_chance() -> None:
    rows = [[5 if k == 10 else -1, 9, 5 if k == 11 else -1, k] for k in range(10, 40)]
    keys, testimony = table_of(rows)
    assert beyond_chance([Move((0, 1), (2, 3), (0,), (1,))], keys, testimony) == ()
