"""`decide --migrate`: decisions that do not hold any more are moved by their words, or it is told why not."""

import json
from pathlib import Path

import pytest
from decided import decide, folder, kinds
from hypothesis import given
from hypothesis import strategies as st
from test_deciding import _report

from collate.cli.main import run
from collate.decisions import QuoteSelector
from collate.decisions.moving import find_letters
from collate.decisions.parsing import parse_decisions
from collate.decisions.writing import with_block
from collate.files.toml import parse_toml
from collate.model.witness import Siglum, Witness

assert folder  # the fixture


def quote(text: str, before: str = "", after: str = "", count: int = 0, of: int = 0) -> QuoteSelector:
    return QuoteSelector(Siglum("A"), text, before, after, count, of)


@pytest.mark.parametrize(
    ("selector", "text", "expected"),
    [
        (quote("[n]", "the ki", "g came"), "then the ki[n]g came", (11, 14)),
        (quote("n", "the ki [", "] g came"), "the ki[n]g came", (7, 8)),
        (quote("rex", "et", "venit"), "tunc et\nrex venit", (8, 11)),
        (quote("rex", "sed", "venit"), "tunc et rex venit", (8, 11)),
        (quote("", "et rex", "venit"), "tunc et rex venit", (11, 11)),
        (quote("слово", "было", "то"), "в начале слово", (9, 14)),
        (quote("道", "之", "可"), "道可道非常道 之道可", (8, 9)),
        (quote("he", "and", "saw", 2, 2), "and he saw and he saw", (15, 17)),
        (quote("he", "x", "y"), "the ashes", "'he' in A is not in the text any more"),
        (quote("a", "x", "y"), "a b a", "'a' in A is in 2 places"),
        (quote("", "x", "y"), "a b", "a place in A is not in the text any more"),
    ],
)
def test_words_are_found_letter_by_letter(selector: QuoteSelector, text: str, expected: tuple[int, int] | str) -> None:
    assert find_letters(selector, Witness(Siglum("A"), text)) == expected


@given(st.text("ab [", min_size=1, max_size=12), st.data())
def test_what_is_found_has_the_letters_of_the_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_letters(quote(text[start:end], text[:start], text[end:]), Witness(Siglum("A"), text))
    if not isinstance(found, str):
        assert text[slice(*found)].split() == text[start:end].split()


MADE_BEFORE = """# kept
[[decisions]]
kind = "gloss"
scope = "here"
place = { witness = "A", before = "then the ki", text = "[n]", after = "g came to" }
other = { witness = "B", before = "then the", text = "king", after = "came to the" }
who = "x"
when = "y"
why = "z"

# the second
[[decisions]]
kind = "spelling"
scope = "here"
place = { witness = "A", before = "came to the", text = "town", after = "and he saw" }
other = { witness = "B", before = "came to the", text = "never", after = "and she saw" }
who = "x"
when = "y"
why = "z"
"""


@pytest.fixture
def older(folder: Path) -> Path:
    (folder / "a.txt").write_text("then the ki[n]g came to the town and he saw it\n", "utf-8")
    (folder / "b.txt").write_text("then the king came to the towns and she saw it\n", "utf-8")
    (folder / "decisions.toml").write_text(MADE_BEFORE, "utf-8")
    return folder


