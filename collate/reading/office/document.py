"""What a document of a word processor holds, whichever program wrote it: paragraphs, and the changes tracked in them.

A reader of a format makes these, and `transcribing` writes each state of the text from them.
"""

from dataclasses import field
from datetime import date as calendar_day
from enum import StrEnum
from functools import lru_cache
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, repr_line, shorten
from collate.model.annotations import AnnotationName
from collate.reading.transcript import Separator

_ISO_DAY: Final = late_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class ChangeKind(StrEnum):
    """What a tracked change did to the words in it."""

    INSERTED = "inserted"
    DELETED = "deleted"


@lru_cache(maxsize=1024)
def day_of(date: str) -> str:
    """Return the day with which a date begins, such as `2024-03-01`; "" if there is no such day."""
    day = date[:10]
    try:
        return day if _ISO_DAY.fullmatch(day) and calendar_day.fromisoformat(day) else ""
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change.

    author   as the program names the person; "" if it does not
    date     as the file has it: `2024-03-01T10:00:00Z`; "" if it has none
    """

    kind: ChangeKind
    author: str = ""
    date: str = ""

    def __repr__(self) -> str:
        return repr_line("Change", f"{self.kind} {shorten(self.author, 30)} {self.date}")

    @property
    def day(self) -> str:
        """The day of the change: `2024-03-01`; "" if its date has none."""
        return day_of(self.date)

    @property
    def time(self) -> str:
        """The date if it begins with a day, as those of programs do; else ""."""
        return self.date if self.day else ""


Changes = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class StyledAs:
    """What a stretch of a document is, and in what it stands.

    name     paragraph, heading, caption, footnote, comment, hidden and others
    styles   its styles by their names, without blanks: `BlockText`
    around   what is around it
    """

    name: str
    styles: tuple[str, ...] = ()
    around: "StyledAs | None" = None

    def __repr__(self) -> str:
        return repr_line("StyledAs", " ".join((self.name, *self.styles)))


@dataclass(frozen=True, slots=True)
class RunOfWords:
    """Characters of the file that stand together.

    column  how many characters of the paragraph stand before them
    style   what they are; None if they are like the rest of their paragraph
    says    what the program says of them, such as superscript
    """

    text: str
    column: int
    changes: Changes = ()
    style: StyledAs | None = None
    says: AnnotationName | None = None

    def __repr__(self) -> str:
        return repr_line("RunOfWords", shorten(self.text, 60))


@dataclass(frozen=True, slots=True)
class Sign:
    """A character that the file names instead of having it, such as a hyphen that does not break."""

    text: str
    changes: Changes = ()

    def __repr__(self) -> str:
        return repr_line("Sign", self.text)


@dataclass(frozen=True, slots=True)
class Blank:
    """White space: a tab or a line break."""

    separator: Separator
    changes: Changes = ()

    def __repr__(self) -> str:
        return repr_line("Blank", self.separator.name)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A break of the page that somebody typed."""

    changes: Changes = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """Paragraphs that stand at a point of another one: a note, a comment, a reading aid.

    why   who wrote it and when, for a comment; else ""
    """

    style: StyledAs
    paragraphs: tuple["Paragraph", ...]
    changes: Changes = ()
    why: str = ""

    def __repr__(self) -> str:
        return repr_line("Aside", f"{self.style.name}: {counted(len(self.paragraphs), 'paragraph')}")


Item = RunOfWords | Sign | Blank | PageBreak | Aside


@dataclass(slots=True)
class Paragraph:
    """A paragraph, as its reader collects it.

    number     in the file, from 1, empty paragraphs included
    style      what it is
    items      what is in it, in order
    boxes      the paragraphs of text boxes that are anchored in it
    end        the changes to the mark at its end: where it is gone, the next paragraph runs on
    is_last    whether the cell or text box ends with it, so that nothing runs on
    is_initial whether it is the drop capital of the next paragraph
    begins_page whether a new page begins with it
    """

    number: int
    style: StyledAs
    items: list[Item] = field(default_factory=list)
    boxes: list["Paragraph"] = field(default_factory=list)
    end: Changes = ()
    is_last: bool = False
    is_initial: bool = False
    begins_page: bool = False

    def __repr__(self) -> str:
        return repr_line("Paragraph", f"{self.number} {self.style.name}: {counted(len(self.items), 'item')}")


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """Text of a document that no state of it reads, under the name by which it is counted."""

    name: str
    text: str
    paragraph: int = 1
    known: bool = True

    def __repr__(self) -> str:
        return repr_line("UnreadPart", f"{self.name}: {shorten(self.text, 40)}")


@dataclass(frozen=True, slots=True)
class OfficeText:
    """All that a document holds.

    paragraphs  of the text, in order
    heads       headers and footers, in order
    unread      what no state reads
    visible     how many characters that are no white space the file has, in all parts that are read
    notices     what the reader wants to tell, each a sentence
    formatting  how many changes of the formatting are tracked, which change no words
    """

    paragraphs: tuple[Paragraph, ...]
    heads: tuple[Aside, ...]
    unread: tuple[UnreadPart, ...]
    visible: int
    notices: tuple[str, ...] = ()
    formatting: int = 0

    def __repr__(self) -> str:
        return repr_line("OfficeText", counted(len(self.paragraphs), "paragraph"))
