"""The text nodes of a document whose elements have either text or elements."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from collate.reading.xml_source import XmlSource, string_value

_VISIBLE: Final = etree.XPath("//text()[normalize-space()]")
_VISIBLE_CHARACTER: Final = re.compile(r"[^ \t\r\n]")


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
    whole = string_value(source.root)
    found: dict[etree._Element, TextNode] = {}
    end = 0
    for text in _VISIBLE(source.root):
        parent = text.getparent()
        owner = parent if text.is_text else parent.getparent()
        # Between two visible texts stands white space only, so the next visible character is one of this text.
        visible = _VISIBLE_CHARACTER.search(whole, end)
        offset = (visible.start() if visible else end) - (len(text) - len(text.lstrip(" \t\r\n")))
        end = offset + len(text)
        run = max(bisect_right(offsets, offset) - 1, 0)
        stop = bisect_left(offsets, end, run)
        earlier = found.get(owner)
        if earlier is None:
            found[owner] = TextNode(owner, offset, str(text), run, stop)
        else:
            found[owner] = TextNode(owner, earlier.offset, earlier.text + text, earlier.run, stop)
    yield from found.values()
