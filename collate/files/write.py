"""Write files: all of a set, or none."""

import os
import re
import stat
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from collate.errors import WriteError
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

ELSEWHERE: Final = "choose another path"

_STREAM_FOLDERS: Final = ("/dev/", "/proc/self/fd/")
_DESCRIPTOR: Final = re.compile(r"/dev/(?P<name>stdin|stdout|stderr)|/(?:dev|proc/self)/fd/(?P<number>[0-9]{1,6})")
_STANDARD: Final = {"stdin": 0, "stdout": 1, "stderr": 2}


@dataclass(frozen=True, slots=True)
class _NewFile:
    """A file of a set: its path as the user named it, its target without links, and the permissions that it keeps."""

    path: Path
    target: Path
    temporary: Path
    content: Content
    mode: int | None


def write_files(contents: Mapping[Path, Content], advice: str = ELSEWHERE) -> list[str]:
    """Write all files or none, also when a signal stops the program.

    Return a sentence for each thing that was mended because an earlier run was killed. Raises WriteError, which ends
    with the advice, when a file cannot be written.
    """
    return _write_set(contents, advice, {})


def rewrite_files(contents: Mapping[Path, bytes]) -> list[str]:
    """Write existing files anew, all or none, each with the permissions that it had; otherwise as `write_files`."""
    modes = {}
    for path in contents:
        with _errors_named(path, ELSEWHERE):
            modes[path] = stat.S_IMODE(path.stat().st_mode)
    return _write_set(contents, ELSEWHERE, modes)


def require_not_read(targets: Iterable[Path], files: Iterable[Path], advice: str = ELSEWHERE) -> None:
    """Raise WriteError, which ends with the advice, when a target is one of the files that are read."""
    sources = [status for file in files if (status := _status(file, advice)) is not None]
    for target in targets:
        status = _status(target, advice)
        if status is not None and any(os.path.samestat(status, source) for source in sources):
            raise WriteError(f"{target}: this file is read as input and is never overwritten; {advice}")


def target_in(path: str | Path, file_name: str, advice: str = ELSEWHERE) -> Path:
    """Return the file of this name if a path is a folder, otherwise the path itself.

    Raises WriteError, which ends with the advice, for a path that no file can have.
    """
    if not os.fspath(path):
        raise WriteError(f"the path is empty; {advice}")
    return Path(path) / file_name if is_folder(Path(path), advice) else Path(path)


def is_folder(path: Path, advice: str = ELSEWHERE) -> bool:
    """Return whether a path is a folder. Raises WriteError, which ends with the advice, if no file can have it."""
    status = _status(path, advice)
    return status is not None and stat.S_ISDIR(status.st_mode)


def is_stream(path: Path, advice: str = ELSEWHERE) -> bool:
    """Return whether a path is a pipe or a device, which is written to and never replaced.

    A symbolic link is one only in /dev, where it comes from the system: anywhere else it may be a stranger's.
    """
    in_system = path.as_posix().startswith(_STREAM_FOLDERS)
    if in_system and _DESCRIPTOR.fullmatch(path.as_posix()):
        return True
    status = _status(path, advice, follow=in_system)
    return status is not None and not any(
        is_kind(status.st_mode) for is_kind in (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)
    )


def _write_set(contents: Mapping[Path, Content], advice: str, modes: Mapping[Path, int]) -> list[str]:
    if len(contents) == 1:
        [(path, content)] = contents.items()
        if is_stream(path, advice):
            _write_stream(path, content, advice)
            return []
    targets = _targets(contents, advice)
    for path in targets:
        with _errors_named(None, advice):
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
            with _errors_named(folder, advice):
                locked = locks.enter_context(folder_locked(folder))
                notes += mend_folder(folder) if locked else name_leftovers(folder)
        _write_and_replace(files, run, advice)
    return notes


