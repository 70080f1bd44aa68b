"""Which files git ignores, as git itself says.

Git is asked, because only git knows which files are tracked in spite of a `.gitignore`, and what `.git/info/exclude`
and the user's own list say. Outside of a repository nothing is ignored, as for git.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.files.boundary import resolved_path
from collate.files.presence import is_entry, is_file

_GIT: Final = ".git"
_TIMEOUT_SECONDS: Final = 60
_SOME, _NONE = 0, 1  # exit codes of `git check-ignore`: some paths are ignored, none is


@dataclass(frozen=True, slots=True)
class IgnoredFiles:
    """The files of a search that git ignores.

    failure   why git did not answer, "" if it did or was not asked
    """

    paths: frozenset[Path] = frozenset()
    failure: str = ""

    def __repr__(self) -> str:
        return repr_line("IgnoredFiles", self.failure or counted(len(self.paths), "file"))


def ignored_files(folder: Path, paths: Sequence[Path]) -> IgnoredFiles:
    """Return those of some files below a folder that git ignores; none if git ignores the folder itself.

    A folder with a `.git` of its own is a repository of its own.
    """
    base = resolved_path(folder)
    if base is None or not paths:
        return IgnoredFiles()
    roots: dict[Path, Path | None] = {}
    by_root: dict[Path, dict[str, Path]] = {}
    for path in paths:
        absolute = base / os.path.relpath(path, folder)
        root = _repository(absolute.parent, roots)
        if root is not None:
            by_root.setdefault(root, {})[_name(absolute, root)] = path
    found: set[Path] = set()
    for root, names in by_root.items():
        is_around = base != root and base.is_relative_to(root)
        asked = [*names, _name(base, root)] if is_around else [*names]
        answer, failure = _ignored(root, asked)
        if failure:
            return IgnoredFiles(failure=failure)
        if not (is_around and _name(base, root) in answer):
            found.update(names[name] for name in answer if name in names)
    return IgnoredFiles(frozenset(found))


def _name(path: Path, root: Path) -> str:
    # The dot keeps a name such as `:(top)` from being a pattern of git.
    return f"./{path.relative_to(root).as_posix()}"


def _repository(folder: Path, known: dict[Path, Path | None]) -> Path | None:
    """Return the nearest folder, from this one upwards, that is a repository."""
    if folder not in known:
        if _is_repository(folder):
            known[folder] = folder
        else:
            known[folder] = None if folder == folder.parent else _repository(folder.parent, known)
    return known[folder]


def _is_repository(folder: Path) -> bool:
    return is_file(folder / _GIT / "HEAD") or is_entry(folder / _GIT)  # a file: of a worktree or a submodule


def _ignored(root: Path, names: Sequence[str]) -> tuple[set[str], str]:
    """Return those of the names that git ignores, and why it did not answer."""
    from subprocess import TimeoutExpired  # late: most commands search no folder

    from collate.files.git_command import run_git

    given = b"".join(os.fsencode(name) + b"\0" for name in names)
    try:
        done = run_git(root, "check-ignore", "-z", "--stdin", timeout=_TIMEOUT_SECONDS, given=given)
    except FileNotFoundError:
        return set(), "git is not installed"
    except TimeoutExpired:
        return set(), f"git has not answered within {_TIMEOUT_SECONDS} s"
    if done.returncode not in (_SOME, _NONE):
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        return set(), f"git says {lines[0] if lines else 'nothing'}"
    return {os.fsdecode(name) for name in done.stdout.split(b"\0") if name}, ""
