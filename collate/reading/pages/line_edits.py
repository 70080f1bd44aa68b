"""From a line with its tags to the text of one state: what is replaced, left out, and said of the letters."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.model.annotations import AnnotationName
from collate.model.witness import GapReason, Role
from collate.reading.note_numbers import NOTE_MARKERS
from collate.reading.pages.layout import LineSpan, PageLine, SpanKind
from collate.reading.read_settings import Errors, Keeping, ReadSettings
from collate.reading.transcript import Separator, SourcePoint, Transcript

GAP_BETWEEN_WORDS: Final = "[...]"
_MOST_DOTS: Final = 20
AT_LINE_ENDS: Final = "hyphens at line ends"


class PageState(StrEnum):
    """Which state of an altered text is read."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class LineEdit:
    """What stands in a state instead of the code points [start, end) of a line.

    name        by which they are counted
    text        what stands there; "" for nothing
    gap         why nothing can be read there, if the text is the sign of a gap
    annotation  what is said of the text, and its value
    """

    start: int
    end: int
    name: str
    text: str = ""
    gap: GapReason | None = None
    annotation: tuple[AnnotationName, str] | None = None

    def __repr__(self) -> str:
        return repr_line("LineEdit", f"{self.start}:{self.end} {self.name} {quoted(self.text)}")


@dataclass(frozen=True, slots=True)
class LineRules:
    """How lines are read: the settings, the state, and whether abbreviations are expanded."""

    settings: ReadSettings
    state: PageState
    expands: bool

    def __repr__(self) -> str:
        return repr_line("LineRules", f"{self.state}")


_ANNOTATIONS: Final = {
    SpanKind.ABBREVIATION: AnnotationName.ABBREVIATION,
    SpanKind.ERROR: AnnotationName.ERROR,
    SpanKind.UNCLEAR: AnnotationName.UNCLEAR,
    SpanKind.SUPPLIED: AnnotationName.SUPPLIED,
    SpanKind.ADDED: AnnotationName.ADDED,
    SpanKind.DELETED: AnnotationName.DELETED,
    SpanKind.SUPERSCRIPT: AnnotationName.SUPERSCRIPT,
    SpanKind.NAME: AnnotationName.NAME,
}


def is_altered(line: PageLine) -> bool:
    """Return whether a line has words that were added or deleted, so that it has two states."""
    return any(span.kind in (SpanKind.ADDED, SpanKind.DELETED) for span in line.spans)


def write_line(
    transcript: Transcript, line: PageLine, spans: Sequence[LineSpan], edits: Sequence[LineEdit], rules: LineRules
) -> None:
    """Write the text of a line in one state. `edits` are those of line ends."""
    if not spans and not edits:
        _write_stretch(transcript, line, 0, len(line.text))
        return
    kept_edits = _apart([*edits, *(e for span in spans if (e := _edit_of(span, line.text, rules)) is not None)])
    marks = _nested(span for span in spans if _is_said(span, rules))
    edges = {0, len(line.text), *(n for e in kept_edits for n in (e.start, e.end))}
    edges.update(n for s in marks for n in (s.start, s.end))
    by_start: dict[int, list[LineEdit]] = {}
    for edit in kept_edits:
        by_start.setdefault(edit.start, []).append(edit)
    written = 0
    for start, end in pairwise([*sorted(edges), len(line.text)]):
        for span in reversed(marks):
            if span.end == start and not span.goes_on:
                transcript.end(_ANNOTATIONS[span.kind])
        for span in marks:
            if span.start == start and not span.resumes:
                transcript.begin(_ANNOTATIONS[span.kind], span.value)
        for edit in by_start.get(start, []):
            _write_edit(transcript, line, edit)
            written = max(written, edit.end)
        if start >= written and start < end:
            _write_stretch(transcript, line, start, end)


def _write_stretch(transcript: Transcript, line: PageLine, start: int, end: int) -> None:
    """Write a stretch of a line, in pieces that stand in the file as they are."""
    edges = [start, *(run.start for run in line.runs if start < run.start < end), end]
    for first, stop in pairwise(edges):
        at = line.point(first)
        text = line.text[first:stop]
        if text.isprintable() and "  " not in text and text.strip() == text:
            transcript.write(text, at)  # as most lines are
        else:
            transcript.write_collapsed(text, _points_from(at))


def _points_from(at: SourcePoint) -> Callable[[int], SourcePoint]:
    return lambda offset: SourcePoint(at.line, at.column + offset, at.file) if offset else at


