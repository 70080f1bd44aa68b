"""Citations inside notes: a place in a book, with the names, titles and numbers before it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import is_phrase, phrase_pattern
from collate.editorial.page_references import CITED_PAGE
from collate.model.interventions import Intervention
from collate.model.witness import Role

MAX_LENGTH: Final = 200  # code points of a citation before its page
MAX_LEAD: Final = 5  # of what leads to a page at the beginning of a note: `Zu S. 12`
LONGEST_SMALL_WORD: Final = 3  # letters; such words stand in citations too

_WHY: Final = "a place in a book or a collection, inside a note"
_CLASSICAL: Final = late_regex(
    r"(?<!\w)[^\W\d_a-z][\w’-]+,?\s1[4-9]\d\d,\s[ivxl]{1,5}\.\s\d{1,4}|(?<!\w)(?:CIL|ILS|IG|SEG|AE|PL|PG|CSEL|MGH)\s[IVXLC]{1,6}\s\d{1,5}|(?<!\w)(?!(?:Nr|No|Bd|Vol|Jg|Kap|Art|Anm|Heft|Cap|Ch)\.)[A-Z][a-z]{1,6}\.\s(?:[A-Z]?[a-z]{1,5}\.\s)?\d{1,3},\s?\d{1,3}(?!\d)(?:,\s?\d{1,3}(?!\d))*"
)
_HAN: Final = late_regex(r"《[^《》\r\n]{1,60}》[^。；《》\r\n]{0,60}?第[\d一二三四五六七八九十百〇零]{1,6}[页頁]")
_TOKEN: Final = late_regex(r"[«“„\"‘_*][^«»“”„\"_*\r\n]{1,80}[»”“\"’_*],?|[^\s]+")
_SIGN: Final = late_regex(r"\W{0,3}(?:\d{1,4}|[*†‡§])?\W{0,4}")
_AUTHOR: Final = late_regex(
    r"(?<!\w)(?:[^\W\d_a-zа-я]\.\s?){1,3}[^\W\d_a-zа-я][\w’'-]+(?=[,:.])"
    r"|(?<!\w)[^\W\d_a-zа-я][\w’'-]+(?=,\s[«“„\"_*]?[^\W\d_a-zа-я])"
)
_SENTENCE: Final = late_regex(r"[^\W\d_]{4,}[.!?;]\s")
_SMALL_WORD: Final = late_regex(r"\W*[a-zà-ÿа-я]{1,3}[\s,]+")
_QUOTES: Final = '«“„"‘ '
_WORD: Final = late_regex(r"[^\W\d_][\w’'-]*")
_SENTENCE_END: Final = late_regex(r"[^\W\d_]{4,}[.!?;]$|[.!?]\)$|\)[.;]$")


def citations_in_notes(text: str, kept: Sequence[Intervention]) -> Iterator[Intervention]:
    """Find the citations in the notes that are kept: what leads to a page, without the words of its sentence."""
    last_end = 0
    for note in kept:
        if note.role is not Role.NOTE or note.cause == Cause.MARKER or note.start < last_end:
            continue
        last_end = note.end
        for match in _HAN.finditer(text, note.start, note.end):
            yield Intervention(*match.span(), Role.PARATEXT, Cause.SOURCE, _WHY)
        classical = [m.span() for m in _CLASSICAL.finditer(text, note.start, note.end)]
        pages = [*classical, *(m.span() for m in CITED_PAGE.finditer(text, note.start, note.end))]
        first = earliest = _after_sign(text, note)
        for start, stop in sorted(pages):
            if start < earliest:
                continue
            end = start + len(text[start:stop].rstrip(" ,.–—-\r\n"))
            begins = _begins(text, max(earliest, start - MAX_LENGTH), start)
            if begins == start and start - first <= MAX_LEAD and (start, stop) not in classical:
                continue  # a note that begins with a page is about this page
            yield Intervention(begins, end, Role.PARATEXT, Cause.SOURCE, _WHY)
            earliest = end


def _after_sign(text: str, note: Intervention) -> int:
    """Return where the words of a note begin, after its number."""
    match = _SIGN.match(text, note.start, note.end)
    return match.end() if match else note.start


def _begins(text: str, first: int, start: int) -> int:
    """Return where the citation before a page begins: after the last word that no citation has."""
    begins = start
    tokens = list(_TOKEN.finditer(text, first, start))
    for token, before in zip(reversed(tokens), [*reversed(tokens[:-1]), None], strict=False):
        ends_title = before is not None and token.group()[-1] == "," and before.group()[:1].isupper()
        if token.end() > start or not (ends_title or _may_be_cited(token.group())):
            break
        if begins < start and _ends_sentence(token.group()):
            first = token.end()
            break
        if token.group()[0] in _QUOTES and token.group().strip(_QUOTES)[:1].islower():
            break  # it quotes the text, and is no title
        begins = token.start()
    while small := _SMALL_WORD.match(text, begins, start):
        begins = small.end()
    begins = _author_before(text, first, begins)
    begins = _after_see(text, first, begins)
    while begins < start and not (text[begins].isalnum() or text[begins] in '«“„"‘_*'):
        begins += 1
    return begins


def _author_before(text: str, first: int, begins: int) -> int:
    """Return where the name of an author with initials begins, in the sentence before a place; else where it begins."""
    sentences = [match.end() for match in _SENTENCE.finditer(text, first, begins)]
    name = _AUTHOR.search(text, max([first, *sentences]), begins)
    return name.start() if name else begins


def _after_see(text: str, first: int, begins: int) -> int:
    """Return where a title begins after `See` or `Vgl.`, if nothing but one title stands before a place."""
    last = None
    for match in _see().finditer(text, first, begins):
        last = match
    if last is None or last.end() >= begins or _SENTENCE.search(text, last.end(), begins):
        return begins
    starts_title = text[last.end()].isupper() or text[last.end()] in _QUOTES
    return last.end() if starts_title and text[begins - 2] == "," else begins


def _ends_sentence(token: str) -> bool:
    """Return whether a long word with a full stop ends the sentence before a citation."""
    is_end = bool(_SENTENCE_END.search(token)) and (not token[0].isupper() or token[-2] == ")")
    return is_end or bool(token[-1] == ":" and _label().fullmatch(token[:-1])) or bool(_label().fullmatch(token))


def _may_be_cited(token: str) -> bool:
    """Return whether a word, number or title may be part of a citation."""
    if token[0] in '«“„"‘_*':
        return True
    if _leading_word().fullmatch(token) or token.endswith("]"):
        return False
    word = _WORD.search(token)
    if not word:
        return True
    is_small = (len(word.group()) <= LONGEST_SMALL_WORD and not token.endswith((".", "!", "?"))) or token.endswith(".,")
    return word.group()[0].isupper() or is_small or is_phrase(word.group(), "citation-words") or _is_short(token)


def _is_short(token: str) -> bool:
    """Return whether a token is a short form with a full stop: `vol.`, `ebd.`."""
    return token.rstrip(",;").endswith(".") and len(token) <= LONGEST_SMALL_WORD + 2


@cache
def _label() -> re.Pattern[str]:
    return re.compile("|".join(phrase_pattern(table) for table in ("printed", "source", "record", "about-text")))


@cache
def _see() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('cites')}[.:]?\s+(?=\S)")


@cache
def _leading_word() -> re.Pattern[str]:
    return re.compile(rf"\W*{phrase_pattern('see')}[.:,]?")
