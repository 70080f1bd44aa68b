"""Read books in EPUB: their pages, in the order of reading, are one text."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote

from collate.files.archive import shown_member
from collate.model.witness import Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import visible_length
from collate.reading.web.book import files_of_book
from collate.reading.web.html import witnesses_of_pages
from collate.reading.web.source import parse_page
from collate.reading.web.style_sheet import hidden_by
from collate.reading.xml_source import XmlSource, string_value


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
            pages.append(parse_page(file.content, replace(options, file=shown, encoding="utf-8")))
            if file.is_contents or (file.may_be_contents and _is_list_of_links(pages[-1])):
                listing.add(len(pages) - 1)
            names.append(file.name if len(sources) == 1 else shown)
            hidden.append(frozenset[str]().union(*(hidden_in.get(own, ()) for own in _sheets_of(pages[-1], file.name))))
            contents.append(SourceContent(shown, file.content))
    return witnesses_of_pages(pages, names, contents, options, told, frozenset(listing), hidden)


def _is_list_of_links(page: XmlSource) -> bool:
    """Return whether most letters of a page are links."""
    body = next(page.root.iter("{*}body"), page.root)
    linked = sum(visible_length(string_value(link)) for link in body.iter("{*}a") if link.get("href"))
    return 2 * linked > visible_length(string_value(body))


def _sheets_of(page: XmlSource, name: str) -> Iterator[str]:
    """Yield the names in the book of the style sheets of a page, without those for print and the alternative ones."""
    for link in page.root.iter("{*}link"):
        if link.get("rel", "").lower() == "stylesheet" and "print" not in link.get("media", ""):
            address = unquote(link.get("href", "").partition("#")[0])
            yield shown_member(posixpath.normpath(posixpath.join(posixpath.dirname(name), address)))