def _edit_of(span: LineSpan, text: str, rules: LineRules) -> LineEdit | None:
    """Return what a span replaces in a state; None if it replaces nothing."""
    start, end, settings = span.start, span.end, rules.settings
    match span.kind:
        case SpanKind.NOTE_CALL if settings.notes.role is not Role.TEXT:
            return LineEdit(start, end, NOTE_MARKERS)
        case SpanKind.DELETED if rules.state is PageState.LAST:
            return LineEdit(start, end, "deleted")
        case SpanKind.ADDED if rules.state is PageState.FIRST:
            return LineEdit(start, end, "added later")
        case SpanKind.ABBREVIATION if rules.expands and span.value:
            value = "" if span.resumes else span.value
            return LineEdit(start, end, "abbreviations", value, annotation=(AnnotationName.EXPANSION, text[start:end]))
        case SpanKind.ERROR if settings.errors is Errors.CORRECTED and span.value:
            return LineEdit(start, end, "errors corrected", "" if span.resumes else span.value)
        case SpanKind.GAP if not any(c.isalnum() for c in text[start:end]):
            sign = "" if span.resumes else gap_sign(text, start, end, 0)
            return LineEdit(start, end, "signs of gaps", sign, GapReason.ILLEGIBLE)
        case SpanKind.UNCLEAR if settings.unclear is Keeping.DROP:
            sign = gap_sign(text, start, end, end - start)
            return LineEdit(start, end, "unclear", sign, GapReason.ILLEGIBLE)
        case SpanKind.SUPPLIED if settings.supplied is Keeping.DROP:
            return LineEdit(start, end, "supplied", gap_sign(text, start, end, end - start), GapReason.LACUNA)
    return None


def gap_sign(text: str, start: int, end: int, letters: int) -> str:
    """Return the sign of a gap: with a dot for each letter inside a word, `[…]` if nobody counted them."""
    touches = text[max(start - 1, 0) : start].strip() or text[end : end + 1].strip()
    if not touches or not (text[:start][-1:].isalnum() or text[end : end + 1].isalnum()):
        return GAP_BETWEEN_WORDS
    return f"[{'.' * min(letters, _MOST_DOTS)}]" if letters else "[…]"


def _is_said(span: LineSpan, rules: LineRules) -> bool:
    """Return whether a span is said of the text of a state."""
    if span.start == span.end or span.kind in (SpanKind.GAP, SpanKind.NOTE_CALL):
        return False
    if span.kind is SpanKind.ADDED:
        return rules.state is PageState.LAST
    if span.kind is SpanKind.ABBREVIATION and span.value:
        return not rules.expands
    if span.kind is SpanKind.ERROR and span.value:
        return rules.settings.errors is Errors.WRITTEN
    return span.kind is not SpanKind.DELETED  # the first state has not yet been cancelled


def _apart(edits: Sequence[LineEdit]) -> list[LineEdit]:
    """Return edits that do not overlap: what an outer one replaces has no inner ones. In order."""
    found: list[LineEdit] = []
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        is_point = edit.start == edit.end
        if not found or edit.start >= found[-1].end or (is_point and edit.start == found[-1].start):
            found.append(edit)
        elif edit.end > found[-1].end:
            found.append(LineEdit(found[-1].end, edit.end, edit.name))
    return found


def _nested(spans: Iterable[LineSpan]) -> list[LineSpan]:
    """Return spans of which two of one kind never cross: the later one is cut in two at the end of the earlier one."""
    found: list[LineSpan] = []
    waiting = sorted(spans, key=lambda s: (s.start, -s.end))
    while waiting:
        span = waiting.pop(0)
        ends = [s.end for s in found if s.kind is span.kind and s.start < span.start < s.end < span.end]
        if ends:
            cut = min(ends)
            rest = LineSpan(cut, span.end, span.kind, span.value, span.continued, goes_on=span.goes_on)
            span = LineSpan(span.start, cut, span.kind, span.value, span.continued, span.resumes)
            waiting = sorted([*waiting, rest], key=lambda s: (s.start, -s.end))
        found.append(span)
    return found


def _write_edit(transcript: Transcript, line: PageLine, edit: LineEdit) -> None:
    """Write what stands instead of a stretch, and leave the stretch out."""
    old = line.text[edit.start : edit.end]
    at = line.point(edit.start)
    if old.strip():
        transcript.leave_out(edit.name, old, at)
    if not edit.text:
        if not old.strip() and old:
            transcript.separate(Separator.SPACE)
        return
    if edit.gap is not None:
        transcript.gap(edit.text, edit.gap, "", at)
        return
    if edit.annotation is not None:
        transcript.begin(*edit.annotation)
    for k, word in enumerate(edit.text.split()):
        if k:
            transcript.separate(Separator.SPACE)
        transcript.insert(word, at)
    if edit.annotation is not None:
        transcript.end(edit.annotation[0])
