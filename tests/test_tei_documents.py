"""Where the text is in files in TEI of different kinds, and what is told of settings that do not fit a file."""

import pytest
from tei_sources import kept_aside

from collate.files.toml import SettingsTable
from collate.model.witness import Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei


def read(content: str, **settings: object) -> Witness:
    options = ReadOptions("a.xml", Siglum("A"), settings=read_settings([SettingsTable.of(settings, "options")]))
    return read_tei([SourceContent("a.xml", content.encode())], options)[0]


def tei(body: str) -> str:
    return f"<TEI><teiHeader><title>a header</title></teiHeader><text><body>{body}</body></text></TEI>"


ONE = "<text><body><p>one</p></body></text>"
PAGE = "<surface n='1r'><graphic url='x.jpg'/><zone><line>one</line></zone></surface>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<teiCorpus><teiHeader>of all</teiHeader><TEI>{ONE}</TEI><TEI>{ONE}</TEI></teiCorpus>", "one one"),
        (f"<TEI><teiHeader>of all</teiHeader><TEI>{ONE}</TEI><TEI>{ONE}</TEI></TEI>", "one one"),
        (f"<TEI.2><teiHeader>h</teiHeader>{ONE}</TEI.2>", "one"),
        (f"<teiCorpus.2><TEI.2>{ONE}</TEI.2></teiCorpus.2>", "one"),
        (
            "<TEI><text><group><text><body>one</body></text><text><body>two</body></text></group></text></TEI>",
            "one two",
        ),
        (f"<TEI><teiHeader>h</teiHeader><sourceDoc>{PAGE}{PAGE}</sourceDoc></TEI>", "one one"),
        (f"<TEI><sourceDoc>{PAGE}</sourceDoc>{ONE}</TEI>", "one"),
        ("<TEI><sourceDoc><surface><line>only lines</line></surface></sourceDoc></TEI>", "only lines"),
        (f"<TEI><facsimile>{PAGE}</facsimile><text><body/></text></TEI>", "one"),
        (f"<facsimile>{PAGE}</facsimile>", "one"),
        (f"<sourceDoc>{PAGE}</sourceDoc>", "one"),
        (PAGE, "one"),
        (ONE, "one"),
        ("<div><p>one</p></div>", "one"),
    ],
)
def test_the_text_of_each_kind_of_document(content: str, text: str) -> None:
    witness = read(content)
    assert witness.text.split() == text.split()
    assert witness.notices == ()


def test_an_inscription_is_its_edition_with_all_parts_of_the_stone() -> None:
    witness = read(
        tei(
            "<msDesc><p>a stone</p></msDesc><div type='edition' xml:space='preserve'>\n"
            "  <div type='textpart' subtype='face' n='a'><ab>\n   <lb n='1'/>one tw\n   <lb n='2' break='no'/>o</ab></div>"
            "<div type='textpart' n='b'><ab><lb n='1'/>three</ab></div></div>"
            "<div type='translation'><p>uno</p></div><div type='apparatus'><p>or else</p></div>"
        )
    )
    assert witness.text == "one two\n\nthree"
    assert [(p.system, p.value, witness.text[p.start : p.start + 3]) for p in witness.places] == [
        ("face", "a", "one"),
        ("line", "1", "one"),
        ("line", "2", "o\n\n"),
        ("line", "1", "thr"),
    ]
    assert {row.name for row in witness.left_out} == {"teiHeader", "msDesc", "div translation", "div apparatus"}


def test_the_description_of_a_manuscript_is_no_text() -> None:
    witness = read(tei("<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc><p>one</p>"))
    assert (witness.text, kept_aside(witness), witness.notices) == ("one", [], ())


def test_comments_instructions_and_cdata_divide_no_word() -> None:
    body = "<p>on<![CDATA[e]]> t<!-- c -->wo <w>th<?pi x?>re<!-- d -->e</w> сло<?page 3?>во a<![CDATA[ & <b> ]]>c</p>"
    assert read(tei(body)).text == "one two three слово a & <b> c"


def test_names_are_said_of_words() -> None:
    body = (
        "<p><persName ref='#a'>Anna <surname>K</surname></persName> <rs type='person'>she</rs> <placeName>Rom</placeName>"
        " <orgName>the Guild</orgName> <name type='ship'>Ἀργώ</name> <settlement>Köln</settlement></p>"
    )
    witness = read(tei(body))
    assert [(a.value, witness.text[a.start : a.end]) for a in witness.annotations] == [
        ("person", "Anna K"),
        ("person", "she"),
        ("place", "Rom"),
        ("organisation", "the Guild"),
        ("ship", "Ἀργώ"),
        ("place", "Köln"),
    ]


LEVELS = (
    "<p><w><choice><dipl>kongr</dipl><norm>konungr</norm></choice></w> <w><choice><norm>hét</norm></choice></w> "
    "<w><choice><facs>h</facs><norm>ok</norm></choice></w></p>"
)


@pytest.mark.parametrize(
    ("body", "settings", "told"),
    [
        (LEVELS, {"level": "norm"}, []),
        (LEVELS, {"level": "dipl"}, ["a.xml: level dipl is missing in 2 of 3 words; facs or norm is read there"]),
        ("<p>one</p>", {"level": "dipl"}, ["a.xml: level = 'dipl' matches nothing: no word has levels"]),
        ("<p><w><dipl>one</dipl></w></p>", {"level": "dipl"}, []),
        ("<p><pb ed='A'/>one<lb ed='#B'/></p>", {"edition": "A"}, []),
        ("<p><pb ed='A'/>one</p>", {"edition": "#Q"},
         ["a.xml: edition = 'Q' matches nothing: no break is one of it; they are of A"]),
        ("<p><pb/>one</p>", {"edition": "Q"},
         ["a.xml: edition = 'Q' matches nothing: no break is one of it; none names an edition"]),
        ("<p><add hand='#b'>one</add></p>", {"hand": "c"},
         ["a.xml: hand = 'c' is not in this source; the hands that change something are b; the last state is read"]),
        ("<p><app><rdg wit='#A'>x</rdg><rdg wit='#B'>y</rdg></app></p>", {"witness": "Z"},
         ["a.xml: no reading names the witness 'Z'; its witnesses are A, B; the text outside of readings is read"]),
        ("<p>one</p><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='two.xml'><xi:fallback/></xi:include>",
         {}, ["a.xml:1: XInclude is not carried out, no other file is read; put the text of 'two.xml' into this file"]),
    ],
)  # fmt: skip
def test_a_setting_that_does_not_fit_the_file_is_told_once(
    body: str, settings: dict[str, str], told: list[str]
) -> None:
    assert list(read(tei(body), **settings).notices) == told
