"""Is anything outside the project read, or run, because a file of a stranger said so?

Each test is a row of the table of threats in docs/security.md. `SECRET` lies outside the project; no output may have it.
"""

import ast
import json
import os
import re
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

import collate
from collate.cli.main import run

SECRET = "hunter2 passphrase of the runner"
TEXT = "Whan that Aprille with his shoures soote\nThe droghte of March hath perced to the roote\n"
WITNESSES = '[[witnesses]]\nsiglum = "A"\nfile = "a.txt"\n\n[[witnesses]]\nsiglum = "B"\nfile = "b.txt"\n'

Called = Callable[..., tuple[int, str, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a work `w`, and outside of it a file with a secret."""
    monkeypatch.delenv("COLLATE_ROOT", raising=False)
    monkeypatch.delenv("COLLATE_ALLOW_RULES", raising=False)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    root = tmp_path / "project"
    (root / "w").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in ("a.txt", "b.txt"):
        (root / "w" / name).write_text(TEXT, encoding="utf-8")
    (root / "w" / "collation.toml").write_text(WITNESSES, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str]) -> Called:
    """Run a command; return its exit code and what it printed, which never has the secret."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        captured = capsys.readouterr()
        assert "hunter2" not in captured.out + captured.err
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return call


EVERY_COMMAND = [
    ("check",),
    ("check", "w"),
    ("check", "w/collation.toml"),
    ("check", "--diff"),
    ("check", "--fix"),
    ("report", "w"),
    ("report", "w", "--check", "-o", "out"),
    ("explain", "w", "#1"),
    ("decide", "--list", "w"),
    ("show", "text", "w"),
    ("show", "table", "w"),
    ("show", "editorial", "w"),
    ("chars", "--generate", "w"),
]

# Settings that name a file outside, and the key whose line the message names.
SETTINGS = {
    "witness": '[[witnesses]]\nsiglum = "C"\nfile = "../../outside/secret.txt"\n',
    "absolute witness": '[[witnesses]]\nsiglum = "C"\nfile = "{outside}/secret.txt"\n',
    "missing witness": '[[witnesses]]\nsiglum = "C"\nfile = "../../outside/missing.txt"\n',
    "codec of escapes": '[[witnesses]]\nsiglum = "C"\nfile = "../../outside/secret.txt"\nencoding = "unicode_escape"\n',
    "linked witness": '[[witnesses]]\nsiglum = "C"\nfile = "link.txt"\n',
    "witness below a linked folder": '[[witnesses]]\nsiglum = "C"\nfile = "folder/secret.txt"\n',
}
CHECK_SETTINGS = {
    "character table": '[check]\ncharacters = "../../outside/secret.txt"\n',
    "word list": '[check]\nwords = ["a.txt", "../../outside/secret.txt"]\n',
    "baseline": '[check]\nbaseline = "../../outside/secret.txt"\n',
    "linked character table": '[check]\ncharacters = "link.txt"\n',
}
REPORT_SETTINGS = {
    "decisions": 'decisions = ["../../outside/secret.txt"]\n',
    "linked decisions": 'decisions = ["link.txt"]\n',
    "reports": '[report]\nfolder = "../../outside"\n',
    "rule table": '[rules]\ntables = ["../../outside/secret.txt"]\n',
    "linked rule table": '[rules]\ntables = ["link.txt"]\n',
}


def links(project: Path) -> None:
    (project / "w" / "link.txt").symlink_to("../../outside/secret.txt")
    (project / "w" / "folder").symlink_to("../../outside")


def write_settings(project: Path, toml: str) -> None:
    toml = toml.replace("{outside}", str(project.parent / "outside"))
    before, after = (toml, "") if toml.startswith("decisions") else ("", toml)
    (project / "w" / "collation.toml").write_text(f"{before}{WITNESSES}{after}", encoding="utf-8")


@pytest.mark.parametrize("arguments", EVERY_COMMAND, ids=" ".join)
@pytest.mark.parametrize("name", SETTINGS)
def test_a_witness_outside_is_never_read(name: str, arguments: tuple[str, ...], project: Path, called: Called) -> None:
    links(project)
    write_settings(project, SETTINGS[name])
    code, _, err = called(*arguments)
    assert code == 2
    assert ": outside the project; move the file into the project, or allow its folder with --root FOLDER" in err
    assert "w/collation.toml:10: " in err
    assert (project.parent / "outside" / "secret.txt").read_text(encoding="utf-8") == f"{SECRET}\n"


@pytest.mark.parametrize("name", CHECK_SETTINGS)
@pytest.mark.parametrize("arguments", [("check",), ("check", "w/a.txt"), ("check", "--fix"), ("check", "--diff")])
def test_a_setting_of_the_check_names_no_file_outside(
    name: str, arguments: tuple[str, ...], project: Path, called: Called
) -> None:
    links(project)
    write_settings(project, CHECK_SETTINGS[name])
    code, _, err = called(*arguments)
    assert code == 2
    assert "w/collation.toml:9: " in err
    assert "outside the project" in err


@pytest.mark.parametrize("name", REPORT_SETTINGS)
def test_a_setting_of_a_work_names_no_file_outside(name: str, project: Path, called: Called) -> None:
    links(project)
    write_settings(project, REPORT_SETTINGS[name])
    for arguments in (("report", "w"), ("check", "w"), ("report", "w", "--check", "-o", "out")):
        code, _, err = called(*arguments)
        assert code == 2
        assert "outside the project" in err


@pytest.mark.parametrize("quoted", [SECRET, "a wrong guess"])
def test_a_mark_tells_nothing_of_a_file_outside(quoted: str, project: Path, called: Called) -> None:
    marks = f'\n[[witnesses.marks]]\ntext = "{quoted[:6] and quoted}"\nrole = "gloss"\n'
    write_settings(project, SETTINGS["witness"] + marks)
    code = run(["report", "w"])
    assert code == 2


def test_a_right_and_a_wrong_guess_have_one_answer(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for quoted in ("hunter2", "hunter3"):
        marks = f'\n[[witnesses.marks]]\ntext = "{quoted}"\nrole = "gloss"\n'
        write_settings(project, SETTINGS["witness"] + marks)
        for command in (["report", "w"], ["check"], ["show", "text", "w"]):
            answers.append((run(command), capsys.readouterr().err.replace(quoted, "GUESS")))
    assert answers[:3] == answers[3:]


def test_a_file_outside_that_is_not_there_has_the_answer_of_one_that_is(project: Path, called: Called) -> None:
    answers = []
    for name in ("witness", "missing witness"):
        write_settings(project, SETTINGS[name])
        answers.append(called("check")[2].replace("missing", "secret"))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["a.txt", "new.txt"])
def test_a_linked_text_is_not_checked(name: str, project: Path, called: Called) -> None:
    (project / name).symlink_to("../outside/secret.txt")
    (project / "w" / "collation.toml").unlink()
    message = "a link that leads out of the project; put the file itself in its place, or allow it with --root"
    for arguments in (("check", name), ("check",), ("check", str(project / name)), ("chars", "--generate", name)):
        code, _, err = called(*arguments)
        assert code == 2
        assert message in err


def test_an_undeclared_link_in_a_work_is_not_read(project: Path, called: Called) -> None:
    links(project)
    code, _, err = called("check", "w/link.txt", "w/a.txt")
    assert code == 2
    assert "w/link.txt: a link that leads out of the project" in err


def test_a_linked_folder_is_not_walked(project: Path, called: Called) -> None:
    (project / "deep").symlink_to("../outside")
    assert called("check", "deep")[0] == 2
    assert called("check", "deep/secret.txt")[0] == 2
    (project.parent / "outside" / "collation.toml").write_text('[[witnesses]]\nfile = "secret.txt"\n')
    for command in (["report"], ["show", "text"], ["check"]):
        assert called(*command, "deep")[0] == 2


@pytest.mark.parametrize("name", ["collation.toml", "decisions.toml"])
def test_linked_settings_are_not_read(name: str, project: Path, called: Called) -> None:
    (project / "w" / name).unlink(missing_ok=True)
    (project / "w" / name).symlink_to("../../outside/secret.txt")
    for arguments in EVERY_COMMAND[:10]:
        code, _, err = called(*arguments)
        assert code == 2
        assert f"w/{name}: outside the project" in err or f"w/{name}: a link that leads out of the project" in err


def test_a_linked_pyproject_is_not_read(project: Path, called: Called) -> None:
    (project / "pyproject.toml").symlink_to("../outside/secret.txt")
    code, _, err = called("check")
    assert code == 2
    assert "pyproject.toml: outside the project" in err


def test_a_linked_report_is_not_compared(project: Path, called: Called) -> None:
    write_settings(project, '[report]\nfolder = "reports"\nformats = ["csv"]\n')
    (project / "w" / "reports").mkdir()
    (project / "w" / "reports" / "apparatus.csv").symlink_to("../../../outside/secret.txt")
    for arguments in (("check",), ("report", "w", "--check")):
        code, _, err = called(*arguments)
        assert code == 2
        assert "apparatus.csv: this is a link; put the file itself in its place" in err


def test_a_link_within_the_project_is_followed(project: Path, called: Called) -> None:
    (project / "texts").mkdir()
    (project / "w" / "a.txt").rename(project / "texts" / "a.txt")
    (project / "w" / "a.txt").symlink_to("../texts/a.txt")
    assert called("check")[0] == 0
    assert called("report", "w")[0] == 0


def test_the_user_may_allow_a_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links(project)
    write_settings(project, SETTINGS["linked witness"])
    outside = str(project.parent / "outside")
    assert run(["show", "text", "w", "--root", outside]) == 0
    assert SECRET in capsys.readouterr().out
    assert run(["show", "text", "w", "--root", str(project.parent / "nowhere")]) == 2
    assert "nowhere' does not exist" in capsys.readouterr().err


def test_the_environment_of_the_user_may_allow_a_folder(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_settings(project, SETTINGS["witness"])
    monkeypatch.setenv("COLLATE_ROOT", str(project.parent / "outside"))
    assert run(["show", "text", "w"]) == 0


def test_no_setting_of_a_work_allows_a_folder(project: Path, called: Called) -> None:
    write_settings(project, SETTINGS["witness"])
    for key in ('root = "../.."\n', 'roots = ["../.."]\n'):
        path = project / "w" / "collation.toml"
        path.write_text(key + path.read_text(encoding="utf-8"), encoding="utf-8")
        assert called("check")[0] == 2


def test_a_file_that_the_user_names_may_be_anywhere(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = project.parent / "outside" / "secret.txt"
    assert run(["diff", str(secret), "w/a.txt"]) == 1
    assert "hunter2" in capsys.readouterr().out


def test_the_api_reads_within_the_project_too(project: Path) -> None:
    write_settings(project, SETTINGS["witness"])
    with pytest.raises(collate.ConfigError, match=r"outside the project"):
        collate.read("w")
    assert len(collate.read("w", roots=[project.parent / "outside"]).witnesses) == 3
    with pytest.raises(collate.ConfigError, match=r"outside the project"):
        collate.check("w")


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


def devices(folder: Path) -> list[tuple[str, str]]:
    """Make what is not a file in a folder; return names, and what each is called."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    return [("pipe.txt", "a pipe"), ("zero.txt", "")]


@pytest.mark.parametrize("key", ["witness", "characters", "words", "baseline", "tables", "decisions", "report", "file"])
def test_what_is_not_a_file_is_never_opened(key: str, project: Path) -> None:
    """In a process of its own, because it would never end."""
    devices(project / "w")
    for name in ("pipe.txt", "zero.txt"):
        toml = {
            "witness": f'[[witnesses]]\nsiglum = "C"\nfile = "{name}"\n',
            "characters": f'[check]\ncharacters = "{name}"\n',
            "words": f'[check]\nwords = ["{name}"]\n',
            "baseline": f'[check]\nbaseline = "{name}"\n',
            "tables": f'[rules]\ntables = ["{name}"]\n',
            "decisions": f'decisions = ["{name}"]\n',
            "report": '[report]\nfolder = "reports"\nformats = ["csv"]\n',
            "file": "",
        }[key]
        write_settings(project, toml)
        if key == "report":
            (project / "w" / "reports").mkdir(exist_ok=True)
            (project / "w" / "reports" / "apparatus.csv").unlink(missing_ok=True)
            (project / "w" / name).rename(project / "w" / "reports" / "apparatus.csv")
        names = [f"w/{name}"] if key == "file" else ["w"]
        done = subprocess.run(
            [sys.executable, "-m", "collate", "check", *names], capture_output=True, text=True, timeout=20, check=False
        )
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr


def test_a_pipe_a_socket_and_a_device_are_called_so(project: Path, called: Called) -> None:
    os.mkfifo(project / "w" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(project / "w")
        server.bind("socket.txt")
        os.chdir(project)
        assert "pipe.txt: this is a pipe, not a file; name a file" in called("diff", "w/pipe.txt", "w/a.txt")[2]
        assert called("check", "w/socket.txt")[0] == 2
    assert "/dev/zero: this is a device, not a file; name a file" in called("diff", "/dev/zero", "w/a.txt")[2]


def test_a_stream_that_the_shell_names_is_read(project: Path) -> None:
    script = f"{sys.executable} -m collate diff <(cat w/a.txt) <(cat w/b.txt)"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=project)
    assert (done.returncode, done.stdout) == (0, "no difference\n")


@pytest.mark.parametrize(
    "encoding", ["unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7", "undefined", "rot13", "base64"]
)
def test_only_encodings_of_texts_are_encodings(encoding: str, project: Path, called: Called) -> None:
    (project / "w" / "a.txt").write_text("a\\u00e9b +AGE-\n", encoding="utf-8")
    code, _, err = called("diff", "w/a.txt", "w/b.txt", "--encoding", encoding)
    assert code == 2
    assert f"{encoding}: not an encoding of text; try utf-8, cp1252, latin-1 or utf-16" in err


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "loop.txt", "w/" + "y/" * 3000])
def test_a_name_that_no_file_has_is_one_sentence(name: str, project: Path, called: Called) -> None:
    (project / "loop.txt").symlink_to("loop.txt")
    for arguments in (("check", name), ("diff", name, "w/a.txt"), ("report", name), ("show", "text", name)):
        code, _, err = called(*arguments)
        assert code == 2
        assert err.count("\n") <= 2
    write_settings(project, f'[[witnesses]]\nsiglum = "C"\nfile = {json.dumps(name)}\n')
    assert called("check")[0] == 2
    assert called("report", "w")[0] == 2


@pytest.mark.parametrize("name", ["../../outside/new.json", "link.json"])
def test_no_baseline_is_written_outside(name: str, project: Path, called: Called) -> None:
    (project / "w" / "link.json").symlink_to("../../outside/new.json")
    write_settings(project, f'[check]\nbaseline = "{name}"\n')
    code, _, err = called("check", "--write-baseline")
    assert code == 2
    assert f"w/collation.toml:9: {name}: outside the project" in err
    assert not (project.parent / "outside" / "new.json").exists()


def test_a_baseline_that_the_user_names_follows_no_link_out_of_its_folder(project: Path, called: Called) -> None:
    (project / "known.json").symlink_to("../outside/new.json")
    code, _, _ = called("check", "--write-baseline", "--baseline", "known.json")
    assert code == 2
    assert not (project.parent / "outside" / "new.json").exists()


def test_a_linked_folder_of_reports_is_not_written_to(project: Path, called: Called) -> None:
    (project / "out").symlink_to("../outside")
    for target in ("out", "out/apparatus.csv", "out/new/apparatus.csv"):
        code, _, err = called("report", "w", "--format", "csv", "-o", target)
        assert code == 2
        assert "a link leads out of the project or into a hidden folder; name the folder that it leads to" in err
    assert [path.name for path in (project.parent / "outside").iterdir()] == ["secret.txt"]
    assert called("report", "w", "--format", "csv", "-o", str(project.parent / "outside"))[0] == 0


def git(project: Path, *arguments: str) -> None:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": "n@n" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    subprocess.run(["git", *arguments], cwd=project, env={**clean, **who}, check=True, capture_output=True)


@pytest.fixture
def repository(project: Path) -> Path:
    """The project in a repository of git, with one commit."""
    (project / ".git").rmdir()
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "x")
    return project


@pytest.mark.parametrize("leads_to", ["secret.txt", "missing.txt", "."])
@pytest.mark.parametrize("output", [(), ("--format", "concise"), ("--format", "json"), ("--format", "github")])
@pytest.mark.parametrize("select", [(), ("--select", "all")])
def test_a_changed_link_is_not_read(
    leads_to: str, output: tuple[str, ...], select: tuple[str, ...], repository: Path, called: Called
) -> None:
    for folder in ("w", "."):
        (repository / folder / "evil.txt").symlink_to(f"{'../' * (folder == 'w')}../outside/{leads_to}")
    git(repository, "add", "-A")
    code, out, err = called("check", "--since", "HEAD", *output, *select)
    assert code == 2
    assert "passphrase" not in out + err
    assert "w/evil.txt: a link that leads out of the project" in err


@pytest.mark.parametrize("name", ["collation.toml", "decisions.toml", "pyproject.toml", "texts/t.txt"])
def test_the_answer_is_the_same_whatever_a_link_leads_to(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = project / (name if name == "pyproject.toml" else f"w/{name}")
    link.parent.mkdir(exist_ok=True)
    for command in (["check"], ["check", "w"], ["check", "w/a.txt"], ["report", "w"]):
        answers = []
        for leads_to in ("/etc/passwd", "/etc/nope", "/etc", "/dev/zero"):
            link.unlink(missing_ok=True)
            link.symlink_to(leads_to)
            answers.append((run(command), *capsys.readouterr()))
        assert len({*answers}) == 1
        if name.endswith("toml") and not (name == "pyproject.toml" and command[0] == "report"):
            assert answers[0][0] == 2


@pytest.mark.parametrize(
    "toml", ['[report]\nfolder = "sub/../r"\nformats = ["csv"]\n', 'decisions = ["sub/../d.toml"]\n']
)
def test_the_path_that_is_checked_is_the_path_that_is_opened(toml: str, project: Path, called: Called) -> None:
    outside = project.parent / "outside"
    (outside / "d.toml").write_text("# collate: ignore[hunter2]\ndecisions = []\n", encoding="utf-8")
    (outside / "apparatus.csv").write_text("hunter2", encoding="utf-8")
    (project / "w" / "deep" / "dir").mkdir(parents=True)
    (project / "w" / "deep" / "r").mkdir()
    (project / "w" / "deep" / "d.toml").write_text("decisions = []\n", encoding="utf-8")
    (project / "w" / "sub").symlink_to("deep/dir")
    (project / "w" / "r").symlink_to(outside)
    (project / "w" / "d.toml").symlink_to(outside / "d.toml")
    write_settings(project, toml)
    for command in ("check", "report"):
        code, _, err = called(command, "w")
        assert code == 2
        assert "outside the project" in err


def test_reports_in_a_linked_folder_are_not_compared(project: Path, called: Called) -> None:
    (project / "reports").symlink_to("../outside")
    (project.parent / "outside" / "apparatus.csv").write_text("hunter2", encoding="utf-8")
    for form in ("csv", "json"):
        code, out, err = called("report", "w", "-o", "reports", "--check", "--format", form)
        assert (code, out) == (2, "")
        assert "this is a link; put the file itself in its place" in err


def test_what_belongs_to_git_is_outside(repository: Path, called: Called) -> None:
    (repository / ".git" / "config").write_text("[remote]\nurl = https://hunter2@example.org\n", encoding="utf-8")
    (repository / ".git" / "hooks" / "pre-commit").write_text("echo hook \n", encoding="utf-8")
    (repository / "w" / "git").symlink_to("../.git")
    for name in ("../.git/config", "../.git/hooks/pre-commit", "git/config", "../.GIT/config"):
        write_settings(repository, f'[[witnesses]]\nsiglum = "C"\nfile = "{name}"\n')
        for command in (("report", "w"), ("check",), ("check", "--fix"), ("show", "text", "w")):
            assert called(*command)[0] == 2
    assert called("check", ".git/config")[0] == 2
    assert (repository / ".git" / "hooks" / "pre-commit").read_text(encoding="utf-8") == "echo hook \n"


def test_a_hidden_file_of_the_project_is_not_fixed(project: Path, called: Called) -> None:
    (project / ".github").mkdir()
    workflow = project / ".github" / "ci.yml"
    workflow.write_text("on: push \n", encoding="utf-8")
    write_settings(project, '[[witnesses]]\nsiglum = "C"\nfile = "../.github/ci.yml"\n')
    code, _, err = called("check", "w", "--fix")
    assert code == 2
    assert ".github/ci.yml: this file is hidden in the project and is not changed; correct it by hand" in err
    assert workflow.read_text(encoding="utf-8") == "on: push \n"


@pytest.mark.parametrize("leads_to", [".git/hooks", ".git", ".github", "../outside"])
def test_no_reports_are_written_through_a_link_to_a_hidden_folder(
    leads_to: str, repository: Path, called: Called
) -> None:
    (repository / ".github").mkdir()
    (repository / "out").symlink_to(leads_to)
    before = sorted(path.name for path in (repository / leads_to).iterdir())
    assert called("report", "w", "-o", "out")[0] == 2
    assert sorted(path.name for path in (repository / leads_to).iterdir()) == before
    assert called("report", "w", "-o", ".github/reports")[0] == 0


def test_no_report_takes_the_place_of_a_file_that_a_link_leads_to(project: Path, called: Called) -> None:
    (project / ".gitlab-ci.yml").write_text("test: true\n", encoding="utf-8")
    for leads_to in (".gitlab-ci.yml", "w/a.txt"):
        (project / "collate.sarif").unlink(missing_ok=True)
        (project / "collate.sarif").symlink_to(leads_to)
        code, _, err = called("check", "--format", "sarif", "-o", "collate.sarif")
        assert code == 2
        assert "collate.sarif: this is a symbolic link; remove it, or choose another path with -o" in err
    assert (project / ".gitlab-ci.yml").read_text(encoding="utf-8") == "test: true\n"


def test_a_linked_text_in_the_project_is_fixed_and_stays_a_link(project: Path, called: Called) -> None:
    (project / "texts").mkdir()
    (project / "texts" / "a.txt").write_text("A line. \n", encoding="utf-8")
    (project / "w" / "a.txt").unlink()
    (project / "w" / "a.txt").symlink_to("../texts/a.txt")
    assert called("check", "w", "--fix", "--select", "T108")[0] == 0
    assert (project / "w" / "a.txt").is_symlink()
    assert (project / "texts" / "a.txt").read_text(encoding="utf-8") == "A line.\n"


PAGE = Path(__file__).parent.parent / "docs" / "security.md"


def test_every_threat_of_the_page_has_its_test() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("| a stranger commits |")[2]
    rows = re.findall(r"^\| (?!---).*\|(.*?)\|$", table, flags=re.MULTILINE)
    assert len(rows) > 30
    for cell in rows:
        named = re.fullmatch(r" `tests/(\w+\.py)::(test_\w+)` ", cell)
        assert named, cell
        tree = ast.parse((Path(__file__).parent / named[1]).read_text(encoding="utf-8"))
        assert named[2] in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, cell


def test_an_allowed_folder_may_hold_everything_that_a_work_names(project: Path) -> None:
    outside = project.parent / "outside"
    (outside / "decisions.toml").write_text("decisions = []\n", encoding="utf-8")
    (outside / "rules.toml").write_text('different = [["a", "b"]]\n', encoding="utf-8")
    for link, target in (("d.toml", "decisions.toml"), ("r.toml", "rules.toml"), ("s.txt", "secret.txt")):
        (project / "w" / link).symlink_to(f"../../outside/{target}")
    toml = 'decisions = ["d.toml", "../../outside/decisions.toml"]\n' + WITNESSES
    toml += '[[witnesses]]\nsiglum = "C"\nfile = "s.txt"\n[rules]\ntables = ["r.toml", "../../outside/rules.toml"]\n'
    (project / "w" / "collation.toml").write_text(toml, encoding="utf-8")
    for command in (["report", "w"], ["check", "w"], ["decide", "--list", "w"], ["show", "text", "w"]):
        assert run(command) == 2
        assert run([*command, "--root", str(outside)]) == 0


@pytest.mark.parametrize("deleted", ["decisions.toml", "r/apparatus.csv", "r", "b.txt"])
def test_what_is_deleted_is_checked_too(deleted: str, repository: Path, called: Called) -> None:
    write_settings(repository, '[report]\nfolder = "r"\nformats = ["csv", "json"]\n')
    (repository / "w" / "decisions.toml").write_text("decisions = []\n", encoding="utf-8")
    assert called("report", "w", "-o", "w/r", "--format", "csv,json")[0] == 0
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "y")
    assert called("check", "--since", "HEAD")[2] == "0 files checked: nothing found\n"
    git(repository, "rm", "-rq", f"w/{deleted}")
    code, out, err = called("check", "--since", "HEAD")
    assert "0 files checked" not in err
    assert (code == 2) == (deleted in ("b.txt", "r"))
    assert ("D101" in out) == (deleted == "r/apparatus.csv")
