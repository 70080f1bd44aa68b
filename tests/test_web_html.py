"""Pages are read as a person reads them in a browser; what is no text is kept aside or counted.

More than 300 lines: each page is a case, written out.
"""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_sources import SHARED, expected, left_out, places, read_sample, said, text_proper, words
from web_sources import page, read_page, states_of_page, tidy_asides

from collate.errors import ReadError
from collate.model.witness import Witness
from collate.reading.web.html import read_html

FOLDER: Final = SHARED / "html"
needs_samples = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the samples of COLLATE_SOURCES: html/")


def lines(witness: Witness) -> list[str]:
    return [line for line in witness.text.splitlines() if line.strip()]


@needs_samples
@pytest.mark.parametrize(
    ("file", "more", "cause"),
    [
        ("google-docs.html", {"roles": {"marker": "note"}, "furniture": "running-head"}, "running-head"),
        ("standard-ebooks.xhtml", {"roles": {}}, "running-title"),
    ],
)
def test_a_page_is_read_as_a_person_reads_it(file: str, more: dict[str, object], cause: str) -> None:
    wanted = expected(file, FOLDER)
    witness = read_sample(read_html, file, more, FOLDER)[0]
    assert words(text_proper(witness)) == words(wanted["text"])
    roles = [(r, cause if c == "running-title" else c, t) for r, c, t in wanted["roles"]]
    assert tidy_asides(witness) == roles


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Sp<b>ir</b>it of <i>the</i>\n   <u>age</u></p>", "Spirit of the age"),
        ("<p>one<br>two</p>", "one\ntwo"),
        ("<p>eins</p><div>zwei<p>drei</p>vier</div>", "eins\n\nzwei\n\ndrei\n\nvier"),
        ("<ul><li>un<li>deux</ul>", "un\ndeux"),
        ("<table><tr><td>α<td>β<tr><td>γ</table>", "α\nβ\nγ"),
        ("<pre>  ein\n  zwei  drei</pre>", "ein\nzwei drei"),
        ("<p>Donau&shy;dampf<wbr>schiff &amp; Gl&uuml;ck&#33;</p>", "Donaudampfschiff & Glück!"),
        ("<p><span class=dropcap>T</span><span class=sc>HE</span> cat", "THE cat"),
        ("<p><img class='dropcap' alt='W' src=w.png>hen", "When"),
        ("<p>Пере<!-- нос -->нос</p>", "Перенос"),
        ("<p dir=rtl>בראשית <b>ברא</b></p>", "בראשית ברא"),
        ("<p>a &lt;b&gt; &unknown; c", "a <b> &unknown; c"),
    ],
)
def test_blocks_divide_words_and_inline_elements_do_not(body: str, text: str) -> None:
    assert read_page(body).text == text


@pytest.mark.parametrize(
    ("body", "text", "kept"),
    [
        (  # pandoc
            '<p>Arma<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> uirum</p>'
            '<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Sic A.<a href="#fnref1" '
            'class="footnote-back" role="doc-backlink">↩</a></p></li></ol></section>',
            "Arma uirum",
            [("note", "footnote", "Sic A.")],
        ),
        (  # MediaWiki
            '<p>λόγος<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> ἦν</p>'
            '<ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">↑</a>'
            '</span> <span class="reference-text">om. D</span></li></ol>',
            "λόγος ἦν",
            [("note", "footnote", "om. D")],
        ),
        (  # Project Gutenberg
            '<p>der Mond<a id="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor">[1]</a> scheint</p>'
            '<div class="footnote"><p><a id="Footnote_1"></a><a href="#FNanchor_1"><span class="label">[1]</span></a>'
            " Im Original: Mund.</p><p>Zweiter Absatz.</p></div>",
            "der Mond scheint",
            [("note", "footnote", "Im Original: Mund. Zweiter Absatz.")],
        ),
        (  # Word, saved as a page, with no names at all
            '<p>слово<a href="#_ftn1" name="_ftnref1"><span><span>[1]</span></span></a>, дело</p><hr>'
            '<div><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Примечание.</p></div></div>',
            "слово, дело",
            [("note", "footnote", "Примечание.")],
        ),
        (  # a number that only links to a note
            '<p>mot<sup><a href="#n">2</a></sup> juste</p><p id="n">2. Flaubert.</p>',
            "mot juste 2. Flaubert.",
            [("note", "marker", "2")],
        ),
        (  # the foot of a page, where the text goes on
            '<p>rex<a id=r href="#n">a</a> est</p><div><p id=n><a href="#r">a</a> regina B</p>'
            + "<p>et</p>" * 6
            + "</div>",
            "rex est et et et et et et",
            [("note", "footnote", "regina B")],
        ),
    ],
)
def test_numbers_of_notes_are_no_part_of_a_word(body: str, text: str, kept: list[tuple[str, str, str]]) -> None:
    witness = read_page(body)
    assert text_proper(witness).replace(" ,", ",") == text
    assert tidy_asides(witness) == kept


