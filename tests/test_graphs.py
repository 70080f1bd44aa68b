"""The variant graph: the way of a witness through it gives its words back."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable

import networkx
import pytest
from hypothesis import given
from rendered import text_of
from strategies import alignments
from written import SIGLA, hostile, many, silent_everywhere, slow_cells, small, work_of, written

from collate.model.alignment import GAP, Alignment, Testimony
from collate.pipeline.collating import Collated, collate_work


def words_on_the_way(graph: networkx.DiGraph, siglum: str, label: str) -> list[str]:
    """Follow a witness from the beginning to the end."""
    node, words = "start", []
    while node != "end":
        (node,) = [t for _, t, takers in graph.out_edges(node, "witnesses") if siglum in json.loads(takers)]
        words.append(graph.nodes[node][label])
    return words[:-1]


@many
@given(alignments())
def test_the_way_of_a_witness_through_the_graph_gives_its_words_back(alignment: Alignment) -> None:
    graph = networkx.parse_graphml(text_of("graphml", small().apparatus, alignment))
    assert networkx.is_directed_acyclic_graph(graph)
    for tokens in alignment.tokens:
        assert words_on_the_way(graph, tokens.witness.siglum, "label") == [t.surface for t in tokens]
    expected = {(c, t.surface) for c, _, t, _ in slow_cells(alignment) if t}
    inner = [data for node, data in graph.nodes(data=True) if node not in ("start", "end")]
    assert sorted((data["column"], data["label"]) for data in inner) == sorted(expected)
    for data in inner:
        readers = {s for c, s, t, _ in slow_cells(alignment) if t and (c, t.surface) == (data["column"], data["label"])}
        assert set(json.loads(data["witnesses"])) == readers


def test_a_hostile_graph_is_read() -> None:
    collated = hostile()
    graph = networkx.parse_graphml(written("graphml", collated))
    assert json.loads(graph.graph["sigla"]) == SIGLA
    shown = [
        t.surface.replace("\x00", "\\u{0}").replace("\x1b", "\\u{1b}").replace("\ud800", "\\u{d800}")
        for t in collated.alignment.tokens[0]
    ]
    assert words_on_the_way(graph, SIGLA[0], "label") == shown


NODE = re.compile(r' (\w+) \[label="((?:[^"\\]|\\.)*)", tooltip="((?:[^"\\]|\\.)*)"\];')
EDGE = re.compile(r' (\w+) -> (\w+) \[label="((?:[^"\\]|\\.)*)"(?:, style=dashed)?\];')


@many
@given(alignments())
def test_the_way_of_a_witness_through_the_drawing_gives_its_words_back(alignment: Alignment) -> None:
    lines = text_of("dot", small().apparatus, alignment).splitlines()
    boxes = {m[1]: m[3].replace('\\"', '"') for line in lines if (m := NODE.fullmatch(line))}
    edges = [m.groups() for line in lines if (m := EDGE.fullmatch(line))]
    for tokens in alignment.tokens:
        node, words = "start", []
        while node != "end":
            (node,) = [
                t for s, t, takers in edges if s == node and tokens.witness.siglum in re.split("[(), ]+", takers)
            ]
            words += [boxes[node]] if node != "end" else []
        assert " ".join(words) == " ".join(t.surface.replace("\n", "¶") for t in tokens)


@many
@given(alignments())
def test_a_step_over_silence_is_told_from_one_over_an_omission(alignment: Alignment) -> None:
    graph = networkx.parse_graphml(text_of("graphml", small().apparatus, alignment))
    for w, tokens in enumerate(alignment.tokens):
        siglum, quiet = tokens.witness.siglum, []
        for _, _, step in sorted(graph.edges(data=True), key=lambda e: graph.nodes[e[0]]["column"]):
            if siglum in json.loads(step["witnesses"]):
                quiet.append(siglum in json.loads(step.get("silent", "[]")))
        stretches: list[list[bool]] = [[]]
        for i, testimony in zip(alignment.table[:, w].tolist(), alignment.testimony[:, w].tolist(), strict=True):
            if i == GAP:
                stretches[-1].append(testimony > Testimony.OMITS)
            else:
                stretches.append([])
        assert quiet == [any(stretch) for stretch in stretches]


def test_words_that_always_follow_one_another_are_one_box() -> None:
    written_ = written("dot", collate_work(work_of("it is a very fine day", "it is a fine day")))
    assert [m[3] for m in map(NODE.fullmatch, written_.splitlines()) if m] == ["it is a", "very", "fine day"]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("collated", [small, hostile, silent_everywhere])
def test_graphviz_draws_the_graph(collated: Callable[[], Collated]) -> None:
    drawn = subprocess.run(["dot", "-Tsvg"], input=written("dot", collated()).encode(), capture_output=True, check=True)
    assert b"<svg" in drawn.stdout
    assert drawn.stderr == b""
