"""`collate decide` writes what an editor has decided, or says why it does not."""

import json
from pathlib import Path

import pytest
from decided import (
    SPELLED,
    TEXTS,
    collated,
    decide,
    folder,
    kinds,
    work,
)

from collate.cli.main import run
from collate.decisions.parsing import parse_decisions
from collate.errors import ConfigError
from collate.files.toml import parse_toml
from collate.pipeline.aligning import align_work

assert folder  # the fixture


def test_what_is_decided_is_reported_and_stale_when_its_words_are_gone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide("#1", "--kind", "inflection", "--cause", "odd") == 0
    assert capsys.readouterr().out.startswith("#1  colour ] color B  spelling (regional) → inflection (odd)\n")
    assert kinds(capsys) == (
        [("color", "inflection", "odd"), ("", "omission", None), ("she", "substitution", None)],
        ["obeyed"],
        "",
    )
    (folder / "b.txt").write_text("the hue of the sea , she saw it\n", encoding="utf-8")
    found, became, told = kinds(capsys)
    assert (found[0][1], became) == ("substitution", ["stale"])
    assert told.startswith("note: decisions.toml:3: stale decision ")
    assert "'color' in B is not in the text any more" in told


def test_a_decision_that_is_taken_out_of_the_file_is_forgotten(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide("#1", "--kind", "inflection")
    (folder / "decisions.toml").write_text("# kept\n", encoding="utf-8")
    assert kinds(capsys)[:2] == (
        [("color", "spelling", "regional"), ("", "omission", None), ("she", "substitution", None)],
        [],
    )


def test_what_stands_in_the_file_is_kept(folder: Path) -> None:
    decide("#1", "--kind", "inflection")
    assert (folder / "decisions.toml").read_text(encoding="utf-8").startswith("# kept\n\n[[decisions]]\nkind = ")


@pytest.mark.parametrize("arguments", [
    ["#1", "--ignore"],
    ["#1", "--kind", "inflection", "--scope", "work"],
    ["#1", "--kind", "inflection", "--scope", "witness"],
    ["A:1:5", "--kind", "inflection"],
    ["#2", "--kind", "gloss"],
    ["#1", "--separate"],
    ["A@4-10", "--align", "B@4-9"],
    ["A@0-3", "--align", "B@23-26"],
    ["A@4-21", "--merge"],
    ["#1", "--merge"],
    [".:#1", "--ignore"],
], ids=" ".join)  # fmt: skip
def test_every_decision_that_is_written_is_obeyed(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert decide(*arguments) == 0, capsys.readouterr().err
    assert kinds(capsys)[1:] == (["obeyed"], "")


REFUSED = [
    (["#9", "--ignore"], "#9: no entry has this number; the last entry is #3"),
    (["A:1:1", "--ignore"], "A:1:1: there is no entry here, because all extant witnesses agree; name another place"),
    (["A:1", "--ignore"], "A:1: there are 3 entries here, #1, #2, #3; name one of them"),
    (["#1", "--kind", "speling"], "--kind speling: this cannot be decided; use one of typography"),
    (["#1", "--kind", "agreement"], "--kind agreement: this cannot be decided"),
    (["#1", "--kind", "omission"], "#1: colour A : color B: both readings have words, so the kind cannot be omission; use one of typography"),
    (["#2", "--kind", "inflection"], "#2: old A : ‸ B: inflection needs words on both sides; use one of typography"),
    (["#1", "--kind", "gloss"], "neither reading has words or signs that the other lacks, so there is no gloss"),
    (["#1", "--kind", "gloss", "--scope", "work"], "#1: colour A : color B: neither reading has words or signs"),
    (["#1", "--ignore", "--merge"], "--ignore and --merge cannot be used together"),
    (["#1"], "there is nothing to decide; use one of --kind"),
    (["#1", "--cause", "x", "--ignore"], "--cause is the cause of a kind"),
    (["#1", "--kind", "spelling", "--reading", "A"], "--reading A: this witness has no variant reading at #1; use one of B"),
    (["#2", "--separate"], "--separate: one of the two witnesses has no words here"),
    (["#1", "--split"], "#1: --split needs words to split at; name them"),
    (["#3", "--merge"], "#3: there is no next entry"),
    (["A@4-10", "--merge"], "A@4-10: there are fewer than two entries here"),
    (["A@4-10", "--align", "A@0-3"], "--align: both places are in the same witness"),
    (["#1", "--merge", "--scope", "work"], "--merge applies to one place only; leave out --scope work"),
    (["#1", "--ignore", "--replace"], "--replace: this decision contradicts no other"),
    (["#000000000000", "--ignore"], "#000000000000: no entry has this id any more; name its words"),
    (["--undo"], "there is no decision to undo"),
    (["--undo", "--ignore"], "--undo makes no decision"),
    (["#1", "--ignore", "--list"], "--list makes no decision; name a work and nothing else"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "sentence"), REFUSED, ids=[" ".join(a) for a, _ in REFUSED])
def test_what_cannot_be_decided_is_refused_and_nothing_is_written(
    arguments: list[str], sentence: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {p: p.read_bytes() for p in folder.iterdir()}
    assert decide(*arguments) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


@pytest.mark.usefixtures("folder")
def test_a_decision_needs_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "#1", "--ignore"]) == 2
    assert 'a decision needs a reason; add --why "..."' in capsys.readouterr().err


def test_who_decides_is_never_guessed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("USER")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    assert run(["decide", "#1", "--ignore", "--why", "x"]) == 2
    assert "git has no user.name, and $USER is not set; add --who NAME" in capsys.readouterr().err
    monkeypatch.setenv("USER", "copyist")
    assert run(["decide", "#1", "--ignore", "--why", "x"]) == 0
    assert 'who = "copyist"' in (folder / "decisions.toml").read_text(encoding="utf-8")


def test_a_contradiction_is_refused_unless_it_replaces(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    before = (folder / "decisions.toml").read_bytes()
    assert decide("#1", "--kind", "substitution") == 2
    assert "the decision contradicts decisions.toml:3" in capsys.readouterr().err
    assert decide("#1", "--kind", "inflection") == 2
    assert "this is decided already, at decisions.toml:3" in capsys.readouterr().err
    assert (folder / "decisions.toml").read_bytes() == before
    assert decide("#1", "--kind", "substitution", "--replace") == 0
    assert kinds(capsys)[1:] == (["idle", "obeyed"], "")


def test_words_are_cut_out_of_their_entry(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("and one waved\n", encoding="utf-8")
    (folder / "b.txt").write_text("and she dropped\n", encoding="utf-8")
    assert decide("A@8-13", "--split") == 0
    assert capsys.readouterr().out.startswith(
        "- #1  one waved ] she dropped B\n+ #1  one ] she B\n+ #2  waved ] dropped B\nwrote decisions.toml: decision "
    )


def test_a_pair_of_several_has_to_be_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.txt").write_text("the hue of the sea , she saw it\n", encoding="utf-8")
    with (folder / "collation.toml").open("a", encoding="utf-8") as file:
        file.write('[[witnesses]]\nsiglum = "C"\nfile = "c.txt"\n')
    assert decide("#1", "--kind", "inflection") == 2
    assert "#1: there are 2 readings here; add --reading B or --reading C" in capsys.readouterr().err
    assert decide("#1", "--kind", "inflection", "--reading", "C") == 0
    assert kinds(capsys)[0][:2] == [("color", "spelling", "regional"), ("hue", "inflection", None)]


def test_the_page_of_commands_shows_decisions_that_can_be_read() -> None:
    page = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
    text = page.split("## decisions.toml")[1].split("```toml\n")[1].split("```")[0]
    shown = parse_decisions(parse_toml(text, "d"), "d")
    assert [(d.label, d.line) for d in shown] == [("kind spelling.compositor", 1), ("ignore", 11)]
    assert shown[0].id in page


def test_half_a_sign_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "#1", "--ignore", "--who", "me", "--why", "\udcff"]) == 2
    assert "an unpaired surrogate, which UTF-8 cannot encode; retype that text" in capsys.readouterr().err
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == "# kept\n"


def test_files_by_name_have_no_decisions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "a.txt", "#1", "--ignore", "--why", "x", "--who", "me"]) == 2
    assert "decisions belong to a work; name its folder" in capsys.readouterr().err
    assert folder.is_dir()


