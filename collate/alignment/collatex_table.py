"""The layout of CollateX: a table whose columns are the ranks of a variant graph.

A vertex of the variant graph is a form in a column, for the witnesses that have it there. An edge connects the
vertices of consecutive tokens of a witness (Schmidt and Colomb 2009). Vertices that always follow each other are
one segment. The rank of a segment is the length of the longest path to it, and segments of one rank share a
column (Dekker and others 2015).
"""

from collections.abc import Sequence

import numpy as np

from collate._arrays import Bool, Int64
from collate._dataclass import dataclass
from collate.model.alignment import GAP, Alignment, Segments


def collatex_cells(alignment: Alignment, joined: bool = True, ranked: bool = True) -> Segments:
    """Lay an alignment out in segments.

    Parameters
    ----------
    alignment : Alignment
    joined : bool
        Forms that always follow each other share a cell; else each token has a cell of its own.
    ranked : bool
        A segment is as far to the left as its witnesses allow. Else columns stay as they are, and two neighbours
        are joined if everything in the one is always followed by what is in the other.
    """
    codes = alignment.codes("form").astype(np.int64)
    graph = _variant_graph(_ranked_table(codes) if ranked else codes)
    heads = _segment_heads(graph, whole_columns=not ranked) if joined else np.arange(len(graph.columns))
    column_of_vertex = _segment_ranks(graph, heads) if ranked else graph.columns[heads]
    distinct, column = np.unique(column_of_vertex, return_inverse=True)
    cells = np.zeros((len(distinct), len(alignment.tokens), 2), np.int32)
    doubt = np.zeros(len(distinct), np.float32)
    for w, path in enumerate(graph.paths):
        starts = np.flatnonzero(np.diff(heads[path], prepend=GAP))
        cells[column[path[starts]], w] = np.stack((starts, np.append(starts[1:], len(path))[: len(starts)]), axis=1)
        np.maximum.at(doubt, column[path], alignment.doubts[alignment.table[:, w] != GAP, w])
    return Segments(alignment.tokens, cells, doubt)


@dataclass(frozen=True, slots=True, eq=False)
class _VariantGraph:
    """A variant graph.

    columns  (vertices,) int64              the column of each vertex, ascending
    paths    witnesses of (tokens,) int64   the vertex of each token
    edges    (edges, 2) int64               source and target of each edge, once, sorted by target
    """

    columns: Int64
    paths: Sequence[Int64]
    edges: Int64


def _ranked_table(codes: Int64) -> Int64:
    """Return a table of forms (columns, witnesses) whose columns are ranks. Equal forms of one rank become one vertex.

    No path leads from one of them to the other, so the ranks do not change.
    """
    graph = _variant_graph(codes)
    ranks = _segment_ranks(graph, np.arange(len(graph.columns)))
    ranked = np.full((int(ranks.max(initial=-1)) + 1, codes.shape[1]), GAP, np.int64)
    for w, path in enumerate(graph.paths):
        ranked[ranks[path], w] = codes[codes[:, w] != GAP, w]
    return ranked


def _variant_graph(codes: Int64) -> _VariantGraph:
    """Build the graph of a table of forms (columns, witnesses) int64."""
    has_token = codes != GAP
    forms = int(codes.max(initial=0)) + 1
    keys = np.arange(len(codes))[:, None] * forms + codes
    distinct, vertex = np.unique(keys[has_token], return_inverse=True)
    vertices = np.full(codes.shape, GAP, np.int64)
    vertices[has_token] = vertex
    paths = [vertices[has_token[:, w], w] for w in range(codes.shape[1])]
    steps = np.concatenate([np.stack((path[1:], path[:-1]), axis=1) for path in paths])
    return _VariantGraph(distinct // forms, paths, np.unique(steps, axis=0)[:, ::-1])


def _segment_heads(graph: _VariantGraph, whole_columns: bool) -> Int64:
    """Return (vertices,) int64: the first vertex of the segment of each vertex."""
    vertices = len(graph.columns)
    source, target = graph.edges.T
    leaving, entering = np.bincount(source, minlength=vertices), np.bincount(target, minlength=vertices)
    for path in graph.paths:
        # Where a witness begins or ends, the others may go on: that counts as an edge.
        entering[path[:1]] += 1
        leaving[path[-1:]] += 1
    always = (leaving[source] == 1) & (entering[target] == 1)
    if whole_columns:
        always &= _joins_whole_columns(graph, source, target, always)
    heads = list(range(vertices))
    for before, after in zip(source[always].tolist(), target[always].tolist(), strict=True):
        heads[after] = heads[before]
    return np.array(heads, np.int64)


def _joins_whole_columns(graph: _VariantGraph, source: Int64, target: Int64, always: Bool) -> Bool:
    """Return (edges,) bool: whether each edge is one of those that connect all vertices of two neighbouring columns.

    Parameters
    ----------
    graph : _VariantGraph
    source, target : (edges,) int64
    always : (edges,) bool
        Whether the target always follows the source.
    """
    source_column, target_column = graph.columns[source], graph.columns[target]
    to_next = target_column == source_column + 1
    size = np.bincount(graph.columns, minlength=1)
    edges = np.bincount(source_column[always & to_next], minlength=len(size))
    edges_of_source = edges[source_column]
    return np.asarray(to_next & (edges_of_source == size[source_column]) & (edges_of_source == size[target_column]))


def _segment_ranks(graph: _VariantGraph, heads: Int64) -> Int64:
    """Return (vertices,) int64: the rank of the segment of each vertex."""
    ranks = [0] * len(heads)
    source, target = heads[graph.edges].T
    between_segments = source != target
    for before, after in zip(source[between_segments].tolist(), target[between_segments].tolist(), strict=True):
        ranks[after] = max(ranks[after], ranks[before] + 1)
    return np.array(ranks, np.int64)[heads]
