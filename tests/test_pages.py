"""The tutorial and the recipes are true: a reader who copies their files and commands sees what they show."""

import runpy
from pathlib import Path

import pytest
from office_sources import docx
from office_sources import run as words
from steps import Command, File, make, steps_of

from collate.cli.main import run

DOCS = Path(__file__).parent.parent / "docs"


def changed(new: str, old: str) -> str:
    """Words of a Word document that replace others, as a tracked change."""
    by = 'w:author="Ada" w:date="2024-03-01T10:00:00Z"'
    return f"<w:del {by}><w:r><w:delText>{old}</w:delText></w:r></w:del><w:ins {by}>{words(new)}</w:ins>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a reader works: it has two letters in Word, which no page can show."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    first, second = words("I have the "), words(" to send you ")
    opening = first + changed("honour", "honor") + second
    closing = "<w:p>" + words("Please return them by {}.") + "</w:p>"
    letter = f"<w:p>{opening}{changed('the corrected', 'my')}{words(' proofs.')}</w:p>{closing.format('Monday')}"
    later = f"<w:p>{words('I have the honour to send you all proofs.')}</w:p>{closing.format('Tuesday')}"
    (tmp_path / "letter.docx").write_bytes(docx(letter))
    (tmp_path / "letter2.docx").write_bytes(docx(later))
    return tmp_path


def follow(step: File | Command, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if isinstance(step, File):
        make(step, folder)
        return
    assert run(step.arguments) in (0, 1), step.line
    told = capsys.readouterr()
    assert step.missing_from(told.out + told.err) is None, step.line


def test_the_tutorial_shows_what_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = steps_of(DOCS / "tutorial.md")
    assert sum(isinstance(step, Command) for step in steps) == 8
    for step in steps:
        follow(step, folder, capsys)


def test_the_recipes_show_what_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for step in steps_of(DOCS / "tutorial.md"):
        if isinstance(step, File):
            make(step, folder)
    steps = steps_of(DOCS / "recipes.md")
    assert sum(isinstance(step, Command) for step in steps) == 16
    for step in steps:
        follow(step, folder, capsys)


def test_the_recipe_of_a_notebook_prints_what_it_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for page in ("tutorial", "recipes"):
        for step in steps_of(DOCS / f"{page}.md"):
            if isinstance(step, File):
                make(step, folder)
    runpy.run_path(str(folder / "notebook.py"))
    printed = capsys.readouterr().out
    assert printed.startswith("6 dancing ] golden\n")
    assert f"```text\n{printed}```" in (DOCS / "recipes.md").read_text(encoding="utf-8")


def test_a_page_that_shows_something_else_is_found() -> None:
    shown = Command("collate diff a b", ("first", "second"))
    assert shown.missing_from("first and second") is None
    assert shown.missing_from("second and first") == "second"
