"""Align the tokens of one more witness to the columns of a profile."""

from typing import Final

import numpy as np

from collate._arrays import Int32, Int64, unique_inverse
from collate.alignment.exact.anchors import anchors
from collate.alignment.exact.batches import batches
from collate.alignment.exact.dynamic_programming import ScoreTables, Traces, align_batch
from collate.alignment.exact.false_anchors import without_false_anchors
from collate.alignment.exact.gaps import NO_MATCHES, Gaps, Matches, as_matches, merge_matches, remaining_gaps
from collate.alignment.exact.recurring import LEAST_CELLS, Kinds, Score, align_recurring
from collate.alignment.exact.split_gaps import split_by_edit_script, split_diagonally
from collate.alignment.options import Limits
from collate.alignment.progressive.profile import Profile
from collate.alignment.scoring import GAP_OPEN, Scoring
from collate.kernel import is_compiled
from collate.model.alignment import GAP

SMALL_BATCH_CELLS: Final = 1 << 13  # up to here one batch is faster than several, however different the sizes


def align_to_profile(
    profile: Profile, order: Int32, forms: Int32, fixed: Matches, gaps: Gaps, scoring: Scoring, limits: Limits
) -> Matches:
    """Align the tokens of a witness to columns of a profile.

    The score of a column and a token is the sum, over the witnesses with a token in the column, of the scores
    of their forms. Gaps that are too large are split first: at phrases, then by edit distance, then into equal
    parts.

    Parameters
    ----------
    profile : Profile
    order : (rows,) int32
        The ids of the columns that are aligned, in order.
    forms : (columns,) int32
        The form codes of the tokens that are aligned.
    fixed : Matches
        Matches of rows and columns that are certain.
    gaps : Gaps
        What is not aligned yet between them.
    scoring : Scoring
    limits : Limits

    Returns
    -------
    Matches
        The fixed matches, and those of the best trace of each gap.
    """
    if (gaps.areas > limits.anchor_cells).any():
        row_keys, column_keys = scoring.anchor_keys(consensus(profile))[order], scoring.anchor_keys(forms)
        anchored, _ = anchors(row_keys, column_keys, gaps, limits.anchor_cells)
        anchored, in_place_of_false = without_false_anchors(row_keys, column_keys, gaps, anchored)
        gaps = remaining_gaps(gaps, anchored)
        split, gaps, piecewise = split_by_edit_script(row_keys, column_keys, gaps, limits.edit_script_cells)
        fixed = merge_matches(fixed, merge_matches(anchored, split))
        del anchored, split, row_keys, column_keys  # arrays as long as the texts
        profile.piecewise += piecewise + in_place_of_false
        gaps = split_diagonally(gaps, limits.diagonal_cells)
    return merge_matches(fixed, _align_gaps_to_profile(profile, order, forms, gaps, scoring))


def consensus(profile: Profile) -> Int32:
    """Return (columns,) int32: the form that most witnesses have in each column, by its id; of equals the first."""
    if len(profile.forms) == 1:
        return profile.forms[0, : len(profile)]
    most = profile.counts[:, : len(profile)].argmax(axis=0)
    forms: Int32 = profile.forms[most, np.arange(len(profile))]
    return forms


def _align_gaps_to_profile(profile: Profile, order: Int32, forms: Int32, gaps: Gaps, scoring: Scoring) -> Matches:
    """Align every gap exactly."""
    if is_compiled():
        return _align_compiled(gaps, profile.forms, profile.counts, order, forms, scoring, GAP_OPEN * profile.width)

    def scores(rows: Int64, columns: Int64) -> Int64:
        return _profile_scores(profile, order[rows], forms[columns], scoring)

    is_large = gaps.areas >= LEAST_CELLS
    kinds = Kinds(_column_kinds(profile, order), forms) if is_large.any() else None
    return _align_in_batches(gaps, kinds, scores, GAP_OPEN * profile.width)


def _column_kinds(profile: Profile, order: Int32) -> Int64:
    """Return (rows,) int64: equal numbers for the columns with the ids `order` (rows,) that hold the same forms."""
    kinds = np.zeros(len(order), np.int64)
    for depth in range(len(profile.forms)):
        forms, counts = (part[depth, order].astype(np.int64) for part in (profile.forms, profile.counts))
        if (forms == GAP).all():
            break
        kinds = unique_inverse(kinds * (int(forms.max()) + 2) + forms + 1)[1]
        kinds = unique_inverse(kinds * (profile.width + 1) + counts)[1]
    return kinds


def align_gaps(row_forms: Int32, column_forms: Int32, gaps: Gaps, scoring: Scoring) -> Matches:
    """Align gaps between texts of form codes (rows,) and (columns,) int32 exactly."""
    if is_compiled():
        profile, order = np.ascontiguousarray(row_forms)[None], np.arange(len(row_forms), dtype=np.int32)
        return _align_compiled(gaps, profile, np.ones_like(profile), order, column_forms, scoring, GAP_OPEN)

    def scores(rows: Int64, columns: Int64) -> Int64:
        left, right = np.broadcast_arrays(row_forms[rows][:, :, None], column_forms[columns][:, None, :])
        return scoring.score_pairs(left.ravel(), right.ravel()).reshape(left.shape).astype(np.int64)

    return _align_in_batches(gaps, Kinds(row_forms, column_forms), scores, GAP_OPEN)


