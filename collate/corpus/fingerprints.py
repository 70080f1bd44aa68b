"""The fingerprint of a work: equal as long as nothing that its results depend on has changed."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from collate._version import __version__
from collate.corpus.jobs import JobOptions
from collate.corpus.works import CorpusWork
from collate.errors import CollateError
from collate.files.boundary import project_root, stays_in_project
from collate.files.presence import is_file, walk
from collate.files.read import read_bytes
from collate.files.sizes import file_size
from collate.reading.work import CONFIG

_PROJECT_SETTINGS: Final = "pyproject.toml"
_DIGITS: Final = 32  # hexadecimal digits: two works of a million have the same by chance once in 10**26 corpora


def settings_fingerprint(options: JobOptions) -> str:
    """Return the fingerprint of the job, its options and the version of this program."""
    return _digest(json.dumps([__version__, asdict(options)], default=str).encode())


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


def inputs_fingerprint(work: CorpusWork, elsewhere: tuple[str, ...] = ()) -> str:
    """Return the fingerprint of all files that a work may read.

    These are the files in its folder, the settings of its project, and the files elsewhere that it has read before.
    """
    root = project_root(work.folder)
    named = [(path.relative_to(work.folder).as_posix(), path) for path in files_of_work(work)]
    named += [(f"/{_PROJECT_SETTINGS}", root / _PROJECT_SETTINGS), *((path, Path(path)) for path in elsewhere)]
    digest = hashlib.sha256()
    for name, path in named:
        digest.update(f"{name}\0{_digest_of_file(path)}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_DIGITS]


def _digest_of_file(path: Path) -> str:
    """Return the digest of a file; what cannot be read has one too, since it may be mended later."""
    if not is_file(path) or not stays_in_project(path):
        return "no file"
    try:
        return _digest(read_bytes(path))
    except (OSError, CollateError):
        return "not read"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
