"""The lines of all pages in order of reading, each with what becomes of it and how it is joined to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import pairwise
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.model.witness import Role
from collate.reading.divided_words import is_divided_word
from collate.reading.options import ReadOptions
from collate.reading.pages.layout import LineHyphen, LineSpan, Page, PageFile, PageLine, PageRegion
from collate.reading.pages.line_edits import AT_LINE_ENDS, LineEdit
from collate.reading.pages.line_ends import (
    box_of,
    ends_with_hyphen,
    goes_on,
    is_part_of_word,
    line_of_capital,
)
from collate.reading.pages.notices import Notices
from collate.reading.pages.regions import DestinyRules, ZoneKind, unknown_types
from collate.reading.read_settings import LEFT_OUT, Destiny, Hyphens
from collate.reading.transcript import SPACES
from collate.text.normalise import HYPHENS

_MARKS: Final = ".,;:!?()[]«»„“”‚‘’\"'"
HALVES: Final = "halves of divided words"


@dataclass(slots=True)
class ReadLine:
    """A line, and what becomes of it.

    destiny   what becomes of it
    name      by which it is counted if it is left out
    is_capital  whether it is a drop capital
    spans     what is said of stretches of it
    edits     what its ends replace
    goes_on   whether its last word goes on in the next line of the same stream
    is_broken whether a hyphen at its end is left to those who know the words of the work
    capitals  drop capitals that are read before it, as the beginning of its first word
    """

    page: Page
    region: PageRegion
    line: PageLine
    destiny: Destiny
    name: str
    is_capital: bool
    spans: list[LineSpan]
    edits: list[LineEdit] = field(default_factory=list)
    goes_on: bool = False
    is_broken: bool = False
    capitals: list[PageLine] = field(default_factory=list)

    def __repr__(self) -> str:
        return repr_line("ReadLine", f"{self.line} {self.destiny}")

    @property
    def is_text(self) -> bool:
        """Whether it is text proper."""
        return self.destiny.role is Role.TEXT

    def continues_aside(self, other: "ReadLine") -> bool:
        """Return whether this line and the one before it are kept aside together."""
        return self.region is other.region and self.destiny == other.destiny


def rows_of(files: Sequence[PageFile], rules: DestinyRules, options: ReadOptions, notices: Notices) -> list[ReadLine]:
    """Return the lines of all pages that have words."""
    rows: list[ReadLine] = []
    for page in (page for file in files for page in file.pages):
        of_page = list(_rows_of_page(page, rules, notices))
        if not of_page:
            notices.tell("empty page", "this page has no words: is its transcription begun?", page.file)
        rows += _with_capitals(of_page)
    for stream in _streams(rows):
        for row, following in pairwise(stream):
            _join_ends(row, following, options)
            _join_tags(row, following)
    return rows


def _rows_of_page(page: Page, rules: DestinyRules, notices: Notices) -> Iterator[ReadLine]:
    for region in page.regions:
        seen: set[tuple[str, ...]] = set()
        for line in region.lines:
            if not line.text or line.text.isspace():
                if line.text.strip(SPACES):  # no-break spaces are characters, but no text
                    yield ReadLine(page, region, line, LEFT_OUT, "blank lines", False, [])
                continue
            destiny, zone, name = rules.of(line, region)
            is_new = zone.kind is ZoneKind.TEXT and line.labels.types not in seen
            seen.add(line.labels.types)
            for label in unknown_types(line, region) if is_new else ():
                sentence = f"no rule knows the type {label}; its lines are read as text unless roles says otherwise"
                notices.tell(f"type {label}", sentence, page.file, region.at.line)
            is_capital = zone.kind is ZoneKind.DROP_CAPITAL and destiny.role is Role.TEXT
            yield ReadLine(page, region, line, destiny, name, is_capital, list(line.spans))


def _with_capitals(rows: list[ReadLine]) -> list[ReadLine]:
    """Return the rows of a page; drop capitals are put before the word that they begin."""
    capitals = [row for row in rows if row.is_capital and is_part_of_word(row.line.text)]
    if not capitals:
        return rows
    lines = [row for row in rows if row.is_text and not row.is_capital]
    boxes = [box_of(row.line.labels.node) for row in lines]
    regions = [row.region.id for row in lines]
    put: set[int] = set()
    for row in capitals:
        n = line_of_capital(box_of(row.line.labels.node), boxes, regions)
        target = lines[n] if n is not None else _next_line(rows, row)
        if target is not None:
            target.capitals.append(row.line)
            put.add(id(row))
    return [row for row in rows if id(row) not in put]


def _next_line(rows: Sequence[ReadLine], capital: ReadLine) -> ReadLine | None:
    """Return the line after a drop capital, or else before it, that begins with a letter which can follow one."""
    n = next(k for k, row in enumerate(rows) if row is capital)
    after = next((row for row in rows[n + 1 :] if row.is_text and not row.is_capital), None)
    before = next((row for row in rows[:n][::-1] if row.is_text and not row.is_capital), None)
    candidates = [row for row in (after, before) if row is not None]
    small = [
        row for row in candidates if row.line.text.lstrip()[0].isalpha() and not row.line.text.lstrip()[0].isupper()
    ]
    letters = [row for row in candidates if row.line.text.lstrip()[0].isalpha()]
    return next(iter([*small, *letters]), None)


def _streams(rows: Sequence[ReadLine]) -> Iterator[list[ReadLine]]:
    """Yield the lines of the text proper, and then those of each stretch that is kept aside."""
    yield [row for row in rows if row.is_text]
    aside: list[ReadLine] = []
    for row in rows:
        if aside and not row.continues_aside(aside[-1]):
            yield aside
            aside = []
        if not row.is_text and row.destiny.role is not None:
            aside.append(row)
    yield aside


def _join_ends(row: ReadLine, following: ReadLine, options: ReadOptions) -> None:
    """Join the halves of a word that the end of a line divides."""
    hyphens = options.settings.hyphens
    if hyphens is not Hyphens.KEEP and _join_stated(row, following):
        return
    text, rest = row.line.text, following.line.text
    hyphen = len(text.rstrip()) - 1 if row.line.is_divided else ends_with_hyphen(text)
    if row.line.hyphen is LineHyphen.BELONGS and hyphens is not Hyphens.KEEP:
        row.goes_on = True
        return
    if following.capitals or not goes_on(text, hyphen, rest, row.line.is_divided):
        return
    if hyphens is Hyphens.LEXICON:
        row.goes_on = is_divided_word(text[:hyphen] if hyphen >= 0 else text, rest, options.words)
        row.is_broken = hyphen >= 0 and not row.goes_on
    elif hyphens is Hyphens.JOIN and row.line.hyphen is LineHyphen.DOUBTFUL:
        row.is_broken = True
    else:
        row.goes_on = hyphens is Hyphens.JOIN and hyphen >= 0
    if row.goes_on and hyphen >= 0:
        row.edits.append(LineEdit(hyphen, hyphen + 1, AT_LINE_ENDS))


def _join_stated(row: ReadLine, following: ReadLine) -> bool:
    """Join the halves of a word of which the source says the whole; return whether it does."""
    start, whole = row.line.whole
    rest = following.line.text[: following.line.rest]
    if not whole or not rest:
        return False
    text = row.line.text
    end = len(text.rstrip())
    if row.line.is_divided or text[end - 1] in HYPHENS:
        end -= 1
        row.edits.append(LineEdit(end, end + 1, AT_LINE_ENDS))
    row.goes_on = True
    if whole not in text[start:end] + rest:  # such as druk-ken for drucken
        before = len(text[start:end]) - len(text[start:end].lstrip(_MARKS))
        row.edits[-1:] = [LineEdit(start + before, len(text), HALVES, whole.strip(_MARKS))]
        following.edits.append(LineEdit(0, len(rest.rstrip(_MARKS)), HALVES))
    return True


def _join_tags(row: ReadLine, following: ReadLine) -> None:
    """Let a tag that says it is continued be one tag over both lines."""
    for n, span in enumerate(row.spans):
        if not span.continued:
            continue
        for k, other in enumerate(following.spans):
            if other.continued and not other.resumes and other.kind is span.kind and other.value == span.value:
                row.spans[n] = replace(span, goes_on=True)
                following.spans[k] = replace(other, resumes=True)
                break
