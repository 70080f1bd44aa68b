"""Whether a file is a book in EPUB, by the names in its zip."""

from typing import Final

from collate.errors import ReadError
from collate.files.archive import archive_files, archive_names, is_archive
from collate.reading.beginnings import Beginning

CONTAINER: Final = "META-INF/container.xml"
_MIME_TYPE: Final = b"application/epub+zip"


def is_epub(beginning: Beginning, content: bytes) -> bool:
    """Return whether a file is a book in EPUB."""
    del beginning
    if not is_archive(content):
        return False
    names = archive_names(content)
    if CONTAINER in names:
        return True
    try:
        found = archive_files(content, "", lambda name: name == "mimetype")
    except ReadError:
        return False
    return any(data.strip() == _MIME_TYPE for _, data in found)
