"""ALTO 1 to 4 as OCR programs and eScriptorium write it; and PAGE and ALTO of one page.

More than 300 lines: sources of four versions are written out.
"""

from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_sources import asides, expected, left_out, places, read, read_sample, said, text_proper, words
from trials import tried

from collate.model.witness import Witness
from collate.reading.pages.alto import read_alto
from collate.reading.pages.page import read_page
from collate.text.tokenise import tokenise

TAGS = (
    "MainZone",
    "MarginTextZone",
    "RunningTitleZone",
    "DropCapitalZone",
    "HeadingLine",
    "DefaultLine",
    "DropCapitalLine",
)


def alto(
    *blocks: str, namespace: str = "http://www.loc.gov/standards/alto/ns-v4#", more: str = "", tags: str = ""
) -> str:
    own = f' xmlns="{namespace}"' if namespace else ""
    labels = "".join(f'<OtherTag ID="{name}" LABEL="{name}"/>' for name in TAGS) + tags
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<alto{own}><Description><sourceImageInformation>'
        f"<fileName>f6v.jpg</fileName></sourceImageInformation></Description><Tags>{labels}</Tags>\n"
        f'<Layout>{more}<Page ID="P"><PrintSpace>\n' + "\n".join(blocks) + "\n</PrintSpace></Page></Layout></alto>"
    )


def block(*lines: str, key: str = "", tags: str = "", more: str = "") -> str:
    own = (f' ID="{key}"' if key else "") + (f' TAGREFS="{tags}"' if tags else "") + more
    return f"<TextBlock{own}>\n" + "\n".join(lines) + "\n</TextBlock>"


def line(*strings: str, tags: str = "", more: str = "") -> str:
    own = (f' TAGREFS="{tags}"' if tags else "") + more
    return (
        f"<TextLine{own}>"
        + "".join(s if s.startswith("<") else f'<String CONTENT="{s}"/>' for s in strings)
        + "</TextLine>"
    )


def one(content: str | list[str], **options: object) -> Witness:
    (witness,) = read(read_alto, content, **options)
    return witness


# -- the samples


def test_a_page_of_escriptorium_is_read_as_its_editor_reads_it() -> None:
    (witness,) = read_sample(read_alto, "alto/escriptorium.xml")
    wanted = expected("alto/escriptorium.xml")
    assert words(text_proper(witness)) == words(wanted["text"])
    assert [list(row) for row in asides(witness)] == wanted["roles"]
    assert left_out(witness) == {"RunningTitleZone": 3, "NumberingZone": 1, "Description": 3}
    assert places(witness, "page") == [("125v-126r", "⁊ passion")]
    assert ("1 of MainZone 2", "Loire ⁊enneur") in places(witness, "line")
    assert places(witness, "column") == [("1", "⁊ passion"), ("2", "Loire ⁊enneur")]
    for first, second in wanted["divided"]:
        assert f"{first} {second}" in witness.text


def test_an_old_newspaper_is_read_as_its_editor_reads_it() -> None:
    (witness,) = read_sample(read_alto, "alto/hyphens.xml")
    assert words(text_proper(witness)) == words(expected("alto/hyphens.xml")["text"])
    assert said(witness, "unclear") == [("unclear", "", "Sm1th")]
    assert left_out(witness) == {
        "TopMargin": 3,
        "BottomMargin": 2,
        "hyphens at line ends": 2,
        "Description": 2,
        "ALTERNATIVE": 1,
    }
    assert places(witness, "page") == [("5", "It was")]
    assert ("L2", "ordinary day,") in places(witness, "line")
    assert witness.text.index("extraordinary") + 5 in [p.start for p in witness.places if p.value == "L2"]


def test_abbreviations_of_an_old_newspaper_are_expanded_where_a_setting_says_so() -> None:
    (witness,) = read_sample(read_alto, "alto/hyphens.xml", {"abbreviations": "expanded"})
    assert "known to Mister. Sm1th" in witness.text


def test_a_hyphen_that_only_the_words_of_the_work_explain_is_left_at_its_line_end() -> None:
    """The expected value has `well-known`: the tokeniser decides, who knows the words of all witnesses."""
    (witness,) = read_sample(read_alto, "alto/hyphens.xml", {"hyphens": "lexicon"})
    assert "well\u00ad\nknown to" in witness.text
    assert "an extraordinary day" in witness.text  # the source itself says so


# -- words of a line


@pytest.mark.parametrize(
    "namespace",
    ["", "http://www.loc.gov/standards/alto/ns-v2#", "http://www.loc.gov/standards/alto/ns-v3#", "http://x/alto-4"],
)
def test_the_version_is_of_no_account(namespace: str) -> None:
    assert one(alto(block(line("regnum", "<SP/>", "caelorum")), namespace=namespace)).text == "regnum caelorum"


