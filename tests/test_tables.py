"""The alignment as a table: every token of every witness stands in it once."""

import io
import json
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from rendered import bytes_of, text_of
from strategies import alignments
from written import (
    few,
    hostile,
    many,
    packed,
    slow_cells,
    small,
    table_of,
    unguarded,
    work_of,
    written,
)

from collate.cli.main import run
from collate.errors import WriteError
from collate.model.alignment import GAP, Alignment
from collate.model.variation import Kind, Variation
from collate.model.witness import Siglum
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.reading.collatex_json import witnesses_of
from collate.rendering.citation import OTHER_PLACE
from collate.rendering.tables.rows import _as_echo


# The alignment table.
@many
@given(alignments())
def test_the_long_table_has_every_token_of_every_witness_once(alignment: Alignment) -> None:
    head, *found = table_of(text_of("table-long", small().apparatus, alignment))
    assert head == ["column", "siglum", "surface", "form", "start", "end", "testimony"]
    expected = [
        [str(c), s, *((t.surface, t.form, *map(str, t.span)) if t else ("",) * 4), testimony]
        for c, s, t, testimony in slow_cells(alignment)
    ]
    assert [list(map(unguarded, row)) for row in found] == expected
    for tokens in alignment.tokens:
        mine = [(int(r[4]), int(r[5])) for r in found if r[1] == tokens.witness.siglum and r[4]]
        assert mine == [t.span for t in tokens]


@many
@given(alignments())
def test_the_wide_table_has_a_row_a_column_and_a_witness_a_column(alignment: Alignment) -> None:
    head, *found = table_of(text_of("table", small().apparatus, alignment))
    assert head == ["column", *(t.witness.siglum for t in alignment.tokens)]
    drawn = {"omits": "", "lacuna": "(lacuna)", "absent": "(absent)", "illegible": "(illegible)"}
    cells = [t.surface if t else drawn[testimony] for _, _, t, testimony in slow_cells(alignment)]
    assert [unguarded(c) for row in found for c in row[1:]] == cells
    assert [row[0] for row in found] == [str(k) for k in range(1, len(alignment.table) + 1)]


TEXTS = {"A": "=1 red-\nhaired, 'tis “so”", "=B": 'the red-haired [...] "so" \\n', "C c": "red, tis\u00a0so"}
TABLE = [
    ["column", "A", "=B", "C c"],
    ["1", "=", "", ""],
    ["2", "1", "the", ""],
    ["3", "red-\nhaired", "red-haired", "red"],
    ["4", "", "[...]", ""],
    ["5", ",", "(lacuna)", ","],
    ["6", "'tis", "(lacuna)", "tis"],
    ["7", "“", '"', ""],
    ["8", "so", "so", "so"],
    ["9", "”", '"', ""],
    ["10", "", "\\", ""],
    ["11", "", "n", ""],
]


@cache
def with_a_lacuna() -> Collated:
    """Collate three witnesses with words that begin a formula, a broken word and a lacuna."""
    return collate_work(work_of(*TEXTS.values(), sigla=TEXTS))


def test_the_table_is_what_was_aligned() -> None:
    document = written("table", with_a_lacuna())
    assert [list(map(unguarded, row)) for row in table_of(document)] == TABLE
    assert document.splitlines()[0] == "column,A,'=B,C c"
    assert document.splitlines()[1] == "1,'=,,"


def test_the_long_table_says_what_was_written_what_was_compared_and_where() -> None:
    _, *rows = table_of(written("table-long", with_a_lacuna()))
    assert [list(map(unguarded, row)) for row in rows if row[1] == "A"] == [
        ["1", "A", "=", "=", "0", "1", "reads"],
        ["2", "A", "1", "1", "1", "2", "reads"],
        ["3", "A", "red-\nhaired", "red-haired", "3", "14", "reads"],
        ["4", "A", "", "", "", "", "omits"],
        ["5", "A", ",", ",", "14", "15", "reads"],
        ["6", "A", "'tis", "'tis", "16", "20", "reads"],
        ["7", "A", "“", '"', "21", "22", "reads"],
        ["8", "A", "so", "so", "22", "24", "reads"],
        ["9", "A", "”", '"', "24", "25", "reads"],
        ["10", "A", "", "", "", "", "omits"],
        ["11", "A", "", "", "", "", "omits"],
    ]
    assert [row[6] for row in rows if unguarded(row[1]) == "=B"] == [
        "omits", "reads", "reads", "lacuna", "lacuna", "lacuna", "reads", "reads", "reads", "reads", "reads",
    ]  # fmt: skip


