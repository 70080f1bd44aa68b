"""Whether a file is a document of a word processor, by the names in its zip or its root element."""

from typing import Final

from collate.errors import ReadError
from collate.files.archive import archive_files, archive_names, is_archive
from collate.reading.beginnings import Beginning

_WORD: Final = "word/document.xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"
_WORD_TYPE: Final = b"wordprocessingml.document.main+xml"
_WORD_TYPES: Final = (_WORD_TYPE, b"wordprocessingml.template.main+xml", b"vnd.ms-word.document.macroEnabled.main+xml")
_MIME_TYPE: Final = "mimetype"
_CONTENT: Final = "content.xml"
_TEXT: Final = "application/vnd.oasis.opendocument.text"


def is_docx(beginning: Beginning, content: bytes) -> bool:
    """Return whether a file is a document of Word."""
    del beginning
    if not is_archive(content):
        return False
    names = archive_names(content)
    if _WORD in names:
        return True
    types = _part(content, _CONTENT_TYPES) if _CONTENT_TYPES in names else b""
    return any(own in types for own in _WORD_TYPES)


def is_odt(beginning: Beginning, content: bytes) -> bool:
    """Return whether a file is a text in OpenDocument."""
    del beginning
    if not is_archive(content):
        return False
    names = archive_names(content)
    return _CONTENT in names and _MIME_TYPE in names and _part(content, _MIME_TYPE).startswith(_TEXT.encode())


def is_fodt(beginning: Beginning, content: bytes) -> bool:
    """Return whether a file is a text in OpenDocument that is one file of XML."""
    del content
    is_document = beginning.root == "document" and "opendocument" in beginning.namespace
    return is_document and (_TEXT in beginning.text or "office:mimetype" not in beginning.text)


def is_office_zip(content: bytes) -> bool:
    """Return whether a zip is a document of a word processor, and no zip of transcriptions."""
    return is_docx(Beginning(), content) or is_odt(Beginning(), content)


def _part(content: bytes, name: str) -> bytes:
    try:
        return next((data for _, data in archive_files(content, "", lambda own: own == name)), b"")
    except ReadError:
        return b""
