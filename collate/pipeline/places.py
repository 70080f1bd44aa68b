"""Read a PLACE, as `explain` and `decide` take it, and find the entries and the tokens there."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.apparatus import Entry, entries_and_echoes
from collate.apparatus.part import NamedColumns, is_in_columns, named_columns
from collate.decisions import TokenRange
from collate.errors import PlaceError
from collate.model.alignment import Alignment
from collate.model.column_runs import ColumnRun
from collate.model.place_index import PlaceIndex, place_index
from collate.model.place_names import PlaceName, nearest_names, parse_place_name
from collate.model.witness import Witness
from collate.pipeline.collating import Collated

_NUMBER: Final = late_regex(r"#(\d+)")
_ID: Final = late_regex(r"#([0-9a-f]{12}(?:-\d+)?)")  # no work has so many entries that this could be a number


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
    columns : tuple of (int, int)
        For a place that has a name: the columns [start, stop) of all witnesses there.
    count : int
        How many stretches of its text have the name.
    """

    entry: int | None = None
    witness: int = 0
    start: int = 0
    end: int = 0
    columns: tuple[ColumnRun, ...] = ()
    count: int = 1


def parse_place(text: str, collated: Collated) -> PlaceQuery:
    """Return what a PLACE means: `#N`, `#ID`, `SIGLUM:line[:column]`, `SIGLUM@start-end` or `[SIGLUM:]system=value`.

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
    if named := parse_named(text, collated.work.witnesses):
        return _named_place(named[0], collated, named[1])
    sigla = ", ".join(w.siglum for w in collated.work.witnesses)
    raise PlaceError(
        f"{text}: this is not a place; write #N, #ID, SIGLUM:line[:column], SIGLUM@start-end "
        f"or system=value (sigla: {sigla})"
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


def parse_named(text: str, witnesses: Sequence[Witness]) -> tuple[PlaceName, int | None] | None:
    """Return what `[SIGLUM:]system=value` names, and the number of its witness; None for a text of another form."""
    for w, witness in enumerate(witnesses):
        rest = text.removeprefix(f"{witness.siglum}:")
        if rest != text and (name := parse_place_name(rest)):
            return name, w
    name = parse_place_name(text)
    return (name, None) if name else None


def _named_place(name: PlaceName, collated: Collated, witness: int | None) -> PlaceQuery:
    """Return where a name is: in one witness, or in the base or the first witness that has it."""
    named = find_named(name, collated.alignment, collated.apparatus.base, witness)
    (start, _), (_, end) = named.spans[0], named.spans[-1]
    return PlaceQuery(None, named.witness, start, max(end, start + 1), named.columns, len(named.spans))


def find_named(
    name: PlaceName, alignment: Alignment, base: str, witness: int | None, indexes: Sequence[PlaceIndex] = ()
) -> NamedColumns:
    """Return the columns of a name, as one witness or all of them have it. Raise PlaceError if none has it.

    `indexes` are the places of every witness; they are made if they are not given.
    """
    witnesses = [tokens.witness for tokens in alignment.tokens]
    asked = sorted(range(len(witnesses)), key=lambda w: witnesses[w].siglum != base) if witness is None else [witness]
    indexes = indexes or [place_index(w) for w in witnesses]
    found = named_columns(alignment, name, asked, indexes)
    if found is None:
        raise PlaceError(no_such_place(name, witnesses, asked, witness))
    return found


def no_such_place(name: PlaceName, witnesses: Sequence[Witness], asked: Sequence[int], witness: int | None) -> str:
    """Return the sentence that no witness has a place, or that one does not have it, and which name is near."""
    indexes = [(witnesses[w].siglum, place_index(witnesses[w])) for w in asked]
    text = str(name) if witness is None else f"{witnesses[witness].siglum}:{name}"
    for siglum, index in indexes:
        if name.system in index.systems and index.systems[name.system].is_reversed(name.value):
            return f"{text}: in {siglum}, this ends before it begins; exchange the two names"
    values: dict[str, tuple[str, ...]] = {}
    for _, index in indexes:
        for system, places in index.systems.items():
            values.setdefault(system, places.values)
    has_none = "no witness has" if witness is None else f"{witnesses[witness].siglum} does not have"
    return f"{text}: {has_none} this place; {nearest_names(name, values)}"


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


def entries_at(collated: Collated, place: PlaceQuery) -> list[Entry]:
    """Return the entries at a place. Raise PlaceError for a number that no entry has."""
    entries = collated.apparatus.entries
    if place.entry is None:
        siglum = collated.work.witnesses[place.witness].siglum
        told = entries_and_echoes(collated.apparatus)
        if place.columns:
            found = [e for e in told if is_in_columns(e.unit, place.columns)]
        else:
            found = [e for e in told if _overlaps(e, siglum, place)]
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
    if place.count > 1:
        raise PlaceError(f"{place.count} stretches have this name; name the words, SIGLUM@start-end or SIGLUM:line")
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
