"""Decisions at the command line: what a pair cannot be is refused, old numbers are not trusted, and undone is undone."""

from pathlib import Path

import pytest
from decided import decide, folder, kinds
from hypothesis import given
from hypothesis import strategies as st

from collate.cli.main import run
from collate.decisions.parsing import parse_decisions
from collate.decisions.possible_kinds import possible_kinds, why_impossible
from collate.decisions.writing import without_block
from collate.files.toml import parse_toml
from collate.model.variation import Kind

assert folder  # the fixture


@pytest.mark.parametrize(
    ("kind", "first", "second", "why"),
    [
        ("inflection", "old", "", "inflection needs words on both sides"),
        ("spelling", "", "vieux", "spelling needs words on both sides"),
        ("punctuation", "old", "", "these are words, no punctuation"),
        ("addition", "old", "ancient", "both readings have words, so the kind cannot be addition"),
        ("gloss", "Haus", "Hause", "neither reading has words or signs that the other lacks, so there is no gloss"),
        ("note", "λόγος", "λόγον", "neither reading has words or signs that the other lacks, so there is no note"),
        ("capitalisation", "State", "Estate", "other letters differ too, so the kind cannot be capitalisation"),
        ("diacritics", "слово", "слова", "other letters differ too, so the kind cannot be diacritics"),
        ("punctuation", "a, b", "a; c", "other letters differ too, so the kind cannot be punctuation"),
    ],
)
def test_a_kind_that_a_pair_cannot_have_is_named(kind: str, first: str, second: str, why: str) -> None:
    assert why_impossible(Kind(kind), first, second) == why


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("omission", "old", ""),
        ("gloss", "", "i.e. the king"),
        ("gloss", "king", "[king]"),
        ("gloss", "the king", "the king of France"),
        ("punctuation", ",", ""),
        ("punctuation", "day,", "day;"),
        ("capitalisation", "STATE", "state"),
        ("diacritics", "logos", "lógos"),
        ("substitution", "cat", "cats"),
        ("spelling", "to morow", "tomorrow"),
        ("transposition", "old", ""),
    ],
)
def test_an_editor_may_overrule_every_rule(kind: str, first: str, second: str) -> None:
    assert why_impossible(Kind(kind), first, second) == ""


@given(st.text("ab, [", max_size=5), st.text("ab, [", max_size=5))
def test_the_possible_kinds_do_not_depend_on_the_order_of_the_readings(first: str, second: str) -> None:
    assert possible_kinds(first, second) == possible_kinds(second, first)


def test_the_words_of_a_decision_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert decide("#1", "--kind", "inflection") == 0
    assert ", kind inflection: colour A : color B\n" in capsys.readouterr().out
    assert decide("A@4-21", "--merge") == 0
    assert ", merge: colour of the old A\n" in capsys.readouterr().out
    assert folder.is_dir()


def _report(folder: Path) -> None:
    settings = (folder / "collation.toml").read_text(encoding="utf-8")
    first_witness = settings.index("[[witnesses]]")
    text = settings[:first_witness] + '[report]\nfolder = "reports"\nformats = ["json"]\n' + settings[first_witness:]
    (folder / "collation.toml").write_text(text, encoding="utf-8")
    assert run(["report", ".", "-o", "reports"]) == 0


def test_a_number_of_an_older_report_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(folder)
    assert decide("#2", "--ignore") == 0
    (folder / "a.txt").write_text("the very colour of the old sea , he saw it\n", encoding="utf-8")
    capsys.readouterr()
    assert decide("#3", "--ignore", "--replace") == 2
    told = capsys.readouterr().err
    assert "#3: in reports/apparatus.json this is he ] she, but that entry is #4 today, and #3 is old ] om.; " in told
    assert told.count("\n") == 1
    ident = told.split("by its id, ")[1].split(",")[0]
    assert decide(ident, "--ignore") == 0
    assert "he A : she B" in capsys.readouterr().out


