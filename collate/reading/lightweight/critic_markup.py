"""The tracked changes of Markdown, CriticMarkup: {++ ++}, {-- --}, {~~ ~> ~~}, {== ==} and {>> <<}.

A change may begin in one paragraph and end in another, so it is taken out before the file is parsed: each state of the
text is parsed by itself.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, repr_line

_OPENING: Final = late_regex(r"\{(\+\+|--|~~|==|>>)")
_CLOSING: Final = {"++": "++}", "--": "--}", "~~": "~~}", "==": "==}", ">>": "<<}"}
_INTO: Final = "~>"
# One of these stands for a remark while a state is parsed: marks that texts hardly have, so that none of a word.
_REMARK_SIGNS: Final = ("\u2e28", "\u2e29", "\u2e3b", "\u2e42", "\ufdd0")


class CriticKind(StrEnum):
    """What a stretch of a file with CriticMarkup is."""

    TEXT = "text"
    INSERTED = "inserted"
    DELETED = "deleted"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class CriticStretch:
    """Characters [start, end) of a file, without the signs around them."""

    kind: CriticKind
    start: int
    end: int

    def __repr__(self) -> str:
        return repr_line("CriticStretch", f"{self.start}:{self.end} {self.kind}")


@dataclass(frozen=True, slots=True)
class StateText:
    """One state of a file, as it is parsed, and where its characters stand in the file.

    starts    of stretches in this text, and `offsets` where they stand in the file
    inserted  whether each of them is inserted
    remarks   by where its sign stands in this text: where each remark stands in the file, and its words
    gone      the stretches of the file that this state does not have
    """

    text: str
    starts: Sequence[int]
    offsets: Sequence[int]
    inserted: Sequence[bool]
    remarks: dict[int, tuple[int, str]]
    gone: tuple[CriticStretch, ...]

    def __repr__(self) -> str:
        return repr_line("StateText", counted(len(self.text), "character"))

    def at(self, place: int) -> int:
        """Return where a character stands in the file."""
        n = bisect_right(self.starts, place) - 1
        return self.offsets[n] + place - self.starts[n]

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the file in which the characters [start, end) stand."""
        for own, stop, offset, _ in self.pieces(start, end):
            remark = self.remarks.get(own)
            yield offset, offset + (stop - own if remark is None else len(remark[1]))

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int, bool]]:
        """Yield the pieces of [start, end): start and end here, offset in the file, whether it is inserted."""
        n = bisect_right(self.starts, start) - 1
        while start < end:
            behind = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.text)
            stop = min(end, behind)
            if stop > start:
                yield start, stop, self.offsets[n] + start - self.starts[n], self.inserted[n]
            start, n = max(stop, start), n + 1


def critic_stretches(text: str, code: Sequence[tuple[int, int]], start: int = 0) -> list[CriticStretch]:
    """Return the stretches of a text from `start` on, in order; `code` are stretches in which there are no changes."""
    return list(_Divider(text, code).stretches(start, len(text), CriticKind.TEXT))


class _Divider:
    """Divides a text into stretches."""

    def __init__(self, text: str, code: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._code = sorted(code)
        self._code_starts = [start for start, _ in self._code]
        self._without_end: dict[str, int] = {}  # from where on a sign does not occur any more

    def stretches(self, start: int, end: int, kind: CriticKind) -> Iterator[CriticStretch]:
        place = start
        for opening in _OPENING.finditer(self._text, start, end):
            if opening.start() < place or not self._may_begin(opening.start()):
                continue
            closing = self._find(_CLOSING[opening[1]], opening.end(), end)
            if closing < 0:
                continue
            yield from _stretch(kind, place, opening.start())
            yield from self._inside(opening[1], opening.end(), closing, kind)
            place = closing + len(_CLOSING[opening[1]])
        yield from _stretch(kind, place, end)

    def _inside(self, sign: str, start: int, end: int, kind: CriticKind) -> Iterator[CriticStretch]:
        if sign == ">>":
            yield CriticStretch(CriticKind.REMARK, start, end)
        elif sign == "--":
            yield CriticStretch(CriticKind.DELETED, start, end)
        elif sign == "==":
            yield from self.stretches(start, end, kind)
        elif sign == "++":
            yield from self.stretches(start, end, CriticKind.INSERTED)
        else:
            middle = self._text.find(_INTO, start, end)
            if middle < 0:
                yield CriticStretch(CriticKind.DELETED, start, end)
                return
            yield from _stretch(CriticKind.DELETED, start, middle)
            yield from self.stretches(middle + len(_INTO), end, CriticKind.INSERTED)

    def _may_begin(self, place: int) -> bool:
        n = bisect_right(self._code_starts, place) - 1
        if n >= 0 and place < self._code[n][1]:
            return False
        before = place
        while before and self._text[before - 1] == "\\":
            before -= 1
        return (place - before) % 2 == 0

    def _find(self, sign: str, start: int, end: int) -> int:
        """Return where a sign is found; what is found nowhere is not looked for again."""
        if start >= self._without_end.get(sign, len(self._text) + 1):
            return -1
        found = self._text.find(sign, start)
        if found < 0:
            self._without_end[sign] = start
        return found if found + len(sign) <= end else -1


def _stretch(kind: CriticKind, start: int, end: int) -> Iterator[CriticStretch]:
    if end > start:
        yield CriticStretch(kind, start, end)


def state_text(text: str, stretches: Sequence[CriticStretch], gone: CriticKind) -> StateText:
    """Return the state of a text that does not have the inserted, or the deleted, stretches; line ends are `\\n`."""
    sign = next((own for own in _REMARK_SIGNS if own not in text), _REMARK_SIGNS[-1])
    pieces: list[str] = []
    starts, offsets, inserted = [0], [stretches[0].start if stretches else 0], [False]
    remarks: dict[int, tuple[int, str]] = {}
    length = 0
    for stretch in stretches:
        if stretch.kind is gone:
            continue
        if stretch.kind is CriticKind.REMARK:
            starts.append(length)
            offsets.append(stretch.start)
            inserted.append(False)
            remarks[length] = stretch.start, text[stretch.start : stretch.end]
            pieces.append(sign)
            length += 1
            continue
        for start, part in _lines(text, stretch.start, stretch.end):
            starts.append(length)
            offsets.append(start)
            inserted.append(stretch.kind is CriticKind.INSERTED)
            pieces.append(part)
            length += len(part)
    left = tuple(s for s in stretches if s.kind is gone)
    return StateText("".join(pieces), starts, offsets, inserted, remarks, left)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield stretches that stand in the file as they are but for the ends of lines, which are `\\n`."""
    if "\r" not in text:
        yield start, text[start:end]
        return
    place = start
    while place < end:
        found = text.find("\r", place, end)
        if found < 0:
            yield place, text[place:end]
            return
        if text.startswith("\r\n", found):
            yield place, text[place:found]
            place = found + 1
        else:
            yield place, f"{text[place:found]}\n"
            place = found + 1
