"""The body of a page of a wiki, without the blocks `<noinclude>`: running heads, lists of notes.

The body is parsed by itself, since what one block opens, the next may close: `<div>`, a poem, a table. A block is
characters in it that stand for nothing, as many as it has. A poem or a table that a block opens goes on in the body.
"""

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, repr_line
from collate.reading.lightweight.items import Item, LeftOutRun, MarkupRun, PartBegin, PartEnd, TypedRun

_BLOCK: Final = late_regex(
    r"(?is)<!--.*?(?:-->|\Z)|<(nowiki|pre)\b[^<>]*+(?<!/)>.{0,100000}?</\1\s*+>"
    r"|(?P<open><noinclude\s*+>)(?P<inner>.*?)</noinclude\s*+>"
)
_STATE: Final = late_regex(r"(?im)<(?P<end>/?)poem\b[^<>]*+>|^[ \t]*+(?P<table>\{\||\|\}(?!\}))")
_MARKUP: Final = late_regex(r"</?[A-Za-z][^<>]*+>|\{\||\|\}|\|-|(?m:^[|!])")


class _Pair(NamedTuple):
    begin: str
    end: str


_POEM: Final = _Pair("<poem>", "</poem>")
_TABLE: Final = _Pair("\n{|\n", "\n|}")


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block `<noinclude>` of a page: where it stands, and where its contents do."""

    start: int
    end: int
    first: int
    last: int

    def __repr__(self) -> str:
        return repr_line("PageBlock", f"{self.start}:{self.end}")


@dataclass(frozen=True, slots=True)
class WikiPage:
    """The text of a page as it is parsed, and its blocks. The text may have an end tag more than the page."""

    text: str
    blocks: tuple[PageBlock, ...]
    sign: str  # of which a block consists in the text

    def __repr__(self) -> str:
        return repr_line("WikiPage", counted(len(self.blocks), "block"))


def page_of(text: str, sign: str) -> WikiPage:
    """Return a page with a sign for each character of its blocks."""
    blocks = tuple(
        PageBlock(found.start(), found.end(), found.start("inner"), found.end("inner"))
        for found in _BLOCK.finditer(text)
        if found["open"] and sign
    )
    if not blocks:
        return WikiPage(text, (), sign)
    pieces, place = [], 0
    opened: list[_Pair] = []
    for block in blocks:
        ends, begins = _changed(opened, text[block.first : block.last])
        if not begins and text[block.start - 1 : block.start] in ("", "\n") and text[block.end : block.end + 1] != "\n":
            begins = "\n"  # what stands behind it begins a line
        length = block.end - block.start - len(ends) - len(begins)
        pieces += [text[place : block.start], ends, sign * length, begins]
        place = block.end
        if length < 0:  # more tables than its length allows to tell
            return WikiPage(text, (), sign)
    pieces += [text[place:], *(own.end for own in reversed(opened))]
    return WikiPage("".join(pieces), blocks, sign)


def _changed(opened: list[_Pair], inner: str) -> tuple[str, str]:
    """Open and close the poems and tables of a block; return the ends of those before it, and what it opens."""
    ends, before = "", len(opened)
    for found in _STATE.finditer(inner):
        pair = _TABLE if found["table"] else _POEM
        if found["table"] == "{|" or found["end"] == "":
            opened.append(pair)
        elif opened and opened[-1] is pair:
            opened.pop()
            if len(opened) < before:
                ends, before = ends + pair.end, len(opened)
    return ends, "".join(own.begin for own in opened[before:])


class PageItems:
    """Puts the items of the body and of the blocks of a page together."""

    def __init__(self, page: WikiPage, length: int, contents_of: Callable[[PageBlock], Iterator[Item]]) -> None:
        self._limits = [
            *page.blocks,
            PageBlock(length, sys.maxsize, length, length),
        ]  # behind the page there is nothing
        self._starts = [own.start for own in self._limits]
        self._left = dict(enumerate(page.blocks))
        self._contents_of = contents_of

    def __repr__(self) -> str:
        return repr_line("PageItems", counted(len(self._limits) - 1, "block"))

    def of(self, body: Sequence[Item]) -> Iterator[Item]:
        """Yield the items of the body; each block stands where the text has its place, or behind the page."""
        for item in body:
            if isinstance(item, MarkupRun | LeftOutRun | TypedRun):
                yield from self._pieces(item)
            else:
                yield item
        for number in [*self._left]:
            yield from self._block(number)

    def _pieces(self, item: MarkupRun | LeftOutRun | TypedRun) -> Iterator[Item]:
        place = item.start
        number = max(bisect_right(self._starts, place) - 1, 0)
        while place < item.end:
            limit = self._limits[min(number, len(self._limits) - 1)]
            if place < limit.start:
                stop = min(item.end, limit.start)
                yield _piece(item, place, stop)
                place = stop
            elif place < limit.end:
                if isinstance(item, TypedRun):
                    yield from self._block(number)
                place = limit.end
            else:
                number += 1

    def _block(self, number: int) -> Iterator[Item]:
        block = self._left.pop(number, None)
        if block is not None:
            yield PartBegin("noinclude", block.start)
            yield MarkupRun(block.start, block.first)
            yield from _without_tags(self._contents_of(block))
            yield MarkupRun(block.last, block.end)
            yield PartEnd()


def _piece(item: MarkupRun | LeftOutRun | TypedRun, start: int, end: int) -> Item:
    if (start, end) == (item.start, item.end):
        return item
    if isinstance(item, TypedRun):
        return TypedRun(item.text[start - item.start : end - item.start], start, end)
    return replace(item, start=start, end=end)


def _without_tags(found: Iterator[Item]) -> Iterator[Item]:
    """Yield the items of a block; tags that have their ends in another block are markup."""
    for item in found:
        if not isinstance(item, TypedRun) or item.end - item.start != len(item.text):
            yield item
            continue
        place = 0
        for own in _MARKUP.finditer(item.text):
            if own.start() > place:
                yield _piece(item, item.start + place, item.start + own.start())
            yield MarkupRun(item.start + own.start(), item.start + own.end())
            place = own.end()
        if place < len(item.text):
            yield _piece(item, item.start + place, item.end)