def test_links_between_contents_and_headings_are_no_notes() -> None:
    witness = read_page('<p><a id="c" href="#h">I</a> Start</p><h2 id="h"><a href="#c">I</a></h2><p>Text</p>')
    assert tidy_asides(witness) == [("paratext", "heading", "I")]
    assert text_proper(witness) == "I Start Text"


def test_numbers_of_verses_that_link_to_each_other_are_no_notes() -> None:
    witness = read_page('<p><a href="#v2" id="v1">1</a> In principio <a href="#v1" id="v2">2</a> Terra</p>')
    assert witness.text == "1 In principio 2 Terra"
    assert tidy_asides(witness) == []


@pytest.mark.parametrize(
    ("body", "head", "name"),
    [
        ("<nav>x y</nav>", "", "navigation"),
        ("<script>x y</script>", "", "scripts"),
        ("<p hidden>x y</p>", "", "hidden text"),
        ("<p style='color:red; display: none'>x y</p>", "", "hidden text"),
        ("<p class='a c7'>x y</p>", "<style>/*.q{*/.c1,.c7{display:none}</style>", "hidden text"),
        ("<span class=linenum>5 6</span>", "", "line numbers"),
        ("<div class=msocomtxt id=_com_1>x y</div>", "", "comments"),
        ("<header>x y</header>", "", "headers"),
        ("<span class=mw-editsection>x y</span>", "", "navigation"),
        ("<p>a</p><main>cat</main>x", "", "outside of the text"),
        ("<section id=pg-header>x y</section>", "", "words of the publisher of the file"),
    ],
)
def test_what_is_no_text_is_left_out_and_counted(body: str, head: str, name: str) -> None:
    witness = read_page(f"{body}<p>cat</p>" if "main" not in body else body, head)
    assert witness.text == "cat"
    assert left_out(witness)[name] == 2


@pytest.mark.parametrize(
    ("ins", "states"),
    [
        ("<ins class='corr' title=\"Transcriber's Note: original reads 'teh'\">the</ins>", ["the end"]),
        ("<ins title='Im Original: dre'>der</ins>", ["der end"]),
        ("<ins title='orig. : lle'>le</ins>", ["le end"]),
        ("<ins>the</ins>", ["the end", "end"]),
        ("<del>teh</del><ins title='by A'>the</ins>", ["the end", "teh end"]),
        ("<ins title='A, 3 May' datetime='2024-05-03'>the</ins>", ["the end", "end"]),
    ],
)
def test_a_correction_of_a_transcriber_is_no_change(ins: str, states: list[str]) -> None:
    found = states_of_page(f"<p>{ins} end</p>", changes="all")
    assert [own.text.strip() for own in found] == states


def test_struck_out_words_are_told() -> None:
    body = "<p><s>one</s> <strike>два</strike> <span style='text-decoration: line-through'>τρία</span> <u>four</u></p>"
    found = read_page(body)
    assert found.text == "one два τρία four"
    assert [found.text[a.start : a.end] for a in found.annotations if a.name == "deleted"] == ["one", "два", "τρία"]


