"""What becomes of a region or a line: text, kept aside with a role, or left out; by its type.

One table has the types of PAGE, those of `structure` in Transkribus, and the zones and lines of SegmOnto, which
eScriptorium uses. The settings `furniture`, `notes` and `headings` say what becomes of each group, and `roles` and
`dropped` what becomes of single types.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.model.witness import Role
from collate.reading.pages.layout import ElementLabels, PageLine, PageRegion
from collate.reading.read_settings import LEFT_OUT, Destiny, ReadSettings
from collate.reading.selectors import Selector, Step


class ZoneKind(StrEnum):
    """What regions and lines are, as far as reading is concerned."""

    TEXT = "text"
    FURNITURE = "furniture"
    NOTE = "note"
    HEADING = "heading"
    CAPTION = "caption"
    INTERLINEAR = "interlinear"
    DROP_CAPITAL = "drop capital"


@dataclass(frozen=True, slots=True)
class Zone:
    """What a type of region is, and the cause of its role."""

    kind: ZoneKind
    cause: str = ""

    def __repr__(self) -> str:
        return repr_line("Zone", f"{self.kind} {self.cause}".rstrip())


TEXT_ZONE: Final = Zone(ZoneKind.TEXT)
_HEAD: Final = Zone(ZoneKind.FURNITURE, "running-head")
_NUMBER: Final = Zone(ZoneKind.FURNITURE, "page-number")
_FOOTNOTE: Final = Zone(ZoneKind.NOTE, "footnote")
_MARGINALIA: Final = Zone(ZoneKind.NOTE, "marginalia")
_HEADING: Final = Zone(ZoneKind.HEADING, "heading")
_CAPTION: Final = Zone(ZoneKind.CAPTION, "caption")
_CAPITAL: Final = Zone(ZoneKind.DROP_CAPITAL)


def _furniture(cause: str) -> Zone:
    return Zone(ZoneKind.FURNITURE, cause)


# From a type, in small letters, to what it is.
_ZONES: Final[Mapping[str, Zone]] = MappingProxyType(
    {
        # PAGE and Transkribus
        "paragraph": TEXT_ZONE,
        "floating": TEXT_ZONE,
        "toc-entry": TEXT_ZONE,
        "list-label": TEXT_ZONE,
        "linegroup": TEXT_ZONE,
        "other": TEXT_ZONE,
        "heading": _HEADING,
        "header": _HEAD,
        "footer": _furniture("footer"),
        "page-number": _NUMBER,
        "catch-word": _furniture("catch-word"),
        "signature-mark": _furniture("signature-mark"),
        "marginalia": _MARGINALIA,
        "footnote": _FOOTNOTE,
        "footnote-continued": _FOOTNOTE,
        "endnote": Zone(ZoneKind.NOTE, "endnote"),
        "caption": _CAPTION,
        "credit": _CAPTION,
        "drop-capital": _CAPITAL,
        "noiseregion": _furniture("noise"),
        # SegmOnto
        "mainzone": TEXT_ZONE,
        "titlepagezone": TEXT_ZONE,
        "tablezone": TEXT_ZONE,
        "musiczone": TEXT_ZONE,
        "damagezone": TEXT_ZONE,
        "customzone": TEXT_ZONE,
        "margintextzone": _MARGINALIA,
        "runningtitlezone": _HEAD,
        "numberingzone": _NUMBER,
        "quiremarkszone": _furniture("signature-mark"),
        "stampzone": _furniture("stamp"),
        "sealzone": _furniture("seal"),
        "digitizationartefactzone": _furniture("artefact"),
        "graphiczone": _CAPTION,
        "figurezone": _CAPTION,
        "dropcapitalzone": _CAPITAL,
        "defaultline": TEXT_ZONE,
        "customline": TEXT_ZONE,
        "musicline": _furniture("music"),
        "headingline": _HEADING,
        "dropcapitalline": _CAPITAL,
        "interlinearline": Zone(ZoneKind.INTERLINEAR, "interlinear"),
        # eScriptorium's own
        "main": TEXT_ZONE,
        "text": TEXT_ZONE,  # of kraken
        "default": TEXT_ZONE,
        "title": _HEADING,
        "commentary": _MARGINALIA,
        "illustration": _CAPTION,
        # ALTO
        "topmargin": _HEAD,
        "bottommargin": _furniture("footer"),
        "leftmargin": _MARGINALIA,
        "rightmargin": _MARGINALIA,
    }
)


def base_type(label: str) -> str:
    """Return a type without its number or subtype: `MainZone` of `MainZone:column#2`."""
    return label.partition("#")[0].partition(":")[0]


@lru_cache(maxsize=1024)
def with_bases(*labels: str) -> tuple[str, ...]:
    """Return types, each followed by what it is without number and subtype."""
    found: dict[str, None] = {}
    for label in labels:
        if label:
            found.update(dict.fromkeys((label, label.partition("#")[0], base_type(label))))
    return tuple(found)


def zone_of_type(label: str) -> Zone | None:
    """Return what a type is; None for one that the table does not have."""
    return _ZONES.get(label.lower()) or _ZONES.get(base_type(label).lower())


class DestinyRules:
    """What becomes of the lines of pages."""

    def __init__(self, settings: ReadSettings) -> None:
        self.settings = settings
        self._used: set[str] = set()  # selectors of the settings that have matched
        self._has_selectors = bool(settings.roles or settings.dropped or settings.body)
        self._known: dict[tuple[int, tuple[str, ...]], tuple[Destiny, Zone, str]] = {}

    def __repr__(self) -> str:
        return repr_line("DestinyRules", f"{len(self.settings.roles)} roles")

    def of(self, line: PageLine, region: PageRegion) -> tuple[Destiny, Zone, str]:
        """Return what becomes of a line, what it is, and the name by which it is counted if it is left out."""
        if self._has_selectors:
            return self._of(line, region)
        # Only names and types count then, and most lines of a region have the same.
        key = (id(region), line.labels.types)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._of(line, region)
        return found

    def _of(self, line: PageLine, region: PageRegion) -> tuple[Destiny, Zone, str]:
        chain = (line.labels, *region.chain)
        zone, name = _zone(chain)
        stated = self._stated(chain)
        if stated is not None:
            destiny = stated
        elif self.settings.body and not self._is_in_body(chain):
            destiny, name = LEFT_OUT, name or "outside of the body"
        else:
            destiny = _destiny(zone, self.settings)
        if destiny.role not in (None, Role.TEXT) and not destiny.cause:
            destiny = Destiny(destiny.role, zone.cause or name)
        return destiny, zone, name or region.chain[0].element

    def _stated(self, chain: Sequence[ElementLabels]) -> Destiny | None:
        rows = [(selector, LEFT_OUT) for selector in self.settings.dropped] + list(self.settings.roles)
        for start in range(len(chain)):
            for selector, destiny in rows:
                if _matches(selector, chain[start:]):
                    self._used.add(selector.text)
                    return destiny
        return None

    def _is_in_body(self, chain: Sequence[ElementLabels]) -> bool:
        matching = [s for s in self.settings.body if any(_matches(s, chain[k:]) for k in range(len(chain)))]
        self._used.update(s.text for s in matching)
        return bool(matching)

    def unused(self) -> Iterator[tuple[str, str]]:
        """Yield the setting and the text of each selector that has matched nothing."""
        rows = [("dropped", s) for s in self.settings.dropped]
        rows += [("roles", s) for s, _ in self.settings.roles] + [("body", s) for s in self.settings.body]
        yield from ((key, s.text) for key, s in rows if s.text not in self._used)


def unknown_types(line: PageLine, region: PageRegion) -> Iterator[str]:
    """Yield the types of a line and its region that the table does not have."""
    for labels in (line.labels, region.chain[0]):
        if labels.types and not any(zone_of_type(label) for label in labels.types):
            yield labels.types[0]


def _zone(chain: Sequence[ElementLabels]) -> tuple[Zone, str]:
    """Return what a line is, and the type that says so.

    Furniture around a line counts most, then what the line itself is, then what its region is.
    """
    found = [(zone, label) for labels in chain for zone, label in [_first_zone(labels)] if zone is not None]
    special = [(zone, label) for zone, label in found if zone.kind is not ZoneKind.TEXT]
    around = [(zone, label) for zone, label in special if zone.kind is ZoneKind.FURNITURE]
    if around or special:
        return (around or special)[0]
    labels = next((labels.types[0] for labels in chain[1:] if labels.types), "")
    return TEXT_ZONE, labels


def _first_zone(labels: ElementLabels) -> tuple[Zone | None, str]:
    for label in (*labels.types, labels.element):
        zone = zone_of_type(label)
        if zone is not None:
            return zone, label
    return None, ""


def _destiny(zone: Zone, settings: ReadSettings) -> Destiny:
    match zone.kind:
        case ZoneKind.FURNITURE:
            return settings.furniture if settings.furniture.cause else Destiny(settings.furniture.role, zone.cause)
        case ZoneKind.NOTE:
            return settings.notes if settings.notes.cause else Destiny(settings.notes.role, zone.cause)
        case ZoneKind.HEADING:
            return settings.headings
        case ZoneKind.CAPTION:
            return Destiny(Role.PARATEXT, zone.cause)
        case ZoneKind.INTERLINEAR:
            return Destiny(Role.GLOSS, zone.cause)
    return Destiny(Role.TEXT)


def _matches(selector: Selector, chain: Sequence[ElementLabels]) -> bool:
    """Return whether a selector means the first of the elements; its earlier steps are elements around it."""
    steps = selector.steps[::-1]
    if len(steps) > len(chain) or not _step_matches(steps[0], chain[0]):
        return False
    outer = iter(chain[1:])
    return all(any(_step_matches(step, labels) for labels in outer) for step in steps[1:])


def _step_matches(step: Step, labels: ElementLabels) -> bool:
    if any(step.matches(name, labels.attribute) for name in (labels.element, *labels.types)):
        return True
    # `MainZone#2` is a type here, although `#2` is an id elsewhere.
    return any(f"{step.name}#{value}" in labels.types for key, value, _ in step.attributes if key == "xml:id")
