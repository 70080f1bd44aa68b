"""Checks of what a caller passes: a wrong type is one clear sentence, not an error from deep inside."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from collate.errors import OptionError, ReadError
from collate.files.boundary import Permissions
from collate.model.language import language_error

PathLike = str | Path


def require_string(name: str, value: object) -> None:
    """Raise OptionError unless the value of a parameter is a string."""
    if not isinstance(value, str):
        raise OptionError(f"{name} must be a string, not {value!r}")


def require_language(code: object) -> None:
    """Raise OptionError for something that is not the code of a language."""
    if why := language_error(code):
        raise OptionError(why)


def require_path(value: object) -> None:
    """Raise OptionError for what is not a path."""
    if not isinstance(value, (str, Path)):
        raise OptionError(f"a path is a str or a Path, not {value!r}")


def paths_of(value: PathLike | Sequence[PathLike]) -> list[PathLike]:
    """Return one path or several as a list. Raises OptionError for what is not a path, ReadError for an empty one."""
    several = [value] if isinstance(value, (str, Path)) else value
    if isinstance(several, bytes) or not isinstance(several, Iterable):
        raise OptionError(f"a path is a str or a Path, not {value!r}")
    paths = list(several)
    for path in paths:
        require_path(path)
        if path == "":
            raise ReadError('a path is empty; name a folder or a file, or "." for the current folder')
    if not paths:
        raise ReadError("no file is named; name a folder, or one file or more")
    return paths


def permissions_of(roots: PathLike | Sequence[PathLike], allow_rules: bool) -> Permissions:
    """Return what the caller allows the files of a work. Raises OptionError for a wrong type."""
    if not isinstance(allow_rules, bool):
        raise OptionError(f"allow_rules must be True or False, not {allow_rules!r}")
    return Permissions(tuple(map(Path, paths_of(roots))) if roots else (), allow_rules)


def strings_of(name: str, value: str | Iterable[str]) -> tuple[str, ...]:
    """Return one string or several as a tuple. Raises OptionError for anything else."""
    if isinstance(value, str):
        return (value,)
    strings = tuple(value) if isinstance(value, Iterable) else (value,)
    for string in strings:
        require_string(name, string)
    return strings
