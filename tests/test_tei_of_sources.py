"""TEI carries what the source of the base says: of words, ids, pages, lines and hands. Its text stays the same."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from small_reader import read_small
from tei_reader import ID, TEI, Picked, faults, parsed

import collate
from collate.model.annotations import Annotation, AnnotationName, Annotations
from collate.model.witness import GapReason, Mark, Place, Siglum, Witness

PLAIN = "It was a bright warm day in March, and the clocks were striking"


def base(text: str, *annotations: Annotation, places: tuple[Place, ...] = ()) -> Witness:
    return Witness(Siglum("A"), text, structured=True, annotations=Annotations.of(annotations), places=places)


def body(witness: Witness, other: str, name: str = "tei") -> str:
    document = str(collate.collate({"A": witness, "B": other}).render(name))
    assert faults(document) == []
    return document[document.index("<body>") : document.index("</body>")]


def test_words_of_the_base_have_elements_for_what_its_source_says() -> None:
    source = '<t>a <supplied v="lost">bri</supplied>ght <unclear>cold <del>day</del></unclear></t>'
    assert body(read_small("A", ("a.xml", source)), "a bright cold day") == (
        '<body>\n<p>a <supplied reason="lost">bri</supplied>ght <unclear>cold</unclear> '
        "<del><unclear>day</unclear></del></p>\n"
    )


def test_a_page_and_a_line_of_the_base_begin_where_they_began_even_in_a_word() -> None:
    text = "first\nsecond third"
    places = (
        Place(0, 9, "page", "1r"),
        Place(9, 18, "page", "1v"),
        Place(6, 18, "line", "2"),
        Place(13, 18, "verse", "3"),
    )
    facsimile = Annotation(0, 5, AnnotationName.FACSIMILE, "https://example.org/1r.jpg")
    assert body(base(text, facsimile, places=places), text) == (
        '<body>\n<p><pb n="1r" edRef="#A" facs="https://example.org/1r.jpg"/>first\n'
        '<lb n="2" edRef="#A"/>sec<pb n="1v" edRef="#A" break="no"/>ond '
        '<milestone unit="verse" n="3" edRef="#A"/>third</p>\n'
    )


def test_ids_of_the_base_stay_once_and_never_meet_those_of_the_document() -> None:
    text = "one two, three"
    ids = [(0, 3, "w1"), (4, 7, "app.1"), (7, 8, "p1"), (4, 14, "line"), (9, 14, "w1"), (9, 14, "A"), (9, 14, "1x")]
    annotations = [Annotation(s, e, AnnotationName.ID, name) for s, e, name in ids]
    for name in ("tei", "tei-dep"):
        document = str(collate.collate({"A": base(text, *annotations), "B": "one zwei, three"}).render(name))
        assert faults(document) == []
        found = [e.get(ID) for e in parsed(document).iter() if e.get(ID)]
        assert len(found) == len(set(found))
        own = [
            (etree.QName(e).localname, e.get(ID)) for e in parsed(document).iter(f"{TEI}w", f"{TEI}pc", f"{TEI}anchor")
        ]
        assert [item for item in own if not re.match("from|to", item[1])] == [
            ("w", "w1"),
            ("anchor", "line"),
            ("pc", "p1"),
        ]


def test_hands_of_the_base_are_named_in_the_header() -> None:
    text = "one two three"
    hand = Annotation(4, 7, AnnotationName.HAND, "#C 1")
    document = str(collate.collate({"A": base(text, hand), "B": text}).render("tei"))
    assert faults(document) == []
    assert '<handNote xml:id="hand.C_x20_1">#C 1</handNote>' in document
    assert 'one <seg hand="#hand.C_x20_1">two</seg> three' in document
    whole = Annotation(0, len(text), AnnotationName.HAND, "#C 1")
    assert "seg" not in body(base(text, whole), text)


spans = st.tuples(st.integers(0, 30), st.integers(1, 9))
NAMES = [*AnnotationName]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from(["ab", "c", "-", " ", "\n", "\n\n", "&", "x-\n", "é"]), min_size=1, max_size=14),
    st.lists(st.tuples(spans, st.sampled_from(NAMES), st.sampled_from(["", "a b", "#x", "app.1", '"<'])), max_size=8),
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["page", "line", "column", "verse"])), max_size=4),
    st.sampled_from(["ab c ab", "c", "ab ab c é x"]),
)
def test_the_text_of_both_witnesses_can_be_read_whatever_the_source_says(
    pieces: list[str],
    told: list[tuple[tuple[int, int], AnnotationName, str]],
    breaks: list[tuple[int, str]],
    other: str,
) -> None:
    text = "".join(pieces)
    size = len(text)
    annotations = [Annotation(s, min(s + n, size), name, value) for (s, n), name, value in told if s < size]
    places = tuple(Place(s, size, system, str(k)) for k, (s, system) in enumerate(breaks) if s <= size)
    witness = base(text, *annotations, places=places)
    plain = collate.collate({"A": Witness(Siglum("A"), text, structured=True), "B": other})
    result = collate.collate({"A": witness, "B": other})
    for name in ("tei", "tei-dep"):
        document = str(result.render(name))
        assert faults(document) == []
        if name == "tei":
            root, expected = parsed(document), parsed(str(plain.render(name)))
            assert [Picked(root, s).text for s in "AB"] == [Picked(expected, s).text for s in "AB"]


def test_a_page_that_begins_in_a_gap_is_kept() -> None:
    text = "one [...] two"
    gap = Mark(4, 9, gap=GapReason.ILLEGIBLE)
    witness = Witness(Siglum("A"), text, structured=True, marks=(gap,), places=(Place(4, 13, "page", "2"),))
    for name in ("tei", "tei-dep"):
        assert body(witness, "one lost words two", name).count('<pb n="2" edRef="#A"/>') == 1
