"""Words that some witnesses omit and the others spell differently: the spelling is told, whatever the base is."""

import pytest

import collate
from collate.apparatus.select import Selection, select
from collate.model.variation import Kind

WORKS = {
    "en": (
        "The ship left at dawn. Nobody liked the colour of the sky there. They saw land.",
        "The ship left at dawn. Nobody liked the color of the sky there. They saw land.",
        "The ship left at dawn. They saw land.",
    ),
    "la": (
        "Rex venit in urbem. Vidit equos reginae uariae ibi stantes. Deinde dormivit.",
        "Rex venit in urbem. Vidit equos reginae variae ibi stantes. Deinde dormivit.",
        "Rex venit in urbem. Deinde dormivit.",
    ),
    "de": (
        "Das Schiff fuhr ab. Niemand mochte die Farbe des grauen Theiles dort. Land kam in Sicht.",
        "Das Schiff fuhr ab. Niemand mochte die Farbe des grauen Teiles dort. Land kam in Sicht.",
        "Das Schiff fuhr ab. Land kam in Sicht.",
    ),
    "ru": (
        "Корабль ушёл. Никто не любил цвета этого неба над морем. Они видели землю.",
        "Корабль ушёл. Никто не любил цвѣта этого неба над морем. Они видели землю.",
        "Корабль ушёл. Они видели землю.",
    ),
}


@pytest.mark.parametrize("language", WORKS)
@pytest.mark.parametrize("base", ["A", "B", "C", "D", "majority", "none"])
@pytest.mark.parametrize("copy_of", [0, 1, 2])
def test_the_spelling_is_told_for_every_base(language: str, base: str, copy_of: int) -> None:
    texts = WORKS[language]
    witnesses = dict(zip("ABCD", (*texts, texts[copy_of] + " Finis"), strict=True))
    entries = collate.collate(witnesses, base=base, language=language).entries
    variations = [v for entry in entries for v in entry.variations]
    assert Kind.SPELLING in {kind for v in variations for kind in (v.kind, *v.also)}
    assert all(v.kind is not Kind.SUBSTITUTION for v in variations)
    assert len(entries) == 2  # the sentence, and Finis


def test_a_filter_shows_the_spelling_inside_an_addition() -> None:
    texts = dict(zip("ABC", WORKS["en"], strict=True))
    result = collate.collate(texts, base="C", language="en")
    shown = select(result.apparatus, Selection(only=("spelling",)))
    assert [r.text for entry in shown.entries for r in entry.readings] == ["Nobody liked the colour of the sky there."]


def test_words_that_differ_much_are_not_compared_word_by_word() -> None:
    texts = {
        "A": "He came. Then they all went home. End.",
        "B": "He came. Now she alone sat here. End.",
        "C": "He came. End.",
    }
    variations = [v for entry in collate.collate(texts, base="C").entries for v in entry.variations]
    assert all(not v.also for v in variations)
