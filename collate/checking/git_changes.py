"""The files that git reports as new or changed since a revision."""

import subprocess
from pathlib import Path
from typing import Final

from collate.checking.file_discovery import TEXT_SUFFIX, CheckTargets
from collate.errors import CollateError, OptionError
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path
from collate.reading.work import witness_files, work_settings

_TIMEOUT_SECONDS: Final = 60


def files_changed_since(revision: str, root: Path) -> frozenset[Path]:
    """Return the absolute paths of the files in the working tree that are new or changed since a revision.

    Raises OptionError if there is no git, no repository, or no such revision.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").rstrip("\n"))
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    tracked = _git(top, "diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", commit, "--")
    untracked = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    return frozenset(top / name for name in (tracked + untracked).split("\0") if name)


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False, timeout=_TIMEOUT_SECONDS
        )
    except FileNotFoundError:
        raise OptionError("--since needs git, and git is not installed; name the files instead") from None
    except subprocess.TimeoutExpired:
        why = f"git has not answered within {_TIMEOUT_SECONDS} s"
        raise OptionError(f"--since: {why}; name the files instead") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if arguments[0] == "rev-parse" and "--verify" in arguments:
            revision = arguments[-1].removesuffix("^{commit}")
            raise OptionError(f"--since {revision}: git does not know this revision; check its name")
        answer = lines[0] if lines else "nothing"
        raise OptionError(f"--since: git says {answer}; run the command inside a git repository")
    return done.stdout.decode("utf-8", "surrogateescape")


def keep_changed(
    targets: CheckTargets, changed: frozenset[Path], permissions: Permissions = NO_PERMISSIONS
) -> CheckTargets:
    """Return the works and files that have changed.

    A changed witness is checked with the rest of its work. If settings, decisions or rules of a work have changed, all
    of it is checked; if a report has changed, whether it is still up to date.
    """
    kept = CheckTargets(files=[f for f in targets.files if resolved_path(f) in changed], failures=targets.failures)
    for folder, selected in targets.works.items():
        changed_in_work = {path for path in changed if path.is_relative_to(resolved_path(folder) or folder)}
        witnesses = _witness_paths(folder, permissions)
        texts = {path for path in changed if path in witnesses}
        texts |= {path for path in changed_in_work if path.suffix == TEXT_SUFFIX}
        if changed_in_work - texts and selected is None:
            kept.works[folder] = None
        elif selected is None:
            if texts or _reports_changed(folder, changed, permissions):
                kept.works[folder] = texts
        elif changed_selected := {path for path in selected if resolved_path(path) in changed}:
            kept.works[folder] = changed_selected
    return kept


def _witness_paths(folder: Path, permissions: Permissions) -> frozenset[Path]:
    """Return the witness files that a work names, none if its settings cannot be read."""
    try:
        paths = map(resolved_path, witness_files(work_settings(folder, permissions)).values())
        return frozenset(path for path in paths if path)
    except CollateError:
        return frozenset()


def _reports_changed(folder: Path, changed: frozenset[Path], permissions: Permissions) -> bool:
    try:
        report = work_settings(folder, permissions).table("report")
        target = resolved_path(report.file_path("folder")) if report.string("folder", "") else None
    except CollateError:
        return True
    return target is not None and any(path.is_relative_to(target) for path in changed)
