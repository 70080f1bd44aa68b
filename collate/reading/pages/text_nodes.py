"""The text nodes of a document whose elements have either text or elements."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from collate._repr import counted, repr_line
from collate.reading.xml_source import XmlSource

_VISIBLE: Final = etree.XPath("//text()[normalize-space()]")
_BLANK_LINES: Final = re.compile(r"(?:[ \t\r]*\n)*")


@dataclass(frozen=True, slots=True)
class TextNode:
    """The text of an element, and the character, counted over all text nodes, at which it begins."""

    element: etree._Element
    offset: int
    text: str

    def __repr__(self) -> str:
        return repr_line("TextNode", counted(len(self.text), "character"))


def text_nodes(source: XmlSource) -> Iterator[TextNode]:
    """Yield the text of each element that has any that is no white space, in order of the file.

    Text before and behind an inner element is taken as one: these formats have no such text.
    """
    offsets = source.positions.offsets
    found: dict[etree._Element, tuple[int, list[str]]] = {}
    run = 0
    for text in _VISIBLE(source.root):
        owner = text.getparent() if text.is_text else text.getparent().getparent()
        # The runs of a text begin with its first line that is not blank.
        blank = _BLANK_LINES.match(text)
        offset = offsets[run] - (blank.end() if blank else 0) if run < len(offsets) else 0
        if owner is not None:
            found.setdefault(owner, (offset, []))[1].append(str(text))
        run = bisect_left(offsets, offset + len(text), run)
    for element, (offset, texts) in found.items():
        yield TextNode(element, offset, "".join(texts))
