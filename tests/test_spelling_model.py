"""What it costs to write some letters for others: the table, the training, and many pairs at once."""

import tomllib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.classify import Certainty, ReadingPair, ReadingSide, Rulebook, WorkEvidence, bare, classify, folded
from collate.classify.correspondences import correspondences
from collate.classify.edit_costs import learn_edits, pair_costs, segment_counts
from collate.classify.edit_model import letter_habits
from collate.files.package_data import DATA, package_text
from collate.model.tokens import Sort

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


# A print of 1605 beside today's spelling.
SPANISH = """
dixo dijo, cauallero caballero, vn un, assi así, essa esa, fuesse fuese, traxo trajo, quando cuando, qual cual, hazia hacía,
dezir decir, vezes veces, cabeça cabeza, lança lanza, oyr oír, muger mujer, baxo bajo, exercicio ejercicio, passar pasar,
boluio volvió, grandissimo grandísimo, tambien también, escriuir escribir, plaça plaza, estraño extraño, quatro cuatro,
nueue nueve, Iuan Juan, dexar dejar, hauer haber, bueluen vuelven, christiano cristiano, philosophia filosofía, reyna reina,
charidad caridad, theologo teólogo, iusticia justicia, cuydado cuidado, ayre aire, oydo oído, cozina cocina, razon razón,
azeyte aceite, coraçon corazón, mesmo mismo, recebir recibir, sancta santa, dozientos doscientos, priessa prisa, yerua hierba,
hombre mujer, dezia dijo, vino fue, grande enorme, tenia hubo, muerte vida, ojos manos, noche tarde, casa venta, rey conde
"""


def work_of(pairs: list[tuple[str, str]]) -> WorkEvidence:
    vocabularies = tuple(Counter(map(bare, side)) for side in zip(*pairs, strict=True))
    return WorkEvidence(Rulebook(), vocabularies, sorted((folded(left), folded(right)) for left, right in pairs))


@pytest.mark.parametrize(("left", "right", "label"), [
    ("dixo", "dijo", "spelling.historical"), ("qual", "cual", "spelling.historical"),
    ("philosophia", "filosofía", "spelling.historical"), ("azeyte", "aceite", "spelling.historical"),
    ("oyr", "oír", "spelling.historical"), ("vino", "fue", "substitution"), ("hombre", "mujer", "substitution"),
])  # fmt: skip
def test_a_print_of_1605_is_judged_although_no_file_knows_its_language(left: str, right: str, label: str) -> None:
    pairs = [(one, other) for one, other in (pair.split() for pair in SPANISH.strip().split(","))]
    evidence = work_of(pairs)
    assert evidence.spells_freely
    sides = [ReadingSide((word,), (Sort.WORD,)) for word in (left, right)]
    variation = classify(ReadingPair(sides[0], sides[1], evidence))
    assert variation.label == label
    if label == "substitution":
        assert variation.certainty is not Certainty.HIGH  # in free spelling two unlike words are often one


def test_an_accent_costs_little_but_not_where_it_moves_with_the_ending() -> None:
    latin = WorkEvidence(Rulebook("xx"), aligned_pairs=[("heroe", "héroe"), ("tambien", "también")])
    assert latin.spelling_cost("heroe", "héroe") < -0.5
    greek = letter_habits(["λόγος", "λογος"])
    assert ("ό", "ο") not in greek.counts
