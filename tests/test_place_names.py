"""Names of places: levels, ranges, what is meant by a wrong one, and the places at an offset."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate.model.place_index import place_finder, place_index
from collate.model.place_names import PlaceName, is_level_of, nearest_names, parse_place_name
from collate.model.witness import Place, Siglum, Witness

PARSED = {
    "verse=Mark 1:3": ("verse", "Mark 1:3"),
    " page = 12r-13v ": ("page", "12r-13v"),
    "verse=Mark  1:3": ("verse", "Mark 1:3"),
    "глава=3": ("глава", "3"),
    "page=tcp:11497:1": ("page", "tcp:11497:1"),
    "verse=a=b": ("verse", "a=b"),
}


@pytest.mark.parametrize("text", PARSED)
def test_a_name_is_a_system_and_a_value(text: str) -> None:
    assert parse_place_name(text) == PlaceName(*PARSED[text])


@pytest.mark.parametrize("text", ["", "verse", "verse=", "=3", "A:verse=3", "#12", "A@3-5", "3=verse", "verse= "])
def test_what_is_no_name_of_a_place(text: str) -> None:
    assert parse_place_name(text) is None


LEVELS = {
    ("Mark 1", "Mark 1:3"): True,
    ("Mark 1", "Mark 1"): True,
    ("Mark 1", "Mark 10:1"): False,
    ("Mark 1", "Mark 12"): False,
    ("Mark", "Mark 12:1"): True,
    ("Mar", "Mark 12:1"): False,
    ("3", "3.1"): True,
    ("3", "3,1"): True,
    ("3", "31"): False,
    ("17", "17v"): True,
    ("17", "17v2"): True,
    ("1", "1 Cor 3:4"): False,
    ("1 Cor", "1 Cor 3:4"): True,
    ("Act 1", "Act 1 Scene 2"): True,
    ("Act 1", "Act 1, Scene 2"): True,
    ("Ruth 1:4", "Ruth 1:4a"): True,
    ("Ruth 1:4a", "Ruth 1:4"): False,
    ("I", "II"): False,
    ("tcp:11497", "tcp:11497:1"): True,
    ("Мк 1", "Мк 1:3"): True,
    ("מרקוס א", "מרקוס א:ג"): True,
    ("", "Mark"): False,
}


@pytest.mark.parametrize(("level", "value"), LEVELS)
def test_a_level_is_a_whole_part_of_a_value(level: str, value: str) -> None:
    assert is_level_of(level, value) is LEVELS[level, value]


def witness(system: str, names: str, length: int = 10) -> Witness:
    """Return a witness with places of ten code points each."""
    values = names.split("|")
    places = [Place(length * k, length * (k + 1), system, value) for k, value in enumerate(values)]
    return Witness(Siglum("A"), "x" * (length * len(values)), places=tuple(places))


GOSPELS = witness("verse", "Mark 1:1|Mark 1:2|Mark 1:3|Mark 2:1|Mark 10:1|Mark 12:1|Luke 1:1|Luke 1:2")
LEAVES = witness("page", "11v|12r|12v|13r|13v|17|17a|18r")
REPEATED = witness("page", "1r|1v|2r|1r|1v|2r")
SPLIT = witness("verse", "Ruth 1:3|Ruth 1:4a|Ruth 1:4b|Ruth 1:5|Ruth 1:6")

NAMED = {
    "a verse": (GOSPELS, "verse=Mark 1:3", [(20, 30)]),
    "a chapter": (GOSPELS, "verse=Mark 1", [(0, 30)]),
    "a level with its separator": (GOSPELS, "verse=Mark 1:", [(0, 30)]),
    "a book": (GOSPELS, "verse=Mark", [(0, 60)]),
    "a range of verses": (GOSPELS, "verse=Mark 1:2-3", [(10, 30)]),
    "a range with a dash and spaces": (GOSPELS, "verse=Mark 1:2 – 3", [(10, 30)]),
    "a range over the end of a chapter": (GOSPELS, "verse=Mark 1:3-2:1", [(20, 40)]),
    "a range of chapters": (GOSPELS, "verse=Mark 1-2", [(0, 40)]),
    "a range from a verse to another book": (GOSPELS, "verse=Mark 12:1-Luke 1:1", [(50, 70)]),
    "a range of books": (GOSPELS, "verse=Mark-Luke", [(0, 80)]),
    "a verse that is not there does not become a chapter": (GOSPELS, "verse=Mark 1:3-10", []),
    "a range that ends before it begins": (GOSPELS, "verse=Mark 2-1", []),
    "a book that is not there": (GOSPELS, "verse=Matthew", []),
    "another system": (GOSPELS, "page=Mark 1", []),
    "a leaf is both of its pages": (LEAVES, "page=12", [(10, 30)]),
    "a range of pages": (LEAVES, "page=12r-13v", [(10, 50)]),
    "both sides of a leaf": (LEAVES, "page=12r-v", [(10, 30)]),
    "a page beside one with a letter": (LEAVES, "page=17", [(50, 60)]),
    "a page with a letter": (LEAVES, "page=17a", [(60, 70)]),
    "a page name that is repeated": (REPEATED, "page=1v", [(10, 20), (40, 50)]),
    "a range of repeated names": (REPEATED, "page=1v-2r", [(10, 30), (40, 60)]),
    "halves of a verse": (SPLIT, "verse=Ruth 1:4", [(10, 30)]),
    "from half a verse on": (SPLIT, "verse=Ruth 1:4b-6", [(20, 50)]),
    "two halves": (SPLIT, "verse=Ruth 1:4a-b", [(10, 30)]),
    "a name with a hyphen is no range": (witness("page", "3-4|5-6|7-8"), "page=5-6", [(10, 20)]),
    "a range of names with hyphens": (witness("page", "3-4|5-6|7-8"), "page=3-4-7-8", [(0, 30)]),
}


@pytest.mark.parametrize("sentence", NAMED)
def test_what_a_name_means(sentence: str) -> None:
    named, text, expected = NAMED[sentence]
    name = parse_place_name(text)
    assert name is not None
    assert place_index(named).spans_named(name) == expected


MEANT = {
    "verse=Mark 1:9": "verse Mark 1 has verse=Mark 1:1 to verse=Mark 1:3",
    "verse=Mark 7:9": "verse Mark has verse=Mark 1:1 to verse=Mark 12:1",
    "verse=mark 1:3": "did you mean verse=Mark 1:3?",
    "verse=Mrak 1:9": "did you mean verse=Mark?",
    "verse=Genesis 1:1": "there is verse=Mark 1:1 to verse=Luke 1:2",
    "chapter=Mark 1": "did you mean verse=Mark 1?",
    "verze=7": "did you mean verse?",
    "verse=Mark 1:2-9": "verse Mark 1 has verse=Mark 1:1 to verse=Mark 1:3",
    "verse=Mark 1:3-Lukas 2": "did you mean verse=Luke?",
}


@pytest.mark.parametrize("text", MEANT)
def test_what_is_said_to_a_name_that_no_place_has(text: str) -> None:
    name = parse_place_name(text)
    assert name is not None
    assert nearest_names(name, {"verse": place_index(GOSPELS).systems["verse"].values}) == MEANT[text]


def test_a_work_without_places_says_so() -> None:
    assert nearest_names(PlaceName("verse", "3"), {}) == "no places are known"


def test_a_place_is_cited_from_the_widest_to_the_narrowest_and_those_of_the_book_last() -> None:
    systems = ["line", "page", "verse", "chapter", "hand"]
    places = tuple(Place(0, 5, system, str(k)) for k, system in enumerate(systems))
    names = place_finder(Witness(Siglum("A"), "hello", places=places))(2)
    assert [system for system, _ in names] == ["chapter", "verse", "hand", "page", "line"]


def test_a_place_begins_with_its_label() -> None:
    numbered = Witness(Siglum("A"), "3 he came", places=(Place(1, 9, "verse", "3", (0, 1)),))
    assert place_finder(numbered)(0) == (("verse", "3"),)


spans = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
placed_texts = st.lists(st.tuples(spans, st.sampled_from("ab"), st.sampled_from(["1", "1:1", "1:2", "2", "2a", "2:1", "1 C"])), max_size=8).map(
    lambda rows: Witness(Siglum("A"), "x" * 20, places=tuple(Place(*span, system, value) for span, system, value in rows))
)  # fmt: skip


@settings(deadline=None)
@given(placed_texts)
def test_the_place_at_an_offset_is_the_one_that_began_last(text: Witness) -> None:
    """The slow oracle asks every place, the last one that begins first."""
    for offset, names in enumerate(place_index(text).names_at(np.arange(20))):
        for system in "ab":
            of_system = sorted((p for p in text.places if p.system == system), key=lambda place: place.start)
            around = [place.value for place in of_system if place.start <= offset < place.end]
            assert [value for s, value in names if s == system] == around[-1:]


@settings(deadline=None)
@given(placed_texts, st.sampled_from(["1", "1:1", "2", "2a", "1 C"]))
def test_what_a_level_means_is_what_the_places_below_it_cover(text: Witness, level: str) -> None:
    """The slow oracle reads levels as lists, and asks for every code point whether a place covers it."""
    values = {place.value for place in text.places if place.system == "a"}

    def is_meant(value: str) -> bool:
        numbered = value == "2a" and level == "2" and "2" not in values
        return value == level or numbered or value.split(":")[: level.count(":") + 1] == level.split(":")

    found = place_index(text).spans_named(PlaceName("a", level))
    covered = {offset for start, end in found for offset in range(start, end)}
    meant = [place for place in text.places if place.system == "a" and is_meant(place.value)]
    assert covered == {offset for place in meant for offset in range(place.start, place.end)}
    assert all(a[1] < b[0] for a, b in pairwise(found))


@pytest.mark.parametrize(
    "value", ["-" * 50_000, "1-" * 50_000, "a" + " " * 200_000 + "b", "9" * 200_000, "1a" * 50_000]
)
def test_a_name_that_makes_work_is_refused_in_time(value: str) -> None:
    name = parse_place_name(f"verse={value}")
    assert name is not None
    assert place_index(GOSPELS).spans_named(name) == []
    assert nearest_names(name, {"verse": place_index(GOSPELS).systems["verse"].values})
