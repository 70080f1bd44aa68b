"""Which pairs an editor should decide first: those that stand for most doubtful pairs that no decision covers yet."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Float64
from collate.classify.learning.traits import MEASURES, Traits, matrix

REACH: Final = 3.0  # squared distance at which a pair covers another to a share of 1/e
MOST_PAIRS: Final = 3000  # compared with each other; the others are left out, evenly
MIN_SHARED: Final = 2  # pairs with the same letters, before these count in the distance


def covering(doubtful: Sequence[Traits], decided: Sequence[Traits], count: int) -> list[int]:
    """Return the numbers of up to `count` doubtful pairs, chosen one after the other, the most useful first.

    Each is the one that adds most coverage. Of equally useful pairs it is the first.
    """
    if not doubtful:
        return []
    step = -(-len(doubtful) // MOST_PAIRS)
    kept = range(0, len(doubtful), step)
    places = _places([doubtful[k] for k in kept], decided)
    candidates, known = places[: len(kept)], places[len(kept) :]
    likeness = _likeness(candidates, candidates)
    covered = _likeness(candidates, known).max(axis=1, initial=0.0)
    chosen: list[int] = []
    for _ in range(min(count, len(kept))):
        gain = np.maximum(likeness - covered[:, None], 0.0).sum(axis=0)
        gain[chosen] = -1.0
        best = int(np.argmax(np.round(gain, 9)))
        chosen.append(best)
        covered = np.maximum(covered, likeness[:, best])
    return [kept[k] for k in chosen]


def _places(doubtful: Sequence[Traits], decided: Sequence[Traits]) -> Float64:
    """Return each pair as a point (pairs, traits); the measures vary by 1 among the doubtful pairs."""
    counts = Counter(name for traits in doubtful for name in traits.names)
    names = sorted(name for name, count in counts.items() if count >= MIN_SHARED)
    points = matrix([*doubtful, *decided], names)
    measures = points[:, : len(MEASURES)]
    spread = measures[: len(doubtful)].std(axis=0)
    points[:, : len(MEASURES)] = measures / np.where(spread > 0, spread, 1.0)
    return points


def _likeness(left: Float64, right: Float64) -> Float64:
    """Return how far each left point stands for each right one, (left, right), 0 to 1."""
    squares = (left**2).sum(axis=1)[:, None] + (right**2).sum(axis=1)[None, :] - 2 * left @ right.T
    likeness: Float64 = np.exp(-np.maximum(squares, 0.0) / REACH)
    return likeness
