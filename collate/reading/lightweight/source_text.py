"""The characters of a file in lightweight markup, and the line and column of each."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line, shorten
from collate.errors import InternalError, ReadError
from collate.reading.lightweight.items import UNKNOWN, Item, LeftOutRun, MarkupRun, TypedRun
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.place_settings import PlaceSettings
from collate.reading.plain import read_plain
from collate.reading.transcript import SourcePoint

_LINE_END = late_regex(r"\r\n|\n|\r")
_WORD_CHARACTER = late_regex(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The characters of a file, as they stand there.

    file    its name, as reports show it
    number  of the file, among those of its witness
    starts  the offset at which each line begins
    """

    file: str
    number: int
    text: str
    starts: "array[int]"

    def __repr__(self) -> str:
        return repr_line("SourceText", f"{shorten(self.file, 60)}: {len(self.text)} characters")

    def point(self, offset: int) -> SourcePoint:
        """Return the line and the column of an offset."""
        line = bisect_right(self.starts, offset)
        return SourcePoint(line, offset - self.starts[line - 1] + 1, self.number)

    def place(self, offset: int) -> str:
        """Return the file and the line of an offset, as messages name them."""
        return f"{self.file}:{self.point(offset).line}"


def source_text(source: SourceContent, number: int, options: ReadOptions) -> SourceText:
    """Return the characters of a file.

    Raises ReadError, with file and line, for bytes that are not of its encoding, for a NUL, and for an empty file.
    """
    own = replace(options, file=source.file, places=PlaceSettings(finds=False))
    text = read_plain(source.content, own).text
    if "\0" in text:
        line = len(_LINE_END.findall(text[: text.index("\0")])) + 1
        raise ReadError(f"{source.file}:{line}: has a NUL character, so it is no text; check that the file is whole")
    if not text.strip():
        raise ReadError(f"{source.file}: this file is empty; check that it is the right one")
    return source_of(text, source.file, number)


def source_of(text: str, file: str = "", number: int = 0) -> SourceText:
    """Return some characters with the offsets of their lines."""
    return SourceText(file, number, text, array("i", [0, *(match.end() for match in _LINE_END.finditer(text))]))


def with_rest(items: Sequence[Item], text: str) -> list[Item]:
    """Return items, and behind them what has letters or digits and is in none of them, as markup that no rule knows.

    So nothing that a person could take for a word is lost, whatever the parser does. Raises InternalError if a
    character is in two items.
    """
    spans = sorted(
        (i.start, i.end) for i in items if isinstance(i, TypedRun | LeftOutRun | MarkupRun) and i.end > i.start
    )
    rest: list[Item] = []
    for (_, end), (start, _) in pairwise([(0, 0), *spans, (len(text), len(text))]):
        if start < end:
            raise InternalError(f"the characters {start} to {end} are read twice")
        if start > end and _WORD_CHARACTER.search(text, end, start):
            blanks = len(text[end:start]) - len(text[end:start].lstrip())
            rest.append(LeftOutRun(UNKNOWN, end + blanks, start, known=False))
    return [*items, *rest] if rest else list(items)
