"""Tokenising: a text becomes spans of words, punctuation and lacunae.

A tokeniser gives spans and sorts only, so it can neither alter nor lose text. Between tokens
there is white space and nothing else.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate.errors import TokenError
from collate.model.tokens import Sort, Tokens, Vocabulary
from collate.model.witness import Witness
from collate.text.lacunose import join_lacunose_words
from collate.text.normalise import DEFAULT, HYPHENS, compose, has_letter
from collate.text.segmentation import Segment, Segments, segment, segments_of

# The white space of Unicode, not of Python, as in the law of words.
_JOINED = re.compile(rf"^(?P<head>.*?)[{re.escape(HYPHENS)}][^\S\x1c-\x1f]+(?P<tail>.*)$", re.DOTALL)


Tokeniser = Callable[[str], Segments | Iterable[Segment]]


def whitespace_tokeniser(text: str) -> Iterable[Segment]:
    """Cut a text at white space and nowhere else: punctuation stays with its word."""
    for match in re.finditer(r"[\S\x1c-\x1f]+", text):
        yield Segment(*match.span(), Sort.WORD if has_letter(match.group()) else Sort.PUNCTUATION)


def word_tokeniser(text: str) -> Segments:
    """Cut a text of any script into words and punctuation marks; a word of which letters are lost is one."""
    return join_lacunose_words(text, segment(text))


TOKENISERS: Final[Mapping[str, Tokeniser]] = MappingProxyType({"words": word_tokeniser, "blanks": whitespace_tokeniser})


def tokenise(
    witnesses: Sequence[Witness], tokeniser: Tokeniser = word_tokeniser, steps: Sequence[str] = DEFAULT
) -> tuple[Tokens, ...]:
    """Give the tokens of each witness, over one vocabulary.

    `steps` are the normalisers that make a form of a surface, by name. A word broken at a line
    end keeps its hyphen in the form where the witnesses elsewhere write it with one and
    nowhere without (`self-` / `evident` beside `self-evident`).
    """
    cuts = [_columns(tokeniser(w.text)) for w in witnesses]
    try:
        return _encoded(witnesses, cuts, steps, Vocabulary.encode_spans)
    except TokenError:
        # Two unlike words may share a number, if somebody takes great pains: then every string is made.
        return _encoded(witnesses, cuts, steps, _one_by_one)


Encoder = Callable[[Vocabulary, str, Int32], Int32]


def _one_by_one(vocabulary: Vocabulary, text: str, spans: Int32) -> Int32:
    return vocabulary.encode(text[start:end] for start, end in spans.tolist())


def _encoded(
    witnesses: Sequence[Witness], cuts: Sequence[Segments], steps: Sequence[str], encode: Encoder
) -> tuple[Tokens, ...]:
    vocabulary = Vocabulary()
    surfaces = [encode(vocabulary, w.text, cut.spans) for w, cut in zip(witnesses, cuts, strict=True)]
    forms = vocabulary.encode(_forms(list(vocabulary.strings), steps))
    return tuple(
        Tokens(witness, vocabulary, cut.spans, surface, forms[surface] if len(surface) else surface.copy(), cut.sorts)
        for witness, cut, surface in zip(witnesses, cuts, surfaces, strict=True)
    )


def _columns(found: Segments | Iterable[Segment]) -> Segments:
    return found if isinstance(found, Segments) else segments_of(found)


def _forms(surfaces: Sequence[str], steps: Sequence[str]) -> list[str]:
    """Give the form of each distinct surface."""
    normalise = compose(steps)
    forms = [normalise(s) for s in surfaces]
    if "line-end" not in steps:
        return forms
    broken = {k for k, surface in enumerate(surfaces) if not surface.isalnum() and _JOINED.match(surface)}
    if not broken:
        return forms
    unbroken = {form for k, form in enumerate(forms) if k not in broken}
    for k in broken:
        forms[k] = _mended(surfaces[k], forms[k], normalise, unbroken)
    return forms


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


def given_tokens(witnesses: Sequence[Witness]) -> tuple[Tokens, ...]:
    """Give the tokens that the source of each witness gave, over one vocabulary.

    A token is compared by the form that was given, as it stands, or by what is written; it is a word if a
    letter or digit is in that.
    """
    vocabulary = Vocabulary()
    columns = [
        (
            vocabulary.encode(w.text[p.start : p.end] for p in w.pretokens),
            vocabulary.encode(w.text[p.start : p.end] if p.form is None else p.form for p in w.pretokens),
        )
        for w in witnesses
    ]
    sorts = np.array([Sort.WORD if has_letter(s) else Sort.PUNCTUATION for s in vocabulary.strings], np.int8)
    return tuple(
        Tokens(
            witness=witness,
            vocabulary=vocabulary,
            spans=np.array([(p.start, p.end) for p in witness.pretokens], np.int32).reshape(-1, 2),
            surface=surface,
            form=form,
            sort=sorts[form] if len(form) else np.zeros(0, np.int8),
        )
        for witness, (surface, form) in zip(witnesses, columns, strict=True)
    )
