"""Findings in every output, read by those for whom they are written."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import junitparser
import pytest

from collate.checking import RULES, Finding, Level
from collate.checking.baseline import fingerprints
from collate.checking.outputs import OUTPUTS, text
from collate.cli.options import CHECK_FORMATS
from collate.model.findings import Match, Rule, Transcription, finding_of
from collate.model.witness import Place, Siglum, Witness

# Everything that has a meaning to one of the formats.
TEXT = 'one\t"two" ]]> & <b> %25 ::error:: 100%\r\nשלום 日本 e\u0301 \x07\ud800 the the\nend'
PATH = 'texts/a: b, 100%"<&>\u00fc.txt'

FINDING = {
    "type": "object",
    "required": ["code", "name", "level", "path", "line", "column", "end_line", "end_column", "start", "end", "message", "help"],
    "additionalProperties": False,
    "properties": {
        **{key: {"type": "string", "minLength": 1} for key in ("code", "name", "path", "message")},
        "help": {"type": "string"},
        "places": {"type": "object", "additionalProperties": {"type": "string"}},
        "level": {"enum": ["error", "warning", "info"]},
        **{key: {"type": "integer", "minimum": 1} for key in ("line", "column", "end_line", "end_column")},
        **{key: {"type": "integer", "minimum": 0} for key in ("start", "end")},
    },
}  # fmt: skip
# As GitLab documents the report of Code Quality.
GITLAB = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        **{key: {"type": "string", "minLength": 1} for key in ("description", "check_name", "fingerprint")},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "required": ["path", "positions"],
            "properties": {
                "path": {"type": "string", "pattern": "^[^/.]"},
                "positions": {
                    "required": ["begin"],
                    "properties": {
                        "begin": {"required": ["line"], "properties": {"line": {"type": "integer", "minimum": 1}}}
                    },
                },
            },
        },
    },
}


@pytest.fixture
def findings() -> list[Finding]:
    file = Transcription(PATH, Witness(Siglum("a"), TEXT))
    places = [
        ("T103", "\x07"),
        ("T201", "the\nend"),
        ("T104", "\ud800"),
        ("V-slip", "שלום"),
        ("T201", "the"),
        ("T201", "the"),
    ]
    found = []
    for k, (code, words) in enumerate(places):
        start = TEXT.index(words)
        message = f'{words!r}: "quoted", 100% <b> ]]> ::x:: line\nbreak'
        found.append(
            finding_of(RULES[code], list(Level)[k % 3], file, Match(start, start + len(words), message, "mend & see"))
        )
    return found


def test_the_command_line_names_every_output() -> None:
    assert tuple(OUTPUTS) == CHECK_FORMATS


def test_a_finding_says_where_it_stands(findings: list[Finding]) -> None:
    bell, over = findings[:2]
    assert (bell.line, bell.column, bell.start, bell.end_column) == (2, 12, 51, 13)
    assert (over.line, over.column, over.end_line, over.end_column) == (2, 19, 3, 4)


def test_json_is_a_list_of_records(findings: list[Finding]) -> None:
    records = json.loads(OUTPUTS["json"](findings).encode("utf-8"))
    jsonschema.validate(records, {"type": "array", "items": FINDING})
    assert [(r["code"], r["start"], r["end"]) for r in records] == [(f.code, f.start, f.end) for f in findings]
    assert records[2]["message"].startswith("'\\ud800'")


def test_nothing_found_is_an_empty_list_for_programs() -> None:
    assert [json.loads(OUTPUTS[name]([])) for name in ("json", "gitlab")] == [[], []]
    assert [OUTPUTS[name]([]) for name in ("text", "concise", "github")] == ["", "", ""]


def test_github_reads_one_command_a_line_with_its_properties(findings: list[Finding]) -> None:
    lines = OUTPUTS["github"](findings).splitlines()
    assert len(lines) == len(findings)
    for line, found in zip(lines, findings, strict=True):
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match is not None
        command, properties, message = match.groups()
        assert command == {"info": "notice"}.get(found.level, found.level)
        told = dict(part.split("=", 1) for part in properties.split(","))
        assert decoded(told["file"]) == PATH
        assert int(told["line"]) == found.line
        assert ("col" in told) == (found.line == found.end_line)
        assert found.message in decoded(message)


def decoded(text: str) -> str:
    """Read a value as GitHub's runner does."""
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


def test_gitlab_reads_a_report_whose_fingerprints_are_all_unlike(findings: list[Finding]) -> None:
    issues = json.loads(OUTPUTS["gitlab"](findings))
    jsonschema.validate(issues, {"type": "array", "items": GITLAB})
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


def test_junit_is_read_as_failed_tests(findings: list[Finding]) -> None:
    suites = junitparser.JUnitXml.fromroot(junitparser.JUnitXml.fromstring(OUTPUTS["junit"](findings).encode())._elem)
    suite = next(iter(suites))
    assert (suite.tests, suite.failures) == (6, 6)
    assert [case.name for case in suite] == [f.code for f in findings]
    assert next(iter(suite)).result[0].type == "error"
    assert '"quoted", 100% <b> ]]> ::x::' in next(iter(suite)).result[0].message


def test_junit_without_a_finding_is_one_test_that_passes() -> None:
    suite = next(iter(junitparser.JUnitXml.fromstring(OUTPUTS["junit"]([]).encode())))
    assert (suite.tests, suite.failures) == (1, 0)


def test_sarif_names_rules_places_and_fingerprints(findings: list[Finding]) -> None:
    run = json.loads(OUTPUTS["sarif"](findings))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["T103", "T201", "T104", "V-slip"]
    for result, found in zip(run["results"], findings, strict=True):
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) == (found.line, found.column)
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == found.code


