"""How likely each match is, if every trace counts by its value and not only the best one.

The weight of a trace is exp(value / TEMPERATURE), with the value of `dynamic_programming`. The posterior of a match
is the share of the traces with this match in the weight of all traces (Miyazawa 1995; Durbin et al. 1998, 4.4).

One pass from the start sums the weights of what may come before each cell, one from the end those of what may
come after it. Skipped stretches are running sums, so that a row is one step. A table whose sums become large is
scaled down; the logarithm of the scale is kept for each row.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Float64
from collate.alignment.exact.dynamic_programming import ScoreTables

# In thousandths of the score of two equal words; from 100 to 250 it hardly matters, measured on collations by people.
TEMPERATURE: Final = 150

_LARGE: Final = 1e30  # from here sums are scaled down; a match multiplies them by less than 1e12
_MOST_EXPONENT: Final = 700.0  # exp of more is infinite


def match_posteriors(tables: ScoreTables) -> Float64:
    """Return (tables, rows, columns) float64: the posterior of each match; 0 in the padding.

    The posteriors of a row, and those of a column, have the sum 1 at most: what is missing is the share of the
    traces that skip it.
    """
    _, rows, columns = tables.scores.shape
    skip = skip_weight(tables.gap)
    row, column = np.arange(rows)[None, :], np.arange(columns)[None, :]
    weights = _match_weights(tables)
    first = _edge_weights(row == 0, tables.free_start, skip).T, _edge_weights(column == 0, tables.free_start, skip)
    last = (
        _edge_weights(row == tables.heights[:, None] - 1, tables.free_end, skip).T,
        _edge_weights(column == tables.widths[:, None] - 1, tables.free_end, skip),
    )
    before, logs_before = _sums_before(weights, *first, skip)
    after, logs_after = _sums_before(weights[::-1, :, ::-1], last[0][::-1], last[1][:, ::-1], skip)
    posteriors = before
    posteriors *= weights
    ending = np.einsum("rnc,nc,rn->rn", posteriors, *reversed(last))
    without_match = np.where(tables.free_start | tables.free_end, 1.0, skip * skip)
    logs_after = logs_after[::-1] - _log_of_sum(ending, logs_before, without_match)
    posteriors *= after[::-1, :, ::-1]
    posteriors *= np.exp(np.minimum(logs_before + logs_after, _MOST_EXPONENT))[:, :, None]
    return np.minimum(posteriors, 1.0, out=posteriors).transpose(1, 0, 2)


def skip_weight(gap: int) -> float:
    """Return the weight of a skipped stretch, which costs `gap`."""
    return float(np.exp(-gap / TEMPERATURE))


def score_weights(most: int) -> Float64:
    """Return (most + 1,) float64: the weight of a match of each score."""
    return np.exp(np.arange(most + 1) / TEMPERATURE)


def _match_weights(tables: ScoreTables) -> Float64:
    """Return (rows, tables, columns) float64: the weight of each match alone; 0 in the padding."""
    scores = tables.scores.transpose(1, 0, 2)
    weights = np.divide(scores, TEMPERATURE, out=np.empty(scores.shape))
    np.exp(weights, out=weights)
    rows, _, columns = scores.shape
    weights[np.arange(rows)[:, None] >= tables.heights] = 0
    weights[:, np.arange(columns) >= tables.widths[:, None]] = 0
    return weights


def _edge_weights(is_edge: Bool, is_free: Bool, skip: float) -> Float64:
    """Return (tables, n) float64: the factor for skipping what is between each row or column and the edge."""
    return np.where(is_free[:, None] | is_edge, 1.0, skip)


def _sums_before(weights: Float64, row_edges: Float64, column_edges: Float64, skip: float) -> tuple[Float64, Float64]:
    """Sum, for each cell, the weights of all that may come before a match there.

    Parameters
    ----------
    weights : (rows, tables, columns) float64
        Of the matches alone.
    row_edges, column_edges : (rows, tables) float64, (tables, columns) float64
        The factors for skipping what is before the first match.
    skip : float
        The factor for skipping a stretch between two matches.

    Returns
    -------
    sums : (rows, tables, columns) float64
        Scaled, row by row.
    logs : (rows, tables) float64
        The logarithm by which each row of a table was scaled down.
    """
    rows, count, columns = weights.shape
    sums, logs = np.empty(weights.shape), np.zeros((rows, count))
    # The row above, and all rows further up with their skipped stretch.
    above, skipped_rows = np.zeros((count, columns)), np.zeros((count, columns))
    log, scale = np.zeros(count), np.ones(count)
    for i in range(rows):
        # What ends in the column before is next to the cell; what ends further to the left is after a skipped stretch:
        # of its running sum, only that share counts.
        reached = np.cumsum(above + skipped_rows, axis=1)
        np.multiply(column_edges, (row_edges[i] * scale)[:, None], out=sums[i])
        sums[i, :, 1:] += reached[:, :-1]
        reached *= 1 - skip
        sums[i, :, 2:] -= reached[:, :-2]
        logs[i] = log
        above *= skip
        skipped_rows += above
        np.multiply(sums[i], weights[i], out=above)
        if above.max() > _LARGE:
            largest = above.max(axis=1)
            factor = 1 / np.where(largest > _LARGE, largest, 1.0)
            above *= factor[:, None]
            skipped_rows *= factor[:, None]
            scale *= factor
            log = log - np.log(factor)
    return sums, logs


def _log_of_sum(ending: Float64, logs: Float64, without_match: Float64) -> Float64:
    """Return (tables,) float64: the logarithm of the weight of all traces.

    Parameters
    ----------
    ending : (rows, tables) float64
        The weight of all traces whose last match is in each row, scaled.
    logs : (rows, tables) float64
        The logarithms of the scales.
    without_match : (tables,) float64
        The weight of the trace without a match.
    """
    with np.errstate(divide="ignore"):  # the logarithm of 0 is right here: such a row ends nothing
        terms = np.concatenate((np.log(ending) + logs, np.log(without_match)[None, :]))
    most = terms.max(axis=0)
    total: Float64 = most + np.log(np.exp(terms - most).sum(axis=0))
    return total
