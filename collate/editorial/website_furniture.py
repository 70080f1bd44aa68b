"""Lines of websites: the navigation, links and foot of a wiki, and where an electronic book begins and ends."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.cause import Cause
from collate.editorial.citation_words import MAX_TITLE, is_sentence
from collate.editorial.editors_phrases import first_words_of, is_phrase, may_begin, phrase_pattern
from collate.editorial.line_spans import TextSpan, first_words, paragraph_starts
from collate.model.interventions import Intervention
from collate.model.witness import Role

# Lengths are in code points.
MAX_LENGTH: Final = 300  # of a line
MAX_NAVIGATION: Final = 3  # lines above a text
MAX_LINK: Final = 60  # of a link with an arrow
MAX_TERMS: Final = 20  # lines of a paragraph
MAX_EDGE: Final = 8  # lines before the text or after it

_BOUND: Final = late_regex(r"\*{3}\s?(?:START|END)\s[^*a-zа-я]{6,250}\*{3}")
_BACK: Final = "←◄◀"
_ON: Final = "→►▶"
_FILLED: Final = "◄◀►▶"  # arrows that no sentence has
_LINKS: Final = late_regex(r"[^\W\d_][^|.!?]{1,40}(?:\s[|•·]\s[^\W_][^|.!?]{1,40}){1,6}")
_EBOOK: Final = late_regex(
    r"(?:The )?Project Gutenberg(?:’s|'s)? (?:E-?Book|E-?text|Etext)?\s?(?:of )?.{3,200}", re.IGNORECASE
)


def website_furniture(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield the lines that a website sets around its texts, and the headings to which it adds links."""
    if "***" in text:
        yield from _bounds(lines)
    for line in lines[:MAX_NAVIGATION]:
        if len(line.text) <= MAX_LENGTH and _is_navigation(line.text):
            yield _furniture(line, "a row of links above a text")
    wiki = first_words_of("wiki-line")
    found = [
        k
        for k, (line, first) in enumerate(zip(lines, first_words(text), strict=True))
        if first in wiki and len(line.text) <= MAX_LENGTH and _wiki_pattern().fullmatch(line.text)
    ]
    for k in found:
        yield _furniture(lines[k], "a line that a wiki sets around its texts")
    yield from _menu(lines, found)
    yield from _ebook_terms(text, lines)
    yield from _wiki_foot(lines)
    if "[" in text:
        yield from _linked_headings(lines)


def _menu(lines: Sequence[TextSpan], found: Sequence[int]) -> Iterator[Intervention]:
    """Yield the links of a wiki in a row of lines that begins or ends with a line `found` to be a wiki's."""
    taken = set(found)
    for start in found:
        for step in (1, -1):
            k = start + step
            while 0 <= k < len(lines) and k not in taken and is_phrase(lines[k].text, "wiki-menu"):
                taken.add(k)
                yield _furniture(lines[k], "a link that a wiki sets beside its texts")
                k += step