def test_strings_touch_where_a_file_has_spaces_at_all() -> None:
    assert one(alto(block(line("Dr", ".", "<SP/>", "Ὅμηρος", "·")))).text == "Dr. Ὅμηρος·"


def test_in_a_file_without_spaces_each_string_is_a_word_or_a_mark() -> None:
    content = alto(block(line("(", "siehe", "oben", ")", ",", "das", "Waſ", "⸗"), line("ſer", "ſteht", "!")))
    assert one(content).text == "(siehe oben), das Waſſer ſteht!"


def test_a_string_may_be_a_whole_line() -> None:
    content = alto(block(line("Въ начале бе слово,"), line("и слово бе къ Богу")))
    assert one(content).text == "Въ начале бе слово, и слово бе къ Богу"


@pytest.mark.parametrize(
    ("first", "second", "whole", "text"),
    [
        ("dis", "solve", "dissolve", "to dissolve it"),
        ("druk", "ken.", "drucken", "to drucken. it"),
        ("„Zuk", "ker“", "Zucker", "to „Zucker“ it"),
        ("l’hu", "manité,", "l’humanité,", "to l’humanité, it"),
    ],
)
def test_a_divided_word_is_its_whole_once(first: str, second: str, whole: str, text: str) -> None:
    half = '<String CONTENT="{}" SUBS_TYPE="HypPart{}" SUBS_CONTENT="{}"/>'
    for hyphen in ('<HYP CONTENT="-"/>', ""):
        ends = (
            line("to", "<SP/>", half.format(first, 1, whole), hyphen)
            if hyphen
            else line("to", "<SP/>", half.format(f"{first}-", 1, whole))
        )
        content = alto(block(ends, line(half.format(second, 2, whole), "<SP/>", "it")))
        assert one(content).text == text
        assert one(content, hyphens="keep").text == f"to {first}- {second} it"


def test_a_hyphen_without_another_half_stays() -> None:
    half = '<String CONTENT="extra" SUBS_TYPE="HypPart1" SUBS_CONTENT="extraordinary"/>'
    assert one(alto(block(line(half, '<HYP CONTENT="-"/>')))).text == "extra-"


def test_confidence_style_and_names_are_said_of_words() -> None:
    tags = '<NamedEntityTag ID="N1" TYPE="Person" LABEL="Goethe"/>'
    content = alto(
        block(
            line(
                '<String CONTENT="2" WC="0.74"/>',
                '<String CONTENT="te" STYLE="bold superscript"/>',
                "<SP/>",
                '<String CONTENT="Göthe" WC="0.75" TAGREFS="N1"/>',
            )
        ),
        tags=tags,
    )
    assert said(one(content)) == [("unclear", "", "2"), ("superscript", "", "te"), ("name", "person", "Göthe")]


def test_letters_and_alternatives_are_left_out_and_counted() -> None:
    string = '<String CONTENT="vnd"><Glyph CONTENT="v"><Variant CONTENT="u"/></Glyph><ALTERNATIVE>und oder</ALTERNATIVE></String>'
    witness = one(alto(block(line(string))))
    assert witness.text == "vnd"
    assert left_out(witness) == {"Glyph": 1, "Variant": 1, "Description": 1, "ALTERNATIVE": 2}


# -- order, roles, places


def test_blocks_are_read_along_their_next_ones() -> None:
    blocks = [
        block(line(t), key=t, more=f' IDNEXT="{n}"' if n else "")
        for t, n in (("c", ""), ("a", "b"), ("b", "c"), ("d", ""))
    ]
    assert words(one(alto(*blocks)).text) == ["a", "b", "c", "d"]


def test_a_hyphen_for_the_rest_of_a_word_divides_none() -> None:
    lines = [line("Haupt-"), line("und", "Neben-"), line("sätze", "vagab¬"), line("und")]
    assert " ".join(one(alto(block(*lines))).text.split()) == "Haupt- und Nebensätze vagabund"


def test_a_page_inside_a_page_is_read_once() -> None:
    inner = f'<Page ID="Q"><PrintSpace>{block(line("two"))}</PrintSpace></Page>'
    assert one(alto(block(line("one")), inner)).text.split() == ["one", "two"]


def test_blocks_that_name_each_other_in_a_circle_are_all_read() -> None:
    blocks = [block(line(t), key=t, more=f' IDNEXT="{n}"') for t, n in (("a", "b"), ("b", "a"), ("c", "c"))]
    assert words(one(alto(*blocks)).text) == ["c", "a", "b"]


