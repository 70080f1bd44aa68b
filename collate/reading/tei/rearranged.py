"""Files whose text is not read in the order of the file: a margin that belongs at an anchor, words that changed places.

The elements of a copy of the tree are moved before it is read. Where each text stands in the file is noted before.
"""

import copy
from collections.abc import Iterable, Sequence

from lxml import etree

from collate._repr import repr_line
from collate.reading.read_settings import ReadSettings
from collate.reading.selectors import Selector
from collate.reading.tei.body import matches
from collate.reading.tei.elements import ID, attribute
from collate.reading.tei.entries import PlacedEntry, placed_entries
from collate.reading.tei.layers import Layer
from collate.reading.tei.located import located_words, put_around_words
from collate.reading.tei.moved_stretches import Offsets, collect, keep_tail, marker, put_behind
from collate.reading.tei.surviving import outer_elements
from collate.reading.xml_source import local_name


def needs_moving(root: etree._Element, settings: ReadSettings) -> bool:
    """Return whether the text of a file is not in its order, in any state."""
    if next(root.iter("{*}transpose"), None) is not None or _transposed_segments(root) or placed_entries(root).placed:
        return True
    return bool(_anchored(root, settings) or located_words(root))


def rearranged(root: etree._Element, settings: ReadSettings, layer: Layer) -> tuple[etree._Element, Offsets]:
    """Return a copy of a tree in the order of reading in a state, and where its text stands in the file."""
    moved = copy.deepcopy(root)
    offsets = _offsets(moved)
    located = located_words(moved)
    for zone, anchor in _anchored(moved, settings):
        _move_behind(zone, anchor, offsets)
    if layer.has(""):
        for group in _transposed_segments(moved):
            _exchange(group, sorted(group, key=lambda e: int(e.get("n", "0"))), offsets)
        transposes = list(moved.iter("{*}transpose"))
        order = _Order(moved) if transposes else None
        for transpose in transposes:
            if order is not None:
                _transpose(transpose, order, offsets)
    put_around_words(located, offsets)
    for entry in placed_entries(moved).placed:
        _put_at_lemma(entry, offsets)
    return moved, offsets


def _put_at_lemma(entry: PlacedEntry, offsets: Offsets) -> None:
    """Make of an `app` that names its lemma by two points one that stands around the lemma.

    The rest of it, such as a copy of the lemma, stays where it was and is left out.
    """
    app, start, end = entry.app, entry.start, entry.end
    before, after = marker(offsets), marker(offsets)
    (app if start is None else start).addprevious(before)
    if end is None:
        app.addprevious(after)
    else:
        put_behind(after, end, offsets)
    lemma = etree.Element("lem", {} if entry.sigla is None else {"wit": entry.sigla})
    inlined = etree.Element("app")
    for element in (lemma, inlined):
        offsets.texts[element] = offsets.tails[element] = 0
    collect(before, after, lemma, offsets)
    inlined.append(lemma)
    for reading in entry.readings:
        keep_tail(reading, offsets)
        inlined.append(reading)
    after.addprevious(inlined)
    app.tag = "listApp"


def _offsets(root: etree._Element) -> Offsets:
    """Note where each text stands; the elements are kept, so that they stay the same objects."""
    found = Offsets()
    total = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            found.texts[element] = total
            total += len(element.text or "")
        else:
            found.tails[element] = total
            total += len(element.tail or "") if element is not root else 0
    return found


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {str(e.get(ID)): e for e in root.iter(etree.Element) if e.get(ID)}


def _anchored(root: etree._Element, settings: ReadSettings) -> list[tuple[etree._Element, etree._Element]]:
    """Return what is read elsewhere, with the anchor at which it is read."""
    selectors: Sequence[Selector] = settings.anchored
    if selectors:
        found = [(e, s.attribute or "corresp") for e in root.iter(etree.Element) for s in selectors if matches(s, e)]
    else:
        found = [(e, "corresp") for e in root.iter("{*}zone") if e.get("corresp")]
    if not found:
        return []
    by_id = _by_id(root)
    pairs = []
    for element, name in found:
        anchor = by_id.get((attribute(element, name) or "").split(" ")[0].lstrip("#"))
        if anchor is None or anchor is element or (not selectors and local_name(anchor) not in ("anchor", "metamark")):
            continue
        if element not in anchor.iterancestors():
            pairs.append((element, anchor))
    return pairs


