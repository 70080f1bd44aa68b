"""The title at the beginning of a text, and its author: lines without final punctuation that stand alone."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial import headings
from collate.editorial.cause import Cause
from collate.editorial.editors_phrases import may_begin, may_end, phrase_pattern
from collate.editorial.line_spans import TextSpan, count_line_breaks
from collate.editorial.text_statements import labelled_note_start
from collate.editorial.website_furniture import is_furniture
from collate.editorial.website_lines import is_above_title

Verdicts = dict[int, tuple[Cause, str]]  # for the number of a line, its cause and the reason

MAX_TITLE_LINES: Final = 4  # above the first dateline
MAX_TITLES: Final = 3  # lines above a text
MIN_PROSE_LENGTH: Final = 80  # code points of a line of prose
MAX_RECORDS: Final = 12  # lines of a record above a title
MIN_AUTHOR_WORDS: Final = 2  # of a name and the word before it; a line of verse may be `by night`
MIN_SENTENCE_LENGTH: Final = 40  # code points of the text below a title

MAX_PROSE: Final = 4  # lines below a title that are compared
MIN_PROSE: Final = 2  # long lines of them
MIN_SENTENCES: Final = 3  # in one long line
_SENTENCE_END: Final = late_regex(r"[.!?…](?:\s|$)|[。！？]")
MIN_CAPITALISED: Final = 2  # words after the first of a title
_CAPITALISED: Final = late_regex(r"(?<=\s)[^\W\d_a-zа-яα-ω]\w{2,}")
_LONG_SMALL_WORD: Final = late_regex(
    r"(?<!\w)[a-zа-яα-ωà-ÿ]\w{4}"
)  # in a title with capitals only small words lack them
_IN_BRACKETS: Final = late_regex(r"^\(([^()]*)\)$")
_DASHES: Final = "–—-"
ROMAN_NUMBER: Final = "a Roman or Greek number alone on its line"
PART_WITH_NUMBER: Final = "a part of the work with its number, in a paragraph of its own"
_PART_MARKS: Final = (ROMAN_NUMBER, PART_WITH_NUMBER)


def judge_title(text: str, lines: Sequence[TextSpan], verdicts: Verdicts) -> None:
    """Add the first line as a title if it ends without punctuation, and a blank line and a sentence follow."""
    if not lines:
        return
    first = _after_labelled_note(text, lines)
    if _is_greeting(lines[first].text):
        return
    for k in _above_records(lines, first):
        verdicts.setdefault(k, (Cause.HEADING, "one of a few short lines above the records of a text"))
    for k in _title_block(text, lines, first, verdicts):
        verdicts.setdefault(k, (Cause.HEADING, "one of a few lines without final punctuation, above the text"))
    if _is_title(text, lines, first, verdicts):
        verdicts[first] = (Cause.HEADING, "a line without final punctuation, alone at the beginning of the text")
    _judge_author(text, lines, first, verdicts)
    dated = next((k for k in range(MAX_TITLE_LINES) if k in verdicts and verdicts[k][0] is Cause.DATELINE), 0)
    if all(k in verdicts or headings.is_title(lines[k].text) for k in range(dated)):
        for k in range(dated):
            verdicts.setdefault(k, (Cause.HEADING, "a line without final punctuation, above the first dateline"))
    if headings.is_personal_name(lines[first].text) and _is_title(text, lines, first + 1, verdicts):
        verdicts.setdefault(first, (Cause.HEADING, "the name of an author, above a title"))
        verdicts[first + 1] = (Cause.HEADING, "a line without final punctuation, alone below the name of an author")


def _is_greeting(line: str) -> bool:
    """Return whether a line is the first of a letter, or of a dialogue: `Tom: did you see it`."""
    name, colon, words = line.partition(": ")
    speaks = bool(colon) and " " not in name and words[:1].islower()
    return speaks or line[0] in _DASHES or may_begin(line, "greeting") or may_end(line, "greets")


def _title_block(text: str, lines: Sequence[TextSpan], first: int, verdicts: Verdicts) -> list[int]:
    """Return two or three titles, each with a blank line below, above a sentence, a dateline or a record."""
    block: list[int] = []
    for k in range(first, min(first + MAX_TITLES + 1, len(lines))):
        line = lines[k].text
        is_end = k in verdicts or is_above_title(line) or _is_sentence(line)
        if is_end:
            is_signature = k in verdicts and verdicts[k][0] is Cause.SIGNATURE
            is_certain = k in verdicts or is_above_title(line) or _is_headed(lines, block, k, verdicts)
            return block if len(block) > 1 and is_certain and not is_signature else []
        is_title = headings.is_title(line) and len(line) <= headings.MAX_TITLE_LENGTH and k + 1 < len(lines)
        if not is_title or not _stands_above_blank(text, lines, k):
            return []
        block.append(k)
    return []


def _above_records(lines: Sequence[TextSpan], first: int) -> list[int]:
    """Return the short lines at the beginning that stand above two lines of a record, an imprint or links.

    They are the author, the title and its date; no blank line need part them.
    """
    block: list[int] = []
    for k in range(first, min(first + MAX_TITLES + 2, len(lines) - 1)):
        if is_above_title(lines[k].text) or is_furniture(lines[k].text):
            below = lines[k + 1].text
            return block if is_above_title(below) or is_furniture(below) else []
        line = _IN_BRACKETS.sub(r"\1", lines[k].text)
        if not headings.is_title(line) or len(line) > headings.MAX_TITLE_LENGTH or line[0].islower():
            return []
        block.append(k)
    return []


def _is_headed(lines: Sequence[TextSpan], titles: Sequence[int], below: int, verdicts: Verdicts) -> bool:
    """Return whether lines are titles: several words of one have capitals, or they stand above prose.

    The first line of a poem, of a list or of a dialogue looks the same, but no sentences follow it.
    """
    following = [lines[k].text for k in range(below, min(below + MAX_PROSE, len(lines))) if k not in verdicts]
    if any(len(line) < MIN_SENTENCE_LENGTH and headings.is_title(line) and _is_words(line) for line in following):
        return False
    has_capitals = any(
        len(_CAPITALISED.findall(lines[k].text)) >= MIN_CAPITALISED and not _LONG_SMALL_WORD.search(lines[k].text)
        for k in titles
    )
    long_lines = [line for line in following if len(line) >= MIN_SENTENCE_LENGTH]
    sentences = sum(len(_SENTENCE_END.findall(line)) for line in long_lines)
    return has_capitals or len(long_lines) >= MIN_PROSE or sentences >= MIN_SENTENCES


def _is_words(line: str) -> bool:
    """Return whether a line is neither in capitals nor ends with a number, as those of a title page do."""
    return not line.isupper() and line[-1].isalpha()


def _is_sentence(line: str) -> bool:
    """Return whether a line is long and ends as sentences do."""
    return len(line) > MIN_PROSE_LENGTH and line.rstrip("»”\"'’)")[-1:] in ".!?…。"


def _judge_author(text: str, lines: Sequence[TextSpan], first: int, verdicts: Verdicts) -> None:
    """Add the name of an author below a title, after `by`; a full name makes a title of the line above it."""
    below = first + 1
    may_name = below < len(lines) and may_begin(lines[below].text, "by")
    author = _author_pattern().fullmatch(lines[below].text) if may_name else None
    if author is None:
        return
    is_full = len(author.group().split()) > MIN_AUTHOR_WORDS and below + 1 < len(lines)
    if is_full and headings.is_title(lines[first].text) and _stands_above_blank(text, lines, below):
        why = "a title above the name of its author, at the beginning of the text"
        verdicts.setdefault(first, (Cause.HEADING, why))
    if first in verdicts:
        verdicts.setdefault(below, (Cause.HEADING, "the name of an author, below a title"))


def _stands_above_blank(text: str, lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a blank line follows a line, or a line that names a source."""
    is_blank = count_line_breaks(text, lines[k].end, lines[k + 1].start) > 1
    return is_blank or is_above_title(lines[k + 1].text)


