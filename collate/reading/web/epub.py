"""Read books in EPUB: their pages, in the order of reading, are one text."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from collate.files.archive import shown_member
from collate.model.witness import Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.web.book import files_of_book
from collate.reading.web.html import witnesses_of_pages
from collate.reading.web.source import parse_page
from collate.reading.web.style_sheet import hidden_by
from collate.reading.xml_source import XmlSource


def read_epub(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of some books that are one text, or one for each state of it.

    Raises ReadError for a book that is damaged, is protected, has no text, or would grow too large.
    """
    pages: list[XmlSource] = []
    names: list[str] = []
    contents: list[SourceContent] = []
    listing: set[int] = set()
    told: list[str] = []
    hidden: list[frozenset[str]] = []
    for source in sources:
        book = files_of_book(source, options)
        told += book.told
        hidden_in = {name: hidden_by(sheet) for name, sheet in book.sheets.items()}
        for file in book.files:
            shown = f"{source.file}/{file.name}"
            if file.is_contents:
                listing.add(len(pages))
            pages.append(parse_page(file.content, replace(options, file=shown, encoding="utf-8")))
            names.append(file.name if len(sources) == 1 else shown)
            hidden.append(frozenset[str]().union(*(hidden_in.get(own, ()) for own in _sheets_of(pages[-1], file.name))))
            contents.append(SourceContent(shown, file.content))
    return witnesses_of_pages(pages, names, contents, options, told, frozenset(listing), hidden)


def _sheets_of(page: XmlSource, name: str) -> Iterator[str]:
    """Yield the names in the book of the style sheets of a page, without those for print and the alternative ones."""
    for link in page.root.iter("{*}link"):
        if link.get("rel", "").lower() == "stylesheet" and "print" not in link.get("media", ""):
            address = unquote(link.get("href", "").partition("#")[0])
            yield shown_member(posixpath.normpath(posixpath.join(posixpath.dirname(name), address)))
