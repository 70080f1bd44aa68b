"""Whether an element has text in a state, and what white space is around it where its line or paragraph goes on."""

from collections.abc import Callable
from typing import Final

from lxml import etree

from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name

Test = Callable[[etree._Element], bool]
CLOSING_MARKS: Final = frozenset(",.;:!?)]}\u00b7\u0387\u037e\u2019\u201d\u00bb")

POINTS: Final = frozenset(",.;:!?\u00b7\u0387\u037e\u060c\u061b\u3001\u3002")  # closing marks that open nothing

OPENING_MARKS: Final = frozenset("([{\u00ab\u201c\u201e\u2018\u00bf\u00a1")

_IS_CONTINUED: Final = frozenset({"I", "M"})
_GOES_ON: Final = frozenset({"M", "F"})

_POINTS: Final = frozenset({"anchor", "milestone", "pb", "lb", "cb", "gb", "metamark"})  # have no text


def has_text(element: etree._Element, is_unread: Test) -> bool:
    """Return whether an element has text, apart from what stands in those that are not read."""
    if is_unread(element):
        return False
    if local_name(element) == "gap" or (element.text or "").strip(SPACES):
        return True
    return any(
        (isinstance(child.tag, str) and has_text(child, is_unread)) or (child.tail or "").strip(SPACES)
        for child in element
    )


def separators_of_part(element: etree._Element, usual: Separator) -> tuple[Separator, Separator]:
    """Return the white space before and after an element: only a space where it is a part of another one."""
    part = element.get("part", "")
    before = Separator.SPACE if part in _GOES_ON or element.get("prev") else usual
    after = Separator.SPACE if part in _IS_CONTINUED or element.get("next") else usual
    return before, after


def outer_elements(element: etree._Element, side: int) -> list[etree._Element]:
    """Return an element and those in it before whose start (0) or behind whose end (-1) it has no text."""
    found = [element]
    while True:
        inner = [child for child in found[-1] if isinstance(child.tag, str)]
        while inner and (inner[side].get("spanTo") or local_name(inner[side]) in _POINTS):
            inner.pop(side)
        if not inner:
            return found
        beside = found[-1].text if side == 0 else inner[side].tail
        if beside and beside.strip():
            return found
        found.append(inner[side])
