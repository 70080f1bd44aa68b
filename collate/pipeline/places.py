"""Read a PLACE, as `explain` and `decide` take it, and find the entries and the tokens there."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from collate.apparatus import Entry, entries_and_echoes
from collate.decisions import TokenRange
from collate.errors import PlaceError
from collate.model.witness import Witness
from collate.pipeline.collating import Collated

_NUMBER: Final = re.compile(r"#(\d+)")
_ID: Final = re.compile(r"#([0-9a-f]{12}(?:-\d+)?)")  # no work has so many entries that this could be a number


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """Where to look: an entry by its number, or a part of the text of a witness.

    Attributes
    ----------
    entry : int or None
        The number of an entry; the other fields have no meaning then.
    witness : int
        The number of a witness, from 0, in the order of the work.
    start, end : int
        Code points [start, end) of its text.
    """

    entry: int | None = None
    witness: int = 0
    start: int = 0
    end: int = 0


def parse_place(text: str, collated: Collated) -> PlaceQuery:
    """Return what a PLACE means: `#N`, `#ID`, `SIGLUM:line[:column]`, `SIGLUM@start-end` or `SIGLUM:system=value`.

    Lines and columns are those of the file; a witness of several files needs `SIGLUM:FILE:line[:column]`.

    Raises PlaceError if it has none of these forms, or is not in the work.
    """
    if ident := _ID.fullmatch(text):
        return PlaceQuery(entry=_number_of_id(ident[1], collated))
    if number := _NUMBER.fullmatch(text):
        return PlaceQuery(entry=int(number[1]))
    for w, witness in enumerate(collated.work.witnesses):
        rest = text.removeprefix(witness.siglum)
        if rest == text:
            continue
        if span := re.fullmatch(r"@(\d+)-(\d+)", rest):
            return _span_place(text, w, witness, int(span[1]), int(span[2]))
        if line := re.fullmatch(r":(\d+)(?::(\d+))?", rest):
            return _line_place(text, w, witness, int(line[1]), int(line[2]) if line[2] else None)
        if in_file := re.fullmatch(r":([^=]+?):(\d+)(?::(\d+))?", rest):
            file, column = _number_of_file(text, witness, in_file[1]), int(in_file[3]) if in_file[3] else None
            return _line_place(text, w, witness, int(in_file[2]), column, file)
        if named := re.fullmatch(r":([^=]+)=(.+)", rest):
            return _named_place(text, w, witness, named[1], named[2])
    sigla = ", ".join(w.siglum for w in collated.work.witnesses)
    raise PlaceError(
        f"{text}: this is not a place; write #N, #ID, SIGLUM:line[:column] or SIGLUM@start-end (sigla: {sigla})"
    )


def is_number(text: str) -> bool:
    """Return whether a PLACE is the number of an entry, `#N`."""
    return bool(_NUMBER.fullmatch(text)) and not _ID.fullmatch(text)


def _number_of_id(ident: str, collated: Collated) -> int:
    entries = entries_and_echoes(collated.apparatus)
    number = next((entry.told_in or entry.number for entry in entries if entry.id == ident), None)
    if number is None:
        raise PlaceError(f"#{ident}: no entry has this id any more; name its words, SIGLUM@start-end or SIGLUM:line")
    return number


def _span_place(text: str, w: int, witness: Witness, start: int, end: int) -> PlaceQuery:
    length = len(witness.text)
    if start > end:
        raise PlaceError(f"{text}: the span ends before it begins; exchange the two numbers")
    if end > length:
        raise PlaceError(f"{text}: the text has {length} code points; choose a span inside it")
    return PlaceQuery(witness=w, start=start, end=max(end, start + 1))


def _line_place(
    text: str, w: int, witness: Witness, line: int, column: int | None, file: int | None = None
) -> PlaceQuery:
    """Return the place of a line, or of a column in it, as the file of a witness counts them."""
    _, lines, files = witness.line_stretches
    if file is None and len({own for own, number in zip(files, lines, strict=True) if number == line}) > 1:
        several = f"{witness.siglum} has {len(witness.sources)} files; name one of them: {witness.siglum}:FILE:{line}"
        raise PlaceError(f"{text}: {several}")
    span = witness.span_of_line(line, file)
    if span is None:
        raise PlaceError(f"{text}: {_why_no_line(witness, line)}")
    start, end = span
    if column is None:
        return PlaceQuery(witness=w, start=start, end=end)
    if witness.origins:
        of_file = witness.position(start).file
        offset = witness.origins.first_at_or_after(line, column, of_file)
        offset = end - 1 if offset is None or offset >= end else offset
        return PlaceQuery(witness=w, start=offset, end=offset + 1)
    if not 1 <= column <= max(1, end - start):
        raise PlaceError(f"{text}: line {line} has {end - start} columns; choose one of them")
    return PlaceQuery(witness=w, start=start + column - 1, end=start + column)


def _why_no_line(witness: Witness, line: int) -> str:
    lines = witness.line_stretches.lines
    if witness.origins:
        nearest = min(lines, key=lambda own: (abs(own - line), own))
        return f"no word of {witness.siglum} is on this line of its file; the nearest line with words is {nearest}"
    return f"{witness.siglum} has {len(lines)} lines; choose one of them"


def _number_of_file(text: str, witness: Witness, name: str) -> int:
    """Return the number of the file of a witness with a name, or with the end of a path."""
    found = [n for n, s in enumerate(witness.sources) if s.file == name or s.file.endswith(f"/{name}")]
    if len(found) != 1:
        count = "no file" if not found else f"{len(found)} files"
        raise PlaceError(f"{text}: {witness.siglum} has {count} with this name")
    return found[0]


def _named_place(text: str, w: int, witness: Witness, system: str, value: str) -> PlaceQuery:
    for place in witness.places:
        if (place.system, place.value) == (system, value):
            return PlaceQuery(witness=w, start=place.start, end=place.end)
    raise PlaceError(f"{text}: {witness.siglum} has no place with this name")


def entries_at(collated: Collated, place: PlaceQuery) -> list[Entry]:
    """Return the entries at a place. Raise PlaceError for a number that no entry has."""
    entries = collated.apparatus.entries
    if place.entry is None:
        siglum = collated.work.witnesses[place.witness].siglum
        found = [e for e in entries_and_echoes(collated.apparatus) if _overlaps(e, siglum, place)]
        # What is decided or explained at the other place of moved words is the move itself.
        numbers = dict.fromkeys(e.told_in or e.number for e in found)
        return [entries[n - 1] for n in numbers]
    if len(entries) < place.entry <= len(entries) + len(collated.apparatus.echoes):
        told_in = collated.apparatus.echoes[place.entry - len(entries) - 1].told_in
        return [entries[(told_in or 1) - 1]]
    if not 1 <= place.entry <= len(entries):
        last = f"the last entry is #{len(entries)}" if entries else "there are no entries"
        raise PlaceError(f"#{place.entry}: no entry has this number; {last}")
    return [entries[place.entry - 1]]


def tokens_at(collated: Collated, place: PlaceQuery) -> TokenRange:
    """Return the tokens of a witness at a place. Raise PlaceError if there are none."""
    spans = collated.alignment.tokens[place.witness].spans
    start = int(np.searchsorted(spans[:, 1], place.start, side="right"))
    stop = int(np.searchsorted(spans[:, 0], place.end))
    if start >= stop:
        raise PlaceError("there are no words at this place; choose another")
    return TokenRange(place.witness, start, stop)


def _overlaps(entry: Entry, siglum: str, place: PlaceQuery) -> bool:
    """Return whether a reading of a witness overlaps a place; an empty reading counts as one code point."""
    supports = [
        *(entry.lemma.support if entry.lemma else ()),
        *(support for reading in entry.readings for support in reading.support),
    ]
    spans = [span for support in supports if support.siglum == siglum for span in support.spans]
    return any(start < place.end and max(end, start + 1) > place.start for start, end in spans)
