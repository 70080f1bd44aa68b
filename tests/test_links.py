"""Does a link that a stranger committed lead out of the project, or tell what is there?"""

from pathlib import Path

import pytest
from stranger import EVERY_COMMAND, Called, git, links, write_settings

from collate.cli.main import run


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


def test_a_report_that_is_a_link_within_the_project_is_not_compared(project: Path, called: Called) -> None:
    write_settings(project, '[report]\nfolder = "reports"\nformats = ["csv"]\n')
    called("report", "w", "--format", "csv", "-o", "w/real.csv")
    (project / "w" / "reports").mkdir()
    (project / "w" / "reports" / "apparatus.csv").symlink_to("../real.csv")
    code, _, err = called("report", "w", "--check")
    assert code == 2
    assert "apparatus.csv: this is a link; put the file itself in its place" in err


def test_a_link_within_the_project_is_followed(project: Path, called: Called) -> None:
    (project / "texts").mkdir()
    (project / "w" / "a.txt").rename(project / "texts" / "a.txt")
    (project / "w" / "a.txt").symlink_to("../texts/a.txt")
    assert called("check")[0] == 0
    assert called("report", "w")[0] == 0


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
