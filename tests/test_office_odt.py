"""ODT and FODT as LibreOffice and others write them."""

import pytest
from office_sources import lines, odt, read_open, region, states, tracked, with_part, zipped
from page_sources import asides, left_out, places, said, text_proper

from collate.errors import ReadError
from collate.model.witness import Witness

AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Caption"/>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="T3" style:family="text" style:parent-style-name="Book_20_Title"/>
<style:style style:name="T4" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>
"""
STYLES = """
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="Caption" style:family="paragraph"/>
<style:style style:name="Book_20_Title" style:family="text"/>
"""


def one(body: str, **more: object) -> Witness:
    (witness,) = read_open(odt(body, automatic=AUTOMATIC, styles=STYLES), **more)
    return witness


def p(text: str, style: str = "") -> str:
    own = f' text:style-name="{style}"' if style else ""
    return f"<text:p{own}>{text}</text:p>"


def test_headings_are_those_of_an_outline_level_and_titles() -> None:
    body = p("The Work", "P1") + '<text:h text:outline-level="1">One</text:h>' + p("text") + p("Fig. 1", "P3")
    rows = [("paratext", "heading", "The Work"), ("paratext", "heading", "One"), ("paratext", "caption", "Fig. 1")]
    assert asides(one(body)) == rows
    assert asides(one(body, headings="keep")) == rows[2:]


def test_spaces_tabs_and_breaks_are_elements() -> None:
    body = p('a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<text:soft-page-break/>e \n  f')
    assert lines(one(body)) == ["a b c", "de f"]


def test_spans_never_divide_a_word() -> None:
    assert lines(one(p('con<text:span text:style-name="T2">cor</text:span>dia'))) == ["concordia"]
    assert said(one(p('M<text:span text:style-name="T2">r</text:span>'))) == [("superscript", "", "r")]


def test_hidden_text_is_left_out_by_its_style_or_section() -> None:
    body = p('seen <text:span text:style-name="T1">not</text:span>')
    body += f'<text:section text:name="s" text:display="none">{p("nor this")}</text:section>'
    witness = one(body)
    assert (lines(witness), left_out(witness)) == (["seen"], {"hidden text": 3})
    assert lines(one(body, roles={"hidden": "keep"})) == ["seen not", "nor this"]


def test_a_style_that_a_person_can_choose_may_have_a_role() -> None:
    body = p(
        'read <text:span text:style-name="T3">Hamlet</text:span> and <text:span text:style-name="T4">Lear</text:span>'
    )
    witness = one(body, roles={".BookTitle": "gloss", "strike": "drop"})
    assert asides(witness) == [("gloss", "span", "Hamlet")]
    assert said(one(body)) == [("deleted", "", "Lear")]
    assert left_out(witness) == {"struck out": 1}


def test_a_note_is_kept_at_its_place_without_its_number() -> None:
    note = (
        '<text:note text:note-class="%s"><text:note-citation>1</text:note-citation>'
        "<text:note-body>%s</text:note-body></text:note>"
    )
    body = p(f"Arma{note % ('footnote', p('Aen.') + p('1.1'))} virum{note % ('endnote', p('end'))}que cano")
    witness = one(body)
    assert asides(witness) == [("note", "footnote", "Aen.\n1.1"), ("note", "endnote", "end")]
    assert text_proper(witness) == "Arma virumque cano"
    assert left_out(witness) == {"note numbers": 2}


def test_comments_are_left_out_or_kept_with_their_author() -> None:
    comment = (
        "<office:annotation><dc:creator>Ada</dc:creator><dc:date>2024-03-01T10:00:00</dc:date>%s</office:annotation>"
    )
    body = p(f"a{comment % p('why?')} b<office:annotation-end/>")
    assert left_out(one(body)) == {"comments": 1, "authors and days": 2}
    witness = one(body, roles={"comment": "note"})
    assert [(m.cause, m.why) for m in witness.marks] == [("comment", "comment by Ada of 2024-03-01")]


def test_fields_links_and_bookmarks_are_text() -> None:
    body = p(
        '<text:date>1859</text:date> <text:a>a link</text:a><text:bookmark text:name="x"/>s <text:title>T</text:title>'
    )
    assert lines(one(body)) == ["1859 a links T"]


def test_lists_are_paragraphs_and_their_numbers_are_told() -> None:
    item = "<text:list-item>%s</text:list-item>"
    body = f'<text:list text:style-name="L1">{item % p("a")}{item % p("b")}</text:list>'
    body += f'<text:list text:style-name="L2">{item % p("c")}</text:list>'
    witness = one(body)
    assert lines(witness) == ["a", "b", "c"]
    assert witness.notices == (
        "a.odt: 2 items of lists have numbers, which LibreOffice makes; they are not in the file, and no text",
    )


def test_cells_are_apart_and_frames_come_after_their_paragraph() -> None:
    cell = "<table:table-cell>%s</table:table-cell>"
    table = f"<table:table><table:table-row>{cell % p('a')}{cell % p('b')}</table:table-row></table:table>"
    frame = f"<draw:frame><draw:text-box>{p('in the frame')}</draw:text-box><svg:desc>a ship</svg:desc></draw:frame>"
    witness = one(table + p(f"be{frame}side"))
    assert lines(witness) == ["a", "b", "beside", "in the frame"]
    assert left_out(witness) == {"descriptions of pictures": 2}


def test_a_table_of_contents_is_furniture_and_a_bibliography_is_text() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents"
        f"</text:index-title-template></text:table-of-content-source><text:index-body>{p('One 1')}</text:index-body>"
        f"</text:table-of-content><text:bibliography><text:index-body>{p('Dickens 1859')}</text:index-body></text:bibliography>"
    )
    witness = one(body)
    assert lines(witness) == ["Dickens 1859"]
    assert left_out(witness) == {"settings of the document": 1, "table of contents": 2}


def test_a_page_that_somebody_began_is_a_place() -> None:
    assert places(one(p("one") + p("two", "P2") + p("three")), "page") == [("2", "two three")]


def test_a_reading_aid_stands_behind_its_word() -> None:
    ruby = "<text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"
    witness = one(p(f"{ruby}を読む"))
    assert asides(witness) == [("gloss", "reading-aid", "かんじ")]
    assert text_proper(witness).replace(" ", "") == "漢字を読む"


def test_headers_and_footers_are_furniture() -> None:
    masters = f"<style:master-page><style:header>{p('Head')}</style:header><style:footer>{p('7')}</style:footer></style:master-page>"
    for flat in (False, True):
        (witness,) = read_open(odt(p("text"), masters=masters, flat=flat))
        assert (lines(witness), left_out(witness)) == (["text"], {"headers": 1, "footers": 1})


def test_the_flat_form_is_read_as_the_zip() -> None:
    changes = tracked(region("c1", "deletion", p("old")), region("c2", "insertion"))
    body = p('the <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>new<text:change-end '
             'text:change-id="c2"/> house')  # fmt: skip
    usual, flat = (read_open(odt(body, changes, flat=flat), changes="all") for flat in (False, True))
    assert states(flat) == states(usual) == {"P": ["the new house"], "P*": ["the old house"]}
    assert said(usual[0]) == [("hand", "Ada", "new"), ("added", "", "new")]


def test_deleted_words_may_have_divided_paragraphs() -> None:
    body = p('one <text:change text:change-id="c1"/>four')
    for deleted, first in (
        (p("two"), ["one twofour"]),
        (p("two") + p("three "), ["one two", "three four"]),
        (p("") + p(""), ["one", "four"]),
        (p("two") + f"<text:list><text:list-item>{p('in a list')}</text:list-item></text:list>" + p(""),
         ["one two", "in a list", "four"]),
    ):  # fmt: skip
        found = states(read_open(odt(body, tracked(region("c1", "deletion", deleted))), changes="all"))
        assert found == {"P": ["one four"], "P*": first}


def test_a_deleted_paragraph_may_stay_apart_from_the_next_one() -> None:
    own = region("c1", "deletion", p("two")).replace(" text:id", ' text:merge-last-paragraph="false" text:id', 1)
    found = states(read_open(odt(p('<text:change text:change-id="c1"/>three'), tracked(own)), changes="all"))
    assert found == {"P": ["three"], "P*": ["two", "three"]}


def test_a_deleted_heading_is_one_before_the_change() -> None:
    deleted = '<text:h text:outline-level="1">Title</text:h>' + p("")
    body = p('<text:change text:change-id="c1"/>text')
    last, first = read_open(odt(body, tracked(region("c1", "deletion", deleted))), changes="all")
    assert (asides(last), asides(first)) == ([], [("paratext", "heading", "Title")])


def test_an_insertion_may_go_over_paragraphs() -> None:
    body = p('one<text:change-start text:change-id="c1"/> two') + p('three<text:change-end text:change-id="c1"/> four')
    found = states(read_open(odt(body, tracked(region("c1", "insertion"))), changes="all"))
    assert found == {"P": ["one two", "three four"], "P*": ["one four"]}
    body = (
        p("one")
        + '<text:change-start text:change-id="c1"/>'
        + p("two")
        + '<text:change-end text:change-id="c1"/>'
        + p("x")
    )
    found = states(read_open(odt(body, tracked(region("c1", "insertion"))), changes="all"))
    assert found == {"P": ["one", "two", "x"], "P*": ["one", "x"]}


def test_words_that_were_inserted_and_deleted_again_are_in_the_state_between() -> None:
    inserted = "<text:insertion><office:change-info><dc:creator>Ada</dc:creator><dc:date>2024-01-01T00:00:00</dc:date>"
    both = region(
        "c1", "deletion", p(" two"), "Bea", "2024-02-01T00:00:00", f"{inserted}</office:change-info></text:insertion>"
    )
    found = states(read_open(odt(p('one<text:change text:change-id="c1"/>'), tracked(both)), changes="all"))
    assert found == {"P": ["one"], "P*": ["one"], "P (Ada)": ["one two"], "P (Bea)": ["one"]}


def test_deletions_without_a_place_are_counted() -> None:
    (witness,) = read_open(
        odt(p("text"), tracked(region("c1", "deletion", p("lost words")), region("f", "format-change")))
    )
    assert lines(witness) == ["text"]
    assert left_out(witness) == {"deletions without a place": 4, "authors and days": 2}
    assert witness.notices == ("a.odt: 1 tracked change of the formatting left out; they change no words",)


def test_a_place_in_a_document_is_a_paragraph_and_a_character_of_it() -> None:
    witness = one(p("one") + p("") + p("two <text:span>three</text:span>"))
    found = {word: witness.position(witness.text.index(word))[1:] for word in ("one", "two", "three")}
    assert found == {"one": (1, 1), "two": (3, 1), "three": (3, 5)}


def test_a_document_with_a_password_or_without_a_text_is_named() -> None:
    files = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "\x01\x02"}
    manifest = {"META-INF/manifest.xml": '<m:manifest xmlns:m="x"><m:encryption-data/></m:manifest>'}
    with pytest.raises(ReadError, match=r"^a.odt: this document has a password; save it without one$"):
        read_open(zipped(files | manifest))
    with pytest.raises(ReadError, match=r"^a.odt/content.xml:1: not well-formed XML"):
        read_open(zipped(files))
    sheet = files | {"content.xml": "<a><b>1</b></a>"}
    with pytest.raises(ReadError, match=r"^a.odt: this document has no text"):
        read_open(zipped(sheet))


def _open_changes(count: int, authors: int) -> bytes:
    """Return a text in which insertions begin one after the other, and end together."""
    body = "".join(p(f'<text:change-start text:change-id="c{n}"/>w{n} ') for n in range(count))
    ends = p("".join(f'<text:change-end text:change-id="c{n}"/>' for n in range(count)) + "after")
    own = (region(f"c{n}", "insertion", author=f"Author {n % authors}") for n in range(count))
    return odt(body + ends, tracked(*own))


def test_changes_of_one_author_that_are_open_at_once_are_one() -> None:
    last, first = read_open(_open_changes(400, 1), changes="all")
    assert (len(last.text.split()), first.text.split()) == (401, ["after"])


def test_words_in_very_many_changes_at_once_are_refused() -> None:
    assert len(read_open(_open_changes(100, 100), changes="accept")[0].text.split()) == 101
    message = r"^a.odt: paragraph 101 is in more than 100 tracked changes at once; accept or reject some of them$"
    with pytest.raises(ReadError, match=message):
        read_open(_open_changes(101, 101), changes="accept")


def test_a_character_in_a_font_of_signs_is_the_one_that_is_seen() -> None:
    style = (
        '<style:style style:name="T9" style:family="text"><style:text-properties style:font-name="{}"/></style:style>'
    )
    body = '<text:p>x <text:span text:style-name="T9">\uf061\uf0b3b</text:span> \uf061</text:p>'
    for font, seen in (("Symbol", "α≥b"), ("Symbol1", "α≥b"), ("Arial", "\uf061\uf0b3b")):
        (witness,) = read_open(odt(body, automatic=style.format(font)))
        assert witness.text == f"x {seen} \uf061"


def test_deleted_words_that_a_flat_file_has_in_its_text_are_deleted() -> None:
    changes = tracked(region("d1", "deletion"))
    body = '<text:p>the <text:change-start text:change-id="d1"/>old <text:change-end text:change-id="d1"/>king</text:p>'
    found = read_open(odt(body, changes, flat=True), changes="all")
    assert states(found) == {"P": ["the king"], "P*": ["the old king"]}
    assert left_out(found[1]) == {"authors and days": 2}


def test_the_words_of_an_object_are_counted() -> None:
    formula = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>1</mn><mo>+</mo><mi>x</mi></math>'
    found = read_open(with_part(odt("<text:p>Let be</text:p>"), "Object 1/content.xml", formula))[0]
    assert (found.text, left_out(found)) == ("Let be", {"embedded objects": 3})


def test_a_variable_that_is_set_and_not_shown_is_hidden() -> None:
    body = '<text:p><text:variable-set text:display="none">5</text:variable-set>x <text:variable-set>6</text:variable-set></text:p>'
    found = read_open(odt(body))[0]
    assert (found.text, left_out(found)) == ("x 6", {"hidden text": 1})
