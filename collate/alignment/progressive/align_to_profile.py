"""Where the columns of a profile and the tokens of one more witness meet."""

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

BATCH_CELLS: Final = 1 << 18  # cells that are traced at once: the tables of a batch stay in the cache of the processor
SMALL_BATCH_CELLS: Final = (
    1 << 13
)  # cells that are traced in one batch however unlike their sizes: a batch has a cost of its own


def align_to_profile(
    profile: Profile, order: Int64, forms: Int32, given: Matches, gaps: Gaps, scoring: Scoring, limits: Limits
) -> ScoredMatches:
    """Give all meetings: those given, and those of the best trace of each gap between them.

    Rows are columns of the profile, `order` (rows,) their numbers; columns are the tokens of forms (columns,).

    A column attracts a token with all its forms: the score is the sum over the witnesses that
    have a token there. Gaps that are too large are cut first, at phrases, by edit distance, and at last in equal
    steps.
    """
    if (gaps.areas > limits.anchor_cells).any():
        rows = scoring.anchor_keys(consensus(profile))[order]
        columns = scoring.anchor_keys(forms)
        found, gaps = anchors(rows, columns, gaps, limits.anchor_cells)
        broken, gaps = split_by_edit_script(rows, columns, gaps, limits.edit_script_cells)
        given, gaps = merge_matches(given, merge_matches(found, broken)), split_diagonally(gaps, limits.diagonal_cells)
    traced, margins = _align_gaps_to_profile(profile, order, forms, gaps, scoring)
    every = np.concatenate((given.rows, traced.rows))
    sorted_ = np.argsort(every, kind="stable")
    clear = np.full(len(given.rows), UNRIVALLED, np.int64)
    return ScoredMatches(
        Matches(every[sorted_], np.concatenate((given.columns, traced.columns))[sorted_]),
        np.concatenate((clear, margins))[sorted_],
    )


def consensus(profile: Profile) -> Int32:
    """Give the form that most witnesses have in each column, by its number; of equals the one that came first."""
    most = profile.counts[:, : len(profile)].argmax(axis=0)
    found: Int32 = profile.forms[most, np.arange(len(profile))]
    return found


def _align_gaps_to_profile(
    profile: Profile, order: Int64, forms: Int32, gaps: Gaps, scoring: Scoring
) -> tuple[Matches, Int64]:
    """Trace every gap exactly, and say by how much each meeting beats its rivals, per witness joined."""

    def scores(places: Int64, tokens: Int64) -> Int64:
        return _profile_scores(profile, order[places], forms[tokens], scoring)

    met, margins = _align_in_batches(gaps, scores, GAP_OPEN * profile.width, margins=True)
    return met, np.where(margins == UNRIVALLED, UNRIVALLED, margins // profile.width)


def align_gaps(rows: Int32, columns: Int32, gaps: Gaps, scoring: Scoring) -> Matches:
    """Trace gaps between texts of form codes."""

    def scores(places: Int64, tokens: Int64) -> Int64:
        one, other = np.broadcast_arrays(rows[places][:, :, None], columns[tokens][:, None, :])
        found = scoring.score_pairs(one.ravel(), other.ravel())
        return found.reshape(one.shape).astype(np.int64)

    return _align_in_batches(gaps, scores, GAP_OPEN, margins=False)[0]


def _align_in_batches(
    gaps: Gaps, scores: Callable[[Int64, Int64], Int64], gap: int, margins: bool
) -> tuple[Matches, Int64]:
    """Trace gaps, those of one size class at a time; `scores` gives (gaps, rows, columns) of places and tokens."""
    rows, columns, found = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for batch in batches(gaps):
        height, width = int(batch.heights.max()), int(batch.widths.max())
        places = np.minimum(batch.top[:, None] + np.arange(height), batch.bottom[:, None] - 1)
        tokens = np.minimum(batch.left[:, None] + np.arange(width), batch.right[:, None] - 1)
        tables = ScoreTables(scores(places, tokens), batch.heights, batch.widths, gap, batch.free_start, batch.free_end)
        traces = align_batch(tables, margins)
        rows.append(batch.top[traces.table] + traces.row)
        columns.append(batch.left[traces.table] + traces.column)
        found.append(traces.margin)
    return Matches(np.concatenate(rows), np.concatenate(columns)), np.concatenate(found)


def batches(gaps: Gaps) -> list[Gaps]:
    """Put gaps of like sizes together, BATCH cells or one gap at a time."""
    gaps = gaps.select(gaps.areas > 0)
    if not len(gaps):
        return []
    if len(gaps) * int(gaps.heights.max()) * int(gaps.widths.max()) <= SMALL_BATCH_CELLS:
        return [gaps]
    size_class = _size_class(gaps.heights) << np.int64(32) | _size_class(gaps.widths)
    batches = []
    for size in unique_inverse(size_class)[0].tolist():
        members = np.flatnonzero(size_class == size)
        cells = (size >> 32) * (size & 0xFFFFFFFF)
        each = max(1, BATCH_CELLS // cells)
        batches += [gaps.select(members[k : k + each]) for k in range(0, len(members), each)]
    return batches


def _size_class(sizes: Int64) -> Int64:
    """Round sizes up, finely where they are small: few classes, little padding."""
    power = np.int64(1) << np.ceil(np.log2(np.maximum(sizes, 1))).astype(np.int64)
    step = np.maximum(power // 4, 1)
    return np.asarray(-(-sizes // step) * step, np.int64)


def _profile_scores(profile: Profile, numbers: Int64, tokens: Int32, scoring: Scoring) -> Int64:
    """Give (gaps, rows, columns) int64: how strongly each column attracts each token."""
    count, height = numbers.shape
    width = tokens.shape[1]
    scores = np.zeros((count * height, width), np.int64)
    flat = numbers.ravel()
    beside = np.repeat(np.arange(count), height)
    for depth in range(len(profile.forms)):
        forms = profile.forms[depth, flat]
        here = np.flatnonzero(forms != GAP)
        if not len(here):
            break
        others = tokens[beside[here]]
        found = scoring.score_pairs(np.repeat(forms[here], width), others.ravel()).reshape(len(here), width)
        scores[here] += found * profile.counts[depth, flat[here]][:, None].astype(np.int64)
    return scores.reshape(count, height, width)
