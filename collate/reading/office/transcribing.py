"""From what a document holds to its text: one witness for each state that is read."""

from collections.abc import Iterator, Sequence
from typing import Final

from collate.model.annotations import AnnotationName
from collate.model.witness import Role, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.office.destinies import HEADER, TEXT, OfficeRules, left_out_name, matches
from collate.reading.office.document import (
    Aside,
    Blank,
    ChangeKind,
    Item,
    OfficeText,
    PageBreak,
    Paragraph,
    RunOfWords,
    Sign,
    StyledAs,
)
from collate.reading.office.states import OfficeState, describe_changes, sittings_of, states_of
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import Destiny, ReadSettings
from collate.reading.transcript import SPACES, Separator, SourcePoint, Transcript
from collate.reading.two_states import unused_selectors

SOFT_HYPHEN: Final = "\u00ad"
_NAMES: Final = {ChangeKind.INSERTED: "tracked insertions", ChangeKind.DELETED: "tracked deletions"}


def witnesses_of_documents(
    documents: Sequence[OfficeText], sources: Sequence[SourceContent], options: ReadOptions
) -> tuple[Witness, ...]:
    """Return the witness of some documents that are one text, or one for each state that the settings ask for."""
    rules = OfficeRules(options.settings)
    sittings = sittings_of(documents)
    states = states_of(sittings, options)
    files = tuple(source.file for source in sources)
    parts = [_transcribed(documents, rules, state, options.settings).parts(files) for state in states]
    told = [notice for document in documents for notice in document.notices]
    told += describe_changes(documents, sittings, options)
    told += unused_selectors(rules.rows, options)
    return tuple(
        marked_up_witness(
            own,
            sources,
            options,
            siglum=state.siglum,
            derived_from=states[0].siglum if n else None,
            notices=() if n else told,
        )
        for n, (state, own) in enumerate(zip(states, parts, strict=True))
    )


def _transcribed(
    documents: Sequence[OfficeText], rules: OfficeRules, state: OfficeState, settings: ReadSettings
) -> Transcript:
    """Write one state of the text. Raises InternalError if a character was lost."""
    writer = _Writer(rules, state, settings)
    for number, document in enumerate(documents):
        writer.file = number
        for aside in (aside for aside in document.heads if aside.style.name == HEADER):
            writer.write_aside(aside, 1, Separator.PARAGRAPH)
        writer.write_all(document.paragraphs, Separator.PARAGRAPH)
        for aside in (aside for aside in document.heads if aside.style.name != HEADER):
            writer.write_aside(aside, 1, Separator.PARAGRAPH)
        for part in document.unread:
            writer.transcript.leave_out(part.name, part.text, SourcePoint(part.paragraph, 1, number), part.known)
    writer.transcript.check_conservation(sum(document.visible for document in documents))
    return writer.transcript


