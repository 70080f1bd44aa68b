"""What a file in lightweight markup holds, in order: stretches of text, and the parts that they stand in.

A reader of a format makes these items, and `writing` writes a state of the text from them. Offsets are code points of
the file.
"""

from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line, shorten
from collate.model.annotations import AnnotationName
from collate.reading.transcript import Separator

# The names of parts, as selectors have them. Elements of HTML and templates have their own names.
HEADING: Final = "heading"
PARAGRAPH: Final = "paragraph"
QUOTATION: Final = "quotation"
ITEM: Final = "item"
CELL: Final = "cell"
CODE: Final = "code"
STRIKE: Final = "strike"
EMPHASIS: Final = "em"
STRONG: Final = "strong"
FOOTNOTE: Final = "footnote"
MARKER: Final = "marker"
REFERENCE: Final = "reference"
REMARK: Final = "remark"
INSERTION: Final = "insertion"
CAPTION: Final = "caption"
COMMENT: Final = "comment"
IMAGE: Final = "image"
FRONT_MATTER: Final = "front-matter"
TEMPLATE: Final = "template"
VERSE: Final = "verse"
EDITORIAL: Final = "editorial"

# The names by which is counted what is left out.
LINK_ADDRESSES: Final = "link addresses"
LINK_LABELS: Final = "link labels"
LIST_NUMBERS: Final = "list numbers"
ATTRIBUTES: Final = "attributes"
DELETED: Final = "deleted text"
INSERTED: Final = "inserted text"
UNKNOWN: Final = "markup that no rule knows"

Saying = tuple[AnnotationName, str]


@dataclass(frozen=True, slots=True)
class TypedRun:
    """Characters of the text that stand at [start, end) of the file; `&amp;` there is one character here."""

    text: str
    start: int
    end: int

    def __repr__(self) -> str:
        return repr_line("TypedRun", f"{self.start}:{self.end} {shorten(self.text, 60)}")


@dataclass(frozen=True, slots=True)
class LeftOutRun:
    """Characters of the file that are no text, under the name by which they are counted.

    known  False if no rule knows them: they are told
    """

    name: str
    start: int
    end: int
    known: bool = True

    def __repr__(self) -> str:
        return repr_line("LeftOutRun", f"{self.start}:{self.end} {self.name}")


@dataclass(frozen=True, slots=True)
class MarkupRun:
    """Characters of the file that only mark up others, and are not counted: a tag, the name of a template."""

    start: int
    end: int

    def __repr__(self) -> str:
        return repr_line("MarkupRun", f"{self.start}:{self.end}")


@dataclass(frozen=True, slots=True)
class PartBegin:
    """Where a part begins that selectors can name.

    name        as selectors name it: heading, span, the name of a template
    start       where it stands in the file
    kind        what it is, if its name does not say it: `page numbers`; it is counted by it where it is left out
    attributes  of an element, by name
    separator   what stands around it
    said        what it says of its words
    """

    name: str
    start: int
    kind: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    separator: Separator = Separator.NONE
    said: tuple[Saying, ...] = ()

    def __repr__(self) -> str:
        return repr_line("PartBegin", f"{self.start} {self.name} {self.kind}")


@dataclass(frozen=True, slots=True)
class PartEnd:
    """Where the part ends that was begun last."""


@dataclass(frozen=True, slots=True)
class AskedSpace:
    """White space, such as the end of a line."""

    separator: Separator

    def __repr__(self) -> str:
        return repr_line("AskedSpace", self.separator.name)


@dataclass(frozen=True, slots=True)
class MadeSign:
    """Characters that the file names and does not have, such as a dash that a template writes."""

    text: str
    start: int

    def __repr__(self) -> str:
        return repr_line("MadeSign", self.text)


@dataclass(frozen=True, slots=True)
class GapSign:
    """A gap: words that cannot be read. `why` says what marks it."""

    start: int
    why: str

    def __repr__(self) -> str:
        return repr_line("GapSign", f"{self.start} {self.why}")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where a place begins, such as a page."""

    system: str
    value: str

    def __repr__(self) -> str:
        return repr_line("NamedPlace", f"{self.system}={self.value}")


@dataclass(frozen=True, slots=True)
class WordJoin:
    """What stands before and behind is one word."""


@dataclass(frozen=True, slots=True)
class JoinEnd:
    """White space behind this place is white space, although a join before it has met no character."""


Item = (
    TypedRun
    | LeftOutRun
    | MarkupRun
    | PartBegin
    | PartEnd
    | AskedSpace
    | MadeSign
    | GapSign
    | NamedPlace
    | WordJoin
    | JoinEnd
)
