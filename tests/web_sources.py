"""Makes small pages and books, as websites and publishers write them, and reads them."""

from page_sources import options_of

from collate.model.witness import Witness
from collate.reading.options import SourceContent
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
