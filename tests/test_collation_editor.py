"""The engine behind the Collation Editor: as a local function, in its registry, and over HTTP."""

import importlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from collate import align_collatex_json
from collate.compat.collation_editor import ENGINE_MODULE, register, suggestions
from collate.errors import ReadError
from collate.service.answering import answer_collation
from collate.service.limits import ServiceLimits

PAGE = Path(__file__).parent.parent / "docs" / "collation_editor.md"
OPTIONS = {"outputFormat": "lcs", "algorithm": "auto", "tokenComparator": {"type": "levenshtein", "distance": 2}}

Document = dict[str, Any]  # JSON


def hand(siglum: str, words: str) -> Document:
    """Return a hand with the keys that the editor sends."""
    tokens: list[Document] = [
        {"index": str(2 * n), "t": word, "original": word.upper(), "rule_match": [word], "reading": siglum}
        for n, word in enumerate(words.split(), 1)
    ]
    tokens[-1] |= {"gap_after": True, "gap_details": "2 lines"}
    return {"id": siglum, "tokens": tokens}


def unit() -> Document:
    return {
        "witnesses": [
            hand("NA28", "the honour of the colour was great"),
            hand("P66", "the honor of the color was great"),
            hand("01*", "the honor and the colour is great"),
        ]
    }


def configured() -> Document:
    """Return the configuration of a local function that the page shows."""
    (block,) = [
        json.loads(b)
        for b in re.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
        if "python_file" in b
    ]
    configuration: Document = block["local_python_functions"]["local_collation_function"]
    return configuration


def call_local(data: Document, options: Document) -> str:
    """Call the configured function as the editor calls it."""
    configuration = configured()
    function_class = getattr(importlib.import_module(configuration["python_file"]), configuration["class_name"])
    answer: str = getattr(function_class(), configuration["function"])(data, options)
    return answer


def test_the_configured_function_returns_every_token_with_its_keys() -> None:
    answer = json.loads(call_local(unit(), OPTIONS))
    sent = {witness["id"]: witness["tokens"] for witness in unit()["witnesses"]}
    assert answer["witnesses"] == ["01*", "NA28", "P66"]
    for w, siglum in enumerate(answer["witnesses"]):
        assert [token for column in answer["table"] for token in column[w]] == sent[siglum]
        assert all(isinstance(column[w], list) for column in answer["table"])


def test_function_and_service_give_one_table() -> None:
    sent = unit() | {"algorithm": OPTIONS["algorithm"], "tokenComparator": OPTIONS["tokenComparator"]}
    served = answer_collation(json.dumps(sent).encode(), "application/json", ServiceLimits())
    assert json.loads(call_local(unit(), OPTIONS)) == json.loads(served.body)


def test_options_decide_what_is_compared_and_the_unit_is_not_changed() -> None:
    data, before = unit(), json.dumps(unit())
    exact = json.loads(call_local(data, {"outputFormat": "json", "algorithm": "dekker"}))
    assert exact == align_collatex_json(unit(), dialect="java")
    assert json.dumps(data) == before


@pytest.mark.parametrize(("name", "beginning"), [("tei", "<?xml"), ("graphml", "<?xml"), ("dot", "digraph")])
def test_the_function_knows_the_other_forms(name: str, beginning: str) -> None:
    assert call_local(unit(), OPTIONS | {"outputFormat": name}).startswith(beginning)


def test_a_mistake_is_told_in_a_sentence() -> None:
    with pytest.raises(ReadError, match=r'the "t" of token 1 of witness 1 \(A\) is empty; write the text of the token'):
        call_local({"witnesses": [{"id": "A", "tokens": [{"t": ""}]}]}, OPTIONS)


def test_the_page_shows_the_address_of_the_service() -> None:
    assert '"collatexHost": "http://127.0.0.1:7369/collate"' in PAGE.read_text("utf-8")


# The registry of engines. Its names were not the same in all versions.


class EditorResult:
    """What an engine fills, at 207503f of the fork: it has a place for suggestions and for comments."""

    def __init__(self) -> None:
        self.table: list[Any] = []
        self.witnesses: list[str] = []
        self.regularization_suggestions: list[Document] = []
        self.feedback: Document = {"comments": "", "alignment_table": ""}


class OlderResult:
    """The same at 045a40e of the core: it has a place for comments."""

    def __init__(self) -> None:
        self.table: list[Any] = []
        self.witnesses: list[str] = []
        self.ai_comments = ""


class PlainResult:
    """The same at 92c52e5 of the core: it has the table and nothing else."""

    def __init__(self, witnesses: list[str] | None = None, table: list[Any] | None = None) -> None:
        self.witnesses = witnesses or []
        self.table = table or []


class EditorEngine:
    """What the editor calls an engine through."""

    def __init__(self, algorithm_settings: Document | None, display_settings: Document | None = None) -> None:
        self.algorithm_settings = algorithm_settings
        self.display_settings = display_settings


def registry_of(monkeypatch: pytest.MonkeyPatch, result: type) -> dict[str, Any]:
    """Put a module with the names of the editor's registry where it would be."""
    engines: dict[str, Any] = {}
    module = ModuleType(ENGINE_MODULE)
    names = {"CollationEngine": EditorEngine, "CollationResult": result, "register_engine": engines.__setitem__}
    for name, value in names.items():
        setattr(module, name, value)
    for name in ("collation", "collation.core"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, ENGINE_MODULE, module)
    return engines


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    return registry_of(monkeypatch, EditorResult)


