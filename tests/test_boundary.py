"""Is anything outside the project read because the settings of a stranger say so?

SECRET lies outside the project; no output may have it.
"""

import json
import os
import re
import socket
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from stranger import EVERY_COMMAND, SECRET, TEXT, WITNESSES, Called, links, write_settings

import collate
from collate.cli.main import run

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


def devices(folder: Path) -> None:
    """Make in a folder what is not a file."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")


NAMED = {
    "witness": '[[witnesses]]\nsiglum = "C"\nfile = "{}"\n',
    "characters": '[check]\ncharacters = "{}"\n',
    "words": '[check]\nwords = ["{}"]\n',
    "baseline": '[check]\nbaseline = "{}"\n',
    "tables": '[rules]\ntables = ["{}"]\n',
    "decisions": 'decisions = ["{}"]\n',
    "report": '[report]\nfolder = "reports"\nformats = ["csv"]\n',
    "file": "",
}
CHECK_EACH = """
import sys
from collate.cli.main import run
for name in sys.argv[1:]:
    print("exit", run(["check", name]), flush=True)
"""


def test_what_is_not_a_file_is_never_opened(project: Path) -> None:
    """In a process of its own, because it would never end."""
    asked = []
    for key, name in product(NAMED, ("pipe.txt", "zero.txt")):
        work = project / "w"
        work.mkdir(exist_ok=True)
        for text in ("a.txt", "b.txt"):
            (work / text).write_text(TEXT, encoding="utf-8")
        devices(work)
        write_settings(project, NAMED[key].format(name))
        if key == "report":
            (work / "reports").mkdir()
            (work / name).rename(work / "reports" / "apparatus.csv")
        folder = f"{key} {name}"
        work.rename(project / folder)
        asked.append(f"{folder}/{name}" if key == "file" else folder)
    done = subprocess.run(
        [sys.executable, "-c", CHECK_EACH, *asked], capture_output=True, text=True, timeout=60, check=False
    )
    codes = re.findall(r"^exit (\d+)$", done.stdout, re.MULTILINE)
    assert dict(zip(asked, codes, strict=True)) == dict.fromkeys(asked, "2"), done.stderr
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


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "loop.txt", "w/" + "y/" * 2100])
def test_a_name_that_no_file_has_is_one_sentence(name: str, project: Path, called: Called) -> None:
    (project / "loop.txt").symlink_to("loop.txt")
    for arguments in (("check", name), ("diff", name, "w/a.txt"), ("report", name), ("show", "text", name)):
        code, _, err = called(*arguments)
        assert code == 2
        assert err.count("\n") <= 2
    write_settings(project, f'[[witnesses]]\nsiglum = "C"\nfile = {json.dumps(name)}\n')
    assert called("check")[0] == 2
    assert called("report", "w")[0] == 2


def test_what_belongs_to_git_is_outside(repository: Path, called: Called) -> None:
    (repository / ".git" / "config").write_text("[remote]\nurl = https://hunter2@example.org\n", encoding="utf-8")
    (repository / ".git" / "hooks" / "pre-commit").write_text("echo hook \n", encoding="utf-8")
    (repository / "w" / "git").symlink_to("../.git")
    (repository / ".GIT").mkdir()  # on a disk that ignores case, this is the other one
    (repository / ".GIT" / "config").write_text("hunter2\n", encoding="utf-8")
    for name in ("../.git/config", "../.git/hooks/pre-commit", "git/config", "../.GIT/config"):
        write_settings(repository, f'[[witnesses]]\nsiglum = "C"\nfile = "{name}"\n')
        for command in (("report", "w"), ("check",), ("check", "--fix"), ("show", "text", "w")):
            assert called(*command)[0] == 2
    assert called("check", ".git/config")[0] == 2
    assert (repository / ".git" / "hooks" / "pre-commit").read_text(encoding="utf-8") == "echo hook \n"


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
