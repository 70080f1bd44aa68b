"""Lines in capitals: which are headings, and which are text that shouts: warranties, inscriptions, speakers, signs.

A heading is a block of one or two lines, or it begins a paragraph. In doubt, a line is text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from collate.editorial.line_spans import MAX_LINE_WIDTH, TextSpan, count_line_breaks

MAX_LINES: Final = 2  # of a heading in capitals; more are a paragraph of text, or an inscription
MAX_WORDS_OF_SPEAKER: Final = 3
MAX_WORDS_OF_SENTENCE: Final = 8  # of a heading that ends like a sentence


def headings_in_capitals(
    text: str, lines: Sequence[TextSpan], in_capitals: Sequence[int], beside_pages: set[int]
) -> Iterator[int]:
    """Yield the lines in capitals that are headings; `beside_pages` are the lines next to a page number."""
    is_folded = all(line.end - line.start <= MAX_LINE_WIDTH for line in lines)
    speakers = _speakers(text, lines, in_capitals)
    for first, last in _blocks(text, lines, in_capitals):
        words = " ".join(line.text for line in lines[first : last + 1])
        if first in beside_pages or last in beside_pages:
            yield from range(first, last + 1)
        elif last - first < MAX_LINES and not _is_text(lines, first, words) and words not in speakers:
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
    is_sentence = words.endswith((".", "!", "?", ";")) and len(words.split()) > MAX_WORDS_OF_SENTENCE
    return is_sentence or words[0] in "\"“”„«»‘'" or (first > 0 and lines[first - 1].text[-1] in ":,")


def _speakers(text: str, lines: Sequence[TextSpan], in_capitals: Sequence[int]) -> set[str]:
    """Return the lines that recur above words of the same paragraph: the speakers of a dialogue."""
    above_words = Counter(
        lines[k].text
        for k in in_capitals
        if len(lines[k].text.split()) <= MAX_WORDS_OF_SPEAKER and k + 1 < len(lines) and _touches(text, lines, k + 1)
    )
    return {words for words, count in above_words.items() if count > 1}
