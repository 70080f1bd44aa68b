"""What websites and libraries set around a text: records of sources, lines of a wiki, its notes with an arrow."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.citation_words import LONGEST_SMALL_WORD, MAX_TITLE, is_sentence, unknown_words
from collate.editorial.datelines import is_dateline, names_month
from collate.editorial.editors_phrases import first_words_of, may_begin, phrase_pattern
from collate.editorial.line_spans import TextSpan, first_words, line_spans, paragraph_starts
from collate.editorial.page_references import PAGE, VOLUME, YEAR, YEAR_OR_PAGE
from collate.editorial.website_furniture import is_furniture, website_furniture
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

MAX_LENGTH: Final = 300  # code points of a source line
MIN_RECORDS: Final = 2  # different labels in a row
MIN_WEAK_RECORDS: Final = 3  # the same, if no label names a source
MAX_TITLES: Final = 3  # lines above the imprint of a text
MAX_EDGE: Final = 8  # lines before the text or after it

_NOTE_SIGN: Final = late_regex(r"\[\d{1,3}\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹↑]|\d{1,3}[.)]?\s?↑")
_ARROW: Final = late_regex(r"(?:\d{1,3}[.)]?\s?|\^\s?)?↑")
_PLACE_AND_PUBLISHER: Final = late_regex(
    r"[^\W\d_a-zа-я][^!?]{3,160}[.,]\s[^\W\d_a-zа-я][\w ,]{2,40}:\s[^\W\d_a-zа-я][^.!?:]{2,60},\s(?:1[4-9]|20)\d\d\.?"
)
_PARTS_AND_YEAR: Final = late_regex(r"(?:[^\W\d_a-zа-я][^.!?]{0,60}\.\s){4,8}(?:1[4-9]|20)\d\d\.?")
_TITLE: Final = late_regex(r"[«“„\"][^«»“”„\"]*[»”“\"]")
_WORD: Final = late_regex(r"[^\W\d_][\w’'-]*")
_ABOUT: Final = late_regex(
    r"^(?:(?:in|on|about|by|im|am|um|Ende|Anfang|Mitte|le|en|vers|nel|il|в|около|el)\s){1,2}|\s?г(?:\.|ода)$"
)


def website_lines(witness: Witness) -> Iterable[Intervention]:
    """Find lines that say where a text was printed, records of a text, lines of a wiki, and notes with an arrow."""
    text = witness.text
    lines = line_spans(text)
    if "↑" in text:
        yield from _arrows(lines)
    yield from website_furniture(text, lines)
    yield from _records(lines)
    yield from _sources(text, lines)


def _sources(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield paragraphs of one line, or lines in a row, that say where the text was printed or when it was written."""
    firsts, openings = first_words(text), first_words_of("printed", "written", "in")
    edge = {*range(min(MAX_EDGE, len(lines))), *range(max(0, len(lines) - MAX_EDGE), len(lines))}
    found = {}
    for k, line in enumerate(lines):
        if len(line.text) <= MAX_LENGTH and (k in edge or firsts[k] in openings):
            why = _why_source(line.text) or (_why_at_edge(lines, k) if k in edge else "")
            if why:
                found[k] = why
    for k in (*sorted(edge), *sorted(edge, reverse=True)):
        if k not in found and {k - 1, k + 1} & found.keys() and _record(lines[k].text):
            found[k] = "a label and what it names, beside a line that names a source"
    starts = paragraph_starts(text, lines) if found else []
    for k, why in found.items():
        begins = starts[k] or k - 1 in found or _is_below_titles(lines, k)
        if begins and (starts[k + 1] or k + 1 in found or (k + 1 < len(lines) and is_furniture(lines[k + 1].text))):
            yield _paratext(lines[k], Cause.SOURCE, why)


