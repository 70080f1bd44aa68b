"""Is a Python rule of a work run before its user has allowed it?"""

import warnings
from pathlib import Path

import pytest
from stranger import EVERY_COMMAND, Called, write_settings

import collate
from collate.cli.main import run

RULE = 'import pathlib\npathlib.Path("ran").touch()\n\n\ndef never(pair):\n    return None\n'


WITH_RULES = '[rules]\npython = ["house.never"]\n'


@pytest.mark.parametrize(
    "arguments", [*EVERY_COMMAND, ("check", "w/a.txt"), ("diff", "w/a.txt", "w/b.txt")], ids=" ".join
)
def test_no_rule_of_a_work_is_run_unless_the_user_says_so(
    arguments: tuple[str, ...], project: Path, called: Called
) -> None:
    write_settings(project, WITH_RULES)
    (project / "w" / "house.py").write_text(RULE, encoding="utf-8")
    called(*arguments)
    assert not (project / "ran").exists()


def test_what_was_not_run_is_said_in_one_line(project: Path, called: Called) -> None:
    write_settings(project, WITH_RULES)
    (project / "w" / "house.py").write_text(RULE, encoding="utf-8")
    sentence = "Python rules of this work are not run (house.never); if you trust them, allow them: --allow-rules\n"
    assert called("report", "w") == (0, called("report", "w")[1], f"note: {sentence}")
    assert f"note: w/collation.toml: {sentence}" in called("check", "w")[2]


def test_rules_run_if_the_user_allows_them(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings(project, WITH_RULES)
    (project / "w" / "house.py").write_text(RULE, encoding="utf-8")
    assert run(["report", "w", "--allow-rules"]) == 0
    assert (project / "ran").exists()
    (project / "ran").unlink()
    monkeypatch.setenv("COLLATE_ALLOW_RULES", "1")
    assert run(["report", "w"]) == 0
    assert (project / "ran").exists()
    (project / "ran").unlink()
    monkeypatch.setenv("COLLATE_ALLOW_RULES", "0")
    assert run(["report", "w"]) == 0
    assert not (project / "ran").exists()


def test_reports_cannot_be_compared_without_the_rules_of_their_work(project: Path, called: Called) -> None:
    write_settings(project, f'{WITH_RULES}[report]\nfolder = "reports"\nformats = ["csv"]\n')
    (project / "w" / "house.py").write_text(RULE, encoding="utf-8")
    assert called("report", "w", "-o", "w/reports", "--format", "csv", "--allow-rules")[0] == 0
    code, out, err = called("report", "w", "--check")
    assert (code, out) == (2, "")
    assert "w/collation.toml:9: reports cannot be compared, for they may need rules: Python rules" in err
    code, out, err = called("check")
    assert code == 2
    assert "stale" not in out
    assert "w/collation.toml:9: these rules are not run, so the reports cannot be compared; add --allow-rules" in err
    assert called("check", "--ignore", "D101")[0] == 0
    assert called("check", "--allow-rules")[0] == 0


def test_the_api_runs_rules_only_if_it_is_asked_to(project: Path) -> None:
    write_settings(project, WITH_RULES)
    (project / "w" / "house.py").write_text(RULE, encoding="utf-8")
    with pytest.warns(UserWarning, match=r"Python rules of the work are not run \(house.never\)"):
        collate.collate(collate.read("w"))
    assert not (project / "ran").exists()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        collate.collate(collate.read("w", allow_rules=True))
    assert (project / "ran").exists()


def test_a_warning_has_no_control_characters(project: Path) -> None:
    write_settings(project, '[rules]\npython = ["\\u001b[31m\\n::error::r.py"]\n')
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        collate.collate(collate.read("w"))
        collate.check("w")
    assert all(str(warning.message).isprintable() for warning in caught)
    assert len(caught) == 2


def test_a_linked_rule_module_is_not_run(project: Path) -> None:
    (project.parent / "outside" / "house.py").write_text(RULE, encoding="utf-8")
    (project / "w" / "house.py").symlink_to("../../outside/house.py")
    write_settings(project, WITH_RULES)
    assert run(["report", "w", "--allow-rules"]) == 2
    assert not (project / "ran").exists()
