"""Lines and paragraphs that say what they are: sources, captions, notes under a head, words on the manuscript."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from collate.editorial import headings
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import phrase_pattern, phrases
from collate.editorial.line_spans import TextSpan, line_spans, paragraph_starts
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

MAX_STATEMENT_LENGTH: Final = 400  # code points
MAX_CAPTION_LENGTH: Final = 200
MAX_HEAD_LENGTH: Final = 20  # of the notes
MAX_CITATION_LENGTH: Final = 250
MIN_CITATION_SIGNS: Final = 4  # of a citation; with three, two of three are right

_FIRST_LETTERS: Final = frozenset("FNEAITPMLСПРИ")  # of what captions, notes and sources call themselves
_NUMBERED: Final = re.compile(r"(?:\[?\(?\d{1,3}[\]).]?|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+)\s?\S")
_PAGE_REFERENCE: Final = re.compile(r"(?<!\w)(?:pp?|SS?|стр|с)\.\s?\d")
_PARENTHESIS: Final = re.compile(r"\([^()]*\)")
_CITATION_SIGNS: Final = (
    _PAGE_REFERENCE,
    re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"),
    re.compile(r"\b(?:vol|bd|t|tome|band|том|т)\.?\s?(?:\d|[ivxlc]+\b)", re.IGNORECASE),
    re.compile(r"[^\W\d_]:\s[^\W\d_]|\b(?:press|verlag|publishers)\b", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:fond|f\.|opis|op\.|delo|d\.|ф\.|оп\.|д\.)\s?\d", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:eds?|trans|hrsg|ред)\.", re.IGNORECASE),
    re.compile(r"\*[^*]+\*|_[^_]+_"),
    re.compile(r"\b(?:ibid|ibidem|ebd|op\. cit)\b", re.IGNORECASE),
    re.compile(r"https?://"),
)


def editorial_statements(witness: Witness) -> Iterable[Intervention]:
    """Find lines that name a source, a picture or themselves a note, and what an editor says of the manuscript."""
    text = witness.text
    stretches = line_spans(text)
    yield from _notes_under_head(stretches)
    named = [(k, found) for k, line in enumerate(stretches) if (found := _self_named(line))]
    begins = paragraph_starts(text, stretches) if named else []
    yield from (found for k, found in named if begins[k])
    yield from _citations(text, stretches)
    yield from _on_the_manuscript(text, stretches)


def _self_named(line: TextSpan) -> Intervention | None:
    """Know a line by what it calls itself, before a colon, a number or a stop."""
    if len(line.text) <= MAX_STATEMENT_LENGTH and (":" in line.text or line.text[0] in _FIRST_LETTERS):
        for pattern, role, cause, longest, why in _opening_patterns():
            if len(line.text) <= longest and pattern.match(line.text):
                return Intervention(line.start, line.end, role, cause, why)
    return None


def _notes_under_head(stretches: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Give the lines under `Notes`, if the first of them is numbered, to the end or the next heading."""
    head = -1
    for k, line in enumerate(stretches):
        if len(line.text) <= MAX_HEAD_LENGTH and line.text[0].isupper() and _notes_pattern().fullmatch(line.text):
            below = stretches[k + 1].text if k + 1 < len(stretches) else ""
            head = k if _NUMBERED.match(below) else -1
            if head == k:
                yield Intervention(line.start, line.end, Role.PARATEXT, Cause.HEADING, "the head of the notes")
        elif head >= 0:
            if line.text.isupper() or headings.is_part_heading(line.text):
                head = -1
            else:
                why = f"it stands under the head {stretches[head].text!r}"
                yield Intervention(line.start, line.end, Role.NOTE, Cause.ENDNOTE, why)


def _citations(text: str, stretches: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Give short paragraphs that have several signs of a citation: a page, a year, a volume, a publisher."""
    if not _PAGE_REFERENCE.search(text):
        return
    begins = paragraph_starts(text, stretches)
    for k, line in enumerate(stretches):
        if begins[k] and begins[k + 1] and len(line.text) <= MAX_CITATION_LENGTH and _PAGE_REFERENCE.search(line.text):
            signs = _signs_of_a_citation(line.text)
            # An author's own parenthesis may be a perfect citation; its sentence is none.
            if signs >= MIN_CITATION_SIGNS and _signs_of_a_citation(_PARENTHESIS.sub("", line.text)) > 1:
                why = f"a paragraph with {signs} signs of a citation"
                yield Intervention(line.start, line.end, Role.PARATEXT, Cause.SOURCE, why)


def _signs_of_a_citation(words: str) -> int:
    return sum(bool(pattern.search(words)) for pattern in _CITATION_SIGNS)


def _on_the_manuscript(text: str, stretches: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Give short paragraphs that say what was crossed out where."""
    done = [phrase for phrase in phrases("crossed-out") if phrase in text]
    begins = paragraph_starts(text, stretches) if done else []
    for k, line in enumerate(stretches if done else ()):
        own = begins[k] and begins[k + 1] and len(line.text) <= MAX_STATEMENT_LENGTH
        if own and any(phrase in line.text for phrase in done) and _manuscript_pattern().search(line.text):
            why = "it says what was crossed out in the manuscript"
            yield Intervention(line.start, line.end, Role.NOTE, Cause.MANUSCRIPT, why)


@cache
def _manuscript_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('manuscript')}(?!\w)")


@cache
def _notes_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('notes')}[.:]?")


@cache
def _opening_patterns() -> tuple[tuple[re.Pattern[str], Role, Cause, int, str], ...]:
    number = r"(?:\d{1,4}[a-z]?|[IVXLC]{1,7}|[A-Z])"
    return (
        (
            re.compile(rf"{phrase_pattern('source')}\s?:\s?\S"),
            Role.PARATEXT,
            Cause.SOURCE,
            MAX_STATEMENT_LENGTH,
            "a line that names its source",
        ),
        (
            re.compile(rf"{phrase_pattern('caption')}\.?\s{number}\s?(?:[.:—–]|$)"),
            Role.PARATEXT,
            Cause.CAPTION,
            MAX_CAPTION_LENGTH,
            "a line that describes a picture",
        ),
        (
            re.compile(rf"{phrase_pattern('note')}\.?\s{number}\s?[.:]\s"),
            Role.NOTE,
            Cause.FOOTNOTE,
            MAX_STATEMENT_LENGTH,
            "a line that calls itself a note",
        ),
    )
