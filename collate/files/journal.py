"""Replace the files of a set, with a journal by which the next run can mend what a killed run left.

All names are made from the run and a number: `.collate-RUN-0.new` is a temporary, `.collate-RUN-0.old` the file that it
replaces, `.collate-RUN.journal` lists the targets. A journal may come from a stranger (see "Writing reports" in
docs/design.md): it names targets in its own folder, and none is touched unless its inode, size and time are in it.
"""

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate.errors import WriteError

LARGEST_JOURNAL: Final = 4 << 20  # bytes: 20,000 files

_OUR_NAME: Final = late_regex(r"\.collate-(?P<run>[0-9]{1,10}-[0-9a-f]{8})(?:-[0-9]{1,6})?\.(?P<kind>new|old|journal)")
_IDENTITY: Final = late_regex(r"[0-9]{1,20}:[0-9]{1,20}:[0-9]{1,20}")
_NOT_IN_NAMES: Final = "/\x00\\:" if os.name == "nt" else "/\x00"
_LONGEST_NAME: Final = 255  # bytes, in every usual file system
_NO_FILE: Final = "no file"  # the identity of a link, a folder, a pipe or a device: no journal contains it


@dataclass(frozen=True, slots=True)
class Replacement:
    """The name of a target, and the identities of the file that it was (None if there was none) and of the new file."""

    name: str
    old: str | None
    new: str


@dataclass(frozen=True, slots=True)
class Journal:
    """The replacements that a run makes in a folder; the number of each is its index."""

    folder: Path
    run: str
    replacements: tuple[Replacement, ...]

    @property
    def path(self) -> Path:
        """Return the path of the journal."""
        return self.folder / f".collate-{self.run}.journal"

    def target(self, number: int) -> Path:
        """Return the path of the file that is replaced."""
        return self.folder / self.replacements[number].name

    def backup(self, number: int) -> Path:
        """Return the path of the old file."""
        return self.folder / f".collate-{self.run}-{number}.old"


def new_run() -> str:
    """Return a name for a run that no other run has."""
    return f"{os.getpid()}-{os.urandom(4).hex()}"


def temporary_path(folder: Path, run: str, number: int) -> Path:
    """Return the path of a temporary."""
    return folder / f".collate-{run}-{number}.new"


def identity(path: Path) -> str | None:
    """Return what tells a file from one that replaced it: inode, size and time. Return None if there is no file."""
    try:
        status = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(status.st_mode):
        return _NO_FILE
    return f"{status.st_ino}:{status.st_size}:{status.st_mtime_ns}"


def replace_all(journals: Sequence[Journal]) -> None:
    """Rename the temporaries of all journals to their targets, or none of them.

    Raises OSError as the system does, after the old files were put back, and WriteError when they cannot be.
    """
    steps = [(journal, number) for journal in journals for number in range(len(journal.replacements))]
    try:
        for journal in journals:
            _write_journal(journal)
        for journal, number in steps:
            if journal.replacements[number].old is not None:
                _keep_old(journal.target(number), journal.backup(number))
        for journal, number in steps:
            temporary_path(journal.folder, journal.run, number).replace(journal.target(number))
    except BaseException:
        undone = [_undo(journal) for journal in journals]
        if not all(undone):
            raise WriteError(
                f"{journals[0].folder}: some files are new and some are old, because the old ones could not be put "
                "back; see that the folder can be written to, and run the command again"
            ) from None
        raise
    for journal in journals:
        _remove_leftovers(journal)


def mend_folder(folder: Path) -> list[str]:
    """Mend what killed runs left in a folder, and return a sentence for each thing that was done.

    The folder must be locked, so that every temporary is of a run that has ended.
    """
    leftovers = _leftovers(folder)
    notes = [_mend(path) for path in leftovers["journal"]]
    if notes:
        leftovers = _leftovers(folder)
    for path in leftovers["new"]:
        path.unlink(missing_ok=True)
    if leftovers["new"]:
        notes.append(f"{folder}: removed {len(leftovers['new'])} temporary files of an earlier run that was stopped")
    for path in leftovers["old"]:
        notes.append(f"{path}: an old file that an earlier run kept; remove it if it is not needed")
    return notes


def name_leftovers(folder: Path) -> list[str]:
    """Return a sentence if killed runs left files in a folder that cannot be locked, or runs write in it."""
    if not any(_leftovers(folder).values()):
        return []
    return [f"{folder}: has files of another run (.collate-*); if no run is writing here, remove them"]


def _leftovers(folder: Path) -> dict[str, list[Path]]:
    """Return the regular files in a folder whose names are ours, by kind; files of other users are not ours."""
    leftovers: dict[str, list[Path]] = {"journal": [], "new": [], "old": []}
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _OUR_NAME.fullmatch(entry.name)
            if match and _is_own_file(entry.stat(follow_symlinks=False)):
                leftovers[match["kind"]].append(folder / entry.name)
    return {kind: sorted(paths) for kind, paths in leftovers.items()}