def test_a_list_that_no_decision_can_be_added_to_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'decisions = [{ action = "ignore", scope = "work", pair = ["a", "b"], who = "a", when = "b", why = "c" }]\n'
    (folder / "decisions.toml").write_text(text, encoding="utf-8")
    assert decide("#1", "--ignore") == 2
    assert "no decision can be added at the end; write each one under its own [[decisions]]" in capsys.readouterr().err


def test_the_list_shows_what_became_of_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", "--list"]) == 0
    assert capsys.readouterr().out == "no decisions\n"
    decide("#1", "--kind", "inflection")
    capsys.readouterr()
    assert run(["decide", ".", "--list"]) == 0
    row = capsys.readouterr().out
    assert "decisions.toml:3  obeyed  kind inflection  here  colour A : color B  so it is (M. Editor" in row
    assert folder.is_dir()


@pytest.mark.usefixtures("folder")
def test_explain_shows_the_decision_and_what_the_rules_would_have_said(capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    run(["explain", "#1"])
    told = capsys.readouterr().out
    assert "rule decision, certainty high" in told
    assert "(kind inflection; scope here), decisions.toml:3: so it is (M. Editor, 2026-11-23)" in told
    assert "this would give spelling (regional)" in told


def test_a_report_is_never_written_over_a_file_of_decisions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", ".", "--format", "csv", "-o", "decisions.toml"]) == 2
    assert "is never overwritten" in capsys.readouterr().err
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == "# kept\n"


def test_a_witness_that_is_left_out_leaves_its_decisions_idle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    (folder / "c.txt").write_text("the hue\n", encoding="utf-8")
    with (folder / "collation.toml").open("a", encoding="utf-8") as file:
        file.write('[[witnesses]]\nsiglum = "C"\nfile = "c.txt"\n')
    capsys.readouterr()
    assert run(["report", ".", "--witnesses", "A,C", "--format", "json"]) == 0
    told = capsys.readouterr()
    (decision,) = json.loads(told.out)["decisions"]
    assert (decision["state"], decision["why"]) == ("idle", "B is left out of this collation")
    assert "stale" not in told.err


def test_a_work_without_decisions_is_aligned_as_ever() -> None:
    assert align_work(work("a b", "a c")).table.tolist() == [[0, 0], [1, 1]]


def test_an_error_of_a_decision_in_memory_has_its_line_too() -> None:
    with pytest.raises(ConfigError, match=r"decisions\.toml:1: kind = 'speling' does not exist"):
        collated(TEXTS, SPELLED.format("speling"))
