"""The format of a file is known by its content, then by its suffix; what cannot be read is named as what it is."""

import io
import zipfile
from pathlib import Path

import pytest

from collate.errors import ReadError
from collate.reading.beginnings import beginning_of
from collate.reading.options import SourceContent
from collate.reading.readers import FORMATS, format_of, markup_in_plain, reader_of
from collate.reading.source_files import files_of_content

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>'


def zipped(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TEI, "tei"),
        (f"\ufeff<?xml version='1.0'?>\n<!-- > --><?xml-model href='a'?>\n{TEI}", "tei"),
        ('<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0"/>', "tei"),
        ('<surface xmlns:a="b" xmlns="http://www.tei-c.org/ns/1.0" ulx="0"/>', "tei"),
        ("<TEI.2><text/></TEI.2>", "tei"),
        ('<!DOCTYPE TEI.2 SYSTEM "a>b.dtd" [ <!ENTITY x "]>"> <!-- ] > --> ]>\n<TEI.2/>', "tei"),
        ("<!DOCTYPE TEI [" + "<!ENTITY a 'b'>" * 15_000 + f"]>{TEI}", "tei"),
        ('<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2013-07-15"/>', "page"),
        ('<pc:PcGts xmlns:pc="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"/>', "page"),
        ('<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"/>', "alto"),
        ("<ALTO><Layout/></ALTO>", "alto"),
        ('{"witnesses": [{"id": "A", "content": "a"}]}', "collatex"),
        ('{"id": "x", "siglum": "01", "witnesses": [{"id": "01", "tokens": []}]}', "editor-json"),
        ('<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>', "fodt"),
        ("in principio", "plain"),
        ("[1r] in principio", "plain"),
        ("{in principio}", "plain"),
        ("<in> principio", "plain"),
        ("<<Ἀρχή>> τοῦ εὐαγγελίου", "plain"),
        ("", "plain"),
        ("1\n\nin principio\n\f2\n\ncreavit\n\f", "pdftext"),
        ("in principio\n\fcreavit deus\n\fcaelum\n\f", "plain"),
        ("1\n\nin principio 2 creavit", "plain"),
    ],
)
def test_a_format_is_known_by_its_content(content: str, name: str) -> None:
    assert format_of(SourceContent("a", content.encode())).name == name


def test_a_document_in_a_zip_is_known_by_the_names_in_it() -> None:
    text = "application/vnd.oasis.opendocument.text"
    types = '<T><O ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></T>'
    for content, name in (
        (zipped(word__document_xml="<w/>"), "docx"),
        (zipped(**{"[Content_Types]_xml": types, "word__document2_xml": "<w/>"}), "docx"),
        (zipped(mimetype=text, content_xml="<o/>"), "odt"),
        (zipped(mimetype=f"{text}-template", content_xml="<o/>"), "odt"),
    ):
        (source,) = files_of_content(content, "a").sources
        assert format_of(source).name == name


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_format_is_known_in_wide_encodings(encoding: str) -> None:
    assert format_of(SourceContent("a.xml", f"<?xml version='1.0'?>{TEI}".encode(encoding))).name == "tei"


def test_the_suffix_decides_where_the_content_does_not_and_plain_text_stays_plain() -> None:
    assert format_of(SourceContent("a.tei", b"")).name == "tei"
    assert format_of(SourceContent("a.txt", TEI.encode())).name == "plain"
    assert format_of(SourceContent("a.md", TEI.encode())).name == "plain"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.ods", zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a document of LibreOffice; save"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "an old Word or Office document, such as DOC; save it as DOCX"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a document with a password"),
        (
            "a.fods",
            b'<?xml version="1.0"?><o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            b'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>',
            "flat XML",
        ),
        ("a.xlsx", zipped(xl__workbook_xml="<w/>"), "a table of Excel (XLSX)"),
        ("a.zip", zipped(picture="x"), "this is a zip, and there is no transcription in it"),
        ("a.pdf", b"%PDF-1.7", "this is a PDF"),
        ("a.rtf", b"{\\rtf1", "RTF"),
        ("a.jp2", b"\x00\x00\x00\x0cjP  \r\n", "JPEG 2000"),
        ("a.hocr", b"<html><body><div class='ocr_page'>", "this is hOCR"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg">', "an image (SVG)"),
        ("METS.xml", b'<mets:mets xmlns:mets="http://www.loc.gov/METS/">', "this is METS"),
        ("a.xml", b"<book><p>", "XML with the root element book, which is no known transcription"),
        ("a.xml", b'<?xml version="1.0"?><b:x xmlns:b="urn:n">', "root element x of the namespace urn:n"),
        ("a.xml", b"in principio", "does not begin as XML does"),
        ("a.xml", b" \n", "is empty"),
        ("a.json", b'{"a": 1}', "JSON without witnesses"),
    ],
)
def test_what_cannot_be_read_is_named_as_what_it_is(name: str, content: bytes, what: str) -> None:
    with pytest.raises(ReadError) as caught:
        format_of(files_of_content(content, name).sources[0])
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(f"{name}: ")


def test_xml_with_the_name_of_plain_text_is_told() -> None:
    told = markup_in_plain(SourceContent("a.txt", TEI.encode()))
    assert told.startswith("a.txt: this is TEI, and is read as plain text because of its name; ")
    assert "--read format=tei" in told
    assert markup_in_plain(SourceContent("a.md", b"<!DOCTYPE html><html>")).startswith("a.md: this is HTML")
    assert markup_in_plain(SourceContent("a.md", b"<p align='center'>Title</p>\n# Title")) == ""
    assert markup_in_plain(SourceContent("a.txt", b"in principio")) == ""


def test_a_doctype_that_never_ends_takes_no_time_and_no_root() -> None:
    assert beginning_of(b"<!DOCTYPE TEI [" + b"<!ENTITY" * 100_000).root == "TEI"
    assert beginning_of(b"<!--" * 200_000).root == ""
    assert beginning_of(b"<TEI " + b"a='b' " * 200_000).root == "TEI"


def test_every_format_has_a_title_and_settings() -> None:
    assert [*FORMATS] == [
        "tei",
        "page",
        "alto",
        "docx",
        "odt",
        "fodt",
        "html",
        "epub",
        "openiti",
        "wikitext",
        "markdown",
        "pdftext",
        "editor-json",
        "collatex",
        "plain",
    ]
    assert all(f.title and {"format", "profile"} <= f.keys for f in FORMATS.values())


def test_a_reader_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gone = FORMATS["tei"].__class__("x", "Format X", (), "collate.reading.gone:read", frozenset(), lambda b, c: False)
    with pytest.raises(ReadError, match=r"^Format X cannot be read by this version of collate; install a later one$"):
        reader_of(gone)
