"""Shapes of letters that are misread for one another, from `data/misreadings.toml`."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate.classify.language.folding import bare, common_prefix_length, common_suffix_length
from collate.files.package_data import DATA, package_table

_DATA: Final = DATA / "misreadings.toml"
MOST_LETTERS: Final = 12  # between the first and the last letter that differ
RECENT_PAIRS: Final = 256  # several rules ask the same pair
_WIDENINGS: Final = ((0, 0), (1, 0), (0, 1), (1, 1))  # letters that the words share, before and after those that differ

Exchange = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Misreadings:
    """The contents of `data/misreadings.toml`.

    strong   exchanges that are also made between two real words
    all      these, those that make no word, and those of a digit for letters
    longest  the most letters of one side of an exchange
    odd      finds letters in a row that hardly any word has
    words    by language, real words that a misreading makes or changes
    """

    strong: frozenset[Exchange]
    all: frozenset[Exchange]
    longest: int
    odd: re.Pattern[str]
    words: Mapping[str, frozenset[str]]

    def __repr__(self) -> str:
        return f"<Misreadings: {counted(len(self.all) // 2, 'exchange')}>"


@cache
def misreadings() -> Misreadings:
    """Read the data file once."""
    table = package_table(_DATA)
    strong = [pair for script in table["scripts"] for pair in script["shapes"].split()]
    others = [pair for script in table["scripts"] for key in ("weak", "digits") for pair in script[key].split()]
    words = {language: frozenset(listed.split()) for language, listed in table["words"].items()}
    odd = re.compile("|".join(script["odd"] for script in table["scripts"] if "odd" in script))
    exchanges = _both_ways([*strong, *others])
    longest = max(len(letters) for exchange in exchanges for letters in exchange)
    return Misreadings(_both_ways(strong), exchanges, longest, odd, words)


def _both_ways(pairs: list[str]) -> frozenset[Exchange]:
    exchanges = [tuple(map(bare, pair.split("/"))) for pair in pairs]
    return frozenset((a, b) for left, right in exchanges for a, b in ((left, right), (right, left)))


@lru_cache(RECENT_PAIRS)
def misread_letters(left: str, right: str) -> Exchange | None:
    """Return the letters of two words that are misread for one another, if the words are alike but for these."""
    if abs(len(left) - len(right)) >= misreadings().longest:
        return None  # each side of an exchange has a letter
    start = common_prefix_length(left, right)
    end = min(common_suffix_length(left, right), len(left) - start, len(right) - start)
    stop_left, stop_right = len(left) - end, len(right) - end
    length = max(stop_left, stop_right) - start
    if length > MOST_LETTERS:
        return None
    known = misreadings().all
    for before, after in _WIDENINGS if length <= misreadings().longest else ():
        first = max(0, start - before)
        exchange = left[first : stop_left + after], right[first : stop_right + after]
        if exchange in known:
            return exchange
    if stop_left != stop_right:
        return None
    exchange = left[start:stop_left], right[start:stop_right]
    for a, b in zip(*exchange, strict=True):
        if a != b and (a, b) not in known:
            return None
    return None if exchange[0] == exchange[1][::-1] else exchange  # letters that changed places were not misread


def is_listed_word(language: str, word: str) -> bool:
    """Return whether a word is listed as real for a language, or for any if the language is ""."""
    words = misreadings().words
    return (
        word in words.get(language.split("-", maxsplit=1)[0].lower(), frozenset())
        if language
        else any(word in listed for listed in words.values())
    )
