"""Phrases of editors, such as "Ed." and "sic", from `data/editors.toml`, as patterns."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_text

_DATA: Final = DATA / "editors.toml"


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Return the phrases of a table in all languages, the longest first."""
    of_all_languages = {phrase for language in _tables()[table].values() for phrase in language}
    return tuple(sorted(of_all_languages, key=lambda phrase: (-len(phrase), phrase)))


@cache
def phrase_pattern(table: str) -> str:
    """Return a case-insensitive pattern for any phrase of a table in any language."""
    alternatives = "|".join(re.escape(phrase).replace(r"\ ", r"\s{1,3}") for phrase in phrases(table))
    return f"(?i:{alternatives})"


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    import tomllib  # most texts need no phrase

    tables: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(package_text(_DATA))
    return tables
