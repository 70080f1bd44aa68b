"""Entries of an apparatus that name a place, such as a line, and the words there: the location-referenced method.

`<app loc="12"><lem>arma</lem>` means the word that stands once in the line with `n="12"`. Such an entry is made one
that names an element: a `seg` is put around the words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import quoted, repr_line
from collate.reading.tei.critical import readings_of
from collate.reading.tei.elements import ID
from collate.reading.tei.moved_stretches import Offsets
from collate.reading.xml_source import local_name, string_value

_Text = tuple[etree._Element, bool, str]  # the text in an element, or behind it
_PARTS: Final = late_regex(r"[\s.:,;/]+")
_LEFT_OPEN: Final = late_regex(r"\s*(?:…|\.\.\.|\[\.\.\.\])\s*")  # between the first and the last words of a lemma
_BETWEEN: Final = r"\b.{0,500}?\b"
_ASIDE: Final = frozenset({"note", "app", "listApp", "fw", "teiHeader", "standOff", "back"})
_POINTS: Final = frozenset({"lb", "milestone", "pb", "cb", "l"})
LOCATED: Final = "located."  # how the name of a seg begins that stands around the words of an entry


@dataclass(frozen=True, slots=True)
class LocatedWords:
    """Where the lemma of an entry stands: characters [start, end) of the text in an element, or of that behind it."""

    app: etree._Element
    holder: etree._Element
    is_tail: bool
    start: int
    end: int

    def __repr__(self) -> str:
        return repr_line("LocatedWords", quoted(self.app.get("loc", "")))


def located_words(root: etree._Element) -> list[LocatedWords]:
    """Return the words of each entry that names a place outside of its text, if they stand there once.

    Words that overlap those of an entry before them have no place.
    """
    entries = list(_entries(root))
    numbered = _numbered(root) if entries else {}
    texts: dict[etree._Element, list[_Text]] = {}  # of each place
    found: list[LocatedWords] = []
    taken: dict[tuple[etree._Element, bool], list[tuple[int, int]]] = {}
    for app in entries:
        pattern = _pattern(app)
        if pattern is None:
            continue
        own: set[tuple[etree._Element, bool, int, int]] = set()
        for place in _places(numbered, app.get("loc", "")):
            if place not in texts:
                texts[place] = list(_texts(place))
            for holder, is_tail, text in texts[place]:
                own.update((holder, is_tail, *match.span()) for match in pattern.finditer(text))
        if len(own) == 1:
            words = LocatedWords(app, *own.pop())
            others = taken.setdefault((words.holder, words.is_tail), [])
            if not any(words.start < end and start < words.end for start, end in others):
                others.append((words.start, words.end))
                found.append(words)
    return found


def put_around_words(found: Sequence[LocatedWords], offsets: Offsets) -> None:
    """Put a `seg` around the words of each entry, and let the entry name it."""
    for number, words in sorted(enumerate(found), key=lambda pair: -pair[1].start):
        holder, segment = words.holder, etree.Element("seg")
        text = (holder.tail if words.is_tail else holder.text) or ""
        at = (offsets.tails if words.is_tail else offsets.texts)[holder]
        segment.set(ID, f"{LOCATED}{number}")
        segment.text, segment.tail = text[words.start : words.end], text[words.end :]
        offsets.texts[segment], offsets.tails[segment] = at + words.start, at + words.end
        tail = segment.tail
        if words.is_tail:
            holder.tail = text[: words.start]
            holder.addnext(segment)
        else:
            holder.text = text[: words.start]
            holder.insert(0, segment)
        segment.tail = tail
        for key in ("from", "to"):
            words.app.set(key, f"#{LOCATED}{number}")


def _entries(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the entries that name a place and no element, and stand outside of the text."""
    ids: set[str] | None = None
    for app in root.iter("{*}app"):
        if not app.get("loc") or app.get("from") or app.get("to"):
            continue
        around = {local_name(parent) for parent in app.iterancestors()}
        if "body" in around and "listApp" not in around:
            continue
        ids = ids if ids is not None else {str(e.get(ID)) for e in root.iter(etree.Element) if e.get(ID)}
        if app.get("loc", "").lstrip("#") not in ids:
            yield app


def _pattern(app: etree._Element) -> re.Pattern[str] | None:
    """Return what finds the words of a lemma, whatever white space is between them; None if it has none."""
    lemma = next((r for r in readings_of(app) if local_name(r) == "lem"), None)
    stretches = _LEFT_OPEN.split(" ".join(string_value(lemma).split())) if lemma is not None else []
    stretches = [stretch for stretch in stretches if stretch]
    if not stretches:
        return None
    ends = [stretches[0], stretches[-1]] if len(stretches) > 1 else stretches
    words = _BETWEEN.join(r"\s+".join(map(re.escape, stretch.split())) for stretch in ends)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.DOTALL)


def _numbered(root: etree._Element) -> dict[str, list[etree._Element]]:
    """Return the elements of the text with a number, by it."""
    found: dict[str, list[etree._Element]] = {}
    for element in root.iter(etree.Element):
        if element.get("n") and not _is_aside(element):
            found.setdefault(str(element.get("n")), []).append(element)
    return found


def _places(numbered: Mapping[str, Sequence[etree._Element]], loc: str) -> Sequence[etree._Element]:
    """Return the elements that a place means: their number is all of it, or its last part, with the others around."""
    if loc in numbered:
        return numbered[loc]
    *outer, last = [part for part in _PARTS.split(loc) if part] or [""]
    return [e for e in numbered.get(last, ()) if _stands_in(e, outer)] if outer else []


def _stands_in(element: etree._Element, outer: Sequence[str]) -> bool:
    around = [e.get("n") for e in element.iterancestors() if e.get("n")]
    return all(part in around for part in outer)


def _is_aside(element: etree._Element) -> bool:
    return local_name(element) in _ASIDE or any(local_name(e) in _ASIDE for e in element.iterancestors())


def _texts(place: etree._Element) -> Iterator[_Text]:
    """Yield the texts of a place: those in an element, or behind an empty one up to the next of its name."""
    is_point = local_name(place) in _POINTS and not len(place) and not place.text
    around = place.getparent() if is_point else place
    if around is None:
        return
    is_open = not is_point
    for event, element in etree.iterwalk(around, events=("start", "end")):
        if event == "start" and is_point and element.tag == place.tag:
            is_open = element is place
        text = element.text if event == "start" else element.tail if element is not around else None
        if is_open and text and not _is_aside(element if event == "start" else element.getparent()):
            yield element, event == "end", text
