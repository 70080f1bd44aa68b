"""An editor's decisions are read with a line for every mistake, and written without touching what stands there."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from decided import HERE, SIGNED, folder_of, parsed, words
from hypothesis import assume, given
from hypothesis import strategies as st

from collate.cli.main import run
from collate.decisions import Action, Decision, QuoteSelector, Scope
from collate.decisions.parsing import decision_id, parse_decisions
from collate.decisions.writing import append_decision, decision_toml
from collate.files.toml import SettingsTable
from collate.reading import read_work

MISTAKES = [
    ('kind = "spelling"\ncolour = 1\n' + HERE.format("a", "b"), 3, "unknown key colour"),
    (HERE.format("a", "b"), 1, "a decision needs a kind or an action; write kind"),
    ('action = "hide"\n', 2, "action = 'hide' is not allowed; use one of kind, ignore, align"),
    ('action = "ignore"\nkind = "spelling"\n', 3, "kind is only for a decision on a kind; remove kind"),
    ('action = "ignore"\ncause = "x"\n', 3, "cause is only for a decision on a kind"),
    ('kind = "spelling"\nscope = "all"\n', 3, "scope = 'all' is not allowed; use one of here, witness, work"),
    ('action = "merge"\nscope = "work"\n', 3, 'merge needs one place; write scope = "here"'),
    ('kind = "spelling"\n', 1, "place is missing; write place = {"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a" }\n', 1, "kind needs two readings; write other"),
    ('kind = "spelling"\nplace = "a"\n', 3, "place must be a table"),
    ('kind = "spelling"\nplace = { text = "a" }\n', 3, "place: witness is missing"),
    ('kind = "spelling"\nplace = { witness = "A" }\n', 3, "place: text is missing"),
    ('kind = "spelling"\nplace = { witness = "A", text = 3 }\n', 3, "place: text must be a string in quotes, not 3"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a", line = 3 }\n', 3, "place: unknown key line; the keys are"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a", count = 2 }\n', 3, "place: count and of must be written together"),
    ('kind = "spelling"\nplace = { witness = "A", text = "a", count = 3, of = 2 }\n', 3, "place: count and of must be written together"),
    ('kind = "spelling"\nplace = { witness = "A", text = "" }\n', 3, "place: the text is empty, so the place cannot be found; write the words before"),
    ('action = "split"\nplace = { witness = "A", before = "a", text = "" }\n', 3, "place: the text is empty, so the place cannot be found; write the words them"),
    ('action = "split"\n' + HERE.format("a", "b"), 4, "split needs words of one witness only; remove other"),
    ('kind = "spelling"\n' + HERE.format("a", "b").replace('"B"', '"A"'), 4, "other names the same witness as place"),
    ('kind = "omission"\n' + HERE.format("a", "b"), 2, "both readings have words, so the kind cannot be omission"),
    ('kind = "spelling"\n' + HERE.format("", ""), 1, "neither reading has words"),
    ('kind = "spelling"\npair = ["a", "b"]\n', 3, 'pair is only for scope = "witness" or "work"'),
    ('kind = "spelling"\nscope = "work"\npair = ["a"]\n', 4, "pair must have two different readings"),
    ('kind = "spelling"\nscope = "work"\npair = ["a", " a"]\n', 4, "pair must have two different readings"),
    ('kind = "spelling"\nscope = "work"\npair = ["a", "b"]\nwitness = "B"\n', 5, "witness is only for scope"),
    ('kind = "spelling"\nscope = "witness"\npair = ["a", "b"]\n', 1, "witness is missing"),
    ('kind = "spelling"\nscope = "work"\n' + HERE.format("a", "b"), 4, 'place is only for scope = "here"'),
    ('kind = "spelling"\ncause = "a\\u001bb"\n' + HERE.format("a", "b"), 3, "cause has a control character"),
    ('kind = "spelling"\nreplaces = "0123"\n' + HERE.format("a", "b"), 3, "replaces = '0123': no earlier decision has this id"),
]  # fmt: skip


@pytest.mark.parametrize(("block", "line", "sentence"), MISTAKES, ids=[s for _, _, s in MISTAKES])
def test_a_mistake_in_a_decision_names_file_line_and_mend(
    block: str, line: int, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, f"[[decisions]]\n{block}{SIGNED}")
    assert run(["report", str(folder)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"collate: {folder / 'decisions.toml'}:{line}: {sentence}")
    assert told.count("\n") == 1


@pytest.mark.parametrize("key", ["who", "when", "why"])
def test_a_decision_is_signed(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signed = "".join(line for line in SIGNED.splitlines(True) if not line.startswith(key))
    folder = folder_of(tmp_path, f'# of one\n[[decisions]]\nkind = "spelling"\n{HERE.format("a", "b")}{signed}')
    assert run(["report", str(folder)]) == 2
    assert f"decisions.toml:2: {key} is missing" in capsys.readouterr().err


def test_a_mistake_in_the_second_decision_is_at_its_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = f'[[decisions]]\nkind = "spelling"\n{HERE.format("colour", "color")}{SIGNED}\n'
    folder = folder_of(tmp_path, first + first.replace("spelling", "speling"))
    assert run(["diff", str(folder)]) == 2
    assert (
        "decisions.toml:10: kind = 'speling' does not exist; the kinds are typography, punctuation"
        in capsys.readouterr().err
    )


def test_a_decision_that_stands_twice_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = f'[[decisions]]\nkind = "spelling"\n{HERE.format("colour", "color")}{SIGNED}\n'
    folder = folder_of(tmp_path, one + one)
    assert run(["diff", str(folder)]) == 2
    assert f"decisions.toml:9: the same decision is already at {folder / 'decisions.toml'}:1" in capsys.readouterr().err


def test_a_named_file_that_is_not_there_is_named_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, None, settings='decisions = ["gone.toml"]\n')
    assert run(["diff", str(folder)]) == 2
    assert f"collation.toml:2: {folder / 'gone.toml'}: no such file" in capsys.readouterr().err


def test_files_are_heard_in_the_order_named_and_the_unnamed_one_last(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "", settings='decisions = ["late.toml", "early.toml"]\n')
    for name in ("late", "early"):
        (folder / f"{name}.toml").write_text("", encoding="utf-8")
    assert [name for name, _ in read_work(folder).decisions] == ["late.toml", "early.toml", "decisions.toml"]
    folder_of(tmp_path, "", settings='decisions = ["decisions.toml", "early.toml"]\n')
    assert [name for name, _ in read_work(folder).decisions] == ["decisions.toml", "early.toml"]


@pytest.mark.parametrize("command", ["report", "diff", "explain", "show"])
def test_every_command_that_collates_hears_decisions(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, "decisions = 3\n")
    arguments = {"explain": ["explain", str(folder), "#1"], "show": ["show", "table", str(folder)]}
    assert run(arguments.get(command, [command, str(folder)])) == 2
    assert "decisions must be tables" in capsys.readouterr().err


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)


anchors = st.builds(QuoteSelector, plain.filter(str.strip), words.filter(str.split), words, words)


@given(anchors, anchors, plain.filter(str.strip), plain.filter(str.strip))
def test_what_is_written_is_read_again(one: QuoteSelector, other: QuoteSelector, who: str, why: str) -> None:
    assume(
        one.witness != other.witness
        and all(a.text.split() or a.before.split() or a.after.split() for a in (one, other))
    )
    assume(one.text.split() or other.text.split())
    decision = Decision("", Action.KIND, Scope.HERE, why, who, "2026-11-23", "spelling", "error", (one, other))
    decision = replace(decision, id=decision_id(decision))
    text = append_decision(b"# before\r\n[other]\n", decision_toml(decision)).decode("utf-8")
    found = tomllib.loads(text)["decisions"]
    again = parse_decisions(SettingsTable.of({"decisions": found}), "d")[0]
    assert replace(again, file="", line=0) == decision


def test_a_decision_is_added_below_what_stands_there_with_the_line_ends_of_the_file() -> None:
    assert append_decision(b"", "a\nb\n") == b"a\nb\n"
    assert append_decision(b"# mine\n", "a\n") == b"# mine\n\na\n"
    assert append_decision(b"# mine\r\nx = 1", "a\nb\n") == b"# mine\r\nx = 1\r\n\r\na\r\nb\r\n"


def test_an_id_does_not_change_with_the_reason_and_does_with_what_is_decided() -> None:
    (one,) = parsed('kind = "spelling"\n' + HERE.format("a", "b"))
    (same,) = parsed('kind = "spelling"\n' + HERE.format("a", "b"), signed=SIGNED.replace("so it is", "oh, yes"))
    (other,) = parsed('kind = "inflection"\n' + HERE.format("a", "b"))
    assert one.id == same.id != other.id
