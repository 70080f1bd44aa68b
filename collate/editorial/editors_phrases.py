"""Phrases of editors, such as "Ed." and "sic", from `data/editors.toml`, as patterns."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_text

_DATA: Final = DATA / "editors.toml"
_FIRST_WORD: Final = re.compile(r"\w+")


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of a table in all languages, the longest first."""
    of_all_languages = {phrase for language in _tables()[table].values() for phrase in language}
    return tuple(sorted(of_all_languages, key=lambda phrase: (-len(phrase), phrase)))


def phrases_by_language(table: str) -> Mapping[str, list[str]]:
    """Return the phrases of a table, for each language."""
    return _tables()[table]


@cache
def first_words_of(*tables: str) -> frozenset[str]:
    """Return the first words of the phrases of some tables, without capitals: few lines begin with one of them."""
    matches = (_FIRST_WORD.search(phrase) for table in tables for phrase in phrases(table))
    return frozenset(match.group().casefold() for match in matches if match)


@cache
def phrase_pattern(table: str) -> str:
    """Return a case-insensitive pattern for any phrase of a table in any language."""
    escaped = (re.escape(phrase).replace(r"\ :", r"\s{0,3}:").replace(r"\ ", r"\s{1,3}") for phrase in phrases(table))
    alternatives = "|".join(escaped)
    return f"(?i:{alternatives})"


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    import tomllib  # most texts need no phrase

    tables: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(package_text(_DATA))
    return tables
