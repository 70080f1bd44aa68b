"""The other forms in which CollateX's HTTP service returns a table: TEI, and its graph as DOT, GraphML and SVG.

A node of the graph is a reading of a column: the witnesses that have the same forms there. Its rank is its column.
An edge leads from each reading of a witness to its next (Schmidt and Colomb 2009). A transposition is an edge too.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from collate._dataclass import dataclass
from collate.compat.token_spaces import spaced
from collate.compat.variant_graph import drawn_svg, quoted_label
from collate.rendering.xml_text import escape_xml

_COLLATEX: Final = "http://interedition.eu/collatex/ns/1.0"
_TEI: Final = "http://www.tei-c.org/ns/1.0"
_TRIMMED: Final = "".join(map(chr, range(0x21)))  # what Java's `trim` takes off

_GRAPHML_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="d0" for="node" attr.name="number" attr.type="int"/>
 <key id="d1" for="node" attr.name="tokens" attr.type="string"/>
 <key id="d2" for="node" attr.name="rank" attr.type="int"/>
 <key id="d3" for="edge" attr.name="number" attr.type="int"/>
 <key id="d4" for="edge" attr.name="type" attr.type="string"/>
 <key id="d5" for="edge" attr.name="witnesses" attr.type="string"/>
 <graph id="g0" edgedefault="directed">
"""


@dataclass(frozen=True, slots=True, eq=False)
class JavaGraph:
    """The variant graph of a table.

    labels          what is written in each node; "" for the start, which is the first, and the end, the last
    ranks           the column of each node, from 1; 0 for the start
    paths           (source, target) to the sigla that take this step
    transpositions  (source, target) to the sigla that have the words in one of the two places
    """

    labels: Sequence[str]
    ranks: Sequence[int]
    paths: Mapping[tuple[int, int], Sequence[str]]
    transpositions: Mapping[tuple[int, int], Sequence[str]]


def java_graph(table: Mapping[str, Any]) -> JavaGraph:
    """Return the variant graph of a table in the Java dialect."""
    table = spaced(table)
    sigla: Sequence[str] = table["witnesses"]
    nodes: dict[tuple[int, tuple[str, ...]], int] = {}
    labels, ranks = [""], [0]
    node_of_token: list[list[int]] = [[] for _ in sigla]
    for rank, column in enumerate(table["table"], 1):
        for w, cell in enumerate(column):
            if cell:
                key = (rank, tuple(map(form_of, cell)))
                if key not in nodes:
                    nodes[key] = len(labels)
                    labels.append(_written(cell).strip())
                    ranks.append(rank)
                node_of_token[w] += [nodes[key]] * len(cell)
    labels.append("")
    ranks.append(len(table["table"]) + 1)
    return JavaGraph(labels, ranks, _paths(sigla, node_of_token), _transpositions(table, node_of_token))


def _paths(sigla: Sequence[str], node_of_token: Sequence[Sequence[int]]) -> dict[tuple[int, int], list[str]]:
    end = 1 + max((node for nodes in node_of_token for node in nodes), default=0)
    steps: dict[tuple[int, int], list[str]] = {}
    for siglum, nodes in zip(sigla, node_of_token, strict=True):
        path = [0, *dict.fromkeys(nodes), end]
        for step in pairwise(path):
            steps.setdefault(step, []).append(siglum)
    return steps


def _transpositions(
    table: Mapping[str, Any], node_of_token: Sequence[Sequence[int]]
) -> dict[tuple[int, int], list[str]]:
    """Return an edge for each move, between the nodes in which its words begin in one place and in the other."""
    tokens = dict(zip(table["witnesses"], node_of_token, strict=True))
    edges: dict[tuple[int, int], list[str]] = {}
    for move in table["moves"]:
        here, there = (
            {siglum: tokens[siglum][start] for siglum, (start, _) in move[k].items()} for k in ("here", "there")
        )
        sigla = [siglum for siglum in table["witnesses"] if siglum in here or siglum in there]
        for source in dict.fromkeys(here.values()):
            for target in dict.fromkeys(there.values()):
                edges[min(source, target), max(source, target)] = sigla
    return edges


