"""Unsigned notes about a text: where its manuscript lies, from what it is printed, what a word in it means.

An author too may write "The manuscript is lost." So a paragraph must begin as such notes do and name a library, a
copy, an edition or a page; nobody in it says "I", and no text follows it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import Final

from collate._late_regex import late_regex
from collate.editorial import headings
from collate.editorial.cause import Cause
from collate.editorial.datelines import is_dateline
from collate.editorial.editors_phrases import first_words_of, may_begin, phrase_pattern
from collate.editorial.line_spans import TextSpan, first_words, line_spans, paragraph_spans
from collate.editorial.page_references import PLACE, YEAR
from collate.editorial.website_lines import begins_note, ends_text, is_above_title
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

# Lengths are in code points.
MAX_LENGTH: Final = 900  # of a note
MAX_HEADING_LENGTH: Final = 80  # of a heading that follows one
MAX_TITLES: Final = 4  # paragraphs before a statement at the head of a text
MIN_LEMMA_LETTERS: Final = 4  # of a word of the text that a note explains
LONGEST_TEXT: Final = 20_000  # in which these words are looked for
MIN_APPARATUS: Final = 2  # lines of an apparatus in a row
MAX_APPARATUS_LENGTH: Final = 200  # of such a line

_LEMMA: Final = late_regex(r"(?:\d{1,3}\.?\s)?[«„“\"]?([^\W\d_][^:\]\r\n]{1,58}?)[»”“\"]?\s?[:\]]\s\S")
_CHANGES: Final = (
    "add",
    "del",
    "secl",
    "om",
    "corr",
    "coni",
    "conj",
    "emend",
    "suppl",
    "transp",
    "scr",
    "praem",
    "expunx",
)
_CHANGED_BY_ME: Final = (
    "addidi",
    "scripsi",
    "delevi",
    "conieci",
    "correxi",
    "supplevi",
    "seclusi",
    "transposui",
    "emendavi",
    "restitui",
)
_APPARATUS: Final = late_regex(
    rf"(?<!\w)(?:{'|'.join(_CHANGES)})\.\s(?:[A-ZΑ-Ω][\w.]*|edd?\.|codd?\.|or(?:ig)?\.|ms\.)|(?<!\w)sic\s(?:or|codd?|ms)\.|^\d{{1,4}}\s[^\[\]:]{{1,60}}\]\s\S|(?<!\w)(?:{'|'.join(_CHANGED_BY_ME)})(?!\w)"
)
_VARIANT: Final = late_regex(r"\d{1,4}\s\w[^:\]]{0,40}(?:[:\]]|\s[A-Z]{1,3}:)\s\S.{0,80}(?<!\w)[A-Zα-ω]{1,3}\d?$")
_NUMBERED_NOTE: Final = late_regex(r"\d{1,3}\.?\s[^\W\d_a-zа-я]")
_NUMBERED: Final = late_regex(r"(\d{1,4}|[a-z](?=\)))\)?\s\S")


def text_statements(witness: Witness) -> Iterable[Intervention]:
    """Find labelled and unsigned notes about the text, the notes on its words after them, and lines of an apparatus."""
    text = witness.text
    openings = first_words_of("note-label", "note-opening", "about-text", "about-text-and-page", "on-the-letter")
    paragraphs = [] if openings.isdisjoint(first_words(text)) else paragraph_spans(text)
    about_text = {
        n: why
        for n, p in enumerate(paragraphs)
        if (why := _why_labelled(p.text) or _why_about_text(p.text) or _why_of_letter(paragraphs, n))
        and not _is_record(p.text)
    }
    for n in sorted(about_text):
        may_stand_here = (n and _is_after_text(text, paragraphs, n, about_text)) or _is_head_statement(paragraphs, n)
        if not _why_labelled(paragraphs[n].text) and not may_stand_here:
            continue
        for line in _statements_in(paragraphs[n]):
            yield Intervention(line.start, line.end, Role.NOTE, Cause.ENDNOTE, about_text[n])
        for paragraph in takewhile(lambda p: _explains(text, p), islice(paragraphs, n + 1, None)):
            why = "a note on words of the text before it, after a note about the text"
            yield Intervention(paragraph.start, paragraph.end, Role.NOTE, Cause.ENDNOTE, why)
    yield from _apparatus(text)


def _is_after_text(text: str, paragraphs: Sequence[TextSpan], n: int, about_text: Container[int]) -> bool:
    """Return whether no text follows a paragraph: only the end, a heading, or other lines of an editor."""
    if n + 1 == len(paragraphs) or n + 1 in about_text:
        return True
    following = paragraphs[n + 1].text
    is_heading = len(following) <= MAX_HEADING_LENGTH and following[-1] not in ".!?:;,"
    is_note = begins_note(following) or bool(_NUMBERED_NOTE.match(following))
    return is_heading or is_note or ends_text(following) or _explains(text, paragraphs[n + 1])


def _is_head_statement(paragraphs: Sequence[TextSpan], n: int) -> bool:
    """Return whether a paragraph says from what the text is printed, with only titles before it and text after it."""
    before = [p.text for p in paragraphs[:n]]
    are_titles = all(
        len(title) <= MAX_HEADING_LENGTH and (title[-1] not in ".!?:;," or is_dateline(title)) for title in before
    )
    return 0 < n <= MAX_TITLES and are_titles and bool(_head_pattern().match(paragraphs[n].text))


def labelled_note_start(line: str) -> bool:
    """Return whether a line begins with the label of an editor's note, such as `Transcriber's Note:`."""
    return may_begin(line, "note-label") and bool(_label_pattern().match(line))


def begins_statement(line: str) -> bool:
    """Return whether a line begins a note about the text."""
    return bool(_why_labelled(line) or _why_about_text(line) or _letter_label(line))


def _why_labelled(paragraph: str) -> str:
    """Return why a paragraph is a note by its label: `Transcriber's Note: ...`."""
    label = _label_pattern().match(paragraph) if may_begin(paragraph, "note-label") else None
    return f"a paragraph labelled as a note: {label.group()!r}" if label and len(paragraph) > label.end() + 1 else ""


