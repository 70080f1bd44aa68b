"""Rules on words: doubled, broken, or with something stuck to them or inside them that does not belong."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from collate.model.findings import Match, Transcription

# What a good text may say twice: `that that is`, `had had`, `die die Welt`, `nous nous`; cries; and letters that count.
_TWICE: Final = """
that had is her ha no so very there bye who will far do you well now never always come on oh ah ho amen verily
lord eli yea nay many again by more much die der das sie was nous vous en et in ad a i v x
ἀμὴν ἀμήν ἅγιος κύριε δύο
"""
_SAID_TWICE: Final = frozenset(_TWICE.split())
_AGAIN: Final = re.compile(r"\b([^\W\d_]++)\s+(?=(\1)\b)", re.IGNORECASE)
_BROKEN: Final = re.compile(r"[-\u00ad\u2010\u2e17][^\S\r\n]*(?:\r\n|\r|\n)\s*(?=[^\W\d_])")
_DIGITS: Final = re.compile(r"\d+(?!\w)")
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]{2,}\Z")
_LONGEST: Final = 60  # letters of a word that is looked at
_CAPITAL: Final = re.compile(r"(?<=[a-zß-öø-ÿ])[A-ZÀ-ÖØ-Þ]")
_IN_NAMES: Final = re.compile(r"(?:\b|[a-z])(?:M[a']?c|D[aeiou]|L[aeo]|O|V[ao]n|Fitz|Ap|St|Ph)\Z")


def doubled(file: Transcription) -> Iterator[Match]:
    """Find a word that stands twice in a row, as when an eye comes back to the line too early."""
    words = file.text.casefold().split()
    twice = {one for one, other in pairwise(words) if other.startswith(one) and one.isalpha()} - _SAID_TWICE
    if not twice:
        return
    for found in _AGAIN.finditer(file.text):
        if found[1].casefold() in twice:
            message = f"{found[2]!r} stands twice"
            yield Match(found.start(2), found.end(2), message, "strike one, if the source has one")


def broken(file: Transcription) -> Iterator[Match]:
    """Find words that are broken at the end of a line or page."""
    for found in _BROKEN.finditer(file.text):
        start, end = _word_around(file.text, *found.span())
        if start == found.start():
            continue
        word = "".join(file.text[start:end].split())
        where = "page or paragraph" if len(re.findall(r"\r\n|\r|\n", found[0])) > 1 else "line"
        mend = "write the word in one, if the break is only the printer's"
        yield Match(start, end, f"{word!r} is broken at the end of a {where}", mend)


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a place to the word in which it stands; of an endless one a part is enough."""
    first, last = start, end
    while start and first - start < _LONGEST and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and end - last < _LONGEST and text[end].isalnum():
        end += 1
    return start, end


def stuck_digits(file: Transcription) -> Iterator[Match]:
    """Find digits stuck to the end of a word, as a note marker is when its height is lost."""
    for found in _DIGITS.finditer(file.text):
        word = _LETTERS_BEFORE.search(file.text, max(0, found.start() - _LONGEST), found.start())
        if word:
            message = f"{word[0] + found[0]!r}: digits are stuck to a word"
            yield Match(word.start(), found.end(), message, "mark the note marker as one, or part them")


def odd_capitals(file: Transcription) -> Iterator[Match]:
    """Find a capital after a small letter of the same word, as where a space was lost or a key was held."""
    for found in _CAPITAL.finditer(file.text):
        start, end = _word_around(file.text, *found.span())
        if not _IN_NAMES.search(file.text[start : found.start()]):
            message = f"{file.text[start:end]!r} has a capital inside"
            yield Match(start, end, message, "part the words, or write it small")
