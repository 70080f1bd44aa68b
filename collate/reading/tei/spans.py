"""Spans that are no elements: from an empty element, such as `delSpan`, to the anchor that it names."""

from dataclasses import field

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.tei.elements import ID
from collate.reading.xml_source import local_name

SPANNING = ("{*}delSpan", "{*}addSpan", "{*}damageSpan", "{*}milestone")


@dataclass(frozen=True, slots=True)
class Spans:
    """The spans of a file.

    ends      from the `xml:id` at which spans end to the elements with which they begin, in order
    begun     the elements with which a span begins
    without_end   those whose end is not in the file
    """

    ends: dict[str, list[etree._Element]] = field(default_factory=dict)
    begun: frozenset[etree._Element] = frozenset()
    without_end: tuple[etree._Element, ...] = ()

    def __repr__(self) -> str:
        return repr_line("Spans", f"{len(self.begun)}")


def spans_of(root: etree._Element) -> Spans:
    """Return the spans of a file."""
    starts = [e for e in root.iter(*SPANNING) if e.get("spanTo")]
    if not starts:
        return Spans()
    wanted, spanning = {end_of(e) for e in starts}, set(starts)
    order = {e.get(ID): n for n, e in enumerate(root.iter(etree.Element)) if e.get(ID) in wanted}
    positions = {e: n for n, e in enumerate(root.iter(etree.Element)) if e in spanning}
    found = [e for e in starts if order.get(end_of(e), -1) > positions[e]]
    begun = frozenset(found)
    ends: dict[str, list[etree._Element]] = {}
    for start in found:
        ends.setdefault(end_of(start), []).append(start)
    return Spans(ends, begun, tuple(e for e in starts if e not in begun))


def end_of(element: etree._Element) -> str:
    """Return the `xml:id` at which a span ends."""
    return str(element.get("spanTo", "")).strip().lstrip("#")


def is_heading(element: etree._Element) -> bool:
    """Return whether a milestone stands for the beginning of a heading: `unit="tei:head"`."""
    return local_name(element) == "milestone" and element.get("unit") == "tei:head"