def test_a_number_that_means_the_same_as_in_the_report_is_taken(folder: Path) -> None:
    _report(folder)
    (folder / "a.txt").write_text("the colour of the old sea , he saw it now\n", encoding="utf-8")
    assert decide("#2", "--ignore") == 0


def test_words_are_taken_whatever_the_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(folder)
    (folder / "a.txt").write_text("the very colour of the old sea , he saw it\n", encoding="utf-8")
    assert decide("A@9-15", "--ignore") == 0
    assert "colour A : color B" in capsys.readouterr().out


def test_a_file_that_is_no_report_numbers_nothing(folder: Path) -> None:
    _report(folder)
    (folder / "reports" / "apparatus.json").write_text('{"entries": [{"n": 1}, 7]}', encoding="utf-8")
    assert decide("#1", "--ignore") == 0


def test_the_last_decision_is_undone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "decisions.toml").read_text(encoding="utf-8")
    decide("#1", "--kind", "inflection")
    first = (folder / "decisions.toml").read_text(encoding="utf-8")
    decide("#3", "--ignore")
    capsys.readouterr()
    assert run(["decide", "--undo"]) == 0
    told = capsys.readouterr().out
    assert "undone: decision " in told
    assert ", ignore: he A : she B\n#3  he ] she B  substitution\nwrote decisions.toml\n" in told
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == first
    assert run(["decide", ".", "--undo"]) == 0
    assert (folder / "decisions.toml").read_text(encoding="utf-8") == before
    assert run(["decide", "--undo"]) == 2
    assert "there is no decision to undo" in capsys.readouterr().err


def test_a_named_decision_is_undone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    ident = capsys.readouterr().out.split("decision ")[1].split(",")[0]
    decide("#3", "--ignore")
    assert run(["decide", ".", ident, "--undo"]) == 0
    found, states, _ = kinds(capsys)
    assert (found[0], states) == (("color", "spelling", "regional"), ["obeyed"])
    assert run(["decide", "nothing", "--undo"]) == 2
    assert "nothing: no decision has this id; see collate decide --list" in capsys.readouterr().err
    assert folder.is_dir()


def test_a_decision_that_another_replaces_is_undone_after_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    ident = capsys.readouterr().out.split("decision ")[1].split(",")[0]
    decide("#1", "--kind", "substitution", "--replace")
    assert run(["decide", ident, "--undo"]) == 2
    assert f"decision {ident} is replaced by " in capsys.readouterr().err
    assert run(["decide", "--undo"]) == 0
    assert kinds(capsys)[0][0] == ("color", "inflection", None)
    assert folder.is_dir()


def _block(n: int, why: str) -> str:
    return f'[[decisions]]\naction = "ignore"\nscope = "work"\npair = ["a{n}", "b{n}"]\nwho = "x"\nwhen = "y"\nwhy = {why}\n'


@given(
    st.lists(st.sampled_from(['"plain"', '"""\n[[decisions]]\n# no comment\n"""']), min_size=1, max_size=4), st.data()
)
def test_a_block_is_taken_out_and_the_others_with_their_comments_stay(reasons: list[str], data: st.DataObject) -> None:
    head = data.draw(st.sampled_from(["", "# kept\n\n"]))
    text = head + "\n# of the next\n".join(_block(n, why) for n, why in enumerate(reasons))
    decisions = parse_decisions(parse_toml(text, "d"), "d")
    k = data.draw(st.integers(0, len(decisions) - 1))
    following = decisions[k + 1].line if k + 1 < len(decisions) else None
    left = without_block(text.encode(), decisions[k].line, following).decode()
    assert [d.pair for d in parse_decisions(parse_toml(left, "d"), "d")] == [
        d.pair for d in decisions if d is not decisions[k]
    ]
    assert left.count("# of the next\n") == text.count("# of the next\n")
