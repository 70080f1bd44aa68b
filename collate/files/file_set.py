"""Write the files of a set: temporaries first, then renames, all or none."""

import os
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path

from collate._dataclass import dataclass
from collate.files.content import Content, encoded_chunks
from collate.files.folder_lock import folder_locked
from collate.files.journal import (
    Journal,
    Replacement,
    create_file,
    identity,
    mend_folder,
    name_leftovers,
    new_run,
    replace_all,
    temporary_path,
)
from collate.files.signals import signals_held
from collate.files.targets import errors_named, find_targets


@dataclass(frozen=True, slots=True)
class _NewFile:
    """A file of a set: its path as the user named it, its target without links, and the permissions that it keeps."""

    path: Path
    target: Path
    temporary: Path
    content: Content
    mode: int | None


def write_set(contents: Mapping[Path, Content], advice: str, modes: Mapping[Path, int]) -> list[str]:
    """Write all files or none, and return what was mended; the modes are the permissions that files keep."""
    targets = find_targets(contents, advice)
    for path in targets:
        with errors_named(None, advice):
            path.parent.mkdir(parents=True, exist_ok=True)
    run = new_run()
    numbers: defaultdict[Path, count[int]] = defaultdict(count)
    files = []
    for path, target in targets.items():
        temporary = temporary_path(target.parent, run, next(numbers[target.parent]))
        files.append(_NewFile(path, target, temporary, contents[path], modes.get(path)))
    notes = []
    with ExitStack() as locks:
        # Every run locks its folders in the same order, so that no two wait for each other.
        for folder in sorted(numbers):
            with errors_named(folder, advice):
                locked = locks.enter_context(folder_locked(folder))
                notes += mend_folder(folder) if locked else name_leftovers(folder)
        _write_and_replace(files, run, advice)
    return notes


def _write_and_replace(files: list[_NewFile], run: str, advice: str) -> None:
    """Write the temporaries, then rename them all."""
    try:
        for file in files:
            with errors_named(file.path, advice):
                _write_temporary(file)
        with signals_held():
            _rename(files, run, advice)
    except BaseException:
        with signals_held():
            for file in files:
                with suppress(OSError):
                    file.temporary.unlink(missing_ok=True)
        raise


def _rename(files: list[_NewFile], run: str, advice: str) -> None:
    """Rename the temporaries to their targets, all or none."""
    if len(files) == 1:  # a rename is all or none by itself
        with errors_named(files[0].path, advice):
            files[0].temporary.replace(files[0].target)
        return
    replacements: dict[Path, list[Replacement]] = {}
    for file in files:
        with errors_named(file.path, advice):
            replacement = Replacement(file.target.name, identity(file.target), identity(file.temporary) or "")
            replacements.setdefault(file.target.parent, []).append(replacement)
    with errors_named(next(iter(replacements), None), advice):
        replace_all([Journal(folder, run, tuple(rows)) for folder, rows in replacements.items()])


def _write_temporary(file: _NewFile) -> None:
    """Write a temporary with the permissions of a new file, or with those that the old file had."""
    # No one may read before the permissions are set what could not be read in the old file.
    handle = create_file(file.temporary, 0o666 if file.mode is None else 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.writelines(encoded_chunks(file.content))
    if file.mode is not None:
        file.temporary.chmod(file.mode)
