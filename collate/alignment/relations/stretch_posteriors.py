"""The posteriors of the matches in the open stretches of many pairs of witnesses, computed at once."""

from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Float64, Int32, Int64
from collate.alignment.exact.batches import BATCH_CELLS, batches
from collate.alignment.exact.dynamic_programming import ScoreTables
from collate.alignment.exact.gaps import Gaps
from collate.alignment.exact.posteriors import match_posteriors, score_weights, skip_weight
from collate.alignment.relations.open_stretches import OpenStretches
from collate.alignment.scoring import GAP_OPEN, UNIT, Scoring
from collate.kernel import is_compiled

# A match counts as two words at most. With stretches of the size that they have, no weight is then beyond the
# range of a number.
MOST_SCORE: Final = 2 * UNIT


class _Matches(NamedTuple):
    """The matches of all stretches, by the stretch: its first match, and the row and column of each."""

    begins: Int64
    row: Int64
    column: Int64


def stretch_posteriors(stretches: OpenStretches, text: Int32, scoring: Scoring) -> Float64:
    """Return the posterior (m,) float64 of each match in open stretches; `text` has the form of each token."""
    gaps, row, column = stretches.gaps, stretches.row, stretches.column
    # The shorter side becomes the rows: there are fewer steps, and fewer weights to multiply.
    is_turned = gaps.heights > gaps.widths
    gaps = _turned(gaps, is_turned)
    row, column = np.where(is_turned[stretches.number], (column, row), (row, column))
    matches = _Matches(np.searchsorted(stretches.number, np.arange(len(gaps) + 1)), row, column)
    return _posteriors(gaps, matches, text, scoring)


def _posteriors(gaps: Gaps, matches: _Matches, text: Int32, scoring: Scoring) -> Float64:
    """Return the posterior (m,) float64 of each match."""
    posteriors = np.empty(len(matches.row))
    if is_compiled():
        from collate.kernel import _compiled

        ends = np.ascontiguousarray(gaps.free_start), np.ascontiguousarray(gaps.free_end)
        tables = np.ascontiguousarray(text), *gaps.borders, *ends, skip_weight(GAP_OPEN), score_weights(MOST_SCORE)
        begins, row, column = map(np.ascontiguousarray, matches)
        _compiled.match_posteriors(scoring.scheme(), *tables, begins, row, column, posteriors)
        return posteriors
    for members in batches(gaps, BATCH_CELLS):
        which, values = _batch_posteriors(gaps, members, matches, text, scoring)
        posteriors[which] = values
    return posteriors


def _turned(gaps: Gaps, is_turned: Bool) -> Gaps:
    """Return gaps of which some have rows and columns exchanged."""
    top, left = np.where(is_turned, (gaps.left, gaps.top), (gaps.top, gaps.left))
    bottom, right = np.where(is_turned, (gaps.right, gaps.bottom), (gaps.bottom, gaps.right))
    return Gaps(top, bottom, left, right, gaps.free_start, gaps.free_end)


def _batch_posteriors(
    gaps: Gaps, members: Int64, matches: _Matches, text: Int32, scoring: Scoring
) -> tuple[Int64, Float64]:
    """Return the numbers (k,) of the matches in some gaps, and their posteriors (k,)."""
    batch = gaps.select(members)
    rows = np.minimum(batch.top[:, None] + np.arange(batch.heights.max()), batch.bottom[:, None] - 1)
    columns = np.minimum(batch.left[:, None] + np.arange(batch.widths.max()), batch.right[:, None] - 1)
    left, right = np.broadcast_arrays(text[rows][:, :, None], text[columns][:, None, :])
    scores = np.minimum(scoring.score_pairs(left.ravel(), right.ravel()), MOST_SCORE).reshape(left.shape)
    tables = ScoreTables(
        scores.astype(np.int64), batch.heights, batch.widths, GAP_OPEN, batch.free_start, batch.free_end
    )
    posteriors = match_posteriors(tables)
    first = matches.begins[members]
    sizes = matches.begins[members + 1] - first
    table = np.repeat(np.arange(len(members)), sizes)
    which = np.arange(len(table)) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes)
    return which, posteriors[table, matches.row[which] - batch.top[table], matches.column[which] - batch.left[table]]
