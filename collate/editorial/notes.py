"""Foot- and endnotes, and the markers that call them.

A note begins a line with a sign or number that stands in the text before it. A list in the text looks the same;
so the shape in which most notes are numbered is the one that counts, and an asterisk must stand alone in its
line and its paragraph: two are italics (Markdown).
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import phrase_pattern
from collate.editorial.line_spans import TextSpan, paragraph_spans
from collate.editorial.note_markers import NoteSign, bare_numbers, note_signs
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

_PLAIN_NUMBER: Final = re.compile(r"^[ \t]{0,40}(\d{1,3})(?:[.)]|(?=[ \t]))[ \t]{1,4}(?=\S)", re.MULTILINE)
_FIRST_NOTE: Final = re.compile(r"[\r\n][ \t]{0,40}1[.)]?[ \t]")  # the first of the notes, if they are numbered so
_SIGNATURE_ENDS: Final = (".", ".)", ".]", "Ed", "Ed)", "Ed]")
_UNITS: Final = re.compile(r"(?:^|[^\w])(?:[kcmd]?m|ft|in|[a-z])$")  # what has a square or a cube
_SIGNATURE_LENGTH: Final = 60  # code points at the end of a paragraph in which its editor may sign


def footnotes(witness: Witness) -> Iterable[Intervention]:
    """Find notes, and their markers in the text: signed ones, numbered ones, those that a sign begins."""
    text = witness.text
    parts = paragraph_spans(text)
    found = list(note_signs(text))
    found = [s for s in found if s.first or _may_call(text, s)]
    alone = _unpaired_asterisks(parts, found)
    found = [s for s in found if "*" not in s.key or s.start in alone]
    bodies = _note_bodies(text, found)
    if not bodies and _FIRST_NOTE.search(text):
        found += bare_numbers(text)
        bodies = _if_counting(_note_bodies(text, found))
    for (start, key), following in zip(bodies.items(), [*list(bodies)[1:], len(text)], strict=False):
        end = _note_end(text, parts, start, following)
        signed = _signature_in(text[start:end])
        why = f"a paragraph that begins with {key!r}, which also stands in the text before it as a marker"
        if signed:
            why = f"a paragraph that its editor signs, {signed!r}"
        yield Intervention(start, end, Role.NOTE, Cause.FOOTNOTE, why)
    for paragraph in parts:
        signed = _signature_in(paragraph.text)
        if signed and paragraph.start not in bodies:
            why = f"a paragraph that its editor signs, {signed!r}"
            yield Intervention(paragraph.start, paragraph.end, Role.NOTE, Cause.FOOTNOTE, why)
    yield from _markers(text, found, bodies)


def _signature_in(paragraph: str) -> str:
    if not paragraph.endswith(_SIGNATURE_ENDS):
        return ""
    match = _signature_pattern().search(paragraph, max(0, len(paragraph) - _SIGNATURE_LENGTH))
    return match.group().strip() if match else ""


@cache
def _signature_pattern() -> re.Pattern[str]:
    by = phrase_pattern("signed")
    return re.compile(rf"(?:[—–-]\s*{by}\.?|\(\s*{by}\.?\s*\)|\[\s*{by}\.?\s*\])\s*$")


def _note_bodies(text: str, found: Sequence[NoteSign]) -> dict[int, str]:
    """Give where notes begin, and the sign of each, in order."""
    called: dict[str, list[int]] = defaultdict(list)
    for sign in found:
        if not sign.first:
            called[sign.key].append(sign.start)
    if not called:
        return {}
    shapes: dict[str, dict[int, str]] = defaultdict(dict)
    for sign in found:
        if sign.first and _is_called_before(called, sign.key, sign.start) and _has_words(text, sign):
            shapes[sign.shape][sign.start] = sign.key
    if any(key.isdecimal() for key in called):
        for match in _PLAIN_NUMBER.finditer(text):
            key = str(int(match.group(1)))
            if _is_called_before(called, key, match.start(1)):
                shapes["1."][match.start(1)] = key
    asterisks = _no_more_than_called(shapes.pop("*", {}), called)
    numbered = max(shapes.values(), key=len, default={})
    return dict(sorted({**asterisks, **numbered}.items()))


def _if_counting(bodies: dict[int, str]) -> dict[int, str]:
    """Give bodies that count upwards, two or more; a bare number behind a word may be many other things."""
    numbers = [int(key) for key in bodies.values() if key.isdecimal()]
    return bodies if len(numbers) > 1 and all(a < b for a, b in pairwise(numbers)) else {}


def _is_called_before(called: dict[str, list[int]], key: str, at: int) -> bool:
    """A marker of that name stands before the place."""
    return key in called and called[key][0] < at


def _no_more_than_called(bodies: dict[int, str], called: dict[str, list[int]]) -> dict[int, str]:
    """Leave out signs that begin more lines than they call notes: they head a list."""
    heads = Counter(bodies.values())
    return {start: key for start, key in bodies.items() if heads[key] <= len(called[key])}


def _may_call(text: str, sign: NoteSign) -> bool:
    """A marker hangs on a word or mark; one in brackets may stand behind a blank."""
    behind, before = text[sign.end : sign.end + 1], text[sign.start - 1]
    if sign.shape == "¹":
        return not before.isspace() and not before.isdecimal() and not _is_exponent(text, sign)
    if sign.shape == "(":
        return not behind.isalpha()
    return sign.shape == "[" or not (before.isspace() or behind.isalnum() or behind == "_")


def _has_words(text: str, sign: NoteSign) -> bool:
    """Words follow; a row of stars parts sections."""
    return text[sign.end : sign.end + 3].lstrip()[:1] not in ("", "*", "†")


def _is_exponent(text: str, sign: NoteSign) -> bool:
    return sign.key in "23" and bool(_UNITS.search(text[max(0, sign.start - 4) : sign.start]))


def _unpaired_asterisks(parts: Sequence[TextSpan], found: Sequence[NoteSign]) -> set[int]:
    """Give the places of asterisks whose paragraph has no other half of them."""
    places: dict[tuple[int, str], list[int]] = defaultdict(list)
    for sign in found:
        if "*" in sign.key:
            places[bisect_right(parts, sign.start, key=lambda p: p.start), sign.key].append(sign.start)
    return {
        at
        for (number, key), at_all in places.items()
        if len(_asterisk_pattern(key).findall(parts[number - 1].text)) % 2
        for at in at_all
    }


@cache
def _asterisk_pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\*){re.escape(key)}(?!\*)")


def _note_end(text: str, parts: Sequence[TextSpan], start: int, following: int) -> int:
    """A note ends where the next begins, or with its paragraph."""
    paragraph = parts[bisect_right(parts, start, key=lambda p: p.start) - 1]
    return start + len(text[start : min(paragraph.end, following)].rstrip())


def _markers(text: str, found: Sequence[NoteSign], bodies: dict[int, str]) -> Iterator[Intervention]:
    """Give the signs that call the notes, and numbers that are set high."""
    last: dict[str, int] = {}
    for start, key in bodies.items():
        last[key] = start
    for sign in found:
        if sign.first:
            continue
        if sign.start < last.get(sign.key, -1):
            why = f"the sign {text[sign.start : sign.end]!r} calls a note that begins with it"
            yield Intervention(sign.start, sign.end, Role.NOTE, Cause.MARKER, why)
        elif sign.shape == "¹":
            yield Intervention(sign.start, sign.end, Role.NOTE, Cause.MARKER, "a number set high, behind a word")
