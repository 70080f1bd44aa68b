"""Where text stands in a file in XML: found from the bytes, as a parser finds it."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from collate.model.witness import Siglum
from collate.reading.options import ReadOptions
from collate.reading.text_runs import text_runs
from collate.reading.xml_source import TextPositions, _positions_by_parsing, string_value

OPTIONS = ReadOptions(file="a.xml", siglum=Siglum("A"))
PIECES = ("one", "ä", "𐌰", " ", "\n", "\r\n", "&amp;", "&#233;", ">", "it's", '"', ";")
MARKUP = ("<b/>", '<b n="x"/>', "<b n='it'/>", "<!-- <i> & -->", "<?p > x?>", '<b\n n="2"\n/>', "<b>in</b>")
document = st.lists(st.sampled_from([*PIECES, *MARKUP]), max_size=30).map("".join)


@given(document, st.sampled_from(["", "<?xml version='1.0'?>\n", "<!-- > -->\n <!DOCTYPE a>\n"]))
def test_text_stands_where_the_parser_finds_it(inner: str, before: str) -> None:
    coded = f"{before}<a>{inner}</a>\n".encode()
    text = string_value(etree.fromstring(coded))
    found = text_runs(coded)
    assert found is not None
    assert found[3] == len(text)
    own, parsed = TextPositions(*found[:3]), _positions_by_parsing(coded, OPTIONS)
    visible = [n for n, c in enumerate(text) if not c.isspace()]
    assert [own.point(n) for n in visible] == [parsed.point(n) for n in visible]


def test_what_is_too_rare_is_left_to_the_parser() -> None:
    assert text_runs(b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>') is None
    assert text_runs(b"<a><![CDATA[<b>]]></a>") is None
    assert text_runs(b'<a n="x > y">one</a>') is None
