"""What editors call themselves and what they add, from `data/editors.toml`, as patterns."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from collate.files.package_data import DATA, package_text

_DATA: Final = DATA / "editors.toml"


def phrase_pattern(table: str) -> str:
    """Give a pattern, without regard to case, of any phrase in a table, in any language; the longest first."""
    return _alternatives(table)


@cache
def phrases(table: str) -> tuple[str, ...]:
    """Give the phrases of a table, in every language, the longest first."""
    found = {phrase for language in _tables()[table].values() for phrase in language}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))


@cache
def _alternatives(table: str) -> str:
    found = "|".join(re.escape(p).replace(r"\ ", r"\s{1,3}") for p in phrases(table))
    return f"(?i:{found})"


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    import tomllib  # late: most texts have nothing that needs a phrase

    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(package_text(_DATA))
    return found
