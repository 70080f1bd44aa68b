"""The variant graph: readings of columns, and the ways of the witnesses through them (Schmidt and Colomb 2009)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate.model.alignment import GAP, Alignment, Testimony


@dataclass(frozen=True, slots=True, eq=False)
class VariantGraph:
    """A variant graph: n readings, numbered from 0 in the order of columns, within one in the order of their strings.

    Each way begins at `start` (n) and ends at `end` (n + 1), and takes each reading of its witness in turn.

    columns  (n,) int64            the column of each reading, from 0
    surface  (n,) int32            code of what is written
    readers  (n, witnesses) bool   who reads it
    edges    (m, 2) int64          from and to, each once, in order
    takers   (m, witnesses) bool   who goes that way
    silent   (m, witnesses) bool   who does so because it says nothing in between: that is no omission
    """

    columns: Int64
    surface: Int32
    readers: Bool
    edges: Int64
    takers: Bool
    silent: Bool

    @property
    def start(self) -> int:
        """The node at which all ways begin."""
        return len(self.columns)

    @property
    def end(self) -> int:
        """The node at which all ways end."""
        return len(self.columns) + 1


def build_variant_graph(alignment: Alignment) -> VariantGraph:
    """Give the variant graph of an alignment."""
    strings = alignment.tokens[0].vocabulary.strings
    order = np.array(sorted(range(len(strings)), key=strings.__getitem__), np.int64)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    codes = alignment.codes("surface")
    here = codes != GAP
    column, witness = np.nonzero(here)
    found, reading = np.unique(column * max(1, len(strings)) + rank[codes[here]], return_inverse=True)
    readers = np.zeros((len(found), codes.shape[1]), bool)
    readers[reading, witness] = True
    surface = order[found % max(1, len(strings))].astype(np.int32)
    steps = [_steps(alignment, w, reading[witness == w], len(found)) for w in range(codes.shape[1])]
    return VariantGraph(found // max(1, len(strings)), surface, readers, *_edges(steps, len(found)))


def _steps(alignment: Alignment, w: int, path: Int64, n: int) -> tuple[Int64, Bool]:
    """Give the steps of a witness, each as one number, and in which it is silent on the way."""
    silences = np.append(0, np.cumsum(alignment.testimony[:, w] > Testimony.OMITS))
    at = np.flatnonzero(alignment.table[:, w] != GAP)
    silent = silences[np.append(at, len(alignment.table))] > silences[np.append(0, at + 1)]
    return np.append(n, path) * (n + 2) + np.append(path, n + 1), silent


def _edges(steps: Sequence[tuple[Int64, Bool]], n: int) -> tuple[Int64, Bool, Bool]:
    """Give each step that any witness takes, once; who takes it, and who is silent on it."""
    found, which = np.unique(np.concatenate([numbers for numbers, _ in steps]), return_inverse=True)
    walker = np.repeat(np.arange(len(steps)), [len(numbers) for numbers, _ in steps])
    takers, silent = np.zeros((2, len(found), len(steps)), bool)
    takers[which, walker] = True
    silent[which, walker] = np.concatenate([silences for _, silences in steps])
    return np.stack((found // (n + 2), found % (n + 2)), axis=1), takers, silent


def unbranched_runs(graph: VariantGraph) -> Int64:
    """Give, for each reading, the first of the run in which it stands: readings that always follow one another."""
    source, target = graph.edges.T
    leaving = np.bincount(source, minlength=graph.end + 1)
    entering = np.bincount(target, minlength=graph.end + 1)
    inside = (leaving[source] == 1) & (entering[target] == 1) & (source < graph.start) & (target < graph.start)
    inside &= ~graph.silent.any(axis=1)
    first = np.arange(graph.start)
    first[target[inside]] = source[inside]
    while True:
        # Each look doubles the way that is seen back.
        before = first[first]
        if bool((before == first).all()):
            return first
        first = before


def distinct_witness_sets(members: Bool) -> tuple[list[tuple[int, ...]], list[int]]:
    """Give the different sets of witnesses among (rows, witnesses) bool, and which of them each row is."""
    packed = np.packbits(members, axis=1)
    content, size = packed.tobytes(), packed.shape[1]
    numbers: dict[bytes, int] = {}
    which = [numbers.setdefault(content[at : at + size], len(numbers)) for at in range(0, len(content), size or 1)]
    first = {number: row for row, number in reversed(list(enumerate(which)))}
    sets = [tuple(np.flatnonzero(members[first[number]]).tolist()) for number in range(len(numbers))]
    return sets, which
