"""From the pages of a witness to its text: one for each state that is read."""

from collections.abc import Sequence
from typing import Final

from collate._repr import quoted
from collate.model.annotations import AnnotationName
from collate.model.witness import Siglum, Witness
from collate.reading.marked_up import marked_up_witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pages.layout import Page, PageFile
from collate.reading.pages.line_edits import LineRules, PageState, is_altered, write_line
from collate.reading.pages.notices import Notices
from collate.reading.pages.page_places import PagePlaces
from collate.reading.pages.read_lines import ReadLine, rows_of
from collate.reading.pages.regions import DestinyRules
from collate.reading.read_settings import LineEnds, ReadSettings
from collate.reading.transcript import Separator, Transcript

_HANDS: Final = ("first", "last", "all")


def witnesses_of_pages(
    files: Sequence[PageFile],
    sources: Sequence[SourceContent],
    options: ReadOptions,
    notices: Notices,
    expands: bool,
    structured: bool = True,
) -> tuple[Witness, ...]:
    """Return the witness of pages, or one for each state of its text.

    Parameters
    ----------
    files
        What each file holds, in order of reading.
    sources, options
        The files and what is known of them.
    notices
        What is to be told of them already.
    expands
        Whether the expansions of abbreviations are read.
    structured
        Whether the files themselves say what is a heading or a note.
    """
    settings = options.settings
    rules = DestinyRules(settings)
    rows = rows_of(files, rules, options, notices)
    for key, selector in rules.unused():
        notices.tell(f"{key} {selector}", f"{key}: {quoted(selector)} matches nothing in {options.file}")
    states = _states(rows, settings, notices, options.file)
    transcripts = [_transcribed(files, sources, rows, LineRules(settings, s, expands), notices) for s in states]
    told = notices.sentences()
    names = tuple(source.file for source in sources)
    witnesses: list[Witness] = []
    for state, transcript in zip(states, transcripts, strict=True):
        siglum = f"{options.siglum}*" if state is PageState.FIRST and len(states) > 1 else options.siglum
        manuscript = witnesses[0].siglum if witnesses else None
        parts = transcript.parts(names)
        witnesses.append(marked_up_witness(parts, sources, options, Siglum(siglum), manuscript, structured, told))
    return tuple(witnesses)


def _states(rows: Sequence[ReadLine], settings: ReadSettings, notices: Notices, file: str) -> list[PageState]:
    """Return which states of the text are read: the manuscript itself, which is the last one, then its first hand."""
    hand = settings.hand
    if hand not in _HANDS:
        notices.tell("hand", f"hand = {quoted(hand)}: {file} names no hands; its last state is read")
    if hand == "all" and any(is_altered(row.line) for row in rows):
        return [PageState.LAST, PageState.FIRST]
    return [PageState.FIRST if hand == "first" else PageState.LAST]


def _transcribed(
    files: Sequence[PageFile],
    sources: Sequence[SourceContent],
    rows: Sequence[ReadLine],
    rules: LineRules,
    notices: Notices,
) -> Transcript:
    """Write one state of the text. Raises InternalError if a character was lost."""
    places = PagePlaces([source.file for source in sources], rules.settings.places, rows)
    writer = _Writer(rules, places)
    for row in rows:
        writer.write(row)
    writer.end()
    for rule in places.unmatched():
        notices.tell(
            f"places {rule.system}",
            f"places: {rule.system} = {quoted(rule.selector.text if rule.selector else rule.template)} names no place",
        )
    for text in (unread for file in files for unread in file.unread):
        writer.transcript.leave_out(text.name, text.text, text.at, text.known)
    writer.transcript.check_conservation(sum(file.characters for file in files))
    return writer.transcript


class _Writer:
    """Writes lines to a transcript, with the white space between them."""

    def __init__(self, rules: LineRules, places: PagePlaces) -> None:
        self.transcript = Transcript()
        self._rules = rules
        self._places = places
        self._image = ""
        self._text: ReadLine | None = None  # the last line of the text proper
        self._aside: ReadLine | None = None  # the last line of what is kept aside, while that is open

    def write(self, row: ReadLine) -> None:
        if self._aside is not None and not row.continues_aside(self._aside):
            self._close_aside()
        if row.destiny.role is None:
            self.transcript.leave_out(row.name, row.line.text, row.line.point(0))
            return
        self._show_image(row.page)
        if row.is_text:
            self._write_text(row)
        else:
            self._write_aside(row)

    def _write_text(self, row: ReadLine) -> None:
        before = self._text
        if before is not None:
            self._pass_line_end(before, row)
        self._begin_places(row)
        self._write_line(row)
        self._text = row

    def _write_aside(self, row: ReadLine) -> None:
        if self._aside is not None:
            self._pass_line_end(self._aside, row)
        elif row.destiny.role is not None:
            in_word = self._text is not None and self._text.goes_on
            why = f"its type is {row.name}" if row.name else ""
            around = Separator.SPACE if in_word else Separator.LINE
            self.transcript.begin_aside(row.destiny.role, row.destiny.cause, why, around)
            if not in_word:
                self._begin_places(row)
        self._write_line(row)
        self._aside = row

    def _close_aside(self) -> None:
        if self._aside is None:
            return
        in_word = self._text is not None and self._text.goes_on
        self.transcript.end_aside(Separator.SPACE if in_word else Separator.LINE)
        self._aside = None

    def _write_line(self, row: ReadLine) -> None:
        for capital in row.capitals:
            write_line(self.transcript, capital, capital.spans, [], self._rules)
            self.transcript.join()
        write_line(self.transcript, row.line, row.spans, row.edits, self._rules)

    def _pass_line_end(self, before: ReadLine, row: ReadLine) -> None:
        if before.goes_on:
            self.transcript.join()
        else:
            self.transcript.separate(self._between(before, row))

    def _between(self, before: ReadLine, row: ReadLine) -> Separator:
        """Return what stands between two lines."""
        if before.is_broken:
            return Separator.LINE
        if before.region is not row.region:
            cells = before.region.cell, row.region.cell
            same_row = cells[0] is not None and cells[1] is not None and cells[0][0] == cells[1][0]
            if same_row:
                return Separator.SPACE
            return max(row.region.begins, self._between_lines)
        return self._between_lines

    @property
    def _between_lines(self) -> Separator:
        return Separator.LINE if self._rules.settings.lines is LineEnds.KEEP else Separator.SPACE

    def _begin_places(self, row: ReadLine) -> None:
        for system, value in self._places.begin(row):
            self.transcript.place(system, value)

    def _show_image(self, page: Page) -> None:
        if page.image == self._image:
            return
        if self._image:
            self.transcript.end(AnnotationName.FACSIMILE)
        self._image = page.image
        if page.image:
            self.transcript.begin(AnnotationName.FACSIMILE, page.image)

    def end(self) -> None:
        self._close_aside()
        if self._image:
            self.transcript.end(AnnotationName.FACSIMILE)
