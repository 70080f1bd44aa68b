"""Phrases of editors, such as "Ed." and "sic", from `data/editors.toml`, as patterns."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from collate._late_regex import late_regex
from collate.files.package_data import DATA, package_text

_DATA: Final = DATA / "editors.toml"
_FIRST_WORD: Final = late_regex(r"\w+")
_BEFORE_PHRASE: Final = "[(*•·- "  # what a line may have before a phrase
_AFTER_PHRASE: Final = ".)]>⟩ "
_LONGEST_PHRASE: Final = 80  # code points, with what is before it


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of a table in all languages, the longest first."""
    of_all_languages = {phrase for language in phrases_by_language(table).values() for phrase in language}
    return tuple(sorted(of_all_languages, key=lambda phrase: (-len(phrase), phrase)))


@cache
def phrases_by_language(table: str) -> Mapping[str, list[str]]:
    """Return the phrases of a table, for each language.

    Each line of a table is a language and its phrases. Such an array is JSON too, which is read much faster than TOML.
    """
    rows = (line.partition(" = ") for line in _lines_of_tables()[table].splitlines() if "= [" in line)
    return {language: json.loads(array) for language, _, array in rows}


@cache
def first_words_of(*tables: str) -> frozenset[str]:
    """Return the first words of the phrases of some tables, without capitals: few lines begin with one of them."""
    matches = (_FIRST_WORD.search(phrase) for table in tables for phrase in phrases(table))
    return frozenset(match.group().casefold() for match in matches if match)


def may_begin(line: str, *tables: str) -> bool:
    """Return whether a line begins like a phrase of some tables; for other lines their long patterns are not needed."""
    begins = line[:_LONGEST_PHRASE]
    if begins[:1] in _BEFORE_PHRASE:
        begins = begins.lstrip(_BEFORE_PHRASE)
    with_first_letter = _beginnings(*tables).get(begins[:1].casefold())
    return with_first_letter is not None and " ".join(begins.casefold().split()).startswith(with_first_letter)


def may_end(line: str, table: str) -> bool:
    """Return whether a line ends like a phrase of a table, with or without a full stop and a closing bracket."""
    ends = " ".join(line[-_LONGEST_PHRASE:].rstrip(_AFTER_PHRASE).casefold().split())
    return ends.endswith(_endings(table))


def is_phrase(words: str, table: str) -> bool:
    """Return whether words are a phrase of a table, with or without capitals; blanks must be single."""
    return words.casefold() in _casefolded(table)


@cache
def phrase_pattern(table: str) -> str:
    """Return a case-insensitive pattern for any phrase of a table in any language."""
    escaped = (re.escape(phrase).replace(r"\ :", r"\s{0,3}:").replace(r"\ ", r"\s{1,3}") for phrase in phrases(table))
    alternatives = "|".join(escaped)
    return f"(?i:{alternatives})"


@cache
def _beginnings(*tables: str) -> Mapping[str, tuple[str, ...]]:
    """Return the phrases of some tables without capitals, by their first letter; a colon after a blank is left out."""
    by_letter: dict[str, set[str]] = {}
    for phrase in (phrase for table in tables for phrase in phrases(table)):
        begins = phrase.partition(" :")[0].lstrip(_BEFORE_PHRASE).casefold()
        by_letter.setdefault(begins[:1], set()).add(begins)
    return {letter: tuple(sorted(begins)) for letter, begins in by_letter.items()}


@cache
def _endings(table: str) -> tuple[str, ...]:
    return tuple(sorted({phrase.rstrip(_AFTER_PHRASE).casefold() for phrase in phrases(table)}))


@cache
def _casefolded(table: str) -> frozenset[str]:
    return frozenset(phrase.casefold() for phrase in phrases(table))


@cache
def _lines_of_tables() -> Mapping[str, str]:
    """Return the lines of each table, by its name."""
    rows = (part.partition("]\n") for part in package_text(_DATA).split("\n[")[1:])
    return {name: lines for name, _, lines in rows}
