"""What a file says of itself: its title, its siglum, the language of its text, and the witnesses that it edits.

Only what is needed for a proposal is looked for, in the beginning of the file and with patterns of limited length. The
readers parse the file itself.
"""

import html
import re
from collections.abc import Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate.errors import ReadError
from collate.files.archive import archive_files, is_archive
from collate.model.language import language_error
from collate.reading.beginnings import roughly_decoded

SEARCHED: Final = 1 << 18  # bytes at the beginning of a file
SEARCHED_FOR_TITLE: Final = 1 << 14  # characters
LONGEST_TITLE: Final = 300  # characters

_TITLES: Final = (
    late_regex(r"<titleStmt\b[^>]{0,200}>\s{0,200}<title\b[^>]{0,200}>(.{1,2000}?)</title>", re.DOTALL),
    late_regex(r"<(?:dc:)?title\b[^>]{0,200}>(.{1,2000}?)</(?:dc:)?title>", re.DOTALL | re.IGNORECASE),
)
_SIGLA: Final = (
    late_regex(
        r"""<(?:idno|title|abbr|name)\b[^>]{0,200}\btype=["'](?:siglum|sigil|sigla)["'][^>]{0,200}>([^<]{1,40})<"""
    ),
    late_regex(r"""<title\b[^>]{0,200}\btype=["']document["'][^>]{0,200}>([^<]{1,40})<"""),
)
_WITNESS_ID: Final = late_regex(r"""<witness\b[^>]{0,200}?\bxml:id=["']([^"'<>]{1,40})["']""")
_READING: Final = late_regex(r"""<(?:lem|rdg)\b[^>]{0,200}?\bwit=["']""")
_LANGUAGES: Final = (
    late_regex(r"""<text\b[^>]{0,300}?\bxml:lang=["']([^"'<>]{1,40})["']"""),
    late_regex(r"""<html\b[^>]{0,300}?\blang=["']([^"'<>]{1,40})["']"""),
)
_TAG: Final = late_regex(r"<[^<>]{0,500}>")
_MEMBERS: Final = ("docProps/core.xml", "meta.xml")  # of DOCX and of ODT; a book has its title in a file `.opf`


@dataclass(frozen=True, slots=True)
class SourceMetadata:
    """What a file says of itself; what is empty, it does not say.

    siglum     of the one witness that it is
    language   of its text
    is_edition whether readings in it name witnesses
    """

    title: str = ""
    siglum: str = ""
    language: str = ""
    is_edition: bool = False

    def __repr__(self) -> str:
        return repr_line("SourceMetadata", f"{self.siglum} {shorten(self.title, 60)}")


def metadata_of(contents: Sequence[bytes], is_marked_up: bool) -> SourceMetadata:
    """Return what the files of a witness say of themselves: plain text says nothing."""
    if not is_marked_up or not contents:
        return SourceMetadata()
    text = _described(contents[0])
    names = list(dict.fromkeys(_WITNESS_ID.findall(text)))
    sigla = [found[1] for pattern in _SIGLA if (found := pattern.search(text))] or (names if len(names) == 1 else [])
    titles = [found[1] for pattern in _TITLES if (found := pattern.search(text[:SEARCHED_FOR_TITLE]))]
    languages = [found[1] for pattern in _LANGUAGES if (found := pattern.search(text))]
    return SourceMetadata(
        title=next(filter(None, map(_line, titles)), ""),
        siglum=next(filter(None, map(_line, sigla)), ""),
        language=next((code for code in languages if not language_error(code)), ""),
        is_edition=any(_READING.search(roughly_decoded(content)) for content in contents if not is_archive(content)),
    )


def _described(content: bytes) -> str:
    """Return the text in which a file describes itself: of a document or a book, its file of metadata."""
    if not is_archive(content):
        return roughly_decoded(content[:SEARCHED])
    try:
        found = archive_files(content, "", lambda name: name in _MEMBERS or name.endswith(".opf"))
    except ReadError:
        return ""
    return "".join(roughly_decoded(member[:SEARCHED]) for _, member in found)


def _line(markup: str) -> str:
    """Return the text of some markup on one line that is not too long."""
    return shorten(" ".join(html.unescape(_TAG.sub("", markup)).split()), LONGEST_TITLE)
