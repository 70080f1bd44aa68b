"""Words that a page end breaks: between their halves stands what the printer put there, such as a page number.

`mor-`, `12`, `ning` on three lines is one word, if `morning` is a word of the work and `mor` or `ning` is not. A
running head, a signature, a catchword or a footnote may stand between as well. Such a word is one token: its span
holds what stands between, its form does not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.model.tokens import Sort
from collate.text.normalise import HYPHENS, letters, line_end
from collate.text.segmentation import TokenSpans, kept_tokens, tokens_of

MOST_LINES: Final = 12  # between the halves: a running head, a page number and a footnote, with blank lines
LONGEST_HEAD: Final = 80  # code points of a line at the head or foot of a page; a longer one is text, or a footnote

_REST_OF_LINE: Final = r"[^\S\r\n]*(?:\r\n|\n|\r)"
_LINE: Final = late_regex(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_FIRST_WORD: Final = late_regex(r"[^\W\d_]+")
_LAST_WORD: Final = late_regex(r"[^\W\d_]+\Z")
# No line that begins with a small letter, unless it is short: a catchword.
_FURNITURE_BEGINS: Final = late_regex(r"\s*+(?:[^\s\w]|\d|_|[A-Z]|(?![a-z])\w|\S++(?:[^\S\r\n]\S+)?+[^\S\r\n]*+[\r\n])")
_SENTENCE_ENDS: Final = (".", "!", "?", ";", ",", ":", "。", "؟", "۔")
_NOTE_SIGN: Final = late_regex(r"(?:[*†‡§¶]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[\[(](?:\d{1,3}|\w|[*†‡]+)[\])]|\d{1,3}[.)]?\s)\s*\S")
_PAGE_SIGN: Final = late_regex(
    r"[\W_]*(?:\w{1,5}\.?\s?)?\[?(?:\d{1,5}|[ivxlcdmIVXLCDM]+)\s?[rvab]?\]?(?:\s\w+\s\d{1,5})?[\W_]*|[A-Z]{1,3}\s?[\divxj]{0,4}\.?"
)


@dataclass(frozen=True, slots=True)
class _BrokenWord:
    """A word that a page end breaks: its code points [start, end) from the first letter of one half to the other."""

    start: int
    end: int
    head: str
    tail: str


def join_broken_words(texts: Sequence[str], segmented: Sequence[TokenSpans]) -> list[TokenSpans]:
    """Join the halves of each word that a page end breaks to one token of sort WORD.

    A word is joined if the whole is a word of one of the texts and one of its halves is not.

    Parameters
    ----------
    texts : sequence of str
        The texts of all witnesses.
    segmented : sequence of TokenSpans
        Their tokens.
    """
    broken = [list(_broken_words(text)) for text in texts]
    if not any(broken):
        return list(segmented)
    words = _count_words(texts, segmented)
    halves = Counter(half for in_text in broken for half in _halves(in_text))
    kept = [[word for word in in_text if _is_one_word(word, words, halves)] for in_text in broken]
    return [_join(tokens, in_text) if in_text else tokens for tokens, in_text in zip(segmented, kept, strict=True)]


def _broken_words(text: str) -> Iterator[_BrokenWord]:
    """Yield what may be words that a page end breaks: a hyphen at a line end, furniture, and then a small letter.

    One first half may have several second halves, the nearest first.
    """
    for hyphen in _line_end_hyphens(text):
        head = _LAST_WORD.search(text, max(0, hyphen.start() - LONGEST_HEAD), hyphen.start())
        if head and _FURNITURE_BEGINS.match(text, hyphen.end()):  # mostly the word goes on in the next line
            for tail in _tails_after(text, hyphen.end(), head.group()):
                yield _BrokenWord(head.start(), tail.end(), head.group(), tail.group())


def _line_end_hyphens(text: str) -> list[re.Match[str]]:
    """Return the hyphens at line ends in order, each with the white space after it."""
    # One pattern for each hyphen that occurs: `re` is many times faster if it knows the first character.
    used = [hyphen for hyphen in HYPHENS if hyphen in text]
    found = [match for hyphen in used for match in re.finditer(re.escape(hyphen) + _REST_OF_LINE, text)]
    return sorted(found, key=re.Match.start)


def _tails_after(text: str, offset: int, head: str) -> Iterator[re.Match[str]]:
    """Yield what may be the second half of a word: the first words of lines that lines of furniture precede."""
    lines = list(islice(_lines(text, offset), MOST_LINES + 1))
    words = [line.group(1).strip() for line in lines]
    for k, line in enumerate(lines):
        tail = _FIRST_WORD.search(text, line.start(), line.end()) if words[k] else None
        if any(words[:k]) and tail and words[k].startswith(tail.group()) and _is_second_half(tail.group(), head):
            is_catchword = tail.group() == words[k] and any(word.startswith(words[k]) for word in words[k + 1 :])
            if not is_catchword and _is_furniture(words[:k], tail.group()):
                yield tail


def _lines(text: str, offset: int) -> Iterator[re.Match[str]]:
    """Yield the lines from an offset on, which is the beginning of one."""
    while offset < len(text):
        line = _LINE.match(text, offset)
        if line is None:
            return
        yield line
        offset = line.end()


def _is_second_half(word: str, head: str) -> bool:
    """Return whether a word may go on with another: it begins with a small letter, or its script has no case."""
    category = unicodedata.category(word[0])
    return category in ("Lo", "Ll") or (head.isupper() and word.isupper())


def _is_furniture(between: Sequence[str], tail: str) -> bool:
    """Return whether lines are what a printer puts at the foot and at the head of a page; "" is a blank line."""
    in_note = False
    for line in between:
        in_note = bool(line) and (in_note or bool(_NOTE_SIGN.match(line)))
        is_catchword = tail.startswith(line.rstrip("-")) or line.startswith(tail)
        if line and not (in_note or is_catchword or _PAGE_SIGN.fullmatch(line) or _is_running_head(line)):
            return False
    return True


def _is_running_head(line: str) -> bool:
    """Return whether a line may be the head of a page: short, in capitals or without the end of a sentence."""
    ends_sentence = line.endswith(_SENTENCE_ENDS) and not line.isupper()
    return len(line) <= LONGEST_HEAD and not ends_sentence and not line[0].islower()


def _count_words(texts: Sequence[str], segmented: Sequence[TokenSpans]) -> Counter[str]:
    """Count the words of all texts by their letters."""
    surfaces = Counter(
        text[start:end]
        for text, tokens in zip(texts, segmented, strict=True)
        for start, end in tokens.spans[tokens.sorts == Sort.WORD].tolist()
    )
    words: Counter[str] = Counter()
    for surface, count in surfaces.items():
        words[letters(line_end(surface))] += count
    return words


def _halves(words: Sequence[_BrokenWord]) -> Iterator[str]:
    """Yield the letters of each half of what may be broken words, once for each place."""
    places = {(word.start, word.head) for word in words} | {(word.end, word.tail) for word in words}
    return (letters(half) for _, half in sorted(places))


def _is_one_word(word: _BrokenWord, words: Counter[str], halves: Counter[str]) -> bool:
    """Return whether the whole is a word elsewhere, and one of the halves is none but where it is a half."""
    head, tail = letters(word.head), letters(word.tail)
    is_known = words[letters(word.head + word.tail)] > 0
    return is_known and (words[head] <= halves[head] or words[tail] <= halves[tail])


def _join(tokens: TokenSpans, words: Iterable[_BrokenWord]) -> TokenSpans:
    """Join the tokens of each word to one."""
    spans, sorts = tokens.spans.copy(), tokens.sorts.copy()
    keeps = np.ones(len(spans), bool)
    for first, stop in tokens_of([(word.start, word.end) for word in words], tokens):
        if keeps[first]:
            spans[first, 1], sorts[first] = tokens.spans[stop - 1, 1], Sort.WORD
            keeps[first + 1 : stop] = False
    return kept_tokens(spans, sorts, keeps)
