"""The files that git reports as new, changed or deleted since a revision."""

from collections.abc import Iterator
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.checking.file_discovery import TEXT_SUFFIX, CheckTargets
from collate.checking.settings import PROJECT_FILE
from collate.errors import CollateError, OptionError, ReadError
from collate.files.boundary import NO_PERMISSIONS, Permissions, resolved_path
from collate.files.git_command import run_git
from collate.files.presence import is_folder
from collate.files.toml import LONGEST_NAME, SettingsTable
from collate.reading.work import witness_files, work_settings

_TIMEOUT_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class GitChanges:
    """The absolute paths of the files that are new or changed since a revision, and of those that are deleted."""

    changed: frozenset[Path]
    deleted: frozenset[Path]

    def __repr__(self) -> str:
        return repr_line("GitChanges", f"{counted(len(self.changed), 'file')} changed, {len(self.deleted)} deleted")


def changes_since(revision: str, root: Path) -> GitChanges:
    """Return the files in the working tree that are new, changed or deleted since a revision.

    Raises OptionError if there is no git, no repository, or no such revision.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").rstrip("\n"))
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    differing = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules")
    tracked = _git(top, *differing, "--diff-filter=d", commit, "--")
    untracked = _git(top, "ls-files", "-z", "--others", "--exclude-standard")
    deleted = _git(top, *differing, "--diff-filter=D", commit, "--")
    changed = _paths(top, tracked + untracked)
    return GitChanges(changed, _paths(top, deleted) - changed)


def _paths(top: Path, names: str) -> frozenset[Path]:
    return frozenset(top / name for name in names.split("\0") if name)


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = run_git(folder, *arguments, timeout=_TIMEOUT_SECONDS)
    except FileNotFoundError:
        raise OptionError("--since needs git, and git is not installed; name the files instead") from None
    except TimeoutExpired:
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


def keep_changed(targets: CheckTargets, changes: GitChanges, permissions: Permissions = NO_PERMISSIONS) -> CheckTargets:
    """Return the works and files that have changed.

    A changed witness is checked with the rest of its work. If another file that a work names has changed, such as its
    settings, decisions or rules, or any of its files is deleted, all of the work is checked; if a report has changed,
    whether it is still up to date. If the settings of the project have changed, everything is checked.
    """
    if any(path.name == PROJECT_FILE for path in changes.changed | changes.deleted):
        return targets
    changed = changes.changed
    kept = CheckTargets(
        files=[f for f in targets.files if resolved_path(f) in changed],
        failures=list(targets.failures),
        notes=list(targets.notes),
    )
    for folder, selected in targets.works.items():
        if _has_deleted_file(folder, changes.deleted, permissions):
            kept.works[folder] = selected
            kept.failures += _deleted_reports(folder, changes.deleted, permissions)
            continue
        witnesses = _witness_paths(folder, permissions)
        texts = {path for path in changed if not witnesses.isdisjoint((path, *path.parents))}
        changed_in_work = {path for path in changed if path.is_relative_to(resolved_path(folder) or folder)}
        texts |= {path for path in changed_in_work if path.suffix == TEXT_SUFFIX}
        others = (changed_in_work | (changed & _named_paths(folder, permissions))) - texts
        if others and selected is None:
            kept.works[folder] = None
        elif selected is None:
            if texts or _reports_changed(folder, changed, permissions):
                kept.works[folder] = texts
        elif changed_selected := {path for path in selected if resolved_path(path) in changed}:
            kept.works[folder] = changed_selected
    return kept


def _has_deleted_file(folder: Path, deleted: frozenset[Path], permissions: Permissions) -> bool:
    """Return whether a file in the folder of a work or of its reports, or one that its settings name, is deleted."""
    if not deleted:
        return False
    work_folder = resolved_path(folder) or folder
    if any(path.is_relative_to(work_folder) for path in deleted):
        return True
    return not deleted.isdisjoint(_named_paths(folder, permissions)) or _reports_changed(folder, deleted, permissions)


def _named_paths(folder: Path, permissions: Permissions) -> frozenset[Path]:
    """Return the paths that strings in the settings of a work may name, none if the settings cannot be read."""
    try:
        names = {name for name in _strings(work_settings(folder, permissions).values) if len(name) <= LONGEST_NAME}
    except CollateError:
        return frozenset()  # the check of the work has the error
    return frozenset(path for name in names if (path := resolved_path(folder / name)))


def _strings(value: object) -> Iterator[str]:
    """Yield the strings in settings: each may be the name of a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _deleted_reports(folder: Path, deleted: frozenset[Path], permissions: Permissions) -> list[CollateError]:
    """Return an error if all reports were deleted: a work without their folder has no reports to compare."""
    try:
        target = _report_folder(work_settings(folder, permissions))
    except CollateError:
        return []  # the check of the work has the error
    if target is None or is_folder(target):
        return []
    resolved = resolved_path(target)
    if resolved is None or not any(path.is_relative_to(resolved) for path in deleted):
        return []
    return [ReadError(f"{target}: the reports were deleted; write them again, or remove [report] folder")]


def _witness_paths(folder: Path, permissions: Permissions) -> frozenset[Path]:
    """Return the witness files that a work names, none if its settings cannot be read."""
    try:
        paths = map(resolved_path, witness_files(work_settings(folder, permissions)).values())
        return frozenset(path for path in paths if path)
    except CollateError:
        return frozenset()


def _reports_changed(folder: Path, changed: frozenset[Path], permissions: Permissions) -> bool:
    try:
        report_folder = _report_folder(work_settings(folder, permissions))
    except CollateError:
        return True
    target = None if report_folder is None else resolved_path(report_folder)
    return target is not None and any(path.is_relative_to(target) for path in changed)


def _report_folder(table: SettingsTable) -> Path | None:
    report = table.table("report")
    return report.file_path("folder") if report.string("folder", "") else None
