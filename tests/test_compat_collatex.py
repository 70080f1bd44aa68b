"""CollateX's own names and lines, run side by side with CollateX 2.3: the same tables, printed and written.

More than 300 lines: each output and each option of CollateX is compared with ours.
"""

import doctest
import inspect
import io
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import collatex
import collatex.display_module
import pytest

from collate import CollateError
from collate.compat import collatex as compat
from collate.compat.collatex import OUTPUTS, Collation, collate
from collate.errors import OptionError, ReadError, WriteError

OURS = SimpleNamespace(Collation=Collation, collate=collate)
THEIRS = SimpleNamespace(Collation=collatex.Collation, collate=collatex.collate)
BOTH = pytest.mark.parametrize("library", [OURS, THEIRS], ids=["ours", "theirs"])

# The shapes of the tutorials' inputs: two or three short sentences that differ in a word, a phrase or a mark.
PLAIN = {
    "two witnesses, one word is missing": {
        "A": "The ship sailed north in the long night.",
        "B": "The ship sailed in the long night.",
    },
    "three witnesses, words differ and are missing": {
        "A": "The ship sailed slowly over the grey sea.",
        "B": "The ship sailed over the cold grey sea.",
        "C": "The boat sailed slowly over a grey sea.",
    },
    "a phrase is replaced": {
        "W1": "We left the harbour before dawn, and no one saw us go.",
        "W2": "We left the harbour late in the evening, and no one saw us go.",
    },
    "the last witness goes on": {
        "A": "Bring the lamp",
        "B": "Bring the lamp",
        "C": "Bring the lamp, and the map too",
    },
    "accents and other scripts": {
        "α": "ἐν ἀρχῇ ἦν ὁ λόγος",
        "β": "ἐν ἀρχῇ ἦν καὶ ὁ λόγος",
    },
    "white space that is more than a space": {
        "A": "one  two\nthree four",
        "B": "one  two\nfour",
    },
    "sigla that are not in the order of the alphabet": {
        "W2": "He kept the key in a small box.",
        "W10": "He kept the keys in a box.",
        "A": "He kept the keys in a small box.",
    },
    "letters that XML and CSV must escape": {
        "A": "salt & pepper, <1 cup",
        "B": "salt & sugar, <1 cup",
    },
}  # fmt: skip

# Pretokenised: `n` is compared, `t` is shown, other keys come back.
TOKENS = {
    "witnesses": [
        {
            "id": "A",
            "tokens": [
                {"t": "Þe ", "n": "the"},
                {"t": "olde ", "n": "old", "page": 1},
                {"t": "Kyng ", "n": "king", "rend": {"colour": ["red", None]}},
                {"t": "rode", "n": "rode"},
            ],
        },
        {
            "id": "B",
            "tokens": [
                {"t": "The ", "n": "the"},
                {"t": "king ", "n": "king"},
                {"t": "rode ", "n": "rode"},
                {"t": "home", "n": "home"},
            ],
        },
        {"id": "C", "content": "the old king rode"},
    ]
}

every_input = pytest.mark.parametrize("texts", PLAIN.values(), ids=PLAIN)
every_table = pytest.mark.parametrize(
    "options",
    [
        {},
        {"segmentation": False},
        {"layout": "vertical"},
        {"layout": "vertical", "segmentation": False},
        {"segmentation": False, "near_match": True},
    ],
    ids=lambda o: " ".join(f"{key}={value}" for key, value in o.items()) or "no options",
)


def collation_of(library: SimpleNamespace, texts: Mapping[str, Any]) -> Collation:
    collation: Collation = library.Collation()
    for siglum, text in texts.items():
        collation.add_plain_witness(siglum, text)
    return collation


def without_their_own_keys(document: str) -> str:
    """Take out the two keys that CollateX adds to each token."""
    parsed = json.loads(document)
    for token in (token for row in parsed["table"] for cell in row for token in cell or []):
        token.pop("_sigil", None)
        token.pop("_token_array_position", None)
    return json.dumps(parsed, sort_keys=True, ensure_ascii=False)


# Side by side with CollateX.


@every_table
@every_input
def test_a_table_prints_as_that_of_collatex(texts: dict[str, str], options: dict[str, Any]) -> None:
    ours, theirs = (library.collate(collation_of(library, texts), **options) for library in (OURS, THEIRS))
    assert str(ours) == str(theirs)
    assert f"{ours}".startswith("+-")


