"""Words of elements that are left out are counted as a reader would count them, whatever touches in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from page_sources import left_out, options_of
from tei_sources import text_proper
from web_sources import read_page

from collate.reading.options import SourceContent
from collate.reading.tei import read_tei
from collate.reading.tei.elements import BORDERS as TEI
from collate.reading.web.kinds import BORDERS as HTML
from collate.reading.words_apart import words_apart
from collate.reading.xml_source import string_value


@pytest.mark.parametrize(
    ("inner", "apart"),
    [
        ("<lem>ἄνδρα</lem><rdg>ἄνερ</rdg>", "ἄνδρα ἄνερ"),
        ("<choice><sic>teh</sic><corr>the</corr></choice>", "teh the"),
        ("<w>и</w><w>рече</w><pc>,</pc><w>бог</w>", "и рече, бог"),
        ("<title>Saga</title><author>Snorri</author>", "Saga Snorri"),
        ("<p>Ende.</p><p>„Anfang“</p>", "Ende. „Anfang“"),
        ("prin<lb/>ceps ci<lb break='no'/>vis", "prin ceps civis"),
        ("<cell>1</cell><cell>2</cell>", "1 2"),
        ("Siehe <ref>oben</ref>, S. <ref>3</ref>.", "Siehe oben, S. 3."),
        ("l’<name>Ange</name> (<name>dit</name>)", "l’Ange (dit)"),
        ("w<hi>o</hi>r<ex>d</ex>s", "words"),
        ("wo<ptr/>rd", "word"),
        ("wo<!-- x -->rd<?y z?>s", "words"),
        ("<subst><del>a</del><add>o</add></subst>b", "a ob"),
        ("<persName>Karl</persName>s <placeName>Paris</placeName>er <num>4</num>te", "Karls Pariser 4te"),
        ("<name>Karl</name><!-- x --><num>4</num>", "Karl 4"),
        ("A<app><lem>b</lem><rdg>c</rdg></app>d", "Ab cd"),
        ("<persName><name>Karl</name></persName><name>Marx</name>", "Karl Marx"),
    ],
)
def test_touching_elements_of_tei_are_words_of_their_own(inner: str, apart: str) -> None:
    element = etree.fromstring(f"<x>{inner}</x>")
    assert " ".join(words_apart(element, TEI).split()) == apart


@pytest.mark.parametrize(
    ("inner", "apart"),
    [
        ("<li>Inhalt</li><li>Vorwort</li>", "Inhalt Vorwort"),
        ("<a>Accueil</a><a>À propos</a>", "Accueil À propos"),
        ("eins<br/>zwei", "eins zwei"),
        ("<td>一</td><td>二</td>", "一 二"),
        ("<b>W</b>ort", "Wort"),
        ("<a>Karl</a>s <a>Paris</a>er", "Karls Pariser"),
        ("<del>old</del><ins>new</ins>", "old new"),
        ("so<a id='p12'/>on", "soon"),
        ("<title>T</title><meta/><style>p {}</style>", "T p {}"),
    ],
)
def test_touching_elements_of_html_are_words_of_their_own(inner: str, apart: str) -> None:
    element = etree.fromstring(f"<x>{inner}</x>")
    assert " ".join(words_apart(element, HTML).split()) == apart


def test_a_file_in_tei_counts_the_words_that_are_left_out_of_it() -> None:
    content = (
        "<TEI><teiHeader><title>Iliad</title><author>Homer</author></teiHeader><text><body><p>a"
        "<app><lem>b</lem><rdg><w>c</w><w>d</w></rdg></app>"
        "<note><p>one</p><p>two</p></note> end</p></body></text></TEI>"
    )
    (witness,) = read_tei([SourceContent("a.xml", content.encode())], options_of({"notes": "drop"}))
    assert left_out(witness) == {"teiHeader": 2, "rdg of other witnesses": 2, "note": 2}
    assert text_proper(witness) == "ab end"
    assert witness.origins.position(witness.text.index("end")) == (0, 1, content.index("end") + 1)


def test_a_page_of_the_web_counts_the_words_that_are_left_out_of_it() -> None:
    witness = read_page("<nav><a>Home</a><a>About</a></nav><p>text<del><p>un</p><p>deux</p></del> end</p>")
    assert (left_out(witness)["navigation"], left_out(witness)["deleted text"]) == (2, 2)
    assert witness.text.split() == ["text", "end"]


NAMES = st.sampled_from(["p", "hi", "lem", "rdg", "name", "lb", "a", "li", "b"])
TREES = st.recursive(
    st.text(alphabet="aß文’. \n", max_size=4),
    lambda inner: st.builds(lambda name, own: f"<{name}>{''.join(own)}</{name}>", NAMES, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(TREES)
def test_no_character_is_lost_and_none_is_added_but_spaces(tree: str) -> None:
    element = etree.fromstring(f"<x>{tree}</x>")
    for borders in (TEI, HTML):
        assert "".join(words_apart(element, borders).split()) == "".join(string_value(element).split())
