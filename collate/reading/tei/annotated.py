"""What elements of TEI say of the text in them, as annotations."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.model.annotations import AnnotationName
from collate.reading.read_settings import Abbreviations
from collate.reading.tei.alternatives import TextState
from collate.reading.tei.elements import ID
from collate.reading.tei.layers import hand_of_change
from collate.reading.xml_source import local_name, string_value

_RAISED: Final = late_regex(r"sup(?!press|raline\b)")  # a line above letters is none of them raised
Said = list[tuple[AnnotationName, str]]
Row = Callable[[etree._Element, TextState], Said]
_NOMINA_SACRA: Final = frozenset({"nomsac", "nomen-sacrum", "nomensacrum", "nomina-sacra", "nominasacra"})
_NUMERALS: Final = frozenset({"num", "numeral", "number"})
WITH_ID: Final = frozenset({"w", "l", "p", "ab", "seg", "s", "lg", "div", "head", "note"})


def hand_of(element: etree._Element) -> Said:
    """Return who wrote an element, if it says so."""
    hand = element.get("hand")
    return [(AnnotationName.HAND, hand.lstrip("#"))] if hand else []


def _sibling(element: etree._Element, *names: str) -> str:
    """Return the text of another alternative of the same `choice`."""
    parent = element.getparent()
    if parent is None or local_name(parent) != "choice":
        return ""
    found = next((child for child in parent if local_name(child) in names), None)
    return " ".join(string_value(found).split()) if found is not None else ""


def _supplied(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.SUPPLIED, element.get("reason", ""))]


def _unclear(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.UNCLEAR, element.get("reason", ""))]


def _added(element: etree._Element, _: TextState) -> Said:
    hand = hand_of_change(element).lstrip("#")
    return [(AnnotationName.ADDED, element.get("place", "")), *([(AnnotationName.HAND, hand)] if hand else [])]


def _deleted(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.DELETED, "")]


def _surplus(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.SURPLUS, "")]


def _error(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.ERROR, element.get("corr") or _sibling(element, "corr"))]


def _original(element: etree._Element, _: TextState) -> Said:
    regular = element.get("reg") or _sibling(element, "reg")
    return [(AnnotationName.REGULARISED, regular)] if regular else []


def _abbreviation(element: etree._Element, _: TextState) -> Said:
    kind = element.get("type", "").lower()
    if kind in _NOMINA_SACRA:
        return [(AnnotationName.NOMEN_SACRUM, "")]
    if kind in _NUMERALS:
        return [(AnnotationName.NUMERAL, "")]
    parent = element.getparent()
    if parent is not None and local_name(parent) == "expan":
        return []
    return [(AnnotationName.ABBREVIATION, element.get("expan") or _sibling(element, "expan"))]


def _expansion(element: etree._Element, state: TextState) -> Said:
    if state.settings.abbreviations is not Abbreviations.EXPANDED:
        return [(AnnotationName.ABBREVIATION, " ".join(string_value(element).split()))]
    whole = "" if next(element.iter("{*}am"), None) is not None else " ".join(string_value(element).split())
    return [(AnnotationName.ABBREVIATION, whole)]


def _expanded_letters(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.EXPANSION, "")]


def _number(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.NUMERAL, element.get("value", ""))]


_NAMED: Final = MappingProxyType(
    {"persName": "person", "orgName": "organisation"}
    | dict.fromkeys(("placeName", "geogName", "settlement", "region", "country"), "place")
)


def _name(element: etree._Element, _: TextState) -> Said:
    name = local_name(element)
    return [(AnnotationName.NAME, _NAMED.get(name) or element.get("type", ""))]


def _highlighted(element: etree._Element, _: TextState) -> Said:
    look = " ".join(element.get(key, "") for key in ("rend", "rendition", "style")).lower()
    return [(AnnotationName.SUPERSCRIPT, "")] if _RAISED.search(look) else []


def _damage(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.DAMAGE, element.get("agent", ""))]


def _hand_only(element: etree._Element, _: TextState) -> Said:
    return hand_of(element)


def _reading(element: etree._Element, _: TextState) -> Said:
    return hand_of(element) if element.get("type", "").startswith("corr") else []


def _word(element: etree._Element, _: TextState) -> Said:
    said: Said = []
    for key, name in _OF_WORDS:
        value = element.get(key)
        if value:
            said.append((name, value))
    return said


def _surface(element: etree._Element, _: TextState) -> Said:
    """Return the address of the first image of a page."""
    images = (child.get("url") for child in element.iterchildren("{*}graphic", "{*}media"))
    address = element.get("facs") or next(filter(None, images), None)
    return [(AnnotationName.FACSIMILE, address)] if address and not address.startswith("#") else []


_OF_WORDS: Final = (
    ("lemma", AnnotationName.LEMMA),
    ("pos", AnnotationName.PART_OF_SPEECH),
    ("reg", AnnotationName.REGULARISED),
)
ANNOTATED: Final[Mapping[str, Row]] = MappingProxyType(
    {
        "supplied": _supplied,
        "unclear": _unclear,
        "add": _added,
        "del": _deleted,
        "surplus": _surplus,
        "suppressed": _surplus,
        "expunged": _surplus,
        "sic": _error,
        "orig": _original,
        "abbr": _abbreviation,
        "expan": _expansion,
        "ex": _expanded_letters,
        "num": _number,
        "persName": _name,
        "placeName": _name,
        "geogName": _name,
        "orgName": _name,
        "name": _name,
        "rs": _name,
        "settlement": _name,
        "region": _name,
        "country": _name,
        "hi": _highlighted,
        "damage": _damage,
        "retrace": _hand_only,
        "subst": _hand_only,
        "mod": _hand_only,
        "rdg": _reading,
        "w": _word,
        "surface": _surface,
    }
)


def identity_of(element: etree._Element, name: str) -> str | None:
    """Return the `xml:id` of a word or a block, which reports may cite."""
    return element.get(ID) if name in WITH_ID else None
