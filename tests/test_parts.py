"""The columns of a place that has a name, and the entries in them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from placed import PLAIN, A, B, placed

import collate
from collate.apparatus.part import is_in_columns, named_columns
from collate.errors import PlaceError
from collate.model.alignment import GAP, Alignment
from collate.model.place_names import OF_ONE_BOOK, PlaceName, parse_place_name
from collate.model.witness import Place, Siglum, Witness
from collate.pipeline.explaining import explain
from collate.pipeline.places import entries_at, parse_place, tokens_at

RESULT = collate.collate([A, B, PLAIN], language="en")
AT = {
    "verse=Mark 1:3": ["wilderness"],
    "A:verse=Mark 1:3": ["wilderness"],
    "B:verse=Mark 1:1": ["of Jesus"],
    "verse=Mark 1": ["of Jesus", "the prophets", "wilderness"],
    "verse=Mark 1:2-3": ["the prophets", "wilderness"],
    "verse=Mark 1:2-2:1": ["the prophets", "wilderness", "entered", "into"],
    "page=12r": ["of Jesus", "the prophets"],
    "page=12": ["of Jesus", "the prophets", "wilderness", "entered", "into", "thence"],
    "page=2": ["wilderness", "entered", "into", "thence"],
    "B:page=1": ["of Jesus", "the prophets"],
}


@pytest.mark.parametrize("place", AT)
def test_the_entries_at_a_place_with_a_name(place: str) -> None:
    found = entries_at(RESULT.collated, parse_place(place, RESULT.collated))
    named = [entry.lemma.text or entry.readings[0].text for entry in found if entry.lemma]
    assert sorted(named) == sorted(AT[place])


MISTAKES = {
    "verse=Mark 1:9": "verse=Mark 1:9: no witness has this place; verse Mark 1 has verse=Mark 1:1 to verse=Mark 1:3",
    "verse=Mark 2-1": "verse=Mark 2-1: in A, this ends before it begins; exchange the two names",
    "C:verse=Mark 1": "C:verse=Mark 1: C does not have this place; no places are known",
    "B:page=12r": "B:page=12r: B does not have this place; there is page=1 to page=2",
    "vers=Mark 1": "vers=Mark 1: no witness has this place; did you mean verse=Mark 1?",
}


@pytest.mark.parametrize("place", MISTAKES)
def test_a_name_that_no_place_has_is_answered_with_the_nearest(place: str) -> None:
    with pytest.raises(PlaceError) as raised:
        parse_place(place, RESULT.collated)
    assert str(raised.value) == MISTAKES[place]


def test_a_place_where_all_agree_is_explained_by_its_columns() -> None:
    result = collate.collate([A, replace(A, siglum=Siglum("B"))])
    (explanation,) = explain(result.collated, parse_place("verse=Mark 2:1", result.collated))
    assert str(explanation).startswith("agreement: all extant witnesses have the same words here")
    assert [cell.surface for column in explanation.columns for cell in column.cells[:1]] == MARK_2_1
    (whole,) = explain(result.collated, parse_place("verse=Mark", result.collated))
    assert (len(whole.columns), str(whole).splitlines()[-1]) == (31, "   column 30  B  thence")


MARK_2_1 = ["And", "again", "he", "entered", "into", "Capernaum"]


def test_of_a_long_place_where_all_agree_the_rest_is_counted() -> None:
    long = placed("A", {"1": "many words " * 30, "2": "and few"})
    result = collate.collate([long, replace(long, siglum=Siglum("B"))])
    (explanation,) = explain(result.collated, parse_place("verse=1", result.collated))
    assert "   and 20 more columns" in str(explanation).splitlines()


def test_a_name_that_is_repeated_does_not_name_words() -> None:
    text = placed("A", {"1": "one two three four", "2": "five six"}, {"1r": "one", "1v": "two", "2r": "five"})
    twice = replace(text, places=tuple(replace(p, value="1r") if p.value == "2r" else p for p in text.places))
    result = collate.collate([twice, replace(text, siglum=Siglum("B"))])
    with pytest.raises(PlaceError, match="2 stretches have this name"):
        tokens_at(result.collated, parse_place("page=1r", result.collated))


def columns_asked_one_by_one(alignment: Alignment, name: PlaceName) -> list[bool]:
    """Answer for each column, with loops: a slow oracle for `named_columns`."""

    def holds(w: int, column: int, wanted: bool) -> bool:
        i = alignment.table[column, w]
        if i == GAP:
            return False
        start, end = alignment.tokens[w].spans[i]
        return any(
            place.system == name.system and place.start < end and place.end > start
            for place in alignment.tokens[w].witness.places
            if not wanted or place.value == name.value
        )

    witnesses = range(len(alignment.tokens))
    having = [
        w
        for w in witnesses
        if any((p.system, p.value) == (name.system, name.value) for p in alignment.tokens[w].witness.places)
    ]
    asked = having[:1] if name.system in OF_ONE_BOOK else list(witnesses)
    answers: list[bool] = []
    for column in range(len(alignment.table)):
        if any(holds(w, column, False) for w in asked):
            answers.append(any(holds(w, column, True) for w in asked))
        else:
            answers.append(answers[-1] if answers else False)
    return answers if having else [False] * len(answers)


texts = st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij"]), min_size=1, max_size=12).map(" ".join)


@st.composite
def placed_witness(draw: st.DrawFn, siglum: str) -> Witness:
    """Draw a text with verses and pages that begin anywhere, and end where the next of the system begins."""
    text = draw(texts)
    places = []
    for system in ("verse", "page"):
        starts = sorted(draw(st.sets(st.integers(0, len(text) - 1), max_size=4)))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
            places.append(Place(start, end, system, draw(st.sampled_from("123"))))
    return Witness(Siglum(siglum), text, places=tuple(places))


@given(st.tuples(placed_witness("A"), placed_witness("B"), placed_witness("C")), st.sampled_from(["verse", "page"]))
def test_the_columns_of_a_name_are_those_where_a_witness_has_a_word_in_it(
    witnesses: tuple[Witness, ...], system: str
) -> None:
    result = collate.collate(witnesses)
    name = PlaceName(system, "2")
    expected = columns_asked_one_by_one(result.alignment, name)
    found = named_columns(result.alignment, name, range(3))
    columns = found.columns if found else ()
    assert [any(start <= c < stop for start, stop in columns) for c in range(len(expected))] == expected
    for entry in result.entries:
        unit = entry.unit
        here = range(unit.start - 1, unit.start) if unit.is_white_space else range(unit.start, unit.stop)
        assert is_in_columns(entry, columns) == any(expected[c] for c in here if c >= 0)


def test_words_of_a_witness_without_places_are_where_the_word_before_them_is() -> None:
    alignment = collate.align([A, PLAIN])
    name = parse_place_name("verse=Mark 2:1")
    assert name is not None
    found = named_columns(alignment, name, [0, 1])
    assert found is not None
    ((start, stop),) = found.columns
    assert [alignment.tokens[1][i].surface for i in alignment.table[start:stop, 1].tolist() if i != GAP] == [
        "And", "again", "he", "went", "to", "Capernaum",
    ]  # fmt: skip
