"""Is a file written, or changed, that the user did not mean?"""

from pathlib import Path

import pytest
from stranger import Called, write_settings


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
