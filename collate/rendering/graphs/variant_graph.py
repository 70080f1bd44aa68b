"""The variant graph: the readings of columns, and the paths of the witnesses through them (Schmidt and Colomb 2009)."""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate.model.alignment import GAP, Alignment, Testimony


@dataclass(frozen=True, slots=True, eq=False)
class VariantGraph:
    """A variant graph with n readings as nodes, ordered by column, and within a column by their strings.

    The path of each witness begins at node `start` (n), takes each reading of the witness in turn, and ends at node
    `end` (n + 1).

    Attributes
    ----------
    columns : (n,) int64
        The column of each reading, from 0.
    surface : (n,) int32
        The code of its string.
    readers : (n, witnesses) bool
        The witnesses that have the reading.
    edges : (m, 2) int64
        Source and target of each edge, each edge once, sorted.
    takers : (m, witnesses) bool
        The witnesses whose path takes the edge.
    nonextant : (m, witnesses) bool
        Those of them that are not extant between source and target, so that the edge is no omission.
    """

    columns: Int64
    surface: Int32
    readers: Bool
    edges: Int64
    takers: Bool
    nonextant: Bool

    @property
    def start(self) -> int:
        """The node at which all paths begin."""
        return len(self.columns)

    @property
    def end(self) -> int:
        """The node at which all paths end."""
        return len(self.columns) + 1


def build_variant_graph(alignment: Alignment) -> VariantGraph:
    """Build the variant graph of an alignment."""
    strings = alignment.tokens[0].vocabulary.strings
    order = np.array(sorted(range(len(strings)), key=strings.__getitem__), np.int64)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    codes = alignment.codes("surface")
    has_token = codes != GAP
    column, witness = np.nonzero(has_token)
    size = max(1, len(strings))
    readings, reading = np.unique(column * size + rank[codes[has_token]], return_inverse=True)
    readers = np.zeros((len(readings), codes.shape[1]), bool)
    readers[reading, witness] = True
    surface = order[readings % size].astype(np.int32)
    steps = [_steps(alignment, w, reading[witness == w], len(readings)) for w in range(codes.shape[1])]
    return VariantGraph(readings // size, surface, readers, *_edges(steps, len(readings)))


def _steps(alignment: Alignment, w: int, path: Int64, n: int) -> tuple[Int64, Bool]:
    """Return the edges on the path of a witness, each as one number, and on which of them it is not extant."""
    nonextant_before = np.append(0, np.cumsum(alignment.testimony[:, w] > Testimony.OMITS))
    columns = np.flatnonzero(alignment.table[:, w] != GAP)
    nonextant = nonextant_before[np.append(columns, len(alignment.table))] > nonextant_before[np.append(0, columns + 1)]
    return np.append(n, path) * (n + 2) + np.append(path, n + 1), nonextant


def _edges(steps: Sequence[tuple[Int64, Bool]], n: int) -> tuple[Int64, Bool, Bool]:
    """Return each edge that any path takes, once; the witnesses that take it; and those not extant on it."""
    edges, edge_of = np.unique(np.concatenate([numbers for numbers, _ in steps]), return_inverse=True)
    witness = np.repeat(np.arange(len(steps)), [len(numbers) for numbers, _ in steps])
    takers, nonextant = np.zeros((2, len(edges), len(steps)), bool)
    takers[edge_of, witness] = True
    nonextant[edge_of, witness] = np.concatenate([flags for _, flags in steps])
    return np.stack((edges // (n + 2), edges % (n + 2)), axis=1), takers, nonextant


def unbranched_runs(graph: VariantGraph) -> Int64:
    """Return for each reading the first reading of its run: a run is readings that always follow one another."""
    source, target = graph.edges.T
    leaving = np.bincount(source, minlength=graph.end + 1)
    entering = np.bincount(target, minlength=graph.end + 1)
    inside = (leaving[source] == 1) & (entering[target] == 1) & (source < graph.start) & (target < graph.start)
    inside &= ~graph.nonextant.any(axis=1)
    first = np.arange(graph.start)
    first[target[inside]] = source[inside]
    while True:
        # Pointer jumping: each round doubles how far back a reading sees.
        further = first[first]
        if bool((further == first).all()):
            return first
        first = further


def distinct_witness_sets(members: Bool) -> tuple[list[tuple[int, ...]], list[int]]:
    """Return the distinct sets of witnesses among the rows of (rows, witnesses) bool, and the number of each row's."""
    packed = np.packbits(members, axis=1)
    content, size = packed.tobytes(), packed.shape[1]
    numbers: dict[bytes, int] = {}
    set_of = [numbers.setdefault(content[at : at + size], len(numbers)) for at in range(0, len(content), size or 1)]
    first_row = {number: row for row, number in reversed(list(enumerate(set_of)))}
    sets = [tuple(np.flatnonzero(members[first_row[number]]).tolist()) for number in range(len(numbers))]
    return sets, set_of
