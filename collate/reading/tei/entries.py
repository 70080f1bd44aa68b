"""Entries of an apparatus that stand apart from their words: `from` and `to`, or `loc`, name the lemma.

TEI calls this the double end-point method. The entries may stand in the text, at one end of the lemma, or elsewhere.
"""

from collections.abc import Sequence

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.reading.tei.critical import readings_of
from collate.reading.tei.elements import ID
from collate.reading.tei.located import located_words
from collate.reading.xml_source import local_name


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An `app` and its lemma.

    start, end   the first and the last element of the lemma; None if the entry itself stands at this end
    readings     without the lemma
    sigla        the witnesses of the lemma, as the entry names them; None if it names none
    """

    app: etree._Element
    start: etree._Element | None
    end: etree._Element | None
    readings: tuple[etree._Element, ...]
    sigla: str | None

    def __repr__(self) -> str:
        return repr_line("PlacedEntry", f"{self.app.get(ID, '')}: {counted(len(self.readings), 'reading')}")


@dataclass(frozen=True, slots=True)
class PlacedEntries:
    """The entries of a file that stand apart from their words, and those whose words cannot be found.

    unplaced   entries whose lemma is not in the file, or crosses that of another entry
    """

    placed: tuple[PlacedEntry, ...] = ()
    unplaced: tuple[etree._Element, ...] = ()

    def __repr__(self) -> str:
        return repr_line("PlacedEntries", f"{len(self.placed)} placed, {len(self.unplaced)} not")


def placed_entries(root: etree._Element) -> PlacedEntries:
    """Return the entries of a file that stand apart from their words."""
    located = {words.app for words in located_words(root)}  # before the tree is moved
    apps = [app for app in root.iter("{*}app") if app.get("from") or app.get("to") or app.get("loc")]
    if not apps:
        return PlacedEntries()
    order = {e: n for n, e in enumerate(root.iter(etree.Element))}
    by_id = {str(e.get(ID)): e for e in order if e.get(ID)}
    spans: list[tuple[int, int, PlacedEntry]] = []
    unplaced: list[etree._Element] = []
    for app in apps:
        entry = _placed(app, by_id)
        if entry is None:
            if app in located:
                continue
            if app.get("from") or app.get("to") or (_names_witness(app) and not _stands_in_text(app)):
                unplaced.append(app)
            continue
        first = order[app if entry.start is None else entry.start]
        last = _last(app if entry.end is None else entry.end, order)
        if first > last:
            unplaced.append(app)
        else:
            spans.append((first, last, entry))
    crossing = _crossing([(first, last) for first, last, _ in spans])
    unplaced += [entry.app for n, (_, _, entry) in enumerate(spans) if n in crossing]
    placed = tuple(entry for n, (_, _, entry) in enumerate(spans) if n not in crossing)
    return PlacedEntries(placed, tuple(sorted(unplaced, key=order.__getitem__)))


def _last(element: etree._Element, order: dict[etree._Element, int]) -> int:
    """Return the number of the last element inside an element."""
    last = element
    while len(last):
        inner = [child for child in last if isinstance(child.tag, str)]
        if not inner:
            break
        last = inner[-1]
    return order[last]


def _crossing(spans: Sequence[tuple[int, int]]) -> set[int]:
    """Return the numbers of the spans [first, last] that begin inside one that is kept and end behind it."""
    found: set[int] = set()
    open_ends: list[int] = []  # of the spans around, the innermost at the end
    for n in sorted(range(len(spans)), key=lambda n: (spans[n][0], -spans[n][1])):
        first, last = spans[n]
        while open_ends and open_ends[-1] < first:
            open_ends.pop()
        if open_ends and last > open_ends[-1]:
            found.add(n)
        else:
            open_ends.append(last)
    return found


def _placed(app: etree._Element, by_id: dict[str, etree._Element]) -> PlacedEntry | None:
    """Return an entry with its lemma; None if that is not in the file."""
    names = [app.get(key, "").strip().lstrip("#") for key in ("from", "to", "loc")]
    start_name, end_name, place = names
    if not start_name and not end_name:
        start = end = by_id.get(place)
        if start is None:
            return None
    else:
        start, end = by_id.get(start_name), by_id.get(end_name)
        if (start_name and start is None) or (end_name and end is None):
            return None
        if start_name and not end_name and not _stands_in_text(app):
            end = start
    if any(e is not None and (e is app or app in e.iterancestors()) for e in (start, end)):
        return None
    readings = readings_of(app)
    lemma = next((r for r in readings if local_name(r) == "lem"), None)
    sigla = lemma.get("wit") if lemma is not None else None
    others = tuple(r for r in readings if local_name(r) == "rdg")
    return PlacedEntry(app, start, end, others, sigla)


def _names_witness(app: etree._Element) -> bool:
    return any(reading.get("wit") for reading in readings_of(app))


def _stands_in_text(app: etree._Element) -> bool:
    names = [local_name(parent) for parent in app.iterancestors()]
    return "body" in names and "listApp" not in names and "standOff" not in names
