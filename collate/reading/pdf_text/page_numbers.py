"""Numbers of pages in the outer lines of pages: those that count from page to page.

A number at the edge of a page may be anything. It is the number of the page if it grows by one (or two, where a sheet
has two pages) from each page to the next, as those of other pages near it do.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from itertools import pairwise, takewhile
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.reading.pdf_text.note_calls import is_called
from collate.reading.pdf_text.printed_lines import Lines, PrintedLine, is_apart
from collate.text.roman import roman_value

OUTER_LINES: Final = 3  # at the head and at the foot of a page, in which furniture is looked for
LONGEST: Final = 90  # code points of a running head without the blanks between its parts

_NEAR: Final = 6  # pages between two numbers that bear each other out
_STEPS: Final = (1, 2)
_ARABIC: Final = late_regex(r"(?<![\w.,:])\d{1,4}(?![\w,:])")
_ROMAN: Final = late_regex(r"(?<!\w)(?:[ivxlcj]{1,8}|[IVXLC]{1,8})(?!\w)")
_WIDE: Final = late_regex(r"\s{3,}")
_ABBREVIATION: Final = late_regex(
    r"\W*(?:[^\W\d_]{1,4}\.|[^\W\d_]{2,4})\s?\W*"
)  # of the word page: `p. 12`, `S. 12`, `стр. 12`
_SENTENCE_ENDS: Final = ",;:-‐¬"


class Side(StrEnum):
    """An edge of a page."""

    HEAD = "head"
    FOOT = "foot"


OuterLines = Mapping[Side, Sequence[Sequence[int]]]


class NumberStyle(StrEnum):
    """How a number is written."""

    ARABIC = "arabic"
    ROMAN = "roman"


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number in an outer line of a page.

    text     as it is printed
    is_bare  whether the line has no other words than an abbreviation of the word page
    """

    style: NumberStyle
    value: int
    text: str
    is_bare: bool

    def __repr__(self) -> str:
        return repr_line("PrintedNumber", f"{self.text} ({self.value})")


@dataclass(frozen=True, slots=True)
class _Found:
    """A number, its page, and the number of its line on the page."""

    page: int
    line: int
    number: PrintedNumber


@dataclass(frozen=True, slots=True)
class _Count:
    """Numbers that count pages: their style, how they grow, and what the first page of the file would have."""

    style: NumberStyle
    step: int
    first: int


class PageNumbers:
    """The numbers that are printed on pages.

    Attributes
    ----------
    lines : dict
        For a page and the number of its line, the number of the page in it.
    """

    def __init__(self, pages: Sequence[Lines], outer: OuterLines) -> None:
        self.lines: dict[tuple[int, int], PrintedNumber] = {}
        self._counts: dict[int, tuple[_Count, PrintedNumber]] = {}  # of pages
        for side in Side:
            votes: dict[_Count, list[_Found]] = defaultdict(list)
            for page, lines in enumerate(pages):
                for found in _numbers_of_page(page, lines, outer[side][page]):
                    for step in _STEPS:
                        first = found.number.value - step * page
                        votes[_Count(found.number.style, step, first)].append(found)
            for count, of_count in votes.items():
                self._accept(pages, count, of_count)

    def __repr__(self) -> str:
        return repr_line("PageNumbers", f"{len(self.lines)} numbers")

    def _accept(self, pages: Sequence[Lines], count: _Count, of_count: Sequence[_Found]) -> None:
        places = sorted({found.page for found in of_count})
        if len(places) < 2:
            return
        for found in of_count:
            near = bisect_left(places, found.page + _NEAR + 1) - bisect_left(places, found.page - _NEAR) - 1
            enough = 1 if found.number.is_bare or _is_set_apart(pages[found.page], found.line) else 2
            if near >= enough:
                self.lines.setdefault((found.page, found.line), found.number)
                self._counts.setdefault(found.page, (count, found.number))

    def names(self, pages: int) -> list[str]:
        """Return the name of each page.

        It is the number that is printed on it; for a page without one, the number that its neighbours show that it has,
        and where there is none, the number of the sheet in the file.
        """
        names = [""] * pages
        for page, (_, number) in self._counts.items():
            names[page] = number.text
        known = sorted(self._counts)
        for before, after in pairwise(known):
            count = self._counts[before][0]
            if self._counts[after][0] == count:
                for page in range(before + 1, after):
                    names[page] = _named(count, page)
        if known:
            first, last = self._counts[known[0]][0], self._counts[known[-1]][0]
            if first.first > 0:
                names[: known[0]] = [_named(first, page) for page in range(known[0])]
            names[known[-1] + 1 :] = [_named(last, page) for page in range(known[-1] + 1, pages)]
        sheet = "sheet {}" if known else "{}"
        return [name or sheet.format(page + 1) for page, name in enumerate(names)]


