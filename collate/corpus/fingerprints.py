"""The fingerprint of a work: equal as long as nothing that its results depend on has changed."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate._version import __version__
from collate.corpus.jobs import JobOptions
from collate.corpus.works import CorpusWork
from collate.errors import CollateError
from collate.files.boundary import project_root
from collate.files.presence import walk
from collate.files.read import read_bytes
from collate.files.read_record import NO_FILE, digest_of
from collate.files.sizes import file_size
from collate.reading.work import CONFIG

_OF_PROJECT: Final = (
    "pyproject.toml",
    ".gitignore",
)  # in its root: they say how files are read, and which are left out
_DIGITS: Final = 32  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class WorkInputs:
    """What the results of a work depend on.

    fingerprint  of the names and the bytes of all files
    elsewhere    the files that it reads and that are no plain files of its folder, as paths from there
    """

    fingerprint: str
    elsewhere: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<WorkInputs {self.fingerprint[:8]}: {counted(len(self.elsewhere), 'file')} elsewhere>"


def settings_fingerprint(options: JobOptions) -> str:
    """Return the fingerprint of the job, its options and the version of this program."""
    return digest_of(json.dumps([__version__, asdict(options)], default=str).encode())


def files_of_work(work: CorpusWork) -> list[Path]:
    """Return the files in the folder of a work, and those in its folders that are no works of their own, sorted."""
    failures: list[CollateError] = []
    found: list[Path] = []
    inner: list[Path] = []
    for folder, names in walk(work.folder, failures):
        if folder != work.folder and (CONFIG in names or any(folder.is_relative_to(other) for other in inner)):
            inner.append(folder)
            continue
        found += [folder / name for name in names if not name.startswith(".")]
    return found


def size_of_work(work: CorpusWork) -> int:
    """Return how many bytes the files of a work have: about how long it takes."""
    return sum(file_size(path) for path in files_of_work(work))


def inputs_of_work(work: CorpusWork, read: Mapping[Path, str]) -> WorkInputs:
    """Return the inputs of a work that has been done; `read` are the files that were read, with their digests.

    A file of its folder that was not read counts too, and so does one that was not there: what is told of it may
    change.
    """
    top = _full(work.folder)
    digests = {_shown(path, top): digest for path, digest in read.items()}
    own = {_shown(path, top) for path in files_of_work(work)}
    elsewhere = tuple(sorted({*digests, *_of_project(top)} - own))
    return WorkInputs(_fingerprint(top, {*own, *elsewhere}, digests), elsewhere)


def inputs_fingerprint(work: CorpusWork, elsewhere: Iterable[str]) -> str:
    """Return the fingerprint that a work has now, with the files elsewhere that it has read before."""
    top = _full(work.folder)
    own = {_shown(path, top) for path in files_of_work(work)}
    return _fingerprint(top, {*own, *elsewhere}, {})


def _fingerprint(top: Path, names: Iterable[str], known: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(names):
        content = known.get(name) or _digest_of_file(top / name)
        digest.update(f"{name}\0{content}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_DIGITS]


def _digest_of_file(path: Path) -> str:
    try:
        return digest_of(read_bytes(path))
    except (OSError, ValueError):  # a CollateError is a ValueError
        return NO_FILE


def _of_project(top: Path) -> list[str]:
    root = project_root(top)
    return [_shown(root / name, top) for name in _OF_PROJECT]


def _full(path: Path) -> Path:
    return Path(os.path.normpath(Path.cwd() / path))


def _shown(path: Path, top: Path) -> str:
    """Return a path from the folder of a work, so that it is the same wherever the corpus and its user are."""
    try:
        return Path(os.path.relpath(path, top)).as_posix()
    except ValueError:  # another drive
        return str(path)