class _Writer:
    """Writes the paragraphs of one state to a transcript."""

    def __init__(self, rules: OfficeRules, state: OfficeState, settings: ReadSettings) -> None:
        self.transcript = Transcript()
        self._rules = rules
        self._state = state
        self._places = [rule for rule in settings.places if rule.selector is not None]
        self._pages = not any(rule.system == "page" for rule in settings.places)
        self._page = 1
        self.file = 0

    def write_all(self, paragraphs: Sequence[Paragraph], between: Separator) -> None:
        """Write paragraphs, with this white space between them."""
        for group in self._groups(paragraphs):
            self._write_group(group, between)

    def _groups(self, paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
        """Yield the paragraphs that are one in this state, because the marks between them are gone."""
        group: list[Paragraph] = []
        for paragraph in paragraphs:
            group.append(paragraph)
            if paragraph.is_last or (not paragraph.is_initial and self._state.has(paragraph.end)):
                yield group
                group = []
        if group:
            yield group

    def _write_group(self, group: Sequence[Paragraph], between: Separator) -> None:
        """Write paragraphs that are one in this state."""
        style = self._style_of(group)
        destiny = self._destiny(style)
        self.transcript.separate(between)
        if group[0].begins_page:
            self._begin_page()
        self._begin_places(group, style)
        is_aside = destiny.role not in (None, Role.TEXT)
        if is_aside and destiny.role is not None:
            self.transcript.begin_aside(destiny.role, destiny.cause, _why(style), between)
        for paragraph in group:
            self._write_items(paragraph, destiny)
        if is_aside:
            self.transcript.end_aside(between)
        self.transcript.separate(between)
        for paragraph in group:
            if paragraph.boxes:
                self.write_all(paragraph.boxes, between)

    def _style_of(self, group: Sequence[Paragraph]) -> StyledAs:
        """Return what the last of some paragraphs is that has words in this state."""
        if len(group) == 1:
            return group[0].style
        return next((paragraph.style for paragraph in reversed(group) if self._has_words(paragraph)), group[-1].style)

    def _has_words(self, paragraph: Paragraph) -> bool:
        return any(isinstance(i, RunOfWords) and i.text.strip() and self._state.has(i.changes) for i in paragraph.items)

    def _destiny(self, style: StyledAs) -> Destiny:
        """Return what becomes of a paragraph: what is said of it, or else of what it stands in."""
        current: StyledAs | None = style
        while current is not None:
            found = self._rules.of(current)
            if found is not None:
                return found
            current = current.around
        return TEXT

    def _write_items(self, paragraph: Paragraph, around: Destiny) -> None:
        number, state, is_text = paragraph.number, self._state, around.role is not None
        for item in paragraph.items:
            if isinstance(item, RunOfWords):
                is_plain = is_text and not item.changes and item.says is None
                if is_plain and (item.style is None or self._rules.of(item.style) is None):  # as most are
                    self._write_text(item.text, number, item.column + 1)
                else:
                    self._write_words(item, paragraph, around)
            elif isinstance(item, Aside):
                self._write_note(item, number, around)
            elif not state.has(item.changes):
                continue
            elif is_text:
                self._write_other(item, number)

    def _write_other(self, item: Item, number: int) -> None:
        if isinstance(item, Sign):
            self.transcript.insert(item.text, SourcePoint(number, 1, self.file))
        elif isinstance(item, Blank):
            self.transcript.separate(item.separator)
        elif isinstance(item, PageBreak):
            self._begin_page()

    def _begin_page(self) -> None:
        self._page += 1
        self.transcript.separate(Separator.SPACE)
        if self._pages:
            self.transcript.place("page", str(self._page))

    def _write_words(self, words: RunOfWords, paragraph: Paragraph, around: Destiny) -> None:
        number = paragraph.number
        if words.changes and not self._state.has(words.changes):
            gone = next(c.kind for c in words.changes if not self._state.has((c,)))
            self._leave_out(_NAMES[gone], words, number)
            return
        if around.role is None:
            self._leave_out(left_out_name(paragraph.style), words, number)
            return
        own = self._rules.of(words.style) if words.style is not None else None
        if own is None or own.role is Role.TEXT:
            self._write_said(words, number)
        elif own.role is None:
            self._leave_out(left_out_name(words.style or paragraph.style), words, number)
        else:
            self.transcript.begin_aside(own.role, own.cause, _why(words.style or paragraph.style))
            self._write_said(words, number)
            self.transcript.end_aside()

    def _leave_out(self, name: str, words: RunOfWords, number: int) -> None:
        self.transcript.leave_out(name, words.text, SourcePoint(number, words.column + 1, self.file))

    def _write_said(self, words: RunOfWords, number: int) -> None:
        """Write words with what is said of them: who inserted them, and how they are set."""
        said: list[tuple[AnnotationName, str]] = [] if words.says is None else [(words.says, "")]
        if words.changes:
            inserted = next((c for c in words.changes if c.kind is ChangeKind.INSERTED), None)
            if inserted is not None and words.text.strip(SPACES):
                said += [(AnnotationName.ADDED, ""), (AnnotationName.HAND, inserted.author)]
        if said and words.text[:1] in SPACES:
            self.transcript.separate(Separator.SPACE)  # the word before ends first
        for name, value in said:
            self.transcript.begin(name, value)
        self._write_text(words.text, number, words.column + 1)
        for name, _ in reversed(said):
            self.transcript.end(name)

    def _write_text(self, text: str, number: int, column: int) -> None:
        if SOFT_HYPHEN in text:
            self._write_parts(text, number, column)
            return
        inner = text.strip(SPACES)
        if len(inner) < len(text):
            if not inner or text[0] in SPACES:
                self.transcript.separate(Separator.SPACE)
            column += len(text) - len(text.lstrip(SPACES))
        if not inner:
            return
        if "  " in inner or not inner.isprintable():
            self.transcript.write_collapsed(inner, lambda k: SourcePoint(number, column + k, self.file))
        else:
            self.transcript.write_at(inner, self.file, number, column)
        if text[-1] in SPACES:
            self.transcript.separate(Separator.SPACE)

    def _write_parts(self, text: str, number: int, column: int) -> None:
        """Write text without the soft hyphens in it."""
        for k, part in enumerate(text.split(SOFT_HYPHEN)):
            if k:
                self.transcript.leave_out("soft hyphens", SOFT_HYPHEN, SourcePoint(number, column, self.file))
                column += 1
            self._write_text(part, number, column)
            column += len(part)

    def _write_note(self, aside: Aside, number: int, around: Destiny) -> None:
        """Write a note at its place, or leave it out with what it stands in."""
        if around.role is not None and self._state.has(aside.changes):
            self.write_aside(aside, number, Separator.SPACE)
            return
        gone = next((c.kind for c in aside.changes if not self._state.has((c,))), None)
        self._leave_out_all(_NAMES[gone] if gone else left_out_name(aside.style), aside.paragraphs)

    def write_aside(self, aside: Aside, number: int, around: Separator) -> None:
        """Write what stands at a point of a paragraph, with this white space around it."""
        destiny = self._rules.of(aside.style) or TEXT
        if destiny.role is None:
            self._leave_out_all(left_out_name(aside.style), aside.paragraphs)
            return
        is_aside = destiny.role is not Role.TEXT
        if is_aside:
            self.transcript.begin_aside(destiny.role, destiny.cause, aside.why or _why(aside.style), around)
        else:
            self.transcript.separate(around)
        for n, group in enumerate(self._groups(aside.paragraphs)):
            if n:
                self.transcript.separate(Separator.LINE)
            for paragraph in group:
                self._write_items(paragraph, self._inner_destiny(paragraph))
            for paragraph in group:
                self.write_all(paragraph.boxes, Separator.LINE)
        if is_aside:
            self.transcript.end_aside(around)
        else:
            self.transcript.separate(around)

    def _inner_destiny(self, paragraph: Paragraph) -> Destiny:
        own = self._rules.of(paragraph.style)
        return own if own is not None and own.role is None else TEXT

    def _leave_out_all(self, name: str, paragraphs: Sequence[Paragraph]) -> None:
        for paragraph in paragraphs:
            for item in paragraph.items:
                if isinstance(item, RunOfWords):
                    self._leave_out(name, item, paragraph.number)
                elif isinstance(item, Aside):
                    self._leave_out_all(name, item.paragraphs)
            self._leave_out_all(name, paragraph.boxes)

    def _begin_places(self, group: Sequence[Paragraph], style: StyledAs) -> None:
        for rule in self._places:
            if rule.selector is not None and matches(rule.selector, style):
                name = " ".join("".join(self._words_of(group)).split())
                if name:
                    self.transcript.place(rule.system, name)

    def _words_of(self, group: Sequence[Paragraph]) -> Iterator[str]:
        for paragraph in group:
            for item in paragraph.items:
                if self._state.has(item.changes):
                    if isinstance(item, RunOfWords):
                        yield item.text
                    elif isinstance(item, Blank):
                        yield " "


def _why(style: StyledAs) -> str:
    named = f" of the style {style.styles[0]}" if style.styles else ""
    return f"{style.name}{named} in the document"
