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
from collate.text.normalise import DEFAULT, HYPHENS, compose_normalisers, has_letter
from collate.text.segmentation import TokenSpan, TokenSpans, segment, token_spans

# The white space of Unicode, not of Python, as in the law of words.
_LINE_END_WORD = re.compile(rf"^(?P<head>.*?)[{re.escape(HYPHENS)}][^\S\x1c-\x1f]+(?P<tail>.*)$", re.DOTALL)


Tokeniser = Callable[[str], TokenSpans | Iterable[TokenSpan]]


def whitespace_tokeniser(text: str) -> Iterable[TokenSpan]:
    """Cut a text at white space and nowhere else: punctuation stays with its word."""
    for match in re.finditer(r"[\S\x1c-\x1f]+", text):
        yield TokenSpan(*match.span(), Sort.WORD if has_letter(match.group()) else Sort.PUNCTUATION)


def word_tokeniser(text: str) -> TokenSpans:
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
    cuts = [_as_token_spans(tokeniser(w.text)) for w in witnesses]
    try:
        return _build_tokens(witnesses, cuts, steps, Vocabulary.encode_spans)
    except TokenError:
        # Two unlike words may share a number, if somebody takes great pains: then every string is made.
        return _build_tokens(witnesses, cuts, steps, _encode_each)


Encoder = Callable[[Vocabulary, str, Int32], Int32]


def _encode_each(vocabulary: Vocabulary, text: str, spans: Int32) -> Int32:
    return vocabulary.encode(text[start:end] for start, end in spans.tolist())


def _build_tokens(
    witnesses: Sequence[Witness], cuts: Sequence[TokenSpans], steps: Sequence[str], encode: Encoder
) -> tuple[Tokens, ...]:
    vocabulary = Vocabulary()
    surfaces = [encode(vocabulary, w.text, cut.spans) for w, cut in zip(witnesses, cuts, strict=True)]
    forms = vocabulary.encode(_forms_of_surfaces(list(vocabulary.strings), steps))
    return tuple(
        Tokens(witness, vocabulary, cut.spans, surface, forms[surface] if len(surface) else surface.copy(), cut.sorts)
        for witness, cut, surface in zip(witnesses, cuts, surfaces, strict=True)
    )


def _as_token_spans(found: TokenSpans | Iterable[TokenSpan]) -> TokenSpans:
    return found if isinstance(found, TokenSpans) else token_spans(found)


def _forms_of_surfaces(surfaces: Sequence[str], steps: Sequence[str]) -> list[str]:
    """Give the form of each distinct surface."""
    normalise = compose_normalisers(steps)
    forms = [normalise(s) for s in surfaces]
    if "line-end" not in steps:
        return forms
    broken = {k for k, surface in enumerate(surfaces) if not surface.isalnum() and _LINE_END_WORD.match(surface)}
    if not broken:
        return forms
    line_end_variants = {form for k, form in enumerate(forms) if k not in broken}
    for k in broken:
        forms[k] = _choose_hyphenation(surfaces[k], forms[k], normalise, line_end_variants)
    return forms


def line_end_variants(surface: str) -> tuple[str, ...]:
    """Give what a word may be: as it stands and, if it is broken at a line end, with its hyphen kept."""
    broken = _LINE_END_WORD.match(surface)
    return (surface,) if broken is None else (surface, f"{broken['head']}-{broken['tail']}")


def _choose_hyphenation(surface: str, form: str, normalise: Callable[[str], str], line_end_variants: set[str]) -> str:
    """Choose between a broken word's form without its hyphen and the one with it."""
    broken = _LINE_END_WORD.match(surface)
    if broken is None or form in line_end_variants:
        return form
    hyphened = normalise(f"{broken['head']}-{broken['tail']}")
    return hyphened if hyphened in line_end_variants else form


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
