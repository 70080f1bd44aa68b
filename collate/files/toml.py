"""Reading TOML so that every complaint names its line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from collate._repr import repr_line
from collate.errors import ConfigError
from collate.files.read import read_bytes

Choice = TypeVar("Choice", bound=StrEnum)

_WORDS = {str: "a string in quotes", bool: "true or false", int: "a number", list: "a list", dict: "a table"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a TOML file, with the file it stands in and its path of headers."""

    file: str
    text: str
    values: Mapping[str, Any]
    header: tuple[str, ...] = ()
    index: int = 0

    def __repr__(self) -> str:
        return repr_line("Table", f"{'.'.join(self.header) or 'root'} of {self.file}")

    @property
    def line(self) -> int:
        """The line of this table's header, or 1."""
        return self._line(None)

    def error(self, key: str | None, why: str) -> ConfigError:
        """Make the error for a key of this table, at its line."""
        return ConfigError(f"{self.file}:{self._line(key)}: {why}")

    def only(self, keys: Iterable[str]) -> None:
        """Raise ConfigError for a key that is not one of those given, naming the nearest."""
        known = list(keys)
        for key in self.values:
            if key not in known:
                import difflib

                near = difflib.get_close_matches(key, known, 1, 0.5)
                mend = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
                raise self.error(key, f"unknown key {key}; {mend}")

    def string(self, key: str, default: str | None = None) -> str:
        """Give a string; raise ConfigError when it is missing and has no default."""
        if key not in self.values:
            if default is None:
                raise self.error(None, f'{key} is missing; write {key} = "..."')
            return default
        value = self.values[key]
        # A year or a day is as good a date as a string.
        if not isinstance(value, str) and key in ("date", "when") and not isinstance(value, (list, dict, bool)):
            return str(value)
        self._require(key, value, str)
        return str(value)

    def number(self, key: str) -> int | None:
        """Give a whole number, or None when there is none."""
        value = self.values.get(key)
        if value is not None:
            self._require(key, value, int)
        return None if value is None else int(value)

    def truth(self, key: str) -> bool:
        """Give true or false; false when it is not said."""
        value = self.values.get(key, False)
        self._require(key, value, bool)
        return bool(value)

    def strings(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give a list of strings."""
        if key not in self.values:
            return default
        value = self.values[key]
        self._require(key, value, list)
        for item in value:
            if not isinstance(item, str):
                raise self.error(key, f"{key} must be a list of strings, and has {item!r}")
        return tuple(value)

    def choice(self, key: str, options: type[Choice], default: Choice) -> Choice:
        """Give one of a closed set."""
        value = self.string(key, str(default))
        if value not in list(options):
            raise self.error(key, f"{key} = {value!r} is none of {', '.join(options)}")
        return options(value)

    def table(self, key: str) -> "Table":
        """Give a table inside this one, empty if it is not there."""
        value = self.values.get(key, {})
        self._require(key, value, dict)
        return Table(self.file, self.text, value, (*self.header, key))

    def tables(self, key: str) -> list["Table"]:
        """Give the tables of an array of tables."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            name = ".".join((*self.header, key))
            raise self.error(key, f"{key} must be tables, each under its own [[{name}]]")
        header = (*self.header, key)
        before = _earlier(self, key)
        return [Table(self.file, self.text, item, header, before + i) for i, item in enumerate(value)]

    def _require(self, key: str, value: object, wanted: type) -> None:
        if not isinstance(value, wanted) or (wanted is not bool and isinstance(value, bool)):
            raise self.error(key, f"{key} must be {_WORDS[wanted]}, not {value!r}")

    def _line(self, key: str | None) -> int:
        """Find the line of a key, or of this table's header, or 1."""
        start = self._header_line()
        if key is None:
            return max(start, 1)
        for number, line in enumerate(self.text.splitlines(), 1):
            if number > start and re.match(rf"\s*(\[+\s*)?[\w.\-\"']*\b{re.escape(key)}\b", line):
                return number
        return max(start, 1)

    def _header_line(self) -> int:
        name = re.escape(".".join(self.header))
        found = [n for n, line in enumerate(self.text.splitlines(), 1) if re.match(rf"\s*\[+\s*{name}\s*\]+", line)]
        return found[self.index] if self.header and self.index < len(found) else 0


def _earlier(table: Table, key: str) -> int:
    """Count the tables of an array inside an array that stand under earlier parents."""
    if not table.header:
        return 0
    name = re.escape(".".join((*table.header, key)))
    lines = table.text.splitlines()[: table._header_line()]
    return sum(1 for line in lines if re.match(rf"\s*\[\[\s*{name}\s*\]\]", line))


def read_toml(path: Path) -> Table:
    """Read a TOML file; raise ConfigError with the line where it is not TOML."""
    import tomllib  # late: files named by themselves have no settings

    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; check the name and its permissions") from None
    try:
        return Table(str(path), text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        what = str(error)
        at = re.search(r"\(at line (\d+), column \d+\)", what)
        line = int(at[1]) if at else text.count("\n") + 1
        what = what[: at.start()].strip() if at else what.split(" (at end", maxsplit=1)[0]
        raise ConfigError(f"{path}:{line}: not TOML: {what}; see https://toml.io") from None


def line_start(path: Path, line: int) -> int:
    """Give the code point at which a line of a file begins, 0 where it has no such line."""
    try:
        lines = read_bytes(path).decode("utf-8-sig", "replace").splitlines(keepends=True)
    except OSError:
        return 0
    return sum(map(len, lines[: line - 1])) if line <= len(lines) else 0
