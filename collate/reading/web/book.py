"""The files of a book in EPUB: which there are, and in which order they are read.

The names in the zip, and the references to them, are names and never paths.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.errors import ReadError
from collate.files.archive import OF_DOCUMENT, archive_files, archive_names, shown_member
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.web.book_kind import CONTAINER
from collate.reading.xml_source import local_name, parse_tree

_ENCRYPTION: Final = "META-INF/encryption.xml"
_SHEET: Final = "text/css"
_PAGES: Final = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml", "")


@dataclass(frozen=True, slots=True)
class BookFile:
    """A file of a book that is read.

    name             in the zip
    is_contents      whether it is the table of contents for reading programs
    may_be_contents  whether the guide of an older book calls it one
    """

    name: str
    content: bytes
    is_contents: bool = False
    may_be_contents: bool = False

    def __repr__(self) -> str:
        return repr_line("BookFile", f"{self.name}: {len(self.content)} bytes")


@dataclass(frozen=True, slots=True)
class _Item:
    """A row of the list of the files of a book."""

    name: str
    media_type: str
    is_contents: bool


class FilesOfBook(NamedTuple):
    """The files of a book in the order of reading, what is to be told of them, and the style sheets by their names."""

    files: list[BookFile]
    told: list[str]
    sheets: dict[str, str]


def files_of_book(source: SourceContent, options: ReadOptions) -> FilesOfBook:
    """Return the files of a book that are read.

    What is not in the order of reading (`linear="no"`), such as notes, comes last, then the table of contents.
    Raises ReadError for a book that is damaged, is protected, has no text, or would grow too large.
    """
    package, root = _package(source, options)
    items = dict(_items(package, root))
    order = _order(root, items)
    pages = [item for item in order if item.media_type in _PAGES]
    pages += [item for item in items.values() if item.is_contents and item not in pages]
    wanted = {item.name for item in pages}
    sheets = {item.name for item in items.values() if item.media_type == _SHEET}
    found = _parts(source, wanted | sheets | {_ENCRYPTION})
    _refuse_protected(found.get(_ENCRYPTION, b""), wanted, source, options)
    told = list(_told(source, order, pages, found))
    guided = set(_guided(package, root))
    files = [
        BookFile(item.name, found[item.name], item.is_contents, item.name in guided)
        for item in pages
        if _has_content(item, found)
    ]
    if all(file.is_contents for file in files):
        raise ReadError(f"{source.file}: there is no text in this book; check that it is whole")
    return FilesOfBook(files, told, {name: found[name].decode("utf-8", "replace") for name in sheets if name in found})


def _parts(source: SourceContent, names: set[str]) -> dict[str, bytes]:
    found = archive_files(source.content, source.file, lambda name: name in names, OF_DOCUMENT)
    parts = dict(found)
    if len(parts) < len(found):
        raise ReadError(f"{source.file}: two files of this book have one name; save it again")
    return parts


def _package(source: SourceContent, options: ReadOptions) -> tuple[str, etree._Element]:
    """Return the name and the outermost element of the list of the files of a book."""
    container = _parts(source, {CONTAINER}).get(CONTAINER)
    name = ""
    if container is not None:
        root = parse_tree(container, options, f"{source.file}/{CONTAINER}")
        paths = [e.get("full-path", "") for e in root.iter(etree.Element) if local_name(e) == "rootfile"]
        name = shown_member(paths[0]) if paths else ""
    if not name:
        name = next((own for own in archive_names(source.content) if own.endswith(".opf")), "")
    content = _parts(source, {name}).get(name) if name else None
    if content is None:
        raise ReadError(f"{source.file}: this book has no list of its files; check that it is whole, or save it again")
    return name, parse_tree(content, options, f"{source.file}/{name}")


def _guided(package: str, root: etree._Element) -> Iterator[str]:
    """Yield the names of the files that the guide of a book in EPUB 2 calls its table of contents."""
    for element in root.iter("{*}reference"):
        if element.get("type", "").lower() == "toc" and "#" not in element.get("href", ""):
            yield _within(package, element.get("href", ""))


def _within(package: str, address: str) -> str:
    """Return the name in the zip of an address in the list of the files."""
    return shown_member(posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(address))))


def _items(package: str, root: etree._Element) -> Iterator[tuple[str, _Item]]:
    for element in root.iter(etree.Element):
        if local_name(element) == "item" and element.get("href"):
            name = _within(package, element.get("href", "").partition("#")[0])
            is_contents = "nav" in element.get("properties", "").split()
            yield element.get("id", ""), _Item(name, element.get("media-type", ""), is_contents)


def _order(root: etree._Element, items: dict[str, _Item]) -> list[_Item]:
    """Return the files in the order of reading, each once."""
    references = [e for e in root.iter(etree.Element) if local_name(e) == "itemref"]
    ordered = sorted(references, key=lambda e: e.get("linear", "yes") == "no")
    return list(dict.fromkeys(items[key] for e in ordered if (key := e.get("idref", "")) in items))


def _refuse_protected(encryption: bytes, wanted: set[str], source: SourceContent, options: ReadOptions) -> None:
    """Raise ReadError if a text of the book is encrypted; fonts often are, in books that anybody may read."""
    if not encryption:
        return
    root = parse_tree(encryption, options, f"{source.file}/{_ENCRYPTION}")
    names = {shown_member(unquote(e.get("URI", ""))) for e in root.iter(etree.Element)}
    if names & wanted:
        raise ReadError(
            f"{source.file}: this book is protected (DRM), and cannot be read; use a copy without protection"
        )


def _has_content(item: _Item, found: Mapping[str, bytes]) -> bool:
    return bool(found.get(item.name, b"").strip())


def _told(
    source: SourceContent, order: Sequence[_Item], pages: Sequence[_Item], found: dict[str, bytes]
) -> Iterator[str]:
    others = [item.name for item in order if item not in pages]
    if others:
        yield f"{source.file}: {counted(len(others), 'file')} of the book left out that is no page: {others[0]}"
    empty = [item.name for item in pages if item.name in found and not _has_content(item, found)]
    if empty:
        yield f"{source.file}: {counted(len(empty), 'file')} of the book empty: {empty[0]}"
    missing = [item.name for item in pages if item.name not in found]
    if missing:
        yield f"{source.file}: {counted(len(missing), 'file')} of the book missing: {missing[0]}"