@pytest.mark.parametrize("segmentation", [True, False])
@every_input
def test_the_json_is_that_of_collatex_but_for_its_underscored_keys(texts: dict[str, str], segmentation: bool) -> None:
    ours, theirs = (
        library.collate(collation_of(library, texts), output="json", segmentation=segmentation)
        for library in (OURS, THEIRS)
    )
    assert ours == without_their_own_keys(theirs)


@pytest.mark.parametrize(
    "options", [{"output": "csv"}, {"output": "tsv"}, {"output": "csv", "segmentation": False}], ids=str
)
@every_input
def test_csv_and_tsv_are_those_of_collatex(texts: dict[str, str], options: dict[str, Any]) -> None:
    ours, theirs = (library.collate(collation_of(library, texts), **options) for library in (OURS, THEIRS))
    assert ours == theirs


@every_input
def test_the_xml_is_that_of_collatex(texts: dict[str, str]) -> None:
    ours, theirs = (library.collate(collation_of(library, texts), output="xml") for library in (OURS, THEIRS))
    assert ours == theirs


@pytest.mark.parametrize("indent", [False, True])
@pytest.mark.parametrize("name", [name for name in PLAIN if name != "white space that is more than a space"])
def test_the_tei_is_that_of_collatex_but_where_a_line_breaks(name: str, indent: bool) -> None:
    texts = PLAIN[name]
    ours, theirs = (
        library.collate(collation_of(library, texts), output="tei", indent=indent) for library in (OURS, THEIRS)
    )
    assert ours == theirs


@pytest.mark.parametrize("output", ["json", "xml", "tei", "csv", "tsv"])
def test_pretokenised_json_comes_out_as_from_collatex(output: str) -> None:
    ours, theirs = (library.collate(json.loads(json.dumps(TOKENS)), output=output) for library in (OURS, THEIRS))
    assert ours == (without_their_own_keys(theirs) if output == "json" else theirs)


@every_table
def test_pretokenised_json_prints_as_from_collatex(options: dict[str, Any]) -> None:
    ours, theirs = (str(library.collate(json.loads(json.dumps(TOKENS)), **options)) for library in (OURS, THEIRS))
    assert ours == theirs


@BOTH
def test_rows_columns_and_tokens_have_the_names_of_collatex(library: SimpleNamespace) -> None:
    table = library.collate(collation_of(library, {"A": "a red cat ", "B": "a cat"}), segmentation=False)
    assert [row.header for row in table.rows] == ["A", "B"]
    assert [row.to_list_of_strings() for row in table.rows] == [["a ", "red ", "cat "], ["a ", None, "cat"]]
    assert table.rows[0].to_list() == table.rows[0].cells
    assert [column.variant for column in table.columns] == [False, True, False]
    assert list(table.columns[1].tokens_per_witness) == ["A"]
    token = table.rows[0].cells[2][0]
    assert (token.token_string, token.token_data["t"], token.token_data["n"]) == ("cat", "cat ", "cat")
    assert str(table.rows[1].cells) == "[[a], None, [cat]]"


@BOTH
def test_witnesses_have_the_names_of_collatex(library: SimpleNamespace) -> None:
    collation = library.Collation.create_from_dict(json.loads(json.dumps(TOKENS)))
    assert [w.sigil for w in collation.witnesses] == ["A", "B", "C"]
    assert [w.content for w in collation.witnesses] == ["the old king rode", "the king rode home", "the old king rode"]
    assert [t.token_string for t in collation.witnesses[0].tokens()] == ["the", "old", "king", "rode"]
    assert collation.witnesses[0].tokens()[1].token_data["page"] == 1
    assert [t.token_data for t in collation.witnesses[2].tokens()][:2] == [
        {"t": "the ", "n": "the"},
        {"t": "old ", "n": "old"},
    ]


@BOTH
def test_a_collation_takes_the_first_witnesses_of_a_dictionary(library: SimpleNamespace) -> None:
    assert [w.sigil for w in library.Collation.create_from_dict(TOKENS, limit=2).witnesses] == ["A", "B"]


@BOTH
def test_content_is_taken_where_tokens_are_there_too(library: SimpleNamespace) -> None:
    collation = library.Collation()
    collation.add_witness({"id": "A", "content": "a cat", "tokens": [{"t": "dog", "n": "dog"}]})
    collation.add_plain_witness("B", "a cat")
    assert [row.to_list_of_strings() for row in library.collate(collation).rows] == [["a cat"], ["a cat"]]


