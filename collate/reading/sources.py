"""What the command line names: witness files, `SIGLUM=path`, `-`, or one work folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate.errors import ReadError
from collate.files.boundary import NO_PERMISSIONS, Permissions
from collate.files.encodings import Encodings, as_encodings
from collate.files.presence import is_folder, is_there
from collate.files.read import STDIN, read_stdin
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.files.toml import SettingsTable
from collate.model.progress import Progress, tracked
from collate.model.witness import Siglum, Witness, require_distinct_sigla
from collate.model.work import Work
from collate.reading.divided_words import NO_WORDS, WorkWords
from collate.reading.options import ReadOptions
from collate.reading.project_read import project_read_tables
from collate.reading.read_settings import settings_of_options
from collate.reading.readers import shown_name
from collate.reading.shared_places import share_places
from collate.reading.sigla import siglum_of
from collate.reading.source_files import files_at, files_of_content, has_transcriptions
from collate.reading.witness_reading import (
    ReadWitnesses,
    read_witnesses,
    require_read_tables,
    with_foreign_keys_told,
    words_of,
)
from collate.reading.work import read_work

_SYNTAX: Final = "SIGLUM=path"
_Row = tuple[Siglum, str, str, tuple[SettingsTable, ...]]  # siglum, path, encoding, tables `[read]`


def read_sources(
    names: Sequence[str],
    encoding: str | Encodings = "utf-8",
    permissions: Permissions = NO_PERMISSIONS,
    progress: Progress | None = None,
    choices: ReadChoices = NO_CHOICES,
) -> Work:
    """Read a work folder, or build a work of witness files; the first witness is the base.

    A file may have several witnesses: a manuscript and its hands. A folder or a zip of transcriptions is one.

    Raises ReadError for a file that cannot be read, WitnessError for two witnesses of one siglum, OptionError if an
    encoding or a setting is of no file.
    """
    if len(names) == 1 and is_folder(names[0]) and not has_transcriptions(Path(names[0])):
        return read_work(Path(names[0]), encoding, None, permissions, progress, choices)
    if not names:
        raise ReadError("no witness is named; name two files or more, or a folder with collation.toml")
    if sum(_split(name)[1] == STDIN for name in names) > 1:
        raise ReadError("standard input can be read only once; use - for one witness only")
    split = [_split(name) for name in names]
    encodings = as_encodings(encoding).of_files(split)
    tables = _tables([path for _, path in split], choices.of_files(split), permissions)
    if choices.takes_one_hand:
        tables = [_with_one_hand(layer) for layer in tables]
    rows = [(*source, own, layer) for source, own, layer in zip(split, encodings, tables, strict=True)]
    if len(rows) == 1 and len(choices.hands) > 1:
        rows = _one_row_for_each_hand(*rows[0], choices.hands)
    read = [_read(*row, permissions) for row in tracked(rows, len(rows), "reading", progress)]
    if words := words_of(read):
        read = [
            _read(*row, permissions, words) if r.needs_words and row[1] != STDIN else r
            for row, r in zip(rows, read, strict=True)
        ]
    witnesses = with_foreign_keys_told([w for r in read for w in r.witnesses], [row[3] for row in rows], read)
    require_distinct_sigla(witnesses, _SYNTAX)
    return Work(
        title=" / ".join(w.siglum for w in witnesses),
        witnesses=share_places(witnesses),
        base=witnesses[0].siglum,
        files=tuple(Path(path) for _, path in split if path != STDIN),
    )


def with_distinct_sigla(names: Sequence[str]) -> tuple[str, ...]:
    """Add a siglum to two files of one name in different folders: the end of the path, as long as they differ.

    Git puts a temporary file beside the one of the same name. A file that is named with a siglum keeps it.
    """
    if len(names) != 2 or _split(names[0])[0] != _split(names[1])[0] or any(_split(n)[1] != n for n in names):
        return tuple(names)
    parts = [(*Path(name).absolute().parts[:-1], siglum_of(name)) for name in names]
    deepest = max(map(len, parts))
    longer = (["/".join(p[-k:]) for p in parts] for k in range(2, deepest + 1))
    tails = next((t for t in longer if len(set(t)) == 2), [])
    usable = tails and all(tail.isprintable() and "=" not in tail for tail in tails)
    return tuple(f"{tail}={name}" for tail, name in zip(tails if usable else ("old", "new"), names, strict=True))


def read_witness(name: str, encoding: str = "utf-8") -> Witness:
    """Read one witness, `path`, `SIGLUM=path` or `-`; the first one, if the file has several."""
    siglum, path = _split(name)
    return _read(siglum, path, encoding, (), NO_PERMISSIONS).witnesses[0]


def _split(name: str) -> tuple[Siglum, str]:
    """Split `SIGLUM=path`; if a file has the whole name, that file is meant."""
    siglum, equals, path = name.partition("=")
    if equals and siglum and path and not is_there(name):
        return Siglum(siglum), path
    return Siglum("stdin" if name == STDIN else siglum_of(name.rstrip("/")) or name), name


def _read(
    siglum: Siglum,
    path: str,
    encoding: str,
    tables: tuple[SettingsTable, ...],
    permissions: Permissions,
    words: WorkWords = NO_WORDS,
) -> ReadWitnesses:
    """Read the witnesses in one file, folder or zip."""
    shown = shown_name(path)
    files = files_of_content(read_stdin(), shown) if path == STDIN else files_at(Path(path), shown, permissions)
    return read_witnesses(files, ReadOptions(file=shown, siglum=siglum, encoding=encoding, words=words), tables)


def _tables(
    paths: Sequence[str], asked: Sequence[tuple[str, ...]], permissions: Permissions
) -> list[tuple[SettingsTable, ...]]:
    """Return the tables `[read]` of each file: of its project, then of the command line."""
    folders = {path: Path() if path == STDIN else Path(path).parent for path in paths}
    projects = {folder: project_read_tables(folder, permissions) for folder in set(folders.values())}
    commands = {settings: settings_of_options(settings) for settings in set(asked) if settings}
    for tables in (*projects.values(), *((table,) for table in commands.values())):
        require_read_tables(tables)
    return [
        (*projects[folders[path]], *((commands[settings],) if settings else ()))
        for path, settings in zip(paths, asked, strict=True)
    ]


def _with_one_hand(tables: tuple[SettingsTable, ...]) -> tuple[SettingsTable, ...]:
    """Return the tables `[read]` of a file with the last hand in the place of all hands."""
    return tuple(
        replace(table, values={**table.values, "hand": "last"}) if table.values.get("hand") == "all" else table
        for table in tables
    )


def _one_row_for_each_hand(
    siglum: Siglum, path: str, encoding: str, tables: tuple[SettingsTable, ...], hands: Sequence[str]
) -> list[_Row]:
    """Return a file once for each hand that is named, so that two hands of one file can be compared."""
    return [
        (Siglum(f"{siglum} ({hand})"), path, encoding, (*tables, settings_of_options((f"hand={hand}",))))
        for hand in hands
    ]
