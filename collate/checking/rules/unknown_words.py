"""T210: a word that no dictionary has, in a text that comes from OCR. Runs only if the project says `ocr = true`.

In a proofed book nearly all such words are names, dialect and old spellings; in raw OCR nearly all are errors. What
decides is how the text was made, which only its editor knows. Passages of another language have several unknown words
together: an error stands alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from collate._late_regex import late_regex
from collate.checking.dictionaries import dictionary_of
from collate.checking.rules.misspellings import read_word_lists
from collate.model.findings import Match, Transcription

_WORD: Final = late_regex(r"[^\W\d_]+")
_NEAR: Final = 2  # words on either side that must be known
_MOST_TIMES: Final = 3  # a word that a text has more often is one of its own
_MIN_LETTERS: Final = 2
_MAX_LETTERS: Final = 40
_BESIDE: Final = frozenset("[](){}<>-‐‑–¬*'’ʼ`´/=+_@#&\u00ad⸗")  # a word beside one of these is a part of something
# Spellings that a language had before its dictionary, and the spelling that replaced them.
_OLDER: Final = {
    "de": (
        ("th", "t"), ("iren", "ieren"), ("irt", "iert"), ("c", "k"), ("c", "z"), ("ß", "ss"), ("ey", "ei"), ("ſ", "s"),
    ),
    "en": (("eth", ""), ("eth", "e"), ("est", ""), ("est", "e"), ("ck", "c"), ("ſ", "s"), ("æ", "ae"), ("œ", "oe")),
    "fr": (
        ("ois", "ais"), ("oit", "ait"), ("oient", "aient"), ("ans", "ants"), ("ens", "ents"), ("ſ", "s"), ("œ", "oe"),
    ),
}  # fmt: skip


def unknown_words(file: Transcription) -> Iterator[Match]:
    """Find the words in small letters that neither the dictionary nor a list of the project has, each alone."""
    dictionary = dictionary_of(file.language)
    listed = read_word_lists(file.word_lists)
    if dictionary.missing and not listed:
        return
    words = list(_WORD.finditer(file.text))
    counts = Counter(word[0] for word in words)
    has = (lambda word: False) if dictionary.missing else dictionary.has
    known = {word: _is_known(word, file.language[:2], listed, has) for word in counts}
    unknown = [not known[word[0]] for word in words]
    for k, word in enumerate(words):
        if unknown[k] and counts[word[0]] <= _MOST_TIMES and _is_alone(unknown, k) and _is_whole(file.text, word):
            message = f"{word[0]!r} is in no word list"
            yield Match(word.start(), word.end(), message, "check the source; if the word is right, add it to a list")


def _is_known(word: str, language: str, listed: frozenset[str], has: Callable[[str], bool]) -> bool:
    if not _MIN_LETTERS <= len(word) <= _MAX_LETTERS or word.casefold() in listed or has(word):
        return True
    older = (word.replace(old, new) for old, new in _OLDER.get(language, ()) if old in word)
    return any(has(form) or form.casefold() in listed for form in older)


def _is_alone(unknown: list[bool], k: int) -> bool:
    return sum(unknown[max(0, k - _NEAR) : k + _NEAR + 1]) == 1


def _is_whole(text: str, word: re.Match[str]) -> bool:
    """Return whether a word is in small letters, and no part of something: a compound, a name, a gap."""
    beside = text[max(0, word.start() - 1) : word.start()] + text[word.end() : word.end() + 1]
    return word[0].islower() and _BESIDE.isdisjoint(beside) and not any(map(str.isdigit, beside))
