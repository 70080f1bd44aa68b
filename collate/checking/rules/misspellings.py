"""T205: a word that no word list has, and that is similar to a listed one. Runs only if the project names lists.

A word that occurs once and is one edit from a frequent word is an error in one case of thirty; with a word list, in one
of four. So more is required: the text has the listed word often, or the word has a trigram that no listed word has.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from collate._late_regex import late_regex
from collate.classify.confusables import MAX_LETTERS, deletions, index_by_deletions, is_confusable, trigrams
from collate.errors import ConfigError
from collate.files.read import read_bytes
from collate.model.findings import Match, Transcription

MIN_LETTERS: Final = 5  # letters of the shortest word that is checked
MAX_ERROR_COUNT: Final = 2  # times that a text may have an error
MIN_CORRECT_COUNT: Final = 5  # times that it must have the correct word
_WORD: Final = late_regex(r"[^\W\d_]+")


def read_word_lists(paths: tuple[Path, ...]) -> frozenset[str]:
    """Read word lists, one word a line. Raises ConfigError for a list that cannot be read."""
    words: frozenset[str] = frozenset()
    for path in dict.fromkeys(paths):
        try:
            words |= _parse_word_list(read_bytes(path))
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}; check the name of the word list") from None
        except UnicodeDecodeError as error:
            raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the word list as UTF-8") from None
    return words


@lru_cache(maxsize=4)
def _parse_word_list(content: bytes) -> frozenset[str]:
    """Parse a word list. Cached, because each file of a run needs the same one."""
    return frozenset(content.decode("utf-8-sig").casefold().split())


def misspellings(file: Transcription) -> Iterator[Match]:
    """Find the words of a text that are probably misspelt, by the word lists of its project."""
    listed = read_word_lists(file.word_lists)
    counts = Counter(word.casefold() for word in _WORD.findall(file.text))
    index = index_by_deletions(word for word in counts if word in listed)
    corrections = {
        word: correction
        for word, count in counts.items()
        if count <= MAX_ERROR_COUNT and MIN_LETTERS <= len(word) <= MAX_LETTERS and word not in listed
        if (correction := _correction(word, index, counts, listed))
    }
    for word in _WORD.finditer(file.text) if corrections else ():
        if correction := corrections.get(word[0].casefold()):
            message = f"{word[0]!r} is in no word list and is similar to {correction!r}"
            yield Match(word.start(), word.end(), message, "check the source; if the word is right, add it to a list")


def _correction(word: str, index: dict[str, list[str]], counts: Counter[str], listed: frozenset[str]) -> str | None:
    """Return the most frequent listed word that was probably meant, None if there is none."""
    confusable = {w for deletion in deletions(word) for w in index.get(deletion, ()) if is_confusable(word, w)}
    has_rare_trigram = not _trigrams_of(listed).issuperset(trigrams(word))
    likely = [w for w in confusable if has_rare_trigram or counts[w] >= MIN_CORRECT_COUNT]
    return min(likely, key=lambda w: (-counts[w], w), default=None)


@lru_cache(maxsize=4)
def _trigrams_of(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(trigram for word in listed for trigram in trigrams(word))
