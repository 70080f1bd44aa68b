"""Every form of the service tells what each witness reads, whatever the witnesses are."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from collate import align_collatex_json
from collate.compat.java_forms import JavaGraph, java_dot, java_graph, java_graphml, java_tei

TEI = "{http://www.tei-c.org/ns/1.0}"
Document = dict[str, Any]  # JSON

texts = st.lists(st.lists(st.sampled_from(["a", "b", "c", "d", "é", "<", '"']), max_size=7), min_size=1, max_size=4)


def collated(words: list[list[str]], joined: bool) -> Document:
    witnesses = [{"id": f"W{k}", "tokens": [{"t": f"{word} ", "n": word} for word in ws]} for k, ws in enumerate(words)]
    return align_collatex_json({"witnesses": witnesses, "joined": joined}, dialect="java")


def bare(*witnesses: list[str]) -> Document:
    """Return the table of tokens that were sent without white space."""
    sent = [{"id": f"W{k}", "tokens": [{"t": t} for t in tokens]} for k, tokens in enumerate(witnesses)]
    return align_collatex_json({"witnesses": sent}, dialect="java")


def read_tei(xml: str, siglum: str) -> str:
    """Return the text of a witness: what is outside of every `app`, and its reading of each."""
    root = ET.fromstring(xml)
    pieces = [root.text or ""]
    for app in root:
        (own,) = [rdg for rdg in app if siglum in (rdg.get("wit") or "").split()]
        pieces += [own.text or "", app.tail or ""]
    return "".join(pieces)


@given(texts, st.booleans())
def test_every_form_reads_as_each_witness(words: list[list[str]], joined: bool) -> None:
    table = collated(words, joined)
    xml, graph = java_tei(table), nx.parse_graphml(java_graphml(table), force_multigraph=True)
    for k, own in enumerate(words):
        assert read_tei(xml, f"W{k}").split() == own
        assert read_path(graph, f"W{k}") == own
    ranks = [data["rank"] for _, data in graph.nodes(data=True)]
    assert ranks == sorted(ranks)
    assert ranks.count(0) == ranks.count(max(ranks)) == 1
    assert_of_one_graph(java_graph(table), java_dot(table))


def read_path(graph: Any, siglum: str) -> list[str]:  # noqa: ANN401 (networkx has no types)
    """Return the words on the path of a witness, from the start to the end."""
    paths = [
        (a, b)
        for a, b, data in graph.edges(data=True)
        if data["type"] == "path" and siglum in data["witnesses"].split(", ")
    ]
    steps = dict(paths)
    assert len(steps) == len(paths)
    read: list[str] = []
    node, end = "n0", f"n{len(graph) - 1}"
    while node != end:
        node = steps[node]
        read += graph.nodes[node]["tokens"].split()
    return read


def assert_of_one_graph(graph: JavaGraph, dot: str) -> None:
    assert len(re.findall(r"^v\d+ \[", dot, re.MULTILINE)) == len(graph.labels)
    assert len(re.findall(r"^v\d+ -> v\d+ \[label=.*\"\];$", dot, re.MULTILINE)) == len(graph.paths)
    assert dot.count("style=dotted") == len(graph.transpositions)


def test_tokens_that_were_sent_without_white_space_do_not_run_into_one() -> None:
    table = bare(["up", "to", "the", "hill"], ["to", "the", "hills"])
    assert java_graph(table).labels == ["", "up", "to the", "hill", "hills", ""]
    assert read_tei(java_tei(table), "W0") == "up to the hill"
    assert read_tei(java_tei(table), "W1").strip() == "to the hills"
    assert table["table"][1][0] == [{"t": "to"}, {"t": "the"}]  # in JSON they come back as they were sent


def test_characters_of_a_script_without_spaces_get_none() -> None:
    table = bare(["天", "地", "玄", "黃"], ["天", "地", "黃"])
    assert java_graph(table).labels == ["", "天地", "玄", "黃", ""]
    assert read_tei(java_tei(table), "W0") == "天地玄黃"


def test_tokens_of_which_one_has_white_space_are_left_as_they_are() -> None:
    table = bare(["it", "'s ", "(", "so", ")"], ["it", "'s ", "(", "so", ")"])
    assert java_graph(table).labels == ["", "it's (so)", ""]
    assert read_tei(java_tei(table), "W1") == "it's (so)"