INSTALLED = Path(__file__).parent.parent / ".venv" / "node_modules" / ".bin" / "sarif-multitool"
MULTITOOL = str(INSTALLED) if INSTALLED.exists() else shutil.which("sarif-multitool")


@pytest.mark.skipif(MULTITOOL is None, reason="sarif-multitool is not installed: make setup-full")
def test_the_multitool_of_sarif_finds_no_fault(findings: list[Finding], tmp_path: Path) -> None:
    paths = {"some.sarif": findings, "none.sarif": []}
    for name, found in paths.items():
        (tmp_path / name).write_text(OUTPUTS["sarif"](found), encoding="utf-8")
    done = subprocess.run(
        [MULTITOOL or "sarif-multitool", "validate", *(str(tmp_path / name) for name in paths)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0
    assert all(name in done.stdout for name in paths)
    assert "error" not in re.sub(r"\S*\.sarif", "", done.stdout).lower()


def test_people_see_the_line_with_signs_that_nobody_sees_written_out(findings: list[Finding]) -> None:
    shown = OUTPUTS["text"](findings[:1])
    assert "2 | \u2068שלום 日本 e\u0301 \\u{7}\\u{d800} the the\u2069" in shown
    caret = next(line for line in shown.splitlines() if "^" in line)
    assert re.sub(r"\x1b\[[0-9;]*m", "", caret) == "  |             ^^^^^"


def test_a_very_long_line_is_cut_around_the_place() -> None:
    text = "x" * 500 + " the the " + "y" * 500
    found = finding_of(RULES["T201"], Level.INFO, Transcription("a", Witness(Siglum("a"), text)), Match(505, 508, "m"))
    line = OUTPUTS["text"]([found]).splitlines()[1]
    assert len(line) < 140
    assert line.count("…") == 2


def test_every_output_is_the_same_again(findings: list[Finding]) -> None:
    for write in OUTPUTS.values():
        assert write(findings) == write(findings)
    assert io.StringIO(OUTPUTS["concise"](findings)).readline().startswith("texts/a: b")


def test_a_finding_names_its_verse_in_every_output() -> None:
    text = "The beginning of the the gospel\nAnd it was so so\n"
    places = (Place(0, 32, "verse", "Mark 1:1"), Place(32, 49, "verse", "Mark 1:2"), Place(10, 49, "page", "12v"))
    file = Transcription("a.txt", Witness(Siglum("a"), text, places=places))
    found = [
        finding_of(RULES["T201"], Level.WARNING, file, Match(start, end, "twice"))
        for start, end in ((17, 24), (43, 48))
    ]
    assert [f.places for f in found] == [(("verse", f"Mark 1:{n}"), ("page", "12v")) for n in (1, 2)]
    assert OUTPUTS["concise"](found).splitlines() == [
        "a.txt:1:18: T201 [warning] Mark 1:1, page 12v: twice",
        "a.txt:2:12: T201 [warning] Mark 1:2, page 12v: twice",
    ]
    assert "a.txt:2:12: \x1b[1;33mT201\x1b[0m [warning] Mark 1:2, page 12v: twice\n" in OUTPUTS["text"](found)
    (_, record) = json.loads(OUTPUTS["json"](found))
    assert (record["message"], record["places"]) == ("twice", {"verse": "Mark 1:2", "page": "12v"})
    jsonschema.validate(record, FINDING)
    assert OUTPUTS["github"](found).splitlines()[1].endswith("::a.txt:2:12: T201 Mark 1:2, page 12v: twice")
    assert json.loads(OUTPUTS["gitlab"](found))[1]["description"] == "T201: Mark 1:2, page 12v: twice"
    assert 'message="Mark 1:2, page 12v: twice"' in OUTPUTS["junit"](found)
    (_, result) = json.loads(OUTPUTS["sarif"](found))["runs"][0]["results"]
    assert result["message"]["text"] == "Mark 1:2, page 12v: twice"
    assert result["locations"][0]["logicalLocations"] == [
        {"name": "Mark 1:2", "fullyQualifiedName": "verse=Mark 1:2", "kind": "verse"},
        {"name": "12v", "fullyQualifiedName": "page=12v", "kind": "page"},
    ]


def test_a_verse_does_not_change_how_a_finding_is_recognised_again() -> None:
    text = "the the gospel\n"
    plain = Transcription("a.txt", Witness(Siglum("a"), text))
    numbered = Transcription("a.txt", Witness(Siglum("a"), text, places=(Place(0, 15, "verse", "1"),)))
    found = [finding_of(RULES["T201"], Level.WARNING, file, Match(0, 7, "twice")) for file in (plain, numbered)]
    assert len({next(iter(fingerprints([f]))) for f in found}) == 1


def test_an_excerpt_of_a_long_span_ends_with_a_whole_word_and_an_ellipsis(tmp_path: Path) -> None:
    words = "divided the waters which were under the firmament from the waters above the firmament"
    file = tmp_path / "c.txt"
    file.write_text(f"He {words}. And so on.\n", encoding="utf-8")
    rule = Rule("V-doubled", "doubled", Level.ERROR, "a run")
    transcription = Transcription("c.txt", Witness(Siglum("C"), file.read_text(encoding="utf-8")))
    shown = text.write([finding_of(rule, Level.ERROR, transcription, Match(3, 3 + len(words), "twice"))])
    assert "1 | He divided the waters which were under the …. And so on.\n" in shown
    short = text.write([finding_of(rule, Level.ERROR, transcription, Match(3, 3 + len("divided"), "twice"))])
    assert "1 | He divided the waters which" in short
