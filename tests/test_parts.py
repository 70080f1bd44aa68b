"""The columns of a place that has a name, and the entries in them."""

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from placed import MARK, PLAIN, A, B, placed
from rendered import text_of
from tei_reader import Picked, faults, parsed
from trials import tried

import collate
from collate.apparatus import Selection, entries_and_echoes
from collate.apparatus.cut import cut_to_part
from collate.apparatus.part import is_in_columns, named_columns
from collate.errors import PlaceError
from collate.model.alignment import GAP, Alignment
from collate.model.place_index import place_index
from collate.model.place_names import OF_ONE_BOOK, PlaceName, parse_place_name
from collate.model.witness import Place, Siglum, Witness
from collate.pipeline.collating import Collated
from collate.pipeline.explaining import explain
from collate.pipeline.parts import limited_to
from collate.pipeline.places import entries_at, parse_place, tokens_at
from collate.pipeline.reports import select_for_format

SCHEMA = json.loads(files("collate").joinpath("data", "apparatus.schema.json").read_text(encoding="utf-8"))

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


witnesses_of_three = st.tuples(placed_witness("A"), placed_witness("B"), placed_witness("C"))


@tried(40, hunted=80)
@given(witnesses_of_three, st.sampled_from(["verse", "page"]))
def test_the_columns_of_a_name_are_those_where_a_witness_has_a_word_in_it(
    witnesses: tuple[Witness, ...], system: str
) -> None:
    result = collate.collate(witnesses)
    name = PlaceName(system, "2")
    expected = columns_asked_one_by_one(result.alignment, name)
    found = named_columns(result.alignment, name, range(3), [place_index(w) for w in witnesses])
    columns = found.columns if found else ()
    assert [any(start <= c < stop for start, stop in columns) for c in range(len(expected))] == expected
    for entry in result.entries:
        unit = entry.unit
        here = expected[unit.start : unit.stop]
        beside = (
            unit.is_white_space and unit.start < len(expected) and expected[unit.start - 1] and expected[unit.start]
        )
        assert is_in_columns(unit, columns) == (beside or any(here))


def test_words_of_a_witness_without_places_are_where_the_word_before_them_is() -> None:
    longer = replace(PLAIN, text=PLAIN.text.replace("to Capernaum", "to Capernaum with them all"))
    alignment = collate.align([A, longer])
    name = parse_place_name("verse=Mark 2:1")
    assert name is not None
    found = named_columns(alignment, name, [0, 1], [place_index(A), place_index(longer)])
    assert found is not None
    ((start, stop),) = found.columns
    assert [alignment.tokens[1][i].surface for i in alignment.table[start:stop, 1].tolist() if i != GAP] == [
        "And", "again", "he", "went", "to", "Capernaum", "with", "them", "all",
    ]  # fmt: skip


def part_of(witnesses: tuple[Witness, ...], system: str, base: str = "A") -> Collated | None:
    """Return the part with the name 2, or None if no witness has it."""
    if not any((place.system, place.value) == (system, "2") for w in witnesses for place in w.places):
        return None
    return limited_to(collate.collate(witnesses, base=base).collated, [f"{system}=2"])


@tried(40, hunted=80)
@given(witnesses_of_three, st.sampled_from(["verse", "page"]), st.sampled_from(["A", "none"]))
def test_entries_of_a_cut_text_have_the_words_of_the_whole(
    witnesses: tuple[Witness, ...], system: str, base: str
) -> None:
    part = part_of(witnesses, system, base)
    if part is None:
        return
    cut, alignment = cut_to_part(part.apparatus, part.alignment)
    texts = {w.siglum: (w.text, c.text) for w, c in zip(part.apparatus.witnesses, cut.witnesses, strict=True)}
    assert [entry.number for entry in cut.entries] == [entry.number for entry in part.apparatus.entries]
    for whole, entry in zip(entries_and_echoes(part.apparatus), entries_and_echoes(cut), strict=True):
        before = [s for reading in (whole.lemma, *whole.readings) if reading for s in reading.support]
        after = [s for reading in (entry.lemma, *entry.readings) if reading for s in reading.support]
        for old, new in zip(before, after, strict=True):
            (a, b), (c, d) = old.spans[0], new.spans[0]
            assert texts[old.siglum][0][a:b] == texts[new.siglum][1][c:d]
    for tokens, own in zip(part.alignment.tokens, alignment.tokens, strict=True):
        words = [token.surface for token in own]
        assert "".join(words) == "".join(own.witness.text.split())
        assert set(words) <= {token.surface for token in tokens}
        for name, offset in (
            (p, token.span[0]) for token in own for p in own.witness.places if p.start <= token.span[0] < p.end
        ):
            assert own.witness.text[offset] in own.witness.text[name.start : name.end]


