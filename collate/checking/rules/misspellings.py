"""T205: a word that no list of the language has, and that looks like one that it has. Asked only where a list is named.

A word that stands once and lies one edit from a frequent one is a slip one time in thirty; with a list, one
in four. So more is asked here: the text has the listed word often, or the word has three letters together
that no word of the list has.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from collate.checking.confusables import LONGEST, by_cuts, cuts, near, triples
from collate.errors import ConfigError
from collate.files.read import read_bytes
from collate.model.findings import Match, Transcription

SHORTEST: Final = 5  # letters of a word that is looked at
SELDOM: Final = 2  # times that a slip stands in a text
OFTEN: Final = 5  # times that the word stands that was meant
_WORD: Final = re.compile(r"[^\W\d_]+")


def listed_words(paths: tuple[Path, ...]) -> frozenset[str]:
    """Read lists of words, one word a line. Raises ConfigError for one that cannot be read."""
    words: frozenset[str] = frozenset()
    for path in paths:
        try:
            words |= _words(read_bytes(path))
        except OSError as error:
            raise ConfigError(f"{path}: {error.strerror}; check the name of the list of words") from None
        except UnicodeDecodeError as error:
            raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save the list of words as UTF-8") from None
    return words


@lru_cache(maxsize=4)
def _words(content: bytes) -> frozenset[str]:
    """Take a list apart; each file of a run asks for the same."""
    return frozenset(content.decode("utf-8-sig").casefold().split())


def misspelt(file: Transcription) -> Iterator[Match]:
    """Find the words of a text that are probably misspelt, by the lists that its project names."""
    listed = listed_words(file.words)
    counts = Counter(word.casefold() for word in _WORD.findall(file.text))
    usual = [word for word in counts if word in listed]
    seldom = [w for w, n in counts.items() if n <= SELDOM and SHORTEST <= len(w) <= LONGEST and w not in listed]
    by_cut = by_cuts(usual)
    meant = {word: other for word in seldom if (other := _meant(word, by_cut, counts, listed))}
    for found in _WORD.finditer(file.text) if meant else ():
        if other := meant.get(found[0].casefold()):
            message = f"{found[0]!r} is in no list of words, and is near to {other!r}"
            yield Match(found.start(), found.end(), message, "look into the source; a name can be added to the list")


def _meant(word: str, by_cut: dict[str, list[str]], counts: Counter[str], listed: frozenset[str]) -> str | None:
    """Give the word that was probably meant, the most frequent first."""
    like = {other for cut in cuts(word) for other in by_cut.get(cut, ()) if near(word, other)}
    odd = not _triples_of(listed).issuperset(triples(word))
    found = [other for other in like if odd or counts[other] >= OFTEN]
    return min(found, key=lambda other: (-counts[other], other), default=None)


@lru_cache(maxsize=4)
def _triples_of(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(triple for word in listed for triple in triples(word))
