"""The variant graph as GraphML (Brandes and others 2002): a node a reading of a column, an edge a step of witnesses.

Witnesses stand in JSON lists, so that no siglum can be taken for two.
"""

import json
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate.apparatus import Apparatus
from collate.model.alignment import Alignment
from collate.model.witness import Siglum
from collate.rendering.graphs.variant_graph import build_variant_graph, distinct_witness_sets
from collate.rendering.xml_text import escape_xml

_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
 <key id="title" for="graph" attr.name="title" attr.type="string"/>
 <key id="sigla" for="graph" attr.name="sigla" attr.type="string"/>
 <key id="label" for="node" attr.name="label" attr.type="string"/>
 <key id="column" for="node" attr.name="column" attr.type="int"/>
 <key id="witnesses" for="node" attr.name="witnesses" attr.type="string"/>
 <key id="takers" for="edge" attr.name="witnesses" attr.type="string"/>
 <key id="steps" for="edge" attr.name="label" attr.type="string"/>
 <key id="silent" for="edge" attr.name="silent" attr.type="string"/>
"""


def write_graphml(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the variant graph of the whole work; columns count from 1."""
    graph = build_variant_graph(alignment)
    sigla = [t.witness.siglum for t in alignment.tokens]
    all_of_them = _datum("witnesses", _listed(sigla, range(len(sigla))))
    words = [escape_xml(string) for string in alignment.tokens[0].vocabulary.strings]
    readers, reader = distinct_witness_sets(graph.readers)
    takers, taker = distinct_witness_sets(np.hstack((graph.takers, graph.silent)))
    read = [_listed(sigla, company) for company in readers]
    taken = [_step(sigla, company) for company in takers]
    names = [*(f"n{k}" for k in range(graph.start)), "start", "end"]
    nodes = [
        f'  <node id="n{k}"><data key="label">{words[code]}</data><data key="column">{column}</data>'
        f'<data key="witnesses">{read[company]}</data></node>\n'
        for k, (code, column, company) in enumerate(
            zip(graph.surface.tolist(), (graph.columns + 1).tolist(), reader, strict=True)
        )
    ]
    edges = [
        f'  <edge source="{names[source]}" target="{names[target]}">{taken[company]}</edge>\n'
        for (source, target), company in zip(graph.edges.tolist(), taker, strict=True)
    ]
    ends = [
        f'  <node id="{name}">{_datum("label", "")}{_datum("column", column)}{all_of_them}</node>\n'
        for name, column in (("start", 0), ("end", len(alignment.table) + 1))
    ]
    head = f"  {_datum('title', escape_xml(apparatus.title))}{_datum('sigla', _listed(sigla, range(len(sigla))))}\n"
    graphs = (' <graph id="variants" edgedefault="directed">\n', head, *ends, *nodes, *edges, " </graph>\n")
    return "".join((_HEAD, *graphs, "</graphml>\n"))


def _datum(key: str, value: object) -> str:
    return f'<data key="{key}">{value}</data>'


def _listed(sigla: Sequence[Siglum], company: Sequence[int]) -> str:
    return escape_xml(json.dumps([sigla[w] for w in company], ensure_ascii=False))


def _step(sigla: Sequence[Siglum], company: Sequence[int]) -> str:
    """Say who takes a step, and who of them is silent on it: their numbers are those beyond the last witness."""
    takers = [w for w in company if w < len(sigla)]
    silent = [w - len(sigla) for w in company if w >= len(sigla)]
    label = escape_xml(", ".join(f"({sigla[w]})" if w in silent else sigla[w] for w in takers))
    silence = _datum("silent", _listed(sigla, silent)) if silent else ""
    return _datum("takers", _listed(sigla, takers)) + _datum("steps", label) + silence
