"""The works of a corpus: the folders with `collation.toml` below a folder, or those that a list names."""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.errors import CollateError, ReadError
from collate.files.boundary import LINK_OUTSIDE, Permissions, stays_in_project
from collate.files.presence import is_file, is_folder, walk
from collate.files.read import read_bytes
from collate.reading.work import CONFIG

LONGEST_LINE: Final = 100_000  # characters of a line of a list
LONGEST_NAME: Final = 500  # characters: names become folders below the output
LARGEST_LIST: Final = 1 << 30  # bytes
LIST_SUFFIXES: Final = (".jsonl", ".ndjson", ".parquet")
ROOT_NAME: Final = "work"  # of a work that is the folder itself


@dataclass(frozen=True, slots=True)
class CorpusWork:
    """A work of a corpus, before it is read.

    name    what it is called in the manifest, and the folder of its results; unique in the corpus
    folder  where its `collation.toml` is
    """

    name: str
    folder: Path

    def __repr__(self) -> str:
        return repr_line("CorpusWork", self.name)


def find_works(source: str, permissions: Permissions, failures: list[CollateError]) -> list[CorpusWork]:
    """Return the works of a folder or of a list, sorted by name. Those that may not be read are added to the failures.

    A list may name a folder that is no work: this work fails when it is done, and stops no other.

    Raises ReadError, with the line, when there is no such folder, or a list is wrong, or it has no work.
    """
    path = Path(source)
    if is_folder(path):
        works = _works_below(path, permissions, failures)
    elif is_file(path):
        works = _listed_works(path, permissions, failures)
    else:
        raise ReadError(f"{source}: no such folder or list; check the name")
    if not works and failures:
        raise failures[0]
    if not works:
        raise ReadError(f"{source}: no work in it; a work is a folder with {CONFIG}, and collate init writes one")
    return sorted(works, key=lambda work: work.name)


def _works_below(top: Path, permissions: Permissions, failures: list[CollateError]) -> list[CorpusWork]:
    found = []
    for folder, names in walk(top, failures):
        if CONFIG not in names:
            continue
        if not stays_in_project(folder / CONFIG, permissions):
            failures.append(ReadError(f"{folder / CONFIG}: {LINK_OUTSIDE}"))
            continue
        name = folder.relative_to(top).as_posix()
        if not name.isprintable():
            failures.append(ReadError(f"{folder!s}: this name has characters that cannot be shown; rename the folder"))
            continue
        found.append(CorpusWork(ROOT_NAME if name == "." else name, folder))
    if len({work.name for work in found}) < len(found):
        raise ReadError(f"{top}: this folder is a work, and so is the folder {ROOT_NAME} in it; rename that folder")
    return found


def _listed_works(path: Path, permissions: Permissions, failures: list[CollateError]) -> list[CorpusWork]:
    """Return the works of a list: JSON Lines, or Parquet, with `work` and `folder` in each row."""
    rows = _parquet_rows(path) if path.suffix == ".parquet" else _json_rows(path)
    found: dict[str, CorpusWork] = {}
    for place, row in rows:
        name, folder = row.get("work"), row.get("folder")
        if not isinstance(folder, str) or not folder or "\x00" in folder:
            raise ReadError(f"{place}: a row needs folder, the path of a work; write it as text")
        if name is None:
            name = folder
        if not isinstance(name, str) or not is_possible_name(name):
            raise ReadError(
                f"{place}: {name!r} cannot name a work; use a relative path without .. and below 500 letters"
            )
        if name in found:
            raise ReadError(f"{place}: the work {name} was listed before; name each work once")
        at = path.parent / folder
        if not stays_in_project(at, permissions):
            failures.append(ReadError(f"{place}: {folder}: {LINK_OUTSIDE}"))
            continue
        found[name] = CorpusWork(name, at)
    return list(found.values())


def is_possible_name(name: str) -> bool:
    """Return whether a name can be a folder below the output: relative, inside, visible and short."""
    parts = name.split("/")
    return (
        len(name) <= LONGEST_NAME
        and name.isprintable()
        and "\\" not in name
        and ":" not in name
        and all(part not in ("", "..", ".") and not part.startswith(".") for part in parts)
        and not PurePosixPath(name).is_absolute()
    )


def _json_rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for number, line in enumerate(read_bytes(path, LARGEST_LIST).split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        if len(line) > LONGEST_LINE:
            raise ReadError(f"{place}: this line is too long; a row names one work")
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise ReadError(f'{place}: this line is no JSON object; write {{"work": NAME, "folder": PATH}}') from None
        if not isinstance(row, dict):
            raise ReadError(f'{place}: this line is no JSON object; write {{"work": NAME, "folder": PATH}}')
        yield place, row


def _parquet_rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    from collate.corpus.parquet_files import listed_rows  # late: it imports pyarrow

    for number, row in enumerate(listed_rows(path, read_bytes(path, LARGEST_LIST)), 1):
        yield f"{path}, row {number}", row