def _write_and_replace(files: list[_NewFile], run: str, advice: str) -> None:
    """Write the temporaries, then rename them all."""
    try:
        for file in files:
            with _errors_named(file.path, advice):
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
        with _errors_named(files[0].path, advice):
            files[0].temporary.replace(files[0].target)
        return
    replacements: dict[Path, list[Replacement]] = {}
    for file in files:
        with _errors_named(file.path, advice):
            replacement = Replacement(file.target.name, identity(file.target), identity(file.temporary) or "")
            replacements.setdefault(file.target.parent, []).append(replacement)
    with _errors_named(next(iter(replacements), None), advice):
        replace_all([Journal(folder, run, tuple(rows)) for folder, rows in replacements.items()])


def _write_temporary(file: _NewFile) -> None:
    """Write a temporary with the permissions of a new file, or with those that the old file had."""
    # No one may read before the permissions are set what could not be read in the old file.
    handle = create_file(file.temporary, 0o666 if file.mode is None else 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.writelines(encoded_chunks(file.content))
    if file.mode is not None:
        file.temporary.chmod(file.mode)


def _write_stream(path: Path, content: Content, advice: str) -> None:
    """Write to a pipe, a device, or what standard output is."""
    named = _DESCRIPTOR.fullmatch(path.as_posix())
    with _errors_named(path, advice):
        if named:
            sys.stdout.flush()
            # A duplicate shares the place in a file; opened by name, the file would be written from its start.
            handle = os.dup(_STANDARD[named["name"]] if named["name"] else int(named["number"]))
        else:
            handle = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "wb") as file:
            file.writelines(encoded_chunks(content))


def _targets(contents: Mapping[Path, Content], advice: str) -> dict[Path, Path]:
    """Return the target of each path, without links; two paths may be one file if they have the same content.

    Raises WriteError for a path that must not be written to.
    """
    paths: dict[Path, Path] = {}  # by target
    for path in contents:
        first = paths.setdefault(_target(path, advice), path)
        content = contents[path]
        if first is not path and not (isinstance(content, str | bytes) and content == contents[first]):
            raise WriteError(f"{path}: two files of a set would be the same file; {advice}")
    return {path: target for target, path in paths.items()}


def _target(path: Path, advice: str) -> Path:
    status = _status(path, advice, follow=False)
    with _errors_named(path, advice):
        folder = Path(os.path.realpath(path.parent))
        target = folder / path.name
        if status is not None and stat.S_ISLNK(status.st_mode):
            target = Path(os.path.realpath(path))
            if not target.is_relative_to(folder):
                raise WriteError(f"{path}: this symbolic link leads out of its folder; remove the link, or {advice}")
            status = _status(target, advice, follow=False)
            if status is None or stat.S_ISLNK(status.st_mode):
                raise WriteError(f"{path}: this symbolic link leads to no file; remove the link, or {advice}")
    if path.name in {"", ".."} or (status is not None and stat.S_ISDIR(status.st_mode)):
        raise WriteError(f"{path}: this is a folder; name a file")
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{path}: this is a pipe or a device, and only one file can be written to it; {advice}")
    return target


def _status(path: Path, advice: str, follow: bool = True) -> os.stat_result | None:
    """Return the status of a file, or None if there is none. Raises WriteError for a path that no file can have."""
    try:
        return path.stat(follow_symlinks=follow)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:  # it contains a NUL
        raise WriteError(f"{str(path)!r}: not a valid file name; {advice}") from None
    except OSError as error:
        raise WriteError(f"{path}: {error.strerror}; {advice}") from None


@contextmanager
def _errors_named(path: Path | None, advice: str) -> Iterator[None]:
    """Turn an error of the system into a WriteError that names a path, or the path of the error for None."""
    try:
        yield
    except BrokenPipeError:  # the program that reads our output has closed it; this is not an error
        raise
    except OSError as error:
        raise WriteError(f"{path or error.filename}: {error.strerror or error}; {advice}") from None
