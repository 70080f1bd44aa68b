"""The README and the page of commands are true: what they show is what is printed."""

import re
import shlex
from pathlib import Path

import pytest

from collate.alignment import ALIGNERS
from collate.cli.main import COMMANDS, run
from collate.rendering.formats import FORMATS, REPORT_FORMATS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = README + "".join((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("cli", "git"))
SHOWN = [
    part.split("\n", 1)
    for block in re.findall(r"```console\n(.*?)```", PAGES, flags=re.DOTALL)
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)
    if part and "|" not in part.split("\n", 1)[0]
]


def test_there_are_commands_to_run() -> None:
    assert len(SHOWN) > 5


@pytest.mark.parametrize(("command", "expected"), SHOWN, ids=[c for c, _ in SHOWN])
def test_a_command_gives_what_is_shown(
    command: str, expected: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(shlex.split(command.removeprefix(".venv/bin/").removeprefix("collate "))) in (0, 1, 2)
    told = capsys.readouterr()
    printed = told.out + told.err
    at = 0
    for part in expected.split("...\n"):
        where = printed.find(part.rstrip("\n"), at)
        assert where >= 0, part
        at = where + len(part.rstrip("\n"))


def rows(first: str) -> dict[str, list[str]]:
    table = re.search(rf"^\| {first} \|.*?(?=\n\n)", README, flags=re.DOTALL | re.MULTILINE)
    assert table is not None
    found = [
        [c.strip().strip("`") for c in re.split(r"(?<!\\)\|", line)[1:-1]] for line in table.group().splitlines()[2:]
    ]
    return {row[0]: row for row in found}


def test_the_table_of_formats_names_every_writer_and_its_file() -> None:
    assert {name: row[1] for name, row in rows("format").items()} == {n: FORMATS[n].file_name for n in REPORT_FORMATS}


def test_the_table_of_aligners_names_every_aligner() -> None:
    assert list(rows("aligner")) == list(ALIGNERS)


def test_the_table_of_commands_names_every_command() -> None:
    assert [name.split()[1] for name in rows("command")] == list(COMMANDS)


def test_every_link_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("page", ["README.md", "docs/design.md", "docs/kinds.md", "docs/ci.md", "docs/api.md"])
def test_every_module_that_a_page_names_is_there(page: str) -> None:
    package = ROOT / "collate"
    modules = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    named = re.findall(r"`(?:collate/)?((?:\w+/)+\w+\.py)`", (ROOT / page).read_text(encoding="utf-8"))
    assert [name for name in named if name not in modules and not (ROOT / name).exists()] == []