def test_a_decision_on_a_part_of_a_word_is_moved_to_the_word(older: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kinds(capsys)[1] == ["stale", "stale"]
    assert run(["decide", "--migrate"]) == 0
    told = capsys.readouterr().out
    assert ", kind gloss: ki[n]g A : king B\n" in told
    assert ", kind spelling: town A : never B, decisions.toml:12: 'never' in B is not in the text any more\n" in told
    found, states, _ = kinds(capsys)
    assert (found[0], states) == (("king", "gloss", None), ["obeyed", "stale"])
    text = (older / "decisions.toml").read_text("utf-8")
    assert text.startswith("# kept\n[[decisions]]\nkind = ")
    assert text.split("# the second")[1] == MADE_BEFORE.split("# the second")[1]
    assert 'text = "ki[n]g"' in text


def test_what_holds_is_left_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decide("#1", "--kind", "inflection")
    before = (folder / "decisions.toml").read_bytes()
    capsys.readouterr()
    assert run(["decide", ".", "--migrate"]) == 0
    assert capsys.readouterr().out.startswith("nothing to move: every decision holds")
    assert (folder / "decisions.toml").read_bytes() == before


def test_a_decision_that_another_replaces_keeps_its_follower(older: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (first, _) = parse_decisions(parse_toml(MADE_BEFORE, "d"), "d")
    text = MADE_BEFORE.split("\n# the second", maxsplit=1)[0]
    later = (
        text.replace("# kept\n", "")
        .replace('"gloss"', '"typography"')
        .replace('why = "z"', f'why = "z"\nreplaces = "{first.id}"')
    )
    (older / "decisions.toml").write_text(text + "\n" + later, "utf-8")
    assert run(["decide", "--migrate"]) == 0
    found, states, _ = kinds(capsys)
    assert (found[0], states) == (("king", "typography", None), ["idle", "obeyed"])
    assert f'replaces = "{first.id}"' in (older / "decisions.toml").read_text("utf-8")


def test_a_move_that_would_not_be_applied_is_not_made(older: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = MADE_BEFORE.split("\n# the second", maxsplit=1)[0]
    placed = text.replace("# kept\n", "").replace("then the ki", "then the").replace('"[n]"', '"ki[n]g"')
    placed = placed.replace('"g came to"', '"came to the"').replace('"gloss"', '"typography"')
    (older / "decisions.toml").write_text(text + "\n" + placed, "utf-8")
    before = (older / "decisions.toml").read_bytes()
    assert kinds(capsys)[1] == ["stale", "obeyed"]
    assert run(["decide", "--migrate"]) == 0
    assert "not moved: " in capsys.readouterr().out
    assert (older / "decisions.toml").read_bytes() == before


def test_the_numbers_of_an_older_report_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _report(folder)
    (folder / "a.txt").write_text("the very colour of the old sea , he saw it\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["decide", "--migrate"]) == 0
    told = capsys.readouterr().out
    assert "#3 is #4 today: he ] she\n" in told
    report = json.loads((folder / "reports" / "apparatus.json").read_text("utf-8"))
    assert len(report["entries"]) == 3


def test_a_block_is_replaced_in_its_place() -> None:
    text = b"# a\r\n[[decisions]]\r\nx = 1\r\n\r\n# b\r\n[[decisions]]\r\ny = 2\r\n"
    assert with_block(text, 2, 6, "[[decisions]]\nz = 3\n") == text.replace(b"x = 1", b"z = 3")
    assert with_block(text, 6, None, "[[decisions]]\nz = 3\n") == text.replace(b"y = 2", b"z = 3")


MADE_IN_AN_ADDRESS = """[[decisions]]
kind = "substitution"
scope = "here"
place = { witness = "A", before = "see http://", text = "old", after = ".example.org and" }
other = { witness = "B", before = "see http://", text = "new", after = ".example.org and" }
who = "x"
when = "y"
why = "z"

[[decisions]]
kind = "spelling"
scope = "here"
place = { witness = "A", before = ".example.org and", text = "grey", after = "hens" }
other = { witness = "B", before = ".example.org and", text = "gray", after = "hens" }
who = "x"
when = "y"
why = "z"
"""


def test_a_decision_on_a_part_of_an_address_is_moved_to_the_address(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("see http://old.example.org and grey hens\n", "utf-8")
    (folder / "b.txt").write_text("see http://new.example.org and gray hens\n", "utf-8")
    (folder / "decisions.toml").write_text(MADE_IN_AN_ADDRESS, "utf-8")
    assert kinds(capsys)[1] == ["stale", "stale"]
    assert run(["decide", "--migrate"]) == 0
    capsys.readouterr()
    found, states, _ = kinds(capsys)
    assert states == ["obeyed", "obeyed"]
    assert [row[:2] for row in found] == [("http://new.example.org", "substitution"), ("gray", "spelling")]


OTHER = '[check]\nbaseline = "known.json"\nselect = ["D3", "T201"]\n'


def test_a_baseline_keeps_what_it_accepts_under_the_names_of_today(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("see the the grey hens of old\n", "utf-8")
    (folder / "b.txt").write_text("see the the gray hens of old\n", "utf-8")
    settings = folder / "collation.toml"
    settings.write_text(settings.read_text("utf-8") + OTHER, "utf-8")
    assert run(["check", ".", "--write-baseline"]) == 0
    baseline = folder / "known.json"
    record = json.loads(baseline.read_text("utf-8"))
    (work,) = record["apparatus"]
    assert len(record["known"]) == 2
    assert list(record["apparatus"][work].values()) == ["grey] gray B spelling.regional"]
    # As an older version would have written it: other fingerprints, another message, another id.
    older = json.loads(baseline.read_text("utf-8"))
    for k, finding in enumerate(older["known"]):
        finding |= {"fingerprint": f"old{k}", "why": f"reason {k}"}
    older["known"][1]["message"] = "as it was told before"
    older["apparatus"][work] = {"olderid": "grey] gray B spelling.regional", "gone": "x] y B substitution"}
    baseline.write_text(json.dumps(older), "utf-8")
    capsys.readouterr()
    assert run(["decide", ".", "--migrate"]) == 0
    assert "known.json: 2 findings, 1 apparatus entry\n" in capsys.readouterr().out
    found = json.loads(baseline.read_text("utf-8"))
    assert [f["fingerprint"] for f in found["known"]] == [f["fingerprint"] for f in record["known"]]
    assert [f["why"] for f in found["known"]] == ["reason 0", "reason 1"]
    assert found["apparatus"][work] == {**record["apparatus"][work], "gone": "x] y B substitution"}
    assert run(["decide", ".", "--migrate"]) == 0
    assert "nothing to move" in capsys.readouterr().out


def test_a_baseline_accepts_no_new_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("see the the grey hens\nof of old\n", "utf-8")
    (folder / "b.txt").write_text("see the grey hens\nof old\n", "utf-8")
    settings = folder / "collation.toml"
    settings.write_text(settings.read_text("utf-8") + OTHER, "utf-8")
    assert run(["check", ".", "--write-baseline"]) == 0
    baseline = folder / "known.json"
    older = json.loads(baseline.read_text("utf-8"))
    older["known"] = older["known"][:1]
    older["known"][0] |= {"fingerprint": "old", "message": "another", "line": 7}
    baseline.write_text(json.dumps(older), "utf-8")
    before = baseline.read_bytes()
    capsys.readouterr()
    assert run(["decide", ".", "--migrate"]) == 0
    assert baseline.read_bytes() == before
