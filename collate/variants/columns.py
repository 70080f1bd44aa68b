"""The columns in which extant witnesses differ, and what the policy of units needs to know of them."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import AnyInt, Bool, Int8, Int32, Int64, all_in_row, any_in_row
from collate._dataclass import dataclass
from collate.alignment.fragments.local_alignment import passages_of
from collate.editorial import Roles
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Sort
from collate.model.units import SILENT, ReadingGroups
from collate.model.witness import Extent
from collate.variants.shared_interventions import SharedInterventions

_SILENT_CODE = -2  # in place of the code of a silent witness; GAP is the code of one that omits


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The v varying columns of an alignment.

    at              (v,) int64              their numbers
    form            (v, witnesses) int32    what is compared, or GAP
    extant_pattern  (v, witnesses) int8     which witnesses testify, and why the others are silent
    extant          (v, witnesses) bool     the witness testifies
    gaps            (v, witnesses) bool     the witness testifies, and has no token
    reading_groups  (v, witnesses) int16    the first witness with the same form, or SILENT
    punctuation     (v,) bool               all tokens are punctuation marks
    interventions   (v, witnesses) int32    the intervention of each token at whose ends units end, or -1
    passages        (v, witnesses) int32    the passage of the token of a fragment, or -1
    """

    at: Int64
    form: Int32
    extant_pattern: Int8
    extant: Bool
    gaps: Bool
    reading_groups: ReadingGroups
    punctuation: Bool
    interventions: Int32
    passages: Int32

    @property
    def has_gap(self) -> Bool:
        """(v,) bool: some extant witness has no token."""
        return any_in_row(self.gaps)

    def without(self, taken: Bool) -> "Columns":
        """Return the columns outside `taken` (columns of the alignment,) bool."""
        kept = np.flatnonzero(~taken[self.at])
        if len(kept) == len(self.at):
            return self
        return Columns(*(getattr(self, name)[kept] for name in self.__slots__))


def varying_columns(alignment: Alignment, roles: Sequence[Roles]) -> Columns:
    """Return the columns in which the surfaces of extant witnesses differ; `roles` are those of each witness."""
    at = np.flatnonzero(_varies(alignment))
    testimony = alignment.testimony[at]
    extant = testimony <= Testimony.OMITS
    form = _look_up(alignment, at, [t.form for t in alignment.tokens])
    sorts = _look_up(alignment, at, [t.sort for t in alignment.tokens])
    gaps = extant & (form == GAP)
    interventions = _look_up(alignment, at, _dividing_interventions(alignment, roles))
    _join_to_omitted_words(interventions, at, gaps, all_in_row((sorts == Sort.PLACE) | (sorts == GAP)))
    return Columns(
        at=at,
        form=form,
        extant_pattern=extant_pattern(testimony),
        extant=extant,
        gaps=gaps,
        reading_groups=reading_groups(form, extant),
        punctuation=all_in_row((sorts == Sort.PUNCTUATION) | (sorts == GAP)),
        interventions=interventions,
        passages=_look_up(alignment, at, [_passage_of_tokens(alignment, w) for w in range(len(alignment.tokens))]),
    )


def _join_to_omitted_words(interventions: Int32, at: Int64, gaps: Bool, is_place: Bool) -> None:
    """Set the interventions of numbers of places to those of the words after them that the same witnesses omit.

    So the omission of numbered lines is not divided at each number.

    Parameters
    ----------
    interventions : (v, witnesses) int32
        Changed in place.
    at : (v,) int64
        The varying columns.
    gaps : (v, witnesses) bool
    is_place : (v,) bool
        Whether all tokens are names of places.
    """
    before_words = is_place[:-1] & ~is_place[1:] & (np.diff(at) == 1)
    before_words &= any_in_row(gaps[:-1]) & all_in_row(gaps[:-1] == gaps[1:])
    k = np.flatnonzero(before_words)
    interventions[k] = interventions[k + 1]


def extant_pattern(testimony: Int8) -> Int8:
    """Return a testimony array in which READS and OMITS are one value: both testify."""
    return np.maximum(testimony, np.int8(Testimony.OMITS))


def reading_groups(codes: AnyInt, testifies: Bool) -> ReadingGroups:
    """Group the witnesses of each row by their codes.

    Parameters
    ----------
    codes : (n, witnesses) integer
    testifies : (n, witnesses) bool

    Returns
    -------
    (n, witnesses) int16
        The first witness with the same code in the row; SILENT for a witness that does not testify.
    """
    codes = np.where(testifies, codes, _SILENT_CODE)
    order = np.argsort(codes, axis=1, kind="stable")
    ranked = np.take_along_axis(codes, order, axis=1)
    heads = np.zeros(codes.shape, np.int64)
    heads[:, 1:] = np.where(ranked[:, 1:] != ranked[:, :-1], np.arange(1, codes.shape[1]), 0)
    heads = np.maximum.accumulate(heads, axis=1)
    groups = np.empty(codes.shape, np.int16)
    np.put_along_axis(groups, order, np.take_along_axis(order, heads, axis=1).astype(np.int16), axis=1)
    groups[~testifies] = SILENT
    return groups


def _varies(alignment: Alignment) -> Bool:
    """Return (columns,) bool: whether two extant witnesses have different surfaces; a gap is one."""
    columns = len(alignment.table)
    low = np.full(columns, np.iinfo(np.int32).max, np.int32)
    high = np.full(columns, np.iinfo(np.int32).min, np.int32)
    for w, tokens in enumerate(alignment.tokens):
        codes = np.full(columns, GAP, np.int32)
        codes[alignment.table[:, w] != GAP] = tokens.surface  # the table has every token, in order
        extant = alignment.testimony[:, w] <= Testimony.OMITS
        np.minimum(low, codes, out=low, where=extant)
        np.maximum(high, codes, out=high, where=extant)
    return np.asarray(low < high)


def _look_up(alignment: Alignment, at: Int64, values: Sequence[AnyInt]) -> Int32:
    """Return the values of the tokens in some columns.

    Parameters
    ----------
    alignment : Alignment
    at : (v,) int64
        The columns.
    values : sequence of (n,) integer
        A value for each token, for each witness.

    Returns
    -------
    (v, witnesses) int32
        GAP where a witness has no token.
    """
    table = np.full((len(at), len(values)), GAP, np.int32)
    for w, of_tokens in enumerate(values):
        column = alignment.table[at, w]
        has_token = column != GAP
        table[has_token, w] = of_tokens[column[has_token]]
    return table


def _dividing_interventions(alignment: Alignment, roles: Sequence[Roles]) -> list[Int32]:
    """Return for each witness (n,) int32: the intervention of each token at whose ends units end, or -1."""
    shared = SharedInterventions(alignment, roles)
    return [shared.dividing_index(w) for w in range(len(roles))]


def _passage_of_tokens(alignment: Alignment, w: int) -> Int32:
    """Return (n,) int32: the passage of each token of a fragment; -1 in a complete witness."""
    tokens = alignment.tokens[w]
    passage_of = np.full(len(tokens), -1, np.int32)
    if tokens.witness.extent is Extent.FRAGMENT:
        for k, passage in enumerate(passages_of(tokens)):
            passage_of[passage.start : passage.stop] = k
    return passage_of
