"""The two ends of a passage: as far as the words go on to agree.

`roughly_agree` looks at all chains at once, with equal words only: most chains are chance, and end at once. Then, from
the last words of a chain on, both documents are aligned (Needleman and Wunsch 1970), and the passage ends where the
score is highest. A window moves on as long as the best end is near its edge.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.discovery.like_words import COMMON_MATCH, MATCH, SKIP, UNLIKE, joined_places, pair_scores
from collate.discovery.words import WordColumns

WINDOW: Final = 40  # words
BATCH: Final = 512  # places that are looked at together
SENTENCE: Final = 5  # what a new sentence on a new line costs, on each side; one word does not make up for both
PARAGRAPH: Final = 6  # what a new paragraph costs
_COSTS: Final = np.array([0, SENTENCE, PARAGRAPH], np.int32)  # by what is passed
EDGE: Final = 12  # if the passage ends so near to the edge of the window, it is looked at from there again


def extend(
    one: Int32,
    other: Int32,
    forms: tuple[str, ...],
    is_common: Bool,
    breaks: tuple[Int8, Int8] | None = None,
    weak: int = MATCH,
    step: int = 1,
) -> tuple[int, int]:
    """Return how many words of two stretches agree from their beginnings on.

    Parameters
    ----------
    one, other : (n,) int32, (m,) int32
        Codes of what follows. For what comes before, reverse both.
    forms
        The search form of each code.
    is_common : (codes,) bool
        The codes of frequent words.
    breaks : (n,) int8, (m,) int8
        What is passed to reach each word of either side: the end of a sentence and its line, of a paragraph, or
        nothing.
    weak
        What short and like words score.
    step
        1 forwards, -1 if both sides are reversed.
    """
    rows = columns = 0
    row_costs, column_costs = (
        (_COSTS[side] for side in breaks) if breaks else (np.zeros(len(side), np.int32) for side in (one, other))
    )
    while rows < len(one) and columns < len(other):
        window, other_window = one[rows : rows + WINDOW], other[columns : columns + WINDOW]
        costs = row_costs[rows : rows + WINDOW], column_costs[columns : columns + WINDOW]
        scores = pair_scores(window, other_window, forms, is_common, weak)
        height, width = _best_end(scores, *costs, _joined_words(window, other_window, forms, step))
        rows, columns = rows + height, columns + width
        if max(height, width) < WINDOW - EDGE:
            break
    return rows, columns


@dataclass(frozen=True, slots=True)
class _JoinedWords:
    """Where one side has two words and the other has both as one.

    of_rows     by the second row of two: the columns that are these two rows
    of_columns  by row: the first of two columns that are this row
    """

    of_rows: dict[int, list[int]]
    of_columns: dict[int, list[int]]

    def __repr__(self) -> str:
        return repr_line("_JoinedWords", f"{len(self.of_rows)} and {len(self.of_columns)} rows")


def _joined_words(one: Int32, other: Int32, forms: tuple[str, ...], step: int) -> _JoinedWords:
    own, others = ([forms[code] for code in side.tolist()] for side in (one, other))
    of_rows: dict[int, list[int]] = {}
    of_columns: dict[int, list[int]] = {}
    for row, column in joined_places(own, others, step):
        of_rows.setdefault(row + 1, []).append(column)
    for column, row in joined_places(others, own, step):
        of_columns.setdefault(row, []).append(column)
    return _JoinedWords(of_rows, of_columns)


def _best_end(scores: Int32, row_costs: Int32, column_costs: Int32, joined: _JoinedWords) -> tuple[int, int]:
    """Return the rows and columns before the best end of an alignment that begins at the first ones.

    Each row and each column has a cost of its own, whether it is paired or left out.
    """
    height, width = scores.shape
    scores = scores - row_costs[:, None] - column_costs[None, :]
    ramp = np.zeros(width + 1, np.int32)
    ramp[1:] = np.cumsum(column_costs - SKIP)
    row = before = -ramp
    best, end = 0, (0, 0)
    for k in range(height):
        reached = row + SKIP - row_costs[k]
        reached[1:] = np.maximum(reached[1:], row[:-1] + scores[k])
        for j in joined.of_rows.get(k, ()):
            gained = before[j] + MATCH - row_costs[k - 1] - row_costs[k] - column_costs[j]
            reached[j + 1] = max(reached[j + 1], gained)
        for j in joined.of_columns.get(k, ()):
            gained = row[j] + MATCH - row_costs[k] - column_costs[j] - column_costs[j + 1]
            reached[j + 2] = max(reached[j + 2], gained)
        before, row = row, np.maximum.accumulate(reached + ramp) - ramp
        at = int(row.argmax())
        if row[at] > best:
            best, end = int(row[at]), (k + 1, at)
    return end


def roughly_agree(words: WordColumns, first: Int64, second: Int64, step: int, is_common: Bool) -> Int64:
    """Return (k,) int64: how many words go on to agree from each of k places, in one window and by equal words alone.

    Parameters
    ----------
    words
    first, second : (k,) int64
        The words with which the two sides go on.
    step
        1 forwards, -1 backwards.
    is_common : (codes,) bool
        The codes of frequent words.
    """
    reached = np.zeros(len(first), np.int64)
    for begin in range(0, len(first), BATCH):
        part = slice(begin, begin + BATCH)
        own, other = (_windows(words, places[part], step) for places in (first, second))
        reached[part] = _rough_ends(own, other, is_common)
    return reached


def _windows(words: WordColumns, places: Int64, step: int) -> Int32:
    """Return (k, WINDOW) int32: the codes of the words from each place on, -1 where there are none."""
    at = places[:, None] + step * np.arange(WINDOW)
    inside = (at >= 0) & (at < len(words))
    return np.where(inside, words.codes[np.where(inside, at, 0)], -1).astype(np.int32)


def _rough_ends(one: Int32, other: Int32, is_common: Bool) -> Int64:
    """Return (k,) int64: the words of the first side before the best end of each alignment."""
    gain = np.where(is_common, COMMON_MATCH, MATCH).astype(np.int32)[one]
    ramp = -SKIP * np.arange(WINDOW + 1, dtype=np.int32)
    row = np.tile(-ramp, (len(one), 1))
    best, end = np.zeros(len(one), np.int32), np.zeros(len(one), np.int64)
    for k in range(WINDOW):
        equal = (other == one[:, k : k + 1]) & (other >= 0)
        reached = row + SKIP
        reached[:, 1:] = np.maximum(reached[:, 1:], row[:, :-1] + np.where(equal, gain[:, k : k + 1], UNLIKE))
        row = np.maximum.accumulate(reached + ramp, axis=1) - ramp
        top = row.max(axis=1)
        end[top > best] = k + 1
        best = np.maximum(best, top)
    return end
