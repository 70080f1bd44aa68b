"""A line that a document repeats is a refrain: two spans of one document never overlap, and it is no witness of itself."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted_passages import spoilt, words_of

from collate.discovery import ParallelKind, PassageSet, discover
from collate.discovery.refrains import count_recurrences
from collate.model.witness import Siglum, Witness

PRAYER = (
    "Hear our prayer and let our cry come to thee, now and at the end of the days, for thy name is over all the lands."
)
LINES = (
    PRAYER,
    "Seigneur, écoute la prière de ton peuple qui crie vers toi du fond de la nuit, et ne nous abandonne pas au matin.",
    "Herr, erhöre das Gebet deines Volkes, das in der Nacht zu dir ruft, und verlass uns nicht, wenn der Morgen kommt.",
    "Господи, услышь молитву людей твоих, которые взывают к тебе из глубины ночи, и не оставь нас, когда придет утро.",
)


def found_in(text: str) -> PassageSet:
    return discover([Witness(Siglum("A"), text)])


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_is_said_sixty_times_is_a_formula(line: str) -> None:
    found = found_in("\n".join([line] * 60))
    assert {p.kind for p in found.passages} == {ParallelKind.FORMULA}
    assert found.groups == ()


def test_a_litany_of_three_lines_is_told_by_its_three_lines() -> None:
    lines = [" ".join(words_of(seed, 15)) for seed in range(3)]
    found = found_in("\n".join(lines * 20))
    assert {(p.kind, p.words) for p in found.passages} == {(ParallelKind.FORMULA, 45)}


def test_a_document_that_has_a_text_twice_has_two_witnesses_of_it() -> None:
    text = " ".join(words_of(1, 500))
    found = found_in(f"{text}\n\n{text}")
    (passage,) = found.passages
    assert (passage.kind, passage.words, passage.a.end, passage.b.start) == (
        ParallelKind.WITNESS,
        500,
        len(text),
        len(text) + 2,
    )
    assert [len(group.spans) for group in found.groups] == [2]


def test_a_litany_in_two_documents_is_found_in_both() -> None:
    litany = "\n".join(" ".join(words_of(seed, 15)) for seed in (1, 2)) + "\n"
    found = discover([Witness(Siglum(name), litany * 3) for name in "ABC"])
    assert {(p.a.file, p.b.file) for p in found.passages} >= {("A", "B"), ("B", "C")}


def test_each_two_of_three_short_copies_are_a_passage() -> None:
    text = " ".join(words_of(1, 60))
    found = discover([Witness(Siglum(name), text) for name in "ABC"])
    assert [(p.a.file, p.b.file, p.words) for p in found.passages] == [("A", "B", 60), ("A", "C", 60), ("B", "C", 60)]


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 4), st.integers(12, 40), st.integers(2, 40), st.booleans(), st.integers(0, 10**6))
def test_two_spans_of_one_document_do_not_overlap(
    count: int, length: int, times: int, is_cycle: bool, seed: int
) -> None:
    lines = [" ".join(words_of(seed + k, length)) for k in range(count)]
    chance = random.Random(seed)
    said = lines * times if is_cycle else chance.choices(lines, k=count * times)
    for passage in found_in("\n".join(said)).passages:
        assert passage.a.end <= passage.b.start


@pytest.mark.parametrize(
    ("count", "length", "times"), [(2, 15, 60), (4, 18, 40), (6, 16, 80), (10, 20, 100), (3, 25, 30), (12, 9, 200)]
)
def test_lines_that_are_said_in_any_order_are_formulas(count: int, length: int, times: int) -> None:
    lines = [" ".join(words_of(100 + k, length)) for k in range(count)]
    found = found_in("\n".join(random.Random(5).choices(lines, k=times)))
    assert found.groups == ()
    assert {p.kind for p in found.passages} <= {ParallelKind.FORMULA, ParallelKind.SHORT}


@pytest.mark.parametrize("share", [0.0, 0.1])
def test_a_text_in_three_places_of_a_document_is_no_refrain(share: float) -> None:
    text = words_of(1, 200)
    copies = [spoilt(text, share, seed) for seed in range(3)]
    between = [words_of(seed, 100) for seed in (5, 6, 7)]
    found = found_in(" ".join(word for pair in zip(between, copies, strict=True) for part in pair for word in part))
    (group,) = found.groups
    assert (len(group.spans), group.words) == (3, 200)


@given(st.lists(st.integers(0, 3), max_size=40))
def test_recurrences_are_those_of_brute_force(codes: list[int]) -> None:
    parts = [tuple(codes[k : k + 5]) for k in range(len(codes) - 4)]
    expected = [
        max((parts.count(parts[p]) for p in range(k - 4, k + 1) if 0 <= p < len(parts)), default=0)
        for k in range(len(codes))
    ]
    assert count_recurrences(np.array(codes, np.int32)).tolist() == expected
