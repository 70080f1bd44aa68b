"""Lines and paragraphs that say what they are: sources, captions, notes under a heading, notes on the manuscript."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial import headings
from collate.editorial.cause import Cause
from collate.editorial.citation_words import unknown_words
from collate.editorial.editors_phrases import may_begin, phrase_pattern, phrases
from collate.editorial.line_spans import TextSpan, line_spans, paragraph_spans, paragraph_starts
from collate.editorial.page_references import LEAF, YEAR
from collate.editorial.website_furniture import ends_notes
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

# Lengths are in code points.
MAX_STATEMENT_LENGTH: Final = 400
MAX_CAPTION_LENGTH: Final = 200
MAX_HEAD_LENGTH: Final = 35  # of the heading above notes
MAX_FRONT: Final = 3000  # of the beginning of a text, where an imprint stands
MAX_YEAR: Final = 14  # of the end of an imprint, which is a year
MAX_CITATION_LENGTH: Final = 250
MIN_CITATION_SIGNS: Final = 4  # with three, one paragraph in three is no citation

_FIRST_LETTERS: Final = frozenset("FNEAITPMLСПРИ")  # of the words that begin captions, notes and sources
_NUMBERED: Final = late_regex(r"(?:[\[〔{]?\(?\d{1,3}[\]〕}).]?|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰↑]+)\s?\S")
_PAGE_REFERENCE: Final = late_regex(r"(?<!\w)(?:pp?|SS?|стр|с)\.\s?\d")
# An abbreviated archive, or the one that was named before; then its parts, between commas.
_SHELFMARK: Final = late_regex(
    r"(?:[A-ZА-Я][a-zа-я]{0,2}[A-ZА-Я]\w{0,6}|Ebd\.|Ebda\.|Ibid\.|Там же)(?:\s[^,]{1,40})?,\s.*\d"
)
_LEAF_SIGNS: Final = (" Bl.", " fol", " f.", " ff.", " л.", " лл.", " c.", " cc.", " p.", " pp.", " S.")
_COPY: Final = late_regex(
    r"(?:copy|draft|original|minute|copie|brouillon|подлинник|копия|черновик|minuta|copia)", re.IGNORECASE
)
_PARENTHESIS: Final = late_regex(r"\([^()]*\)")
_CITATION_SIGNS: Final = (
    _PAGE_REFERENCE,
    late_regex(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"),
    late_regex(r"\b(?:vol|bd|t|tome|band|том|т)\.?\s?(?:\d|[ivxlc]+\b)", re.IGNORECASE),
    late_regex(r"[^\W\d_]:\s[^\W\d_]|\b(?:press|verlag|publishers)\b", re.IGNORECASE),
    late_regex(r"(?<!\w)(?:fond|f\.|opis|op\.|delo|d\.|ф\.|оп\.|д\.)\s?\d", re.IGNORECASE),
    late_regex(r"(?<!\w)(?:eds?|trans|hrsg|ред)\.", re.IGNORECASE),
    late_regex(r"\*[^*]+\*|_[^_]+_"),
    late_regex(r"\b(?:ibid|ibidem|ebd|op\. cit)\b", re.IGNORECASE),
    late_regex(r"https?://"),
)


def editorial_statements(witness: Witness) -> Iterable[Intervention]:
    """Find sources, captions, notes under a heading, citations, and an editor's notes on the manuscript."""
    text = witness.text
    lines = line_spans(text)
    yield from _notes_under_head(text, lines)
    self_named = [(k, intervention) for k, line in enumerate(lines) if (intervention := _self_named(line))]
    starts = paragraph_starts(text, lines) if self_named else []
    yield from (intervention for k, intervention in self_named if starts[k])
    yield from _imprints(text)
    yield from _citations(text, lines)
    yield from _shelfmarks(text, lines)
    yield from _on_the_manuscript(text, lines)


def _self_named(line: TextSpan) -> Intervention | None:
    """Return the intervention that a line names itself, before a colon, a number or a full stop."""
    may_name = ":" in line.text or line.text[0] in _FIRST_LETTERS
    if may_name and len(line.text) <= MAX_STATEMENT_LENGTH and may_begin(line.text, "source", "caption", "note"):
        for pattern, role, cause, longest, why in _opening_patterns():
            match = pattern.match(line.text) if len(line.text) <= longest else None
            # A source has a name; `MS: tired.` and `Source: my grandmother` are text.
            if match and not (cause is Cause.SOURCE and line.text[match.end() - 1].islower()):
                return Intervention(line.start, line.end, role, cause, why)
    return None


