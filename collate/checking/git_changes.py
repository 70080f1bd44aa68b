"""What git says is new or changed since a revision."""

import subprocess
from pathlib import Path
from typing import Final

from collate.checking.file_discovery import TEXT, CheckTargets
from collate.errors import CollateError, OptionError
from collate.files.toml import read_toml
from collate.reading.work import CONFIG, witness_files

_WAIT: Final = 60  # seconds that git may take


def changed_since(revision: str, root: Path) -> frozenset[Path]:
    """Give the files, as absolute paths, that are new or changed in the working tree since a revision.

    Raises OptionError where there is no git, no repository, or no such revision.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").rstrip("\n"))
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    tracked = _git(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", commit, "--")
    fresh = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(top / name for name in (tracked + fresh).split("\0") if name)


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False, timeout=_WAIT
        )  # fmt: skip
    except FileNotFoundError:
        raise OptionError("--since asks git, and git is not installed; name the files instead") from None
    except subprocess.TimeoutExpired:
        raise OptionError(f"--since: git has not answered for {_WAIT} s; name the files instead") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if arguments[0] == "rev-parse" and "--verify" in arguments:
            raise OptionError(f"--since {arguments[-1].removesuffix('^{commit}')}: git knows no such revision")
        raise OptionError(f"--since: git says {said[0] if said else 'nothing'}; run it inside a repository")
    return done.stdout.decode("utf-8", "surrogateescape")


def only_changed(gathered: CheckTargets, changed: frozenset[Path]) -> CheckTargets:
    """Keep of works and files what has changed.

    A changed witness is meant beside the rest of its work; settings, decisions and rules of a work stand for
    all of it; a changed report asks whether the work still says so.
    """
    kept = CheckTargets(files=[f for f in gathered.files if f.resolve() in changed], troubles=gathered.troubles)
    for folder, meant in gathered.works.items():
        here = {path for path in changed if path.is_relative_to(folder.resolve())}
        witnesses = _witnesses(folder)
        texts = {path for path in changed if path in witnesses} | {p for p in here if p.suffix == TEXT}
        if here - texts and meant is None:
            kept.works[folder] = None
        elif meant is None:
            if texts or _reports_changed(folder, changed):
                kept.works[folder] = texts
        elif chosen := {path for path in meant if path.resolve() in changed}:
            kept.works[folder] = chosen
    return kept


def _witnesses(folder: Path) -> frozenset[Path]:
    """Give the files that a work names as its witnesses; none where its settings cannot be read."""
    try:
        return frozenset(path.resolve() for path in witness_files(read_toml(folder / CONFIG), folder).values())
    except CollateError:
        return frozenset()


def _reports_changed(folder: Path, changed: frozenset[Path]) -> bool:
    try:
        target = read_toml(folder / CONFIG).table("report").string("folder", "")
    except CollateError:
        return True
    return bool(target) and any(path.is_relative_to((folder / target).resolve()) for path in changed)
