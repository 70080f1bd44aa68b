"""Read a file of 10 MB of each format of office, web and print: `python bench/ten_megabytes.py [FORMAT ...]`.

DOCX, ODT and HTML are those of `documents.py` and `web_pages.py`; an EPUB has such a page as ten chapters; a text of
pdftotext has pages with running heads, numbers, signatures, broken words and notes; Markdown, wikitext and OpenITI have
paragraphs with emphasis, links and pages. The figures are the CPU time of reading divided by that of a bare parse:
unpacking and lxml, the parser that we use, or, for text, dividing it at its white space. The collector of garbage is
off, as it is on the command line.
"""

import gc
import io
import random
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from typing import Final

import documents
import mwparserfromhell
import web_pages
from figures import Figure, figures_table, print_text
from lxml import etree
from markdown_it import MarkdownIt

from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.readers import FORMATS, reader_of

MEGABYTES: Final = 10
_MOST: Final = {
    "docx": 10.0,
    "odt": 10.0,
    "html": 30.0,
    "epub": 30.0,
    "pdftext": 150.0,
    "markdown": 5.0,
    "wikitext": 5.0,
    "openiti": 150.0,
}  # times a bare parse
_CHAPTERS: Final = 10
_LINES: Final = 34  # of a page
_CONTAINER: Final = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="b.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def book(megabytes: int) -> bytes:
    """Return an EPUB of several pages."""
    page = web_pages.page(megabytes // _CHAPTERS).decode()
    names = [f"c{n}.xhtml" for n in range(_CHAPTERS)]
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    spine = "".join(f'<itemref idref="{n}"/>' for n in names)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest><spine>{spine}</spine></package>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", _CONTAINER),
            ("b.opf", package),
            *((name, page) for name in names),
        ):
            archive.writestr(name, text)
    return stream.getvalue()


def pages(megabytes: int) -> bytes:
    """Return a text of pdftotext."""
    chance, size = random.Random(1), 0
    words = [chance.choice(("con", "ver", "sa", "tio", "lex", "rum")) * chance.randrange(1, 4) for _ in range(5000)]
    found: list[str] = []
    while size < megabytes * 1_000_000:
        number = len(found) + 1
        head = f"{number:<30}DE BELLO GALLICO" if number % 2 else f"{'LIBER PRIMVS':<60}{number}"
        lines = [" ".join(chance.choices(words, k=9)) for _ in range(_LINES)]
        lines[::6] = [f"   {line}" for line in lines[::6]]
        lines[3::5] = [f"{line}-" for line in lines[3::5]]
        note = f"1 om. {chance.choice(words)}"
        text = "\n".join(lines)
        found.append(f"{head}\n\n{text} tum,1\n\n{note}\n{' ' * 40}B {number % 9}\n\f")
        size += len(found[-1])
    return "".join(found).encode()


def prose(megabytes: int, paragraph: str, heading: str) -> bytes:
    """Return paragraphs in a light markup; `paragraph` has places for three stretches of words."""
    chance, size = random.Random(2), 0
    words = [chance.choice(("con", "ver", "sa", "tio", "lex", "rum")) * chance.randrange(1, 4) for _ in range(5000)]
    found = [heading]
    while size < megabytes * 1_000_000:
        found.append(paragraph.format(*(" ".join(chance.choices(words, k=30)) for _ in range(3))))
        size += len(found[-1])
    return "".join(found).encode()


def markdown(megabytes: int) -> bytes:
    """Return a text in Markdown."""
    return prose(megabytes, "{} *and* {} [a link](http://a.example) {}\n\n", "# Liber primus\n\n")


def wikitext(megabytes: int) -> bytes:
    """Return a text in wikitext."""
    return prose(megabytes, "{} ''and'' {} [[liber|a link]] {}\n\n", "== Liber primus ==\n\n")


def openiti(megabytes: int) -> bytes:
    """Return a text in OpenITI mARkdown."""
    return prose(megabytes, "# {}\n~~{} PageV01P002\n~~{}\n", "######OpenITI#\n\n#META#Header#End#\n\n")


def parse_markdown(content: bytes) -> None:
    """Parse a text in Markdown."""
    MarkdownIt("commonmark").parse(content.decode())


def parse_wikitext(content: bytes) -> None:
    """Parse a text in wikitext."""
    mwparserfromhell.parse(content.decode())


def parse_html(content: bytes) -> None:
    """Parse a page."""
    etree.fromstring(content, etree.HTMLParser(encoding="utf-8"))


def parse_zip(content: bytes) -> None:
    """Unpack a document and parse its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml"):
                parse_html(archive.read(name))
            elif name.endswith((".xml", ".rels", ".opf")):
                etree.fromstring(archive.read(name))


def split(content: bytes) -> None:
    """Divide a text at its white space."""
    content.decode().split()


FILES: Final[dict[str, tuple[Callable[[int], bytes], Callable[[bytes], None]]]] = {
    "docx": (documents.docx, parse_zip),
    "odt": (documents.odt, parse_zip),
    "html": (web_pages.page, parse_html),
    "epub": (book, parse_zip),
    "pdftext": (pages, split),
    "markdown": (markdown, parse_markdown),
    "wikitext": (wikitext, parse_wikitext),
    "openiti": (openiti, split),
}


def figures(names: Sequence[str]) -> list[Figure]:
    """Measure the reading of a file of some formats."""
    gc.collect()
    gc.disable()
    found = []
    for name in names:
        make, parse = FILES[name]
        content = make(MEGABYTES)
        start = time.process_time()
        parse(content)
        parsed = time.process_time()
        reader_of(FORMATS[name])([SourceContent("a", content)], ReadOptions("a", Siglum("A")))
        read = time.process_time() - parsed
        note = f"{read:.1f} s"
        found.append(
            Figure(
                f"{FORMATS[name].title}, 10 MB",
                "reading / bare parse",
                read / (parsed - start),
                _MOST[name],
                digits=1,
                note=note,
            )
        )
    return found


if __name__ == "__main__":
    print_text(figures_table(figures(sys.argv[1:] or list(FILES))))
