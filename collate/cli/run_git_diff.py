"""What `collate git-diff` does."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from collate.apparatus import Selection
from collate.cli import exit_codes as exits
from collate.cli.collating import collated
from collate.cli.output import write_out
from collate.errors import CollateError, OptionError
from collate.model.witness import Siglum, Witness
from collate.pipeline.reports import shown
from collate.reading.options import ReadOptions
from collate.reading.plain import require_text
from collate.reading.readers import reader_of
from collate.reading.sources import read_bytes
from collate.reading.work import Work
from collate.rendering.writers import render_diff
from collate.terminal.display import visible

NOTHING: Final = "/dev/null"  # what git names where a side has no file
OLD, NEW = Siglum("old"), Siglum("new")
_NO_MODE: Final = "."


@dataclass(frozen=True, slots=True)
class Change:
    """What git tells of a file: its path, and the file and mode of either side; `renamed` is its new path."""

    path: str
    old: str
    old_mode: str
    new: str
    new_mode: str
    renamed: str = ""

    @property
    def headline(self) -> str:
        """The path, and what has become of the file as a whole."""
        told = [self.path]
        if self.renamed:
            told.append(f"renamed to {self.renamed}")
        if self.old == NOTHING:
            told.append("a new file")
        elif self.new == NOTHING:
            told.append("deleted")
        elif self.old_mode != self.new_mode and _NO_MODE not in (self.old_mode, self.new_mode):
            told.append(f"its mode was {self.old_mode} and is {self.new_mode}")
        return visible(": ".join((told[0], ", ".join(told[1:]))) if told[1:] else told[0])


def show_to_git(given: tuple[str, ...], everything: bool, encoding: str, aligner: str, coloured: bool) -> int:
    """Show the difference that git asks for; what cannot be shown is said, so that git goes on with the next file."""
    if len(given) == 1:
        write_out(None, f"{visible(given[0])}: not merged yet\n\n")
        return exits.NOTHING_TO_REPORT
    change = _change(given)
    try:
        told = _told(change, everything, encoding, aligner, coloured)
    except CollateError as error:
        told = f"cannot be shown word by word: {visible(str(error))}\n"
    head = click.style(change.headline, bold=True) if coloured else change.headline
    write_out(None, f"{head}\n{told}\n")
    return exits.NOTHING_TO_REPORT


def _change(given: tuple[str, ...]) -> Change:
    """Take git's arguments apart: path, old file, its name, its mode, the same of the new one; a new path and why."""
    if len(given) not in (7, 9):
        raise OptionError(
            f"git gives 7 arguments, 9 of a renamed file, or 1 of one that is not merged, and here are {len(given)}; "
            "set GIT_EXTERNAL_DIFF='collate git-diff', or see docs/git.md"
        )
    path, old, _, old_mode, new, _, new_mode, *renamed = given
    return Change(path, old, old_mode, new, new_mode, renamed[0] if renamed and renamed[0] != path else "")


def _told(change: Change, everything: bool, encoding: str, aligner: str, coloured: bool) -> str:
    """Say how the two sides differ."""
    old = _side(OLD, change.path, change.old, encoding)
    new = _side(NEW, change.renamed or change.path, change.new, encoding)
    if old.text == new.text:
        return "the text is the same\n"
    if not old.text.strip() or not new.text.strip():
        return _alone(old, new, coloured)
    work = Work(change.path, (old, new), OLD)
    found = collated(work, aligner, OLD)
    name = "terminal" if coloured else "words"
    text = render_diff(name, shown(found.apparatus, name, Selection(typography=everything)), found.alignment)
    return text if coloured else click.unstyle(text)


def _side(siglum: Siglum, path: str, file: str, encoding: str) -> Witness:
    content = b"" if file == NOTHING else read_bytes(file)
    require_text(Path(path), content, encoding)
    return reader_of(path)(content, ReadOptions(file=path, siglum=siglum, encoding=encoding))


def _alone(old: Witness, new: Witness, coloured: bool) -> str:
    """Show a text that has nothing beside it: every line of it came, or went."""
    came = bool(new.text.strip())
    lines = (new if came else old).text.splitlines()
    sign, paint = ("+", "green") if came else ("-", "red")
    marked = [f"{sign}{visible(line)}" for line in lines]
    return "".join(f"{click.style(line, fg=paint) if coloured else line}\n" for line in marked)
