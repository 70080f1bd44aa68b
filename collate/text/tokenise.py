"""Tokenise: from the text of a witness to spans of words, punctuation marks and lacunae.

A tokeniser returns spans and sorts only, so it can neither change nor lose text. Between two tokens there is
white space and nothing else.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from collate._arrays import Int8, Int32, UInt16
from collate._late_regex import late_regex
from collate.errors import InternalError, TokenError
from collate.model.token_annotations import marks_of_annotations
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort, Tokens, Vocabulary
from collate.model.witness import Witness
from collate.text.address_tokens import join_addresses
from collate.text.apostrophes import join_apostrophes, join_elisions, join_modifiers
from collate.text.broken_words import join_broken_words
from collate.text.editorial_signs import SIGNED, marks_of_signs
from collate.text.gap_signs import join_gap_signs
from collate.text.given_words import given_words, sorts_of, text_around, with_given_forms, with_given_words
from collate.text.lacunose import join_lacunose_words
from collate.text.normalise import DEFAULT, HYPHENS, compose_normalisers, without_furniture
from collate.text.note_signs import split_note_signs
from collate.text.place_tokens import set_places_apart
from collate.text.segmentation import TokenSpan, TokenSpans, segment, token_spans
from collate.text.signed_words import join_signed_words
from collate.text.word_signs import stands_for_word

# White space of Unicode, not of Python, as in the reference pattern of segmentation.
_LINE_END_WORD = late_regex(rf"^(?P<head>.*?)[{re.escape(HYPHENS)}][^\S\x1c-\x1f]+(?P<tail>.*)$", re.DOTALL)
PLACE_FORM: Final = "№"  # before the name of a place in its form

SignMeanings = Sequence[tuple[str, TokenMark]]
Tokeniser = Callable[[str], TokenSpans | Iterable[TokenSpan]]


def whitespace_tokeniser(text: str) -> Iterable[TokenSpan]:
    """Yield the parts of a text between white space; punctuation is part of its word."""
    for match in re.finditer(r"[\S\x1c-\x1f]+", text):
        yield TokenSpan(*match.span(), Sort.WORD if stands_for_word(match.group()) else Sort.PUNCTUATION)


def word_tokeniser(text: str) -> TokenSpans:
    """Return the words and punctuation marks of a text of any script; a lacunose word or an address is one token."""
    segmented = join_addresses(text, split_note_signs(text, segment(text)))
    return join_apostrophes(text, join_lacunose_words(text, segmented))


TOKENISERS: Final[Mapping[str, Tokeniser]] = MappingProxyType({"words": word_tokeniser, "blanks": whitespace_tokeniser})


def tokenise(
    witnesses: Sequence[Witness],
    tokeniser: Tokeniser = word_tokeniser,
    steps: Sequence[str] = DEFAULT,
    signs: frozenset[str] = frozenset(),
    sign_meanings: SignMeanings = (),
) -> tuple[Tokens, ...]:
    """Return the tokens of each witness, over one vocabulary.

    A word broken at the end of a line keeps its hyphen in the form if the witnesses have it elsewhere with a
    hyphen and nowhere without (`self-` / `evident` where another place has `self-evident`). A word that is broken
    at the end of a page is one token over what stands between its halves (`join_broken_words`).

    Parameters
    ----------
    witnesses : sequence of Witness
    tokeniser : callable
        From a text to its token spans.
    steps : sequence of str
        The names of the normalisers, in the order in which they make a form of a surface.
    signs : frozenset of str
        Signs that always belong to the word that they cut, beside the brackets that only editors use.
    sign_meanings : sequence of (str, TokenMark)
        Signs and what they mean in this work, instead of what they mean elsewhere.

    Raises
    ------
    TokenError
        If the tokeniser loses, changes or reorders characters other than white space.
    InternalError
        If it is one of `TOKENISERS` that does so.
    """
    segmented = _segmented(witnesses, tokeniser, signs)
    segmented = [set_places_apart(w, join_gap_signs(w, tokens)) for w, tokens in zip(witnesses, segmented, strict=True)]
    try:
        return _build_tokens(witnesses, segmented, steps, sign_meanings, Vocabulary.encode_spans)
    except TokenError:
        # Two different words may have the same hash, though only by intention: encode each string instead.
        try:
            return _build_tokens(witnesses, segmented, steps, sign_meanings, _encode_each)
        except TokenError as error:
            if tokeniser in TOKENISERS.values():
                raise InternalError(str(error)) from error
            raise


def _segmented(witnesses: Sequence[Witness], tokeniser: Tokeniser, signs: frozenset[str]) -> list[TokenSpans]:
    """Return the tokens of each witness: the words that its source gives, and those that the tokeniser finds."""
    given = {w: given_words(witness)[1] for w, witness in enumerate(witnesses) if witness.pretokens}
    around = {w: text_around(witnesses[w], spans) for w, spans in given.items()}
    texts = [around[w][0] if w in given else witness.text for w, witness in enumerate(witnesses)]
    segmented = [_as_token_spans(tokeniser(text)) for text in texts]
    if tokeniser is word_tokeniser:
        # Given words are never joined, but they are words of the work by which others are.
        known = [TokenSpans(spans, np.zeros(len(spans), np.int8)) for spans in given.values()]
        structured = [w.structured for w in witnesses] + [True] * len(known)
        texts += [inside for _, inside in around.values()]
        segmented = _joined(texts, segmented + known, structured, signs)[: len(witnesses)]
    return [
        with_given_words(witness, given[w], tokens) if w in given else tokens
        for w, (witness, tokens) in enumerate(zip(witnesses, segmented, strict=True))
    ]


def _joined(
    texts: Sequence[str], segmented: list[TokenSpans], structured: Sequence[bool], signs: frozenset[str]
) -> list[TokenSpans]:
    """Return the tokens with those joined that the words of all texts show to be one word."""
    unbroken = join_broken_words(texts, segmented)
    # A reader that knows the page has joined the words that it breaks.
    kept = [own if told else joined for told, own, joined in zip(structured, segmented, unbroken, strict=True)]
    return join_signed_words(texts, join_elisions(texts, join_modifiers(texts, kept)), signs)


Encoder = Callable[[Vocabulary, str, Int32], Int32]  # (vocabulary, text, spans (n, 2)) -> codes (n,)


def _encode_each(vocabulary: Vocabulary, text: str, spans: Int32) -> Int32:
    """Return the codes (n,) int32 of spans (n, 2), without hashes."""
    return vocabulary.encode(text[start:end] for start, end in spans.tolist())


def _build_tokens(
    witnesses: Sequence[Witness],
    segmented: Sequence[TokenSpans],
    steps: Sequence[str],
    sign_meanings: SignMeanings,
    encode: Encoder,
) -> tuple[Tokens, ...]:
    """Build the tokens of each witness from its token spans."""
    vocabulary = Vocabulary()
    surfaces = [encode(vocabulary, w.text, tokens.spans) for w, tokens in zip(witnesses, segmented, strict=True)]
    marks = _marks_of_surfaces(vocabulary.strings, sign_meanings)
    forms = vocabulary.encode(_forms_of_surfaces(list(vocabulary.strings), steps))
    normalise = compose_normalisers(steps)

    def form(witness: Witness, tokens: TokenSpans, surface: Int32) -> Int32:
        if not len(surface):
            return surface.copy()
        own = _with_place_forms(forms[surface], tokens.sorts, vocabulary)
        return with_given_forms(witness, tokens.spans, own, normalise, vocabulary) if witness.pretokens else own

    return tuple(
        Tokens(
            witness=witness,
            vocabulary=vocabulary,
            spans=tokens.spans,
            surface=surface,
            form=form(witness, tokens, surface),
            sort=tokens.sorts,
            marks=marks[surface] | marks_of_annotations(witness.annotations, tokens.spans)
            if len(surface)
            else np.zeros(0, np.uint16),
        )
        for witness, tokens, surface in zip(witnesses, segmented, surfaces, strict=True)
    )


def _with_place_forms(forms: Int32, sorts: Int8, vocabulary: Vocabulary) -> Int32:
    """Return the forms (n,) int32; the name of a place has a form of its own, so that it is never taken for a word."""
    places = np.flatnonzero(sorts == Sort.PLACE)
    if len(places):
        forms[places] = vocabulary.encode(f"{PLACE_FORM}{form}" for form in vocabulary.decode(forms[places]))
    return forms


def _marks_of_surfaces(surfaces: Sequence[str], sign_meanings: SignMeanings) -> UInt16:
    """Return (codes,) uint16: what the signs in each distinct surface say of it, as a `TokenMark`."""
    marks = np.zeros(len(surfaces), np.uint16)
    signs = [m.start() for m in SIGNED.finditer("".join(surfaces))]
    ends = np.cumsum(np.fromiter(map(len, surfaces), np.int64, len(surfaces)))
    for k in set(np.searchsorted(ends, signs, "right").tolist()):
        marks[k] = marks_of_signs(surfaces[k], sign_meanings)
    return marks


def _as_token_spans(tokens: TokenSpans | Iterable[TokenSpan]) -> TokenSpans:
    return tokens if isinstance(tokens, TokenSpans) else token_spans(tokens)


def _forms_of_surfaces(surfaces: Sequence[str], steps: Sequence[str]) -> list[str]:
    """Return the form of each distinct surface."""
    normalise = compose_normalisers(steps)
    forms = [normalise(s) for s in surfaces]
    if "line-end" not in steps:
        return forms
    broken = {k for k, surface in enumerate(surfaces) if not surface.isalnum() and _LINE_END_WORD.match(surface)}
    if not broken:
        return forms
    unbroken = {form for k, form in enumerate(forms) if k not in broken}
    for k in broken:
        forms[k] = _choose_hyphenation(surfaces[k], forms[k], normalise, unbroken)
    return forms


def line_end_variants(surface: str) -> tuple[str, ...]:
    """Return the surface; if its word is broken at the end of a line, also the word with its hyphen but no break."""
    broken = _LINE_END_WORD.match(without_furniture(surface))
    return (surface,) if broken is None else (surface, f"{broken['head']}-{broken['tail']}")


def _choose_hyphenation(surface: str, form: str, normalise: Callable[[str], str], unbroken: set[str]) -> str:
    """Return the form of a broken word, without its hyphen or with it, whichever the work has unbroken."""
    broken = _LINE_END_WORD.match(without_furniture(surface))
    if broken is None or form in unbroken:
        return form
    hyphenated = normalise(f"{broken['head']}-{broken['tail']}")
    return hyphenated if hyphenated in unbroken else form


def given_tokens(witnesses: Sequence[Witness]) -> tuple[Tokens, ...]:
    """Return the tokens that the source of each witness has, over one vocabulary.

    A token is compared by the form that the source gives, unchanged; without a form, by its surface. It is a
    word if that contains a letter, a digit or a sign such as &.
    """
    vocabulary = Vocabulary()
    encoded = [
        (
            vocabulary.encode(w.text[p.start : p.end] for p in w.pretokens),
            vocabulary.encode(w.text[p.start : p.end] if p.form is None else p.form for p in w.pretokens),
        )
        for w in witnesses
    ]
    sorts = sorts_of(vocabulary.strings)
    return tuple(
        Tokens(
            witness=witness,
            vocabulary=vocabulary,
            spans=np.array([(p.start, p.end) for p in witness.pretokens], np.int32).reshape(-1, 2),
            surface=surface,
            form=form,
            sort=sorts[form] if len(form) else np.zeros(0, np.int8),
        )
        for witness, (surface, form) in zip(witnesses, encoded, strict=True)
    )
