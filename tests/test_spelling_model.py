"""What it costs to write some letters for others: the table, the training, and many pairs at once."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.classify import Rulebook, WorkEvidence
from collate.classify.correspondences import correspondences
from collate.classify.edit_costs import learn_edits, pair_costs, segment_counts
from collate.classify.edit_model import letter_habits
from collate.files.package_data import DATA, package_text

LETTERS = "uvijscheaœ"
WORDS = st.text(LETTERS, max_size=9)
PAIRS = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12)


@given(PAIRS, PAIRS)
def test_many_pairs_at_once_cost_what_each_costs_alone(
    taught: list[tuple[str, str]], asked: list[tuple[str, str]]
) -> None:
    habits = letter_habits([word for pair in taught for word in pair])
    for model in (habits.model({}), learn_edits(habits, taught)):
        assert pair_costs(model, asked).tolist() == pytest.approx([model.cost(*pair) for pair in asked])
        swapped = [(right, left) for left, right in asked]
        assert pair_costs(model, swapped).tolist() == pytest.approx(pair_costs(model, asked).tolist())


@given(PAIRS)
def test_a_cut_has_all_letters_in_their_order_and_costs_the_least(pairs: list[tuple[str, str]]) -> None:
    habits = letter_habits([word for pair in pairs for word in pair])
    model = habits.model({})
    for left, right in pairs:
        cut = model.cut(left, right)
        assert "".join(segment for segment, _ in cut) == f"^{left}$"
        assert "".join(segment for _, segment in cut) == f"^{right}$"
        assert all(1 <= max(len(a), len(b)) <= 2 for a, b in cut)


@given(PAIRS)
def test_each_pair_teaches_its_segments_in_both_directions(pairs: list[tuple[str, str]]) -> None:
    habits = letter_habits([word for pair in pairs for word in pair])
    counts = segment_counts(habits.model({}), pairs)
    assert counts == pytest.approx({(right, left): count for (left, right), count in counts.items()})
    assert set(counts) == {
        (a.replace("^", "\x02").replace("$", "\x03"), b.replace("^", "\x02").replace("$", "\x03"))
        for left, right in pairs for one, other in habits.model({}).cut(left, right) for a, b in ((one, other), (other, one))
    }  # fmt: skip


def test_letters_that_are_rare_in_a_large_alphabet_are_no_exception() -> None:
    syllables = [chr(0xAC00 + 7 * k) for k in range(400)]
    pairs = [(f"{a}{b}{c}", f"{a}{c}{c}") for a, b, c in zip(syllables, syllables[1:], syllables[2:], strict=False)]
    model = learn_edits(letter_habits([word for pair in pairs for word in pair]), pairs)
    assert pair_costs(model, pairs[::40]).tolist() == pytest.approx([model.cost(*pair) for pair in pairs[::40]])


def test_every_row_of_the_table_has_two_different_sides_of_two_letters_at_most() -> None:
    tables = tomllib.loads(package_text(DATA / "correspondences.toml"))
    rows = [row for rows in tables.values() for row in rows.split()]
    assert [row for row in rows if row.count("/") != 1 or row.partition("/")[0] == row.partition("/")[2]] == []
    assert [row for row in rows if max(map(len, row.split("/"))) > 2] == []
    assert len(rows) == len(set(rows))
    assert {(right, left) for left, right in correspondences()} == set(correspondences())


OTHER_WORDS = [("houwe", "markt"), ("linde", "strom"), ("garten", "vogel"), ("bruder", "himmel")]


@pytest.mark.parametrize(("free", "settled"), [
    (("chevallier", "chevalier"), ("chevallier", "chevrotin")),
    (("saluz", "saluts"), ("saluz", "salade")),
    (("dixo", "dijo"), ("dixo", "dado")),
    (("cauallero", "caballero"), ("cauallero", "cabecera")),
    (("kärleek", "kärlek"), ("kärleek", "kärnan")),
    (("выѣзжалъ", "выезжал"), ("выѣзжалъ", "выносил")),
])  # fmt: skip
def test_the_table_alone_prefers_the_same_word(free: tuple[str, str], settled: tuple[str, str]) -> None:
    evidence = WorkEvidence(Rulebook("xx"), aligned_pairs=[*OTHER_WORDS, free, settled])
    assert evidence.spelling_cost(*free) < 0 < evidence.spelling_cost(*settled)


def test_the_letters_that_stand_for_one_another_are_named() -> None:
    evidence = WorkEvidence(Rulebook("xx"), aligned_pairs=[("vpon", "upon"), ("phantasie", "fantasie")])
    assert evidence.spelling_cut("vpon", "upon") == (
        ("^", "^"),
        ("v", "u"),
        ("p", "p"),
        ("o", "o"),
        ("n", "n"),
        ("$", "$"),
    )
    assert evidence.spelling_cut("phan", "fan")[1] == ("ph", "f")
