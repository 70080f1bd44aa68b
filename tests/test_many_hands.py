"""Many hands: what is found does not depend on how many witnesses say it, and words in place are not compared again."""

import random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate.alignment import ALIGNERS, AlignOptions, driver
from collate.alignment.relations.move_candidates import pairs_with_candidates
from collate.model.alignment import Alignment
from collate.model.witness import Siglum, Witness
from collate.text.tokenise import tokenise

VERSE = "in principio creauit deus caelum et terram terra autem erat inanis et uacua tenebrae super faciem abyssi"


def aligned(texts: list[str]) -> Alignment:
    return ALIGNERS["native"](
        tokenise([Witness(Siglum(f"w{k}"), text) for k, text in enumerate(texts)]), AlignOptions()
    )


def hands(count: int, moved: list[list[str]]) -> list[str]:
    """Copies of a verse with slips that recur, one in forty with one of the moves."""
    chance = random.Random(5)
    slips = {"deus": "dominus", "autem": "", "inanis": "inanis quidem", "uacua": "vacua", "super": "supra"}
    texts = []
    for k in range(count):
        words = moved[k // 40 % len(moved)] if k % 40 == 7 else VERSE.split()
        changed = [slips[w] if w in slips and chance.random() < 0.3 else w for w in words]
        texts.append(" ".join(w for w in changed if w))
    return texts


def moved_words(alignment: Alignment) -> set[str]:
    found = set()
    for move in alignment.moves:
        tokens = alignment.tokens[move.witnesses[0]]
        cells = alignment.table[slice(*move.columns), move.witnesses[0]]
        found.add(" ".join(tokens[int(cell)].surface for cell in cells.tolist() if cell >= 0))
    return found


@pytest.mark.parametrize("count", [20, 100, 334, 374])
def test_a_move_is_found_among_any_number_of_hands(count: int) -> None:
    words = VERSE.split()
    behind = [*words[:4], *words[7:13], *words[4:7], *words[13:]]
    before = [*words[:10], *words[13:], *words[10:13]]
    found = moved_words(aligned(hands(count, [behind, before] if count > 50 else [behind])))
    assert any("caelum et terram" in words for words in found)
    assert count <= 50 or any(words.startswith("inanis et") for words in found)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.lists(st.integers(-1, 3), min_size=6, max_size=6), min_size=2, max_size=6),
    order=st.randoms(use_true_random=False),
)
def test_each_word_in_two_places_is_compared_in_one_pair_at_least(rows: list[list[int]], order: random.Random) -> None:
    keys = np.array(rows, np.int32).T
    witnesses = list(range(len(rows)))
    order.shuffle(witnesses)
    weights = np.full(4, 4000)
    pairs = pairs_with_candidates(keys, np.ones(keys.shape, bool), weights, witnesses)
    assert pairs == sorted({(min(pair), max(pair)) for pair in pairs})

    def has(w: int, here: int, there: int, key: int) -> bool:
        return bool(keys[here, w] == key != keys[there, w])

    for here in range(6):
        for there in range(here + 1, 6):
            for key in range(4):
                left = [w for w in range(len(rows)) if has(w, here, there, key)]
                right = [w for w in range(len(rows)) if has(w, there, here, key)]
                between = {(min(v, w), max(v, w)) for v in left for w in right}
                assert not between or between & set(pairs)


def test_words_in_place_are_no_candidates() -> None:
    keys = np.array([[0, 1, 2, 3], [0, 1, 4, 3], [0, 1, 2, 5]], np.int32).T
    assert pairs_with_candidates(keys, np.ones(keys.shape, bool), np.full(6, 4000), [0, 1, 2]) == []


def test_up_to_thirty_witnesses_are_compared_in_pairs_and_more_by_candidates() -> None:
    texts = hands(40, [VERSE.split()[::-1]])
    with patch.object(driver, "pairs_with_candidates", side_effect=AssertionError):
        aligned(list(dict.fromkeys(texts))[:20])
        with pytest.raises(AssertionError):
            aligned([f"{text} {k}" for k, text in enumerate(texts)])
