"""Slow, obvious versions of what the aligner does quickly; never imported by the package."""

from functools import cache
from itertools import pairwise


def best_score(scores: list[list[int]], gap: int, head: int = 0, tail: int = 0) -> int:
    """The best value of any trace that meets at all, by trying every meeting after every other; or of none.

    To meet nothing skips one stretch of each side, for nothing where it touches an end of the text.
    """
    height, width = len(scores), len(scores[0]) if scores else 0

    @cache
    def ending(i: int, j: int) -> int:
        before = [-head * (i > 0) - head * (j > 0)]
        for k in range(i):
            for m in range(j):
                before.append(ending(k, m) - gap * (k < i - 1) - gap * (m < j - 1))
        return scores[i][j] + max(before)

    ends = [
        ending(i, j) - tail * (i < height - 1) - tail * (j < width - 1) for i in range(height) for j in range(width)
    ]
    return max([-2 * min(head, tail), *ends])


def score_of(meetings: list[tuple[int, int]], scores: list[list[int]], gap: int, head: int = 0, tail: int = 0) -> int:
    """The value of one trace, by the definition."""
    if not meetings:
        return -2 * min(head, tail)
    total = sum(scores[i][j] for i, j in meetings)
    (i, j), (k, m) = meetings[0], meetings[-1]
    total -= head * (i > 0) + head * (j > 0)
    total -= tail * (k < len(scores) - 1) + tail * (m < len(scores[0]) - 1)
    for (i, j), (k, m) in pairwise(meetings):
        assert i < k
        assert j < m
        total -= gap * (k - i > 1) + gap * (m - j > 1)
    return total
