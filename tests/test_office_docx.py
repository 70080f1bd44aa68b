"""DOCX as Word, Google Docs, LibreOffice and Pages write it: what is text, what is kept aside, what is left out.

More than 300 lines: each thing that Word writes is a case, written out.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_sources import W, change, docx, field, lines, mark, note, paragraph, read_word, run, sign, states, zipped
from page_sources import asides, left_out, places, said, text_proper

from collate.errors import ReadError
from collate.model.witness import Witness


def one(content: bytes, **settings: object) -> Witness:
    (witness,) = read_word(content, **settings)
    return witness


STYLES = """
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kapitel"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
<w:style w:type="paragraph" w:styleId="Absatz"><w:name w:val="Absatz"/><w:basedOn w:val="Absatz"/></w:style>
<w:style w:type="paragraph" w:styleId="Legende"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Neu"><w:name w:val="Neu"/><w:pPr><w:pageBreakBefore/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Geheim"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Zitat"><w:name w:val="Zitat im Text"/></w:style>
<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Number"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>
</w:style>
"""


def test_runs_never_divide_a_word_and_paragraphs_do() -> None:
    witness = one(docx(paragraph("con", run("lo", "<w:b/>"), "cada") + paragraph("palabra")))
    assert lines(witness) == ["conlocada", "palabra"]


def test_a_style_makes_a_heading_by_its_name_its_level_or_what_it_is_based_on() -> None:
    body = (
        paragraph("Erstes Kapitel", style="Kapitel")
        + paragraph("Text", style="Absatz")
        + paragraph("Ebene", properties='<w:outlineLvl w:val="1"/>')
        + paragraph("Kein Titel", style="Kapitel", properties='<w:outlineLvl w:val="9"/>')
        + paragraph("Abb. 1", style="Legende")
    )
    assert asides(one(docx(body, styles=STYLES))) == [
        ("paratext", "heading", "Erstes Kapitel"),
        ("paratext", "heading", "Ebene"),
        ("paratext", "caption", "Abb. 1"),
    ]
    assert asides(one(docx(body, styles=STYLES), headings="keep")) == [("paratext", "caption", "Abb. 1")]


def test_a_style_without_a_definition_is_known_by_its_id() -> None:
    assert asides(one(docx(paragraph("Introduction", style="Heading2") + paragraph("text", style="BodyText")))) == [
        ("paratext", "heading", "Introduction")
    ]


def test_hidden_text_is_left_out_by_the_run_or_its_style_and_can_be_kept() -> None:
    body = paragraph("seen ", run("not", "<w:vanish/>"), run(" nor this", '<w:rStyle w:val="Geheim"/>'), run(" but this",
                     '<w:rStyle w:val="Geheim"/><w:vanish w:val="0"/>'))  # fmt: skip
    witness = one(docx(body, styles=STYLES))
    assert (lines(witness), left_out(witness)) == (["seen but this"], {"hidden text": 3})
    assert lines(one(docx(body, styles=STYLES), roles={"hidden": "keep"})) == ["seen not nor this but this"]


def test_a_style_of_words_may_have_a_role() -> None:
    body = paragraph("he said ", run("tolle lege", '<w:rStyle w:val="Zitat"/>'), " twice")
    witness = one(docx(body, styles=STYLES), roles={".ZitatimText": "gloss"})
    assert asides(witness) == [("gloss", "span", "tolle lege")]
    told = one(docx(body, styles=STYLES), roles={".Zitaat": "gloss"}).notices
    assert told == ("a.docx: '.Zitaat' under roles matches nothing; correct it",)


def test_struck_out_words_are_text_unless_the_project_says_that_they_are_deleted() -> None:
    body = paragraph("the ", run("old ", "<w:strike/>"), "new")
    assert lines(one(docx(body))) == ["the old new"]
    witness = one(docx(body), dropped=["strike"])
    assert (lines(witness), left_out(witness)) == (["the new"], {"struck out": 1})


def test_the_result_of_a_field_is_text_and_its_code_is_not() -> None:
    body = paragraph("see ", field("REF _Ref1", run("chapter ") + field("PAGEREF x", run("12"))), " above")
    witness = one(docx(body))
    assert (lines(witness), left_out(witness)) == (["see chapter 12 above"], {"field codes": 4})


def test_a_field_that_never_ends_does_not_swallow_the_document() -> None:
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "lost") + paragraph("not lost")
    assert lines(one(docx(body))) == ["not lost"]


def test_a_field_over_paragraphs_is_one_field() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT</w:instrText></w:r>'
    between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    body = paragraph(begin) + paragraph("code", between, "first") + paragraph("second", end)
    assert lines(one(docx(body))) == ["first", "second"]


def test_a_table_of_contents_is_furniture() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    between, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    body = paragraph(begin, between, "One 1") + paragraph("Two 7", end) + paragraph("One")
    witness = one(docx(body))
    assert lines(witness) == ["One"]
    assert left_out(witness)["table of contents"] == 4
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Contents') + paragraph('One 1')}</w:sdtContent></w:sdt>"
    )
    witness = one(docx(control + paragraph("One")))
    assert (lines(witness), left_out(witness)) == (["One"], {"table of contents": 3})
    assert lines(one(docx(control + paragraph("One")), furniture="keep")) == ["Contents", "One 1", "One"]


def test_notes_stand_behind_the_word_at_which_their_sign_is() -> None:
    body = paragraph("Arma", sign("footnote"), " virumque", sign("endnote", 5), " cano")
    notes = note("footnote", paragraph("rule"), key=0, attributes=' w:type="separator"') + note(
        "footnote", paragraph("<w:r><w:footnoteRef/></w:r>", " Aen. 1.1"), paragraph("cf. Il.")
    )
    witness = one(docx(body, footnotes=notes, endnotes=note("endnote", paragraph("end"), key=5)))
    assert asides(witness) == [("note", "footnote", "Aen. 1.1\ncf. Il."), ("note", "endnote", "end")]
    assert text_proper(witness) == "Arma virumque cano"
    assert left_out(witness) == {"separators of notes": 1}
    assert lines(one(docx(body, footnotes=notes), notes="drop")) == ["Arma virumque cano"]


def test_a_sign_that_an_author_typed_for_a_note_is_no_text() -> None:
    body = paragraph("Arma", '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>', " virum")
    witness = one(docx(body, footnotes=note("footnote", paragraph("* so A"))))
    assert text_proper(witness) == "Arma virum"
    assert left_out(witness) == {"note numbers": 1}


def test_comments_are_left_out_or_kept_with_their_author() -> None:
    body = paragraph(
        '<w:commentRangeStart w:id="2"/>', "Arma", '<w:commentRangeEnd w:id="2"/>', sign("comment"), " cano"
    )
    comments = note("comment", paragraph("why?"), attributes=' w:author="Ada L." w:date="2024-03-01T10:00:00Z"')
    witness = one(docx(body, comments=comments))
    assert (lines(witness), left_out(witness)) == (["Arma cano"], {"comments": 1})
    witness = one(docx(body, comments=comments), roles={"comment": "note"})
    assert asides(witness) == [("note", "comment", "why?")]
    assert [m.why for m in witness.marks] == ["comment by Ada L. of 2024-03-01"]


def test_headers_and_footers_are_furniture() -> None:
    content = docx(paragraph("text"), header1=paragraph("Running title"), footer1=paragraph("12"))
    witness = one(content)
    assert (lines(witness), left_out(witness)) == (["text"], {"headers": 2, "footers": 1})
    assert lines(one(content, furniture="paratext")) == ["Running title", "text", "12"]


def test_cells_are_apart_and_a_text_box_comes_once_after_its_paragraph() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{paragraph('b')}{paragraph('c')}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    drawing = f"<w:drawing><wp:posOffset>1200</wp:posOffset>{box}</w:drawing>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{drawing}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    )
    witness = one(docx(table + paragraph("be", f"{both}</mc:AlternateContent></w:r>", "side")))
    assert lines(witness) == ["a", "b", "c", "beside", "in the box"]
    assert left_out(witness) == {"copies for older programs": 3, "settings of drawings": 1}


def test_a_drop_capital_belongs_to_the_next_word() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    body = paragraph("I", properties=frame) + paragraph("n principio") + paragraph("A", properties=frame)
    assert lines(one(docx(body + paragraph(" dog barks")))) == ["In principio", "A dog barks"]


def test_signs_that_the_file_names_are_written() -> None:
    names = ["<w:noBreakHyphen/>", "<w:softHyphen/>", '<w:sym w:font="Symbol" w:char="F062"/>', "<w:tab/>", "<w:br/>"]
    hyphen, soft, beta, tab, line = (f"<w:r>{name}</w:r>" for name in names)
    witness = one(docx(paragraph("well", hyphen, "known", tab, "co", soft, "oper\u00adate ", beta, line, "next")))
    assert lines(witness) == ["well-known cooperate β", "next"]
    assert left_out(witness) == {"soft hyphens": 1}
    unknown = one(docx(paragraph('<w:r><w:sym w:font="Marlett" w:char="F031"/></w:r>')))
    assert unknown.text == "\uf031"
    assert unknown.notices == (
        "a.docx: 1 character of the font Marlett known only by the place in it; compare with what the program shows",
    )
    greek = one(docx(paragraph('<w:r><w:sym w:font="WP Greek Century" w:char="0061"/></w:r>')))
    assert "1 character of the font WP Greek Century" in greek.notices[0]
    dagger = one(docx(paragraph('<w:r><w:sym w:font="Times New Roman" w:char="2020"/></w:r>')))
    assert (dagger.text, dagger.notices) == ("†", ())


def test_pages_that_somebody_began_are_places() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    section = "<w:sectPr/>"
    body = (
        paragraph("one", page, "<w:r><w:lastRenderedPageBreak/></w:r>", "two")
        + paragraph("three", style="Neu")
        + paragraph("still", properties=section)
        + paragraph("four")
    )
    assert places(one(docx(body, styles=STYLES)), "page") == [("2", "two"), ("3", "three still"), ("4", "four")]


def test_a_heading_may_name_a_place() -> None:
    body = paragraph("The  Sea", style="Heading1") + paragraph("water") + paragraph("The Land", style="Heading1")
    witness = one(docx(body + paragraph("earth")), places={"section": "heading"})
    assert [p.value for p in witness.places] == ["The Sea", "The Land"]


def test_numbers_of_lists_are_told_and_bullets_are_not() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>'
    )
    numbered, bullet = (f'<w:numPr><w:numId w:val="{n}"/></w:numPr>' for n in (4, 3))
    body = paragraph("a", properties=numbered) + paragraph("b", style="Liste") + paragraph("c", properties=bullet)
    assert one(docx(body, styles=STYLES, numbering=lists)).notices == (
        "a.docx: 2 paragraphs have numbers of a list, which Word makes; they are not in the file, and no text",
    )
    assert one(docx(paragraph("c", properties=bullet), numbering=lists)).notices == ()


def test_a_reading_aid_stands_behind_its_word() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('かんじ')}</w:rt><w:rubyBase>{run('漢字')}</w:rubyBase></w:ruby></w:r>"
    witness = one(docx(paragraph(ruby, "を読む")))
    assert asides(witness) == [("gloss", "reading-aid", "かんじ")]
    assert text_proper(witness).replace(" ", "") == "漢字を読む"


def test_letters_from_right_to_left_stay_in_the_order_of_reading() -> None:
    body = paragraph(run("בראשית", "<w:rtl/>"), run(" ברא", "<w:rtl/>"), properties="<w:bidi/>")
    body += paragraph(f'<w:bdo w:val="rtl">{run("السلام", "<w:rtl/>")}</w:bdo>')
    assert lines(one(docx(body))) == ["בראשית ברא", "السلام"]


@pytest.mark.parametrize("properties", ["<w:strike/>", "<w:dstrike/>", '<w:strike w:val="1"/><w:b/>'])
def test_struck_out_words_are_text_and_are_told(properties: str) -> None:
    witness = one(docx(paragraph("de ", run("oude", properties), " zaal", run("!", '<w:strike w:val="0"/>'))))
    assert (lines(witness), said(witness)) == (["de oude zaal!"], [("deleted", "", "oude")])


def test_superscript_letters_are_text_and_are_told() -> None:
    witness = one(docx(paragraph("M", run("r", '<w:vertAlign w:val="superscript"/>'), " Darcy")))
    assert (lines(witness), said(witness)) == (["Mr Darcy"], [("superscript", "", "r")])


def test_links_controls_smart_tags_and_formulas_are_text() -> None:
    body = paragraph("a ", f"<w:hyperlink>{run('link')}</w:hyperlink>", f"<w:smartTag>{run(', a tag')}</w:smartTag>",
                     f"<w:sdt><w:sdtPr/><w:sdtContent>{run(', a control')}</w:sdtContent></w:sdt>",
                     '<w:fldSimple w:instr="DATE">' + run(" of 1859") + "</w:fldSimple>",
                     "<m:oMath><m:r><m:t> x=1</m:t></m:r></m:oMath>")  # fmt: skip
    assert lines(one(docx(body))) == ["a link, a tag, a control of 1859x=1"]


def test_white_space_at_the_edge_of_a_text_counts_as_it_does_in_word() -> None:
    body = "<w:p><w:r><w:t>\n  con </w:t></w:r><w:r><w:t>cord</w:t></w:r></w:p>"
    assert lines(one(docx(body))) == ["concord"]


def test_a_place_in_a_document_is_a_paragraph_and_a_character_of_it() -> None:
    body = paragraph("one") + paragraph() + paragraph("two", sign("footnote"), " three") + paragraph("four")
    witness = one(docx(body, footnotes=note("footnote", paragraph("a note"))))
    found = {word: witness.position(witness.text.index(word))[1:] for word in ("one", "two", "note", "three", "four")}
    assert found == {"one": (1, 1), "two": (3, 1), "note": (3, 13), "three": (3, 5), "four": (4, 1)}


def test_the_strict_form_of_the_format_is_read_alike() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = paragraph("Title", style="Heading1") + paragraph("text", change("ins", " more"))
    usual = read_word(docx(body), changes="all")
    document = f'<w:document xmlns:w="{strict}"><w:body>{body}</w:body></w:document>'
    other = read_word(docx("", {"word/document.xml": document}), changes="all")
    assert [(w.siglum, w.text, w.marks) for w in other] == [(w.siglum, w.text, w.marks) for w in usual]


def test_the_main_part_may_have_another_name() -> None:
    document = f'<w:document xmlns:w="{W}">{paragraph("text")}</w:document>'
    relation = '<Relationship Id="a" Type="x/officeDocument" Target="/word/document2.xml"/>'
    files = {"_rels/.rels": f"<R>{relation}</R>", "word/document2.xml": document}
    assert lines(one(zipped(files))) == ["text"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (zipped({"word/document.xml": "<w:document"}), "a.docx/word/document.xml:1: not well-formed XML"),
        (zipped({"a.txt": "text"}), "a.docx: there is no text in this document"),
        (b"PK\x03\x04", "a.docx: this zip cannot be read"),
        (docx(paragraph("&x;")), "a.docx/word/document.xml:1: the entity &x; is not declared"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(content: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_word(content)
    assert str(caught.value).startswith(what)
    assert "\n" not in str(caught.value)


def test_text_in_an_odd_place_is_not_lost() -> None:
    odd = "<w:r><mc:AlternateContent><w:t>a</w:t></mc:AlternateContent><w:ruby><w:t>b</w:t></w:ruby></w:r><w:t>c</w:t>"
    witness = one(docx(f"<w:p>{odd}<w:pPr><w:t>d</w:t></w:pPr>e</w:p><w:r><w:t>f</w:t></w:r>"))
    assert lines(witness) == ["abc", "f"]
    assert left_out(witness) == {"t": 1, "p": 1}
    assert witness.notices == ("a.docx: no rule knows the text in t, p; it is left out",)


def test_elements_may_be_nested_deep() -> None:
    assert one(docx("<w:sdt>" * 120 + paragraph("text") + "</w:sdt>" * 120)).text == "text"
    for name in ("tc", "sdt", "ins", "x"):
        try:
            one(docx(f"<w:{name}>" * 250 + f"</w:{name}>" * 250))
        except ReadError as error:
            assert "nested too deep" in str(error)  # noqa: PT017


def test_nothing_outside_of_the_file_is_looked_at() -> None:
    relations = (
        '<Relationships><Relationship Id="a" Type="x/footnotes" Target="../../../etc/passwd"/>'
        '<Relationship Id="b" Type="x/header" Target="http://example.org/x" TargetMode="External"/>'
        '<Relationship Id="c" Type="x/attachedTemplate" Target="file:///x.dotm" TargetMode="External"/></Relationships>'
    )
    assert lines(one(docx(paragraph("text"), {"word/_rels/document.xml.rels": relations}))) == ["text"]


RUNS = st.lists(
    st.tuples(
        st.sampled_from(["", "ins", "del", "moveFrom", "moveTo"]),
        st.sampled_from(["Ada", "Bob"]),
        st.sampled_from(["2024-03-01", "2024-03-02"]),
        st.text("ab ", min_size=1, max_size=4),
    ),
    max_size=8,
)


@given(st.lists(st.tuples(RUNS, st.sampled_from(["", "ins", "del"])), min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_each_state_has_the_words_that_its_changes_leave(
    document: list[tuple[list[tuple[str, str, str, str]], str]],
) -> None:
    body = ""
    for runs, end in document:
        content = [change(k, text, author=a, date=f"{d}T10:00:00Z") if k else run(text) for k, a, d, text in runs]
        body += paragraph(*content, properties=mark(end, "Ada", "2024-03-01T10:00:00Z") if end else "")
    found = {str(siglum): " ".join(t).split() for siglum, t in states(read_word(docx(body), changes="all")).items()}
    shown = {"P": ("", "ins", "moveTo"), "P*": ("", "del", "moveFrom")}
    gone = {"P": "del", "P*": "ins"}
    for siglum in {"P", *found} & {"P", "P*"}:
        wanted = ""
        for runs, end in document:
            wanted += "".join(text for kind, _, _, text in runs if kind in shown[siglum])
            wanted += "" if end == gone[siglum] else "\n"
        assert found[siglum] == wanted.split()


def test_many_equal_paragraphs_are_no_suspect_document() -> None:
    content = docx(paragraph("the same words") * 20_000)
    (witness,) = read_word(content)
    assert len(witness.text.split()) == 60_000
    with pytest.raises(ReadError, match=r"grows more than 200 times; divide it, or save its text in another format$"):
        read_word(docx("<w:p/>" * 2_000_000))


def test_a_character_in_a_font_of_signs_is_the_one_that_is_seen() -> None:
    fonts = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>'
    for font, seen in (("Symbol", "α≥b"), ("Arial", "\uf061\uf0b3b")):
        content = docx(paragraph("x", run("\uf061\uf0b3b", fonts.format(font)), run("\uf061")))
        assert lines(one(content)) == [f"x{seen}\uf061"]


def test_a_field_whose_signs_are_inside_a_text_is_closed() -> None:
    begin, between, end = (f'<w:t><w:fldChar w:fldCharType="{kind}"/></w:t>' for kind in ("begin", "separate", "end"))
    inside = f"{begin}<w:t><w:instrText>PAGEREF x</w:instrText></w:t>{between}<w:t>17</w:t>{end}"
    witness = one(docx(paragraph(inside, " leaves") + paragraph("and more")))
    assert (lines(witness), left_out(witness)) == (["17 leaves", "and more"], {"field codes": 2})


def formula(content: str) -> str:
    return paragraph("Let ", f"<m:oMath>{content}</m:oMath>", " be.")


def math(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<m:f><m:num>{math('1')}</m:num><m:den>{math('2')}</m:den></m:f>", "Let 1/2 be."),
        (
            f'<m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num>{math("n")}</m:num><m:den>{math("k")}</m:den></m:f>',
            "Let nk be.",
        ),
        (f"{math('f')}<m:d><m:e>{math('x')}</m:e><m:e>{math('y')}</m:e></m:d>", "Let f(x|y) be."),
        (
            f'<m:d><m:dPr><m:begChr m:val="["/><m:sepChr m:val=","/><m:endChr m:val=""/></m:dPr>'
            f"<m:e>{math('x')}</m:e><m:e>{math('y')}</m:e></m:d>",
            "Let [x,y be.",
        ),
        (
            f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{math("i=1")}</m:sub><m:sup>{math("n")}</m:sup>'
            f"<m:e>{math('i')}</m:e></m:nary>",
            "Let ∑i=1 n i be.",
        ),
        (f"<m:rad><m:deg>{math('3')}</m:deg><m:e>{math('x')}</m:e></m:rad>", "Let 3√x be."),
        (f"<m:m><m:mr><m:e>{math('a')}</m:e><m:e>{math('b')}</m:e></m:mr></m:m>", "Let a b be."),
    ],
)
def test_a_formula_has_the_signs_that_a_person_sees(content: str, text: str) -> None:
    assert read_word(docx(formula(content)))[0].text == text


def test_what_stands_above_the_line_in_a_formula_is_told() -> None:
    found = read_word(docx(formula(f"<m:sSup><m:e>{math('x')}</m:e><m:sup>{math('2')}</m:sup></m:sSup>")))[0]
    assert (found.text, said(found)) == ("Let x2 be.", [("superscript", "", "2")])


def test_the_words_with_which_word_asks_for_text_are_left_out() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    found = read_word(docx(paragraph("Name: ", control.format(run("Click here.")), ".")))[0]
    assert (found.text, left_out(found)) == ("Name: .", {"placeholders": 2})


def test_words_in_charts_diagrams_and_pictures_are_counted() -> None:
    chart = '<c:chart xmlns:c="c" xmlns:a="a"><a:t>Sales of cats</a:t><c:v>12</c:v></c:chart>'
    relations = (
        '<Relationships><Relationship Id="r1" Target="charts/chart1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"/></Relationships>'
    )
    art = '<w:r><w:pict><v:shape><v:textpath string="Great Cats"/></v:shape></w:pict></w:r>'
    files = {"word/charts/chart1.xml": chart, "word/_rels/document.xml.rels": relations}
    found = read_word(docx(paragraph("a", art), files))[0]
    assert left_out(found) == {"charts and diagrams": 4, "words drawn as a picture": 2}
    assert found.text == "a"