@pytest.mark.parametrize(
    "caption",
    [
        '<p class="caption">Der Wal</p>',
        '<div class="thumbcaption">Кит</div>',
        '<p class="wp-caption-text">La baleine</p>',
        "<figcaption>鯨</figcaption>",
    ],
)
def test_captions_are_kept_aside_whatever_their_elements(caption: str) -> None:
    found = read_page(f'<div class="figcenter">{caption}</div><p>text</p>')
    assert text_proper(found).strip() == "text"
    assert [own[:2] for own in tidy_asides(found)] == [("paratext", "caption")]


def test_the_licence_of_a_page_of_wikisource_is_no_text() -> None:
    found = read_page('<p>text</p><div class="licenseContainer licenseBanner"><p>Public domain</p></div>')
    assert found.text == "text"


def test_a_marker_of_several_elements_is_one_note() -> None:
    body = '<p>a<sup><a epub:type="noteref" href="#n">1</a></sup> b</p><aside epub:type="footnote" id="n">c</aside>'
    kept = tidy_asides(read_page(body, roles={"marker": "note"}))
    assert [own[1] for own in kept] == ["marker", "footnote"]


def test_what_only_print_hides_is_text() -> None:
    assert read_page("<p class=a>x", "<style>@media print{.a{display:none}}</style>").text == "x"
    assert read_page("<p class=a>x", "<style>.b .a{display:none} .a:hover{display:none}</style>").text == "x"


LICENCE = "The Project Gutenberg EBook of X\n\nno cost\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (  # licence and credits in `pre`
            f"<pre>{LICENCE}\n\nProduced by Ada\n\n</pre><h2>I</h2><p>La casa.</p><pre>\nEnd of the Project Gutenberg "
            "EBook of X\n\n*** END OF THIS PROJECT GUTENBERG EBOOK X ***\n\n***** This file should be named 1.htm</pre>",
            ["I", "La casa."],
        ),
        (  # the whole book in one `pre`, with a link in the licence
            f"<pre>at <a href='#'>www.gutenberg.org</a> {LICENCE}\n\nDas Haus\nsteht <i>hier</i>.\n\n"
            "End of Project Gutenberg's X, by Y\n*** END</pre><p>x</p>",
            ["Das Haus", "steht hier."],
        ),
        (  # lines with `br`, and a title of two lines
            "<div><p>The Project Gutenberg eBook<br>Licence<br>\n*** START OF THE PROJECT GUTENBERG EBOOK THE\nLONG X ***"
            "<br>\nE-text prepared by Ada</p><p>Дом стоит.</p><p>Конец<br>\n*** END OF THE PROJECT GUTENBERG EBOOK THE\n"
            "LONG X ***<br>more</p></div>",
            ["Дом стоит.", "Конец"],
        ),
        (  # before 2004
            "<pre>PROJECT GUTENBERG\n***START**THE SMALL PRINT!***\nlaw\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.04"
            ".29.93*END*\n</pre><p>Le chat.</p>",
            ["Le chat."],
        ),
    ],
)
def test_a_licence_in_one_block_with_other_text_is_left_out(body: str, text: list[str]) -> None:
    witness = read_page(body)
    assert lines(witness) == text
    ending = text[-1][-5:]
    at = witness.origins.position(witness.text.index(ending))
    assert page(body).splitlines()[at.line - 1][at.column - 1 :].startswith(ending[:2])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<p>Marks.<br>End of the Project Gutenberg licence is where it begins, says ***Hart***.<br>On.</p><p>More.</p>",
            ["Marks.", "End of the Project Gutenberg licence is where it begins, says ***Hart***.", "On.", "More."],
        ),
        (
            "<h1>Signs</h1><p>First.<br>*** START OF THE PROJECT GUTENBERG EBOOK X ***<br>Then.</p>",
            ["Signs", "First.", "*** START OF THE PROJECT GUTENBERG EBOOK X ***", "Then."],
        ),
        (
            f"<pre>{LICENCE}\n\nPrepared for the worst, the captain\nstood.\n</pre><pre>End of Project Gutenberg was\n"
            "a phrase***\n</pre><p>*** END OF THIS PROJECT GUTENBERG EBOOK X ***</p><p>law</p>",
            ["Prepared for the worst, the captain", "stood.", "End of Project Gutenberg was", "a phrase***"],
        ),
        (
            f"<pre>{LICENCE}\nProduced by X\n\nA rose\n\n*** END OF THIS PROJECT GUTENBERG EBOOK X ***\nlaw</pre>",
            ["Produced by X", "A rose"],
        ),
        (
            f"<pre>{LICENCE}\nProduced by X\n\nA rose\n</pre><p>End of the Project Gutenberg EBook of X</p>"
            "<p>is red</p>",
            ["Produced by X", "A rose", "End of the Project Gutenberg EBook of X", "is red"],
        ),
    ],
)
def test_words_that_only_speak_of_the_licence_are_text(body: str, text: list[str]) -> None:
    assert [line for line in lines(read_page(body)) if line] == text


