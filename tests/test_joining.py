"""How a witness is joined to those before it: beside the nearest, to a profile of every form, in its own place."""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from oracle import best_score, score_of
from strategies import texts
from trials import tried

from collate.alignment import ALIGNERS, AlignOptions, Limits
from collate.alignment.progressive.joining_order import nearest_first
from collate.alignment.scoring import GAP_OPEN, build_scoring
from collate.model.alignment import GAP, Testimony
from collate.model.tokens import Tokens
from collate.model.witness import Extent, Siglum, Witness
from collate.text.tokenise import tokenise


def witnessed(*found: str) -> tuple[Tokens, ...]:
    return tokenise([Witness(Siglum("ABCDEF"[k]), text) for k, text in enumerate(found)])


def joining(*found: str) -> list[tuple[int, int]]:
    tokens = witnessed(*found)
    return nearest_first([t.form for t in tokens], build_scoring(tokens), Limits())


@tried(100, hunted=300)
@given(found=st.lists(texts(5), min_size=3, max_size=3, unique=True))
def test_the_last_witness_meets_the_profile_as_well_as_the_oracle_can(found: list[str]) -> None:
    tokens = sorted(witnessed(*found), key=lambda t: t.witness.text)
    forms = [t.form.tobytes() for t in tokens]
    assume(all(forms) and len(set(forms)) == len(forms))
    weights = build_scoring(tokens)
    table = ALIGNERS["native"](tokens, AlignOptions()).table
    last = nearest_first([t.form for t in tokens], weights, Limits())[-1][0]
    others = [w for w in range(len(tokens)) if w != last]
    profile = [row for row in table.tolist() if any(row[w] != GAP for w in others)]
    scores = [[0] * len(tokens[last]) for _ in profile]
    for w in others:
        attracts = weights.score_matrix(tokens[w].form, tokens[last].form).tolist()
        for i, j in product(range(len(profile)), range(len(tokens[last]))):
            if profile[i][w] != GAP:
                scores[i][j] += attracts[profile[i][w]][j]
    meetings = [(i, row[last]) for i, row in enumerate(profile) if row[last] != GAP]
    gap = GAP_OPEN * len(others)
    assert score_of(meetings, scores, gap) == best_score(scores, gap)


def test_a_witness_is_joined_beside_the_nearest_of_those_before() -> None:
    one, other = "the old king rode home at night", "seven ships brought us warm white silk"
    beside = {frozenset(pair) for pair in joining(one, other, f"{one} alone", f"{other} today")[1:]}
    assert {frozenset((0, 2)), frozenset((1, 3))} <= beside


def test_witnesses_are_near_for_their_length() -> None:
    share = "here two long witnesses say the same thing for some ten words"
    first, second = (" ".join(f"{letter}{k}" for k in range(30)) for letter in "xy")
    short = "small ships sail by"
    order = joining(f"{share} {first}", f"{share} {second}", short, f"{short} again")
    assert {w for w, _ in order[:2]} == {2, 3}


def test_of_many_pairs_every_one_has_its_own_attraction() -> None:
    (tokens,) = witnessed(" ".join(f"{one}{other}" for one, other in product("abcdefghijklmnopqrstuvwxyz", repeat=2)))
    one, other = np.repeat(tokens.form, len(tokens)), np.tile(tokens.form, len(tokens))
    asked_once = build_scoring([tokens]).score_pairs(one, other)
    weights = build_scoring([tokens])
    for _ in range(2):  # there is not room to remember them all
        asked_in_part = np.concatenate([weights.score_pairs(*part) for part in zip(
            np.array_split(one, 7), np.array_split(other, 7), strict=True)])  # fmt: skip
        assert (asked_in_part == asked_once).all()


def test_a_mark_before_a_passage_stands_with_it() -> None:
    words = [f"word{k}" for k in range(30)]
    whole = Witness(Siglum("A"), " ".join(words))
    part = Witness(Siglum("B"), "“" + " ".join(words[20:26]), extent=Extent.FRAGMENT)
    alignment = ALIGNERS["native"](tokenise([whole, part]), AlignOptions())
    assert np.flatnonzero(alignment.testimony[:, 1] != Testimony.ABSENT).tolist() == list(range(20, 27))


def test_long_passages_that_changed_places_meet_no_chance_word() -> None:
    words = iter(f"w{k}" for k in range(2000))
    start, first, middle, second, end = ([next(words) for _ in range(n)] for n in (80, 120, 200, 120, 80))
    told = " ".join(f"{w} and also" if k % 20 == 10 else w for k, w in enumerate(second + middle + first))
    tokens = witnessed(" ".join(start + first + middle + second + end), " ".join([*start, told, *end]))
    table = ALIGNERS["native"](tokens, AlignOptions(limits=Limits(exact_cells=0))).table
    assert (table != GAP).all(axis=1).sum() == len(start + middle + end)


def test_brackets_and_dashes_share_no_column() -> None:
    alignment = ALIGNERS["native"](witnessed("it is (really) so", "it is — really — so"), AlignOptions())
    assert len(alignment.table) == len("it is ( really ) so".split()) + 2


def test_a_fragment_that_quotes_another_place_finds_its_own_in_a_long_work() -> None:
    words = [f"w{7919 * k % 30011}" for k in range(20_000)]
    quoted, own = words[3_000:3_006], words[12_000:12_290]
    part = Witness(Siglum("B"), " ".join([*quoted, *own]), extent=Extent.FRAGMENT)
    alignment = ALIGNERS["native"](tokenise([Witness(Siglum("A"), " ".join(words)), part]), AlignOptions())
    met = alignment.table[(alignment.table != GAP).all(axis=1), 0]
    assert set(range(12_000, 12_290)) <= set(met.tolist())


@pytest.mark.parametrize("seed", range(20))
def test_a_passage_in_a_small_collation_is_cut_nowhere(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"w{chance.randrange(40)}" for _ in range(300)]
    part = [f"w{chance.randrange(40)}" if chance.random() < 0.3 else w for w in words[90:230] if chance.random() < 0.9]
    tokens = tokenise(
        [Witness(Siglum("A"), " ".join(words)), Witness(Siglum("B"), " ".join(part), extent=Extent.FRAGMENT)]
    )
    never = Limits(anchor_cells=10**12, edit_script_cells=10**12, diagonal_cells=10**12)
    given, uncut = (ALIGNERS["native"](tokens, AlignOptions(limits=limits)).table for limits in (Limits(), never))
    assert given.tolist() == uncut.tolist()
