"""Read OpenITI mARkdown: Arabic and Persian books, line by line, each line known by the signs that it begins with.

The number of a page stands where the page ends, and so does that of a milestone.
"""

from collections.abc import Generator, Iterator, Sequence
from re import Match
from typing import Final

from collate._late_regex import late_regex
from collate.model.annotations import AnnotationName
from collate.model.witness import Witness
from collate.reading.lightweight import items
from collate.reading.lightweight.items import (
    AskedSpace,
    Item,
    LeftOutRun,
    MarkupRun,
    NamedPlace,
    PartBegin,
    PartEnd,
    TypedRun,
)
from collate.reading.lightweight.source_text import SourceText, source_text
from collate.reading.lightweight.states import witnesses_of_items
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.transcript import Separator

_LINE: Final = late_regex(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_HEADER_END: Final = "#META#Header#End#"
_METADATA: Final = "metadata"
_TAGS: Final = "tags"
# What a line begins with, in the order in which it is looked for.
_HEADING: Final = late_regex(r"###[ ]*+\|{1,9}[ ]?")
_EDITORIAL: Final = late_regex(r"###[ ]*+\|(?:EDITOR|PARATEXT)\|[ ]?")
_ENTRY: Final = late_regex(r"###[ ]*+(?:\$+|@(?:[A-Z]+)?)(?:[A-Z_$#|]*+)[ ]?")
_CONTINUED: Final = "~~"
_ENTRY_PART: Final = "entry"
_LETTER: Final = late_regex(r"[^\W\d_]")
_PARAGRAPH: Final = late_regex(r"#(?!#)[ ]?")
_NUMBER: Final = late_regex(
    r"Page(?:V(?P<volume>[^P\s]{1,4}))?P(?P<page>\d{1,5}[AB]?)|\bms(?P<milestone>[A-Z]?\d{1,6})\b"
)
_INNER: Final = late_regex(
    rf"(?P<number>{_NUMBER.pattern})"
    r"|(?P<verse>%~%)"
    r"|(?P<tag>@[A-Z]\w*+@(?:[\w-]++@)*+|\$[A-Z_]+\$)"
    r"|@(?P<entity>PER|TOP|LOC|SRC|SOC|P|T|S|Y[A-Z])(?P<numbers>\d{0,6})(?!\w)"
    r"|(?P<other>@[A-Z]{2,}\d*+(?!\w))"
)
_WORD: Final = late_regex(r"\s*+\S+")
_ENTITIES: Final = {
    "P": "person", "PER": "person", "T": "place", "TOP": "place", "LOC": "place", "S": "source", "SRC": "source",
    "SOC": "group",
}  # fmt: skip
_DIGITS: Final = 2  # in the number of an entity tag: letters before it, and its words
_MOST_WORDS: Final = 20


def read_openiti(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of files of OpenITI that are one text.

    Raises ReadError for a file that is empty, has a NUL, or has bytes that are not of its encoding.
    """
    files = [source_text(source, number, options) for number, source in enumerate(sources)]

    def items_of(file: SourceText, gone: str) -> list[Item]:
        del gone
        return list(_items(file.text))

    return witnesses_of_items(files, items_of, sources, options)


def _items(text: str) -> Iterator[Item]:
    """Yield the items of a file: its header, then each line."""
    end = text.find(_HEADER_END)
    header = _LINE.match(text, max(end, 0))  # without that line, the first one alone
    body = header.end() if header else 0
    yield LeftOutRun(_METADATA, 0, body)
    yield AskedSpace(Separator.PARAGRAPH)
    walk = _Walk(text, body)
    yield from walk.begin()
    for line in _LINE.finditer(text, body):
        stop = line.start() + len(line.group().rstrip("\r\n"))
        yield from walk.line(line.start(), stop)
    if walk.is_editorial:
        yield PartEnd()


class _Walk:
    """Goes through the lines of a file."""

    def __init__(self, text: str, body: int) -> None:
        self._text = text
        self.is_editorial = False
        self._following = _following(text, body)

    def begin(self) -> Iterator[Item]:
        """Yield the places that begin with the text."""
        yield from self._following.get(-1, ())

    def line(self, start: int, stop: int) -> Iterator[Item]:
        """Yield the items of a line."""
        text = self._text
        if self.is_editorial and text.startswith("###", start):
            self.is_editorial = False
            yield PartEnd()
        if start == stop:
            yield AskedSpace(Separator.PARAGRAPH)
        elif found := _EDITORIAL.match(text, start, stop):
            self.is_editorial = True
            yield MarkupRun(start, found.end())
            yield PartBegin(items.EDITORIAL, start, separator=Separator.PARAGRAPH)
            yield from self._words(found.end(), stop)
        elif found := _HEADING.match(text, start, stop) or _ENTRY.match(text, start, stop):
            yield MarkupRun(start, found.end())
            level = found.group().count("|")
            attributes = (("level", str(level)),) if level else ()
            yield PartBegin(items.HEADING if level else _ENTRY_PART, start, "", attributes, Separator.PARAGRAPH)
            yield from self._words(found.end(), stop)
            yield PartEnd()
        elif text.startswith("#META#", start):
            yield LeftOutRun(_METADATA, start, stop)
        else:
            yield from self._plain(start, stop)

    def _plain(self, start: int, stop: int) -> Iterator[Item]:
        if self._text.startswith(_CONTINUED, start):
            yield AskedSpace(Separator.SPACE)
            yield from self._words(start + len(_CONTINUED), stop)
            return
        found = _PARAGRAPH.match(self._text, start, stop)
        yield AskedSpace(Separator.PARAGRAPH if found else Separator.LINE)
        yield from self._words(found.end() if found else start, stop)

    def _words(self, start: int, stop: int) -> Iterator[Item]:
        """Yield what stands in a line: words, numbers of pages, the middle of verses, and tags."""
        text, place = self._text, start
        for found in _INNER.finditer(text, start, stop):
            if found.start() < place:
                continue
            yield from _run(text, place, found.start())
            place = found.end()
            if found["number"]:
                yield MarkupRun(*found.span())
                yield from self._following.get(found.start(), ())
            elif found["verse"]:
                yield AskedSpace(Separator.SPACE)
            else:
                yield LeftOutRun(_TAGS, *found.span())
                yield AskedSpace(Separator.SPACE)
                place = yield from self._name(found, stop)
        yield from _run(text, place, stop)

    def _name(self, found: Match[str], stop: int) -> Generator[Item, None, int]:
        """Yield the name that a tag stands before, and return where it ends."""
        kind = _ENTITIES.get(found["entity"] or "", "")
        end = _named(self._text, found, stop) if kind else found.end()
        start = found.end()
        while start < end and self._text[start].isspace():
            start += 1
        if start < end:
            yield PartBegin("name", start, said=((AnnotationName.NAME, kind),))
            yield from self._words(start, end)
            yield PartEnd()
        return end


def _following(text: str, body: int) -> dict[int, list[NamedPlace]]:
    """Return the places that begin at each number, by where it stands, and under -1 those that begin with the text."""
    found: dict[int, list[NamedPlace]] = {}
    for system in ("page", "milestone"):
        before, name = -1, ""
        end = body
        for number in _NUMBER.finditer(text, body):
            if number[system] is None:
                continue
            name = _page(number) if system == "page" else number["milestone"]
            found.setdefault(before, []).append(NamedPlace(system, name))
            before, end = number.start(), number.end()
        if name and _LETTER.search(_NUMBER.sub("", text[end:])):
            found.setdefault(before, []).append(NamedPlace(system, f"after {name}"))
    return found


def _page(found: Match[str]) -> str:
    """Return the name of a page: `1.12` of a volume, or `12`."""
    page = found["page"].lstrip("0") or "0"
    volume = (found["volume"] or "").lstrip("0")
    return f"{volume}.{page}" if volume else page


def _named(text: str, found: Match[str], stop: int) -> int:
    """Return where the words of a name end: `@P02` stands before two words, `@P12` before one letter and two words."""
    numbers = found["numbers"]
    if len(numbers) < _DIGITS or not 0 < int(numbers[1]) <= _MOST_WORDS:
        return found.end()
    place = found.end()
    for _ in range(int(numbers[1])):
        word = _WORD.match(text, place, stop)
        if word is None:
            break
        place = word.end()
    return place


def _run(text: str, start: int, end: int) -> Iterator[Item]:
    if text[start:end].strip():
        yield TypedRun(text[start:end], start, end)
    elif end > start:
        yield AskedSpace(Separator.SPACE)
