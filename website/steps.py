"""The steps of a page of the docs: the files that a reader makes, and the commands that a reader runs.

In a page, a fenced block with `title="FOLDER/FILE"` is a file, and a `console` block has commands, each after `$ ` and
with what it prints below it. `...` stands for what is left out.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class File:
    """A file that the reader makes: where, and what is in it."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command that the reader runs, and the parts of what it prints, in order."""

    line: str
    parts: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        """What follows `collate`."""
        name, *arguments = shlex.split(self.line)
        assert name == "collate", self.line
        return arguments

    def missing_from(self, printed: str) -> str | None:
        """The first part that is not in what was printed, after the parts before it; None if all are there."""
        at = 0
        for part in self.parts:
            where = printed.find(part, at)
            if where < 0:
                return part
            at = where + len(part)
        return None


def steps_of(page: Path) -> list[File | Command]:
    """The steps of a page, in the order in which a reader does them."""
    steps: list[File | Command] = []
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["title"]:
            steps.append(File(block["title"], block["text"]))
        elif block["language"] == "console":
            for shown in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                line, _, expected = shown.partition("\n")
                parts = tuple(part.strip("\n") for part in expected.split("..."))
                steps.append(Command(line, tuple(part for part in parts if part.strip())))
    return steps


def make(file: File, folder: Path) -> None:
    """Write a file as a reader does who copies it from the page."""
    target = folder / file.path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(file.text, encoding="utf-8")