def _notes_under_head(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield a heading such as `Notes` and the lines below it up to the next heading, if the first has a number.

    After the last line with a number, the paragraph that follows is text, unless it cites a page.
    """
    head, last = -1, 0
    starts: Sequence[bool] = ()
    last_numbered: Sequence[int] = ()
    note: Intervention | None = None
    for k, line in enumerate(lines):
        if _is_head_of_notes(line.text):
            below = lines[k + 1].text if k + 1 < len(lines) else ""
            head = k if _NUMBERED.match(below) else -1
            if head == k:
                yield Intervention(line.start, line.end, Role.PARATEXT, Cause.HEADING, "the heading of the notes")
                starts = starts or paragraph_starts(text, lines)
                last_numbered = last_numbered or _last_numbered(lines)
                last = last_numbered[k]
        elif head >= 0:
            is_text = k > last and starts[k] and not _PAGE_REFERENCE.search(line.text)
            if line.text.isupper() or headings.is_part_heading(line.text) or ends_notes(lines, k) or is_text:
                head = -1
            elif note and not starts[k] and _continues(lines[k - 1].text, line.text):
                note = replace(note, end=line.end)
                continue
            else:
                if note:
                    yield note
                why = f"a line below the heading {lines[head].text!r}"
                note = Intervention(line.start, line.end, Role.NOTE, Cause.ENDNOTE, why)
                continue
        if note:
            yield note
            note = None
    if note:
        yield note


def _is_head_of_notes(line: str) -> bool:
    return len(line) <= MAX_HEAD_LENGTH and not line[0].islower() and bool(_notes_pattern().fullmatch(line))


def _last_numbered(lines: Sequence[TextSpan]) -> Sequence[int]:
    """Return for each line the last line with a number before the next heading of notes, or -1."""
    found, last = [-1] * len(lines), -1
    for k in range(len(lines) - 1, -1, -1):
        found[k] = last
        if _is_head_of_notes(lines[k].text):
            last = -1
        elif last < 0 and _NUMBERED.match(lines[k].text):
            last = k
    return found


def _continues(above: str, line: str) -> bool:
    """Return whether a line goes on with the sentence of the line above it."""
    return not _NUMBERED.match(line) and (line[0].islower() or above[-1].isalnum() or above[-1] == ",")


def _citations(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield short paragraphs with several signs of a citation: a page, a year, a volume, a publisher."""
    if not _PAGE_REFERENCE.search(text):
        return
    starts = paragraph_starts(text, lines)
    for k, line in enumerate(lines):
        is_paragraph = starts[k] and starts[k + 1]
        if is_paragraph and len(line.text) <= MAX_CITATION_LENGTH and _PAGE_REFERENCE.search(line.text):
            signs = _count_citation_signs(line.text)
            # The author may cite in brackets; then the rest of the sentence has no signs.
            if signs >= MIN_CITATION_SIGNS and _count_citation_signs(_PARENTHESIS.sub("", line.text)) > 1:
                why = f"a paragraph with {signs} signs of a citation"
                yield Intervention(line.start, line.end, Role.PARATEXT, Cause.SOURCE, why)


def _imprints(text: str) -> Iterator[Intervention]:
    """Yield the paragraphs near the beginning of a text that name its printer or publisher and a year."""
    for paragraph in paragraph_spans(text[:MAX_FRONT]):
        is_short = 0 < paragraph.start < paragraph.end < MAX_FRONT and len(paragraph.text) <= MAX_CAPTION_LENGTH
        if is_short and YEAR.search(paragraph.text[-MAX_YEAR:]) and _imprint_pattern().search(paragraph.text):
            why = "a paragraph that names a printer or publisher and ends with a year, near the beginning of a text"
            if not unknown_words(_imprint_pattern().sub("", paragraph.text).split()):
                yield Intervention(paragraph.start, paragraph.end, Role.PARATEXT, Cause.SOURCE, why)


def _shelfmarks(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield paragraphs that are the shelfmark of a document: an archive, its parts and leaves, and no sentence."""
    if not any(sign in text for sign in _LEAF_SIGNS):
        return
    starts = paragraph_starts(text, lines)
    for k, line in enumerate(lines):
        is_short = k > 0 and starts[k] and starts[k + 1] and len(line.text) <= MAX_CAPTION_LENGTH
        is_shelfmark = is_short and _SHELFMARK.match(line.text) and LEAF.search(line.text)
        if is_shelfmark and not unknown_words(_COPY.sub("", line.text).split()):
            why = "the shelfmark of a document: an archive, its parts and leaves"
            yield Intervention(line.start, line.end, Role.PARATEXT, Cause.SOURCE, why)


def _count_citation_signs(words: str) -> int:
    return sum(bool(pattern.search(words)) for pattern in _CITATION_SIGNS)


def _on_the_manuscript(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield short paragraphs about what is crossed out in the manuscript."""
    crossed_out = [phrase for phrase in phrases("crossed-out") if phrase in text]
    if not crossed_out:
        return
    starts = paragraph_starts(text, lines)
    for k, line in enumerate(lines):
        is_paragraph = starts[k] and starts[k + 1] and len(line.text) <= MAX_STATEMENT_LENGTH
        has_phrase = is_paragraph and any(phrase in line.text for phrase in crossed_out)
        if has_phrase and _manuscript_pattern().search(line.text):
            why = "a paragraph about what is crossed out in the manuscript"
            yield Intervention(line.start, line.end, Role.NOTE, Cause.MANUSCRIPT, why)


@cache
def _imprint_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('imprint')}(?!\w)")


@cache
def _manuscript_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('manuscript')}(?!\w)")


@cache
def _notes_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('notes')}(?:\s\([^()]{{1,20}}\))?[.:]?")


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
            "a line labelled as a note",
        ),
    )
