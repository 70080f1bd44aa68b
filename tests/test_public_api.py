"""The public API: every name is there, loads when it is used, and does what its page says.

More than 300 lines: each public name is called as a program would call it.
"""

import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import EnumType
from pathlib import Path

import pytest
from modules import MODULES, can_be_imported, name_of
from numpydoc.validate import validate

import collate
from collate.cli.main import run

ROOT = Path(__file__).parent.parent
WORK = ROOT / "witnesses" / "autonomisation"
CALLS: dict[str, Callable[[], object]] = {
    "collate": lambda: collate.collate(["a b", "a c"]),
    "diff": lambda: collate.diff("a b", "a c"),
    "read": lambda: collate.read(WORK),
    "align": lambda: collate.align(["a b", "a c"]),
    "classify_pairs": lambda: collate.classify_pairs([("a", "b")]),
    "check": lambda: collate.check(WORK / "lff2010.txt", select=["T1"]),
    "find_passages": lambda: collate.find_passages({"A": "a b", "B": "a b"}),
    "align_collatex_json": lambda: collate.align_collatex_json({"witnesses": [{"id": "A", "content": "a"}]}),
}


def test_every_function_can_be_called_after_every_module_was_imported() -> None:
    for path in MODULES:
        if path.stem[:2] != "__" and can_be_imported(path):
            importlib.import_module(f"collate.{name_of(path).removesuffix('.py').replace('/', '.')}")
    functions = [name for name in collate.__all__ if type(getattr(collate, name)) is type(collate.collate)]
    assert functions == list(CALLS)
    for name, call in CALLS.items():
        assert callable(getattr(collate, name))
        assert call() is not None


def test_no_public_name_is_that_of_a_module() -> None:
    modules = {module.name for module in pkgutil.iter_modules(collate.__path__)}
    assert not modules & set(collate.__all__)


UNCHECKED = {"ES01", "SA01", "GL01", "GL02", "GL03"}  # as pyproject.toml has it, for numpydoc's own command
DOCUMENTED = [name for name in collate.__all__ if name not in ("FORMATS", "Siglum", "__version__")] + [
    f"CollationResult.{name}" for name, _ in inspect.getmembers(collate.CollationResult) if not name.startswith("_")
]


def undescribed_fields(name: str) -> set[str]:
    """Return the fields of a record that its docstring does not describe, as attributes or as parameters."""
    record = getattr(collate, name)
    described = re.findall(r"^(\w+(?:, \w+)*) : ", inspect.getdoc(record) or "", flags=re.MULTILINE)
    return {f.name for f in fields(record) if not f.name.startswith("_")} - {
        n for d in described for n in d.split(", ")
    }


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_public_name_is_documented_as_numpydoc_wants_it(name: str) -> None:
    codes = {code for code, _ in validate(f"collate.{name}")["errors"]} - UNCHECKED
    if "." in name and not inspect.isfunction(inspect.getattr_static(collate.CollationResult, name.partition(".")[2])):
        codes -= {"EX01", "GL08"}  # properties and fields: the example of their class shows them
    elif is_dataclass(getattr(collate, name, None)):
        assert undescribed_fields(name) == set()
        codes -= {"PR01"}  # a record describes its fields as attributes
    elif isinstance(getattr(collate, name, None), EnumType):
        codes -= {"PR01"}  # the parameters of the enum module
    assert codes == set()


def test_the_page_on_the_api_names_every_public_name() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:collate\.)?(\w+)", page))
    assert not set(collate.__all__) - named


def test_names_that_are_not_loaded_yet_are_listed_too() -> None:
    script = "import collate; print(set(collate.__all__) <= set(dir(collate)))"
    assert subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout == "True\n"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'collate' has no attribute 'colate'"):
        collate.colate  # noqa: B018


