"""What a file is that no reader reads, in words that its owner knows, and what to do with it."""

from collections.abc import Sequence
from typing import Final

from collate._repr import shorten
from collate.reading.beginnings import Beginning

_SAVE: Final = "save it as plain text (UTF-8)"
_UNPACK: Final = "unpack it first"

OLE: Final = b"\xd0\xcf\x11\xe0"
_WITH_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
# By the bytes with which a file begins.
_MAGIC: Final = (
    (b"%PDF-", "a PDF; extract its text first, for instance with pdftotext"),
    (b"{\\rtf", f"a document in RTF; {_SAVE}"),
    (OLE, "an old Word or Office document, such as DOC; save it as DOCX"),
    (b"\x89PNG", "an image (PNG); transcribe it first"),
    (b"\xff\xd8\xff", "an image (JPEG); transcribe it first"),
    (b"GIF8", "an image (GIF); transcribe it first"),
    (b"II*\x00", "an image (TIFF); transcribe it first"),
    (b"MM\x00*", "an image (TIFF); transcribe it first"),
    (b"\x00\x00\x00\x0cjP  ", "an image (JPEG 2000); transcribe it first"),
    (b"\x1f\x8b", f"a compressed file (gzip); {_UNPACK}"),
    (b"7z\xbc\xaf'\x1c", f"a compressed file (7z); {_UNPACK}"),
    (b"Rar!", f"a compressed file (RAR); {_UNPACK}"),
    (b"BZh", f"a compressed file (bzip2); {_UNPACK}"),
    (b"\xfd7zXZ", f"a compressed file (xz); {_UNPACK}"),
    (b"SQLite format 3", "a database (SQLite); export the text from it"),
)
# By a name in a zip.
_DOCUMENTS: Final = (
    ("xl/workbook.xml", "a table of Excel (XLSX); save the text in it as plain text (UTF-8)"),
    ("ppt/presentation.xml", "slides of PowerPoint (PPTX); save the text in them as plain text (UTF-8)"),
)
# By the file `mimetype` in a zip.
_MIME_TYPES: Final = (
    ("application/vnd.oasis.opendocument", "a document of LibreOffice; save the text in it as plain text (UTF-8)"),
)
# By the name of the root element, and a part of its namespace.
_ROOTS: Final = (
    ("svg", "", "an image (SVG); transcribe it first"),
    ("mets", "", "METS, which lists the files of a book; name these files instead, such as its PAGE or ALTO"),
    ("package", "schemas.microsoft.com", "a Word document (flat XML); save it as DOCX"),
    ("wordDocument", "", "a Word document (XML of 2003); save it as DOCX"),
    ("document", "opendocument", "a document of LibreOffice without a text (flat XML); save the text in it as ODT"),
    ("package", "idpf.org", "the list of the files of an e-book (OPF); name the book, which ends in .epub"),
    ("stylesheet", "XSL", "a style sheet (XSLT); name what it is applied to"),
    ("schema", "", "a schema, which describes other files; name a transcription"),
    ("grammar", "relaxng", "a schema (RELAX NG), which describes other files; name a transcription"),
)
HOCR: Final = "hOCR, which is not read; convert it to ALTO or PAGE first"
_MEND: Final = 'if it is one that can be read, name it: format = "tei", or "plain" for the file as it is'


def foreign_binary(content: bytes) -> str:
    """Return what a file is by the bytes with which it begins; "" for one that may be a text."""
    if content.startswith(OLE) and _WITH_PASSWORD in content:
        return "a document with a password; save it without one"
    return next((what for beginning, what in _MAGIC if content.startswith(beginning)), "")


def foreign_archive(names: Sequence[str], mime_type: str) -> str:
    """Return what a zip is by the names in it; "" for one that may hold a transcription."""
    for name, what in _DOCUMENTS:
        if name in names:
            return what
    return next((what for beginning, what in _MIME_TYPES if mime_type.startswith(beginning)), "")


def is_html(beginning: Beginning) -> bool:
    """Return whether a file begins as HTML does."""
    return beginning.root.lower() == "html"


def is_hocr(beginning: Beginning) -> bool:
    """Return whether a file in HTML is the output of a program for text recognition."""
    return is_html(beginning) and ("ocr_page" in beginning.text or "ocr-system" in beginning.text)


def foreign_markup(beginning: Beginning) -> str:
    """Return what a file of XML or HTML is that is no transcription of a known format."""
    if is_html(beginning):
        return HOCR
    for root, namespace, what in _ROOTS:
        if beginning.root == root and namespace in beginning.namespace:
            return what
    if not beginning.root:
        return f"XML without an element; check that it is whole; {_MEND}"
    where = f" of the namespace {shorten(beginning.namespace, 80)}" if beginning.namespace else ""
    return f"XML with the root element {shorten(beginning.root, 40)}{where}, which is no known transcription; {_MEND}"