def _is_below_titles(lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a line is one of the first, and those above it end without punctuation."""
    above = [line.text for line in lines[:k]]
    return k <= MAX_TITLES and all(len(line) <= MAX_TITLE and line[-1].isalnum() for line in above)


def is_above_title(line: str) -> bool:
    """Return whether a line is a record, a source, or a bracketed page number, as stand above a title."""
    is_page = line[0] == "[" and line[-1] == "]" and line[1:-1].isdecimal()
    return (
        is_page or bool(_record(line)) or bool(_why_source(line)) or (_is_bare_citation(line) and len(line) < MAX_TITLE)
    )


def begins_note(line: str) -> bool:
    """Return whether a line begins with a sign of a note that no list has."""
    return bool(_NOTE_SIGN.match(line))


def ends_text(line: str) -> bool:
    """Return whether a line is one that follows a text: a source, a date of writing, or the heading of its notes."""
    return bool(_why_source(line)) or (may_begin(line, "notes") and bool(_notes_pattern().fullmatch(line)))


def _why_source(line: str) -> str:
    """Return why a line names a source or a date, or ""."""
    if _is_source(line):
        return "a line that says where the text was printed"
    if _says_when_written(line):
        return "a line that says when the text was written"
    return ""


def _why_at_edge(lines: Sequence[TextSpan], k: int) -> str:
    """Return why a line before a text or after it names those who made the edition, or its place in it, or ""."""
    if not _is_at_edge(lines, k):
        return ""
    credit = _credit_pattern().match(lines[k].text) if may_begin(lines[k].text, "credit") else None
    if credit and _names_maker(lines[k].text[credit.end() - 1 :]):
        return "a line that says who made the edition, before the text or after it"
    if _is_description(lines[k].text):
        return "the description of a book, before the text or after it"
    if _is_bare_citation(lines[k].text):
        return "a title with its volume, year and pages, before the text or after it"
    return ""


def _names_maker(words: str) -> bool:
    """Return whether words after `Produced by` begin with a name or a noun, such as `volunteers`, not `me`."""
    return not words[0].islower() or len(words.split(maxsplit=1)[0]) > LONGEST_SMALL_WORD


def _is_at_edge(lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a line is one of the first or last lines, and no line of a text stands before or after it."""
    before, after = lines[max(0, k - MAX_EDGE) : k], lines[k + 1 : k + 1 + MAX_EDGE]
    is_first = k < MAX_EDGE and not any(is_sentence(line.text) for line in before)
    return is_first or (k >= len(lines) - MAX_EDGE and not any(len(line.text) > MAX_TITLE for line in after))


def _paratext(line: TextSpan, cause: Cause, why: str) -> Intervention:
    return Intervention(line.start, line.end, Role.PARATEXT, cause, why)


def _arrows(lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield the notes of a wiki: their lines begin with an arrow back to the text."""
    for line in lines:
        if _ARROW.match(line.text):
            why = "a line that begins with an arrow, as the notes of a wiki do"
            yield Intervention(line.start, line.end, Role.NOTE, Cause.ENDNOTE, why)


def _records(lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield lines with a label, such as `Source: ...`, that follow each other; each label occurs once."""
    run: list[tuple[TextSpan, str]] = []
    for line in (*lines, None):
        match = _record(line.text) if line and ":" in line.text else None
        if line and match and len(line.text) <= MAX_LENGTH:
            run.append((line, match.group(1).casefold()))
            continue
        labels = {label for _, label in run}
        names_source = any(_source_label_pattern().fullmatch(label) for label in labels)
        is_long = len(labels) == len(run) >= (MIN_RECORDS if names_source else MIN_WEAK_RECORDS)
        if is_long and 2 * sum(_names_nothing(one.text) for one, _ in run) <= len(run):
            for recorded, _ in run:
                yield _paratext(recorded, Cause.SOURCE, "a label and what it names, in a row of such lines")
        run = []


def _is_source(line: str) -> bool:
    """Return whether a line begins like a source and is a citation: names, numbers and small words, and no sentence."""
    if ":" in line and may_begin(line, "in") and _in_pattern().match(line):
        names = not line.partition(":")[2].lstrip()[:1].islower()
        return names and bool(YEAR_OR_PAGE.search(line)) and not _goes_on_about_text().search(line)
    if not line[0].isupper() or not may_begin(line, "printed") or not _printed_pattern().match(line):
        return False
    if _goes_on_about_text().search(line):
        return False
    rest = line[_printed_end(line) :]
    words = _WORD.findall(_TITLE.sub(" ", rest))
    if unknown_words(words):
        return False
    # `Zuerst im Mai 1905.` may be the text; a source names a journal, a book or a page.
    is_named = " " in line[: _printed_end(line)] or bool(PAGE.search(rest)) or bool(_TITLE.search(rest))
    if not is_named and not any(word[0].isupper() and not names_month(word) for word in words):
        return False
    names_copy = any(len(w) > LONGEST_SMALL_WORD for w in words) and all(w[0].islower() for w in words)
    return bool(YEAR_OR_PAGE.search(rest)) or names_copy


def _says_when_written(line: str) -> bool:
    """Return whether a line says when a text was written, and nothing else: `Written on May 9, 1918`."""
    match = _written_pattern().match(line) if may_begin(line, "written") else None
    return bool(match) and is_dateline(_ABOUT.sub("", line[match.end() :].strip())) if match else False


def _is_bare_citation(line: str) -> bool:
    """Return whether a line is a title with its volume, year and pages: `Revue, tome 12, 1868 (p. 201-206).`"""
    if not line[0].isupper() or not PAGE.search(line) or unknown_words(_WORD.findall(_TITLE.sub(" ", line))):
        return False
    return bool(VOLUME.search(line) or YEAR.search(line)) and not _goes_on_about_text().search(line)


def _is_description(line: str) -> bool:
    """Return whether a line describes a book: names, a place and a publisher or several parts, and at last a year."""
    is_shaped = _PLACE_AND_PUBLISHER.fullmatch(line) or _PARTS_AND_YEAR.fullmatch(line)
    return bool(is_shaped) and not unknown_words(_WORD.findall(_TITLE.sub(" ", line)))


def _printed_end(line: str) -> int:
    match = _printed_pattern().match(line)
    return match.end() if match else 0


@cache
def _printed_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('printed')}(?!\w)")


@cache
def _goes_on_about_text() -> re.Pattern[str]:
    return re.compile(rf"[.)]\s{phrase_pattern('about-text')}(?!\w)")


@cache
def _notes_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('notes')}(?:\s\([^()]{{1,20}}\))?[.:]?")


@cache
def _credit_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('credit')}:?\s[^\W\d_]")


@cache
def _written_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('written')}(?!\w):?")


@cache
def _in_pattern() -> re.Pattern[str]:
    return re.compile(rf"\(?{phrase_pattern('in')}\s?:\s?\S")


def _names_nothing(line: str) -> bool:
    """Return whether what a label names begins with a small letter: `Language: the code of a language`."""
    match = _record(line)
    return match is not None and line[match.end() - 1].islower()


def _record(line: str) -> re.Match[str] | None:
    """Return the match of a label of a record and what it names, such as `Source: ...`; its group is the label."""
    return _record_pattern().match(line) if ":" in line and may_begin(line, "record") else None


@cache
def _record_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[*•·-]\s)?({phrase_pattern('record')})\s?:\s?\S")


@cache
def _source_label_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('source')}s?")