def _move_behind(element: etree._Element, anchor: etree._Element, offsets: Offsets) -> None:
    """Move an element behind an anchor; the text behind each of them stays where it was."""
    parent = element.getparent()
    if parent is None:
        return
    keep_tail(element, offsets)
    tail, at = anchor.tail, offsets.tails[anchor]
    anchor.tail = None
    anchor.addnext(element)
    element.tail = tail
    offsets.tails[element] = at
    offsets.begins.update(outer_elements(element, 0))
    offsets.ends.update(outer_elements(element, -1))


def _transposed_segments(root: etree._Element) -> list[list[etree._Element]]:
    """Return groups of `seg` whose numbers say that the words change places."""
    groups: dict[etree._Element, list[etree._Element]] = {}
    for segment in root.iter("{*}seg"):
        if segment.get("subtype") == "transposition" or segment.get("type") == "transposition":
            parent = segment.getparent()
            if parent is not None and segment.get("n", "").isdecimal():
                groups.setdefault(parent, []).append(segment)
    return [run for group in groups.values() for run in _runs(group)]


def _runs(group: Sequence[etree._Element]) -> list[list[etree._Element]]:
    """Divide the segments of a parent into runs; a number that was there already begins another one."""
    runs: list[list[etree._Element]] = []
    numbers: set[str | None] = set()
    for segment in group:
        number = segment.get("n")
        if not runs or number in numbers:
            runs.append([])
            numbers = set()
        runs[-1].append(segment)
        numbers.add(number)
    return [run for run in runs if len(run) > 1]


def _exchange(places: Sequence[etree._Element], elements: Sequence[etree._Element], offsets: Offsets) -> None:
    """Put elements in the places of others; an element cannot change places with one that stands in it."""
    changing = set(places)
    if changing != set(elements) or any(e.getparent() is None for e in places):
        return
    if any(outer in changing for e in places for outer in e.iterancestors()):
        return
    marks = []
    for place in places:
        keep_tail(place, offsets)
        mark = place.getprevious()
        marks.append(mark)
    for mark, element in zip(marks, elements, strict=True):
        if mark is not None:
            mark.addprevious(element)
            element.tail = None


class _Order:
    """The elements of a tree by their `xml:id`, and their order, while some of them change places."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self.by_id = _by_id(root)
        self._numbers: dict[etree._Element, int] = {}
        self._moved: set[etree._Element] = set()

    def __repr__(self) -> str:
        return repr_line("_Order", f"{len(self.by_id)} names")

    def numbers(self, named: Sequence[etree._Element]) -> dict[etree._Element, int]:
        """Return the number of each element; counted again only if one of those named, or one around it, has moved."""
        moved = self._moved
        if not self._numbers or (
            moved and any(e in moved or any(outer in moved for outer in e.iterancestors()) for e in named)
        ):
            self._numbers = {e: n for n, e in enumerate(self._root.iter(etree.Element))}
            moved.clear()
        return self._numbers

    def move(self, elements: Iterable[etree._Element]) -> None:
        """Note that elements change places."""
        self._moved.update(elements)


def _transpose(transpose: etree._Element, ordered: _Order, offsets: Offsets) -> None:
    """Put what `ptr`s name into the order of the pointers."""
    by_id = ordered.by_id
    targets = [e.get("target", "").lstrip("#") for e in transpose.iter("{*}ptr")]
    named = [by_id[t] for t in targets if t in by_id]
    if len(named) != len(targets) or len(set(targets)) != len(targets):
        return
    ends = [by_id[end] for e in named if e.get("spanTo") and (end := _end(e)) in by_id]
    order = ordered.numbers([*named, *ends])
    if any(order.get(by_id.get(_end(e)), -1) < order[e] for e in named if e.get("spanTo")):
        return
    stretches = {element: _stretch(element, by_id, offsets) for element in sorted(named, key=order.__getitem__)}
    ordered.move(stretches.values())
    _exchange(list(stretches.values()), [stretches[e] for e in named], offsets)


def _end(element: etree._Element) -> str:
    return str(element.get("spanTo", "")).lstrip("#")


def _stretch(element: etree._Element, by_id: dict[str, etree._Element], offsets: Offsets) -> etree._Element:
    """Return an element with what a pointer names: the element, or all from a milestone to the anchor that it names.

    What stands on several lines is put together where the anchor is.
    """
    anchor = by_id.get(_end(element))
    if anchor is None:
        return element
    whole = etree.Element("seg")
    offsets.texts[whole] = 0
    collect(element, anchor, whole, offsets)
    whole.tail = None
    anchor.addprevious(whole)
    offsets.tails[whole] = offsets.tails[anchor]
    return whole
