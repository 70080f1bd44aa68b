"""The text nodes of a document whose elements have either text or elements."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from collate._repr import counted, repr_line


@dataclass(frozen=True, slots=True)
class TextNode:
    """The text of an element, and the character, counted over all text nodes, at which it begins."""

    element: etree._Element
    offset: int
    text: str

    def __repr__(self) -> str:
        return repr_line("TextNode", counted(len(self.text), "character"))


def text_nodes(root: etree._Element) -> Iterator[TextNode]:
    """Yield the text of each element that has any that is no white space, in order of the file.

    Text before and behind an inner element is taken as one: these formats have no such text.
    """
    total = 0
    found: dict[etree._Element, tuple[int, list[str]]] = {}
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_start = event == "start"
        text = element.text if is_start else element.tail
        if not text or (not is_start and element is root):
            continue
        if not text.isspace():
            owner = element if is_start else element.getparent()
            if owner is not None:
                found.setdefault(owner, (total, []))[1].append(text)
        total += len(text)
    for element, (offset, texts) in found.items():
        yield TextNode(element, offset, "".join(texts))
