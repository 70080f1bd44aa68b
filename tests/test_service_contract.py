"""What a request is answered: the contract of CollateX's HTTP service, as it was measured, and where we are better.

More than 300 lines: each measured fact of the contract is a case.
"""

import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from collate import align_collatex_json
from collate.service.answering import answer_collation
from collate.service.answers import Answer, AnswerForm, asked_form
from collate.service.limits import ServiceLimits
from collate.service.settings import ServiceSettings

Document = dict[str, Any]  # JSON

LIMITS = ServiceLimits(witnesses=20, tokens=500)
CATS = {
    "witnesses": [
        {"id": "B", "content": "the black cat & dog"},
        {"id": "A", "content": "The cat <sat>"},
        {"id": "C", "tokens": [{"t": "the ", "x": 1}, {"t": "black "}, {"t": "cat"}]},
    ]
}
MOVED = {
    "witnesses": [
        {"id": "A", "content": "when the evening shadows lengthened they walked slowly home together"},
        {"id": "B", "content": "they walked slowly home together when the evening shadows lengthened"},
    ]
}
CX = "{http://interedition.eu/collatex/ns/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"


def asked(collation: object, accept: str = "") -> Answer:
    body = collation if isinstance(collation, bytes) else json.dumps(collation).encode()
    return answer_collation(body, accept, LIMITS)


def read(collation: object, accept: str = "") -> Document:
    answer = asked(collation, accept)
    assert answer.status == 200, answer.body
    document: Document = json.loads(answer.body)
    return document


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("", AnswerForm.JSON),
        ("*/*", AnswerForm.JSON),
        ("application/json, text/javascript, */*; q=0.01", AnswerForm.JSON),
        ("text/html", AnswerForm.JSON),
        ("text/plain", AnswerForm.DOT),
        ("application/json, text/plain, */*", AnswerForm.DOT),
        ("image/svg+xml, application/graphml+xml", AnswerForm.GRAPHML),
        ("application/graphml+xml, application/tei+xml", AnswerForm.TEI),
        ("IMAGE/SVG+XML", AnswerForm.SVG),
        ("application/vnd.collate+json, text/plain", AnswerForm.COLLATE),
    ],
)
def test_the_first_known_media_type_that_is_anywhere_in_accept_decides(accept: str, form: AnswerForm) -> None:
    assert asked_form(accept) is form


def test_json_has_columns_outside_sorted_sigla_and_tokens_as_they_were_sent() -> None:
    answer = read(CATS)
    assert answer["witnesses"] == ["A", "B", "C"]
    assert answer["table"] == [
        [["The "], ["the "], [{"t": "the ", "x": 1}]],
        [[], ["black "], [{"t": "black "}]],
        [["cat "], ["cat "], [{"t": "cat"}]],
        [["<", "sat", ">"], ["& ", "dog"], []],
    ]


@pytest.mark.parametrize(
    "settings",
    [
        {"algorithm": "needleman-wunsch", "tokenComparator": {"type": "equality"}, "joined": False},
        {"algorithm": "no such thing", "tokenComparator": {"type": "levenshtein", "distance": 2}},
        {"transpositions": False},
    ],
)
def test_settings_are_those_of_the_java_dialect(settings: dict[str, object]) -> None:
    assert read(CATS | settings) == align_collatex_json(CATS | settings, dialect="java")


def test_tei_has_an_app_where_witnesses_differ_and_names_them_without_a_hash() -> None:
    answer = asked(CATS, "application/tei+xml")
    assert answer.media_type == "application/tei+xml"
    root = ET.fromstring(answer.body)
    assert root.tag == f"{CX}apparatus"
    apps = [[(rdg.get("wit"), rdg.text) for rdg in app.iter(f"{TEI}rdg")] for app in root.iter(f"{TEI}app")]
    assert apps == [
        [("A", "The"), ("B C", "the")],
        [("A", None), ("B C", "black")],
        [("A", "<sat>"), ("B", "& dog"), ("C", None)],
    ]
    assert "".join(root.itertext()) == "Thethe black cat <sat>& dog"


