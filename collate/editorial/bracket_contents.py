"""The role of words in an editor's brackets, by their content and their position."""

import re
from functools import cache, lru_cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.datelines import is_dateline, is_loose_date
from collate.editorial.editors_phrases import may_begin, may_end, phrase_pattern
from collate.editorial.line_spans import is_at_line_end, is_at_line_start
from collate.model.interventions import Intervention
from collate.model.witness import Role

FIRST_IDEOGRAPH: Final = "\u2e80"  # in scripts without spaces, brackets touch words that they do not complete
MAX_PLACEHOLDER_WORDS: Final = 4
MIN_NOTE_WORDS: Final = 6  # of a note that is a paragraph in brackets; a shorter one is a gloss

_NOTE_SIGNS: Final = late_regex(r"[*†‡§¶]{1,4}")
_EMPTY: Final = late_regex(r"[\s.…·•\-–—_?]*")
_WORD: Final = late_regex(r"[^\W\d_]+")
_TO_FILL_IN: Final = late_regex(r"<[^\W\d_][^<>\r\n]{0,40}>|_{4}|\.{6}")
_DOUBT_SIGNS: Final = ("!", "?", "!?", "?!")


def bracketed_words(text: str, start: int, end: int) -> Intervention | None:
    """Return the intervention in the brackets [start, end), or None if they hold a gap or nothing."""
    inside = " ".join(text[start + 1 : end - 1].split())
    if inside in _DOUBT_SIGNS:
        return Intervention(start, end, Role.GLOSS, Cause.SIC, "an editor doubts the word before it")
    if _EMPTY.fullmatch(inside) or _is_gap(inside) or _is_performance(inside):
        return None
    may_be_filled_in = text[start] == "[" and inside.islower() and len(inside.split()) <= MAX_PLACEHOLDER_WORDS
    if may_be_filled_in and is_placeholder(inside) and _is_form(text):
        return None  # a form to be filled in
    role, cause, why = _by_content(inside) or _by_position(text, start, end, inside)
    return Intervention(start, end, role, cause, why)


def _is_gap(inside: str) -> bool:
    """Return whether words say that words are missing, and perhaps how many: `[illegible]`, `[2 lines]`."""
    may_be_gap = inside[0] in "cC" or inside[0].isdecimal() or may_begin(inside, "gap")
    return may_be_gap and bool(_gap_pattern().fullmatch(inside))


def _is_performance(inside: str) -> bool:
    """Return whether words say what an audience or an actor does: `[Applause.]`, `[Exit the King.]`; they are text."""
    return inside[0].isupper() and bool(_performance_pattern().match(inside))


@lru_cache(1)  # it is asked for each of the brackets of one witness
def _is_form(text: str) -> bool:
    """Return whether a text has places that are to be filled in."""
    return bool(_TO_FILL_IN.search(text))


def is_placeholder(bracketed: str) -> bool:
    """Return whether words in angle brackets are to be filled in, such as `<name of author>`: they are text."""
    return any(_placeholder_pattern().fullmatch(word) for word in _WORD.findall(bracketed))


_Verdict = tuple[Role, Cause, str]


def _by_content(inside: str) -> _Verdict | None:
    """Return role, cause and reason by the words in the brackets, or None."""
    if _NOTE_SIGNS.fullmatch(inside):
        return Role.NOTE, Cause.MARKER, "a sign in brackets that marks a note"
    if may_begin(inside, "sic") and _sic_pattern().fullmatch(inside):
        return Role.GLOSS, Cause.SIC, f"an editor confirms the word before it: [{inside}]"
    if may_begin(inside, "edit-link") and _edit_link_pattern().fullmatch(inside):
        return Role.PARATEXT, Cause.FURNITURE, "a link of a wiki, in square brackets"
    for tables, pattern, role, cause, why in _opening_patterns():
        if may_begin(inside, *tables) and pattern.match(inside):
            return role, cause, why
    if may_end(inside, "signed") and _signature_pattern().search(inside):
        return Role.NOTE, Cause.FOOTNOTE, "words in brackets, signed by an editor"
    return None


