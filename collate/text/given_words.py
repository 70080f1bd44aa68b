"""Words that a source divides itself, such as the `w` of a TEI file: taken as they are, beside words found in text."""

from collections.abc import Callable
from typing import Final

import numpy as np

from collate._arrays import Int8, Int32, UInt32
from collate._codepoints import code_points
from collate._late_regex import late_regex
from collate.model.tokens import Sort, Vocabulary
from collate.model.witness import Pretoken, Witness
from collate.text.segmentation import TokenSpans
from collate.text.word_signs import stands_for_word

# White space of Unicode, not of Python, as in the reference pattern of segmentation.
_SPACE_AT_ENDS: Final = late_regex(r"\A[^\S\x1c-\x1f]+|[^\S\x1c-\x1f]+\Z")
_SPACE: Final = ord(" ")


def given_words(witness: Witness) -> tuple[tuple[Pretoken, ...], Int32]:
    """Return the words that the source gives, and their spans (k, 2) int32 without the white space around them.

    A word that overlaps an earlier one is left to the tokeniser, as all text is that no word covers.
    """
    kept: list[Pretoken] = []
    spans: list[tuple[int, int]] = []
    end = 0
    for word in sorted(witness.pretokens, key=lambda p: (p.start, -p.end)):
        if word.start < end:
            continue
        surface = witness.text[word.start : word.end]
        bare = _SPACE_AT_ENDS.sub("", surface)
        if bare:
            start = word.start + surface.index(bare)
            kept.append(word)
            spans.append((start, start + len(bare)))
            end = start + len(bare)
    return tuple(kept), np.array(spans, np.int32).reshape(-1, 2)


def text_around(witness: Witness, spans: Int32) -> tuple[str, str]:
    """Return the text of a witness outside of the words [start, end) of spans (k, 2), and the text inside of them.

    Each has a blank for every character of the other, so that offsets stay.
    """
    points = code_points(witness.text).astype("<u4")
    steps = np.zeros(len(points) + 1, np.int32)
    steps[spans[:, 0]] += 1
    np.subtract.at(steps, spans[:, 1], 1)
    is_inside = np.cumsum(steps[:-1]) > 0
    outside, inside = np.where(is_inside, _SPACE, points), np.where(is_inside, points, _SPACE)
    return _text_of(outside), _text_of(inside)


def _text_of(points: UInt32) -> str:
    return points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def with_given_words(witness: Witness, spans: Int32, others: TokenSpans) -> TokenSpans:
    """Return the words of spans (k, 2) among the other tokens of a witness, in order."""
    vocabulary = Vocabulary()
    codes = vocabulary.encode(witness.text[start:end] for start, end in spans.tolist())
    sorts = sorts_of(vocabulary.strings)
    starts = np.concatenate((spans[:, 0], others.spans[:, 0]))
    order = np.argsort(starts, kind="stable")
    return TokenSpans(np.concatenate((spans, others.spans))[order], np.concatenate((sorts[codes], others.sorts))[order])


def with_given_forms(
    witness: Witness, spans: Int32, forms: Int32, normalise: Callable[[str], str], vocabulary: Vocabulary
) -> Int32:
    """Return the forms (n,) int32 of the tokens of spans (n, 2): those that the source gives instead of the surface's.

    They are normalised as surfaces are, so that they can be compared with the words of other witnesses.
    """
    words, given = given_words(witness)
    token = np.searchsorted(spans[:, 0], given[:, 0])
    is_token = np.flatnonzero((token < len(spans)) & (spans[np.minimum(token, len(spans) - 1)] == given).all(axis=1))
    stated = [(int(token[k]), form) for k in is_token.tolist() if (form := words[k].form) is not None]
    normalised = {form: normalise(form) for form in {form for _, form in stated}}
    stated = [(i, normalised[form]) for i, form in stated if normalised[form]]
    forms = forms.copy()
    forms[[i for i, _ in stated]] = vocabulary.encode(form for _, form in stated)
    return forms


def sorts_of(strings: list[str]) -> Int8:
    """Return the sort (k,) int8 of each of k strings: a word, or a punctuation mark."""
    return np.array([Sort.WORD if stands_for_word(s) else Sort.PUNCTUATION for s in strings], np.int8)
