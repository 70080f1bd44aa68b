"""The text nodes of a document whose elements have either text or elements."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from collate.reading.transcript import SPACES
from collate.reading.xml_source import XmlSource

_WITH_TEXT: Final = etree.XPath("//*[text()[normalize-space()]]")
_EVENTS: Final = ("start", "end", "comment", "pi")


class TextNode(NamedTuple):
    """The text of an element, the character of all text nodes at which it begins, and its runs [run, stop)."""

    element: etree._Element
    offset: int
    text: str
    run: int
    stop: int


def text_nodes(source: XmlSource) -> Iterator[TextNode]:
    """Yield the text of each element that has any that is no white space, in order of the file.

    Text before and behind an inner element is taken as one: these formats have no such text.
    """
    owners: list[etree._Element] = _WITH_TEXT(source.root)
    if any(map(len, owners)):
        yield from _mixed_nodes(source)
        return
    offsets = source.positions.offsets
    texts = _visible_texts(source.root)
    run = 0
    for owner, (start, text) in zip(owners, texts, strict=True):
        run = max(bisect_right(offsets, start, run) - 1, 0)
        yield TextNode(owner, start, text, run, bisect_left(offsets, start + len(text), run))


def _visible_texts(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield each text that is not only white space, and how many characters stand before it in all text nodes."""
    end = 0
    for text in root.itertext(etree.Element):
        start, end = end, end + len(text)
        if not text.isspace() or text.strip(SPACES):
            yield start, text


def _mixed_nodes(source: XmlSource) -> Iterator[TextNode]:
    """Yield the same for a file in which an element has text and elements."""
    offsets = source.positions.offsets
    pieces: dict[etree._Element, list[str]] = {}
    where: dict[etree._Element, tuple[int, int, int]] = {}
    run = end = 0
    for event, element in etree.iterwalk(source.root, events=_EVENTS):
        text = element.text if event == "start" else element.tail
        if not text or (event == "end" and element is source.root):
            continue
        start, end = end, end + len(text)
        if not text.strip(SPACES):
            continue
        owner = element if event == "start" else element.getparent()
        if owner is None:
            continue
        run = max(bisect_right(offsets, start, run) - 1, 0)
        stop = bisect_left(offsets, end, run)
        offset, first, _ = where.get(owner, (start, run, stop))
        where[owner] = (offset, first, stop)
        pieces.setdefault(owner, []).append(text)
    for owner, texts in pieces.items():
        offset, first, stop = where[owner]
        yield TextNode(owner, offset, "".join(texts), first, stop)
