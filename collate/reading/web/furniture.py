"""What stands on a page and belongs to no text: found by where it stands and what it says."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.reading.web.gutenberg import divided_at_licence, has_licence
from collate.reading.web.kinds import BLOCKS, PartOfPage, tokens_of
from collate.reading.xml_source import local_name, string_value

_GUTENBERG: Final = late_regex(
    r"(?i)\s*\*\*\*\s*(START|END) OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)[^*]*+\*{0,3}"
)
_LONGEST_LINE: Final = 400  # characters
_OF_LIBREOFFICE: Final = MappingProxyType({"header": PartOfPage.HEADER, "footer": PartOfPage.FOOTER})
_GOOGLE: Final = "themes.googleusercontent.com"


def furniture_of(root: etree._Element) -> dict[etree._Element, PartOfPage]:
    """Return what the elements of a page are that are furniture by their place."""
    found: dict[etree._Element, PartOfPage] = {}
    for line, is_start in _gutenberg_lines(root):
        found[line] = PartOfPage.BOILERPLATE
        for around in (line, *line.iterancestors()):
            if local_name(around) == "body":
                break
            found.update(
                (e, PartOfPage.BOILERPLATE) for e in around.itersiblings(preceding=is_start) if isinstance(e.tag, str)
            )
    found.update(_headers_of_libreoffice(root))
    head = _google_header(root)
    if head is not None:
        found[head] = PartOfPage.HEADER
    return found


def _gutenberg_lines(root: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the lines, or what holds the licence with them, between which a text of Project Gutenberg stands.

    With each, whether it is the first of the two.
    """
    said = string_value(root)
    if "PROJECT GUTENBERG" not in said.upper():
        return
    is_licensed = has_licence(said)
    seen: set[bool] = set()
    for line in _lines_with_stars(root):
        own = string_value(line).strip() if len(line) < _LONGEST_LINE else ""
        found = _GUTENBERG.fullmatch(own) if len(own) < _LONGEST_LINE else None
        parts = [(line, found[1].upper() == "START")] if found else divided_at_licence(line) if is_licensed else []
        for part, is_start in parts:
            if is_start not in seen:
                seen.add(is_start)
                yield part, is_start


def _lines_with_stars(root: etree._Element) -> list[etree._Element]:
    """Return the blocks in whose own text three stars stand, each once."""
    holders = (
        holder
        for element in root.iter(etree.Element)
        for text, holder in ((element.text, element), (element.tail, element.getparent()))
        if text and "***" in text and holder is not None
    )
    return list(dict.fromkeys(line for line in map(_block_of, holders) if line is not None))


def _block_of(element: etree._Element) -> etree._Element | None:
    return next((e for e in (element, *element.iterancestors()) if local_name(e) in BLOCKS), None)


def _headers_of_libreoffice(root: etree._Element) -> Iterator[tuple[etree._Element, PartOfPage]]:
    """Yield the header and the footer of a document that LibreOffice wrote as a page."""
    generator = next((e.get("content", "") for e in root.iter("{*}meta") if e.get("name") == "generator"), "")
    if not generator.startswith(("LibreOffice", "OpenOffice")):
        return
    for element in root.iter("{*}div"):
        if (part := _OF_LIBREOFFICE.get(element.get("title", ""))) is not None:
            yield element, part


def _google_header(root: etree._Element) -> etree._Element | None:
    """Return the header of a document that Google Docs wrote: the first element of the body, a bare `div`."""
    body = next(root.iter("{*}body"), None)
    if body is None or not len(body) or "doc-content" not in tokens_of(body).split():
        return None
    if not any(_GOOGLE in string_value(sheet) for sheet in root.iter("{*}style")):
        return None
    first = body[0]
    has_note = any(local_name(e) == "a" and e.get("id") for e in first.iter(etree.Element))
    return first if local_name(first) == "div" and not first.attrib and len(body) > 1 and not has_note else None