def _by_position(text: str, start: int, end: int, inside: str) -> _Verdict:
    """Return role, cause and reason by the brackets, the letters that they touch and the line that they fill."""
    neighbours = text[max(0, start - 1) : start] + text[end : end + 1]
    touches_letter = text[start] == "[" and any(c.isalpha() and c < FIRST_IDEOGRAPH for c in neighbours)
    if text[start] == "{" and inside.isdecimal():
        return Role.PARATEXT, Cause.PAGE_NUMBER, "a number in curly brackets"
    if text[start] in "{⟦":
        return Role.GLOSS, Cause.DELETION, "words in brackets that an editor or a scribe deletes"
    if text[start] in "<⟨":
        return Role.GLOSS, Cause.SUPPLEMENT, "words in angle brackets, supplied by an editor"
    if touches_letter and inside[:1].isalpha():
        return Role.GLOSS, Cause.EXPANSION, "letters in square brackets that complete a word"
    if is_at_line_start(text, start) and is_at_line_end(text, end):
        if is_dateline(inside) or is_loose_date(inside):
            return Role.PARATEXT, Cause.DATELINE, "a date in an editor's brackets, alone on its line"
        if len(inside.split()) >= MIN_NOTE_WORDS and _is_note(text, start, inside):
            return (
                Role.NOTE,
                Cause.FOOTNOTE,
                "a sentence in brackets that is a paragraph of its own, indented or with a number",
            )
    return Role.GLOSS, Cause.BRACKETED, "words in square brackets, added by an editor"


def _is_note(text: str, start: int, inside: str) -> bool:
    """Return whether words are a sentence that is indented or has a number; others may be the words of the author."""
    is_indented = text[max(0, start - 2) : start].isspace() and text[max(0, start - 1)] in " \t"
    has_number = any(map(str.isdecimal, inside))
    return inside[-1] in ".!?" and inside[0].isupper() and (is_indented or has_number)


@cache
def _gap_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{phrase_pattern('gap')}|ca?\.\s?\d+|\d+\s?lines?)[\s.?!…]*", re.IGNORECASE)


@cache
def _performance_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+\s){{0,2}}{phrase_pattern('audience')}(?!\w)|{phrase_pattern('action')}(?!\w)")


@cache
def _placeholder_pattern() -> re.Pattern[str]:
    return re.compile(phrase_pattern("placeholder"))


@cache
def labelled_note_pattern() -> re.Pattern[str]:
    """Return the pattern of a note in brackets with its letter or number as a group: `[Footnote A: ...]`."""
    return re.compile(rf"\[\s?{phrase_pattern('note')}\.?\s(\d{{1,4}}|[A-Z]{{1,2}})\s?[.:]")


@cache
def _sic_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('sic')}[\s.!?]*")


@cache
def _edit_link_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('edit-link')}(?:\s?[|·/]\s?{phrase_pattern('edit-link')})*")


@cache
def _signature_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:[—–-]|^|[.!?]\s)\s?{phrase_pattern('signed')}\.?$")


@cache
def _opening_patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Role, Cause, str], ...]:
    """Return tables of phrases, the pattern of words that begin with one of them, and what such words are."""
    number = r"(?:\d{1,4}[a-z]?|[ivxlcIVXLC]{1,7}|[A-Z])"
    return (
        (
            ("note", "note-by"),
            late_regex(rf"{phrase_pattern('note')}(?:\.?\s{number})?\s?[.:]\s|{phrase_pattern('note-by')}\s\S"),
            Role.NOTE,
            Cause.FOOTNOTE,
            "words in brackets, labelled as a note",
        ),
        (
            ("caption",),
            late_regex(rf"{phrase_pattern('caption')}(?:\.?\s{number})?(?:\s?[.:]|$)"),
            Role.PARATEXT,
            Cause.CAPTION,
            "words in brackets that describe a picture or music",
        ),
        (
            ("page",),
            late_regex(rf"{phrase_pattern('page')}\.?\s{number}(?:\s?[rv])?$"),
            Role.PARATEXT,
            Cause.PAGE_NUMBER,
            "a page number of the source, in brackets",
        ),
        (
            ("source",),
            late_regex(rf"{phrase_pattern('source')}\s?:"),
            Role.PARATEXT,
            Cause.SOURCE,
            "words in brackets that name a source",
        ),
        (
            ("emendation",),
            late_regex(rf"{phrase_pattern('emendation')}[\s.:]"),
            Role.GLOSS,
            Cause.EMENDATION,
            "an editor corrects the word before it",
        ),
        (
            ("identification",),
            late_regex(rf"{phrase_pattern('identification')}[\s.,:]"),
            Role.GLOSS,
            Cause.IDENTIFICATION,
            "an editor says who or what is meant",
        ),
    )