def _ebook_terms(text: str, lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield the lines of the paragraphs in which an electronic book says who may use it."""
    first = first_words_of("ebook-terms")
    begin = [k for k, word in enumerate(first_words(text)) if word in first and may_begin(lines[k].text, "ebook-terms")]
    starts = paragraph_starts(text, lines) if begin else []
    for start in begin:
        if starts[start]:
            end = next(k for k in range(start + 1, len(starts)) if starts[k])
            for line in lines[start : min(end, start + MAX_TERMS)]:
                yield _furniture(line, "an electronic book says who may use it")


def is_furniture(line: str) -> bool:
    """Return whether a line is one that a wiki sets around its texts."""
    is_wiki = may_begin(line, "wiki-line") and bool(_wiki_pattern().fullmatch(line))
    return is_wiki or _is_navigation(line) or (line[0] in _BACK and line[-1] in _ON) or _is_link_with_arrow(line)


def _is_link_with_arrow(line: str) -> bool:
    """Return whether a short line is a link to the text before or after this one: `◄ Chapter I`, `Chapter III ►`."""
    is_link = (line[0] in _FILLED and line[1:2] == " ") or (line[-1] in _FILLED and line[-2:-1] == " ")
    return is_link and len(line) <= MAX_LINK and line.strip(_FILLED + " ")[:1].isalnum()


def _is_navigation(line: str) -> bool:
    return ("]" in line or ">" in line or "›" in line) and bool(_navigation_pattern().fullmatch(line))


def ends_notes(lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether a line below notes is a website's, or a row of links above such a line."""
    below = lines[k + 1].text if k + 1 < len(lines) else ""
    is_row = bool(_LINKS.fullmatch(lines[k].text)) and _is_foot(below)
    return is_row or _is_foot(lines[k].text)


def _furniture(line: TextSpan, why: str) -> Intervention:
    return Intervention(line.start, line.end, Role.PARATEXT, Cause.FURNITURE, why)


def _bounds(lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield the lines between stars where the text of an electronic book begins and ends, and its name at the top."""
    if _EBOOK.fullmatch(lines[0].text):
        yield _furniture(lines[0], "the name of an electronic book above its text")
    for line in lines:
        if len(line.text) <= MAX_LENGTH and _BOUND.fullmatch(line.text):
            yield _furniture(line, "words in capitals between stars: an electronic book begins or ends")


def _wiki_foot(lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield what a wiki sets below its texts, such as categories and the last change, and links to their neighbours."""
    for line in reversed(lines[-MAX_EDGE:]):
        is_foot = _is_foot(line.text)
        if not is_foot and is_sentence(line.text):
            break
        if is_foot:
            yield _furniture(line, "a line that a wiki sets below its texts")
    feet = [k for k in range(max(0, len(lines) - MAX_EDGE), len(lines)) if _is_foot(lines[k].text)]
    for k in {n for foot in feet for n in (foot - 1, foot + 1) if 0 <= n < len(lines)}:
        if _LINKS.fullmatch(lines[k].text):
            yield _furniture(lines[k], "a row of links beside a line that a wiki sets below its texts")
    for line in (*lines[:MAX_EDGE], *lines[-MAX_EDGE:]):
        if (line.text[0] in _BACK and line.text[-1] in _ON) or _is_link_with_arrow(line.text):
            yield _furniture(line, "a line with the texts before and after this one")


def _is_foot(line: str) -> bool:
    """Return whether a line begins as those below a wiki's text do, and has what they name: a date, a link, a list."""
    has_object = any(map(str.isdecimal, line)) or ":" in line or "：" in line or line.startswith("©") or "«" in line
    return len(line) <= MAX_LENGTH and has_object and may_begin(line, "wiki-foot") and bool(_foot_pattern().match(line))


def _linked_headings(lines: Sequence[TextSpan]) -> Iterator[Intervention]:
    """Yield the lines with a link of a wiki at their end: headings; the link itself is found by its brackets."""
    for line in lines:
        if line.text[-1] == "]" and len(line.text) <= MAX_TITLE and _linked_pattern().fullmatch(line.text):
            yield Intervention(
                line.start, line.end, Role.PARATEXT, Cause.HEADING, "a line with a link of a wiki at its end"
            )


@cache
def _navigation_pattern() -> re.Pattern[str]:
    """Return the pattern of steps to a page: `Home > Letters > 1906`, or of links of a library after its address."""
    return re.compile(
        r"[^\W\d_a-zа-я][\w .’'-]{1,40}(?:\s[>›]\s(?:\d{4}|[^\W\d_a-zа-я][\w .,:’'-]{1,60})){1,6}"
        r"|[\w-]+\.(?:ru|com|org|net|de|fr|it|info)\b[^\[\]]{0,40}(?:\[[^\[\]]{2,30}\]\s?){2,12}"
    )


@cache
def _foot_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('wiki-foot')}")


@cache
def _linked_pattern() -> re.Pattern[str]:
    link = rf"\[{phrase_pattern('edit-link')}(?:\s?[|·/]\s?{phrase_pattern('edit-link')})*\]"
    return re.compile(rf"[^\W_][^\[\]]*{link}")


@cache
def _wiki_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{phrase_pattern('wiki-line')}[\s.]*)+")
