"""Lines in capitals: which are headings, and which are text that shouts: warranties, inscriptions, speakers, signs.

A heading is a block of one or two lines, or it begins a paragraph, and it heads something. In doubt, a line is text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.editorial import headings
from collate.editorial.editors_phrases import is_phrase, phrase_pattern
from collate.editorial.line_spans import MAX_LINE_WIDTH, TextSpan, count_line_breaks

MAX_LINES: Final = 2  # of a heading in capitals; more are a paragraph of text, or an inscription
MAX_WORDS_OF_SPEAKER: Final = 3
MAX_WORDS_OF_SENTENCE: Final = 8  # of a heading that ends like a sentence
MAX_ANNOUNCEMENT: Final = 120  # code points of the end of a line that announces one in capitals
MIN_SPEAKERS: Final = 2  # of a play
MIN_SENTENCE_LENGTH: Final = 60  # code points of a line above that ends without punctuation, and is no title

_WORD: Final = late_regex(r"\w+")


def headings_in_capitals(
    text: str, lines: Sequence[TextSpan], in_capitals: Sequence[int], beside_pages: set[int]
) -> Iterator[int]:
    """Yield the lines in capitals that are headings; `beside_pages` are the lines next to a page number."""
    is_folded = all(line.end - line.start <= MAX_LINE_WIDTH for line in lines)
    speakers = _speakers(text, lines, in_capitals)
    recurring = Counter(lines[k].text for k in in_capitals)
    for first, last in _blocks(text, lines, in_capitals):
        words = " ".join(line.text for line in lines[first : last + 1])
        if (first in beside_pages or last in beside_pages) and not _finite_verb().search(words):
            yield from range(first, last + 1)
        elif last - first < MAX_LINES and not _is_text(lines, first, words) and words not in speakers:
            if recurring[words] <= 1 and _is_inside_sentence(lines, first, last):
                continue
            if len(speakers) >= MIN_SPEAKERS and _may_speak(text, lines, first):
                continue
            above = _touches(text, lines, first)
            if not is_folded or (not above and not _continues(text, lines, last)):
                yield from range(first, last + 1)


def _blocks(text: str, lines: Sequence[TextSpan], in_capitals: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of lines in capitals without a blank line between them."""
    capitals = set(in_capitals)
    for k in in_capitals:
        if k - 1 in capitals and _touches(text, lines, k):
            continue
        last = k
        while last + 1 < len(lines) and lines[last + 1].text.isupper() and _touches(text, lines, last + 1):
            last += 1
        yield k, last


def _touches(text: str, lines: Sequence[TextSpan], k: int) -> bool:
    """Return whether no blank line is above a line."""
    return k > 0 and count_line_breaks(text, lines[k - 1].end, lines[k].start) < 2


def _continues(text: str, lines: Sequence[TextSpan], last: int) -> bool:
    """Return whether the sentence of a line goes on in the line below it."""
    below = last + 1
    return below < len(lines) and _touches(text, lines, below) and lines[below].text[0].islower()


def _is_text(lines: Sequence[TextSpan], first: int, words: str) -> bool:
    """Return whether words in capitals are a sentence, a quotation, or what the line above announces."""
    is_sentence = words.endswith((".", "!", "?", ";")) and (
        len(words.split()) > MAX_WORDS_OF_SENTENCE or bool(_finite_verb().search(words))
    )
    if first > 0 and lines[first - 1].text[-1] in ".!?" and _announces(lines[first - 1].text):
        return True
    return is_sentence or words[0] in "\"“”„«»‘'" or (first > 0 and lines[first - 1].text[-1] in ":,")


def _is_inside_sentence(lines: Sequence[TextSpan], first: int, last: int) -> bool:
    """Return whether a sentence begins above a block and ends in it or below, or the block is the end of the text."""
    if last + 1 == len(lines):
        words = " ".join(line.text for line in lines[first : last + 1])
        return first > 0 and not _end_pattern().match(words)
    above = lines[first - 1].text if first else ""
    is_open = len(above) >= MIN_SENTENCE_LENGTH and (above[-1].islower() or above[-1] in ",;") and _is_prose(above)
    return is_open or (first > 0 and lines[last + 1].text[0].islower())


def _is_prose(line: str) -> bool:
    """Return whether half of the words of a line or more begin with small letters; in a title or a credit, fewer do."""
    words = line.split()
    return 2 * sum(word[0].islower() for word in words) >= len(words)


def _may_speak(text: str, lines: Sequence[TextSpan], first: int) -> bool:
    """Return whether the first line of a block stands above words of its paragraph, and is no part of a play."""
    line = lines[first].text
    stands_above = len(line.split()) <= MAX_WORDS_OF_SPEAKER and first + 1 < len(lines)
    return stands_above and _touches(text, lines, first + 1) and not headings.is_part_heading(line)


def _speakers(text: str, lines: Sequence[TextSpan], in_capitals: Sequence[int]) -> set[str]:
    """Return the lines that recur above words of the same paragraph: the speakers of a dialogue."""
    above_words = Counter(
        lines[k].text
        for k in in_capitals
        if len(lines[k].text.split()) <= MAX_WORDS_OF_SPEAKER and k + 1 < len(lines) and _touches(text, lines, k + 1)
    )
    return {words for words, count in above_words.items() if count > 1}


def _announces(line: str) -> bool:
    """Return whether the end of a line says that something is read or heard: `There was a telegram.`"""
    return any(is_phrase(word, "announces") for word in _WORD.findall(line[-MAX_ANNOUNCEMENT:]))


@cache
def _finite_verb() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern('finite-verbs')}(?!\w)")


@cache
def _end_pattern() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('end')}(?!\w)")