@tried(25, hunted=40)
@given(witnesses_of_three)
def test_the_texts_of_a_part_can_be_read_back_from_tei(witnesses: tuple[Witness, ...]) -> None:
    part = part_of(witnesses, "verse")
    if part is None:
        return
    shown = select_for_format(part.apparatus, "tei", Selection(typography=True))
    cut, alignment = cut_to_part(shown, part.alignment)
    document = text_of("tei", cut, alignment)
    root = parsed(document)
    for tokens in alignment.tokens:
        read = Picked(root, tokens.witness.siglum).text
        assert read.split() == [token.surface for token in tokens]
    assert faults(document) == []
    assert faults(text_of("tei-dep", cut, alignment)) == []


def test_a_move_is_in_a_part_if_one_of_its_places_is() -> None:
    a = placed("A", {"1": "to the river his father sent", "2": "an only son with one golden cup", "3": "and he went"})
    b = placed("B", {"1": "his father sent", "2": "an only son with one golden cup", "3": "to the river and he went"})
    whole = collate.collate([a, b], language="en").collated
    ((move,), (echo,)) = whole.apparatus.entries, whole.apparatus.echoes
    for place in ("verse=1", "verse=3"):
        part = limited_to(whole, [place]).apparatus
        assert (part.entries, part.echoes) == ((move,), (echo,))
        cut, alignment = cut_to_part(part, whole.alignment)
        assert "to the river" in alignment.tokens[0].witness.text
        assert "to the river" in alignment.tokens[1].witness.text
        assert "golden" not in alignment.tokens[0].witness.text
        assert cut.part is not None
    assert limited_to(whole, ["verse=2"]).apparatus.entries == ()


def test_the_lines_before_each_piece_are_known() -> None:
    part = limited_to(RESULT.collated, ["verse=Mark 1:2", "verse=Mark 10:1"])
    cut, _ = cut_to_part(part.apparatus, part.alignment)
    assert cut.witnesses[0].text == f"{MARK['Mark 1:2']}\n\n{MARK['Mark 10:1']}"
    assert cut.part is not None
    assert cut.part.lines[0] == ((0, 1), (34, 2))


def test_a_whole_work_is_not_cut() -> None:
    assert cut_to_part(RESULT.apparatus, RESULT.alignment) == (RESULT.apparatus, RESULT.alignment)


def test_a_part_in_json_is_valid() -> None:
    part = limited_to(RESULT.collated, ["verse=Mark 1"])
    document = json.loads(text_of("json", part.apparatus, part.alignment))
    jsonschema.validate(document, SCHEMA)
    assert document["part"] == {"places": ["verse=Mark 1"], "entries": 3, "outside": 3}
    assert [entry["n"] for entry in document["entries"]] == [1, 2, 3]
    assert document["entries"][1]["places"] == {"verse": "Mark 1:2", "page": "12r"}


def test_a_result_in_python_is_limited_to_places_and_explains_by_the_numbers_of_the_whole() -> None:
    part = RESULT.at("verse=Mark 1:3")
    (entry,) = part
    assert (entry.number, len(part), len(RESULT)) == (3, 1, 6)
    assert part.apparatus.part is not None
    assert len(part.apparatus.part.outside) == 5
    assert str(part.explain(3)).startswith("#3  Mark 1:3, page 12v")
    assert "wilderness" in str(part.render("latex"))
    assert "gospel" not in str(part.render("latex"))
    assert part.at().entries == RESULT.entries
    with pytest.raises(PlaceError, match="did you mean verse=Mark 1"):
        RESULT.at("verse=Mrak 1")
