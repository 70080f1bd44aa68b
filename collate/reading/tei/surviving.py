"""Whether an element has text in a state, and where such an element is read in the middle of a line."""

from typing import TYPE_CHECKING, Final

from lxml import etree

from collate.reading.tei.plans import Plan
from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name

if TYPE_CHECKING:
    from collate.reading.tei.walk import Walk

CLOSING_MARKS: Final = frozenset(",.;:!?)]}\u00b7\u0387\u037e\u2019\u201d\u00bb")

OPENING_MARKS: Final = frozenset("([{\u00ab\u201c\u201e\u2018\u00bf\u00a1")


def has_text(walk: "Walk", element: etree._Element) -> bool:
    """Return whether an element has text in this state."""
    plan = walk.plan(element)
    destiny = walk.destiny(element, plan)
    if destiny is not None and destiny.role is None:
        return False
    if plan.row is not None and plan.row(element, walk.state) == ():
        return False
    if local_name(element) == "gap" or (element.text or "").strip(SPACES):
        return True
    return any(
        (isinstance(child.tag, str) and has_text(walk, child)) or (child.tail or "").strip(SPACES) for child in element
    )


def separators_of(walk: "Walk", element: etree._Element, plan: Plan) -> tuple[Separator, Separator]:
    """Return the white space before and after an element: only a space where it is read in the middle of a line."""
    before = after = plan.separator
    offsets = walk.nodes.offsets
    if offsets is None or not before or (element not in offsets.begins and element not in offsets.ends):
        return before, after
    space = Separator.SPACE if has_text(walk, element) else Separator.NONE
    if element in offsets.begins:
        before = Separator.NONE if walk.transcript.last_characters(1) in OPENING_MARKS else space
    return before, space if element in offsets.ends else after


def ends_before_mark(walk: "Walk", element: etree._Element) -> bool:
    """Return whether an element is read in the middle of a line, and the mark of its last word comes next."""
    offsets = walk.nodes.offsets
    return offsets is not None and element in offsets.ends and walk.next_character(element) in CLOSING_MARKS
