"""Runs of columns of an alignment."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Bool, Int64

ColumnRun = tuple[int, int]  # columns [start, stop) of an alignment


def runs_of(inside: Bool) -> tuple[ColumnRun, ...]:
    """Return the runs of columns that are inside."""
    borders = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    return tuple(zip(borders[::2].tolist(), borders[1::2].tolist(), strict=True))


def columns_of(runs: Sequence[ColumnRun]) -> Int64:
    """Return the numbers of all columns in some runs."""
    return np.concatenate([np.zeros(0, np.int64), *(np.arange(*run) for run in runs)])


def joined_runs(runs: Sequence[ColumnRun]) -> tuple[ColumnRun, ...]:
    """Return runs, in order of their beginnings, as fewer ones: those that touch or overlap are one."""
    joined: list[ColumnRun] = []
    for start, stop in runs:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], stop)
        elif start < stop:
            joined.append((start, stop))
    return tuple(joined)