def test_a_reading_order_of_alto_4_orders_blocks() -> None:
    order = '<ReadingOrder><OrderedGroup ID="o"><ElementRef ID="1" REF="b"/><ElementRef ID="2" REF="a"/></OrderedGroup></ReadingOrder>'
    witness = one(alto(block(line("א"), key="a"), block(line("ב"), key="b"), block(line("ג"), key="c"), more=order))
    assert words(witness.text) == ["ב", "א", "ג"]
    assert witness.notices == ("a.xml:10: the block c stands in no group of the reading order; it is read last",)


def test_zones_and_lines_of_segmonto_are_roles() -> None:
    witness = one(
        alto(
            block(line("ci commence", tags="HeadingLine"), line("la vie", tags="DefaultLine"), tags="MainZone"),
            block(line("nota"), tags="MarginTextZone"),
            block(line("De seint", tags="HeadingLine"), tags="RunningTitleZone"),
        )
    )
    assert text_proper(witness) == "la vie"
    assert asides(witness) == [("paratext", "heading", "ci commence"), ("note", "marginalia", "nota")]
    assert left_out(witness)["RunningTitleZone"] == 2


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("MainZone#2", ""),
        ("MainZone:column#1", ""),
        ("MarginTextZone:note", "note"),
        ("NumberingZone:folio#1", "left out"),
        ("Absatz", ""),
    ],
)
def test_labels_may_have_a_subtype_and_a_number(label: str, role: str) -> None:
    witness = one(alto(block(line("verbum"), tags="X"), tags=f'<OtherTag ID="X" LABEL="{label}"/>'))
    found = [row[0] for row in asides(witness)] or ([""] if witness.text else ["left out"])
    assert found == [role]
    told = ("a.xml:4: no rule knows the type Absatz; its lines are read as text unless roles says otherwise",)
    assert witness.notices == (told if label == "Absatz" else ())


def test_selectors_name_zones_with_and_without_number() -> None:
    content = alto(
        block(line("eins"), tags="X1"),
        block(line("zwei"), tags="X2"),
        tags='<OtherTag ID="X1" LABEL="MainZone#1"/><OtherTag ID="X2" LABEL="MainZone#2"/>',
    )
    assert one(content, roles={"MainZone": "drop"}).text == ""
    assert one(content, roles={"TextBlock[@TAGREFS='X2']": "drop"}).text == "eins"
    assert one(content, roles={"MainZone#2": "drop"}).text == "eins"
    assert one(content, places={"column": "MainZone"}).places[1].value == "1"


def test_drop_capitals_stand_before_the_line_that_they_begin() -> None:
    def box(left: int, top: int, width: int, height: int) -> str:
        return f' HPOS="{left}" VPOS="{top}" WIDTH="{width}" HEIGHT="{height}"'

    lines = [
        line("loire et honnor", tags="DefaultLine", more=box(60, 100, 200, 30)),
        line("G", tags="DropCapitalLine", more=box(10, 95, 45, 70)),
        line("doit estre", tags="DefaultLine", more=box(60, 130, 200, 30)),
        line("a touz", tags="DefaultLine", more=box(10, 170, 250, 30)),
    ]
    assert one(alto(block(*lines, tags="MainZone"))).text == "Gloire et honnor doit estre a touz"
    last = alto(
        block(lines[0], *lines[2:], tags="MainZone"), block(line("G", more=box(10, 95, 45, 70)), tags="DropCapitalZone")
    )
    assert one(last).text == "Gloire et honnor doit estre a touz"


def test_a_page_without_words_is_one_sentence() -> None:
    witness = one([alto(), alto(block(line(""))), alto(block("<TextLine/>"))])
    assert witness.text == ""
    assert witness.notices == (
        "a.xml: this page has no words: is its transcription begun? (the first of 3 such places)",
    )


def test_each_word_leads_to_its_line_and_column() -> None:
    content = alto(
        block(line("unus", "<SP/>", "duo"), "<TextLine>\n  <String\n   ID='s'\n   CONTENT='tres'/></TextLine>")
    )
    witness = one(content)
    assert [witness.position(witness.text.index(w)) for w in ("unus", "duo", "tres")] == [
        (0, 5, 28),
        (0, 5, 57),
        (0, 9, 13),
    ]


def test_in_a_file_whose_comments_look_like_strings_the_line_of_the_element_counts() -> None:
    witness = one(alto(block('<!-- <String CONTENT="x"/> -->', line("unus"))))
    assert witness.position(0) == (0, 6, 1)


# -- PAGE and ALTO of one page

