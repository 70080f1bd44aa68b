"""Settings in TOML, read so that an error names the line of the key that is wrong."""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import abridged, repr_line
from collate._suggestion import suggestion
from collate.errors import ConfigError, ReadError
from collate.files.boundary import NO_PERMISSIONS, OUTSIDE, Boundary, Permissions, boundary_of
from collate.files.read import LARGEST_SETTINGS, read_bytes

Choice = TypeVar("Choice", bound=StrEnum)
KeyPath = tuple[str | int, ...]  # keys of tables, and the places of tables and values in arrays, from 0

DEEPEST_TABLE: Final = 20  # tables and arrays inside one another; `tomllib` takes long for keys with many dots
MOST_ITEMS: Final = 5_000  # of a list of strings, unless its key allows fewer
LONGEST_NUMBER: Final = 64  # bits, as TOML asks for
LONGEST_NAME: Final = 1_000  # characters of the path of a file

_TYPE_NAMES: Final = {
    str: "a string in quotes",
    bool: "true or false",
    int: "a number",
    list: "a list",
    dict: "a table",
}
_DIGITS: Final = late_regex(r"\d[\d_]*")
_LONG_KEY: Final = late_regex(
    rf"(?:^|[{{,])[ \t]*+\[{{0,2}}+[ \t]*+"
    rf"(?:(?:[\w-]++|\"(?:[^\"\\\n]|\\.)*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{DEEPEST_TABLE}}}",
    re.MULTILINE,
)
_TOO_DEEP: Final = "arrays or tables are nested too deeply; nest them less"
_DATES: Final = ("date", "when")  # a day or a year without quotation marks is as good as a string