def test_graphml_has_a_path_from_rank_0_to_the_highest_for_each_witness() -> None:
    graph = nx.parse_graphml(asked(CATS, "application/graphml+xml").body.decode())
    ranks = nx.get_node_attributes(graph, "rank")
    assert [ranks[n] for n, degree in graph.in_degree() if degree == 0] == [0]
    assert [ranks[n] for n, degree in graph.out_degree() if degree == 0] == [5]
    tokens = nx.get_node_attributes(graph, "tokens")
    for siglum, text in {"A": "The cat <sat>", "B": "The black cat & dog", "C": "The black cat"}.items():
        steps = {a: b for a, b, d in graph.edges(data=True) if siglum in d["witnesses"].split(", ")}
        path = ["n0"]
        while path[-1] in steps:
            path.append(steps[path[-1]])
        # A node is a form that is compared; it shows what the first of its witnesses writes.
        assert " ".join(tokens[n] for n in path).strip() == text
        assert [ranks[n] for n in path] == sorted({ranks[n] for n in path})


def test_graphml_declares_the_data_of_collatex_with_their_types() -> None:
    root = ET.fromstring(asked(CATS, "application/graphml+xml").body)
    keys = [(k.get("for"), k.get("attr.name"), k.get("attr.type")) for k in root if k.tag.endswith("}key")]
    assert keys == [
        ("node", "number", "int"),
        ("node", "tokens", "string"),
        ("node", "rank", "int"),
        ("edge", "number", "int"),
        ("edge", "type", "string"),
        ("edge", "witnesses", "string"),
    ]
    graph = nx.parse_graphml(asked(MOVED, "application/graphml+xml").body.decode())
    assert sorted(nx.get_node_attributes(graph, "number").values()) == [*range(len(graph))]
    assert {data["type"] for _, _, data in graph.edges(data=True)} == {"path", "transposition"}


def test_it_listens_where_collatex_does_but_for_this_computer_only() -> None:
    settings = ServiceSettings()
    assert (settings.host, settings.port, settings.prefix) == ("127.0.0.1", 7369, "")


def test_graphs_show_a_transposition_unless_it_is_not_wanted() -> None:
    graph = nx.parse_graphml(asked(MOVED, "application/graphml+xml").body.decode())
    (moved,) = [(a, b) for a, b, data in graph.edges(data=True) if data["type"] == "transposition"]
    tokens = nx.get_node_attributes(graph, "tokens")
    assert tokens[moved[0]].split()[0] == tokens[moved[1]].split()[0]
    assert b"style=dotted" in asked(MOVED, "text/plain").body
    assert b"style=dotted" not in asked(MOVED | {"transpositions": False}, "text/plain").body


def test_dot_draws_a_box_for_each_reading_and_an_arrow_for_each_step() -> None:
    lines = asked(CATS, "text/plain").body.decode().splitlines()
    assert lines[0] == "digraph G {"
    assert 'v4 [label="<sat>"];' in lines
    assert 'v5 [label="&amp; dog"];' in lines
    assert 'v1 -> v2 [label="B, C"];' in lines


def test_svg_is_an_empty_204_where_graphviz_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    answer = asked(CATS, "image/svg+xml")
    assert (answer.status, answer.body) == (204, b"")


def test_our_own_form_has_kinds_doubt_and_moves_from_one_alignment() -> None:
    colours = {
        "language": "en",
        "base": "B",
        "title": "Colours",
        "witnesses": [
            {"id": "A", "content": "The color red"},
            {"id": "B", "tokens": [{"t": "the "}, {"t": "colour "}, {"t": "red", "y": 2}]},
        ],
    }
    answer = read(colours, "application/vnd.collate+json")
    assert list(answer) == ["format", "apparatus", "alignment"]
    assert (answer["apparatus"]["base"], answer["apparatus"]["title"]) == ("B", "Colours")
    readings = [r for entry in answer["apparatus"]["entries"] for r in entry["readings"]]
    assert [(r["text"], r["kind"], r["cause"]) for r in readings] == [
        ("The", "capitalisation", None),
        ("color", "spelling", "regional"),
    ]
    assert answer["alignment"]["table"][1][2] == [{"t": "red", "n": "red", "y": 2}]
    assert len(answer["alignment"]["doubt"]) == 3
    assert read(MOVED, "application/vnd.collate+json")["alignment"]["moves"] != []


def test_in_our_own_form_tokens_without_white_space_are_words_apart() -> None:
    tokens = {"A": ["in", "principio", "erat"], "B": ["in", "erat"]}
    sent = {"witnesses": [{"id": s, "tokens": [{"t": t} for t in words]} for s, words in tokens.items()]}
    (entry,) = read(sent, "application/vnd.collate+json")["apparatus"]["entries"]
    assert (entry["lemma"]["before"], entry["lemma"]["text"], entry["lemma"]["after"]) == ("in ", "principio", " erat")


