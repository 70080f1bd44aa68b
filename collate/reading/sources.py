"""What the command line names: witness files, `SIGLUM=path`, `-`, or one work folder."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collate.errors import ReadError
from collate.files.boundary import NO_PERMISSIONS, Permissions
from collate.files.encodings import Encodings, as_encodings
from collate.files.presence import is_folder, is_there
from collate.files.read import STDIN, read_input, read_stdin
from collate.model.progress import Progress, tracked
from collate.model.witness import Siglum, Witness, require_distinct_sigla
from collate.model.work import Work
from collate.reading.options import ReadOptions
from collate.reading.readers import reader_of, shown_name
from collate.reading.shared_places import share_places
from collate.reading.sigla import siglum_of
from collate.reading.work import read_work

_SYNTAX: Final = "SIGLUM=path"


def read_sources(
    names: Sequence[str],
    encoding: str | Encodings = "utf-8",
    permissions: Permissions = NO_PERMISSIONS,
    progress: Progress | None = None,
) -> Work:
    """Read a work folder, or build a work of witness files; the first file is the base.

    Raises ReadError for a file that cannot be read, WitnessError for two witnesses of one siglum, OptionError if an
    encoding is of no file.
    """
    if len(names) == 1 and is_folder(names[0]):
        return read_work(Path(names[0]), encoding, permissions=permissions, progress=progress)
    if not names:
        raise ReadError("no witness is named; name two files or more, or a folder with collation.toml")
    if sum(_split(name)[1] == STDIN for name in names) > 1:
        raise ReadError("standard input can be read only once; use - for one witness only")
    encodings = as_encodings(encoding).of_files([_split(name) for name in names])
    named = tracked(list(zip(names, encodings, strict=True)), len(names), "reading", progress)
    witnesses = tuple(read_witness(name, own) for name, own in named)
    require_distinct_sigla(witnesses, _SYNTAX)
    return Work(
        title=" / ".join(w.siglum for w in witnesses),
        witnesses=share_places(witnesses),
        base=witnesses[0].siglum,
        files=tuple(Path(path) for _, path in map(_split, names) if path != STDIN),
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
    """Read one witness, `path`, `SIGLUM=path` or `-`."""
    siglum, path = _split(name)
    content = read_stdin() if path == STDIN else read_input(path)
    return reader_of(path)(content, ReadOptions(file=shown_name(path), siglum=siglum, encoding=encoding))


def _split(name: str) -> tuple[Siglum, str]:
    """Split `SIGLUM=path`; if a file has the whole name, that file is meant."""
    siglum, equals, path = name.partition("=")
    if equals and siglum and path and not is_there(name):
        return Siglum(siglum), path
    return Siglum("stdin" if name == STDIN else siglum_of(name) or name), name