@dataclass(frozen=True, slots=True)
class SettingsTable:
    """One table of settings, from a file or made in code.

    values       what the keys of this table hold
    path         where the table is: the keys above it, and its place in an array of tables
    file         the name of the file, as error messages show it; empty for settings made in code
    text         the whole text of that file
    boundary     where its files must be, and what the user allows it; None for settings made in code: no limits
    """

    values: Mapping[str, Any]
    path: KeyPath = ()
    file: str = ""
    text: str = ""
    boundary: Boundary | None = None

    @classmethod
    def of(cls, values: Mapping[str, object], name: str = "") -> Self:
        """Build a table from a mapping. Its errors name the key, after `name`, and no file."""
        return cls({key: _as_toml(value) for key, value in values.items()}, (name,) if name else ())

    @property
    def folder(self) -> Path:
        """The folder from which names of files are read: that of the file, or the current one."""
        return Path(self.file).parent

    def __repr__(self) -> str:
        return repr_line("SettingsTable", f"{'.'.join(map(str, self.path)) or 'root'} of {self.file or 'no file'}")

    @property
    def line(self) -> int:
        """The line of this table's header, or 1."""
        return self._line(self.path)

    def error(self, key: str | None, why: str, place: int | None = None) -> ConfigError:
        """Build the error for a key of this table, at its line; for None, or a key that is missing, at the header.

        `place` is the place, from 0, of the value in a list that is wrong.
        """
        path = self.path if key is None else (*self.path, key)
        return self._error(path if place is None else (*path, place), why)

    def require_known_keys(self, keys: Iterable[str]) -> None:
        """Raise ConfigError for a key that is not one of those given, naming the nearest."""
        known = list(keys)
        for key in self.values:
            if key not in known:
                raise self.error(key, f"unknown key {key}; {suggestion(key, known)}")

    def string(self, key: str, default: str | None = None) -> str:
        """Return a string. Raises ConfigError when it is missing and has no default."""
        if key not in self.values:
            if default is None:
                raise self.error(None, f'{key} is missing; write {key} = "..."')
            return default
        value = self.values[key]
        if not isinstance(value, str) and key in _DATES and not isinstance(value, (list, dict, bool)):
            return str(value)
        self._require(key, value, str)
        return str(value)

    def number(self, key: str) -> int | None:
        """Return a whole number, or None when there is none."""
        value = self.values.get(key)
        if value is not None:
            self._require(key, value, int)
        return None if value is None else int(value)

    def boolean(self, key: str) -> bool:
        """Return true or false; false when the key is missing."""
        value = self.values.get(key, False)
        self._require(key, value, bool)
        return bool(value)

    def strings(self, key: str, default: tuple[str, ...] = (), most: int = MOST_ITEMS) -> tuple[str, ...]:
        """Return a list of strings. Raises ConfigError for more of them than `most`."""
        if key not in self.values:
            return default
        value = self.values[key]
        self._require(key, value, list)
        self.require_fewer(key, len(value), most)
        for place, item in enumerate(value):
            if not isinstance(item, str):
                raise self.error(key, f"{key} must be a list of strings, but contains {_shown(item)}", place)
        return tuple(value)

    def require_fewer(self, key: str, count: int, most: int) -> None:
        """Raise ConfigError if a key has more items than are allowed."""
        if count > most:
            raise self.error(key, f"{key} has {count:,} items, and {most:,} are allowed; write fewer")

    def choice(self, key: str, options: type[Choice], default: Choice) -> Choice:
        """Return one of a closed set."""
        value = self.string(key, str(default))
        if value not in list(options):
            raise self.error(key, f"{key} = {_shown(value)} is not allowed; use one of {', '.join(options)}")
        return options(value)

    def file_path(self, key: str) -> Path:
        """Return the path of the file or folder that a key names, from the folder of this file.

        Raises ConfigError for a path that leads out of the project, also over a link.
        """
        return self._inside(key, self.string(key), None)

    def file_paths(self, key: str, most: int) -> tuple[Path, ...]:
        """Return the paths of the files that a list names, at most so many, as `file_path` does."""
        return tuple(self._inside(key, name, place) for place, name in enumerate(self.strings(key, most=most)))

    def allows(self, name: str) -> bool:
        """Return whether these settings may name a file: one that is in the project, or that the user allows."""
        return self.boundary is None or self.boundary.contains(self.path_of(name))

    def path_of(self, name: str) -> Path:
        """Return the path of a name, in its shortest form: the path that is checked is the one that is opened."""
        return Path(os.path.normpath(self.folder / name))

    def _inside(self, key: str, name: str, place: int | None) -> Path:
        if "\0" in name or len(name) > LONGEST_NAME:
            raise self.error(key, f"{_shown(name)}: not a valid file name", place)
        if not self.allows(name):
            raise self.error(key, f"{name}: {OUTSIDE}", place)
        return self.path_of(name)

    def table(self, key: str) -> "SettingsTable":
        """Return a table inside this one, empty if it is not there."""
        value = self.values.get(key, {})
        self._require(key, value, dict)
        return replace(self, values=value, path=(*self.path, key))

    def tables(self, key: str) -> list["SettingsTable"]:
        """Return the tables of an array of tables."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            name = ".".join(part for part in (*self.path, key) if isinstance(part, str))
            raise self.error(key, f"{key} must be tables, each under its own [[{name}]]")
        return [replace(self, values=item, path=(*self.path, key, place)) for place, item in enumerate(value)]

    def _require(self, key: str, value: object, wanted: type) -> None:
        if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)):
            raise self.error(key, f"{key} must be {_TYPE_NAMES[wanted]}, not {_shown(value)}")

    def _error(self, path: KeyPath, why: str) -> ConfigError:
        why = abridged(why)
        if self.file:
            return ConfigError(f"{self.file}:{self._line(path)}: {why}")
        name = _dotted(path)
        return ConfigError(f"{name}: {why}" if name else why)

    def _line(self, path: KeyPath) -> int:
        """Return the line of a key or value; if it is not in the text, of the nearest table around it, or 1."""
        lines = _lines_of_keys(self.text)
        return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)


@lru_cache(maxsize=4)  # each decision of a file asks for its line
def _lines_of_keys(text: str) -> Mapping[KeyPath, int]:
    from collate.files.toml_positions import key_positions  # late: most settings are right

    return {path: position.line for path, position in key_positions(text).items()}


def _shown(value: object) -> str:
    """Return a value as an error message shows it: all of it, or its beginning."""
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:80]}…"


def _dotted(path: KeyPath) -> str:
    """Return a path as Python would write it: `witnesses[0].marks`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def _as_toml(value: object) -> object:
    """Return a value with the types that TOML has: lists for sequences, strings for paths."""
    if isinstance(value, Mapping):
        return {str(key): _as_toml(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_as_toml(item) for item in value]
    return str(value) if isinstance(value, os.PathLike) else value


def read_toml(path: Path, permissions: Permissions = NO_PERMISSIONS) -> SettingsTable:
    """Read a TOML file. Raises ConfigError with the line where it is not TOML.

    A link out of the project of its folder is not followed.
    """
    try:
        boundary = boundary_of(path.parent, permissions)
        boundary.require(path)
        content = read_bytes(path, LARGEST_SETTINGS)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except ReadError as error:
        raise ConfigError(str(error)) from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; check the name and its permissions") from None
    except ValueError:
        raise ConfigError(f"{str(path)!r}: not a valid file name") from None
    return parse_toml(text, str(path), boundary)


def parse_toml(text: str, file: str, boundary: Boundary | None = None) -> SettingsTable:
    """Return the table that a text in TOML holds; errors name `file`. Raises ConfigError where it is not TOML."""
    import tomllib  # late: files named by themselves have no settings

    if key := _LONG_KEY.search(text):
        raise ConfigError(f"{file}:{text.count(chr(10), 0, key.end()) + 1}: {_TOO_DEEP}")
    try:
        table = SettingsTable(tomllib.loads(text), file=file, text=text, boundary=boundary)
    except tomllib.TOMLDecodeError as error:
        what = str(error)
        place = re.search(r"\(at line (\d+), column \d+\)", what)
        line = int(place[1]) if place else text.count("\n") + 1
        what = what[: place.start()].strip() if place else what.split(" (at end", maxsplit=1)[0]
        raise ConfigError(f"{file}:{line}: not valid TOML: {abridged(what)}; see https://toml.io") from None
    except RecursionError:
        raise ConfigError(f"{file}: {_TOO_DEEP}") from None
    except ValueError:  # of `int`: Python limits the digits of a number
        longest = max(_DIGITS.finditer(text), key=lambda match: len(match[0]))
        line = text.count("\n", 0, longest.start()) + 1
        raise ConfigError(f"{file}:{line}: a number of {len(longest[0])} digits is too large; shorten it") from None
    _require_limits(table)
    return table


def _require_limits(table: SettingsTable) -> None:
    """Raise ConfigError for a number that is too large, or a value that is nested too deeply.

    So each value can be shown in a message, and compared.
    """
    open_values: list[tuple[KeyPath, Any]] = [((), table.values)]
    for path, value in open_values:
        if len(path) > DEEPEST_TABLE:
            raise table._error(path, _TOO_DEEP)
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(item, (dict, list)):
                open_values.append(((*path, key), item))
            elif isinstance(item, int) and item.bit_length() >= LONGEST_NUMBER:
                raise table._error((*path, key), "this number is too large; shorten it")


def line_starts(path: Path) -> list[int]:
    """Return the code point at which each line of a file begins, none if it cannot be read."""
    try:
        lines = read_bytes(path).decode("utf-8-sig", "replace").split("\n")
    except OSError:
        return []
    return [0, *accumulate(len(line) + 1 for line in lines[:-1])]
