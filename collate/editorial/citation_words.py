"""What a citation is made of: names, numbers, small words and words of its own; and what is a sentence."""

from collections.abc import Sequence
from typing import Final

from collate._late_regex import late_regex
from collate.editorial.datelines import names_month
from collate.editorial.editors_phrases import is_phrase

MAX_TITLE: Final = 120  # code points of a line before a text; a longer one is the text
MIN_UNKNOWN: Final = 3  # words of a sentence that no citation has
LONGEST_SMALL_WORD: Final = 3  # letters; such words stand in citations too

_WORD: Final = late_regex(r"[^\W\d_][\w’'-]*")


def is_sentence(line: str) -> bool:
    """Return whether a line is too long for a title, or a sentence with several words that no citation has."""
    is_closed = line.rstrip("»”\"'’)")[-1:] in ".!?…"
    return len(line) > MAX_TITLE or (is_closed and len(unknown_words(_WORD.findall(line))) >= MIN_UNKNOWN)


def unknown_words(words: Sequence[str]) -> list[str]:
    """Return the words in small letters that no citation has."""
    return [
        word
        for word in words
        if word[0].islower()
        and len(word) > LONGEST_SMALL_WORD
        and not (is_phrase(word, "citation-words") or names_month(word))
    ]
