"""What `collate git-diff` does."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.apparatus import Selection
from collate.cli import exit_codes
from collate.cli.collating import collate_with_notes
from collate.cli.notices import tell_notices
from collate.cli.output import print_text
from collate.errors import CollateError, OptionError
from collate.files.archive import is_archive
from collate.files.encodings import Encodings
from collate.files.read import read_input, require_text
from collate.files.read_choices import ReadChoices
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.reports import select_for_format
from collate.reading.beginnings import may_be_markup
from collate.reading.options import ReadOptions
from collate.reading.project_read import project_read_tables
from collate.reading.read_settings import settings_of_options
from collate.reading.source_files import files_of_content
from collate.reading.witness_reading import read_witnesses
from collate.rendering.file_differences import describe_files, describe_left_out
from collate.rendering.writers import render_diff
from collate.terminal.colour import Colour, painted
from collate.terminal.display import visible
from collate.terminal.escaping import printable_line

NO_FILE: Final = "/dev/null"  # what git passes for a side that has no file
OLD, NEW = Siglum("old"), Siglum("new")
_NO_MODE: Final = "."  # what git passes for a side that has no mode


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """The arguments of git: the path of a file, then file and mode of the old side and of the new one.

    `renamed_to` is the new path of a renamed file, else "".
    """

    path: str
    old: str
    old_mode: str
    new: str
    new_mode: str
    renamed_to: str = ""

    @property
    def headline(self) -> str:
        """The path, and what happened to the file as a whole."""
        changes = []
        if self.renamed_to:
            changes.append(f"renamed to {self.renamed_to}")
        if self.old == NO_FILE:
            changes.append("new file")
        elif self.new == NO_FILE:
            changes.append("deleted")
        elif self.old_mode != self.new_mode and _NO_MODE not in (self.old_mode, self.new_mode):
            changes.append(f"mode changed from {self.old_mode} to {self.new_mode}")
        return printable_line(f"{self.path}: {', '.join(changes)}" if changes else self.path)


def show_to_git(
    git_arguments: tuple[str, ...],
    show_typography: bool,
    encoding: Encodings,
    choices: ReadChoices,
    aligner: str,
    coloured: bool,
) -> int:
    """Write the difference that git asks for, or why it cannot be shown, so that git continues with the next file."""
    if len(git_arguments) == 1:
        print_text(f"{printable_line(git_arguments[0])}: not merged yet\n\n")
        return exit_codes.SUCCESS
    file = _parse_arguments(git_arguments)
    try:
        difference = _difference(file, show_typography, encoding, choices, aligner, coloured)
    except CollateError as error:
        difference = f"cannot be compared word by word: {printable_line(str(error))}\n"
    headline = painted(file.headline, Colour.BOLD)
    print_text(f"{headline}\n{difference}\n", coloured)
    return exit_codes.SUCCESS


def _parse_arguments(git_arguments: tuple[str, ...]) -> ChangedFile:
    """Return git's arguments by name: path, then file, name and mode of each side; if renamed, new path and details."""
    if len(git_arguments) not in (7, 9):
        raise OptionError(
            f"git passes 7 arguments (9 for a renamed file, 1 for an unmerged file), not {len(git_arguments)}; "
            "set GIT_EXTERNAL_DIFF='collate git-diff', or see docs/git.md"
        )
    path, old, _, old_mode, new, _, new_mode, *renamed = git_arguments
    return ChangedFile(path, old, old_mode, new, new_mode, renamed[0] if renamed and renamed[0] != path else "")


def _difference(
    file: ChangedFile, show_typography: bool, encoding: Encodings, choices: ReadChoices, aligner: str, coloured: bool
) -> str:
    """Return the difference between the two sides as text."""
    new_path = file.renamed_to or file.path
    old = _read_side(OLD, file.path, file.old, _encoding_of_side(encoding, OLD, file.path), choices)
    new = _read_side(NEW, new_path, file.new, _encoding_of_side(encoding, NEW, new_path), choices)
    tell_notices((old, new))
    if old.text == new.text:
        if left_out := describe_left_out((old, new)):
            return f"the text is the same; {left_out}\n"
        files = describe_files((old, new))
        return f"the same words; the files differ in {files}\n" if files else "the text is the same\n"
    if not old.text.strip() or not new.text.strip():
        return _whole_text(old, new)
    result = collate_with_notes(Work((old, new), title=file.path, base=OLD), aligner, OLD)
    name = "terminal" if coloured else "words"
    return render_diff(
        name, select_for_format(result.apparatus, name, Selection(typography=show_typography)), result.alignment
    )


def _encoding_of_side(encodings: Encodings, siglum: Siglum, path: str) -> str:
    """Return the encoding of a side: `old` and `new` are names, and the path of the file or its name is for both.

    git asks for one file after the other, so a name may mean another file.
    """
    named = dict(encodings.named)
    names = (siglum, "A" if siglum == OLD else "B", path, Path(path).name)
    return next((named[name] for name in names if name in named), encodings.default)


def _read_side(siglum: Siglum, path: str, file: str, encoding: str, choices: ReadChoices) -> Witness:
    """Read one side of a file, with the settings of its project; of several states, that of the file itself."""
    content = b"" if file == NO_FILE else read_input(file)
    if not content:
        return Witness(siglum, "")
    if not is_archive(content) and not may_be_markup(content):
        require_text(Path(path), content, encoding)
    files = files_of_content(content, path)
    asked = settings_of_options(choices.common)
    tables = (*project_read_tables(Path(path).parent), *((asked,) if asked.values else ()))
    witnesses = read_witnesses(files, ReadOptions(file=path, siglum=siglum, encoding=encoding), tables).witnesses
    itself = next((w for w in reversed(witnesses) if w.derived_from is None), witnesses[-1])
    return replace(itself, siglum=siglum, derived_from=None)


def _whole_text(old: Witness, new: Witness) -> str:
    """Return every line as added if the old text is blank, else every line as deleted."""
    added = bool(new.text.strip())
    sign, colour = ("+", Colour.GREEN) if added else ("-", Colour.RED)
    lines = [f"{sign}{visible(line)}" for line in (new if added else old).text.splitlines()]
    return "".join(f"{painted(line, colour)}\n" for line in lines)