def _why_about_text(paragraph: str) -> str:
    """Return why a paragraph is a note about the text, or ""."""
    if not may_begin(paragraph, "note-opening", "about-text", "about-text-and-page"):
        return ""
    opening = _statement_pattern().match(paragraph)
    cited = _cited_pattern().match(paragraph) if not opening else None
    if cited and PLACE.search(paragraph):
        opening = cited
    if not opening or len(paragraph) > MAX_LENGTH or _first_person().search(paragraph) or _no_note().search(paragraph):
        return ""
    rest = paragraph[opening.end() :]
    goes_on = _goes_on_pattern().search(rest)
    if not (PLACE.search(rest) or _keeper_pattern().search(rest) or goes_on):
        return ""
    return f"a paragraph about the text: {opening.group()!r}, and a place where it is kept or printed"


def _statements_in(paragraph: TextSpan) -> Sequence[TextSpan]:
    """Return the lines of a paragraph if each of them begins a note about the text; else the paragraph."""
    if "\n" not in paragraph.text:
        return [paragraph]
    lines = [
        TextSpan(paragraph.start + m.start(), paragraph.start + m.end(), m.group())
        for m in re.finditer(r"[^\s][^\r\n]*", paragraph.text)
    ]
    return (
        lines
        if all(begins_statement(line.text) or _statement_pattern().match(line.text) for line in lines)
        else [paragraph]
    )


def _is_record(paragraph: str) -> bool:
    """Return whether a paragraph has several lines, each of which names a source."""
    lines = paragraph.splitlines()
    return len(lines) > 1 and all(is_above_title(line.strip()) for line in lines if line.strip())


def _why_of_letter(paragraphs: Sequence[TextSpan], n: int) -> str:
    """Return why a paragraph below the name under a letter is an editor's: it says what stands on the letter, or ""."""
    label = _letter_label(paragraphs[n].text)
    if not n or not label or len(paragraphs[n].text) > MAX_LENGTH:
        return ""
    name = paragraphs[n - 1].text.splitlines()[-1].strip()
    is_name = headings.is_personal_name(name) or headings.is_initialled_name(name) or headings.is_initials(name)
    if not is_name or not _has_place_of_letter(paragraphs, n):
        return ""
    return f"a paragraph below a name, about what stands on the letter: {label.group()!r}"


