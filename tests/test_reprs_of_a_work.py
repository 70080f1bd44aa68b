"""The `repr` of an object is one short line, however large the work is."""

import dataclasses
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from collate._repr import counted, listed, quoted, repr_line, shorten
from collate.compat.collatex import Collation
from collate.compat.collatex import collate as collatex_table
from collate.decisions import AlignmentConstraint, TokenRange, UnitOverride
from collate.decisions.parsing import parse_decisions
from collate.files.toml import SettingsTable
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.explaining import explain
from collate.pipeline.places import PlaceQuery
from collate.reading import read_work

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def letters() -> Collated:
    return collate_work(read_work(ROOT / "witnesses" / "autonomisation"), every_base=True)


def reachable(root: object) -> Iterator[object]:
    """Yield every dataclass and named tuple that an object holds."""
    seen: dict[int, object] = {}
    stack = [root]
    while stack:
        value = stack.pop()
        if id(value) in seen or isinstance(value, str):
            continue
        seen[id(value)] = value
        if dataclasses.is_dataclass(value):
            yield value
            stack += [getattr(value, field.name) for field in dataclasses.fields(value)]
        elif isinstance(value, (tuple, list, set, frozenset)):
            if hasattr(value, "_fields"):
                yield value
            stack += value
        elif isinstance(value, dict):
            stack += [*value, *value.values()]


def test_every_record_of_the_shipped_work_has_a_repr_of_one_short_line(letters: Collated) -> None:
    records = list(reachable([letters, *explain(letters, PlaceQuery(entry=3))]))
    assert {type(r).__name__ for r in records} >= {"Work", "Apparatus", "Entry", "Alignment", "Units", "Explanation"}
    lines = {type(r).__name__: repr(r) for r in records if len(repr(r)) > 100 or "\n" in repr(r)}
    assert lines == {}


def test_the_repr_of_a_work_and_its_apparatus_says_what_they_are(letters: Collated) -> None:
    assert repr(letters) == "<Collated 3 witnesses: 94 entries>"
    assert repr(letters.work) == "<Work of V. I. Lenin, The Question of Nationalit…: CW, WO, LFF>"
    assert repr(letters.apparatus) == ("<Apparatus of V. I. Lenin, The Question of Nationalit…: 94 entries, base CW>")


def test_the_repr_of_an_entry_and_its_parts_quotes_their_words(letters: Collated) -> None:
    entry = letters.apparatus.entries[49]
    assert entry.lemma is not None
    assert repr(entry) == "<Entry #50: “that must make up” ] “would compensate”>"
    assert repr(entry.lemma) == "<Lemma “that must make up” CW, WO: line 43>"
    assert repr(entry.readings[0]) == "<Reading “would compensate” LFF: substitution>"
    assert repr(entry.readings[0].support[0]) == "<Support LFF 562:578>"
    assert repr(entry.pairwise) == "<PairwiseVariations: 2 readings>"


def test_the_repr_of_an_explanation_counts_its_columns(letters: Collated) -> None:
    (explanation,) = explain(letters, PlaceQuery(entry=50))
    assert repr(explanation) == "<Explanation of entry 50: 4 columns, 1 pair>"
    assert repr(explanation.columns[0]) == "<ExplainedColumn 1178: CW, WO>"
    assert [repr(cell) for cell in explanation.columns[0].cells] == [
        "<ExplainedCell CW: “that”>",
        "<ExplainedCell WO: “that”>",
        "<ExplainedCell LFF: omits>",
    ]
    assert repr(explanation.pairs[0].answers[0]) == "<RuleAnswer editorial: does not apply>"
    assert repr(explanation.pairs[0]) == "<ExplainedPair CW : LFF: 51 answers>"


def test_the_repr_of_a_decision_says_what_is_decided() -> None:
    text = '[[decisions]]\nkind = "spelling"\nscope = "work"\npair = ["colour", "color"]\nwho = "A"\nwhen = "B"\nwhy = "C"\n'
    (decision,) = parse_decisions(SettingsTable(tomllib.loads(text), (), "decisions.toml", text), "decisions.toml")
    assert repr(decision) == f"<Decision {decision.id}: kind spelling at decisions.toml:1>"


def test_the_repr_of_a_constraint_says_which_tokens_it_is_about() -> None:
    first, second = TokenRange(0, 3, 5), TokenRange(1, 4, 6)
    assert repr(first) == "<TokenRange 3:5 of witness 0>"
    assert repr(AlignmentConstraint(first, second, True)) == (
        "<AlignmentConstraint together: tokens 3:5 of witness 0, tokens 4:6 of witness 1>"
    )
    assert repr(UnitOverride(first, False)) == "<UnitOverride apart: tokens 3:5 of witness 0>"


def test_a_long_or_unprintable_text_is_cut_and_stays_on_one_line() -> None:
    long = Work((Witness(Siglum("A" * 200), "x"),), title="A title\nof two lines" * 9, base=Siglum("A"))
    assert repr(long) == "<Work of A title of two linesA title of two line…: AAAAAAAAAAAAAAAAAAA…>"
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("a\nb", 4) == "a b"
    assert quoted("a phrase of more words than fit") == "“a phrase of more words …”"
    assert listed(["A", "B", "C"]) == "A, B, C"
    assert listed(["A", "B", "C"], 4) == "A, B and 1 more"
    assert (counted(1, "entry", "entries"), counted(2, "witness", "witnesses")) == ("1 entry", "2 witnesses")
    assert len(repr_line("Entry", "x" * 500)) == 100


def test_the_repr_of_a_table_of_many_witnesses_is_one_short_line() -> None:
    collation = Collation()
    for k in range(60):
        collation.add_plain_witness(f"witness{k}", "a cat")
    table = collatex_table(collation)
    few = "witness0, witness1, witness2, witness3"
    assert repr(collation) == f"<Collation of {few} and 56 more>"
    assert repr(table) == f"<AlignmentTable of {few} and 56 more: 1 column>"
    assert repr(table.columns[0]) == f"<Column of {few} and 56 more: invariant>"
