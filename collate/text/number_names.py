"""The names of numbers, such as *twelve* and *twelfth*, by language: what `data/numerals.toml` lists."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from collate.files.package_data import DATA, package_text
from collate.text.normalise import DEFAULT, compose_normalisers, marks

_DATA: Final = DATA / "numerals.toml"
_TEN: Final = 10
LATIN: Final = ("en", "fr", "la", "de", "it", "es", "nl")  # the languages in Latin letters
_folded = compose_normalisers(DEFAULT)


@cache
def _rows_by_language() -> Mapping[str, Mapping[str, Any]]:
    import tomllib  # only needed where a reading may be a number in words

    rows: dict[str, dict[str, Any]] = tomllib.loads(package_text(_DATA))["languages"]
    return rows


@cache
def number_table(language: str) -> Mapping[str, Mapping[str, int]] | None:
    """Return the number words of a language with their values; `forms` has a value and its words on each line."""
    rows = _rows_by_language().get(language)
    if rows is None:
        return None
    cardinals, ordinals = (
        {**rows.get(key, {}), **_forms(rows.get(forms, ""))}
        for key, forms in (("cardinals", "forms"), ("ordinals", "ordinal_forms"))
    )
    teens = dict.fromkeys(map(_bare, rows.get("teens", "").split()), _TEN)
    others = {key: rows.get(key, {}) for key in ("joining", "multiples")}
    return {"cardinals": {**teens, **cardinals}, "ordinals": ordinals, "teens": teens, **others}


@cache
def names_by_value(only_latin: bool = False) -> Mapping[int, tuple[str, ...]]:
    """Return the names of each number, cardinals before ordinals, without accents and capitals.

    They are of all languages, or only of those in Latin letters, which are read faster.
    """
    languages = LATIN if only_latin else tuple(_rows_by_language())
    names: dict[int, list[str]] = {}
    for sort in ("cardinals", "ordinals"):
        tables = [table[sort] for language in languages if (table := number_table(language))]
        for word, value in sorted({(word, value) for table in tables for word, value in table.items()}):
            names.setdefault(value, []).append(word)
    return {value: tuple(words) for value, words in names.items()}


def _forms(lines: str) -> Mapping[str, int]:
    rows = map(str.split, filter(None, lines.splitlines()))
    return {_bare(word): int(value) for value, *words in rows for word in words}


def _bare(word: str) -> str:
    return word if word.isascii() else marks(_folded(marks(word)))