@BOTH
def test_a_collation_is_read_from_an_open_file_of_json(library: SimpleNamespace) -> None:
    collation = library.Collation.create_from_json(io.StringIO(json.dumps(TOKENS)))
    assert [w.sigil for w in collation.witnesses] == ["A", "B", "C"]


# What a notebook shows.


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Stand in for IPython: what is shown is kept as pairs of a kind and its markup."""
    shown: list[tuple[str, str]] = []
    display = SimpleNamespace(
        HTML=lambda markup: ("HTML", markup), SVG=lambda markup: ("SVG", markup), display=shown.append
    )
    shell = SimpleNamespace(get_ipython=object, display=display)
    monkeypatch.setitem(sys.modules, "IPython", shell)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    monkeypatch.setattr(collatex.display_module, "HTML", display.HTML, raising=False)
    monkeypatch.setattr(collatex.display_module, "display", display.display, raising=False)
    return shown


@pytest.mark.parametrize("layout", ["horizontal", "vertical"])
@every_input
def test_a_notebook_shows_the_html_of_collatex(
    texts: dict[str, str], layout: str, notebook: list[tuple[str, str]]
) -> None:
    for library in (OURS, THEIRS):
        assert library.collate(collation_of(library, texts), output="html", layout=layout) is None
    ours, theirs = notebook
    assert ours == theirs


def cells_and_colours(markup: str) -> list[list[tuple[str, str | None]]]:
    """Read a table: a row of pairs, the text of a cell (white space is one space) and its background."""
    return [
        [(" ".join((cell.text or "").split()), cell.get("bgcolor")) for cell in row]
        for row in ElementTree.fromstring(markup.lower())
    ]


@every_input
def test_a_notebook_shows_the_coloured_table_of_collatex(
    texts: dict[str, str], notebook: list[tuple[str, str]]
) -> None:
    for library in (OURS, THEIRS):
        assert library.collate(collation_of(library, texts), output="html2") is None
    (ours_kind, ours), (theirs_kind, theirs) = notebook
    theirs = theirs.replace("&", "&amp;").replace("<1", "&lt;1")  # CollateX escapes nothing here
    assert (ours_kind, cells_and_colours(ours)) == (theirs_kind, cells_and_colours(theirs))


def test_a_table_shows_itself_in_a_notebook() -> None:
    collation = collation_of(OURS, {"A": "a red cat", "B": "a cat"})
    assert collate(collation)._repr_html_() == collate(collation, output="html")
    assert repr(collate(collation)) == "<AlignmentTable of A, B: 3 columns>"
    assert repr(collate(collation).rows[0]) == "<Row of A: 3 cells>"
    assert repr(collate(collation).columns[1]) == "<Column of A: variant>"


def test_without_a_notebook_html_is_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    collation = collation_of(OURS, {"A": "a <b>", "B": "a"})
    for loaded in (None, SimpleNamespace(get_ipython=lambda: None)):
        monkeypatch.setitem(sys.modules, "IPython", loaded)
        assert collate(collation, output="html").startswith("<table>\n")
        assert collate(collation, output="html2") == (
            '<table border="1" style="border: 1px solid #000000; border-collapse: collapse;" cellpadding="4">\n'
            "<tr><th>A</th><th>B</th></tr>\n"
            '<tr><td bgcolor="00FFFF">a </td><td bgcolor="00FFFF">a</td></tr>\n'
            '<tr><td bgcolor="FF0000">&lt;b&gt;</td><td bgcolor="FF0000">-</td></tr>\n'
            "</table>"
        )


needs_graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


@needs_graphviz
@pytest.mark.parametrize(
    ("output", "labels"),
    [
        ("svg_simple", ["A", "A, B", "B", "cat", "end", "red", "start", "the"]),
        (
            "svg",
            ["A", "A, B", "B", "The", "cat", "column 1", "column 2", "column 3", "end", "red", "start", "the"],
        ),
    ],
)
def test_the_variant_graph_has_a_box_for_each_reading_and_arrows_with_sigla(output: str, labels: list[str]) -> None:
    collation = Collation()
    collation.add_witness(
        {"id": "A", "tokens": [{"t": "The ", "n": "the"}, {"t": "red ", "n": "red"}, {"t": "cat", "n": "cat"}]}
    )
    collation.add_witness({"id": "B", "tokens": [{"t": "the ", "n": "the"}, {"t": "cat", "n": "cat"}]})
    svg = ElementTree.fromstring(collate(collation, output=output, segmentation=False))
    texts = {"".join(text.itertext()) for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert sorted({text.strip() for text in texts}) == labels


@needs_graphviz
@pytest.mark.parametrize("output", ["svg_simple", "svg"])
@pytest.mark.parametrize("word", ["&lt;", "<b>", '"', "\\N", "\\", "  ", "'", "\x00", "\ud800", "λόγος"], ids=ascii)
def test_any_sign_can_stand_in_a_graph(word: str, output: str) -> None:
    collation = {
        "witnesses": [
            {"id": f"A{word}".rstrip("\x00\ud800 "), "tokens": [{"t": word}]},
            {"id": "B", "tokens": [{"t": "x"}]},
        ]
    }
    assert ElementTree.fromstring(collate(collation, output=output)).tag == "{http://www.w3.org/2000/svg}svg"


@needs_graphviz
def test_a_notebook_shows_the_graph(notebook: list[tuple[str, str]]) -> None:
    assert collate(collation_of(OURS, {"A": "a", "B": "b"}), output="svg") is None
    ((kind, markup),) = notebook
    assert kind == "SVG"
    assert "<svg" in markup


def test_a_graph_without_graphviz_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(
        OptionError, match=r"^SVG is drawn by Graphviz, and its program `dot` was not found; install Graphviz$"
    ):
        collate(collation_of(OURS, {"A": "a", "B": "b"}), output="svg")


# Where we differ from CollateX, and rightly.


def test_near_matching_and_segmentation_go_together() -> None:
    collation = collation_of(OURS, {"A": "the old grey koala sat", "B": "the gray koala sat"})
    assert collate(collation, near_match=True).rows[1].to_list_of_strings() == ["the ", None, "gray ", "koala sat"]


def test_a_witness_without_words_is_a_row_of_dashes() -> None:
    assert str(collate(collation_of(OURS, {"A": "one two", "B": ""}))) == (
        "+---+---------+\n| A | one two |\n| B | -       |\n+---+---------+"
    )


def test_the_order_of_the_witnesses_changes_the_order_of_the_rows_and_nothing_else() -> None:
    texts = {"A": "the grey cat sat on the mat", "B": "a cat on the mat sat", "C": "the mat and the cat"}

    def rows(library: SimpleNamespace, sigla: Iterable[str]) -> dict[str, list[str]]:
        table = library.collate(collation_of(library, {siglum: texts[siglum] for siglum in sigla}))
        return {row.header: row.to_list_of_strings() for row in table.rows}

    assert rows(OURS, "ABC") == rows(OURS, "CBA")
    assert rows(THEIRS, "ABC") != rows(THEIRS, "CBA")


def test_tei_keeps_words_apart_where_a_line_breaks() -> None:
    collation = collation_of(OURS, {"A": "one\ntwo", "B": "one\nthree"})
    assert collate(collation, output="tei").endswith(
        'one <app><rdg wit="#A">two</rdg><rdg wit="#B">three</rdg></app></cx:apparatus>'
    )


def test_the_tokens_that_were_given_are_not_changed() -> None:
    collation = json.loads(json.dumps(TOKENS))
    collate(collation, output="json")
    assert collation == TOKENS


def test_xml_shows_what_it_cannot_hold() -> None:
    collation = {"witnesses": [{"id": 'A"', "tokens": [{"t": "a\x00"}]}, {"id": "B", "tokens": [{"t": "\ud800"}]}]}
    for output in ("xml", "tei"):
        rdg = ElementTree.fromstring(collate(collation, output=output)).find(".//{*}rdg")
        assert rdg is not None
        assert (rdg.get("wit"), rdg.text) == ('#A"', "a\\u{0}")


# The page for those who come from CollateX.

PAGE = (Path(__file__).parent.parent / "docs" / "from_collatex.md").read_text(encoding="utf-8")


def test_the_examples_of_the_page_run_as_they_are_shown() -> None:
    examples = "\n".join(block for block in re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL) if ">>>" in block)
    test = doctest.DocTestParser().get_doctest(examples, {}, "from_collatex.md", None, None)
    assert len(test.examples) > 10
    report: list[str] = []
    doctest.DocTestRunner().run(test, out=report.append)
    assert report == []


def test_the_page_names_every_option_and_output() -> None:
    parameters = list(inspect.signature(collate).parameters)
    named = set(re.findall(r"\w+", " ".join(re.findall(r"`[^`\n]+`", PAGE))))
    assert {*parameters, *OUTPUTS} <= named


def test_the_parameters_are_those_of_collatex_in_its_order() -> None:
    ours, theirs = (
        [(p.name, p.default) for p in inspect.signature(library.collate).parameters.values()]
        for library in (OURS, THEIRS)
    )
    assert ours[: len(theirs)] == theirs


# What else can be asked.


def test_the_examples_of_the_docstrings_run_as_they_are_shown() -> None:
    assert doctest.testmod(compat) == (0, 5)


def test_everything_is_there_after_an_import_of_all_names() -> None:
    names: dict[str, object] = {}
    exec("from collate.compat.collatex import *", names)  # the line that users write
    assert {name for name in names if not name.startswith("__")} == {"Collation", "collate"}


def test_a_collation_is_read_from_a_string_and_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "collation.json"
    path.write_text(json.dumps(TOKENS), encoding="utf-8")
    expected = collate(TOKENS, output="json")
    for collation in (
        Collation.create_from_json_string(json.dumps(TOKENS)),
        Collation.create_from_json_file(path),
        Collation.create_from_json_file(str(path)),
    ):
        assert collate(collation, output="json") == expected


@pytest.mark.parametrize(
    "options",
    [
        {"astar": True},
        {"detect_transpositions": True},
        {"debug_scores": True},
        {"scheduler": object()},
        {"properties_filter": None},
    ],
    ids=lambda options: next(iter(options)),
)
def test_an_option_without_effect_is_accepted(options: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    collation = collation_of(OURS, PLAIN["three witnesses, words differ and are missing"])
    assert str(collate(collation, **options)) == str(collate(collation))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"output": "pdf"}, "there is no output 'pdf'; use one of table, json, tei, xml, csv, tsv, html, html2, svg_simple, svg"),
        ({"output": "graph"}, "output 'graph' is an object of CollateX; use 'svg' instead, or the format graphml of `collate report`"),
        ({"layout": "diagonal"}, "there is no layout 'diagonal'; use one of horizontal, vertical"),
        ({"properties_filter": lambda *_: True}, "properties_filter is not supported: the aligner compares `n` alone; write what must differ into `n`"),
    ],
    ids=["output", "graph", "layout", "properties_filter"],
)  # fmt: skip
def test_what_is_not_served_is_refused_in_a_sentence(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(OptionError) as error:
        collate(collation_of(OURS, {"A": "a", "B": "b"}), **options)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (Collation, "the list of witnesses is empty; add one witness or more"),
        (lambda: collation_of(OURS, {"A": 1}), 'the "content" of witness 1 (A) is not a string; write the text of the witness'),
        (lambda: Collation.create_from_dict({"witnesses": [{"id": "A"}, {"id": "A"}]}), 'witness 1 (A) has neither "content" nor "tokens"; it needs exactly one of them'),
        (lambda: Collation.create_from_dict({"witnesses": [{"content": "a"}]}), 'a witness has no "id" that is a string; write {"id": "A", "content": "..."}'),
        (lambda: Collation.create_from_dict({"A": "a"}), 'there is no list of witnesses; write {"witnesses": [...]}'),
        (lambda: Collation.create_from_json_string("[]"), 'JSON: there is no list of witnesses; write {"witnesses": [...]}'),
        (lambda: Collation.create_from_json_string("{"), "JSON:1:2: not valid JSON (Expecting property name enclosed in double quotes); correct it there"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_collation_is_one_sentence(make: Callable[[], Collation], sentence: str) -> None:
    with pytest.raises(ReadError) as error:
        collate(make())
    assert str(error.value) == sentence


def test_a_token_that_json_cannot_write_is_refused_in_a_sentence() -> None:
    collation = {"witnesses": [{"id": "A", "tokens": [{"t": "a", "x": {1, 2}}]}]}
    with pytest.raises(WriteError, match=r"a token has a value that JSON cannot hold .*; remove its key"):
        collate(collation, output="json")
    assert issubclass(WriteError, CollateError)
