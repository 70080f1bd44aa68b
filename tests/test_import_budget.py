"""What each command may load: start-up time is mostly imports, so each row names modules that stay out.

A new row is a name, a command line and the modules that it must not load; a name stands for its submodules too.
`{a}`, `{b}` are two files with the same text that belong to no work.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from collate.cli.main import COMMANDS

ENGINE = (
    "collate.alignment", "collate.variants", "collate.classify", "collate.apparatus", "collate.rendering",
    "collate.pipeline",
)  # fmt: skip
LIGHT = ("collate.rendering", "collate.rendering.formats")  # the names of the formats, which `--help` shows
LIBRARIES = ("rapidfuzz", "regex", "xlsxwriter", "lxml", "collatex", "pyarrow", "docx")

BUDGET = {
    "check of a file without a work": ("check {a}", (*ENGINE, *LIBRARIES, "numpy", "subprocess")),
    "check --rules": ("check --rules", (*ENGINE, *LIBRARIES, "numpy")),
    "check --explain": ("check --explain T201", (*ENGINE, *LIBRARIES, "numpy")),
    "check --fix": ("check --fix {a}", (*ENGINE, *LIBRARIES, "numpy")),
    "diff of two letters": (
        "diff witnesses/autonomisation/cw1966.txt witnesses/autonomisation/wo2022.txt",
        ("collate.classify.learning", "numpy.ma", "regex", "xlsxwriter", "lxml", "collatex", "pyarrow", "docx"),
    ),
    "diff of equal files": (
        "diff {a} {b}",
        ("collate.classify.learning", "numpy.ma", "regex", "xlsxwriter", "lxml", "collatex", "pyarrow", "docx"),
    ),
    "show text": ("show text {a}", (*ENGINE, *LIBRARIES, "numpy")),
    "no command": ("--help", (*ENGINE, *LIBRARIES, "numpy", "json")),
    **{
        f"{command} --help": (f"{command} --help", (*ENGINE, *LIBRARIES, "collate.checking", "numpy", "json"))
        for command in COMMANDS
    },
}

RUN = """
import sys
from collate.cli.main import run
code = run(sys.argv[2:])
assert code in (0, 1), code  # 1: the texts differ
open(sys.argv[1], "w", encoding="utf-8").write("\\n".join(sys.modules))
"""
IMPORT = "import collate, sys; print(*sys.modules)"


def heavy(loaded: list[str], forbidden: tuple[str, ...]) -> list[str]:
    weighed = [name for name in loaded if name not in LIGHT]
    return [name for name in weighed if any(name == f or name.startswith(f"{f}.") for f in forbidden)]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "pyproject.toml").touch()
    paths = {name: folder / f"{name}.txt" for name in "ab"}
    for path in paths.values():
        path.write_text("The union was decided in a hurry, and “the question” had hardly been touched upon.\n", "utf-8")
    return paths


@pytest.mark.parametrize(("command", "forbidden"), BUDGET.values(), ids=BUDGET)
def test_a_command_loads_no_more_than_it_needs(
    command: str, forbidden: tuple[str, ...], files: dict[str, Path], tmp_path: Path
) -> None:
    loaded = tmp_path / "modules.txt"
    arguments = [part.format(**files) for part in command.split()]
    subprocess.run([sys.executable, "-c", RUN, loaded, *arguments], capture_output=True, check=True)
    assert heavy(loaded.read_text("utf-8").split("\n"), forbidden) == []


def test_the_library_loads_nothing_that_it_does_not_need_yet() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "collate" in loaded
    assert heavy(loaded, (*ENGINE, *LIBRARIES, "collate.checking", "collate.cli", "numpy", "click", "json")) == []
