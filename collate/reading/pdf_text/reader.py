"""Read what pdftotext writes: pages between form feeds, with or without its option `-layout`.

Running heads, numbers of pages, signatures, catchwords and notes at the foot are found by their place and by what
recurs, and become lines of the types that PAGE has for them. So the settings for pages of PAGE and ALTO apply, and one
module writes the text of all three.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from collate._repr import counted
from collate.model.witness import Witness
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pages.layout import (
    ElementLabels,
    LineHyphen,
    LineSpan,
    Page,
    PageFile,
    PageLine,
    PageRegion,
    SpanKind,
    UnreadText,
)
from collate.reading.pages.notices import Notices
from collate.reading.pages.regions import with_bases
from collate.reading.pages.transcribing import witnesses_of_pages
from collate.reading.pdf_text.foot_notes import FOOTNOTE, foot_notes
from collate.reading.pdf_text.line_hyphens import line_hyphens
from collate.reading.pdf_text.note_calls import beginning_sign
from collate.reading.pdf_text.page_feet import PageFeet
from collate.reading.pdf_text.paragraphs import column_of, runs_on, separators_of
from collate.reading.pdf_text.printed_columns import columns_of, may_have_columns, second_column
from collate.reading.pdf_text.printed_lines import PAGE_END, PrintedLine, printed_pages
from collate.reading.pdf_text.running_heads import RunningHeads
from collate.reading.plain import plain_text
from collate.reading.transcript import Separator, visible_length

_TEXT: Final = "paragraph"
_PAGES_BETWEEN: Final = 1  # without columns, after which they stand where they stood before
_MAY_HAVE_COLUMNS: Final = "this page may have columns or a table; each of its lines is read as one line: see the PDF"
_REGION: Final = etree.Element("TextRegion")
_LINE: Final = etree.Element("TextLine")


def read_pdf_text(sources: Sequence[SourceContent], options: ReadOptions) -> tuple[Witness, ...]:
    """Return the witness of files that pdftotext wrote.

    Raises ReadError for bytes that are not of the encoding.
    """
    notices = Notices(sources)
    texts = [plain_text(source.content, replace(options, file=source.file)) for source in sources]
    printed: list[list[PrintedLine]] = []
    files: list[int] = []
    unread: list[list[UnreadText]] = []
    for number, text in enumerate(texts):
        pages, removed = printed_pages(text, number)
        printed += pages
        files += [number] * len(pages)
        unread.append(removed)
    leaves_doubt = "hyphens" not in options.settings.stated
    made = list(_pages(printed, files, notices, leaves_doubt))
    read = [
        PageFile(
            tuple(page for page in made if page.file == number),
            tuple(unread[number]),
            visible_length(text) - text.count(PAGE_END),
        )
        for number, text in enumerate(texts)
    ]
    return witnesses_of_pages(read, sources, options, notices, expands=False, structured=False)


def _pages(
    printed: Sequence[list[PrintedLine]], files: Sequence[int], notices: Notices, leaves_doubt: bool
) -> Iterator[Page]:
    """Yield the pages with their lines in order of reading, each of its type.

    `leaves_doubt` says that hyphens at line ends are left to the words of the work where the text has no answer.
    """
    heads = RunningHeads(printed)
    PageFeet(printed, heads.types)
    columns, numbers = _columns(printed, heads.types, files, notices)
    notes = foot_notes(columns, numbers)
    calls: dict[tuple[int, int], list[LineSpan]] = {}
    for call in notes.calls:
        calls.setdefault((call.page, call.line), []).append(LineSpan(call.start, call.end, SpanKind.NOTE_CALL))
    names = heads.numbers.names(len(printed))
    hyphens = _hyphens(columns, numbers, notes.lines, leaves_doubt)
    before = Separator.LINE
    for page, lines in enumerate(printed):
        if not lines:
            continue
        maker = _PageMaker(page, lines, heads.types[page], notes.lines[page], calls, hyphens)
        regions = [*maker.furniture(columns[page], is_head=True)]
        for own, rows in zip(numbers[page], columns[page], strict=True):
            found, before = maker.column(own, rows, before)
            regions += found
        regions += maker.furniture(columns[page], is_head=False)
        node = etree.Element("Page", PRINTED_IMG_NR=names[page])
        yield Page(files[page], "", ElementLabels("Page", (), node), tuple(regions))


def _columns(
    printed: Sequence[list[PrintedLine]], types: Sequence[dict[int, str]], files: Sequence[int], notices: Notices
) -> tuple[list[list[list[PrintedLine]]], list[list[list[int]]]]:
    """Return the lines of the columns of each page without its furniture, and a number for each of them."""
    columns: list[list[list[PrintedLine]]] = []
    numbers: list[list[list[int]]] = []
    start, pages_since = 0, 0  # of the last page with columns
    for page, lines in enumerate(printed):
        kept = [(n, line) for n, line in enumerate(lines) if n not in types[page]]
        rows = [line for _, line in kept]
        found = second_column(rows, start if pages_since <= _PAGES_BETWEEN else 0)
        start, pages_since = (found, 0) if found else (start, pages_since + 1)
        own = columns_of(rows, found)
        count = iter(range(sum(map(len, own))))
        columns.append(own)
        numbers.append([[next(count) for _ in column] for column in own])
        if len(own) > 1:
            sentence = f"the text of this page is read as {counted(len(own), 'column')}, one after the other"
            notices.tell("columns", sentence, files[page], own[0][0].at.line)
        elif may_have_columns(rows):
            notices.tell("lines", _MAY_HAVE_COLUMNS, files[page], rows[0].at.line)
    return columns, numbers


def _hyphens(
    columns: Sequence[Sequence[Sequence[PrintedLine]]],
    numbers: Sequence[Sequence[Sequence[int]]],
    notes: Sequence[Mapping[int, int]],
    leaves_doubt: bool,
) -> dict[tuple[int, int], LineHyphen]:
    """Return what is known of the hyphens at the ends of lines, by the page and the number of the line."""
    rows = [
        (page, column, number, row.text)
        for page, of_page in enumerate(columns)
        for column, own in enumerate(of_page)
        for number, row in zip(numbers[page][column], own, strict=True)
        if number not in notes[page]
    ]
    found: dict[tuple[int, int], LineHyphen] = {}
    for n, hyphen in line_hyphens([text for *_, text in rows]).items():
        page, column, number, _ = rows[n]
        # A note may stand between two pages: there nobody else can join the halves.
        is_left = leaves_doubt and rows[n + 1][:2] == (page, column)
        found[page, number] = LineHyphen.DIVIDES if hyphen is LineHyphen.DOUBTFUL and not is_left else hyphen
    return found


class _PageMaker:
    """Makes regions of the lines of a page."""

    def __init__(
        self,
        page: int,
        lines: Sequence[PrintedLine],
        types: Mapping[int, str],
        notes: Mapping[int, int],
        calls: Mapping[tuple[int, int], Sequence[LineSpan]],
        hyphens: Mapping[tuple[int, int], LineHyphen],
    ) -> None:
        self._page = page
        self._lines = lines
        self._types = types
        self._notes = notes
        self._calls = calls
        self._hyphens = hyphens
        self._count = 0  # of lines of text and notes

    def furniture(self, columns: Sequence[Sequence[PrintedLine]], is_head: bool) -> Iterator[PageRegion]:
        """Yield the furniture above the text, or what is left of it."""
        first = min((column[0].row for column in columns if column), default=0)
        for number in sorted(self._types):
            line = self._lines[number]
            if (line.row < first) == is_head:
                yield _region(self._types[number], [_page_line(line, "", ())], Separator.LINE)

    def column(
        self, numbers: Sequence[int], rows: Sequence[PrintedLine], before: Separator
    ) -> tuple[list[PageRegion], Separator]:
        """Return the regions of a column, its paragraphs and notes, and what stands before the text after it."""
        text = [(n, row) for n, row in zip(numbers, rows, strict=True) if n not in self._notes]
        regions: list[PageRegion] = []
        separators = separators_of([row for _, row in text], before)
        paragraph: list[PageLine] = []
        begins = before
        for (number, row), separator in zip(text, separators, strict=True):
            if separator is not Separator.SPACE and paragraph:
                regions.append(_region(_TEXT, paragraph, begins))
                paragraph = []
            if not paragraph:
                begins = separator
            line = self._numbered(row, tuple(self._calls.get((self._page, number), ())))
            hyphen = self._hyphens.get((self._page, number))
            paragraph.append(line if hyphen is None else replace(line, hyphen=hyphen))
        if paragraph:
            regions.append(_region(_TEXT, paragraph, begins))
        notes: dict[int, list[PageLine]] = {}
        for number, row in zip(numbers, rows, strict=True):
            if number in self._notes:
                is_first = self._notes[number] not in notes
                own = row.with_blank(len(beginning_sign(row.text))) if is_first else row
                notes.setdefault(self._notes[number], []).append(self._numbered(own, ()))
        regions += [_region(FOOTNOTE, lines, Separator.LINE) for lines in notes.values()]
        if not text:
            return regions, before
        last = text[-1][1]
        return regions, Separator.SPACE if runs_on(last, column_of([row for _, row in text])) else Separator.LINE

    def _numbered(self, row: PrintedLine, spans: tuple[LineSpan, ...]) -> PageLine:
        self._count += 1
        return _page_line(row, str(self._count), spans)


def _region(type_: str, lines: Sequence[PageLine], begins: Separator) -> PageRegion:
    labels = ElementLabels("TextRegion", with_bases(type_), _REGION)
    return PageRegion((labels,), lines[0].point(0), tuple(lines), begins=begins)


def _page_line(row: PrintedLine, name: str, spans: tuple[LineSpan, ...]) -> PageLine:
    node = etree.Element("TextLine", id=name) if name else _LINE
    return PageLine(row.text, ElementLabels("TextLine", (), node), row.runs, spans)