def test_what_the_publisher_of_a_file_says_around_the_text_is_left_out() -> None:
    body = (
        "<p>The Project Gutenberg eBook</p><div><p>Licence</p><p>*** START OF THE PROJECT GUTENBERG EBOOK CATS ***</p>"
        "</div><p>The cat sat.</p><p>*** END OF THE PROJECT GUTENBERG EBOOK CATS ***</p><p>More licence</p>"
    )
    assert read_page(body).text == "The cat sat."
    assert len(lines(read_page(body, furniture="keep"))) == 6


def test_deleted_and_inserted_text_are_states_of_a_page() -> None:
    body = "<p>the <del>old</del><ins>black</ins> cat</p>"
    assert [w.text for w in states_of_page(body)] == ["the black cat"]
    assert [w.text for w in states_of_page(body, changes="reject")] == ["the old cat"]
    assert [w.text for w in states_of_page(body, hand="first")] == ["the old cat"]
    last, first = states_of_page(body, changes="all")
    assert (last.siglum, last.text, first.siglum, first.text) == ("P", "the black cat", "P*", "the old cat")
    assert first.derived_from == "P"
    assert left_out(last)["deleted text"] == left_out(first)["inserted text"] == 1
    assert said(last) == [("added", "", "black")]
    assert last.notices == ()
    assert "--hand first" in states_of_page(body)[0].notices[0]


def test_pages_and_other_places() -> None:
    witness = read_page(
        "<p>sub<span class='pagenum' id='Page_12'>[Pg 12]</span>ject of <span role='doc-pagebreak' title='xiii'></span>"
        "study <a epub:type='pagebreak' id='p14'></a>here</p>"
    )
    assert witness.text == "subject of study here"
    assert places(witness, "page") == [("12", "ject of"), ("xiii", "study"), ("14", "here")]
    verses = read_page("<p id=v1>In <p id=v2>Et", places={"verse": "p/@id"})
    assert places(verses, "verse") == [("v1", "In"), ("v2", "Et")]


def test_the_settings_say_what_else_is_text() -> None:
    body = "<div class=text><p class='y z'>ego</p><p epub:type='gloss'>tu</p><p id=k9>is</p></div><p>ea</p>"
    witness = read_page(body, roles={".z": "speaker", ".gloss": "editor", "div/#k*": "drop"}, body="div[@class='text']")
    assert tidy_asides(witness) == [("paratext", "speaker", "ego"), ("gloss", "editor", "tu")]
    assert left_out(witness) == {"head": 1, "p": 1, "outside of the text": 1}
    assert read_page("a", dropped=".nothing").notices == (
        "a.html: '.nothing' under dropped matches nothing; correct it",
    )
    with pytest.raises(ReadError, match="there is no article in this page"):
        read_page("a", body="article")


def test_reading_aids_languages_and_raised_letters() -> None:
    witness = read_page("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字 3<sup>rd</sup> <i lang=la>mus</i></p>")
    assert words(text_proper(witness)) == ["漢字", "3rd", "mus"]
    assert tidy_asides(witness) == [("gloss", "reading-aid", "かん")]
    assert said(witness) == [("superscript", "", "rd"), ("language", "la", "mus")]


