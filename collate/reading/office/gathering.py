"""Gathers the paragraphs of a document while a reader walks through it, whatever the format."""

from collections.abc import Callable
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.model.annotations import AnnotationName
from collate.reading.office.destinies import PARAGRAPH
from collate.reading.office.document import (
    Aside,
    Blank,
    Changes,
    Item,
    PageBreak,
    Paragraph,
    RunOfWords,
    Sign,
    StyledAs,
)
from collate.reading.transcript import SPACES, Separator

_LONG_RUN: Final = 1_000  # characters; what follows in the same style is a run of its own


@dataclass(slots=True)
class _Open:
    """A paragraph that is not ended yet.

    column   how many characters of it were passed
    beyond   the column for what is no character of it, such as a note
    """

    paragraph: Paragraph
    column: int = 0
    beyond: int = 0


class Gathering:
    """Takes what a reader meets, in order, and makes paragraphs of it.

    Attributes
    ----------
    changes : tuple of Change
        The tracked changes in which the reader is.
    around : StyledAs or None
        What the next paragraph stands in.
    number : int
        Of the paragraph that was begun last.
    """

    def __init__(self) -> None:
        self.changes: Changes = ()
        self.around: StyledAs | None = None
        self.number = 0
        self._ended: Paragraph | None = None  # the last one
        self._found: list[Paragraph] = []
        self._open: list[_Open] = []
        self._asides: list[tuple[list[Paragraph], list[_Open], int, int]] = []

    def __repr__(self) -> str:
        return repr_line("Gathering", counted(self.number, "paragraph"))

    @property
    def is_in_paragraph(self) -> bool:
        """Whether a paragraph is open."""
        return bool(self._open)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph that is open; one is begun if there is none."""
        self._require_paragraph()
        return self._open[-1].paragraph

    def _require_paragraph(self) -> None:
        if not self._open:
            self.begin(StyledAs(PARAGRAPH, (), self.around))

    def begin(self, style: StyledAs) -> Paragraph:
        """Begin a paragraph. One that is open becomes the one that it stands in, as that of a text box does."""
        if self._asides:  # the paragraphs of a note are counted with the one in which its sign stands
            paragraph = Paragraph(self._asides[-1][2], style)
            column = self._asides[-1][3]
        else:
            self.number += 1
            paragraph, column = Paragraph(self.number, style), 0
        self._open.append(_Open(paragraph, column, column))
        return paragraph

    def end(self, changes: Changes = ()) -> None:
        """End the paragraph that was begun last; `changes` are those to the mark at its end."""
        if not self._open:
            return
        ended = self._open.pop()
        self._ended = ended.paragraph
        ended.paragraph.end = changes
        if self._asides:
            holder = self._asides[-1]
            self._asides[-1] = (*holder[:3], max(ended.column, ended.beyond) + 1)
        if self._open:
            self._open[-1].paragraph.boxes.append(ended.paragraph)
        else:
            self._found.append(ended.paragraph)

    def end_part(self) -> None:
        """End a cell or a text box: no paragraph behind it runs on from the last one in it."""
        if self._ended is not None:
            self._ended.is_last = True

    def divide(self, changes: Changes, style: StyledAs) -> None:
        """End the paragraph that is open, and begin another one in its place."""
        self.end(changes)
        self.begin(style)

    def end_all(self) -> None:
        """End the paragraphs that are open."""
        while self._open:
            self.end()

    def begin_aside(self, length: Callable[[], int]) -> None:
        """Begin what stands at this point, such as a note; `length` is how many characters the paragraph has in all."""
        self._require_paragraph()
        holder = self._open[-1]
        column = max(holder.beyond or length() + 1, holder.column)
        self._asides.append((self._found, self._open, holder.paragraph.number, column))
        self._found, self._open = [], []

    def end_aside(self, style: StyledAs, why: str = "") -> None:
        """End it, and put it where it was begun."""
        self.end_all()
        inner = tuple(self._found)
        self._found, self._open, _, column = self._asides.pop()
        self._open[-1].beyond = column
        self._open[-1].paragraph.items.append(Aside(style, inner, self.changes, why))

    def words(self, text: str, style: StyledAs | None = None, says: AnnotationName | None = None) -> None:
        """Add characters of the file."""
        if not self._open:
            if not text.strip(SPACES):
                return
            self._require_paragraph()
        own = self._open[-1]
        items = own.paragraph.items
        last = items[-1] if items else None
        if (
            isinstance(last, RunOfWords)
            and last.style is style
            and last.says is says
            and last.changes is self.changes
            and len(last.text) < _LONG_RUN
            and last.column + len(last.text) == own.column
        ):
            items[-1] = RunOfWords(last.text + text, last.column, last.changes, style, says)
        else:
            items.append(RunOfWords(text, own.column, self.changes, style, says))
        own.column += len(text)

    def sign(self, text: str) -> None:
        """Add a character that the file names."""
        self._add(Sign(text, self.changes))

    def blank(self, separator: Separator) -> None:
        """Add white space."""
        self._add(Blank(separator, self.changes))

    def page_break(self) -> None:
        """Add a break of the page."""
        self._add(PageBreak(self.changes))

    def _add(self, item: Item) -> None:
        self.paragraph.items.append(item)

    def found(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs, after the last one."""
        self.end_all()
        return tuple(self._found)

    def take(self) -> tuple[Paragraph, ...]:
        """Return the paragraphs so far, and begin anew, as for a header."""
        found = self.found()
        self._found = []
        return found
