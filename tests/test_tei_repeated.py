"""Elements of TEI that stand for others: copies, and one of two of which only one is read."""

import pytest
from tei_sources import text_proper

from collate.model.witness import Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.tei import read_tei


def read(body: str) -> Witness:
    content = f"<TEI><text><body>{body}</body></text></TEI>"
    return read_tei([SourceContent("a.xml", content.encode())], ReadOptions("a.xml", Siglum("A")))[0]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<l xml:id='r'>so <hi>fare</hi>well</l><l>my love</l><l copyOf='#r'/>", "so farewell my love so farewell"),
        ("<lg xml:id='r'><l>vale</l><l>vale</l></lg><lg copyOf='#r'/>", "vale vale vale vale"),
        ("<l copyOf='#r'/><l xml:id='r'>ἄνθη</l>", "ἄνθη ἄνθη"),
        ("<l xml:id='r'>one</l><l copyOf='#r'>its own words</l>", "one its own words"),
        ("<p>the <seg xml:id='a' exclude='#b'>old</seg> <seg xml:id='b' exclude='#a'>new</seg> text</p>", "the old text"),
        ("<p><seg xml:id='b'>new</seg> <seg exclude='#a #b'>old</seg> text</p>", "new text"),
        ("<p><seg exclude='#gone'>old</seg> text</p>", "old text"),
    ],
)  # fmt: skip
def test_the_text_of_an_element_that_stands_for_another(body: str, text: str) -> None:
    witness = read(body)
    assert text_proper(witness).split() == text.split()
    assert witness.notices == ()


def test_an_excluded_element_is_counted() -> None:
    witness = read("<p xml:id='a'>one</p><p exclude='#a'>two words</p>")
    assert [(row.name, row.words) for row in witness.left_out] == [("p (exclude)", 2)]


@pytest.mark.parametrize(
    "body",
    ["<p copyOf='#gone'/>", "<p xml:id='a'>x<note>n</note></p>\n<p copyOf='#a'/>", "<p xml:id='a' copyOf='#a'/>"],
)
def test_a_copy_that_cannot_be_read_is_told(body: str) -> None:
    line = body.count("\n") + 1
    (told, *_) = read(f"{body}<p>text</p>").notices
    assert told.startswith(f"a.xml:{line}: copyOf='#")


def test_a_copy_is_a_place_of_its_own() -> None:
    places = read("<l n='1' xml:id='r'>one</l><l n='2' copyOf='#r'/>").places
    assert [(p.value, p.start, p.end) for p in places] == [("1", 0, 4), ("2", 4, 7)]