def test_in_our_own_form_characters_of_a_script_without_spaces_stay_together() -> None:
    tokens = {"A": "天地玄黃", "B": "天地元黃"}
    sent = {"witnesses": [{"id": s, "tokens": [{"t": t} for t in text]} for s, text in tokens.items()]}
    (entry,) = read(sent, "application/vnd.collate+json")["apparatus"]["entries"]
    assert (entry["lemma"]["before"], entry["lemma"]["text"], entry["lemma"]["after"]) == ("天地", "玄", "黃")


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (b"", 400, "the request:1:1: not valid JSON (Expecting value); correct it there"),
        (b"<xml/>", 400, "the request:1:1: not valid JSON (Expecting value); correct it there"),
        (b"\xff\xfe{\x00", 400, "the request is not in UTF-8; send JSON in UTF-8"),
        (b'{"witnesses": [{"id": "A", "content": "\xe9"}]}', 400, "the request is not in UTF-8; send JSON in UTF-8"),
        (b"[" * 100_000, 400, "the request: brackets are nested too deeply; a collation has 5 levels at most"),
        (b"[]", 422, 'the request: there is no list of witnesses; write {"witnesses": [...]}'),
        ({"witnesses": []}, 422, "the request: the list of witnesses is empty; add one witness or more"),
        (
            {"witnesses": [{"id": "A", "tokens": [{"t": "a", "n": ""}]}]},
            422,
            'the request: the "n" of token 1 of witness 1 (A) is empty; write the form to compare, or leave "n" out',
        ),
        (
            {"witnesses": [{"id": "A", "content": "a"}, {"id": " A", "content": "b"}]},
            422,
            "the request: witnesses 1 and 2 have the same id, 'A'; change one of them",
        ),
        (
            {"witnesses": [{"id": str(n), "content": "a"} for n in range(21)]},
            413,
            "21 witnesses are too many, the limit is 20; send fewer at a time",
        ),
        (
            {"witnesses": [{"id": "A", "content": "a " * 501}]},
            413,
            "501 tokens are too many, the limit is 500; send parts of the text",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_by_one_sentence_in_json(body: object, status: int, sentence: str) -> None:
    answer = asked(body)
    assert (answer.status, answer.media_type) == (status, "application/json")
    assert json.loads(answer.body) == {"error": sentence}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"language": 5}, 'the request: the "language" of the collation is not a string; write one, or leave it out'),
        ({"base": "X"}, "the base X is not a witness; choose one of A, B, C, majority or none"),
        (
            {"base": "X" * 1_000_000},
            f"the base {'X' * 291}…{'X' * 241} is not a witness; choose one of A, B, C, majority or none",
        ),
    ],
)
def test_a_mistake_in_a_setting_of_our_own_form_is_told(settings: dict[str, object], sentence: str) -> None:
    answer = asked(CATS | settings, "application/vnd.collate+json")
    assert (answer.status, json.loads(answer.body)) == (422, {"error": sentence})
    assert asked(CATS | settings).status == 200  # CollateX's forms do not know these settings


def test_a_lack_of_memory_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("collate.service.answering.align_java_collation", fail)
    answer = asked(CATS)
    assert (answer.status, json.loads(answer.body)["error"]) == (
        413,
        "the request needs more memory than a worker has; send parts of the text",
    )


