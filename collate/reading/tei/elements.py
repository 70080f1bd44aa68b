"""What the elements of TEI do to the text in them, and what becomes of them if no setting says more."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate.files.package_data import DATA, package_table
from collate.model.witness import Role
from collate.reading.read_settings import LEFT_OUT, Destiny, ReadSettings
from collate.reading.transcript import Separator
from collate.reading.words_apart import WordBorders
from collate.reading.xml_source import local_name

XML: Final = "{http://www.w3.org/XML/1998/namespace}"
ID: Final = f"{XML}id"
LANG: Final = f"{XML}lang"

_TABLES: Final = package_table(DATA / "tei_elements.toml")
SEPARATORS: Final[Mapping[str, Separator]] = MappingProxyType(
    {name: Separator[kind.upper()] for kind, names in _TABLES["block"].items() for name in names.split()}
)
LEFT_OUT_NAMES: Final = frozenset(_TABLES["left_out"]["names"].split())
BORDERS: Final = WordBorders(  # of words that are left out
    frozenset({*SEPARATORS, "lb", "pb", "cb", "gb"}),
    frozenset(_TABLES["inside_words"]["names"].split()),
    frozenset(_TABLES["alternatives"]["names"].split()),
)
KNOWN: Final = frozenset({*SEPARATORS, *LEFT_OUT_NAMES, *_TABLES["inline"]["names"].split()})

# The role and cause of an element that no setting names.
_ROLES: Final[Mapping[str, Destiny]] = MappingProxyType(
    {
        "trailer": Destiny(Role.PARATEXT, "trailer"),
        "dateline": Destiny(Role.PARATEXT, "dateline"),
        "salute": Destiny(Role.PARATEXT, "salute"),
        "signed": Destiny(Role.PARATEXT, "signature"),
        "closer": Destiny(Role.PARATEXT, "signature"),
        "opener": Destiny(Role.PARATEXT),
        "postscript": Destiny(Role.PARATEXT, "postscript"),
        "byline": Destiny(Role.PARATEXT, "byline"),
        "figure": Destiny(Role.PARATEXT, "caption"),
        "rt": Destiny(Role.GLOSS, "reading-aid"),
    }
)
_FROM_SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {"head": "headings", "speaker": "speakers", "stage": "stage", "note": "notes", "fw": "furniture"}
)
_CAUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "head": "heading",
        "speaker": "speaker",
        "stage": "stage-direction",
        "bibl": "reference",
        "dateline": "dateline",
        "salute": "salute",
        "signed": "signature",
        "closer": "signature",
        "postscript": "postscript",
        "trailer": "trailer",
    }
)
_FURNITURE_CAUSES: Final[Mapping[str, str]] = MappingProxyType(
    {"pageNum": "page-number", "folNum": "page-number", "header": "running-head", "head": "running-head",
     "footer": "running-foot", "catch": "catchword", "sig": "signature-mark"}
)  # fmt: skip
_ZONES: Final[Mapping[str, str]] = MappingProxyType(
    {"pagination": "page-number", "page_number": "page-number", "library": "stamp", "running_head": "running-head",
     "header": "running-head", "catchword": "catchword"}
)  # fmt: skip
_END_NOTES: Final = frozenset({"end", "back"})
_OF_EDITORS: Final = frozenset(
    {"editorial", "editor", "ed", "crit", "critical", "app", "apparatus", "textual", "textcritical", "textcrit"}
)
_FOOT_NOTES: Final = frozenset({"foot", "bottom", "footnote"})


def destiny_by_name(name: str, settings: ReadSettings) -> Destiny | None:
    """Return what becomes of all elements of a name, if no selector names them; None for text."""
    if name in _FROM_SETTINGS:
        found: Destiny = getattr(settings, _FROM_SETTINGS[name])
        return found
    return LEFT_OUT if name in LEFT_OUT_NAMES else _ROLES.get(name)


def destiny_of_zone(element: etree._Element) -> Destiny | None:
    """Return the role of a zone of a page that holds no text, such as a page number."""
    cause = _ZONES.get(element.get("type", ""))
    return Destiny(Role.PARATEXT, cause) if cause else None


def destiny_of_label(element: etree._Element, settings: ReadSettings) -> Destiny | None:
    """Return what becomes of a label: in a margin it is a note, elsewhere text."""
    if "margin" not in element.get("place", "").lower():
        return None
    return Destiny(settings.notes.role, settings.notes.cause or "marginal")


def cause_of(element: etree._Element, name: str, destiny: Destiny) -> str:
    """Return the cause of a role: as the setting says, or as the element does."""
    if destiny.cause:
        return destiny.cause
    if name == "note":
        return _cause_of_note(element)
    if name == "fw":
        return _FURNITURE_CAUSES.get(element.get("type", ""), element.get("type", ""))
    if destiny.role is Role.GLOSS:
        return "bracketed" if "".join(element.itertext()).lstrip().startswith("[") else "editor"
    return _CAUSES.get(name, "")


def _cause_of_note(element: etree._Element) -> str:
    place = element.get("place", "").lower()
    kind = element.get("type", "").lower()
    if place in _FOOT_NOTES or kind == "footnote":
        return "footnote"
    if place in _END_NOTES or kind == "endnote":
        return "endnote"
    if "margin" in place or kind.startswith("margin") or place in ("left", "right", "outer", "inner"):
        return "marginal"
    return "editor" if kind in _OF_EDITORS else ""


def left_out_name(element: etree._Element) -> str:
    """Return the name under which an element is left out: its own, and its type or place."""
    name = local_name(element)
    kind = element.get("type") or element.get("unit") or (element.get("ref") if name == "g" else None)
    return f"{name} {kind}" if kind else name


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without a namespace; `xml:id` and `xml:lang` as they are written."""
    if name.startswith("xml:"):
        name = XML + name[4:]
    value: str | None = element.get(name)
    if value is not None or name.startswith("{"):
        return value
    own = name.rpartition(":")[2]
    return next(
        (str(v) for k, v in element.items() if str(k).startswith("{") and str(k).rpartition("}")[2] == own), None
    )
