"""Marks that a work sets on a witness, under `[[witnesses.marks]]`: by a text, a pattern or a place."""

import re
from collections.abc import Sequence
from typing import Final

from collate.files.patterns import (
    BoundedPattern,
    PatternError,
    SearchClock,
    SlowPatternError,
    compile_pattern,
    slow_pattern,
)
from collate.files.toml import SettingsTable
from collate.model.witness import GapReason, Mark, Place, Role, Witness

MOST_MARKS: Final = 10_000  # of one witness
MOST_OVERLAPS: Final = 5  # times the length of the text, of all matches of one pattern
MANY: Final = 1_000  # places of one quoted text that are counted

_MARK_KEYS: Final = ("text", "pattern", "place", "role", "cause", "why", "line", "gap")

_Span = tuple[int, int]  # code points [start, end)


def read_marks(table: SettingsTable, witness: Witness) -> tuple[Mark, ...]:
    """Return the marks that a work sets on a witness. Raises ConfigError, with file and line, for a mistake."""
    tables = table.tables("marks")
    table.require_fewer("marks", len(tables), MOST_MARKS)
    clock = SearchClock()
    marks = [mark for t in tables for mark in _marks(t, witness, clock)]
    table.require_fewer("marks", len(marks), MOST_MARKS)
    return tuple(marks)


def _marks(table: SettingsTable, witness: Witness, clock: SearchClock) -> list[Mark]:
    """Return one mark, or one for each match of its pattern."""
    table.require_known_keys(_MARK_KEYS)
    gap = table.choice("gap", GapReason, GapReason.LACUNA) if "gap" in table.values else None
    if gap and "role" in table.values:
        raise table.error("role", "a mark has a role or a gap, not both; write two marks")
    role = None if gap else table.choice("role", Role, Role.GLOSS)
    cause, why = table.string("cause", "") or None, table.string("why", "marked in collation.toml")
    return [
        Mark(start, end, role=role, gap=gap, cause=cause, why=why)
        for start, end in _marked_spans(table, witness, clock)
    ]


def _marked_spans(table: SettingsTable, witness: Witness, clock: SearchClock) -> Sequence[_Span]:
    """Return what is marked: the one place of a text, each match of a pattern, or a whole place."""
    searched = _searched(table, witness)
    if "pattern" in table.values:
        if "text" in table.values:
            raise table.error("pattern", "a mark has a text or a pattern, not both; write two marks")
        return _matches(table, witness, searched, clock)
    if "place" in table.values and "text" not in table.values:
        start, end = _without_space(witness.text, *searched)
        if start >= end:
            raise table.error("place", "there are no words at this place; choose another")
        return [(start, end)]
    return [_single_occurrence(table, witness, searched)]


def _searched(table: SettingsTable, witness: Witness) -> _Span:
    """Return where a mark may be: in all of the text, on its line or in its place."""
    line = table.number("line")
    if "place" in table.values:
        if line is not None:
            raise table.error("line", "a mark has a line or a place, not both; remove one of them")
        place = _named_place(table, witness)
        return place.start, place.end
    if line is None:
        return 0, len(witness.text)
    start, end = witness.span_of_line(line) or (0, 0)
    return start, end if end in (start, len(witness.text)) else end - 1  # a mark may begin before the line end


def _named_place(table: SettingsTable, witness: Witness) -> Place:
    """Return the one place that is named, such as `verse=3`."""
    named = table.string("place")
    system, _, value = named.partition("=")
    places = [place for place in witness.places if (place.system, place.value) == (system.strip(), value.strip())]
    if len(places) != 1:
        count = "no place" if not places else f"{len(places)} places"
        advice = "write system=value, such as verse=3" if not places else "use line = N instead"
        raise table.error("place", f"witness {witness.siglum} has {count} with the name {named!r}; {advice}")
    return places[0]


def _matches(table: SettingsTable, witness: Witness, searched: _Span, clock: SearchClock) -> list[_Span]:
    """Return the matches of a pattern, or of its first group, that have any characters."""
    pattern = _compiled(table, clock)
    try:
        spans = pattern.matches(witness.text[slice(*searched)], MOST_MARKS + 1)
    except SlowPatternError:
        raise table.error("pattern", slow_pattern(pattern.pattern, f"the text of {witness.siglum}")) from None
    if sum(end - start for _, (start, end) in spans) > MOST_OVERLAPS * len(witness.text):
        raise table.error("pattern", f"the matches of {pattern.pattern!r} are too long; let each match its own words")
    found = [_without_space(witness.text, searched[0] + s, searched[0] + e) for _, (s, e) in spans]
    found = [(start, end) for start, end in found if start < end]
    if not found:
        where = f"in witness {witness.siglum}" if searched == (0, len(witness.text)) else "there"
        raise table.error("pattern", f"the pattern {pattern.pattern!r} matches nothing {where}; correct it")
    return found


def _compiled(table: SettingsTable, clock: SearchClock) -> BoundedPattern:
    try:
        return compile_pattern(table.string("pattern"), clock, flags=re.MULTILINE)
    except PatternError as error:
        raise table.error("pattern", str(error)) from None


def _without_space(text: str, start: int, end: int) -> _Span:
    """Return a stretch of a text without the white space around it."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _single_occurrence(table: SettingsTable, witness: Witness, searched: _Span) -> _Span:
    """Return the one place of the text of a mark, which must occur once where it is searched."""
    quoted = table.string("text")
    starts = _occurrences(witness.text, quoted, *searched)
    if len(starts) != 1:
        line, place = table.number("line"), table.string("place", "")
        where = f" on line {line}" if line is not None else f" in {place}" if place else ""
        times = f"{len(starts)} times" if len(starts) < MANY else f"{MANY} times or more"
        count = f"is not{where}" if not starts else f"occurs {times}{where}"
        advice = "copy it exactly" if not starts else "add line = N, or more of the text"
        raise table.error("text", f"the text {quoted!r} {count} in witness {witness.siglum}; {advice}")
    return starts[0], starts[0] + len(quoted)


def _occurrences(text: str, quoted: str, first: int, last: int) -> list[int]:
    """Return where a text begins in [first, last) of another; at most `MANY` places."""
    end = min(last + len(quoted), len(text))
    places: list[int] = []
    place = text.find(quoted, first, end) if quoted else -1
    while place >= 0 and len(places) < MANY:
        places.append(place)
        place = text.find(quoted, place + 1, end)
    return places
