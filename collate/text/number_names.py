"""The names of numbers, such as *twelve* and *twelfth*, by language: what `data/numerals.toml` lists."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from collate.files.package_data import DATA, package_table
from collate.text.normalise import DEFAULT, compose_normalisers, marks

_DATA: Final = DATA / "numerals.toml"
_TEN: Final = 10
LATIN: Final = ("en", "fr", "la", "de", "it", "es", "nl")  # languages in Latin letters, asked where none is known
IN_LATIN_LETTERS: Final = (*LATIN, "pt", "sv", "da", "pl", "cs", "tr")
# Shorter words of the others are words of too many languages: Danish *to*, Turkish *on*.
_LEAST_LETTERS: Final = 3
_folded = compose_normalisers(DEFAULT)


def rows_by_language() -> Mapping[str, Mapping[str, Any]]:
    """Return what is listed for each language."""
    rows: Mapping[str, Mapping[str, Any]] = _listed()["languages"]
    return rows


def listed_units() -> str:
    """Return the words for units, those of one unit on each line."""
    forms: str = _listed()["units"]["forms"]
    return forms


@cache
def _listed() -> Mapping[str, Any]:
    return package_table(_DATA)


@cache
def number_table(language: str) -> Mapping[str, Mapping[str, int]] | None:
    """Return the number words of a language with their values; `forms` has a value and its words on each line."""
    rows = rows_by_language().get(language)
    if rows is None:
        return None
    cardinals, ordinals = (
        {**rows.get(key, {}), **_forms(rows.get(forms, ""))}
        for key, forms in (("cardinals", "forms"), ("ordinals", "ordinal_forms"))
    )
    endings = map(_bare, rows.get("ordinal_endings", "").split())
    stems = _forms(rows.get("ordinal_stems", ""))
    ordinals = {**{stem + ending: value for ending in endings for stem, value in stems.items()}, **ordinals}
    teens = dict.fromkeys(map(_bare, rows.get("teens", "").split()), _TEN)
    others = {key: rows.get(key, {}) for key in ("joining", "multiples")}
    return {"cardinals": {**teens, **cardinals}, "ordinals": ordinals, "teens": teens, **others}


@cache
def names_by_value(only_latin: bool = False) -> Mapping[int, tuple[str, ...]]:
    """Return the names of each number, cardinals before ordinals, without accents and capitals.

    They are of all languages, or only of those in Latin letters, which are read faster. Those of `LATIN` are first.
    """
    others = [name for name in (IN_LATIN_LETTERS if only_latin else rows_by_language()) if name not in LATIN]
    names: dict[int, dict[str, None]] = {}
    for sort in ("cardinals", "ordinals"):
        for languages, least in ((LATIN, 1), (others, _LEAST_LETTERS)):
            tables = [table[sort] for language in languages if (table := number_table(language))]
            for word, value in sorted({(word, value) for table in tables for word, value in table.items()}):
                if len(word) >= least or not word.isascii():
                    names.setdefault(value, {})[word] = None
    return {value: tuple(words) for value, words in names.items()}


def _forms(lines: str) -> Mapping[str, int]:
    rows = map(str.split, filter(None, lines.splitlines()))
    return {_bare(word): int(value) for value, *words in rows for word in words}


def _bare(word: str) -> str:
    return word if word.isascii() else marks(_folded(marks(word)))
