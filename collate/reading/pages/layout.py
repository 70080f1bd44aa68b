"""What a file of PAGE or ALTO holds, in the same terms: pages, regions, lines, and spans of a line."""

from bisect import bisect_right
from enum import StrEnum
from typing import Final, NamedTuple

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import counted, quoted, repr_line, shorten
from collate.reading.transcript import Separator, SourcePoint


class LineHyphen(StrEnum):
    """What is known of a hyphen at the end of a line, where the word goes on in the next."""

    DIVIDES = "divides"
    BELONGS = "belongs"  # to the word, as elsewhere in the text
    DOUBTFUL = "doubtful"  # left to those who know the words of the work


class SpanKind(StrEnum):
    """What a source says of a stretch of a line."""

    ABBREVIATION = "abbreviation"  # the value is its expansion
    ERROR = "error"  # the value is its correction
    GAP = "gap"
    UNCLEAR = "unclear"
    SUPPLIED = "supplied"  # the value is the reason
    ADDED = "added"  # the value is the place
    DELETED = "deleted"
    SUPERSCRIPT = "superscript"
    NAME = "name"  # the value says of what
    NOTE_CALL = "note call"  # the sign of a note, in the text


@dataclass(frozen=True, slots=True)
class LineSpan:
    """What the source says of the code points [start, end) of a line.

    value      as `SpanKind` says
    continued  whether the tag says that it goes on in another line
    resumes    whether it began in the line before
    goes_on    whether it goes on in the next line
    """

    start: int
    end: int
    kind: SpanKind
    value: str = ""
    continued: bool = False
    resumes: bool = False
    goes_on: bool = False

    def __repr__(self) -> str:
        return repr_line("LineSpan", f"{self.start}:{self.end} {self.kind} {shorten(self.value, 30)}".rstrip())


class ElementLabels(NamedTuple):
    """What an element of a page is called: its own name, and its types.

    element  the name of the element, such as `TextRegion`
    types    its types, the more exact one first: `MainZone#2`, `MainZone`
    node     the element, for its attributes
    """

    element: str
    types: tuple[str, ...]
    node: etree._Element

    def __repr__(self) -> str:
        return repr_line("ElementLabels", " ".join([self.element, *self.types]))

    def attribute(self, name: str) -> str | None:
        """Return an attribute; `class` is the types, and `xml:id` the id in either format."""
        if name == "class":
            return " ".join(self.types)
        if name == "xml:id":
            return self.id or None
        value: str | None = self.node.get(name)
        return value

    @property
    def id(self) -> str:
        """The id of the element; "" if it has none."""
        return self.node.get("id") or self.node.get("ID") or ""


class TextRun(NamedTuple):
    """A piece of a line that stands in the file as it is: where it begins in the line, and in the file."""

    start: int
    at: SourcePoint


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a region.

    text       as the source has it
    labels     what the line is called
    runs       the pieces that stand in the file as they are: where each begins in the text, and in the file
    spans      what the source says of stretches of it
    is_divided whether the source says that its last character divides a word
    whole      the start of a word that goes on in the next line, and the whole word, if the source says it
    rest       the end of the rest of a word that the line before begins; 0 for none
    hyphen     what is known of a hyphen at its end
    """

    text: str
    labels: ElementLabels
    runs: tuple[TextRun, ...]
    spans: tuple[LineSpan, ...] = ()
    is_divided: bool = False
    whole: tuple[int, str] = (0, "")
    rest: int = 0
    hyphen: LineHyphen = LineHyphen.DIVIDES

    def __repr__(self) -> str:
        return repr_line("PageLine", quoted(shorten(self.text, 40)))

    def point(self, offset: int) -> SourcePoint:
        """Return where a code point of the text stands in the file."""
        start, at = self.runs[max(bisect_right(self.runs, offset, key=_start) - 1, 0)]
        return SourcePoint(at.line, at.column + offset - start, at.file)


def _start(run: TextRun) -> int:
    return run.start


@dataclass(frozen=True, slots=True)
class PageRegion:
    """A region of a page, such as a column or a heading.

    chain  what the region, and each element around it, is called, from the inside
    at     where it stands
    lines  in order of reading
    cell   row and column in a table; None outside of one
    begins what stands between it and the text before it
    """

    chain: tuple[ElementLabels, ...]
    at: SourcePoint
    lines: tuple[PageLine, ...]
    cell: tuple[int, int] | None = None
    begins: Separator = Separator.LINE

    def __repr__(self) -> str:
        return repr_line("PageRegion", f"{self.chain[0]}: {counted(len(self.lines), 'line')}")

    @property
    def id(self) -> str:
        """The id of the region; "" if it has none."""
        return self.chain[0].id


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    file     the number of its file
    image    the name of its image; "" if the file does not say it
    labels   its attributes
    regions  in order of reading
    """

    file: int
    image: str
    labels: ElementLabels
    regions: tuple[PageRegion, ...]

    def __repr__(self) -> str:
        return repr_line("Page", f"{shorten(self.image, 40)}: {counted(len(self.regions), 'region')}")


@dataclass(frozen=True, slots=True)
class UnreadText:
    """Text of a file that is in no line, such as other readings of a line, and its name."""

    name: str
    text: str
    at: SourcePoint
    known: bool = True

    def __repr__(self) -> str:
        return repr_line("UnreadText", f"{self.name}: {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class PageFile:
    """What a file holds.

    unread      its text outside of lines
    characters  how many characters that are no white space it has in all
    """

    pages: tuple[Page, ...]
    unread: tuple[UnreadText, ...]
    characters: int

    def __repr__(self) -> str:
        return repr_line("PageFile", counted(len(self.pages), "page"))


UNCLEAR_BELOW: Final = 0.75  # a word that a program read with less confidence is unclear


def is_doubtful(confidence: str | None) -> bool:
    """Return whether a program read a word with little confidence."""
    try:
        return confidence is not None and float(confidence) < UNCLEAR_BELOW
    except ValueError:
        return False