@pytest.mark.parametrize(
    "content",
    [
        '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body>Glück',
        '<html><head><meta charset="ISO-8859-1"></head><body>Glück',
        "<meta http-equiv=content-type content='text/html; charset=windows-1252'>Glück",
    ],
)
def test_the_encoding_is_that_which_the_page_names(content: str) -> None:
    assert read_page(content.encode("cp1252")).text == "Glück"


def test_a_page_that_cannot_be_read_is_refused_in_a_sentence() -> None:
    for content, why in (
        (b"", "is empty"),
        (b"<p>a\n\xff", "a.html:2: byte 5 is not UTF-8"),
        (b"<div>" * 300 + b"x", "nested more than 256 deep"),
    ):
        with pytest.raises(ReadError, match=why):
            read_page(content)


def test_xhtml_has_the_entities_of_html_and_none_of_other_files() -> None:
    head = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>'
    assert read_page(f"{head}a&mdash;b<i/>c</p></body></html>".encode()).text == "a—bc"
    outside = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>{head}a&x;b</p></body></html>'
    assert "root" not in read_page(outside.encode()).text


PIECES: Final = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<i>", "</i>", "<br>", "\n", " ", "&amp;", "&nbsp;", "&#x41;", "<!-- a > b -->", "<td>", "</x>",
         "<b title='a>b'>", "</b>", "w", "ж", "漢", "<script>a<b</script>", "<sup>", "</sup>", "<del>", "</del>", "&"]
    ),
    max_size=30,
)  # fmt: skip


@given(PIECES)
def test_no_character_is_lost_and_each_stands_where_its_origin_says(pieces: list[str]) -> None:
    content = page("\n".join(("x", "".join(pieces), "<p>last</p>")))
    witness = read_page(content.encode())  # raises InternalError if a character was lost
    source = content.splitlines()
    for n, character in enumerate(witness.text):
        if character in "wж漢":
            at = witness.origins.position(n)
            assert source[at.line - 1][at.column - 1] == character


@pytest.mark.parametrize(
    "content",
    [
        b"<script>" * 20_000,
        b"<a '" * 50_000,
        b"<p>PROJECT GUTENBERG</p><div>" + b"*** <br>" * 10_000,
        b"<style>" + b"/*" * 50_000 + b"</style>x",
        b'<a id=t href="#u">1</a><p><a id=u href="#t">1</a>' + b'<a href="#u">1</a><a href="#t">1</a>' * 2_000,
    ],
    ids=["scripts", "quotes", "stars", "comments", "links"],
)
def test_a_hostile_page_is_read(content: bytes) -> None:
    assert read_page(b"<p>x</p>" + content).text.startswith("x")


def test_the_number_of_a_character_may_be_of_any_length() -> None:
    witness = read_page(f"<p>\na &#{'9' * 5000}; b</p>")
    assert witness.text == "a \ufffd b"
    assert witness.position(witness.text.index("b"))[1:] == (3, 5007)


def test_elements_of_the_text_that_stand_in_one_another_are_read_once() -> None:
    body = '<div class="x"><p>a</p><div class="x">b</div></div><div class="x">c</div>d'
    assert lines(read_page(body, body=".x")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("marker", "left"),
    [
        ('<sup><a href="#n" id="r">2</a></sup>', 1),
        ('<a epub:type="noteref" href="#n" id="r">[注2]</a>', 1),
        ('<sup class="reference" id="r"><a href="#n">[Anm. 2]</a></sup>', 2),
        ('<a class="noteref" href="#n" id="r">٢</a>', 1),
    ],
)
def test_the_number_of_a_note_is_left_out_and_counted_unless_the_settings_keep_it(marker: str, left: int) -> None:
    body = f'<p>Слово{marker} gilt</p><p id="n"><a href="#r">2</a> Nota.</p>'
    found = read_page(body)
    assert (found.text.split(), left_out(found)["note markers"]) == (["Слово", "gilt", "Nota."], left)
    kept = tidy_asides(read_page(body, roles={"marker": "note"}))
    assert [own[:2] for own in kept] == [("note", "marker"), ("note", "footnote")]
    assert read_page(body, roles={"marker": "drop"}).text == found.text


