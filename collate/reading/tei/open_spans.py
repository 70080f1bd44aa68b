"""Spans from an empty element to an anchor, while the text is read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.model.witness import Role
from collate.reading.tei.alternatives import ALTERNATIVES, Row, TextState
from collate.reading.tei.annotated import Said, hand_of
from collate.reading.tei.elements import ID
from collate.reading.tei.spans import Spans, end_of
from collate.reading.tei.text_nodes import TextNodes
from collate.reading.transcript import Separator, Transcript
from collate.reading.xml_source import local_name


class OpenSpans:
    """The spans of a file that are open: what is left out up to an anchor, or what is said up to there."""

    def __init__(self, spans: Spans, state: TextState, transcript: Transcript, nodes: TextNodes) -> None:
        self._spans, self._state, self._transcript, self._nodes = spans, state, transcript, nodes
        self._said: dict[etree._Element, tuple[AnnotationName, ...]] = {}
        self._headings: set[etree._Element] = set()

    def __repr__(self) -> str:
        return repr_line("OpenSpans", f"{len(self._said)}")

    def begin(self, element: etree._Element) -> None:
        """Begin a span: it is read under what it says, or it is skipped up to its end."""
        row = _ROWS.get(local_name(element))
        if element not in self._spans.begun or row is None:
            return
        is_read, says = row
        if is_read(element, self._state) == ():
            self._nodes.skip_to(end_of(element))
            return
        said = says(element, self._state)
        for name, value in said:
            self._transcript.begin(name, value)
        self._said[element] = tuple(name for name, _ in reversed(said))

    def begin_heading(self, element: etree._Element, role: Role, cause: str) -> None:
        """Begin a heading that ends at an anchor."""
        self._transcript.begin_aside(role, cause, '<milestone unit="tei:head"> in the source', Separator.LINE)
        self._headings.add(element)

    def end(self, element: etree._Element) -> None:
        """End the spans that end where an element begins."""
        own = element.get(ID)
        if own is None or own not in self._spans.ends:
            return
        self._nodes.stop_skipping(own)
        for start in reversed(self._spans.ends[own]):
            if start in self._headings:
                self._headings.discard(start)
                self._transcript.end_aside(Separator.LINE)
            for name in self._said.pop(start, ()):
                self._transcript.end(name)

    def finish(self) -> None:
        """End what the file left open."""
        for _ in self._headings:
            self._transcript.end_aside(Separator.LINE)
        for names in self._said.values():
            for name in names:
                self._transcript.end_with_waiting(name)


def _addition(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.ADDED, element.get("place", "")), *hand_of(element)]


def _deletion(_: etree._Element, __: TextState) -> Said:
    return [(AnnotationName.DELETED, "")]


def _damage(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.DAMAGE, element.get("agent", ""))]


# Which element a span is like, and what it says of its text.
_ROWS: Final[Mapping[str, tuple[Row, Callable[[etree._Element, TextState], Said]]]] = MappingProxyType(
    {
        "addSpan": (ALTERNATIVES["add"], _addition),
        "delSpan": (ALTERNATIVES["del"], _deletion),
        "damageSpan": (lambda _, __: None, _damage),
    }
)
