"""Which elements of Word hold text, and which text of a part stands elsewhere."""

from typing import Final

from lxml import etree

from collate.reading.office.document import UnreadPart
from collate.reading.transcript import SPACES
from collate.reading.xml_source import local_name

TEXTS: Final = ("t", "delText")
CODES: Final = ("instrText", "delInstrText", "fldData")
# What holds no text of the document, only what is said of it.
PROPERTIES: Final = (
    "rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr",
    "customXmlPr", "rubyPr", "ffData", "docPartPr",
)  # fmt: skip
_FORMATTING: Final = (
    "{*}rPrChange", "{*}pPrChange", "{*}sectPrChange", "{*}tblPrChange", "{*}trPrChange", "{*}tcPrChange",
    "{*}numberingChange",
)  # fmt: skip
_LEAVES: Final = frozenset((*TEXTS, *CODES))
_DRAWN: Final = frozenset(
    (
        "posOffset",
        "align",
        "pctWidth",
        "pctHeight",
        "pctPosHOffset",
        "pctPosVOffset",
        "binData",
        "FieldCodes",
        "LinkType",
        "LockedField",
    )
)


def strays_of(root: etree._Element) -> list[UnreadPart]:
    """Return the text that stands where Word has none of the document: numbers that place drawings, and mistakes."""
    found: list[UnreadPart] = []
    within = 0  # elements that say something of the document and hold nothing of it
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local_name(element)
        is_inner = element is not root  # the outermost element holds text, whatever its name is
        if event == "start":
            within += is_inner and name in PROPERTIES
            if element.text and (within or name not in _LEAVES):
                _add_stray(found, name, element.text)
            continue
        within -= event == "end" and is_inner and name in PROPERTIES
        above = element.getparent() if element.tail and is_inner else None
        if above is not None and (within or local_name(above) not in _LEAVES):
            _add_stray(found, local_name(above), element.tail)
    return found


def _add_stray(found: list[UnreadPart], name: str, text: str | None) -> None:
    if text and text.strip(SPACES):
        is_drawn = name in _DRAWN
        found.append(UnreadPart("settings of drawings" if is_drawn else name or "text", text, known=is_drawn))


def formatting_changes(root: etree._Element) -> int:
    """Return how many changes of the formatting are tracked in a part."""
    return sum(1 for _ in root.iter(*_FORMATTING))


def own_text(element: etree._Element) -> str:
    """Return the text nodes of an element itself."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(child.tail or "" for child in element)