def test_collatex_is_told_what_was_written_and_what_was_compared() -> None:
    document = json.loads(written("collatex", with_a_lacuna()))
    assert document["witnesses"] == ["A", "=B", "C c"]
    assert document["table"][2] == [
        None, None, [{"t": "red", "n": "red"}], None, [{"t": ", ", "n": ","}], [{"t": "tis\u00a0", "n": "tis"}], None,
        [{"t": "so", "n": "so"}], None, None, None,
    ]  # fmt: skip


@few
@given(alignments())
def test_parquet_holds_the_long_table(alignment: Alignment) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    content = bytes_of("parquet", small().apparatus, alignment)
    table = parquet.read_table(io.BytesIO(content))
    expected = [
        (c, s, *((t.surface, t.form, *t.span) if t else (None,) * 4), testimony)
        for c, s, t, testimony in slow_cells(alignment)
    ]
    assert [tuple(row.values()) for row in table.to_pylist()] == expected
    assert content == bytes_of("parquet", small().apparatus, alignment)


def test_parquet_takes_hostile_words() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    words = parquet.read_table(io.BytesIO(packed("parquet", hostile())))["surface"].to_pylist()
    assert "\x00" in words
    assert "\\u{d800}" in words


def test_without_pyarrow_parquet_is_refused_in_a_sentence_and_left_out_of_all(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "collate.rendering.tables.arrow", raising=False)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(
        WriteError, match=r"^parquet needs pyarrow, which is not installed; pip install 'textcollate\[par"
    ):
        packed("parquet", small())
    monkeypatch.setattr("collate.cli.run_report.find_spec", lambda name: None)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"one {name} two", encoding="utf-8")
    assert (
        run(["report", *(str(tmp_path / f"{n}.txt") for n in "ab"), "--format", "all", "-o", str(tmp_path / "out")])
        == 0
    )
    assert (
        "note: parquet is left out, because pyarrow is not installed; run pip install 'textcollate[parquet]'"
        in capsys.readouterr().err
    )
    assert not (tmp_path / "out" / "table.parquet").exists()
    assert (tmp_path / "out" / "apparatus.xlsx").exists()


# CollateX.


@many
@given(alignments())
def test_the_tokens_of_a_row_of_collatex_are_the_text_of_its_witness(alignment: Alignment) -> None:
    document = json.loads(text_of("collatex", small().apparatus, alignment))
    assert document["witnesses"] == [t.witness.siglum for t in alignment.tokens]
    for w, (row, tokens) in enumerate(zip(document["table"], alignment.tokens, strict=True)):
        assert [cell is None for cell in row] == (alignment.table[:, w] == GAP).tolist()
        found = [cell[0] for cell in row if cell]
        assert "".join(t["t"] for t in found) == (tokens.witness.text if len(tokens) else "")
        assert [t["t"].strip() for t in found] == [t.surface.strip() for t in tokens]
        assert [t["n"] for t in found] == [t.form for t in tokens]
    assert len(document["doubt"]) == len(alignment.table)


def test_tokens_that_were_given_keep_their_keys() -> None:
    given_ = {"witnesses": [{"id": s, "tokens": [{"t": "a ", "n": "a", "page": 1}, {"t": s}]} for s in "AB"]}
    found = tuple(witnesses_of(given_))
    collated = collate_work(Work(found, base=Siglum("A")))
    row = json.loads(written("collatex", collated))["table"][0]
    assert row[0][0]["t"].startswith("a")


def test_what_changed_in_moved_words_is_told_at_one_of_their_places_and_a_decision_at_both() -> None:
    moved = Variation(Kind.TRANSPOSITION, "the same words elsewhere", also=(Kind.CAPITALISATION,))
    assert (_as_echo(moved).also, _as_echo(moved).why) == ((), OTHER_PLACE)
    decided = replace(moved, decision="d1")
    assert _as_echo(decided) is decided