def _has_place_of_letter(paragraphs: Sequence[TextSpan], n: int) -> bool:
    """Return whether a paragraph names where a letter lies, its year or its page, or has several labels.

    One label below a name, such as `Address: 4 Mill Lane.`, also stands in a list of members.
    """
    paragraph = paragraphs[n].text
    label = _letter_label(paragraph)
    named = paragraph[label.end() :] if label else paragraph
    if PLACE.search(named) or YEAR.search(named) or _keeper_pattern().search(named):
        return True
    below = paragraphs[n + 1].text if n + 1 < len(paragraphs) else ""
    return sum(bool(_letter_label(line.strip())) for line in (*paragraph.splitlines(), below)) > 1


def _explains(text: str, paragraph: TextSpan) -> bool:
    """Return whether a paragraph begins with words of the text before it and a colon or bracket: it explains them."""
    lemma = _LEMMA.match(paragraph.text)
    if not lemma:
        return False
    before = text[max(0, paragraph.start - LONGEST_TEXT) : paragraph.start].casefold()
    words = [word for word in lemma.group(1).casefold().split() if len(word) >= MIN_LEMMA_LETTERS]
    return bool(words) and all(word in before for word in words)


def _apparatus(text: str) -> Iterator[Intervention]:
    """Yield lines with a rising number, words and what editors did to them, two or more in a row."""
    if not any(line.text[0].isdecimal() or line.text[1:2] == ")" for line in line_spans(text)):
        return
    signs = (*(f" {change}. " for change in _CHANGES), *_CHANGED_BY_ME)
    has_lemmas = text.count("]") > text.count("[")  # a lemma ends with a bracket that nothing opens
    if not has_lemmas and not any(sign in text for sign in signs):
        return
    run: list[TextSpan] = []
    last = 0
    for line in (*line_spans(text), None):
        match = _NUMBERED.match(line.text) if line and len(line.text) <= MAX_APPARATUS_LENGTH else None
        number = _number(match.group(1)) if match else 0
        if line and match and number >= (last if run else 0):
            run.append(line)
            last = number
            continue
        named = sum(bool(_APPARATUS.search(one.text)) for one in run)
        variants = sum(bool(_VARIANT.match(one.text)) and not _APPARATUS.search(one.text) for one in run)
        if len(run) >= MIN_APPARATUS and named and 2 * (named + variants) > len(run):
            for one in run:
                why = "a line of an apparatus: a number, words, and what an editor did to them"
                yield Intervention(one.start, one.end, Role.NOTE, Cause.ENDNOTE, why)
        run = []


def _number(sign: str) -> int:
    """Return the number of a line, or the place of its letter in the alphabet."""
    return int(sign) if sign.isdecimal() else ord(sign) - ord("a")


def _letter_label(line: str) -> re.Match[str] | None:
    """Return the match of a label of what stands on a letter, at the beginning of a line."""
    return _letter_pattern().match(line) if may_begin(line, "on-the-letter") else None


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(rf"^[\[(]?{phrase_pattern('note-label')}\s?(?:[:.]|[—–-])\s?", re.MULTILINE)


@cache
def _statement_pattern() -> re.Pattern[str]:
    label = rf"(?:{phrase_pattern('note-opening')}[.:]\s)?"
    return re.compile(rf"^{label}{phrase_pattern('about-text')}(?!\w)", re.MULTILINE)


@cache
def _letter_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('on-the-letter')}\s\S")


@cache
def _cited_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('about-text-and-page')}(?!\w)")


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('head-statement')}(?!\w)")


@cache
def _goes_on_pattern() -> re.Pattern[str]:
    return re.compile(rf"[.;]\s{phrase_pattern('about-text')}(?!\w)")


@cache
def _keeper_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('keeper')}(?!\w)")


@cache
def _no_note() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('no-note')}(?!\w)")


@cache
def _first_person() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('first-person')}(?!\w)")