def _after_labelled_note(text: str, lines: Sequence[TextSpan]) -> int:
    """Return the first line of a text, or the first after a note of its editor, such as `Transcriber's Note: ...`."""
    first = 0
    while first + 1 < len(lines) and is_furniture(lines[first].text):
        first += 1
    while first + 1 < min(len(lines), MAX_RECORDS) and is_above_title(lines[first].text):
        first += 1
    if first:
        return first
    while first < len(lines) and (first or labelled_note_start(lines[0].text)):
        first += 1
        if first < len(lines) and count_line_breaks(text, lines[first - 1].end, lines[first].start) > 1:
            return first
    return 0


def _is_title(text: str, lines: Sequence[TextSpan], k: int, verdicts: Verdicts) -> bool:
    """Return whether a line is alone, ends without punctuation, and stands above a sentence."""
    if k in verdicts or k + 1 >= len(lines) or not headings.is_title(lines[k].text):
        return False
    line, below = lines[k], lines[k + 1 : k + 4]
    if k + 1 in verdicts and verdicts[k + 1][1] in _PART_MARKS and k + 2 < len(lines):
        return count_line_breaks(text, line.end, below[0].start) > 1
    has_sentence_below = any(len(b.text) >= MIN_SENTENCE_LENGTH and len(b.text) > len(line.text) for b in below)
    if not has_sentence_below or not _is_headed(lines, [k], k + 1, verdicts):
        return False
    return count_line_breaks(text, line.end, below[0].start) > 1


@cache
def _author_pattern() -> re.Pattern[str]:
    name = r"[^\W\d_a-zа-я][\w’'.-]*"
    return re.compile(rf"{phrase_pattern('by')}\s{name}(?:\s{name}){{0,3}}")
