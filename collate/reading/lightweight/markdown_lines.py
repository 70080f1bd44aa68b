"""Where the text of a block of Markdown stands in the lines of the file: the parser tells only the lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line

_NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class BlockText:
    """The text of a block, without what its lines begin with, and where it stands in the state of the file.

    starts  where stretches begin that stand in the state as they are, and `places` where they stand there
    """

    text: str
    starts: Sequence[int]
    places: Sequence[int]

    def __repr__(self) -> str:
        return repr_line("BlockText", counted(len(self.text), "character"))

    def at(self, place: int) -> int:
        """Return where a character stands in the state of the file."""
        n = max(bisect_right(self.starts, place) - 1, 0)
        if self.places[n] == _NOWHERE:
            return self.places[n + 1]
        return self.places[n] + place - self.starts[n]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the pieces of [start, end): start and end here, and where it stands in the state of the file."""
        n = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            behind = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.text)
            stop = min(end, max(behind, start))
            if stop > start and self.places[n] != _NOWHERE:
                yield start, stop, self.places[n] + start - self.starts[n]
            start, n = max(stop, start), n + 1
            if n >= len(self.starts):
                return

    def part(self, start: int, end: int) -> "BlockText":
        """Return a part of the text by itself."""
        starts, places = [0], [self.at(start)]
        for own, place in zip(self.starts, self.places, strict=True):
            if start < own < end:
                starts.append(own - start)
                places.append(place)
        return BlockText(self.text[start:end], starts, places)


class StateLines:
    """The lines of a state of a file, and how far each has been read."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self._read: dict[int, int] = {}  # columns of lines

    def __repr__(self) -> str:
        return repr_line("StateLines", counted(len(self.lines), "line"))

    def block(self, content: str, first: int) -> BlockText:
        """Return the text of a block whose lines stand in those of the file from number `first` on."""
        starts: list[int] = []
        places: list[int] = []
        place = 0
        for number, line in enumerate(content.split("\n"), first):
            inner = line.strip()
            if inner and number < len(self.lines):
                column = self.lines[number].rfind(inner)
                if column >= 0:
                    indent = len(line) - len(line.lstrip())
                    starts.append(place)
                    if self.lines[number][max(column - indent, 0) : column] == line[:indent]:
                        places.append(self.starts[number] + column - indent)
                    else:  # the parser has made blanks of a tab
                        starts.append(place + indent)
                        places += [_NOWHERE, self.starts[number] + column]
                    self._read[number] = column + len(inner)
            place += len(line) + 1
        return BlockText(content, starts or [0], places or [self.starts[min(first, len(self.lines) - 1)]])

    def cell(self, content: str, number: int) -> BlockText:
        """Return the text of the next cell of a row; `\\|` in it is a vertical line."""
        raw = content.replace("|", "\\|")
        column = self.lines[number].find(raw, self._read.get(number, 0))
        if column < 0:
            return self.block(content, number)
        self._read[number] = column + len(raw)
        starts, places = [0], [self.starts[number] + column]
        for n, place in enumerate((k for k, c in enumerate(content) if c == "|"), 1):
            starts.append(place)
            places.append(self.starts[number] + column + place + n)
        if places[1:] and starts[1] == 0:
            starts, places = starts[1:], places[1:]
        return BlockText(content, starts, places)

    def rest(self, number: int) -> BlockText | None:
        """Return what stands in a row behind its last cell; None for nothing but vertical lines."""
        line, column = self.lines[number], self._read.get(number, 0)
        inner = line[column:].strip("| \t")
        if not inner:
            return None
        column = line.index(inner, column)
        self._read[number] = column + len(inner)
        return BlockText(inner, [0], [self.starts[number] + column])

    def find(self, words: str, number: int) -> tuple[int, int] | None:
        """Return where some words stand in what was not read yet of a line."""
        column = self.lines[number].find(words, self._read.get(number, 0))
        if column < 0:
            return None
        self._read[number] = column + len(words)
        return self.starts[number] + column, self.starts[number] + column + len(words)
