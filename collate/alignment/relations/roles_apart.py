"""Roles apart: a word with a role that the source proves shares no column with an unlike word of another role.

An aligner compares words alone, and puts the prefix of a speech beside a word of a speech. Where a finished table has
such a column, the stretch around it is aligned once more: words of two roles share a column only if they are alike, as
a heading does with the same words that the other source does not mark. Everything outside of the stretch stays.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate.alignment.exact.dynamic_programming import IMPOSSIBLE, ScoreTables, align_batch
from collate.alignment.scoring import GAP_OPEN, Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Sort, Tokens
from collate.model.witness import Mark, Role

REACH: Final = 40  # columns that are searched on each side for words that all have, where the stretch ends
MOST_COLUMNS: Final = 160  # of a stretch; a longer one is aligned in parts
ALIKE_SCORE: Final = 250  # thousandths, as scored: nearly half of the letters; `Mar` and `MARCELLUS` are alike
EQUAL_MARKS_SCORE: Final = 1  # of equal punctuation of two roles: a point is no evidence

_TEXT, _PARATEXT, _SPEAKER, _STAGE, _NOTE, _GLOSS = range(6)
_OF_ROLE: Final = {Role.TEXT: _TEXT, Role.PARATEXT: _PARATEXT, Role.NOTE: _NOTE, Role.GLOSS: _GLOSS}
_OF_CAUSE: Final = {"speaker": _SPEAKER, "stage-direction": _STAGE, "setting": _STAGE}

_Column = dict[int, int]  # the token of each witness that has one
_Kinds = Sequence[Int8]  # (n,) of the tokens of each witness: whose words the source says they are


def with_roles_apart(tokens: Sequence[Tokens], table: Int32, order: Sequence[int], scoring: Scoring) -> Int32:
    """Return the table without columns in which words of two roles stand that are not alike.

    Parameters
    ----------
    tokens : sequence of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    order : sequence of int
        The witnesses in an order that depends on their texts alone; so the result does not depend on their list.
    scoring : Scoring

    Returns
    -------
    table : (columns, witnesses) int32
        No token has another place in its witness.
    """
    kinds = [_kinds_of(t) for t in tokens]
    if not any(k.any() for k in kinds):
        return table
    mixed = _mixed_columns(tokens, table, kinds, scoring)
    if not len(mixed):
        return table
    parts: list[Int32] = []
    done = 0
    for start, stop in _stretches(mixed, _agreed_columns(tokens, table, kinds, scoring)):
        parts += [table[done:start], _aligned_anew(tokens, table[start:stop], kinds, order, scoring)]
        done = stop
    return np.concatenate((*parts, table[done:]))


def _kinds_of(tokens: Tokens) -> Int8:
    """Return (n,) int8: the role of each token by the innermost mark of the source; speakers have their own."""
    kinds = np.zeros(len(tokens), np.int8)
    marks = sorted((m for m in tokens.witness.marks if m.role is not None), key=lambda m: m.start - m.end)
    if not marks:
        return kinds
    starts = np.searchsorted(tokens.spans[:, 0], [m.start for m in marks])
    stops = np.searchsorted(tokens.spans[:, 0], [m.end for m in marks])
    for mark, start, stop in zip(marks, starts.tolist(), stops.tolist(), strict=True):
        kinds[start:stop] = _kind(mark)
    return kinds


def _kind(mark: Mark) -> int:
    of_role = _OF_ROLE[mark.role or Role.TEXT]
    return _OF_CAUSE.get(mark.cause or "", of_role) if of_role == _PARATEXT else of_role


def _cells(arrays: Iterable[Int8 | Int32], table: Int32) -> Int32:
    """Return what arrays (n,) of the tokens of each witness say of each cell; -1 for a gap."""
    cells = np.full(table.shape, -1, np.int32)
    for w, array in enumerate(arrays):
        has_token = table[:, w] != GAP
        cells[has_token, w] = array[table[has_token, w]]
    return cells


def _mixed_columns(tokens: Sequence[Tokens], table: Int32, kinds: _Kinds, scoring: Scoring) -> Int64:
    """Return the columns in which two tokens have different roles and are not alike."""
    of_cell = _cells(kinds, table)
    least = np.where(of_cell < 0, len(_OF_ROLE) + len(_OF_CAUSE), of_cell).min(axis=1)
    several = np.flatnonzero(of_cell.max(axis=1) > least)
    forms = _cells([t.form for t in tokens], table[several])
    is_mixed = np.zeros(len(several), bool)
    for w in range(table.shape[1]):
        for v in range(w):
            both = np.flatnonzero((forms[:, v] >= 0) & (forms[:, w] >= 0) & ~is_mixed)
            both = both[of_cell[several[both], v] != of_cell[several[both], w]]
            is_mixed[both] |= ~_are_alike(forms[both, v], forms[both, w], scoring)
    return several[is_mixed]


def _are_alike(left: Int32, right: Int32, scoring: Scoring) -> Bool:
    """Return (n,) bool: whether pairs of forms have enough letters in common to be one word."""
    scores = scoring.score_pairs(left, right).astype(np.int64)
    rarity = np.minimum(scoring.rarity[left], scoring.rarity[right]).astype(np.int64)
    return np.asarray((left == right) | (scores > ALIKE_SCORE * rarity // 1000), bool)


def _agreed_columns(tokens: Sequence[Tokens], table: Int32, kinds: _Kinds, scoring: Scoring) -> Bool:
    """Return (columns,) bool: whether all witnesses have a word, of one key and one role."""
    keys = _cells([scoring.key_codes[t.form] for t in tokens], table)
    of_cell = _cells(kinds, table)
    sorts = _cells([t.sort for t in tokens], table)
    one_word = (keys == keys[:, :1]).all(axis=1) & (sorts == int(Sort.WORD)).all(axis=1)
    return np.asarray(one_word & (of_cell == of_cell[:, :1]).all(axis=1), bool)


def _stretches(mixed: Int64, agreed: Bool) -> list[tuple[int, int]]:
    """Return the stretches [start, stop) of columns around mixed columns, up to words that all have."""
    found: list[tuple[int, int]] = []
    for column in mixed.tolist():
        before = np.flatnonzero(agreed[max(column - REACH, 0) : column])
        after = np.flatnonzero(agreed[column : column + REACH])
        start = max(column - REACH, 0) + (int(before[-1]) + 1 if len(before) else 0)
        stop = column + int(after[0]) if len(after) else min(column + REACH, len(agreed))
        if found and start < found[-1][1]:
            start = found[-1][0] if stop - found[-1][0] <= MOST_COLUMNS else found[-1][1]
        if found and start == found[-1][0]:
            found[-1] = start, max(stop, found[-1][1])
        elif stop > start:
            found.append((start, stop))
    return found


def _aligned_anew(
    tokens: Sequence[Tokens], stretch: Int32, kinds: _Kinds, order: Sequence[int], scoring: Scoring
) -> Int32:
    """Align the tokens of a stretch of the table, one witness after the other, the longest first."""
    by_length = sorted(order, key=lambda w: -int((stretch[:, w] != GAP).sum()))
    columns: list[_Column] = []
    for w in by_length:
        own = stretch[stretch[:, w] != GAP, w].tolist()
        columns = _with_witness(tokens, columns, w, own, kinds, scoring) if columns else [{w: token} for token in own]
    table = np.full((len(columns), stretch.shape[1]), GAP, np.int32)
    for row, column in enumerate(columns):
        for w, token in column.items():
            table[row, w] = token
    return table


def _with_witness(
    tokens: Sequence[Tokens], columns: list[_Column], w: int, own: list[int], kinds: _Kinds, scoring: Scoring
) -> list[_Column]:
    """Return the columns with the tokens of one more witness."""
    if not own:
        return columns
    scores = _score_matrix(tokens, columns, w, own, kinds, scoring)
    # From the end: of equal alignments the last one is taken, since a speaker or heading belongs to what follows it.
    size = np.array([[len(columns)], [len(own)]])
    nowhere = np.zeros(1, bool)
    traces = align_batch(ScoreTables(scores[None, ::-1, ::-1], size[0], size[1], GAP_OPEN, nowhere, nowhere))
    rows = (len(columns) - 1 - traces.row[::-1]).tolist()
    matched = (len(own) - 1 - traces.column[::-1]).tolist()
    new: list[_Column] = []
    row = k = 0
    for next_row, next_k in zip([*rows, len(columns)], [*matched, len(own)], strict=True):
        first = k
        while new and k < next_k and kinds[w][own[k]] == kinds[w][own[first - 1]] != _TEXT:
            k += 1  # the point of a prefix stands at the prefix
        new += [{w: token} for token in own[first:k]]
        new += columns[row:next_row]
        new += [{w: token} for token in own[k:next_k]]
        if next_row < len(columns):
            new.append({**columns[next_row], w: own[next_k]})
        row, k = next_row + 1, next_k + 1
    return new


def _score_matrix(
    tokens: Sequence[Tokens], columns: list[_Column], w: int, own: list[int], kinds: _Kinds, scoring: Scoring
) -> Int64:
    """Return the scores (columns, tokens of the witness): the best with a word there, or IMPOSSIBLE."""
    scores = np.full((len(columns), len(own)), IMPOSSIBLE, np.int64)
    forbidden = np.zeros(scores.shape, bool)
    own_forms, own_kinds = tokens[w].form[own], kinds[w][own]
    is_word = tokens[w].sort[own] == Sort.WORD
    for v in sorted({v for column in columns for v in column}):
        rows = np.array([row for row, column in enumerate(columns) if v in column])
        there = np.array([columns[row][v] for row in rows])
        forms = tokens[v].form[there]
        found = scoring.score_matrix(forms, own_forms)
        left, right = np.repeat(forms, len(own)), np.tile(own_forms, len(rows))
        alike = _are_alike(left, right, scoring).reshape(found.shape)
        differ = kinds[v][there][:, None] != own_kinds
        found = np.where(differ & ~is_word, np.minimum(found, EQUAL_MARKS_SCORE), found)
        forbidden[rows] |= (differ & ~alike) | (found < 0)
        scores[rows] = np.maximum(scores[rows], found)
    scores[forbidden] = IMPOSSIBLE
    return scores
