"""How a table is laid out for readers of CollateX's: by the ranks of its variant graph.

A vertex of the variant graph is a form in a column, for the witnesses that have it there; an edge
joins the vertices of neighbouring tokens of a witness (Schmidt and Colomb 2009). Vertices that
always follow one another are one segment. The rank of a segment is the length of the longest way
to it, and segments of one rank share a column (Dekker and others 2015).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate._arrays import Bool, Int64
from collate.model.alignment import GAP, Alignment, Segments


def collatex_cells(alignment: Alignment, joined: bool = True, ranked: bool = True) -> Segments:
    """Lay a table out in segments.

    joined   forms that always follow one another share a cell; else each token has a cell of its own
    ranked   a segment stands as far to the left as its witnesses allow; else columns stay as they are, and
             neighbours are joined where all that stands in one is always followed by what stands in the other
    """
    codes = alignment.codes("form").astype(np.int64)
    graph = _variant_graph(_ranked_table(codes) if ranked else codes)
    heads = _segment_heads(graph, whole_columns=not ranked) if joined else np.arange(len(graph.columns))
    places = _segment_ranks(graph, heads) if ranked else graph.columns[heads]
    taken, column = np.unique(places, return_inverse=True)
    cells = np.zeros((len(taken), len(alignment.tokens), 2), np.int32)
    doubt = np.zeros(len(taken), np.float32)
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
    edges    (edges, 2) int64               from and to, each once, sorted by where they lead
    """

    columns: Int64
    paths: Sequence[Int64]
    edges: Int64


def _ranked_table(codes: Int64) -> Int64:
    """Give a table (columns, witnesses) anew whose columns are ranks: equal forms that come to one rank are one vertex.

    No way leads from one of them to the other, so no rank is changed by it.
    """
    graph = _variant_graph(codes)
    ranks = _segment_ranks(graph, np.arange(len(graph.columns)))
    ranked = np.full((int(ranks.max(initial=-1)) + 1, codes.shape[1]), GAP, np.int64)
    for w, path in enumerate(graph.paths):
        ranked[ranks[path], w] = codes[codes[:, w] != GAP, w]
    return ranked


def _variant_graph(codes: Int64) -> _VariantGraph:
    """Make the graph of a table of forms (columns, witnesses)."""
    here = codes != GAP
    forms = int(codes.max(initial=0)) + 1
    numbers = np.arange(len(codes))[:, None] * forms + codes
    found, vertex = np.unique(numbers[here], return_inverse=True)
    vertices = np.full(codes.shape, GAP, np.int64)
    vertices[here] = vertex
    paths = [vertices[here[:, w], w] for w in range(codes.shape[1])]
    steps = np.concatenate([np.stack((path[1:], path[:-1]), axis=1) for path in paths])
    return _VariantGraph(found // forms, paths, np.unique(steps, axis=0)[:, ::-1])


def _segment_heads(graph: _VariantGraph, whole_columns: bool) -> Int64:
    """Give for each vertex the first one of its segment."""
    vertices = len(graph.columns)
    source, target = graph.edges.T
    leaving, entering = np.bincount(source, minlength=vertices), np.bincount(target, minlength=vertices)
    for path in graph.paths:
        # Where a witness begins or ends, the others may go on: that is a way too.
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
    """Say which edges lead to the next column from one of which all do, and for good, to one that has no other."""
    here, there = graph.columns[source], graph.columns[target]
    size = np.bincount(graph.columns, minlength=1)
    ways = np.bincount(here[always & (there == here + 1)], minlength=len(size))
    return np.asarray((there == here + 1) & (ways[here] == size[here]) & (ways[here] == size[there]))


def _segment_ranks(graph: _VariantGraph, heads: Int64) -> Int64:
    """Give for each vertex the rank of its segment."""
    ranks = [0] * len(heads)
    source, target = heads[graph.edges].T
    between = source != target
    for before, after in zip(source[between].tolist(), target[between].tolist(), strict=True):
        ranks[after] = max(ranks[after], ranks[before] + 1)
    return np.array(ranks, np.int64)[heads]