def _align_compiled(
    gaps: Gaps, profile: Int32, counts: Int32, order: Int32, forms: Int32, scoring: Scoring, gap: int
) -> Matches:
    """Align gaps with the compiled kernel.

    Parameters
    ----------
    gaps : Gaps
    profile, counts : (depth, capacity) int32
        The distinct forms in the column with each id, the first ones first, and how many witnesses have each.
    order : (rows,) int32
        The ids of the columns that are aligned, in order.
    forms : (columns,) int32
        The form codes of the tokens that are aligned.
    scoring : Scoring
    gap : int
        The cost of a skipped stretch.
    """
    from collate.kernel import _compiled

    most = int(np.minimum(gaps.heights, gaps.widths).sum())
    rows, columns = np.empty(most, np.int32), np.empty(most, np.int32)
    ends = np.ascontiguousarray(gaps.free_start), np.ascontiguousarray(gaps.free_end)
    tables = *gaps.borders, *ends, gap
    order, forms = np.ascontiguousarray(order), np.ascontiguousarray(forms)
    count = _compiled.best_traces(scoring.scheme(), *tables, profile, counts, order, forms, rows, columns)
    return Matches(rows[:count].copy(), columns[:count].copy())


def _align_in_batches(gaps: Gaps, kinds: Kinds | None, scores: Score, gap: int) -> Matches:
    """Align gaps in batches of similar sizes.

    Parameters
    ----------
    gaps : Gaps
    kinds : Kinds or None
        None if no gap is large.
    scores : callable
        From rows (gaps, height) and columns (gaps, width) to scores (gaps, height, width) int64.
    gap : int
        The cost of a skipped stretch.
    """
    matches = [NO_MATCHES]
    if kinds is not None:
        is_large = gaps.areas >= LEAST_CELLS
        large, gaps = gaps.select(is_large), gaps.select(~is_large)
        for members, traces in align_recurring(large, kinds, scores, gap):
            matches.append(_matches_of(traces, large.select(members)))
    for members in batches(gaps, SMALL_BATCH_CELLS):
        batch = gaps.select(members)
        height, width = int(batch.heights.max()), int(batch.widths.max())
        rows = np.minimum(batch.top[:, None] + np.arange(height), batch.bottom[:, None] - 1)
        columns = np.minimum(batch.left[:, None] + np.arange(width), batch.right[:, None] - 1)
        tables = ScoreTables(scores(rows, columns), batch.heights, batch.widths, gap, batch.free_start, batch.free_end)
        matches.append(_matches_of(align_batch(tables), batch))
    rows, columns = (np.concatenate(side) for side in zip(*matches, strict=True))
    by_row = np.argsort(rows, kind="stable")
    return Matches(rows[by_row], columns[by_row])


def _matches_of(traces: Traces, gaps: Gaps) -> Matches:
    """Return the matches of the best traces of some gaps, in the order of the gaps."""
    return as_matches(gaps.top[traces.table] + traces.row, gaps.left[traces.table] + traces.column)


def _profile_scores(profile: Profile, column_ids: Int32, forms: Int32, scoring: Scoring) -> Int64:
    """Return (gaps, height, width) int64: the score of each column of a profile with each token.

    Parameters
    ----------
    profile : Profile
    column_ids : (gaps, height) int32
    forms : (gaps, width) int32
        The form codes of the tokens.
    scoring : Scoring
    """
    count, height = column_ids.shape
    width = forms.shape[1]
    flat_ids = column_ids.ravel()
    scores = np.zeros((len(flat_ids), width), np.int64)
    # A column has its first form at depth 0, and many have no other. The rest are scored at once: with hundreds of
    # witnesses a column may have as many forms.
    deep_row, deep = np.nonzero((profile.forms[1:, flat_ids] != GAP).T)
    first = np.flatnonzero(profile.forms[0, flat_ids] != GAP)
    for rows, depths in ((first, np.zeros(len(first), np.int64)), (deep_row, deep + 1)):
        if not len(rows):
            continue
        ids = flat_ids[rows]
        pairs = np.repeat(profile.forms[depths, ids], width), forms[rows // height].ravel()
        of_form = scoring.score_pairs(*pairs).reshape(len(rows), width) * profile.counts[depths, ids, None].astype(
            np.int64
        )
        begins = np.flatnonzero(np.append(True, rows[1:] != rows[:-1]))
        if len(begins) < len(rows):
            of_form = np.add.reduceat(of_form, begins, axis=0)
        scores[rows[begins]] += of_form
    return scores.reshape(count, height, width)