def _is_own_file(status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and (not hasattr(os, "geteuid") or status.st_uid == os.geteuid())


def _mend(path: Path) -> str:
    """Keep or undo the set of a journal, and return what was done."""
    try:
        journal = _read_journal(path)
    except ValueError:
        path.unlink(missing_ok=True)
        return f"{path}: removed, because it is not a journal that collate has written whole"
    unfinished = any(_is_old(journal, number) for number in range(len(journal.replacements)))
    if unfinished and not _undo(journal):
        raise WriteError(
            f"{path.parent}: an earlier run replaced only some files, and the old ones cannot be put back; "
            f"see that the folder can be written to, or write to another one"
        )
    _remove_leftovers(journal)
    if unfinished:
        return (
            f"{path.parent}: an earlier run was stopped before all files were replaced; its new files were taken back"
        )
    return f"{path.parent}: an earlier run was stopped after all files were replaced; they were kept"


def _is_old(journal: Journal, number: int) -> bool:
    """Return whether a target is as it was before its run, or was taken away to be kept."""
    replacement = journal.replacements[number]
    current = identity(journal.target(number))
    if current is None and replacement.old is not None:
        return identity(journal.backup(number)) == replacement.old
    return current == replacement.old


def _undo(journal: Journal) -> bool:
    """Put the old files back, then remove temporaries and journal. Return False if a file cannot be put back."""
    undone = True
    for number in range(len(journal.replacements)):
        try:
            _put_back(journal, number)
        except OSError:
            undone = False
    if undone:
        _remove_leftovers(journal)
    return undone


def _put_back(journal: Journal, number: int) -> None:
    """Put an old file back. A target that is neither the old nor the new file was changed since, and stays."""
    replacement, target, backup = journal.replacements[number], journal.target(number), journal.backup(number)
    current = identity(target)
    if replacement.old is None:
        if current == replacement.new:
            target.unlink()
    elif current in (None, replacement.new) and identity(backup) == replacement.old:
        backup.replace(target)


def _keep_old(target: Path, backup: Path) -> None:
    """Keep the file of a target under a second name."""
    try:
        os.link(target, backup)
    except OSError:  # the file system has no hard links, or the file is another user's
        target.replace(backup)


def _remove_leftovers(journal: Journal) -> None:
    """Remove temporaries and backups, and last the journal. What cannot be removed is left to the next run."""
    with suppress(OSError):
        for number in range(len(journal.replacements)):
            temporary_path(journal.folder, journal.run, number).unlink(missing_ok=True)
            journal.backup(number).unlink(missing_ok=True)
        journal.path.unlink(missing_ok=True)


def _write_journal(journal: Journal) -> None:
    """Write a journal under the name of a temporary, then rename it."""
    import json  # a single file needs no journal

    content = json.dumps([asdict(replacement) for replacement in journal.replacements]).encode()
    if len(content) > LARGEST_JOURNAL:
        raise WriteError(f"{journal.folder}: too many files for one run; write fewer at a time")
    temporary = temporary_path(journal.folder, journal.run, len(journal.replacements))
    try:
        handle = create_file(temporary, 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(journal.path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _read_journal(path: Path) -> Journal:
    """Read a journal. Raises ValueError for one that collate has not written, or not whole."""
    import json

    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise ValueError
        content = file.read(LARGEST_JOURNAL + 1)
    match = _OUR_NAME.fullmatch(path.name)
    if match is None or len(content) > LARGEST_JOURNAL:
        raise ValueError
    try:
        rows = json.loads(content)
    except RecursionError:
        raise ValueError from None
    if not isinstance(rows, list):
        raise ValueError
    return Journal(path.parent, match["run"], tuple(_replacements(rows)))


def _replacements(rows: list[object]) -> Iterable[Replacement]:
    """Yield the rows of a journal. Raises ValueError for a row that is not one of ours."""
    for row in rows:
        if not isinstance(row, dict) or row.keys() != {"name", "old", "new"}:
            raise ValueError
        replacement = Replacement(**row)
        if not _is_plain_name(replacement.name):
            raise ValueError
        if not _is_identity(replacement.new) or not (replacement.old is None or _is_identity(replacement.old)):
            raise ValueError
        yield replacement


def _is_plain_name(name: object) -> bool:
    """Return whether a name is that of a file in a folder, and not one of our own names."""
    if not isinstance(name, str) or name in {"", ".", ".."} or _OUR_NAME.fullmatch(name):
        return False
    try:
        length = len(os.fsencode(name))
    except UnicodeEncodeError:  # an unpaired surrogate that is no byte of a name
        return False
    return length <= _LONGEST_NAME and not any(c in name for c in _NOT_IN_NAMES)


def _is_identity(text: object) -> bool:
    return isinstance(text, str) and _IDENTITY.fullmatch(text) is not None


def create_file(path: Path, mode: int) -> int:
    """Create a file that does not exist yet, following no link, and return its handle."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, mode)
