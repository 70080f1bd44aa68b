"""What the annotations of a source say of tokens: flags, and values such as a lemma."""

from typing import NamedTuple

import numpy as np

from collate._arrays import Int32, UInt16
from collate.model.annotations import TOKEN_MARKS, AnnotationName, Annotations, code_of
from collate.model.tokens import Tokens


class TokenValues(NamedTuple):
    """The values of one name for the n tokens of a witness.

    codes    (n,) int32   the place of the value in `strings`; -1 where the source says nothing of this name
    strings  the distinct values
    """

    codes: Int32
    strings: tuple[str, ...]


def marks_of_annotations(annotations: Annotations, spans: Int32) -> UInt16:
    """Return (n,) uint16 `TokenMark`s: the flags of all annotations that overlap each token of spans (n, 2) int32."""
    marks = np.zeros(len(spans), np.uint16)
    for name, mark in TOKEN_MARKS.items():
        _, first, stop = _tokens_under(annotations, name, spans)
        if len(first):
            steps = np.bincount(first, minlength=len(spans) + 1) - np.bincount(stop, minlength=len(spans) + 1)
            marks[np.cumsum(steps[:-1]) > 0] |= np.uint16(mark)
    return marks


def values_of(tokens: Tokens, name: AnnotationName) -> TokenValues:
    """Return the values that the source gives each token under a name, such as its lemma.

    Where several annotations of the name overlap a token, the one counts that begins last.
    """
    annotations = tokens.witness.annotations
    codes = np.full(len(tokens), -1, np.int32)
    chosen, first, stop = _tokens_under(annotations, name, tokens.spans)
    if len(chosen):
        values = np.frombuffer(annotations.values, np.int32)[chosen]
        counts = stop - first
        offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        codes[np.repeat(first, counts) + offsets] = np.repeat(values, counts)  # a later one replaces an earlier one
    return TokenValues(codes, annotations.strings)


def _tokens_under(annotations: Annotations, name: AnnotationName, spans: Int32) -> tuple[Int32, Int32, Int32]:
    """Return the numbers (k,) of the annotations of a name that overlap tokens, and these tokens [first, stop)."""
    empty = np.zeros(0, np.int32)
    if not len(annotations):
        return empty, empty, empty
    chosen = np.flatnonzero(np.frombuffer(annotations.names, np.int8) == code_of(name))
    if not len(chosen):
        return empty, empty, empty
    starts, ends = (np.frombuffer(column, np.int32)[chosen] for column in (annotations.starts, annotations.ends))
    first = np.searchsorted(spans[:, 1], starts, "right")
    stop = np.searchsorted(spans[:, 0], ends)
    some = np.flatnonzero(first < stop)
    return (
        np.asarray(chosen[some], np.int32),
        np.asarray(first[some], np.int32),
        np.asarray(stop[some], np.int32),
    )
