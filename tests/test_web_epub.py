"""Books in EPUB are read in the order of reading; what cannot be read is refused in a sentence."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_sources import zipped
from page_sources import SHARED, expected, left_out, places, read_sample, text_proper, words
from web_sources import book, read_book, tidy_asides

from collate.errors import ReadError
from collate.reading.readers import format_of
from collate.reading.source_files import files_of_content
from collate.reading.web.epub import read_epub

FOLDER: Final = SHARED / "html"
needs_samples = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the samples of COLLATE_SOURCES: html/")


@needs_samples
def test_a_book_is_read_as_a_person_reads_it() -> None:
    wanted = expected("book.epub", FOLDER)
    witness = read_sample(read_epub, "book.epub", {"roles": {"marker": "note"}}, FOLDER)[0]
    assert words(text_proper(witness)) == words(wanted["text"])
    assert tidy_asides(witness) == [tuple(row) for row in wanted["roles"]]
    assert places(witness, "page") == [("2", "of study.")]
    assert places(witness, "file")[0] == ("OEBPS/text/a one.xhtml", "Part One")
    assert left_out(witness) == {"head": 3, "links back from notes": 1, "table of contents": 3}


def test_the_order_is_that_of_reading_and_not_that_of_the_zip() -> None:
    witness = read_book(
        book(
            {"n.xhtml": "<p>nota</p>", "t.xhtml": "<nav><a>index</a></nav>", "b.xhtml": "<p>duo</p>",
             "a%20%C3%A4.xhtml": "<p>unus</p>"},
            order=("n.xhtml", "a%20%C3%A4.xhtml", "b.xhtml"),
            last=("n.xhtml",),
            properties={"t.xhtml": "nav"},
            more={"EPUB/a ä.xhtml": "<html><body><p>unus</p></body></html>"},
        )
    )  # fmt: skip
    assert witness.text == "unus\n\nduo\n\nnota"
    assert places(witness, "file") == [("EPUB/a ä.xhtml", "unus"), ("EPUB/b.xhtml", "duo"), ("EPUB/n.xhtml", "nota")]
    assert left_out(witness) == {"table of contents": 1}
    assert witness.sources[0].file == "a.epub/EPUB/a ä.xhtml"


def test_notes_in_another_file_are_found_by_their_links() -> None:
    witness = read_book(
        book(
            {
                "text/c1.xhtml": '<p>Wort<a id="r1" href="../notes.xhtml#n1">1</a> gilt</p>',
                "notes.xhtml": '<h2>Noten</h2><p id="n1"><a href="text/c1.xhtml#r1">1</a> Siehe oben.</p>',
            }
        )
    )
    assert text_proper(witness) == "Wort gilt"
    assert tidy_asides(witness) == [
        ("paratext", "heading", "Noten"),
        ("note", "footnote", "Siehe oben."),
    ]


def test_each_word_stands_in_its_file() -> None:
    witness = read_book(book({"a.xhtml": "<p>unus</p>", "b.xhtml": "\n<p>duo\ntres</p>"}))
    at = witness.origins.position(witness.text.index("tres"))
    assert (witness.sources[at.file].file, at.line, at.column) == ("a.epub/EPUB/b.xhtml", 3, 1)


def test_a_book_is_known_by_its_content_and_is_no_zip_of_transcriptions() -> None:
    for content in (book({"a.xhtml": "x"}), zipped({"mimetype": "application/epub+zip"})):
        (source,) = files_of_content(content, "a.zip").sources
        assert format_of(source).name == "epub"


ENCRYPTED: Final = "<encryption><EncryptedData><CipherReference URI='{}'/></EncryptedData></encryption>"


def test_a_protected_book_is_refused_and_one_with_protected_fonts_is_read() -> None:
    pages = {"a.xhtml": "<p>unus</p>"}
    with pytest.raises(ReadError, match=r"a\.epub: this book is protected"):
        read_book(book(pages, more={"META-INF/encryption.xml": ENCRYPTED.format("EPUB/a.xhtml")}))
    assert read_book(book(pages, more={"META-INF/encryption.xml": ENCRYPTED.format("EPUB/f.otf")})).text == "unus"


def test_a_book_that_cannot_be_read_is_refused_in_a_sentence() -> None:
    for content, why in (
        (b"PK\x03\x04", "this zip cannot be read; it is damaged"),
        (zipped({"mimetype": "application/epub+zip"}), "has no list of its files"),
        (book({"a.xhtml": "x"}, more={"EPUB/p.opf": "<package"}), r"a\.epub/EPUB/p\.opf:1: not well-formed"),
        (book({"a.xhtml": "x"}, more={"EPUB/p.opf": "<package/>"}), "no text in this book"),
        (book({"t.xhtml": "<nav>x</nav>"}, properties={"t.xhtml": "nav"}), "no text in this book"),
    ):
        with pytest.raises(ReadError, match=why):
            read_book(content)


def test_a_name_that_leads_out_of_the_book_is_only_a_name() -> None:
    opf = (
        "<package><manifest><item id='a' href='../../../etc/passwd'/><item id='b' href='a.xhtml'/></manifest>"
        "<spine><itemref idref='a'/><itemref idref='b'/></spine></package>"
    )
    witness = read_book(book({"a.xhtml": "<p>unus</p>"}, more={"EPUB/p.opf": opf}))
    assert witness.text == "unus"
    assert witness.notices == ("a.epub: 1 file of the book missing: etc/passwd",)


@given(st.binary(max_size=40), st.integers(0, 1200))
def test_a_damaged_book_is_read_or_refused(junk: bytes, place: int) -> None:
    whole = book({"a.xhtml": "<p>unus</p>", "b.xhtml": "<p>duo</p>"})
    damaged = whole[:place] + junk + whole[place + len(junk) :]
    try:
        read_book(damaged)
    except ReadError as error:
        told = str(error)
    else:
        told = ""
    assert "\n" not in told


def test_an_empty_file_of_a_book_is_told_and_no_reason_to_refuse_it() -> None:
    package = (
        '<package><manifest><item id="a" href="a.html" media-type="text/html"/>'
        '<item id="b" href="b.html" media-type="text/html"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    container = '<container><rootfile full-path="o.opf"/></container>'
    files = {"META-INF/container.xml": container, "o.opf": package, "a.html": " \n", "b.html": "<p>arma</p>"}
    witness = read_book(zipped(files))
    assert (witness.text, witness.notices) == ("arma", ("a.epub: 1 file of the book empty: a.html",))
    with pytest.raises(ReadError, match=r"^a.epub: there is no text in this book; check that it is whole$"):
        read_book(zipped(files | {"b.html": ""}))


def test_a_style_sheet_of_the_book_hides_what_a_reading_program_does_not_show() -> None:
    pages = {"c1.xhtml": '<p>Arma <span class="kindle">only</span><span class="x">virumque</span></p>'}
    sheets = {
        "styles/a.css": "/* .x { display: none } */ .kindle { display: none } @media print { .x { display: none } }"
    }
    found = read_book(book(pages, sheets=sheets))
    assert (found.text, left_out(found)) == ("Arma virumque", {"hidden text": 1})
    assert read_book(book(pages, more={"EPUB/styles/a.css": sheets["styles/a.css"]})).text == "Arma onlyvirumque"


def test_the_table_of_contents_of_an_older_book_is_known_by_its_guide() -> None:
    contents = '<h1>Contents</h1><p><a href="c1.xhtml">One two</a></p><p><a href="c1.xhtml">Three four</a></p>'
    guide = '<guide><reference type="toc" href="t.xhtml"/></guide>'
    pages = {"t.xhtml": contents, "c1.xhtml": "<p>Arma</p>"}
    found = read_book(book(pages, guide=guide))
    assert (found.text, left_out(found)["table of contents"]) == ("Arma", 5)
    whole = {"t.xhtml": f"{contents}<p>Arma virumque cano Troiae qui primus ab oris</p>"}
    assert "Arma" in read_book(book(whole, guide=guide)).text
