"""Move stretches of a tree, and keep where their text stands in the file."""

from dataclasses import field

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where the text in elements and behind them stands, counted over all text nodes of the file.

    begins, ends   the elements with which something begins or ends that is read in the middle of a line
    """

    texts: dict[etree._Element, int] = field(default_factory=dict)
    tails: dict[etree._Element, int] = field(default_factory=dict)
    begins: set[etree._Element] = field(default_factory=set)
    ends: set[etree._Element] = field(default_factory=set)

    def __repr__(self) -> str:
        return repr_line("Offsets", f"{len(self.texts)} elements")


def marker(offsets: Offsets) -> etree._Element:
    """Return an empty element, which holds a place in the text."""
    found = etree.Element("anchor")
    offsets.texts[found] = offsets.tails[found] = 0
    return found


def put_behind(mark: etree._Element, element: etree._Element, offsets: Offsets) -> None:
    """Put a marker directly behind an element, before the text behind it."""
    tail, offsets.tails[mark] = element.tail, offsets.tails[element]
    element.tail = None
    element.addnext(mark)
    mark.tail = tail


def keep_tail(element: etree._Element, offsets: Offsets) -> None:
    """Put a comment in the place of an element that is moved away, so that the text behind it stays."""
    rest = etree.Comment("")
    rest.tail, offsets.tails[rest] = element.tail, offsets.tails[element]
    element.tail = None
    element.addprevious(rest)


def collect(start: etree._Element, anchor: etree._Element, whole: etree._Element, offsets: Offsets) -> None:
    """Move all between a milestone and an anchor into an element."""
    current: etree._Element | None = start
    while current is not None:
        _take_tail(current, whole, offsets)
        following = current.getnext()
        while following is not None and following is not anchor and anchor not in following.iter():
            _take(following, whole, offsets)
            _take_tail(current, whole, offsets)
            following = current.getnext()
        if following is anchor:
            return
        if following is not None:
            _into(following, anchor, whole, offsets)
            return
        parent = current.getparent()
        if parent is None:
            return
        current = parent
        whole.append(_space(offsets))


def _into(element: etree._Element, anchor: etree._Element, whole: etree._Element, offsets: Offsets) -> None:
    """Move what stands in an element before an anchor."""
    if element.text:
        piece = _piece(element.text, offsets.texts[element], offsets)
        element.text = None
        whole.append(piece)
    for child in list(element):
        if child is anchor:
            return
        if anchor in child.iter():
            _into(child, anchor, whole, offsets)
            return
        _take(child, whole, offsets)


def _take(element: etree._Element, whole: etree._Element, offsets: Offsets) -> None:
    tail, at = element.tail, offsets.tails[element]
    element.tail = None
    whole.append(element)
    if tail:
        whole.append(_piece(tail, at, offsets))


def _take_tail(element: etree._Element, whole: etree._Element, offsets: Offsets) -> None:
    if element.tail:
        whole.append(_piece(element.tail, offsets.tails[element], offsets))
        element.tail = None


def _piece(text: str, at: int, offsets: Offsets) -> etree._Element:
    piece = etree.Element("seg")
    piece.text = text
    offsets.texts[piece] = offsets.tails[piece] = at
    return piece


def _space(offsets: Offsets) -> etree._Element:
    """Return what stands for the border of a line: a word may go on over it."""
    space = etree.Element("lb")
    offsets.texts[space] = offsets.tails[space] = 0
    return space