@pytest.mark.parametrize(
    ("witness", "sentence"),
    [
        ({"id": "A", "tokens": [{"n": "a"}]}, 'token 1 of witness 1 (A) has no "t"; write {"t": "..."}'),
        ({"id": "A", "tokens": ["a"]}, 'token 1 of witness 1 (A) has no "t"; write {"t": "..."}'),
        ({"id": "A", "tokens": [{"t": 5}]}, 'the "t" of token 1 of witness 1 (A) is not a string; write the text of the token'),
        ({"id": "A", "tokens": [{"t": ""}]}, 'the "t" of token 1 of witness 1 (A) is empty; write the text of the token'),
        ({"id": "A", "tokens": None}, 'the "tokens" of witness 1 (A) are not a list; write [{"t": "..."}, ...]'),
        ({"id": "A", "content": 5}, 'the "content" of witness 1 (A) is not a string; write the text of the witness'),
        ({"id": "A"}, 'witness 1 (A) has neither "content" nor "tokens"; it needs exactly one of them'),
        ({"id": 1, "content": "a"}, 'witness 1 has no "id" that is a string; add one'),
        ({"id": " ", "content": "a"}, "witness 1 (): a witness has an empty siglum; choose another"),
        (
            {"id": "A\ud800", "content": "a"},
            "witness 1 (A\\u{d800}): the siglum 'A\\ud800' begins or ends with white space or has a control character; choose another siglum",
        ),
        ([], 'witness 1 has no "id" that is a string; add one'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_witness_is_told_in_every_form(witness: object, sentence: str) -> None:
    for form in AnswerForm:
        answer = asked({"witnesses": [witness, {"id": "Z", "content": "a"}]}, form)
        assert (answer.status, json.loads(answer.body)) == (422, {"error": f"the request: {sentence}"})


@pytest.mark.parametrize(
    ("witnesses", "columns"),
    [
        ([{"id": "A", "tokens": []}, {"id": "B", "tokens": []}], []),
        ([{"id": "A", "content": ""}, {"id": "B", "content": " \n"}], [[[], [" \n"]]]),
        ([{"id": "A", "content": ""}, {"id": "B", "content": "a"}], [[[], ["a"]]]),
        ([{"id": "A", "content": "a b"}], [[["a ", "b"]]]),
    ],
)
def test_witnesses_without_a_word_and_one_alone_are_collated(witnesses: object, columns: object) -> None:
    assert read({"witnesses": witnesses})["table"] == columns
    for form in AnswerForm:
        expected = 422 if form is AnswerForm.COLLATE and witnesses == [{"id": "A", "content": "a b"}] else 200
        assert asked({"witnesses": witnesses}, form).status == expected


def test_tokens_come_back_with_whatever_json_can_hold() -> None:
    odd = {"t": "a\u2028\ud83d", "n": "\ud800", "\udfff": [10**4000, -0.5, {"t": None}], "": "\x00\u202e"}
    tokens = [odd, {"t": "\ufeff"}, {"t": "e\u0301\u00ad"}, {"t": "\u0085"}]
    table = read({"witnesses": [{"id": "A", "tokens": tokens}, {"id": "B", "content": "a"}]})["table"]
    assert [token for column in table for token in column[0]] == tokens


def test_a_reading_that_is_too_long_for_a_string_of_graphviz_is_written_in_parts() -> None:
    words = '<&"\\é ' * 4_000
    lines = asked({"witnesses": [{"id": "A", "tokens": [{"t": words}]}]}, "text/plain").body.decode().splitlines()
    (label,) = [line for line in lines if line.startswith("v1 [")]
    parts = label.removeprefix('v1 [label="').removesuffix('"];').split('" + "')
    assert max(len(part.encode()) for part in parts) < 16_384
    assert "".join(parts) == words.strip().replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


HOSTILE = [
    '</rdg><script>alert(1)</script>', '"]; a -> b [label="', "\\N \\G \\", "&#0; &lt; &amp;", "]]>", "\x00\x1b[31m\u202e", "\ud800",
    "=cmd|' /C calc'!A0", "a\nb\r\n\tc", "\u2028", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "<table><img src=/etc/passwd/></table>",
]  # fmt: skip


@pytest.mark.parametrize("form", list(AnswerForm))
@pytest.mark.parametrize("in_tokens", [True, False])
def test_hostile_readings_are_only_text_in_every_form(form: AnswerForm, in_tokens: bool) -> None:
    collation = {
        "witnesses": [
            {"id": f"{n}<&\"'>", **({"tokens": [{"t": text}, {"t": "x"}]} if in_tokens else {"content": f"{text} x"})}
            for n, text in enumerate(HOSTILE)
        ]
    }
    answer = asked(collation, form)
    assert answer.status == 200, answer.body
    text = answer.body.decode("utf-8")
    if form in (AnswerForm.TEI, AnswerForm.GRAPHML, AnswerForm.SVG):
        assert "<!ENTITY" not in text
        root = ET.fromstring(text)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "img", "image", "table", "a"}
        assert "script>alert(1)" in "".join(root.itertext())
    elif form is AnswerForm.DOT:
        # Every line is a box or an arrow of ours: no label has ended early.
        labels = r'"(?:[^"\\]|\\\\|\\")*"'
        line = rf"v\d+ (?:-> v\d+ )?\[label={labels}(?:, style=dotted, dir=none, constraint=false)?\];"
        body = text[text.index("rankdir=LR;\n") + 12 : text.rindex("}")]
        assert re.fullmatch(rf"(?:{line}\n)+", body), body
    else:
        json.loads(text)