_WORD = st.text("abcdéſσЖא&<'\"", min_size=1, max_size=6)
_LINE = st.lists(_WORD, min_size=1, max_size=4)
_KINDS: tuple[tuple[str, str], ...] = (
    ("paragraph", "MainZone"),
    ("header", "RunningTitleZone"),
    ("marginalia", "MarginTextZone"),
    ("drop-capital", "DropCapitalZone"),
)
_REGION = st.tuples(st.sampled_from(_KINDS), st.lists(st.tuples(_LINE, st.booleans()), min_size=1, max_size=4))


def _page(regions: list[Any]) -> str:
    inner = "".join(
        f'<TextRegion id="r{n}" type="{kind[0]}">'
        + "".join(
            f'<TextLine id="l{n}{k}"><TextEquiv><Unicode>{escape(" ".join(line_words))}{"-" * hyphen}</Unicode></TextEquiv></TextLine>'
            for k, (line_words, hyphen) in enumerate(lines)
        )
        + "</TextRegion>"
        for n, (kind, lines) in enumerate(regions)
    )
    return f'<PcGts xmlns="x"><Page imageFilename="f6v.jpg">{inner}</Page></PcGts>'


def _alto(regions: list[Any]) -> str:
    def strings(line_words: list[str], hyphen: bool) -> str:
        return "<SP/>".join(f"<String CONTENT={quoteattr(w)}/>" for w in line_words) + '<HYP CONTENT="-"/>' * hyphen

    def as_line(key: str, line_words: list[str], hyphen: bool) -> str:
        return f'<TextLine ID="{key}">{strings(line_words, hyphen)}</TextLine>'

    inner = "".join(
        f'<TextBlock ID="r{n}" TAGREFS="{kind[1]}">'
        + "".join(as_line(f"l{n}{k}", *row) for k, row in enumerate(lines))
        + "</TextBlock>"
        for n, (kind, lines) in enumerate(regions)
    )
    return alto(inner)


def _tokens(witness: Witness) -> list[str]:
    (tokens,) = tokenise([witness])
    return [tokens.vocabulary.strings[code] for code in tokens.surface]


@tried(50, hunted=150)
@given(st.lists(_REGION, max_size=4), st.sampled_from(["join", "keep", "lexicon"]))
def test_page_and_alto_of_one_page_give_the_same_tokens(regions: list[Any], hyphens: str) -> None:
    # A hyphen after a word stands in the text of a line in PAGE, and is an element of its own in ALTO, which says more:
    # only there does a mark or a capital after it go on with the word. So such lines have no hyphen here.
    rows = [row for _, lines in regions for row in lines]
    for n, (line_words, hyphen) in enumerate(rows):
        following = rows[n + 1][0][0][0] if n + 1 < len(rows) else "a"
        if hyphen and not (line_words[-1][-1].isalpha() and len(line_words[-1]) > 1 and following in "abcdéſσא"):
            line_words[-1] = "ab" + line_words[-1] + "b"
            if n + 1 < len(rows):
                rows[n + 1][0][0] = "c" + rows[n + 1][0][0]
    of_page, of_alto = one_of(read_page, _page(regions), hyphens), one_of(read_alto, _alto(regions), hyphens)
    assert _tokens(of_page) == _tokens(of_alto)
    assert places(of_page, "line") == places(of_alto, "line")
    assert [row[0] for row in asides(of_page)] == [row[0] for row in asides(of_alto)]


def one_of(reader: Callable[..., Any], content: str, hyphens: str) -> Witness:
    (witness,) = read(reader, content, hyphens=hyphens)
    return witness


def test_letters_behind_an_entity_stand_where_the_file_has_them() -> None:
    line = '<TextLine><String CONTENT="a&amp;b&#x20AC;c"/><SP/><String CONTENT="d=e"/></TextLine>'
    page = f"<alto><Layout><Page><PrintSpace><TextBlock>{line}</TextBlock></PrintSpace></Page></Layout></alto>"
    (witness,) = read(read_alto, page)
    assert witness.text == "a&b€c d=e"
    columns = [witness.position(offset).column for offset in range(9)]
    first, last = page.index("a&amp;") + 1, page.index("d=e") + 1
    assert columns == [first, first + 1, first + 6, first + 7, first + 15, first + 16, last, last + 1, last + 2]


def test_the_type_that_kraken_gives_to_a_block_is_text() -> None:
    block = '<TextBlock TAGREFS="t"><TextLine><String CONTENT="a"/></TextLine></TextBlock>'
    tags = '<Tags><OtherTag ID="t" LABEL="text"/></Tags>'
    (witness,) = read(read_alto, f"<alto>{tags}<Layout><Page><PrintSpace>{block}</PrintSpace></Page></Layout></alto>")
    assert (witness.text, witness.notices) == ("a", ())