def java_dot(table: Mapping[str, Any]) -> str:
    """Return the graph of a table in the language of Graphviz; transpositions are dotted lines."""
    graph = java_graph(table)
    boxes = [f"v{n} [label={quoted_label(label)}];" for n, label in enumerate(graph.labels)]
    arrows = [f"v{a} -> v{b} [label={quoted_label(', '.join(sigla))}];" for (a, b), sigla in graph.paths.items()]
    dotted = [
        f"v{a} -> v{b} [label={quoted_label(', '.join(sigla))}, style=dotted, dir=none, constraint=false];"
        for (a, b), sigla in graph.transpositions.items()
    ]
    return "\n".join(("digraph G {", "rankdir=LR;", *boxes, *arrows, *dotted, "}", ""))


def java_svg(table: Mapping[str, Any]) -> str:
    """Return the graph of a table as Graphviz draws it.

    Raises OptionError where Graphviz is not installed, WriteError where it fails.
    """
    return drawn_svg(java_dot(table))


def java_graphml(table: Mapping[str, Any]) -> str:
    """Return the graph of a table as GraphML, with the keys that CollateX writes."""
    graph = java_graph(table)
    nodes = [
        f'  <node id="n{n}">{_datum(0, n)}{_datum(1, escape_xml(label))}{_datum(2, rank)}</node>\n'
        for n, (label, rank) in enumerate(zip(graph.labels, graph.ranks, strict=True))
    ]
    typed = [("path", edge, sigla) for edge, sigla in graph.paths.items()]
    typed += [("transposition", edge, sigla) for edge, sigla in graph.transpositions.items()]
    edges = [
        f'  <edge id="e{n}" source="n{a}" target="n{b}">'
        f"{_datum(3, n)}{_datum(4, kind)}{_datum(5, escape_xml(', '.join(sigla)))}</edge>\n"
        for n, (kind, (a, b), sigla) in enumerate(typed)
    ]
    return "".join((_GRAPHML_HEAD, *nodes, *edges, " </graph>\n</graphml>\n"))


def _datum(key: int, value: object) -> str:
    return f'<data key="d{key}">{value}</data>'


def java_tei(table: Mapping[str, Any]) -> str:
    """Return the table as CollateX's `cx:apparatus`: text that all witnesses share as it is, the rest in `app`."""
    pieces = [_tei_piece(table["witnesses"], column) for column in spaced(table)["table"]]
    root = f'cx:apparatus xmlns:cx="{_COLLATEX}" xmlns="{_TEI}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{"".join(pieces)}</cx:apparatus>\n'


def _tei_piece(sigla: Sequence[str], column: Sequence[Sequence[object]]) -> str:
    """Return the text or the `app` of a column, and a space if a witness has white space behind it."""
    readings: dict[str, list[str]] = {}
    spaced = False
    for siglum, cell in zip(sigla, column, strict=True):
        text = _written(cell)
        readings.setdefault(text.strip(), []).append(siglum)
        spaced = spaced or text[-1:].isspace()
    shared = len(readings) == 1
    piece = (
        escape_xml(next(iter(readings)))
        if shared
        else f"<app>{''.join(_rdg(*reading) for reading in readings.items())}</app>"
    )
    return f"{piece} " if spaced else piece


def _rdg(text: str, sigla: Sequence[str]) -> str:
    wit = escape_xml(" ".join(sigla)).replace('"', "&quot;")
    return f'<rdg wit="{wit}">{escape_xml(text)}</rdg>' if text else f'<rdg wit="{wit}"/>'


def _written(cell: Sequence[object]) -> str:
    return "".join(str(token["t"]) if isinstance(token, dict) else str(token) for token in cell)


def form_of(token: object) -> str:
    """Return the form of a token that is compared."""
    if isinstance(token, dict) and isinstance(token.get("n"), str):
        return str(token["n"])
    return _written([token]).strip(_TRIMMED).lower()
