"""Find what is written to: which file a path leads to, and whether it is a folder, a pipe or a device."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Final

from collate.errors import WriteError
from collate.files.boundary import is_hidden, stays_in_project
from collate.files.content import Content

ELSEWHERE: Final = "choose another path"

_STREAM_FOLDERS: Final = ("/dev/", "/proc/self/fd/")
_DESCRIPTORS: Final = MappingProxyType({"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2})
_DESCRIPTOR_FOLDERS: Final = ("/dev/fd/", "/proc/self/fd/")


def target_in(path: str | Path, file_name: str, advice: str = ELSEWHERE) -> Path:
    """Return the file of this name if a path is a folder, otherwise the path itself.

    Raises WriteError, which ends with the advice, for a path that no file can have.
    """
    if not os.fspath(path):
        raise WriteError(f"the path is empty; {advice}")
    return Path(path) / file_name if is_folder(Path(path), advice) else Path(path)


def is_folder(path: Path, advice: str = ELSEWHERE) -> bool:
    """Return whether a path is a folder. Raises WriteError, which ends with the advice, if no file can have it."""
    status = path_status(path, advice)
    return status is not None and stat.S_ISDIR(status.st_mode)


def is_stream(path: Path, advice: str = ELSEWHERE) -> bool:
    """Return whether a path is a pipe or a device, which is written to and never replaced.

    A symbolic link is one only in /dev, where it comes from the system: anywhere else it may be a stranger's.
    """
    in_system = path.as_posix().startswith(_STREAM_FOLDERS)
    if descriptor(path) is not None:
        return True
    status = path_status(path, advice, follow=in_system)
    return status is not None and not any(
        is_kind(status.st_mode) for is_kind in (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)
    )


def descriptor(path: Path) -> int | None:
    """Return the number of the open file that a path names, such as 1 for /dev/stdout and /dev/fd/1."""
    name = path.as_posix()
    for folder in _DESCRIPTOR_FOLDERS:
        number = name.removeprefix(folder)
        if number != name and number.isascii() and number.isdecimal() and len(number) < 7:
            return int(number)
    return _DESCRIPTORS.get(name)


def find_targets(contents: Mapping[Path, Content], advice: str) -> dict[Path, Path]:
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
    status = path_status(path, advice, follow=False)
    with errors_named(path, advice):
        folder = Path(os.path.realpath(path.parent))
        target = folder / path.name
        if status is not None and stat.S_ISLNK(status.st_mode):
            # A stranger may have committed it, and it may lead to any file of the project.
            raise WriteError(f"{path}: this is a symbolic link; remove it, or {advice}")
        # A stranger cannot commit what is in .git, where hooks are programs, but can commit a link to that folder.
        if not stays_in_project(path.parent) or (is_hidden(folder) and not is_hidden(path.parent, follow=False)):
            raise WriteError(
                f"{path}: a link leads out of the project or into a hidden folder; name the folder that it leads to, "
                f"or {advice}"
            )
    if path.name in {"", ".."} or (status is not None and stat.S_ISDIR(status.st_mode)):
        raise WriteError(f"{path}: this is a folder; name a file")
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{path}: this is a pipe or a device, and only one file can be written to it; {advice}")
    return target


def path_status(path: Path, advice: str, follow: bool = True) -> os.stat_result | None:
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
def errors_named(path: Path | None, advice: str) -> Iterator[None]:
    """Turn an error of the system into a WriteError that names a path, or the path of the error for None."""
    try:
        yield
    except BrokenPipeError:  # the program that reads our output has closed it; this is not an error
        raise
    except OSError as error:
        raise WriteError(f"{path or error.filename}: {error.strerror or error}; {advice}") from None
