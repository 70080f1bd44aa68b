"""What scribes write short: holy names, signs for letters, and words; read from `data/short_forms.toml`."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from collate._late_regex import late_regex
from collate.classify.language.folding import CACHED_WORDS, bare
from collate.files.package_data import DATA, package_table
from collate.text.figures import STROKES

SHORTEST_HOLY_NAME: Final = 2  # letters
MOST_PREFIX: Final = 4  # letters of a prefix that is written with a name
_WITH_PREFIXES: Final = late_regex("[\u0561-\u0587\u2c80-\u2cff\u03e2-\u03ef]")  # Armenian and Coptic
# Letters of a language that look like letters with a stroke: pão, ações, irmã, but not the short forms nõ and grãde.
_STROKE_IN_LETTER: Final = MappingProxyType(
    dict.fromkeys(("pt", "por"), late_regex("ã(?=[eio]|s?$)|õ(?=e)", re.IGNORECASE))
    | dict.fromkeys(("es", "spa", "gl", "glg"), late_regex("ñ(?=[aeiou])", re.IGNORECASE))
    | dict.fromkeys(("et", "est"), late_regex("õ", re.IGNORECASE))
)
_IOTA_SUBSCRIPT: Final = "\u0345"
_LAST_QUE: Final = late_regex("(?<=[a-z])q[3z]?$")
_MACRON: Final = "\u0304"
# One letter to scribes and to many editors.
_LETTERS: Final = MappingProxyType(str.maketrans({"v": "u", "j": "i", "і": "и", "ї": "и", "œ": "oe", "æ": "ae"}))


class ListedMeanings(NamedTuple):
    """The listed full forms of a short form, as letters.

    names   holy names
    words   words for which it is often written, without a sign
    """

    names: frozenset[str]
    words: frozenset[str]


def letters_of(word: str) -> str:
    """Return the letters of a word, bare, with u for v and i for j, and without iota subscripts."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFD", word)
        word = decomposed.replace(_IOTA_SUBSCRIPT, "") if _IOTA_SUBSCRIPT in decomposed else word
    return bare(word).translate(_LETTERS)


def without_strokes_of_letters(word: str, language: str) -> str:
    """Return a word without the strokes that belong to letters of its language: ã of pão, ñ of año."""
    pattern = None if word.isascii() else _STROKE_IN_LETTER.get(language.split("-", maxsplit=1)[0].lower())
    if pattern is None:
        return word
    composed = unicodedata.normalize("NFC", word)
    return pattern.sub(lambda letter: unicodedata.normalize("NFD", letter.group())[0], composed)


def full_names(short: str) -> frozenset[str]:
    """Return the holy names, in their forms, that a short form may stand for; with the prefix that it has."""
    full = _holy_names(short[:1]).get(short)
    if full or len(short) <= SHORTEST_HOLY_NAME or short.isascii() or not _WITH_PREFIXES.match(short):
        return full or frozenset()
    names = _names_with_prefixes()
    cuts = range(1, min(MOST_PREFIX, len(short) - SHORTEST_HOLY_NAME) + 1)
    return frozenset(short[:k] + name for k in cuts for name in names.get(short[k:], frozenset()))


@lru_cache(CACHED_WORDS)
def listed_meanings(word: str) -> ListedMeanings:
    """Return the listed words for which a word may be written short, whatever signs it has; for most words nothing."""
    letters = letters_of(word)
    kept = letters if letters.isalnum() else "".join(filter(str.isalnum, letters))
    full_forms = _words().get(kept, frozenset())
    que = {_LAST_QUE.sub("que", kept)} if "q" in kept and _LAST_QUE.search(kept) else set()
    return ListedMeanings(full_names(kept), full_forms | que)


def words_under_stroke(short: str) -> frozenset[str]:
    """Return the words for which a letter or two with a stroke stand: q̄ is *que*."""
    decomposed = unicodedata.normalize("NFD", short.casefold())
    if not any(c in STROKES for c in decomposed):
        return frozenset()
    return _stroked().get("".join(_MACRON if c in STROKES else c for c in decomposed).translate(_LETTERS), frozenset())


@cache
def meanings(place: str) -> Mapping[str, tuple[str, ...]]:
    """Return the letters for which each sign may stand in a place of a word: `first`, `last`, `any` or `above`."""
    return {sign: tuple(letters) for sign, *letters in (row.split() for row in _rows(_table()["signs"][place]))}


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, Any] = package_table(DATA / "short_forms.toml")
    return table


def _rows(table: str) -> Iterator[str]:
    return filter(None, map(str.strip, table.replace("\n", ",").split(",")))


def _names_of(script: str) -> Iterator[tuple[str, str]]:
    """Yield each short form of the holy names of a script with its full form."""
    for row in _rows(_table()["holy_names"][script]):
        written, stems, endings = (part.split() for part in row.split("|"))
        for ending in endings:
            for short in (begin + ending[k:] for begin in written for k in range(len(ending))):
                yield from (
                    (short, stem + ending) for stem in stems if SHORTEST_HOLY_NAME <= len(short) < len(stem + ending)
                )


def _index(pairs: Iterator[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    full_forms: dict[str, set[str]] = {}
    for short, full in pairs:
        full_forms.setdefault(short.translate(_LETTERS), set()).add(full.translate(_LETTERS))
    return {short: frozenset(full) for short, full in full_forms.items()}


@cache
def _holy_names(first_letter: str) -> Mapping[str, frozenset[str]]:
    """Return the short forms of holy names in the scripts in which one begins with a letter."""
    scripts = tuple(script for script, letters in _first_letters().items() if first_letter in letters)
    return _names_in(scripts)


@cache
def _names_in(scripts: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    return _index(pair for script in scripts for pair in _names_of(script))


@cache
def _first_letters() -> Mapping[str, frozenset[str]]:
    """Return the letters with which the short forms of holy names begin, for each script."""
    rows = {name: _rows(table) for name, table in _table()["holy_names"].items() if name != "with_prefixes"}
    return {
        name: frozenset(short[0] for row in of_script for short in row.partition("|")[0].translate(_LETTERS).split())
        for name, of_script in rows.items()
    }


@cache
def _names_with_prefixes() -> Mapping[str, frozenset[str]]:
    return _index(pair for script in _table()["holy_names"]["with_prefixes"].split() for pair in _names_of(script))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return _index((short, full) for short, full in (row.split() for row in _rows(_table()["words"]["pairs"])))


@cache
def _stroked() -> Mapping[str, frozenset[str]]:
    rows = [row.split() for row in _rows(unicodedata.normalize("NFD", _table()["strokes"]["words"]))]
    return _index((short, full) for short, *words in rows for full in words)
