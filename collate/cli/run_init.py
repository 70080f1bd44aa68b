"""What `collate init` does."""

import shlex
from pathlib import Path
from typing import Final

from collate._repr import counted
from collate.cli import exit_codes
from collate.cli.output import Medium, print_line, print_message, write_output
from collate.errors import CollateError, ReadError, WriteError
from collate.files.boundary import Permissions
from collate.files.presence import is_folder, is_link, is_there
from collate.files.write import write_files
from collate.proposing import Proposal, propose_settings
from collate.proposing.proposal import load_proposal
from collate.proposing.settings_text import advice, settings_text
from collate.reading.work import CONFIG

_MEND: Final = "name another folder"


def write_settings(folder: str, dry_run: bool, language: str, permissions: Permissions) -> int:
    """Write the settings that are proposed for a folder, or print them, and return the exit code."""
    path = Path(folder) / CONFIG
    if not is_folder(folder):
        raise ReadError(f"{folder}: {'not a folder' if is_there(folder) else 'no such folder'}; {_MEND}")
    if not dry_run and (is_there(path) or is_link(path)):
        raise WriteError(f"{path}: is there already and is never overwritten; see a proposal with --dry-run")
    proposal = propose_settings(Path(folder), language, permissions)
    text = settings_text(proposal)
    try:
        load_proposal(text, Path(folder), permissions)  # what is written can be read
    except CollateError as error:
        raise ReadError(f"{folder}: the settings that would be written cannot be read: {error}") from None
    if dry_run:
        write_output(None, text, Medium.DOCUMENT)
        return exit_codes.SUCCESS
    for note in write_files({path: text}, _MEND):
        print_message(f"note: {note}")
    print_line(f"wrote {path}: {_summary(proposal)}")
    if note := advice(proposal):
        print_message(f"note: {note}")
    _print_next_steps(folder, path)
    return exit_codes.SUCCESS


def _summary(proposal: Proposal) -> str:
    taken = sum(not witness.work for witness in proposal.witnesses)
    left = len(proposal.not_taken) + len(proposal.witnesses) - taken
    others = f"; {left} not taken, listed in it" if left else ""
    return f"{counted(taken, 'witness', 'witnesses')}, base {proposal.base}{others}"


def _print_next_steps(folder: str, path: Path) -> None:
    named = shlex.quote(folder)
    rows = (
        (f"edit {shlex.quote(str(path))}", "correct what is a guess"),
        (f"collate show text {named} --all", "what was read as text, and what was not"),
        (f"collate report {named}", "the apparatus"),
    )
    width = max(len(command) for command, _ in rows)
    for command, why in rows:
        print_line(f"  {command:<{width}}  {why}")
