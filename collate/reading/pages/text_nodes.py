"""The text nodes of a document whose elements have either text or elements."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from collate.reading.transcript import SPACES
from collate.reading.xml_source import XmlSource

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
