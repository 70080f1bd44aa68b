"""What websites and libraries set around a text: records of sources, lines of a wiki, its notes with an arrow."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import phrase_pattern
from collate.editorial.line_spans import TextSpan, line_spans, paragraph_starts
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

MAX_LENGTH: Final = 300  # code points of a source line
MIN_RECORDS: Final = 2  # different labels in a row
MIN_WEAK_RECORDS: Final = 3  # the same, if no label names a source
LONGEST_SMALL_WORD: Final = 3  # letters; such words stand in citations too

_ARROW: Final = re.compile(r"(?:\d{1,3}[.)]?\s?|\^\s?)?↑")
_TITLE: Final = re.compile(r"[«“„\"][^«»“”„\"]*[»”“\"]")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_YEAR_OR_PAGE: Final = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)|(?<!\w)(?:pp?|SS?|[Nn]os?|стр|с|№)\.?\s?\d")


def website_lines(witness: Witness) -> Iterable[Intervention]:
    """Find lines that say where a text was printed, records of a text, lines of a wiki, and notes with an arrow."""
    text = witness.text
    lines = line_spans(text)
    if "↑" in text:
        yield from _arrows(lines)
    for line in lines:
        if len(line.text) <= MAX_LENGTH and _wiki_pattern().fullmatch(line.text):
            yield _paratext(line, Cause.FURNITURE, "a line that a wiki sets around its texts")
    yield from _records(lines)
    printed = [k for k, line in enumerate(lines) if len(line.text) <= MAX_LENGTH and _is_source(line.text)]
    starts = paragraph_starts(text, lines) if printed else []
    for k in printed:
        if starts[k] and starts[k + 1]:
            yield _paratext(lines[k], Cause.SOURCE, "a line that says where the text was printed")


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
        match = _record_pattern().match(line.text) if line and ":" in line.text else None
        if line and match and len(line.text) <= MAX_LENGTH:
            run.append((line, match.group(1).casefold()))
            continue
        labels = {label for _, label in run}
        names_source = any(_source_label_pattern().fullmatch(label) for label in labels)
        if len(labels) == len(run) >= (MIN_RECORDS if names_source else MIN_WEAK_RECORDS):
            for recorded, _ in run:
                yield _paratext(recorded, Cause.SOURCE, "a label and what it names, in a row of such lines")
        run = []


def _is_source(line: str) -> bool:
    """Return whether a line begins like a source and is a citation: names, numbers and small words, and no sentence."""
    if ":" in line and _in_pattern().match(line):
        return bool(_YEAR_OR_PAGE.search(line))
    if not line[0].isupper() or not _printed_pattern().match(line):
        return False
    rest = line[_printed_end(line) :]
    unknown = [
        word
        for word in _WORD.findall(_TITLE.sub(" ", rest))
        if word[0].islower() and len(word) > LONGEST_SMALL_WORD and not _citation_words().fullmatch(word)
    ]
    return bool(_YEAR_OR_PAGE.search(rest)) and not unknown


def _printed_end(line: str) -> int:
    match = _printed_pattern().match(line)
    return match.end() if match else 0


@cache
def _printed_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('printed')}(?!\w)")


@cache
def _citation_words() -> re.Pattern[str]:
    return re.compile(phrase_pattern("citation-words"))


@cache
def _in_pattern() -> re.Pattern[str]:
    return re.compile(rf"\(?{phrase_pattern('in')}\s?:\s?\S")


@cache
def _record_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[*•·-]\s)?({phrase_pattern('record')})\s?:\s?\S")


@cache
def _source_label_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('source')}s?")


@cache
def _wiki_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{phrase_pattern('wiki-line')}[\s.]*)+")