def _named(count: _Count, page: int) -> str:
    value = count.first + count.step * page
    if count.style is NumberStyle.ARABIC:
        return str(value)
    return _roman(value) if value < _MOST_ROMAN else ""


_MOST_ROMAN: Final = 400  # no front matter has more pages
_ROMAN_DIGITS: Final = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _roman(value: int) -> str:
    found = ""
    for worth, digits in _ROMAN_DIGITS:
        found += digits * (value // worth)
        value %= worth
    return found


def outer_lines(pages: Sequence[Lines]) -> OuterLines:
    """Return the numbers of the outer lines of each page, from the outside to the inside, up to a note at its foot."""
    return {
        Side.HEAD: [range(min(OUTER_LINES, len(lines))) for lines in pages],
        Side.FOOT: [list(takewhile(partial(_is_no_note, lines), _from_the_foot(lines))) for lines in pages],
    }


def _from_the_foot(lines: Lines) -> range:
    last = len(lines) - 1
    return range(last, last - min(OUTER_LINES, len(lines)), -1)


def _is_no_note(lines: Lines, line: int) -> bool:
    return not is_called(lines, line)


def _numbers_of_page(page: int, lines: Lines, outer: Sequence[int]) -> Iterator[_Found]:
    for line in outer:
        for number in printed_numbers(lines[line].text):
            yield _Found(page, line, number)


def printed_numbers(text: str) -> Iterator[PrintedNumber]:
    """Yield the numbers of a line that may be that of its page: of a short line any, in Roman digits at an end."""
    collapsed = " ".join(text.split())
    if not collapsed or len(collapsed) > LONGEST or (collapsed[-1] in _SENTENCE_ENDS and collapsed[-2:-1].isalpha()):
        return
    for match in _ARABIC.finditer(collapsed):
        if not _may_be_head(collapsed, match.span()):
            continue
        yield PrintedNumber(
            NumberStyle.ARABIC, int(match.group()), str(int(match.group())), _is_bare(collapsed, match.span())
        )
    for match in _ROMAN.finditer(collapsed):
        at_edge = not any(map(str.isalnum, collapsed[: match.start()])) or not any(
            map(str.isalnum, collapsed[match.end() :])
        )
        if at_edge and _may_be_head(collapsed, match.span()) and (value := roman_value(match.group())):
            yield PrintedNumber(NumberStyle.ROMAN, value, match.group().lower(), _is_bare(collapsed, match.span()))


def _is_bare(text: str, span: tuple[int, int]) -> bool:
    rest = _without(text, span)
    return not any(map(str.isalnum, rest)) or _ABBREVIATION.fullmatch(rest) is not None


def _may_be_head(text: str, span: tuple[int, int]) -> bool:
    """Return whether the words beside a number may be a running head: they do not begin with a small letter."""
    first = next((c for c in _without(text, span) if c.isalpha()), "")
    return not first.islower() or _is_bare(text, span)


def _without(text: str, span: tuple[int, int]) -> str:
    return text[: span[0]] + text[span[1] :]


def _is_set_apart(lines: Lines, line: int) -> bool:
    """Return whether a line has wide blanks in it and a blank line towards the text, as a running head does."""
    own = lines[line]
    inner: PrintedLine | None = None
    if line < OUTER_LINES and line + 1 < len(lines):
        inner = lines[line + 1]
    elif line:
        inner = lines[line - 1]
    return is_apart(own, inner) and _WIDE.search(own.text) is not None
