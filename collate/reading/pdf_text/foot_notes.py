"""Notes at the foot of a page: lines with a sign or number that the text above them on the page calls.

In print a raised number is small; pdftotext writes it as any other, right behind a word or after a blank. So a number
calls a note only where a line below begins with it, and where the numbers of notes rise. In doubt a line is text.
"""

from collections.abc import Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.reading.pdf_text.note_calls import FootSign, FootSigns, beginning_key, calls_of
from collate.reading.pdf_text.printed_lines import Lines, is_apart

FOOTNOTE: Final = "footnote"  # the type of a line, as PAGE calls it

_ENDS: Final = (".", "!", "?", "…", "]", ")", "»", "”", "׃", "؟")


@dataclass(frozen=True, slots=True)
class NoteCall:
    """A sign that calls a note: its page, the number of its line on it, and its code points [start, end)."""

    page: int
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FootNotes:
    """The notes at the foot of pages.

    lines  for each page, the note to which a line belongs, from 0; one number for a note with all of its lines
    calls  the signs in the text that call them
    """

    lines: tuple[dict[int, int], ...]
    calls: tuple[NoteCall, ...]

    def __repr__(self) -> str:
        return repr_line("FootNotes", counted(sum(len(set(page.values())) for page in self.lines), "note"))


@dataclass(frozen=True, slots=True)
class _Body:
    """A note: its page, the line of its column with which it begins, its number or sign, and what calls it.

    A number between two that are called may be called by nothing: its sign was lost.
    """

    page: int
    line: int
    key: str
    call: FootSign | None


def foot_notes(pages: Sequence[Sequence[Lines]], numbers: Sequence[Sequence[Sequence[int]]]) -> FootNotes:
    """Return the notes at the foot of pages.

    Parameters
    ----------
    pages
        The lines of text and notes of each column of each page.
    numbers
        The number of each of these lines on its page.
    """
    signs = [
        FootSigns(sign for number, column in enumerate(columns) for sign in calls_of(page, number, column))
        for page, columns in enumerate(pages)
    ]
    signs.append(FootSigns(()))
    bodies = [  # for each column in order
        _bodies(page, number, column, signs[page], signs[page + 1])
        for page, columns in enumerate(pages)
        for number, column in enumerate(columns)
    ]
    weak = _without_neighbours(bodies)
    return _gathered(pages, numbers, [[body for body in own if body not in weak] for own in bodies])


def _bodies(page: int, column: int, lines: Lines, signs: FootSigns, following: FootSigns) -> list[_Body]:
    """Return the notes at the foot of a column, from the last line upwards: their signs are called and rise."""
    found: list[_Body] = []
    lost: list[_Body] = []
    for line in range(len(lines) - 1, 0, -1):
        key = beginning_key(lines[line].text)
        if not key or ((found or lost) and not _rises(key, [*found, *lost][-1].key)):
            continue
        call = signs.before(key, column, line)
        if call is None and not key.isalnum():
            call = following.first(key)  # in a print that was scanned; nothing else begins with an asterisk
        if call is not None:
            found += [*lost, _Body(page, line, key, call)]
            lost = []
        elif found and not lost:
            lost = [_Body(page, line, key, None)]
    return found[::-1]


def _rises(key: str, following: str) -> bool:
    if key.isdecimal() and following.isdecimal():
        return int(key) + 1 == int(following)
    return key != following and key.isdecimal() == following.isdecimal()


def _without_neighbours(bodies: Sequence[Sequence[_Body]]) -> set[_Body]:
    """Return the notes that only a number after a blank calls, and that no note beside them bears out."""
    found: set[_Body] = set()
    every = [body for own in bodies for body in own]
    for n, body in enumerate(every):
        if body.call is None or not body.call.is_weak:
            continue
        before = every[n - 1].key if n else ""
        after = every[n + 1].key if n + 1 < len(every) else ""
        begins = body.key == "1" or not before
        follows = before.isdecimal() and int(before) + 1 == int(body.key)
        if not follows and not (begins and after == str(int(body.key) + 1)) and not (before == body.key == "1"):
            found.add(body)
    return found


def _gathered(
    pages: Sequence[Sequence[Lines]], numbers: Sequence[Sequence[Sequence[int]]], bodies: Sequence[Sequence[_Body]]
) -> FootNotes:
    """Return the notes with all of their lines: to the next note, or to the foot of the column."""
    lines: list[dict[int, int]] = [{} for _ in pages]
    calls: list[NoteCall] = []
    note = 0
    is_open = False  # whether the last note may go on at the foot of the next page
    order = iter(bodies)
    for page, columns in enumerate(pages):
        for rows, of_column in zip(columns, numbers[page], strict=True):
            own = next(order)
            if is_open:
                lines[page].update(
                    {of_column[line]: note for line in _continued(rows, own[0].line if own else len(rows))}
                )
            is_open = False
            stops = [*(body.line for body in own[1:]), len(rows)]
            for body, stop in zip(own, stops, strict=False):
                note += 1
                lines[page].update({of_column[line]: note for line in range(body.line, stop)})
                if body.call is not None:
                    calls.append(_note_call(body.call, numbers))
                is_open = not rows[stop - 1].text.endswith(_ENDS)
    return FootNotes(tuple(lines), tuple(calls))


def _note_call(sign: FootSign, numbers: Sequence[Sequence[Sequence[int]]]) -> NoteCall:
    return NoteCall(sign.page, numbers[sign.page][sign.column][sign.line], sign.start, sign.end)


def _continued(lines: Lines, stop: int) -> range:
    """Return the lines above the first note of a column with which that of the page before goes on.

    They stand below a blank line and begin in the middle of a sentence, and most of the column is above them.
    """
    first = stop - 1
    while first > 0 and not is_apart(lines[first], lines[first - 1]):
        first -= 1
    goes_on = stop > 0 and lines[first].text[0].islower()
    return range(first, stop) if goes_on and first > len(lines) / 2 else range(0)
