"""Read books in EPUB: their pages, in the order of reading, are one text."""

from collections.abc import Sequence
from dataclasses import replace

from collate.model.witness import Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.web.book import files_of_book
from collate.reading.web.html import witnesses_of_pages
from collate.reading.web.source import parse_page
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
    for source in sources:
        files, notices = files_of_book(source, options)
        told += notices
        for file in files:
            shown = f"{source.file}/{file.name}"
            if file.is_contents:
                listing.add(len(pages))
            pages.append(parse_page(file.content, replace(options, file=shown, encoding="utf-8")))
            names.append(file.name if len(sources) == 1 else shown)
            contents.append(SourceContent(shown, file.content))
    return witnesses_of_pages(pages, names, contents, options, told, frozenset(listing))
