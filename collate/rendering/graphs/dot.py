"""The variant graph as DOT, for Graphviz to draw: words that always follow one another share a box."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.graphs.variant_graph import build_variant_graph, distinct_witness_sets, unbranched_runs
from collate.terminal.display import visible

_WORDS_AT_ENDS: Final = 4  # words shown at each end of a run that is too long for its box; the tooltip has all


def write_dot(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a box for each run of readings, all its words as its tooltip, and an edge for each step between runs."""
    graph = build_variant_graph(alignment)
    first = unbranched_runs(graph)
    sigla = [visible(t.witness.siglum) for t in alignment.tokens]
    strings = alignment.tokens[0].vocabulary.strings
    order = np.argsort(first, kind="stable")
    heads, starts = np.unique(first[order], return_index=True)
    words = [strings[code] for code in graph.surface[order].tolist()]
    bounds = [*starts.tolist(), len(words)]
    yield f"digraph variants {{\n rankdir=LR;\n label={_quoted(visible(apparatus.title))};\n node [shape=box];\n"
    yield ' start [label="", shape=circle];\n end [label="", shape=doublecircle];\n'
    for k, head in enumerate(heads.tolist()):
        yield _box(head, words[bounds[k] : bounds[k + 1]])
    source, target = graph.edges.T
    node_of = np.append(first, (graph.start, graph.end))
    between = (target >= graph.start) | (node_of[target] == target)
    # An edge leaves the last reading of a run, and the node of the run has the number of its first.
    sets, set_of = distinct_witness_sets(np.hstack((graph.takers, graph.nonextant))[between])
    labels = [_edge_attributes(sigla, members) for members in sets]
    names = {graph.start: "start", graph.end: "end"}
    for s, t, k in zip(node_of[source[between]].tolist(), target[between].tolist(), set_of, strict=True):
        yield f" {names.get(s, f'n{s}')} -> {names.get(t, f'n{t}')} [{labels[k]}];\n"
    yield "}\n"


def _box(name: int, words: Sequence[str]) -> str:
    shown = words if len(words) <= 2 * _WORDS_AT_ENDS + 1 else [*words[:_WORDS_AT_ENDS], "…", *words[-_WORDS_AT_ENDS:]]
    return f" n{name} [label={_quoted(_join(shown))}, tooltip={_quoted(_join(words))}];\n"


def _edge_attributes(sigla: Sequence[str], members: Sequence[int]) -> str:
    """Return the label of an edge: its sigla, those not extant in brackets; an edge with only those is dashed.

    In `members`, w is a witness that takes the edge, and w + the number of witnesses means that it is not extant.
    """
    nonextant = [w - len(sigla) for w in members if w >= len(sigla)]
    takers = [w for w in members if w < len(sigla)]
    label = _quoted(", ".join([f"({sigla[w]})" if w in nonextant else sigla[w] for w in takers]))
    return f"label={label}, style=dashed" if len(nonextant) == len(takers) else f"label={label}"


def _join(words: Sequence[str]) -> str:
    return " ".join(map(visible, words))


def _quoted(text: str) -> str:
    """Return a label in quotes; Graphviz interprets backslashes and HTML entities in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
