"""What to do with the elements of a name: found once for each name, not for each element."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from collate._repr import repr_line
from collate.reading.read_settings import LEFT_OUT, Destiny, LineEnds, ReadSettings
from collate.reading.selectors import Selector
from collate.reading.tei import annotated
from collate.reading.tei.alternatives import ALTERNATIVES, REPLACED_NAMES, Row
from collate.reading.tei.elements import KNOWN, SEPARATORS, destiny_by_name
from collate.reading.tei.places import PlaceNames
from collate.reading.transcript import Separator
from collate.reading.xml_source import local_name


@dataclass(slots=True)
class Plan:
    """What to do with the elements of a name.

    separator  the white space around it
    destiny    what becomes of it if no selector says more; None for text
    row        which children are read; None for all
    annotate   what it says of its text
    named      the destinies of the selectors for this name
    apart, joined   the selectors for this name
    has_places whether it may begin a place
    count, line   of elements that no rule knows: how many there are, and where the first one stands
    """

    name: str
    known: bool
    separator: Separator
    destiny: Destiny | None
    row: Row | None
    annotate: annotated.Row | None
    named: tuple[tuple[Selector, Destiny], ...]
    apart: tuple[Selector, ...]
    joined: tuple[Selector, ...]
    has_places: bool
    count: int = 0
    line: int = 0

    def __repr__(self) -> str:
        return repr_line("Plan", self.name)

    @property
    def is_plain(self) -> bool:
        """Whether the element does nothing at all to its text."""
        return self.known and not (
            self.separator or self.destiny or self.row or self.annotate or self.named or self.apart or self.joined
            or self.has_places or self.name in _NEVER_PLAIN
        )  # fmt: skip


def plan_for(element: etree._Element, settings: ReadSettings, places: PlaceNames) -> Plan:
    """Return what to do with the elements of a name."""
    name = local_name(element)
    dropped = tuple((selector, LEFT_OUT) for selector in settings.dropped)
    return Plan(
        name=name,
        known=name in KNOWN,
        separator=_separator(name, settings),
        destiny=destiny_by_name(name, settings),
        row=ALTERNATIVES.get(name),
        annotate=annotated.ANNOTATED.get(name),
        named=tuple(row for row in (*dropped, *reversed(settings.roles)) if row[0].name in (name, "*")),
        apart=_of_name(settings.apart, name),
        joined=_of_name(settings.joined, name),
        has_places=places.of_name(name),
    )


def _of_name(selectors: Sequence[Selector], name: str) -> tuple[Selector, ...]:
    return tuple(s for s in selectors if s.name in (name, "*"))


def _separator(name: str, settings: ReadSettings) -> Separator:
    if name == "line":
        return Separator.SPACE if settings.lines is LineEnds.JOIN else Separator.LINE
    return SEPARATORS.get(name, Separator.NONE)


_NEVER_PLAIN: Final = frozenset({"ref", *REPLACED_NAMES})