def test_words_that_are_the_link_to_a_note_are_kept() -> None:
    body = '<p>dem <a epub:type="noteref" href="#n">Reichskammergericht</a> zu</p><aside epub:type="footnote" id="n">In Wetzlar.</aside>'
    found = read_page(body)
    assert found.text.startswith("dem Reichskammergericht zu")
    assert tidy_asides(found) == [("note", "footnote", "In Wetzlar.")]


def test_a_raised_element_with_words_beside_the_number_is_text() -> None:
    body = '<p>a<sup><a href="#n" id="r">1</a><!-- c --> th</sup></p><p id="n"><a href="#r">1</a> note</p>'
    assert text_proper(read_page(body)).split() == ["a", "th"]
    assert left_out(read_page(body))["note markers"] == 1


def test_lists_of_notes_within_lists_of_notes_hold_notes() -> None:
    body = "<p>a</p>" + '<div class="footnotes">' * 30 + "<ol>" + "<li>x</li>" * 3
    assert tidy_asides(read_page(body)) == [("note", "footnote", "x")] * 3


def test_the_header_of_a_page_of_libreoffice_is_furniture() -> None:
    generator = '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>'
    body = '<div title="header"><p>A Tale</p></div><p>It was</p><div title="footer"><p>12</p></div>'
    witness = read_page(body, generator)
    assert text_proper(witness) == "It was"
    assert left_out(witness) == {"head": 1, "headers": 2, "footers": 1}
    assert text_proper(read_page(body)) == "A Tale It was 12"


@pytest.mark.parametrize("blank", ["\u00a0", "\u2003", "\u202f", " "])
def test_the_sign_of_a_note_stands_behind_its_word_whatever_blank_follows(blank: str) -> None:
    body = f'<p>yours<a href="#n" id="r"><sup>1</sup></a>{blank}of old</p><p id="n"><a href="#r">1</a> a note</p>'
    witness = read_page(body, roles={"marker": "note"})
    assert tidy_asides(witness)[0] == ("note", "marker", "1")
    assert witness.text.index("1") < witness.text.index("of")
    assert text_proper(witness) == "yours of old"


def test_the_number_that_word_gives_a_paragraph_of_a_list_is_no_text() -> None:
    item = "<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>First</p>"
    found = read_page(item)
    assert (found.text, left_out(found)["numbers of lists"]) == ("First", 1)


def test_a_formula_is_read_once_with_its_bars() -> None:
    formula = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation>\\frac12</annotation></math>"
    found = read_page(f"<p>Let {formula}<span class='katex-html'>12</span> be</p>")
    assert (found.text, left_out(found)["copies of formulas"]) == ("Let 1/2 be", 2)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ('<p>Arma</p><div class="sidenote">Of arms</div>', [("note", "marginal", "Of arms")]),
        (
            '<p>goddess<a href="#n1">1</a> the</p><div class="footnote" id="n1">1 Or wrath</div>',
            [("note", "footnote", "1 Or wrath")],
        ),
        (
            '<p>Text<sup><a id="b" href="#f">1</a></sup></p><dl><dt><a id="f">Text</a><a href="#b">1</a></dt><dd>Note</dd></dl>',
            [("note", "footnote", "Text"), ("note", "footnote", "Note")],
        ),
    ],
)
def test_notes_are_found_by_their_class_or_in_a_list_of_definitions(
    body: str, kept: list[tuple[str, str, str]]
) -> None:
    assert tidy_asides(read_page(body)) == kept


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<div class="transnote">Errors were corrected</div>', "words of the publisher of the file"),
        ('<div role="note" class="hatnote">For others, see</div>', "navigation"),
    ],
)
def test_words_about_the_file_are_left_out(body: str, name: str) -> None:
    found = read_page(f"<p>Text</p>{body}")
    assert (found.text, left_out(found)[name]) == ("Text", 3)
