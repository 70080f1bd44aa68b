"""Files that come with the package: rule files, language tables, the page, schemas."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parent.parent / "data"

_QUOTES: Final = '"""'  # around a string of several lines


def package_files(folder: Path, suffix: str) -> list[Path]:
    """Return the files of a folder of the package that have a suffix, sorted."""
    return sorted(folder.glob(f"*{suffix}"))


def package_text(path: Path) -> str:
    """Return the text of a file of the package, one below `DATA`."""
    return path.read_text(encoding="utf-8")


@cache
def package_table(path: Path) -> dict[str, Any]:
    """Return what a TOML file of the package holds; it must not be changed.

    `tomllib` is written in Python, and takes longer for these files than many texts take. So their lines are read one
    by one, each value as JSON or, where that is not possible, by `tomllib`; and so is the whole file, if a line is
    neither a heading nor a key with its value.
    """
    text = package_text(path)
    try:
        table = _read_by_lines(text)
    except ValueError:
        table = None
    if table is None:
        import tomllib  # late: see above

        return tomllib.loads(text)
    return table


def _read_by_lines(text: str) -> dict[str, Any] | None:
    """Return what the lines of a file hold, or None for a line that needs the whole of TOML."""
    table = root = dict[str, Any]()
    lines = iter(text.split("\n"))
    for line in lines:
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            is_item = line.startswith("[[")
            names = line.strip("[]").split(".")
            if not all(map(_is_bare, names)) or not line.endswith("]" * (1 + is_item)) or (is_item and len(names) > 1):
                return None
            table = root
            for name in names[: len(names) - is_item]:
                table = table.setdefault(name, {})
                if not isinstance(table, dict):
                    return None
            if is_item:
                table = {}
                root.setdefault(names[0], []).append(table)
            continue
        key, equals, first = line.partition(" = ")
        value = _whole_value(first, lines)
        own_name = _name_of(key)
        if not equals or own_name is None or value is None:
            return None
        table[own_name] = _read_value(value)
    return root


def _is_bare(name: str) -> bool:
    """Return whether a name needs no quotation marks."""
    return name.isascii() and name.replace("_", "").replace("-", "").isalnum()


def _name_of(key: str) -> str | None:
    """Return the name that a key is, with or without quotation marks; None for a key of another form."""
    if key[:1] == key[-1:] == '"' and key.count('"') == 2 and "\\" not in key:
        return key[1:-1]
    return key if _is_bare(key) else None


def _whole_value(first: str, lines: Iterator[str]) -> str | None:
    """Return a value with its further lines, if it has some; None if it does not end with a line."""
    if first.startswith(_QUOTES):
        is_open, end = first == _QUOTES or not first.endswith(_QUOTES), _QUOTES
    else:
        is_open, end = first.startswith("[") and not first.endswith("]"), "]"
    value = [first]
    while is_open:
        line = next(lines, None)
        if line is None:
            return None
        value.append(line)
        is_open = not line.endswith(end)
    return "\n".join(value)


def _read_value(value: str) -> Any:  # noqa: ANN401 - whatever TOML has
    """Return a value of TOML."""
    if value.startswith(_QUOTES) and value.endswith(_QUOTES) and value.count(_QUOTES) == 2 and "\\" not in value:
        return value[3:-3].removeprefix("\n")
    if len(value) > 1 and value[0] == value[-1] == "'" and value.count("'") == 2:
        return value[1:-1]
    import json  # late: not every command reads a table

    try:
        return json.loads(_as_json(value))
    except ValueError:
        import tomllib

        return tomllib.loads(f"value = {value}")["value"]


def _as_json(value: str) -> str:
    """Return an array as JSON has it, without comments on lines of their own and a last comma."""
    if value.endswith(",\n]"):
        lines = value[: -len(",\n]")].split("\n")
        value = "\n".join([line for line in lines if not line.lstrip().startswith("#")]) + "]"
    return value if '"' in value else value.replace("\\", r"\\").replace("'", '"')
