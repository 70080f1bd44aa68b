"""Elements that stand for others: a copy of one (`copyOf`), or one of two of which only one is read (`exclude`)."""

from collections.abc import Mapping
from dataclasses import field
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.tei.elements import ID, SEPARATORS
from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name, string_value

_NAMING: Final = etree.XPath("//*[@copyOf or @exclude]")
_PLAIN: Final = frozenset(
    {"l", "lg", "p", "ab", "seg", "s", "cl", "phr", "hi", "emph", "foreign", "q", "quote", "persName", "placeName"}
    | {"name", "rs", "lb", "caesura", "anchor"}
)


@dataclass(frozen=True, slots=True)
class Repeated:
    """The elements of a file that stand for others.

    copies     the text of the element that an empty one is a copy of
    unread     the empty ones whose text is not known: what they name is not in the file, or has more than plain text
    excluded   those that are not read, because the element that they exclude comes first
    """

    copies: Mapping[etree._Element, str] = field(default_factory=dict)
    unread: tuple[etree._Element, ...] = ()
    excluded: frozenset[etree._Element] = frozenset()

    def __repr__(self) -> str:
        return repr_line("Repeated", f"{len(self.copies)} copies, {len(self.excluded)} excluded")


NOTHING_REPEATED: Final = Repeated()


def repeated_in(root: etree._Element) -> Repeated:
    """Return the elements of a file that stand for others."""
    naming: list[etree._Element] = _NAMING(root)
    if not naming:
        return NOTHING_REPEATED
    by_id = {str(e.get(ID)): e for e in root.iter(etree.Element) if e.get(ID)}
    copies, unread = {}, []
    for element in naming:
        if element.get("copyOf") is None or string_value(element).strip(SPACES):
            continue
        target = by_id.get(_name(element.get("copyOf", "")))
        text = _plain_text(target) if target is not None and element not in target.iter() else None
        if text is None:
            unread.append(element)
        else:
            copies[element] = text
    return Repeated(copies, tuple(unread), _excluded([e for e in naming if e.get("exclude")], root))


def _excluded(naming: list[etree._Element], root: etree._Element) -> frozenset[etree._Element]:
    """Return the elements that exclude one that comes before them and is read."""
    read: set[str] = set()
    found = set()
    excluding = set(naming)
    wanted = {_name(name) for e in naming for name in e.get("exclude", "").split()}
    for element in root.iter(etree.Element) if naming else ():
        if element in excluding and any(_name(name) in read for name in element.get("exclude", "").split()):
            found.add(element)
        elif element.get(ID) in wanted:
            read.add(str(element.get(ID)))
    return frozenset(found)


def _plain_text(element: etree._Element) -> str | None:
    """Return the text of an element; None if it has more than plain text, such as notes or two readings."""
    if any(local_name(e) not in _PLAIN for e in element.iter(etree.Element)):
        return None
    pieces: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        parts = SEPARATORS.get(local_name(inner), Separator.NONE) or local_name(inner) == "lb"
        text = inner.text if event == "start" else inner.tail if inner is not element else ""
        pieces.append(f"{' ' if parts else ''}{text or ''}")
    return " ".join("".join(pieces).split())


def _name(value: str) -> str:
    return value.strip().lstrip("#")
