"""English spelling from about 1450 to 1700, by the rules in `data/english.toml`, and which words are words of today."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache, lru_cache, partial
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import as_replacement, late_regex
from collate.classify.language.english import english_rules, english_table
from collate.classify.language.folding import CACHED_WORDS
from collate.classify.language.languages import rules_of_language

_Changes = Sequence[Callable[[str], str]]

_LOST_LETTER: Final = ("nes", "les")  # madnes, careles
# Letters that the changes add, remove or exchange. Words that differ in another letter never become equal.
_CHANGING: Final = frozenset("aeiouyvjw'cdgkqstfhlnr")
_INFLECTIONS: Final = ("s", "ed", "ing", "er", "est", "eth", "'s")
_FORMATIVES: Final = ("ly", "ness", "less", "ful")
_SIBILANTS: Final = ("s", "x", "z", "ch", "sh")
_CLOSED: Final = late_regex(r"[^aeiou]?[aeiouy][bdfgklmnprstvz]$")
_VOWELS: Final = "aeiou"


@dataclass(frozen=True, slots=True)
class EarlySpelling:
    """The table `early` of the data file.

    changes      make two spellings of one word equal
    vowels       the same, where one of the two must be a word of today
    spellings    for a word, the numbers of the groups of spellings that it belongs to
    words        words of today, without their regular forms
    once_one_word   pairs of words of today that were two spellings of one word
    """

    changes: _Changes
    vowels: _Changes
    spellings: Mapping[str, Set[int]]
    words: Set[str]
    once_one_word: Set[frozenset[str]]


@cache
def early_spelling() -> EarlySpelling:
    """Read the table once."""
    table = english_table()["early"]
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(table["spellings"]):
        for word in group.split():
            groups.setdefault(word, set()).add(number)
    return EarlySpelling(
        _compiled(table["changes"]),
        _compiled(table["vowels"]),
        groups,
        rules_of_language("en").common | set(table["words"].split()) | english_rules().irregular_families.keys(),
        {frozenset(pair.split()) for pair in table["once_one_word"].strip().replace("\n", ", ").split(", ")},
    )


def _compiled(rows: Sequence[Sequence[str]]) -> _Changes:
    return tuple(partial(re.compile(pattern).sub, as_replacement(replacement)) for pattern, replacement in rows)


def are_listed_spellings(left: str, right: str) -> bool:
    """Return whether two bare words are listed as spellings of one word."""
    groups = early_spelling().spellings
    return left in groups and right in groups and bool(groups[left] & groups[right])


def differ_in_changing_letters(left: str, right: str) -> bool:
    """Return whether two words may become equal: a quick test before the changes."""
    return set(left) ^ set(right) <= _CHANGING


def are_early_spellings(left: str, right: str) -> bool:
    """Return whether two bare words are one in two spellings, of which one is a word of today and the other is not."""
    if not differ_in_changing_letters(left, right) or is_word_of_today(left) == is_word_of_today(right):
        return False
    return not early_keys(left).isdisjoint(early_keys(right))


@lru_cache(CACHED_WORDS)
def early_keys(word: str) -> frozenset[str]:
    """Return what a word becomes after the changes: one key, or two if it may lack its last letter."""
    changes = early_spelling().changes
    words = (word, f"{word}s") if word.endswith(_LOST_LETTER) else (word,)
    return frozenset([_changed(word, changes) for word in words])


@lru_cache(CACHED_WORDS)
def vowel_keys(word: str) -> frozenset[str]:
    """Return the same after the changes of vowels too."""
    vowels = early_spelling().vowels
    return frozenset([_changed(key, vowels) for key in early_keys(word)])


def _changed(word: str, changes: _Changes) -> str:
    for change in changes:
        word = change(word)
    return word


@lru_cache(CACHED_WORDS)
def is_word_of_today(word: str) -> bool:
    """Return whether a word is a known word of today, or a regular form of one as it is spelled today."""
    return bool(word in early_spelling().words or _known_stems(word, _INFLECTIONS) or _known_stems(word, _FORMATIVES))


def were_one_word(left: str, right: str) -> bool:
    """Return whether two words of today were one word in two spellings in older print: then and than."""
    return frozenset((left, right)) in early_spelling().once_one_word


def are_forms_of_two_words(left: str, right: str) -> bool:
    """Return whether two words are known, and are forms of two known words: tapped of tap, taped of tape."""
    lemmas = lemmas_of_today(left), lemmas_of_today(right)
    return all(lemmas) and not lemmas[0] & lemmas[1]


@lru_cache(CACHED_WORDS)
def lemmas_of_today(word: str) -> frozenset[str]:
    """Return the known words of today of which a word may be a form, as it is spelled today."""
    own = {word} if word in early_spelling().words or _known_stems(word, _FORMATIVES) else set()
    return frozenset(own | _known_stems(word, _INFLECTIONS))


def _known_stems(word: str, endings: Sequence[str]) -> set[str]:
    words = early_spelling().words
    return {
        stem
        for ending in endings
        if word.endswith(ending)
        for stem in _possible_stems(word, ending)
        if stem in words and word in _regular_forms(stem, ending)
    }


def _possible_stems(word: str, ending: str) -> Sequence[str]:
    """Return the words of which a word may be the form with an ending: hope, hop and hopp for hoping."""
    stem = word.removesuffix(ending)
    if stem == word:
        return ()
    stems = [stem, stem + "e"]
    if stem[-1:] == "i":
        stems.append(stem[:-1] + "y")
    if stem[-2:-1] == stem[-1:]:
        stems.append(stem[:-1])
    if ending == "s" and stem[-1:] == "e":
        stems += [stem[:-1], f"{stem[:-2]}y"]
    return stems


def _regular_forms(stem: str, ending: str) -> Sequence[str]:
    """Return how a word of today is spelled with an ending."""
    if ending in _FORMATIVES:
        return (stem[:-1] + "i" + ending,) if stem[-1:] == "y" else (stem + ending,)
    if ending == "s":
        if stem.endswith(_SIBILANTS):
            return (stem + "es",)
        if stem[-1:] == "o":
            return (stem + "s", stem + "es")
    if stem[-1:] == "y" and stem[-2:-1] not in _VOWELS and ending in ("s", "ed", "er", "est", "eth"):
        return (stem[:-1] + ("ies" if ending == "s" else "i" + ending),)
    if ending in ("s", "'s"):
        return (stem + ending,)
    if stem[-1:] == "e":
        return (stem[:-1] + ending,)
    if _CLOSED.search(stem) and stem[-2:-1] in _VOWELS and stem[-3:-2] not in _VOWELS:
        doubled = stem + stem[-1] + ending
        return (doubled,) if sum(c in _VOWELS for c in stem) == 1 else (doubled, stem + ending)
    return (stem + ending,)
