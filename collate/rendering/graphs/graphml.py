"""The variant graph as GraphML (Brandes and others 2002): a node for each reading, an edge for each step of a path.

Witnesses are JSON lists, so that one siglum cannot be taken for two.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate.apparatus import Apparatus
from collate.apparatus.part import columns_shown
from collate.model.alignment import Alignment
from collate.model.place_index import place_index
from collate.model.witness import Siglum
from collate.rendering.citation import cite_names
from collate.rendering.graphs.variant_graph import VariantGraph, build_variant_graph, distinct_witness_sets
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
_PLACES_KEY: Final = ' <key id="places" for="node" attr.name="places" attr.type="string"/>\n'


def write_graphml(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write the variant graph ; columns count from 1, in the whole work."""
    graph = build_variant_graph(alignment)
    sigla = [t.witness.siglum for t in alignment.tokens]
    all_sigla = _json_list(sigla, range(len(sigla)))
    words = [escape_xml(string) for string in alignment.tokens[0].vocabulary.strings]
    reader_sets, readers_of = distinct_witness_sets(graph.readers)
    taker_sets, takers_of = distinct_witness_sets(np.hstack((graph.takers, graph.nonextant)))
    readers = [_json_list(sigla, members) for members in reader_sets]
    steps = [_edge_data(sigla, members) for members in taker_sets]
    names = [*(f"n{k}" for k in range(graph.start)), "start", "end"]
    places = _places(alignment, graph)
    shown = columns_shown(apparatus, alignment) + 1
    columns = [int(shown[0]) - 1, *shown.tolist(), int(shown[-1]) + 1] if len(shown) else [0, 1]
    yield _HEAD + (_PLACES_KEY if any(places) else "") + ' <graph id="variants" edgedefault="directed">\n'
    yield f"  {_datum('title', escape_xml(apparatus.title))}{_datum('sigla', all_sigla)}\n"
    for name, column in (("start", columns[0]), ("end", columns[-1])):
        data = _datum("label", "") + _datum("column", column) + _datum("witnesses", all_sigla)
        yield f'  <node id="{name}">{data}</node>\n'
    nodes = zip(graph.surface.tolist(), shown[graph.columns].tolist(), readers_of, strict=True)
    for n, ((code, column, k), place) in enumerate(zip(nodes, places, strict=True)):
        data = _datum("label", words[code]) + _datum("column", column) + _datum("witnesses", readers[k])
        data += _datum("places", escape_xml(place)) if place else ""
        yield f'  <node id="n{n}">{data}</node>\n'
    for (source, target), k in zip(graph.edges.tolist(), takers_of, strict=True):
        yield f'  <edge source="{names[source]}" target="{names[target]}">{steps[k]}</edge>\n'
    yield " </graph>\n</graphml>\n"


def _places(alignment: Alignment, graph: VariantGraph) -> list[str]:
    """Return the verse or page of each node, from the first of its witnesses that has places; "" without one."""
    places = [""] * len(graph.columns)
    for w in reversed(range(len(alignment.tokens))):
        tokens = alignment.tokens[w]
        if tokens.witness.places:
            nodes = np.flatnonzero(graph.readers[:, w])
            starts = tokens.spans[alignment.table[graph.columns[nodes], w], 0]
            for n, names in zip(nodes.tolist(), place_index(tokens.witness).names_at(starts), strict=True):
                places[n] = cite_names(names) or places[n]
    return places


def _datum(key: str, value: object) -> str:
    return f'<data key="{key}">{value}</data>'


def _json_list(sigla: Sequence[Siglum], members: Sequence[int]) -> str:
    return escape_xml(json.dumps([sigla[w] for w in members], ensure_ascii=False))


def _edge_data(sigla: Sequence[Siglum], members: Sequence[int]) -> str:
    """Return the data of an edge: the witnesses that take it, and those of them that are not extant.

    In `members`, w is a witness that takes the edge, and w + the number of witnesses means that it is not extant.
    """
    takers = [w for w in members if w < len(sigla)]
    nonextant = [w - len(sigla) for w in members if w >= len(sigla)]
    label = escape_xml(", ".join(f"({sigla[w]})" if w in nonextant else sigla[w] for w in takers))
    silent = _datum("silent", _json_list(sigla, nonextant)) if nonextant else ""
    return _datum("takers", _json_list(sigla, takers)) + _datum("steps", label) + silent
