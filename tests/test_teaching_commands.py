"""`collate decide --suggest`, `collate show learned`, and every other command, when decisions have taught something."""

import json
import shlex
from pathlib import Path

import pytest
from test_learning import MUTATED, UNSEEN

import collate
from collate.classify import Kind, Variation
from collate.cli.main import run
from collate.errors import OptionError
from collate.model.suggestions import Suggestion
from collate.model.witness import Siglum

SETTINGS = """title = "Mutations"
language = "cy"

[[witnesses]]
siglum = "A"
file = "a.txt"

[[witnesses]]
siglum = "B"
file = "b.txt"
"""
PAIRS = [*(tuple(pair.split()) for pair in MUTATED.split(", ")), *UNSEEN]
DECISION = """[[decisions]]
kind = "{}"
scope = "work"
pair = ["{}", "{}"]
who = "M. Editor"
when = "2026-11-29"
why = "a mutation"

"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work in which every second word is mutated in one of the two witnesses."""
    (tmp_path / "collation.toml").write_text(SETTINGS, encoding="utf-8")
    for name, side in (("a.txt", 0), ("b.txt", 1)):
        words = [f"{pair[side]} y{number}yn" for number, pair in enumerate(PAIRS)]
        (tmp_path / name).write_text(" ".join(words) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def decide_all(work: Path, kind: str = "inflection", but: int = 0) -> None:
    """Decide the kind of every pair that is not among the unseen ones."""
    rows = [DECISION.format(kind, *pair) for pair in PAIRS[: len(PAIRS) - len(UNSEEN) - but]]
    (work / "decisions.toml").write_text("".join(rows), encoding="utf-8")


def labels(work: Path) -> list[tuple[str, str]]:
    result = collate.collate(collate.read(work))
    of_unseen = list(result.entries)[-len(UNSEEN) :]
    return [(str(e.readings[0].variation.kind), e.readings[0].variation.rule) for e in of_unseen]


def test_decisions_teach_the_kinds_of_other_entries(work: Path) -> None:
    assert "inflection" not in [kind for kind, _ in labels(work)]
    decide_all(work)
    assert labels(work) == [("inflection", "learned")] * len(UNSEEN)


def test_never_is_never(work: Path) -> None:
    before = labels(work)
    decide_all(work)
    (work / "collation.toml").write_text(SETTINGS.replace("[[", '[rules]\nlearn = "never"\n\n[[', 1), encoding="utf-8")
    assert labels(work) == before


def test_an_editor_overrides_what_was_learned(work: Path) -> None:
    decide_all(work)
    with (work / "decisions.toml").open("a", encoding="utf-8") as file:
        file.write(DECISION.format("substitution", *UNSEEN[0]))
    assert labels(work) == [("substitution", "decision"), *[("inflection", "learned")] * (len(UNSEEN) - 1)]


def test_diff_report_explain_and_the_page_say_the_same(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide_all(work)
    number = len(PAIRS)
    assert run(["explain", ".", f"#{number}"]) == 0
    explained = capsys.readouterr().out
    assert "as decided for" in explained
    assert run(["report", ".", "--format", "json"]) == 0
    (reading,) = json.loads(capsys.readouterr().out)["entries"][number - 1]["readings"]
    assert (reading["kind"], reading["rule"]) == ("inflection", "learned")
    assert reading["why"] in explained.replace("\n", " ")
    pages = json.dumps(collate.collate(collate.read(work)).render("html"))
    assert "as decided for" in pages


def test_what_was_learned_is_shown(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide_all(work)
    assert run(["show", "learned", ".", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["lessons"] == len(PAIRS) - len(UNSEEN)
    assert shown["kinds"] == {"inflection": 18}
    assert shown["speaks"] is True
    assert shown["right"]["learner"] > shown["right"]["rules"]
    assert ("^b / ^p", "inflection") in [(row["name"], row["kind"]) for row in shown["learned"]]
    assert [row["first"] for row in shown["changed"]] == [left for left, _ in UNSEEN]
    assert run(["show", "learned", "."]) == 0
    text = capsys.readouterr().out
    assert "decided pairs of words: 18 (18 inflection)" in text
    assert "the learner is asked where the rules are not certain" in text


def test_without_decisions_nothing_is_learned(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "learned", str(work)]) == 0
    assert capsys.readouterr().out == "nothing is learned: no decision is about the kind of two single words\n"


def test_a_silent_learner_says_why(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide_all(work, but=10)
    assert run(["show", "learned", "."]) == 0
    assert "the learner is silent: it needs 10 decided pairs of words\n" in capsys.readouterr().out
    assert "learned" not in [rule for _, rule in labels(work)]


def test_a_single_decision_teaches_no_letters(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "decisions.toml").write_text(DECISION.format("spelling", *PAIRS[0]), encoding="utf-8")
    assert run(["show", "learned", "."]) == 0
    assert "what the decisions teach" not in capsys.readouterr().out


def test_a_suggested_command_is_a_decision_when_it_has_a_reason(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", ".", "--suggest", "3"]) == 0
    commands = [line.strip() for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    assert len(commands) == 3
    for command in commands:
        name, *arguments = shlex.split(command)
        assert name == "collate"
        assert run([*arguments, "--who", "M. Editor"]) == 2
        assert not (work / "decisions.toml").exists() or 'why = ""' not in (work / "decisions.toml").read_text("utf-8")
        assert run([*arguments[:-1], "a mutation", "--who", "M. Editor"]) == 0
    assert (work / "decisions.toml").read_text(encoding="utf-8").count("[[decisions]]") == 3


def test_a_suggested_command_keeps_the_cause(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, words in (("a.txt", "the hunger was great"), ("b.txt", "the hungir was great")):
        (work / name).write_text(f"{words}\n", encoding="utf-8")
    variation = Variation(Kind.SPELLING, "an older spelling", cause="historical")
    options = Suggestion(1, "hunger", "hungir", Siglum("B"), variation).options
    assert run(["decide", ".", *options, "--why", "the older spelling", "--who", "M. Editor"]) == 0
    assert 'cause = "historical"' in (work / "decisions.toml").read_text(encoding="utf-8")


def test_what_is_decided_is_not_suggested(work: Path) -> None:
    decide_all(work)
    result = collate.collate(collate.read(work))
    decided = {pair for pair in PAIRS if pair not in UNSEEN}
    assert not {(s.first, s.second) for s in result.suggest_decisions(99)} & decided


def test_where_every_rule_is_certain_nothing_is_suggested(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (work / name).write_text("yr un gair\n", encoding="utf-8")
    assert run(["decide", ".", "--suggest", "3"]) == 0
    out = capsys.readouterr().out
    assert out == "nothing to decide: the rules are certain of every pair of words, or it is decided\n"


@pytest.mark.parametrize("count", [0, -1, True, "3"])
def test_a_wrong_number_of_suggestions_is_one_sentence(count: int) -> None:
    with pytest.raises(OptionError, match="the number of suggestions is a whole number from 1, not"):
        collate.diff("a sonne", "a son").suggest_decisions(count)


@pytest.mark.parametrize("options", [["--kind", "spelling"], ["--list"], ["--undo"], ["--migrate"]])
def test_suggest_stands_alone(work: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["decide", str(work), "--suggest", "3", *options]) == 2
    assert "--suggest makes no decision" in capsys.readouterr().err