def test_the_engine_is_registered_with_what_the_menu_shows(registry: dict[str, Any]) -> None:
    engine: Any = register()
    assert registry == {"collate": engine}
    assert engine({}).name() == "collate"
    assert engine.available() is True
    assert engine._engine_meta["display_name"] == "collate"
    assert engine._engine_meta["aligner_label"] == "Aligner"
    assert [model["default"] for model in engine._models] == [True]
    assert engine._aligners == engine._models


def test_the_engine_returns_table_and_suggestions(registry: dict[str, Any]) -> None:
    register()
    settings = {"language": "en", "collate_classes": {"spelling": "orthographic", "nonsense": "x"}}
    result = registry["collate"](settings).collate(unit(), OPTIONS, "NA28")
    assert result.witnesses == ["01*", "NA28", "P66"]
    assert result.table == json.loads(call_local(unit(), OPTIONS))["table"]
    found = [(s["source"], s["target"], s["class"], s["kind"], s["cause"]) for s in result.regularization_suggestions]
    assert found == [
        ("honor", "honour", "orthographic", "spelling", "regional"),
        ("color", "colour", "orthographic", "spelling", "regional"),
    ]
    honor = result.regularization_suggestions[0]
    places = ("source_witness", "source_index", "target_witness", "target_index")
    assert [honor[key] for key in places] == ["01*", "4", "NA28", "4"]
    assert honor["reason"] == "spelling: British and American spelling of one word (our/or)"
    assert result.feedback["comments"].endswith("3 witnesses, 0 moves, 2 suggestions")
    json.dumps(result.regularization_suggestions)


def test_a_result_with_comments_only_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    register_in = registry_of(monkeypatch, OlderResult)
    register()
    result = register_in["collate"]({"language": "en"}).collate(unit(), OPTIONS, "NA28")
    assert result.table == json.loads(call_local(unit(), OPTIONS))["table"]
    assert result.ai_comments.endswith("3 witnesses, 0 moves, 2 suggestions")


def test_a_result_with_nothing_but_the_table_is_followed_by_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    register_in = registry_of(monkeypatch, PlainResult)
    register()
    engine = register_in["collate"]({"language": "en"}, display_settings={})
    apparatus: Document = {"apparatus": []}
    assert engine.add_extra_collation_data(apparatus) == {"apparatus": []}  # nothing has been collated
    result = engine.collate(unit(), OPTIONS, "NA28")
    assert result.table == json.loads(call_local(unit(), OPTIONS))["table"]
    extended = engine.add_extra_collation_data(apparatus)
    assert apparatus == {"apparatus": []}
    assert list(extended) == ["apparatus", "regularization_suggestions", "collation_feedback"]
    assert [s["source"] for s in extended["regularization_suggestions"]] == ["honor", "color"]
    assert extended["collation_feedback"]["comments"].endswith("2 suggestions")


def test_a_suggestion_names_words_as_a_rule_would_match_them(registry: dict[str, Any]) -> None:
    register()
    words = {"NA28": ["Der", "Theil", "und"], "P66": ["der", "Teil", "vnd"]}
    witnesses: list[Document] = [
        {"id": s, "tokens": [{"t": t, "index": str(2 * n), "reading": s} for n, t in enumerate(ts, 1)]}
        for s, ts in words.items()
    ]
    witnesses[1]["tokens"][2]["n"] = "u\u0306nd"  # a rule has made this of it
    result = registry["collate"]({"language": "de"}).collate({"witnesses": witnesses}, OPTIONS, "NA28")
    found = [(s["source"], s["target"], s["kind"]) for s in result.regularization_suggestions]
    assert found == [
        ("der", "Der", "capitalisation"),
        ("Teil", "Theil", "spelling"),
        ("u\u0306nd", "und", "diacritics"),
    ]


def test_without_the_editor_registering_is_an_import_error() -> None:
    with pytest.raises(ImportError):
        register()


@pytest.mark.parametrize(
    ("language", "base", "other", "suggested"),
    [
        ("grc", "ἀνὴρ λέγει", "ανηρ λεγει", ["diacritics", "diacritics"]),
        ("la", "vivus dominus", "uiuus dominus", ["spelling"]),
        ("de", "Theil und Haus", "Teil und haus", ["spelling", "capitalisation"]),
        ("en", "a cat sat", "a dog sat", []),
        ("la", "rex dixit", "regem dixit", []),
    ],
)
def test_only_what_an_editor_would_regularise_is_suggested(
    language: str, base: str, other: str, suggested: list[str]
) -> None:
    witnesses = [
        {"id": siglum, "tokens": [{"t": t, "n": t, "index": str(n)} for n, t in enumerate(text.split())]}
        for siglum, text in (("B", base), ("A", other))
    ]
    table = align_collatex_json({"witnesses": witnesses, "joined": False}, near_match=True, dialect="java")
    assert [s["kind"] for s in suggestions(table, "B", language)] == suggested
    assert suggestions(table, "no such base", language) == []
