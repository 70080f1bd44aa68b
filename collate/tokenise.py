"""Tokenising: a text becomes spans of words, punctuation and lacunae.

A tokeniser gives spans and sorts only, so it can neither alter nor lose text. Between tokens
there is white space and nothing else.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
import regex

from collate.normalise import APOSTROPHES, DEFAULT, HYPHENS, compose
from collate.tokens import Sort, Tokens, Vocabulary
from collate.witness import Witness

# A letter or digit with all that hangs on it: marks, joiners, the soft hyphen.
_LETTER = r"[\p{L}\p{N}\p{Co}][\p{M}\p{Cf}]*"
# Scripts written without spaces are cut at their characters, so that each can find its like.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]"
_INNER = rf"(?:[{APOSTROPHES}\-‐‑·׳]|(?<=\p{{Hebrew}}\p{{M}}*)[\"״](?=\p{{Hebrew}}))"
_BREAK = rf"[{regex.escape(HYPHENS)}][^\S\n\r]*(?:\r\n|\n|\r)\s*(?=\p{{Ll}}|\p{{Lo}})"
_WORD = (
    rf"(?:(?!{_UNSPACED}){_LETTER})+"
    rf"(?:(?:{_INNER}(?=[\p{{L}}\p{{N}}])|(?<=\p{{N}})[.,](?=\p{{N}})|(?<=\p{{L}}[\p{{M}}\p{{Cf}}]*){_BREAK})"
    rf"(?:(?!{_UNSPACED}){_LETTER})+)*"
)
_LACUNA = r"\[\s*(?:\.\s*\.\s*\.|…)\s*\]"
_TOKEN = regex.compile(rf"(?P<lacuna>{_LACUNA})|(?P<word>{_WORD}|(?={_UNSPACED})\X)|(?P<mark>([.*_=\-–—])\4+|\X)")
_JOINED = regex.compile(rf"^(?P<head>.*?)[{regex.escape(HYPHENS)}]\s+(?P<tail>.*)$", regex.DOTALL)


class Cut(NamedTuple):
    """Where a token stands, in code points, and its sort."""

    start: int
    end: int
    sort: Sort


Tokeniser = Callable[[str], Iterable[Cut]]


def words(text: str) -> Iterable[Cut]:
    """Cut a text of any script into words and punctuation marks.

    An inner hyphen or apostrophe belongs to its word; a word broken by a hyphen at a line or
    page end is one token; a number keeps its point and comma; `[...]` is a lacuna.
    """
    for match in _TOKEN.finditer(text):
        if match.group().isspace():
            continue
        start, end = match.span()
        sort = (
            Sort.LACUNA
            if match.group("lacuna") is not None
            else Sort.WORD
            if match.group("word") is not None or unicodedata.category(match.group()[0]) == "So"
            else Sort.PUNCTUATION
        )
        yield Cut(start, end, sort)


def blanks(text: str) -> Iterable[Cut]:
    """Cut a text at white space and nowhere else: punctuation stays with its word."""
    for match in regex.finditer(r"\S+", text):
        yield Cut(*match.span(), Sort.WORD if regex.search(r"[\p{L}\p{N}]", match.group()) else Sort.PUNCTUATION)


TOKENISERS: Final[Mapping[str, Tokeniser]] = MappingProxyType({"words": words, "blanks": blanks})


def tokenise(
    witnesses: Sequence[Witness], tokeniser: Tokeniser = words, steps: Sequence[str] = DEFAULT
) -> tuple[Tokens, ...]:
    """Give the tokens of each witness, over one vocabulary.

    `steps` are the normalisers that make a form of a surface, by name. A word broken at a line
    end keeps its hyphen in the form where the witnesses elsewhere write it with one and
    nowhere without (`self-` / `evident` beside `self-evident`).
    """
    vocabulary = Vocabulary()
    cuts = [list(tokeniser(w.text)) for w in witnesses]
    surfaces = [vocabulary.encode(w.text[c.start : c.end] for c in cut) for w, cut in zip(witnesses, cuts, strict=True)]
    forms = _forms(list(vocabulary.strings), steps)
    form_codes = vocabulary.encode(forms)
    return tuple(
        Tokens(
            witness=witness,
            vocabulary=vocabulary,
            spans=np.array([c[:2] for c in cut], dtype=np.int32).reshape(-1, 2),
            surface=surface,
            form=form_codes[surface] if len(surface) else surface.copy(),
            sort=np.array([c.sort for c in cut], dtype=np.int8),
        )
        for witness, cut, surface in zip(witnesses, cuts, surfaces, strict=True)
    )


def _forms(surfaces: Sequence[str], steps: Sequence[str]) -> list[str]:
    """Give the form of each distinct surface."""
    normalise = compose(steps)
    forms = [normalise(s) for s in surfaces]
    if "line-end" not in steps:
        return forms
    unbroken = {form for form, surface in zip(forms, surfaces, strict=True) if not _JOINED.match(surface)}
    return [_mended(s, f, normalise, unbroken) for s, f in zip(surfaces, forms, strict=True)]


def unbroken(surface: str) -> tuple[str, ...]:
    """Give what a word may be: as it stands and, if it is broken at a line end, with its hyphen kept."""
    broken = _JOINED.match(surface)
    return (surface,) if broken is None else (surface, f"{broken['head']}-{broken['tail']}")


def _mended(surface: str, form: str, normalise: Callable[[str], str], unbroken: set[str]) -> str:
    """Choose between a broken word's form without its hyphen and the one with it."""
    broken = _JOINED.match(surface)
    if broken is None or form in unbroken:
        return form
    hyphened = normalise(f"{broken['head']}-{broken['tail']}")
    return hyphened if hyphened in unbroken else form
