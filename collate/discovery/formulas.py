"""Formulas in general use: `In witness whereof`, `Gloria Patri`. A passage that is mostly made of them is no quotation.

A formula is known by its parts of three words (four characters) in a row, so a name that is put in, or a spoilt word,
hides only the parts beside it.
"""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from collate.discovery.words import word_columns
from collate.files.package_data import DATA, package_text
from collate.model.witness import Siglum, Witness

FORMULAS: Final = DATA / "formulas.toml"
PART: Final = 3  # words
PART_OF_CHARACTERS: Final = 4  # where each word is a character
KNOWN_SHARE: Final = 0.6  # of the words of a passage that are in such parts


def is_known_formula(forms: Sequence[str]) -> bool:
    """Return whether most words of a passage, as search forms, are those of formulas."""
    parts = _known_parts()
    size = _size_of_parts(forms)
    known = [False] * len(forms)
    for k in range(len(forms) - size + 1):
        if tuple(forms[k : k + size]) in parts:
            known[k : k + size] = [True] * size
    return bool(forms) and sum(known) >= KNOWN_SHARE * len(forms)


@cache
def _known_parts() -> frozenset[tuple[str, ...]]:
    table = tomllib.loads(package_text(FORMULAS))
    phrases = [phrase for languages in table.values() for own in languages.values() for phrase in own]
    words = word_columns([Witness(Siglum(str(k)), phrase) for k, phrase in enumerate(phrases)])
    borders = words.borders.tolist()
    texts = [[words.forms[code] for code in words.codes[borders[k] : borders[k + 1]]] for k in range(len(phrases))]
    return frozenset(part for forms in texts for part in _parts(forms))


def _parts(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    size = min(_size_of_parts(forms), len(forms))
    yield from (tuple(forms[k : k + size]) for k in range(len(forms) - size + 1))


def _size_of_parts(forms: Sequence[str]) -> int:
    return PART_OF_CHARACTERS if 2 * sum(len(form) == 1 for form in forms) > len(forms) else PART
