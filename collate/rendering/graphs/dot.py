"""The variant graph as DOT, to be drawn by Graphviz: words that always follow one another stand in one box."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.rendering.graphs.variant_graph import build_variant_graph, distinct_witness_sets, unbranched_runs
from collate.terminal.display import visible

_SHOWN: Final = 4  # words at each end of a run that is too long for a box; a pointer on it shows all


def write_dot(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a box a run of readings, with all its words as its tooltip, and an edge a step, with its witnesses."""
    graph = build_variant_graph(alignment)
    first = unbranched_runs(graph)
    sigla = [visible(t.witness.siglum) for t in alignment.tokens]
    strings = alignment.tokens[0].vocabulary.strings
    order = np.argsort(first, kind="stable")
    heads, at = np.unique(first[order], return_index=True)
    words = [strings[code] for code in graph.surface[order].tolist()]
    bounds = [*at.tolist(), len(words)]
    boxes = [_box(head, words[bounds[k] : bounds[k + 1]]) for k, head in enumerate(heads.tolist())]
    source, target = graph.edges.T
    ways = np.append(first, (graph.start, graph.end))
    between = (target >= graph.start) | (ways[target] == target)
    # The last reading of a run leads on; the run is named by its first.
    takers, taker = distinct_witness_sets(np.hstack((graph.takers, graph.silent))[between])
    labels = [_step(sigla, company) for company in takers]
    names = {graph.start: "start", graph.end: "end"}
    edges = [
        f" {names.get(s, f'n{s}')} -> {names.get(t, f'n{t}')} [{labels[company]}];\n"
        for s, t, company in zip(ways[source[between]].tolist(), target[between].tolist(), taker, strict=True)
    ]
    head = f"digraph variants {{\n rankdir=LR;\n label={_quoted(visible(apparatus.title))};\n node [shape=box];\n"
    return "".join(
        (head, ' start [label="", shape=circle];\n end [label="", shape=doublecircle];\n', *boxes, *edges, "}\n")
    )


def _box(name: int, words: Sequence[str]) -> str:
    shown = words if len(words) <= 2 * _SHOWN + 1 else [*words[:_SHOWN], "…", *words[-_SHOWN:]]
    return f" n{name} [label={_quoted(_line(shown))}, tooltip={_quoted(_line(words))}];\n"


def _step(sigla: Sequence[str], company: Sequence[int]) -> str:
    """Name who takes a step; who does so because it is silent stands in brackets, and dashes are for them alone."""
    silent = [w - len(sigla) for w in company if w >= len(sigla)]
    takers = [w for w in company if w < len(sigla)]
    label = _quoted(", ".join([f"({sigla[w]})" if w in silent else sigla[w] for w in takers]))
    return f"label={label}, style=dashed" if len(silent) == len(takers) else f"label={label}"


def _line(words: Sequence[str]) -> str:
    return " ".join(map(visible, words))


def _quoted(text: str) -> str:
    """Quote a label: Graphviz reads backslashes and the entities of HTML in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;") + '"'
