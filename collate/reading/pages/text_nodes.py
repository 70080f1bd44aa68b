"""The text nodes of a document whose elements have either text or elements."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from collate.reading.xml_source import XmlSource

_VISIBLE: Final = etree.XPath("//text()[normalize-space()]")
_BLANK_LINES: Final = re.compile(r"(?:[^\S\n]*\n)*")


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
    found: dict[etree._Element, TextNode] = {}
    run = 0
    for text in _VISIBLE(source.root):
        parent = text.getparent()
        owner = parent if text.is_text else parent.getparent()
        # The runs of a text begin with its first line that is not blank; white space of Unicode alone has none.
        offset, stop = offsets[run], run + 1
        if text[0].isspace() and (blank := _BLANK_LINES.match(text)):
            offset -= blank.end()
        if text.isspace():
            stop = run
        elif stop < len(offsets) and offsets[stop] < offset + len(text):
            stop = bisect_left(offsets, offset + len(text), stop)
        earlier = found.get(owner)
        if earlier is None:
            found[owner] = TextNode(owner, offset, str(text), run, stop)
        else:
            found[owner] = TextNode(owner, earlier.offset, earlier.text + text, earlier.run, stop)
        run = min(stop, len(offsets) - 1)
    yield from found.values()
