"""Align the tokens of one more witness to the columns of a profile."""

from collections.abc import Callable
from typing import Final

import numpy as np

from collate._arrays import Int32, Int64, unique_inverse
from collate.alignment.exact.anchors import anchors
from collate.alignment.exact.dynamic_programming import UNRIVALLED, ScoreTables, align_batch
from collate.alignment.exact.gaps import Gaps, Matches, merge_matches
from collate.alignment.exact.split_gaps import split_by_edit_script, split_diagonally
from collate.alignment.options import Limits
from collate.alignment.progressive.profile import Profile, ScoredMatches
from collate.alignment.scoring import GAP_OPEN, Scoring
from collate.model.alignment import GAP

BATCH_CELLS: Final = 1 << 18  # the tables of one batch fit the cache of the processor
SMALL_BATCH_CELLS: Final = 1 << 13  # up to here one batch is faster than several, however different the sizes


def align_to_profile(
    profile: Profile, order: Int64, forms: Int32, fixed: Matches, gaps: Gaps, scoring: Scoring, limits: Limits
) -> ScoredMatches:
    """Align the tokens of a witness to columns of a profile.

    The score of a column and a token is the sum, over the witnesses with a token in the column, of the scores
    of their forms. Gaps that are too large are split first: at phrases, then by edit distance, then into equal
    parts.

    Parameters
    ----------
    profile : Profile
    order : (rows,) int64
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
    ScoredMatches
        The fixed matches, and those of the best trace of each gap.
    """
    if (gaps.areas > limits.anchor_cells).any():
        row_keys, column_keys = scoring.anchor_keys(consensus(profile))[order], scoring.anchor_keys(forms)
        anchored, gaps = anchors(row_keys, column_keys, gaps, limits.anchor_cells)
        split, gaps = split_by_edit_script(row_keys, column_keys, gaps, limits.edit_script_cells)
        fixed = merge_matches(fixed, merge_matches(anchored, split))
        gaps = split_diagonally(gaps, limits.diagonal_cells)
    aligned, margins = _align_gaps_to_profile(profile, order, forms, gaps, scoring)
    rows = np.concatenate((fixed.rows, aligned.rows))
    by_row = np.argsort(rows, kind="stable")
    unrivalled = np.full(len(fixed.rows), UNRIVALLED, np.int64)
    return ScoredMatches(
        Matches(rows[by_row], np.concatenate((fixed.columns, aligned.columns))[by_row]),
        np.concatenate((unrivalled, margins))[by_row],
    )


def consensus(profile: Profile) -> Int32:
    """Return (columns,) int32: the form that most witnesses have in each column, by its id; of equals the first."""
    most = profile.counts[:, : len(profile)].argmax(axis=0)
    forms: Int32 = profile.forms[most, np.arange(len(profile))]
    return forms


def _align_gaps_to_profile(
    profile: Profile, order: Int64, forms: Int32, gaps: Gaps, scoring: Scoring
) -> tuple[Matches, Int64]:
    """Align every gap exactly; return the matches and the margin of each, per witness in the profile."""

    def scores(rows: Int64, columns: Int64) -> Int64:
        return _profile_scores(profile, order[rows], forms[columns], scoring)

    matches, margins = _align_in_batches(gaps, scores, GAP_OPEN * profile.width, margins=True)
    return matches, np.where(margins == UNRIVALLED, UNRIVALLED, margins // profile.width)


def align_gaps(row_forms: Int32, column_forms: Int32, gaps: Gaps, scoring: Scoring) -> Matches:
    """Align gaps between texts of form codes (rows,) and (columns,) int32 exactly."""

    def scores(rows: Int64, columns: Int64) -> Int64:
        left, right = np.broadcast_arrays(row_forms[rows][:, :, None], column_forms[columns][:, None, :])
        return scoring.score_pairs(left.ravel(), right.ravel()).reshape(left.shape).astype(np.int64)

    return _align_in_batches(gaps, scores, GAP_OPEN, margins=False)[0]


def _align_in_batches(
    gaps: Gaps, scores: Callable[[Int64, Int64], Int64], gap: int, margins: bool
) -> tuple[Matches, Int64]:
    """Align gaps in batches of similar sizes.

    Parameters
    ----------
    gaps : Gaps
    scores : callable
        From rows (gaps, height) and columns (gaps, width) to scores (gaps, height, width) int64.
    gap : int
        The cost of a skipped stretch.
    margins : bool
        Whether margins are computed.
    """
    batch_rows, batch_columns, batch_margins = ([np.empty(0, np.int64)] for _ in range(3))
    for batch in batches(gaps):
        height, width = int(batch.heights.max()), int(batch.widths.max())
        rows = np.minimum(batch.top[:, None] + np.arange(height), batch.bottom[:, None] - 1)
        columns = np.minimum(batch.left[:, None] + np.arange(width), batch.right[:, None] - 1)
        tables = ScoreTables(scores(rows, columns), batch.heights, batch.widths, gap, batch.free_start, batch.free_end)
        traces = align_batch(tables, margins)
        batch_rows.append(batch.top[traces.table] + traces.row)
        batch_columns.append(batch.left[traces.table] + traces.column)
        batch_margins.append(traces.margin)
    return Matches(np.concatenate(batch_rows), np.concatenate(batch_columns)), np.concatenate(batch_margins)


def batches(gaps: Gaps) -> list[Gaps]:
    """Return the gaps in groups of similar sizes, each of at most BATCH_CELLS cells or one gap."""
    gaps = gaps.select(gaps.areas > 0)
    if not len(gaps):
        return []
    if len(gaps) * int(gaps.heights.max()) * int(gaps.widths.max()) <= SMALL_BATCH_CELLS:
        return [gaps]
    size_class = _size_class(gaps.heights) << np.int64(32) | _size_class(gaps.widths)
    groups = []
    for size in unique_inverse(size_class)[0].tolist():
        members = np.flatnonzero(size_class == size)
        cells = (size >> 32) * (size & 0xFFFFFFFF)
        per_batch = max(1, BATCH_CELLS // cells)
        groups += [gaps.select(members[k : k + per_batch]) for k in range(0, len(members), per_batch)]
    return groups


def _size_class(sizes: Int64) -> Int64:
    """Round sizes (n,) up, in fine steps where they are small: few classes, and little padding."""
    power = np.int64(1) << np.ceil(np.log2(np.maximum(sizes, 1))).astype(np.int64)
    step = np.maximum(power // 4, 1)
    return np.asarray(-(-sizes // step) * step, np.int64)


def _profile_scores(profile: Profile, column_ids: Int64, forms: Int32, scoring: Scoring) -> Int64:
    """Return (gaps, height, width) int64: the score of each column of a profile with each token.

    Parameters
    ----------
    profile : Profile
    column_ids : (gaps, height) int64
    forms : (gaps, width) int32
        The form codes of the tokens.
    scoring : Scoring
    """
    count, height = column_ids.shape
    width = forms.shape[1]
    scores = np.zeros((count * height, width), np.int64)
    flat_ids = column_ids.ravel()
    gap_of = np.repeat(np.arange(count), height)
    for depth in range(len(profile.forms)):
        profile_forms = profile.forms[depth, flat_ids]
        present = np.flatnonzero(profile_forms != GAP)
        if not len(present):
            break
        pairs = np.repeat(profile_forms[present], width), forms[gap_of[present]].ravel()
        form_scores = scoring.score_pairs(*pairs).reshape(len(present), width)
        scores[present] += form_scores * profile.counts[depth, flat_ids[present]][:, None].astype(np.int64)
    return scores.reshape(count, height, width)
