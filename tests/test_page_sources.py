"""PAGE as Transkribus, OCR-D and eScriptorium write it: reading order, tags, states, roles, places.

More than 300 lines: a builder of pages, and what each program writes in its own way.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_sources import asides, expected, gaps, left_out, places, read, read_sample, said, text_proper, words
from stranger import Called
from trials import tried

from collate.errors import ReadError
from collate.model.witness import Siglum, Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pages.custom_tags import parse_custom, spans_of
from collate.reading.pages.page import read_page

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/{}"


def page(*regions: str, order: str = "", year: str = "2013-07-15", image: str = "f006v.jpg") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<PcGts xmlns="{NAMESPACE.format(year)}">\n'
        f"<Metadata><Creator>c</Creator></Metadata>\n"
        f'<Page imageFilename="{image}" imageWidth="1" imageHeight="1">{order}\n'
        + "\n".join(regions)
        + "\n</Page></PcGts>"
    )


def region(*lines: str, key: str = "r", kind: str = "", custom: str = "", more: str = "") -> str:
    own = f' type="{kind}"' if kind else ""
    tags = f' custom="{custom}"' if custom else ""
    return f'<TextRegion id="{key}"{own}{tags}>\n' + "\n".join(lines) + f"\n{more}</TextRegion>"


def line(text: str, custom: str = "", key: str = "", more: str = "") -> str:
    own = f' id="{key}"' if key else ""
    tags = f' custom="{custom}"' if custom else ""
    return f"<TextLine{own}{tags}>{more}<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"


def one(content: str | list[str], **options: object) -> Witness:
    (witness,) = read(read_page, content, **options)
    return witness


# -- the samples


def test_a_page_of_transkribus_is_read_as_its_editor_reads_it() -> None:
    (witness,) = read_sample(read_page, "page/transkribus.xml")
    wanted = expected("page/transkribus.xml")
    assert words(text_proper(witness)) == words(wanted["text"])
    assert asides(witness) == [("paratext", "marginalia", "Nota bene")]
    assert gaps(witness) == [("[...]", "illegible")]
    assert said(witness, "unclear", "supplied") == [("supplied", "faded", "Herrn"), ("unclear", "", "pore")]
    assert left_out(witness)["header"] == 2
    assert places(witness, "page") == [("0012_f006v.jpg", "S. k.")]
    assert ("l4", "lauchtigsten main") in places(witness, "line")


def test_the_first_hand_of_a_page_has_the_deleted_word() -> None:
    last, first = read_sample(read_page, "page/transkribus.xml", {"hand": "all"})
    assert (last.siglum, last.derived_from) == ("P", None)
    assert (first.siglum, first.derived_from) == ("P*", "P")
    assert words(text_proper(first)) == words(expected("page/transkribus.xml")["hands"]["P*"])
    assert words(text_proper(last)) == words(expected("page/transkribus.xml")["text"])


@pytest.mark.parametrize("variant", expected("page/transkribus.xml")["variants"], ids=str)
def test_other_settings_change_only_the_words_they_speak_of(variant: dict[str, Any]) -> None:
    (witness,) = read_sample(read_page, "page/transkribus.xml", variant["options"])
    wanted = expected("page/transkribus.xml")["text"]
    for old, new in variant["changes"]:
        wanted = wanted.replace(old, new)
    assert words(text_proper(witness)) == words(wanted)


def test_a_page_of_ocrd_is_read_as_its_editor_reads_it() -> None:
    (witness,) = read_sample(read_page, "page/ocrd.xml")
    assert words(text_proper(witness)) == words(expected("page/ocrd.xml")["text"])
    # The half with little confidence makes its word unclear.
    assert said(witness) == [("unclear", "", "Monats")]
    assert left_out(witness)["page-number"] == 1
    assert left_out(witness)["catch-word"] == 1
    assert witness.notices == (
        "ocrd.xml:12: the region r5 (catch-word) stands in no group of the reading order; it is read last",
    )


# -- reading order


def test_groups_inside_groups_are_read_by_their_numbers() -> None:
    order = (
        '<ReadingOrder><OrderedGroup id="o"><UnorderedGroupIndexed index="1" id="u"><RegionRef regionRef="d"/>'
        '<RegionRef regionRef="c"/></UnorderedGroupIndexed><OrderedGroupIndexed index="0" id="p">'
        '<RegionRefIndexed index="10" regionRef="b"/><RegionRefIndexed index="9" regionRef="a"/>'
        "</OrderedGroupIndexed></OrderedGroup></ReadingOrder>"
    )
    regions = [region(line(name), key=name) for name in "dcba"]
    assert words(one(page(*regions, order=order)).text) == ["a", "b", "d", "c"]


def test_a_region_in_no_group_is_read_last_and_told() -> None:
    order = (
        '<ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="0" regionRef="b"/></OrderedGroup></ReadingOrder>'
    )
    witness = one(page(region(line("verba"), key="a"), region(line("prima"), key="b"), order=order))
    assert words(witness.text) == ["prima", "verba"]
    assert (
        "a.xml:5: the region a (TextRegion) stands in no group of the reading order; it is read last" in witness.notices
    )


def test_a_region_inside_of_another_follows_it() -> None:
    inner = region(line("intus"), key="i")
    order = (
        '<ReadingOrder><OrderedGroup id="o"><RegionRefIndexed index="1" regionRef="z"/>'
        '<RegionRefIndexed index="0" regionRef="a"/></OrderedGroup></ReadingOrder>'
    )
    witness = one(page(region(line("finis"), key="z"), region(line("foris"), key="a", more=inner), order=order))
    assert words(witness.text) == ["foris", "intus", "finis"]
    assert witness.notices == ()


def test_without_a_reading_order_regions_are_read_by_their_tags() -> None:
    regions = [region(line(t), key=t, custom=f"readingOrder {{index:{n};}}") for t, n in (("zwei", 1), ("eins", 0))]
    assert words(one(page(*regions)).text) == ["eins", "zwei"]


def test_lines_are_read_by_their_tags_and_else_in_their_order() -> None:
    tagged = [line("secunda", "readingOrder {index:11;}"), line("prima", "readingOrder {index:2;}")]
    assert words(one(page(region(*tagged))).text) == ["prima", "secunda"]
    assert words(one(page(region(line("α"), line("β")))).text) == ["α", "β"]


def test_cells_of_a_table_are_read_row_by_row() -> None:
    cells = [
        f'<TextRegion id="c{r}{c}"><Roles><TableCellRole rowIndex="{r}" columnIndex="{c}"/></Roles>{line(t)}</TextRegion>'
        for r, c, t in ((1, 1, "d"), (0, 1, "b"), (1, 0, "c"), (0, 0, "a"))
    ]
    assert one(page(f'<TableRegion id="t">{"".join(cells)}</TableRegion>')).text == "a b\nc d"


# -- what is the text


def test_a_line_without_a_text_is_read_from_its_words_and_these_from_their_letters() -> None:
    glyphs = "".join(f"<Glyph><TextEquiv><Unicode>{c}</Unicode></TextEquiv></Glyph>" for c in "ſo")
    marks = [f"<Word><TextEquiv><Unicode>{t}</Unicode></TextEquiv></Word>" for t in ("es", "war", ",", "(")]
    content = page(region(f"<TextLine>{''.join(marks)}<Word>{glyphs}</Word></TextLine>"))
    assert one(content).text == "es war, (ſo"


def test_the_reading_with_the_lowest_number_is_read() -> None:
    readings = "".join(
        f'<TextEquiv index="{n}"><Unicode>{t}</Unicode></TextEquiv>' for n, t in ((2, "c"), (0, "a"), (1, "b"))
    )
    witness = one(page(region(f"<TextLine>{readings}</TextLine>")))
    assert witness.text == "a"
    assert left_out(witness) == {"Metadata": 1, "other TextEquiv": 2}


def test_the_text_of_a_region_is_never_read_and_is_told_if_it_has_no_lines() -> None:
    own = "<TextEquiv><Unicode>vieux&#13;\ntexte</Unicode></TextEquiv>"
    witness = one(page(region(line("neuf"), more=own)))
    assert (witness.text, left_out(witness)["TextEquiv of regions"], witness.notices) == ("neuf", 2, ())
    witness = one(page(region(key="r1", more=own)))
    assert witness.text == ""
    assert witness.notices == (
        "a.xml:5: the region r1 has a text but no lines; a text is read from lines, so it is left out",
        "a.xml: this page has no words: is its transcription begun?",
    )


def test_many_pages_without_words_are_one_sentence() -> None:
    witness = one([page(), page(region(line(""))), page(region(line(" \n ")))])
    assert (witness.text, len(witness.sources)) == ("", 3)
    assert witness.notices == (
        "a.xml: this page has no words: is its transcription begun? (the first of 3 such places)",
    )


def test_a_line_feed_inside_a_line_is_a_space() -> None:
    assert one(page(region(line("erste&#13;\n  Hälfte"), line("zweite")))).text == "erste Hälfte zweite"


@pytest.mark.parametrize("year", ["2010-03-19", "2013-07-15", "2017-07-15", "2019-07-15"])
def test_the_year_of_the_namespace_is_of_no_account(year: str) -> None:
    assert one(page(region(line("dominus"), line("dixit")), year=year)).text == "dominus dixit"


def test_a_prefix_of_the_namespace_or_none_is_of_no_account() -> None:
    plain = page(region(line("וידבר", key="l1"), kind="paragraph"))
    bare = plain.replace(f' xmlns="{NAMESPACE.format("2013-07-15")}"', "")
    prefixed = plain.replace("</", "</pc:").replace("<", "<pc:").replace("<pc:/", "</").replace("<pc:?", "<?")
    prefixed = prefixed.replace("xmlns=", "xmlns:pc=")
    assert one(plain).text == one(bare).text == one(prefixed).text == "וידבר"


def test_text_that_no_rule_knows_is_left_out_by_name_and_told() -> None:
    witness = one(page(region(line("verbum"), more="<Marginale>ignotum hic</Marginale>")))
    assert left_out(witness)["Marginale"] == 2
    assert [row.known for row in witness.left_out if row.name == "Marginale"] == [False]
    assert "a.xml:7: no rule knows the element Marginale; its text is left out" in witness.notices


# -- tags


def test_three_abbreviations_side_by_side_are_expanded() -> None:
    tags = "".join(
        f"abbrev {{offset:{o}; length:2; expansion:{x};}} " for o, x in ((0, "Домини"), (2, "ноши"), (4, "а"))
    )
    assert one(page(region(line("Д.н.а. 1", tags)))).text == "Домининошиа 1"


def test_tags_inside_and_across_others() -> None:
    text = "Hr. v. Goethe schrieb"
    tags = (
        "person {offset:0; length:13;} abbrev {offset:0; length:3; expansion:Herr;} "
        "abbrev {offset:4; length:2; expansion:von;} place {offset:7; length:14;} unclear {offset:5; length:4;}"
    )
    witness = one(page(region(line(text, tags))))
    assert witness.text == "Herr von Goethe schrieb"
    assert said(witness, "name") == [
        ("name", "person", "Herr von Goethe"),
        ("name", "place", "Goethe"),
        ("name", "place", "schrieb"),
    ]
    assert said(witness, "expansion") == [("expansion", "Hr.", "Herr"), ("expansion", "v.", "von")]


def test_an_outer_tag_that_replaces_its_words_has_no_inner_ones() -> None:
    tags = "sic {offset:0; length:6; correction:Anno Domini;} abbrev {offset:4; length:2; expansion:Domini;}"
    assert one(page(region(line("Ano D. 1412", tags)))).text == "Ano Domini 1412"
    assert one(page(region(line("Ano D. 1412", tags))), errors="corrected").text == "Anno Domini 1412"


@pytest.mark.parametrize(
    ("text", "offset", "sign"),
    [
        ("in principio", 2, "in[…] principio"),
        ("in  principio", 3, "in [...] principio"),
        ("ἐν ἀρχῇ", 7, "ἐν ἀρχῇ[…]"),
        ("", 0, ""),
    ],
)
def test_a_gap_of_no_length_is_a_sign(text: str, offset: int, sign: str) -> None:
    witness = one(page(region(line(text, f"gap {{offset:{offset}; length:0;}}"))))
    assert witness.text == sign


def test_a_gap_over_dots_takes_their_place_and_one_over_words_leaves_them() -> None:
    assert gaps(one(page(region(line("am … Tag", "gap {offset:3; length:1;}"))))) == [("[...]", "illegible")]
    assert one(page(region(line("am 3. Tag", "gap {offset:3; length:2;}")))).text == "am 3. Tag"


def test_letters_that_are_dropped_leave_the_sign_of_a_gap() -> None:
    tags = "unclear {offset:3; length:2;} supplied {offset:6; length:5; reason:hole;}"
    content = page(region(line("kaiser gnade", tags.replace("offset:6; length:5", "offset:7; length:5"))))
    assert one(content).text == "kaiser gnade"
    assert gaps(one(content, unclear="drop")) == [("[..]", "illegible")]
    assert one(content, unclear="drop", supplied="drop").text == "kai[..]r [...]"


def test_a_tag_over_a_line_end_is_one() -> None:
    lines = [
        line("wir Frid-", "person {offset:4; length:5; continued:true;}"),
        line("rich III.", "person {offset:0; length:9; continued:true;}"),
    ]
    assert said(one(page(region(*lines)))) == [("name", "person", "Fridrich III.")]
    lines = [
        line("der kais.", "abbrev {offset:4; length:5; expansion:kaiserlich königlichen; continued:true;}"),
        line("kgl. Majestät", "abbrev {offset:0; length:4; expansion:kaiserlich königlichen; continued:true;}"),
    ]
    assert one(page(region(*lines))).text == "der kaiserlich königlichen Majestät"


def test_a_tag_beyond_its_line_is_told() -> None:
    witness = one(page(region(line("breve", "unclear {offset:3; length:9;} sic {offset:7; length:1;}"))))
    assert said(witness) == [("unclear", "", "ve")]
    assert witness.notices == (
        "a.xml:6: the tag unclear ends beyond its line of 5 characters; it is cut there",
        "a.xml:6: the tag sic ends beyond its line of 5 characters; it is passed over",
    )


def test_offsets_that_count_as_utf16_does() -> None:
    text = "𝔄𝔟𝔠 wort ende"  # the first word has 3 code points, and 6 units
    witness = one(page(region(line(text, "unclear {offset:7; length:4;} place {offset:12; length:4;}"))))
    assert said(witness) == [("unclear", "", "wort"), ("name", "place", "ende")]
    assert witness.notices == ()


def test_a_tag_without_numbers_or_without_a_rule_is_told() -> None:
    tags = "unclear {offset:x; length:2;} Streichung {offset:0; length:3;} дата {offset:0; length:3;}"
    witness = one(page(region(line("der Tag", tags))))
    assert witness.text == "der Tag"
    assert witness.notices == (
        "a.xml:6: the tag unclear has no offset and length that are numbers; it is passed over",
        "a.xml:6: no rule knows the tag Streichung; its words are read, and the tag is not",
        "a.xml:6: no rule knows the tag дата; its words are read, and the tag is not",
    )


def test_values_of_tags_may_be_escaped() -> None:
    (tag,) = parse_custom("abbrev {offset:0; length:1; expansion:a\\u003bb\\u0020c;}")
    assert tag.attributes["expansion"] == "a;b c"


def test_styles_are_deletions_and_letters_above_the_line() -> None:
    tags = "textStyle {offset:4; length:5; strikethrough:true;} textStyle {offset:13; length:2; superscript:true;}"
    content = page(region(line("das graue gar 2te Haus", tags.replace("13", "15"))))
    witness = one(content)
    assert witness.text == "das gar 2te Haus"
    assert left_out(witness)["deleted"] == 1
    assert said(witness, "superscript") == [("superscript", "", "te")]
    assert one(content, hand="first").text == "das graue gar 2te Haus"


def test_without_alterations_there_is_one_state() -> None:
    assert [w.siglum for w in read(read_page, page(region(line("idem"))), hand="all")] == ["P"]


# -- line ends and drop capitals


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Auf-", "klärung", "Aufklärung"),
        ("Auf¬", "Klärung", "AufKlärung"),
        ("ſchrei⸗", "ben.", "ſchreiben."),
        ("liber=", "tas", "libertas"),
        ("βασι-", "λεύς", "βασιλεύς"),
        ("Госу-", "дарь", "Государь"),
        ("GLO-", "RIA", "GLORIA"),
        ("Schleswig-", "Holstein", "Schleswig- Holstein"),
        ("1914-", "1918", "1914- 1918"),
        ("sagte -", "und ging", "sagte - und ging"),
        ("wo-  ", "hin", "wohin"),
    ],
)
def test_a_hyphen_at_a_line_end_joins(first: str, second: str, text: str) -> None:
    assert one(page(region(line(first), line(second)))).text == text


def test_hyphens_are_kept_or_left_to_the_words_of_the_work() -> None:
    content = page(region(line("Auf-"), line("klärung")))
    assert one(content, hyphens="keep").text == "Auf- klärung"
    assert one(content, hyphens="keep", lines="keep").text == "Auf-\nklärung"
    assert one(content, hyphens="lexicon").text == "Auf-\nklärung"


def test_a_word_goes_on_over_the_end_of_a_page_and_what_stands_there() -> None:
    first = page(
        region(line("die Auf-")), region(line("* eine Note"), kind="footnote"), region(line("12"), kind="page-number")
    )
    second = page(region(line("Berlin"), kind="header"), region(line("klärung ist")), image="f007r.jpg")
    witness = one([first, second])
    assert text_proper(witness) == "die Aufklärung ist"
    assert asides(witness) == [("note", "footnote", "* eine Note")]
    assert places(witness, "page") == [("f006v", "die Auf"), ("f007r", "klärung *")]
    assert witness.position(witness.text.index("klärung")) == (1, 9, 31)


@pytest.mark.parametrize(
    ("capital", "rest", "text"),
    [("I", "n principio", "In principio"), ("Ἐ", "ν ἀρχῇ", "Ἐν ἀρχῇ"), ("In", "principio", "Inprincipio")],
)
def test_a_drop_capital_begins_the_next_line(capital: str, rest: str, text: str) -> None:
    assert one(page(region(line(capital), kind="drop-capital"), region(line(rest)))).text == text


def test_a_drop_capital_begins_the_line_beside_it() -> None:
    def at(text: str, left: int, top: int, width: int, height: int, kind: str = "") -> str:
        corners = f"{left},{top} {left + width},{top} {left + width},{top + height} {left},{top + height}"
        return line(text, f"structure {{type:{kind};}}" if kind else "", more=f'<Coords points="{corners}"/>')

    column = region(
        at("prior finis", 0, 0, 100, 9),
        at("loria tibi", 30, 10, 70, 9),
        at("domine", 30, 20, 70, 9),
        at("et laus", 0, 40, 100, 9),
        key="a",
    )
    other = region(at("alia columna", 200, 10, 100, 9), key="b")
    witness = one(page(column, other, region(at("G", 0, 10, 28, 28, "drop-capital"), key="c")))
    assert witness.text == "prior finis Gloria tibi domine et laus\nalia columna"


# -- roles


REGIONS = page(
    region(line("12"), kind="page-number"),
    region(line("Kapitel"), kind="heading"),
    region(line("Text"), kind="paragraph"),
    region(line("am Rand"), kind="marginalia"),
    region(line("1 Note"), kind="footnote"),
    region(line("Eigen"), custom="structure {type:Anrede;}"),
)


def test_the_types_of_regions_are_roles() -> None:
    witness = one(REGIONS)
    assert text_proper(witness) == "Text Eigen"
    assert asides(witness) == [
        ("paratext", "heading", "Kapitel"),
        ("note", "marginalia", "am Rand"),
        ("note", "footnote", "1 Note"),
    ]
    assert left_out(witness) == {"page-number": 1, "Metadata": 1}
    assert (
        "no rule knows the type Anrede; its lines are read as text unless roles says otherwise" in witness.notices[-1]
    )


def test_settings_say_what_becomes_of_types() -> None:
    witness = one(REGIONS, furniture="paratext", notes="drop", headings="keep", roles={"Anrede": "gloss"})
    assert text_proper(witness) == "Kapitel Text"
    assert asides(witness) == [("paratext", "page-number", "12"), ("gloss", "Anrede", "Eigen")]
    assert left_out(witness) == {"marginalia": 2, "footnote": 2, "Metadata": 1}


@pytest.mark.parametrize(
    "selector", ["Anrede", ".Anrede", "TextRegion[@custom='structure*']", "Page/Anrede", "Anrede/TextLine"]
)
def test_a_selector_names_a_type_a_class_an_attribute_or_what_is_around(selector: str) -> None:
    assert text_proper(one(REGIONS, roles={selector: "drop"})) == "Text"


def test_a_selector_that_matches_nothing_is_told() -> None:
    notices = one(REGIONS, roles={"fw": "drop"}, dropped=["lb"], places={"verse": "milestone/@n"}).notices
    assert any("dropped: “lb” matches nothing" in n for n in notices)
    assert any("roles: “fw” matches nothing" in n for n in notices)
    assert any("places: verse = “milestone/@n” names no place" in n for n in notices)


def test_only_the_body_is_text_where_a_setting_names_it() -> None:
    assert one(REGIONS, body="paragraph").text == "Text"


# -- places


def test_places_are_named_by_image_and_line() -> None:
    content = page(region(line("a", key="r1l1"), line("b", key="line_1545224584385_12")))
    assert places(one(content), "page") == [("f006v", "a b")]
    assert places(one(content), "line") == [("r1l1", "a"), ("2", "b")]
    stated = {"page": "imageFilename", "line": "TextLine/@id", "place": "{page}, {line}"}
    assert places(one(content, places=stated), "place") == [
        ("f006v.jpg, r1l1", "a"),
        ("f006v.jpg, line_1545224584385_12", "b"),
    ]


def test_the_image_is_known_for_every_word_of_a_page() -> None:
    witness = one([page(region(line("a")), image="1.jpg"), page(region(line("b")), image="2.jpg")])
    assert said(witness, "facsimile") == [("facsimile", "1.jpg", "a"), ("facsimile", "2.jpg", "b")]


def test_blank_text_between_elements_moves_no_position() -> None:
    rest = "<TextEquiv><Unicode>{}</Unicode></TextEquiv>"
    lines = [line("unus", more="\n\n  <Coords/>\n  "), line("&#32;duo", more="\n\t"), line("\n  tres", key="x")]
    file = page(region(*lines, more=rest.format("regio")), region(line("quattuor")))
    witness = one(file)
    rows = file.split("\n")
    for word in ("unus", "duo", "tres", "quattuor"):
        _, row, column = witness.position(witness.text.index(word))
        assert rows[row - 1][column - 1 :].startswith(word), word
    assert next(n for n, row in enumerate(rows, 1) if "regio" in row) in [found.line for found in witness.left_out]


def test_each_word_leads_to_its_line_and_column() -> None:
    witness = one(page(region(line("unus &amp; duo"), line("tres"))))
    assert [witness.position(witness.text.index(w)) for w in ("unus", "duo", "tres")] == [
        (0, 6, 31),
        (0, 6, 42),
        (0, 7, 31),
    ]


def test_a_command_takes_the_hands_of_a_page(tmp_path: Path, called: Called) -> None:
    struck = "textStyle {offset:0; length:3; strikethrough:true;}"
    file = tmp_path / "p.xml"
    file.write_text(page(region(line("non nos", struck))), encoding="utf-8")
    code, out, err = called("diff", str(file), "--hand", "all")
    assert (code, err) == (1, "")
    assert "[-non -]nos" in out


# -- broken files


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<PcGts",
        "<PcGts><Page></PcGts>",
        '<!DOCTYPE p SYSTEM "x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">]><PcGts>&e;</PcGts>',
    ],
)
def test_a_broken_file_is_one_sentence(content: str) -> None:
    with pytest.raises(ReadError, match=r"^a\.xml"):
        read(read_page, content)


# -- properties

_TEXT = st.text("aäſ-¬ .é𝅗\u0304", max_size=12)
_TAG = st.tuples(
    st.sampled_from(["abbrev", "sic", "gap", "unclear", "supplied", "add", "person", "place", "blackening", "deleted"]),
    st.integers(-1, 14),
    st.integers(0, 9),
    st.sampled_from(["", " expansion:Herr Doktor;", " correction:x;", " continued:true;"]),
)
_LINE = st.tuples(_TEXT, st.lists(_TAG, max_size=4))
_TYPES = st.sampled_from(
    ["", "paragraph", "heading", "footnote", "page-number", "drop-capital", "marginalia", "Anrede"]
)


@tried(50, hunted=150)
@given(
    st.lists(st.lists(st.tuples(_TYPES, st.lists(_LINE, max_size=3)), max_size=3), min_size=1, max_size=3), st.data()
)
def test_whatever_the_tags_no_character_is_lost(pages: list[Any], data: st.DataObject) -> None:
    """The reader itself checks that what was read and left out is the whole file; reading twice gives the same."""
    contents = [
        page(
            *(
                region(
                    *(
                        line(t, "".join(f"{n} {{offset:{o}; length:{k};{v}}} " for n, o, k, v in tags))
                        for t, tags in lines
                    ),
                    kind=kind,
                )
                for kind, lines in regions
            )
        )
        for regions in pages
    ]
    options: dict[str, object] = {
        "hand": data.draw(st.sampled_from(["first", "last", "all"])),
        "errors": data.draw(st.sampled_from(["written", "corrected"])),
        "abbreviations": data.draw(st.sampled_from(["written", "expanded"])),
        "unclear": data.draw(st.sampled_from(["keep", "drop"])),
        "hyphens": data.draw(st.sampled_from(["join", "keep", "lexicon"])),
        "furniture": data.draw(st.sampled_from(["drop", "paratext", "keep"])),
    }
    assert read(read_page, contents, **options) == read(read_page, contents, **options)


@given(_TEXT, st.lists(_TAG, max_size=5))
def test_spans_are_inside_their_line_and_in_order(text: str, tags: list[Any]) -> None:
    custom = "".join(f"{n} {{offset:{o}; length:{k};{v}}}" for n, o, k, v in tags)
    spans = spans_of(parse_custom(custom), text, lambda kind, sentence: None)
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert [s.start for s in spans] == sorted(s.start for s in spans)


@given(st.text("ab", min_size=4, max_size=4), st.permutations([(0, 1), (1, 2), (2, 4)]))
def test_tags_beside_each_other_are_replaced_each_for_itself(text: str, tags: list[tuple[int, int]]) -> None:
    """The oracle replaces from the right to the left."""
    custom = "".join(f"abbrev {{offset:{a}; length:{b - a}; expansion:x{a};}} " for a, b in tags)
    wanted = text
    for start, end in sorted(tags, reverse=True):
        wanted = f"{wanted[:start]}x{start}{wanted[end:]}"
    assert one(page(region(line(text, custom)))).text == wanted


def test_a_template_has_the_names_of_other_systems_and_names_nothing_without_them() -> None:
    content = page(region(line("a", key="l1"), line("b", key="l2")), image="p7.jpg")
    named = one(content, places={"verse": "{page}:{line}"})
    assert [place.value for place in named.places if place.system == "verse"] == ["p7:l1", "p7:l2"]
    nameless = one(content, places={"verse": "{book} {chapter}"})
    assert [place for place in nameless.places if place.system == "verse"] == []
    assert nameless.notices == ("places: verse = “{book} {chapter}” names no place",)


def test_a_line_of_no_break_spaces_is_left_out_and_counted() -> None:
    lines = "".join(
        f'<TextLine id="l{k}"><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>'
        for k, text in enumerate(("one", "&#160;&#160;", "&#160;two"))
    )
    content = f'<PcGts><Page imageFilename="a.jpg"><TextRegion id="r">{lines}</TextRegion></Page></PcGts>'
    (witness,) = read_page([SourceContent("a.xml", content.encode())], ReadOptions("a.xml", Siglum("A")))
    assert witness.text.split() == ["one", "two"]
    assert [x.name for x in witness.left_out] == ["blank lines"]


def lines_numbered(*numbers: str) -> str:
    lines = "".join(
        f'<TextLine id="l{n}" custom="{f"readingOrder {{index:{number};}}" if number else ""}">'
        f"<TextEquiv><Unicode>{number or 'none'}</Unicode></TextEquiv></TextLine>"
        for n, number in enumerate(numbers)
    )
    return f'<PcGts><Page imageFilename="a.jpg"><TextRegion id="r1">{lines}</TextRegion></Page></PcGts>'


def test_lines_of_which_some_have_no_number_are_read_as_they_stand_and_that_is_told() -> None:
    (witness,) = read(read_page, lines_numbered("1", "", "0"))
    assert witness.text == "1 none 0"
    assert witness.notices == (
        "a.xml:1: 1 of the 3 lines of the region r1 have no readingOrder; all are read as they stand",
    )


@pytest.mark.parametrize(("numbers", "text"), [(("1", "0"), "0 1"), (("", ""), "none none")])
def test_nothing_is_told_of_lines_that_all_have_a_number_or_none(numbers: tuple[str, ...], text: str) -> None:
    (witness,) = read(read_page, lines_numbered(*numbers))
    assert (witness.text, witness.notices) == (text, ())


def test_nothing_is_told_of_a_region_without_words_in_no_group() -> None:
    def region(name: str, text: str) -> str:
        return f'<TextRegion id="{name}"><TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion>'

    order = '<ReadingOrder><OrderedGroup><RegionRefIndexed index="0" regionRef="a"/></OrderedGroup></ReadingOrder>'
    (empty,) = read(read_page, f"<PcGts><Page>{order}{region('a', 'x')}{region('b', ' ')}</Page></PcGts>")
    assert (empty.text, empty.notices) == ("x", ())
    (told,) = read(read_page, f"<PcGts><Page>{order}{region('a', 'x')}{region('b', 'y')}</Page></PcGts>")
    assert told.text.split() == ["x", "y"]
    assert "the region b (TextRegion) stands in no group of the reading order" in told.notices[0]


def tagged(*lines: tuple[str, str]) -> str:
    inner = "".join(
        f'<TextLine custom="{tags}"><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>' for text, tags in lines
    )
    return f"<PcGts><Page><TextRegion>{inner}</TextRegion></Page></PcGts>"


@pytest.mark.parametrize("tag", ["divider", "textStyle"])
def test_a_tag_of_transkribus_that_says_nothing_of_words_is_passed_over(tag: str) -> None:
    (witness,) = read(read_page, tagged(("ab c", f"{tag} {{offset:0; length:2; bold:true;}}")))
    assert (witness.text, witness.notices) == ("ab c", ())


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("blackening", "the tag blackening hides words from the public; here they are read as text"),
        ("speech", "no rule knows the tag speech; its words are read, and the tag is not"),
        ("Address", "no rule knows the tag Address; its words are read, and the tag is not"),
    ],
)
def test_a_tag_of_transkribus_that_is_not_read_is_told_and_its_words_are_text(tag: str, told: str) -> None:
    (witness,) = read(read_page, tagged(("ab c", f"{tag} {{offset:0; length:2;}}")))
    assert (witness.text, witness.notices) == ("ab c", (f"a.xml:1: {told}",))


@pytest.mark.parametrize(
    ("tags", "remark"),
    [
        (("comment {offset:0; length:2; comment:was\\u0020ist das\\u003b hier;}",), 4),
        (("comment {offset:0; length:2; comment:無法辨認;}", "comment {offset:0; length:1; comment:無法辨認;}"), 2),
        (("comment {offset:1; length:1; comment:voir f. 3; continued:true;}",) * 2, 3),
        (("comment {offset:0; length:2; comment:;}",), 0),
    ],
)
def test_a_remark_of_an_editor_is_left_out_and_counted(tags: tuple[str, ...], remark: int) -> None:
    (witness,) = read(read_page, tagged(*(("ab", own) for own in tags)))
    assert (witness.text.split(), witness.notices) == (["ab"] * len(tags), ())
    assert left_out(witness).get("comments", 0) == remark


def test_a_remark_in_an_attribute_of_page_is_left_out_and_counted() -> None:
    (witness,) = read(
        read_page,
        '<PcGts><Page><TextRegion comments="Hand B"><TextLine comments=" lacht "><TextEquiv comments="sic"><Unicode>ab'
        "</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>",
    )
    assert (witness.text, left_out(witness)["comments"]) == ("ab", 4)