def test_importing_the_package_loads_nothing_heavy() -> None:
    script = "import collate, sys; print([m for m in sys.modules if m in ('numpy', 'click', 'rapidfuzz', 'regex')])"
    assert subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_text_is_a_text_and_a_path_is_a_file(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_text("the grey cat", encoding="utf-8")
    result = collate.collate({"A": "the gray cat", "B": file}, language="en")
    assert result.table == (("the", "the"), ("gray", "grey"), ("cat", "cat"))
    assert result.work.witnesses[1].sources[0].file == "b.txt"


def test_texts_without_sigla_are_named_by_letters() -> None:
    assert collate.collate(["a", "a", "b"]).sigla == ("A", "B", "C")


def test_the_27th_text_has_a_siglum_too() -> None:
    assert collate.collate(["a"] * 28).sigla[-3:] == ("Z", "AA", "AB")


def test_witnesses_made_in_code_are_collated() -> None:
    fragment = collate.Witness(collate.Siglum("F"), "grey cat", extent="fragment")  # type: ignore[arg-type]
    result = collate.collate([collate.Witness(collate.Siglum("W"), "the grey cat sat here now"), fragment])
    assert result.sigla == ("W", "F")


@pytest.mark.parametrize(
    ("witnesses", "message"),
    [
        ("one text", "a collation needs a mapping from sigla to texts, a list of texts, or a work"),
        (Path("folder"), "to read a folder or a file, use collate.read"),
        (None, "a collation needs a mapping"),
        (5, "a collation needs a mapping"),
        ({}, "there are no witnesses"),
        ([], "there are no witnesses"),
        ({"": "a"}, "a witness has an empty siglum"),
        ({1: "a", 2: "b"}, "must be strings; the siglum is 1"),
        ({"majority": "a", "B": "b"}, "majority cannot be a siglum"),
    ],
)
def test_what_cannot_be_collated_is_told_in_a_sentence(witnesses: object, message: str) -> None:
    with pytest.raises(collate.WitnessError, match=message):
        collate.collate(witnesses)  # type: ignore[arg-type]


def test_any_iterable_of_texts_is_collated() -> None:
    assert collate.collate(text for text in ("a b", "a c")).sigla == ("A", "B")
    assert collate.collate({"X": "a b", "Y": "a c"}.values()).sigla == ("A", "B")


def test_usual_mistakes_are_told_in_a_sentence() -> None:
    result = collate.diff("a grey cat", "a gray cat")
    with pytest.raises(collate.OptionError, match=r"only takes one or more strings"):
        result.only(["spelling"])  # type: ignore[arg-type]
    with pytest.raises(collate.OptionError, match=r"witnesses takes one or more strings"):
        result.witnesses(["A", "B"])  # type: ignore[arg-type]
    with pytest.raises(collate.PlaceError, match=r"the number of an entry is a whole number, not '#1'"):
        result.explain("#1")  # type: ignore[arg-type]
    with pytest.raises(collate.WitnessError, match=r"the base is empty"):
        collate.collate(["a", "b"], base="")
    with pytest.raises(collate.ConfigError, match=r"nope"):
        collate.check(WORK, select="nope")


def test_a_rendered_table_has_no_colour_codes() -> None:
    assert "\x1b" not in str(collate.diff("a grey cat", "a gray cat").render())


def test_an_unknown_base_aligner_and_format_are_told() -> None:
    with pytest.raises(collate.WitnessError, match="the base C is not a witness"):
        collate.collate(["a", "b"], base="C")
    with pytest.raises(collate.OptionError, match="there is no aligner 'medite'; use one of native, collatex"):
        collate.collate(["a", "b"], aligner="medite")
    with pytest.raises(collate.OptionError, match="there is no format pdf"):
        collate.diff("a", "b").render("pdf")


def test_an_entry_says_what_differs_how_and_why() -> None:
    (entry,) = collate.diff("the colour red", "the color red", language="en").entries
    assert entry.lemma is not None
    (reading,) = entry.readings
    assert (entry.lemma.text, reading.text, reading.witnesses) == ("colour", "color", ("B",))
    variation = reading.variation
    assert (str(variation.kind), variation.cause, str(variation.certainty)) == ("spelling", "regional", "high")
    assert variation.why


def test_without_a_base_the_entries_have_pairs() -> None:
    (entry,) = collate.collate(["the colour", "the color"], base="none", language="en").entries
    assert entry.lemma is None
    assert [str(pair.second.variation.kind) for pair in entry.pairs] == ["spelling"]


RESULT = {"A": "A grey cat, old.", "B": "a gray cat sat, old.", "C": "A grey cat, old"}


def test_only_and_without_choose_kinds_and_keep_the_numbers() -> None:
    result = collate.collate(RESULT, language="en")
    assert [entry.number for entry in result.entries] == [1, 2, 3, 4]
    assert [entry.number for entry in result.only("spelling").entries] == [2]
    assert [entry.number for entry in result.without("accidental").entries] == [3]
    assert [entry.number for entry in result.only("spelling", "addition").without("addition").entries] == [2]
    assert len(result.entries) == 4


def test_the_summary_counts_kinds_by_witness() -> None:
    result = collate.collate(RESULT, language="en")
    assert result.summary == {
        "A": {},
        "B": {"capitalisation": 1, "spelling": 1, "addition": 1},
        "C": {"punctuation": 1},
    }
    assert result.only("spelling").summary == {"A": {}, "B": {"spelling": 1}, "C": {}}


def test_fewer_witnesses_are_collated_anew() -> None:
    result = collate.collate(RESULT, language="en", base="A").witnesses("B", "C")
    assert result.sigla == ("B", "C")
    assert result.apparatus.base == "B"
    with pytest.raises(collate.WitnessError, match="D is not a witness of this work"):
        result.witnesses("D")


def test_a_report_is_rendered_as_the_command_line_writes_it() -> None:
    result = collate.collate(collate.read(WORK))
    assert json.loads(str(result.render("json")))["format"] == "collate-apparatus/1"
    committed = ROOT / "reports" / "autonomisation"
    assert result.render("json") == (committed / "apparatus.json").read_text(encoding="utf-8")
    assert result.render("html") == (committed / "apparatus.html").read_text(encoding="utf-8")


def test_a_report_is_written_whole_and_never_over_a_witness(tmp_path: Path) -> None:
    witness = tmp_path / "a.txt"
    witness.write_text("a grey cat", encoding="utf-8")
    result = collate.collate({"A": witness, "B": "a gray cat"})
    assert result.write("json", tmp_path) == tmp_path / "apparatus.json"
    assert result.write("csv", tmp_path / "new.csv").read_text(encoding="utf-8") == result.render("csv")
    with pytest.raises(collate.WriteError, match="read as input and is never overwritten"):
        result.write("text", witness)
    assert witness.read_text(encoding="utf-8") == "a grey cat"


def test_an_explanation_reads_as_the_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    printed = str(collate.collate(collate.read(WORK)).explain(1))
    assert run(["explain", f"{WORK}:#1"]) == 0
    assert capsys.readouterr().out == printed + "\n"
    assert printed.startswith("#1  line 1  id ")
    assert "\x1b" not in printed
    with pytest.raises(collate.PlaceError, match="#2: no entry has this number; the last entry is #1"):
        collate.diff("a grey cat", "a gray cat").explain(2)


def test_a_result_is_one_line_and_its_text_is_plain() -> None:
    result = collate.collate(collate.read(WORK))
    assert repr(result) == "<CollationResult: 3 witnesses, 94 entries, base CW>"
    assert repr(result.only("gloss")) == "<CollationResult: 3 witnesses, 3 of 94 entries, base CW>"
    assert str(collate.diff("a grey cat", "a gray cat", language="en")).splitlines()[3] == "a [-grey-]{+gray+} cat"
    assert "\x1b" not in str(result)


HOSTILE = '<script>alert(1)</script> "&" \x1b[31m'


def test_a_notebook_shows_a_table_that_runs_and_fetches_nothing() -> None:
    shown = collate.diff(HOSTILE, HOSTILE.replace("alert", "<img src=x onerror=alert(2)>"))._repr_html_()
    assert "<script" not in shown
    assert "<img" not in shown
    assert "\x1b" not in shown
    assert not re.search(r"<[^>]*(src|href|on\w+)=|url\(", shown)
    many = collate.diff(" ".join(f"a{n} b" for n in range(90)), " ".join(f"c{n} b" for n in range(90)))
    assert f"{len(many.entries) - 60} more entries" in many._repr_html_() or len(many.entries) <= 60


def test_pairs_are_classified_in_their_order() -> None:
    pairs = [("colour", "color"), ("a", ""), ("", "b"), ("x", "x")]
    labels = [variation.label for variation in collate.classify_pairs(pairs, language="en")]
    assert labels == ["spelling.regional", "omission", "addition", "agreement"]


def test_the_old_name_of_classify_pairs_still_works_and_warns() -> None:
    from collate.of_pairs import kinds_of

    with pytest.warns(DeprecationWarning, match="use collate.classify_pairs"):
        (variation,) = kinds_of([("colour", "color")], "en", standing=[])
    assert variation.label == "spelling.regional"
    assert collate.classify_pairs([]) == []


def test_a_check_returns_findings_and_raises_for_what_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    file.write_text("a word word here\n", encoding="utf-8")
    (finding,) = collate.check(file, select=["T2"])
    assert (finding.code, finding.line, finding.column) == ("T201", 1, 8)
    with pytest.raises(collate.ReadError, match="no such file"):
        collate.check(tmp_path / "none.txt")


def test_every_format_of_the_table_can_be_rendered_of_two_witnesses() -> None:
    result = collate.diff("a grey cat", "a gray cat")
    needed = [name for name, row in collate.FORMATS.items() if row.needs is None]
    assert all(result.render(name) for name in needed)
    with pytest.raises(collate.OptionError, match="the format words shows two witnesses"):
        collate.collate(["a", "b", "c"]).render("words")


def test_the_package_lists_public_names_only() -> None:
    assert {name for name in dir(collate) if not name.startswith("__")} == set(collate.__all__) - {"__version__"}
    assert repr(collate.FORMATS["tei"]) == "<Format tei: TEI P5, parallel segmentation>"
