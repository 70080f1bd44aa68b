"""Makes small pages and books, as websites and publishers write them, and reads them."""

from collections.abc import Mapping

from office_sources import zipped
from page_sources import options_of

from collate.model.witness import Witness
from collate.reading.options import SourceContent
from collate.reading.web.epub import read_epub
from collate.reading.web.html import read_html


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html><head><title>T</title>{head}</head><body>{body}</body></html>"


def read_page(body: str | bytes, head: str = "", /, **settings: object) -> Witness:
    """Return the first witness of a page with this body; bytes are a whole file."""
    return states_of_page(body, head, **settings)[0]


def states_of_page(body: str | bytes, head: str = "", /, **settings: object) -> tuple[Witness, ...]:
    content = body if isinstance(body, bytes) else page(body, head).encode()
    return read_html([SourceContent("a.html", content)], options_of(settings, "a.html"))


def tidy_asides(witness: Witness) -> list[tuple[str, str, str]]:
    """Return what is kept aside: role, cause, words."""
    return [
        (str(m.role), m.cause or "", " ".join(witness.text[m.start : m.end].split())) for m in witness.marks if m.role
    ]


def book(
    pages: Mapping[str, str],
    order: tuple[str, ...] = (),
    more: Mapping[str, str] | None = None,
    properties: Mapping[str, str] | None = None,
    last: tuple[str, ...] = (),
    sheets: Mapping[str, str] | None = None,
    guide: str = "",
) -> bytes:
    """Return a book with the bodies of these pages, by their names in the folder `EPUB`.

    `order` is that of reading, `last` what is in it but not linear, and `more` are other files of the zip. `sheets` are
    style sheets of all pages by their names, `guide` what the list of files has behind the order.
    """
    own = properties or {}
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml" properties="{own.get(name, "")}"/>'
        for n, name in enumerate(pages)
    )
    items += "".join(f'<item id="{name}" href="{name}" media-type="text/css"/>' for name in sheets or {})
    links = "".join(f'<link rel="stylesheet" href="{name}"/>' for name in sheets or {})
    keys = {name: n for n, name in enumerate(pages)}
    spine = "".join(
        f'<itemref idref="i{keys[name]}" linear="{"no" if name in last else "yes"}"/>' for name in order or pages
    )
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="EPUB/p.opf"/></rootfiles></container>',
        "EPUB/p.opf": f"<package><manifest>{items}</manifest><spine>{spine}</spine>{guide}</package>",
    }
    for name, body in pages.items():
        files[f"EPUB/{name}"] = (
            '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{links}</head><body>{body}</body></html>'
        )
    files |= {f"EPUB/{name}": sheet for name, sheet in (sheets or {}).items()}
    return zipped(files | dict(more or {}))


def read_book(content: bytes, **settings: object) -> Witness:
    return read_epub([SourceContent("a.epub", content)], options_of(settings, "a.epub"))[0]
