"""Where notes begin: lines with a sign or number that a marker in the text before them calls.

A list and the clauses of a law begin lines with numbers too, and their sentences refer to these numbers. So the shapes
of marker and note must fit each other, and numbers must be complete and rise. In doubt, a line is text.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.datelines import is_dateline
from collate.editorial.line_spans import count_line_breaks
from collate.editorial.note_markers import NoteSign
from collate.editorial.notes_of_letters import are_notes_of_letters

MIN_CALLED_SHARE: Final = 2 / 3  # of the lines with signs of one shape, those with a marker; less are a list

_PLAIN_NUMBER: Final = late_regex(r"^[ \t]{0,40}(\d{1,3})([.)]|(?=[ \t]))[ \t]{1,4}(?=\S)", re.MULTILINE)
_PLAIN_LETTER: Final = late_regex(r"^[ \t]{0,40}([a-zα-ωа-я])([.)])[ \t]{1,4}(?=\S)", re.MULTILINE)
_LETTERED: Final = ("ᵃ", "(a")  # shapes of markers that are letters
_SENTENCE_ENDS: Final = frozenset(".!?…:;。！？\"'”’»«)]}>*_")

# For the shape of a marker, the shapes with which its note may begin; a marker after a blank fits only its own shape.
_FITTING: Final[Mapping[str, frozenset[str]]] = {
    "*": frozenset("*"),
    "*)": frozenset(("*)",)),
    "ᵃ": frozenset(("ᵃ", "(a", "a.", "a)")),
    "(a": frozenset(("(a", "a.", "a)")),
    "¹": frozenset(("¹", "(", "1.", "1)", "1")),
    "(": frozenset(("(", "1.", "1)", "1")),
    "[": frozenset(("[", "1.", "1)", "1")),
    "〔": frozenset("〔"),
    "{": frozenset("{"),
    "1": frozenset(("¹", "(", "[", "1.", "1)", "1")),
}
_WEAK: Final = frozenset(("(", "1.", "1)", "1", "(a", "a.", "a)"))  # shapes that lists have
_WEAKEST: Final = frozenset(("(a", "a.", "a)"))  # shapes that the paragraphs of a law have as well

_Bodies = dict[int, str]  # for the offset at which a note begins, the key of its sign


def note_bodies(text: str, signs: Sequence[NoteSign]) -> tuple[_Bodies, frozenset[NoteSign]]:
    """Return where each note begins with the key of its sign, in order, and the markers that call the notes."""
    markers: dict[str, list[NoteSign]] = defaultdict(list)
    for sign in signs:
        if not sign.starts_line:
            markers[sign.key].append(sign)
    if not markers:
        return {}, frozenset()
    by_shape = {
        shape: called
        for shape, lines in _signs_of_lines(text, signs, markers).items()
        if (called := _called(text, shape, lines, markers))
    }
    asterisks = by_shape.pop("*", {})
    shape = max(by_shape, key=lambda shape: len(by_shape[shape]), default="")
    bodies = dict(sorted({**asterisks, **by_shape.get(shape, {})}.items()))
    shapes = {key: "*" if key in asterisks.values() else shape for key in bodies.values()}
    calling = (sign for key, its_shape in shapes.items() for sign in markers[key] if _fits(text, sign, its_shape))
    return bodies, frozenset(calling)


def _signs_of_lines(
    text: str, signs: Sequence[NoteSign], markers: Mapping[str, Sequence[NoteSign]]
) -> dict[str, _Bodies]:
    """Return the lines that begin with a sign or a number and words, by the shape of the sign."""
    lines: dict[str, _Bodies] = defaultdict(dict)
    for sign in signs:
        if sign.starts_line and _has_words(text, sign.end):
            lines[sign.shape][sign.start] = sign.key
    if any(key.isdecimal() for key in markers):
        for match in _PLAIN_NUMBER.finditer(text):
            end = text.find("\n", match.end())
            if not is_dateline(text[match.start(1) : end if end >= 0 else len(text)].strip()):
                lines["1" + match.group(2)][match.start(1)] = str(int(match.group(1)))
    if any(sign.shape in _LETTERED for of_key in markers.values() for sign in of_key):
        for match in _PLAIN_LETTER.finditer(text):
            lines["a" + match.group(2)][match.start(1)] = match.group(1)
    return lines


def _called(text: str, shape: str, lines: _Bodies, markers: Mapping[str, Sequence[NoteSign]]) -> _Bodies:
    """Return the lines with signs of one shape that are notes; none if too few of them have a marker."""
    called: _Bodies = {}
    previous, previous_key = 0, ""
    for start, key in lines.items():
        # Numbers rise. Where they begin again, on a new page, the marker stands between the notes of the two pages.
        after = previous if not _rises(previous_key, key) else 0
        if any(_fits(text, sign, shape) for sign in _between(markers.get(key, ()), after, start)) and (
            _begins_something(text, start) if shape in _WEAK else not (shape == "*" and _begins_list(text, start))
        ):
            called[start] = key
            previous, previous_key = start, key
    if shape == "*":
        lists = Counter(lines.values())
        return {start: key for start, key in called.items() if lists[key] <= len(markers[key])}
    if shape in _WEAK and next(iter(lines)) not in called:
        return {}
    if shape in _WEAKEST:
        return called if len(called) == len(lines) and are_notes_of_letters(text, called, markers) else {}
    return called if len(called) >= MIN_CALLED_SHARE * len(lines) else {}


def _between(markers: Sequence[NoteSign], start: int, stop: int) -> Iterator[NoteSign]:
    """Yield the markers that begin in [start, stop)."""
    first = bisect_left(markers, start, key=lambda sign: sign.start)
    return takewhile(lambda sign: sign.start < stop, islice(markers, first, None))


def _rises(previous: str, key: str) -> bool:
    """Return whether a number is greater than the one before it, or another sign differs from the one before it."""
    return int(previous) < int(key) if previous.isdecimal() and key.isdecimal() else previous != key


def _fits(text: str, marker: NoteSign, shape: str) -> bool:
    """Return whether a marker may call a note whose sign has a shape."""
    touches = not text[marker.start - 1].isspace()
    return shape in _FITTING[marker.shape] and (touches or shape == marker.shape)


def _begins_something(text: str, start: int) -> bool:
    """Return whether a line begins a paragraph or follows the end of a sentence."""
    before = text[:start].rstrip() if start < 200 else text[start - 200 : start].rstrip()
    is_paragraph = count_line_breaks(text, max(0, start - 200) + len(before), start) > 1
    return not before or is_paragraph or before[-1] in _SENTENCE_ENDS


def _begins_list(text: str, start: int) -> bool:
    """Return whether a colon ends the line before: what follows are items."""
    return text[max(0, start - 200) : start].rstrip(" \t\r\n.")[-1:] == ":"


def _has_words(text: str, end: int) -> bool:
    """Return whether words follow a sign; a row of stars separates sections."""
    return text[end : end + 3].lstrip()[:1] not in ("", "*", "†")
