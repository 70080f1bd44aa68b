"""From names to findings: each file by itself, each work beside its witnesses; what is known is left out."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from collate.checking.baseline import NOTHING_KNOWN, fingerprints, read_baseline
from collate.checking.file_discovery import CheckTargets
from collate.checking.read_file import read_file
from collate.checking.rules.transcription import of_file
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import CheckSettings, project_settings
from collate.checking.suppressions import COMMENTS, Ignored, ignored_in, is_ignored
from collate.checking.work_check import check_work
from collate.errors import CollateError
from collate.files.read import read_bytes


def check(gathered: CheckTargets, options: CheckOptions) -> CheckResult:
    """Ask the rules about works and files, one after the other."""
    checked = CheckResult(troubles=list(gathered.troubles))
    for folder, meant in sorted(gathered.works.items()):
        with checked.going_on():
            check_work(checked, folder, meant, options)
    settings = cache(lambda folder: options.over(project_settings(folder)))
    for path in gathered.files:
        with checked.going_on():
            _check_file(checked, path, settings, options)
    _leave_out_known(checked, options)
    return checked


def _check_file(
    checked: CheckResult, path: Path, settings: Callable[[Path], CheckSettings], options: CheckOptions
) -> None:
    here, read = settings(path.parent), read_file(path, options.encoding)
    checked.add(here, of_file(read, options.cited(path), "", here))
    checked.files += 1


def _leave_out_known(checked: CheckResult, options: CheckOptions) -> None:
    """Leave out what a comment or a baseline knows."""
    comments = cache(lambda path: _comments(checked, options.root, path))
    for path, known in checked.by_baseline.items():
        known.findings = [f for f in known.findings if not is_ignored(comments, f)]
        known.findings.sort(key=lambda f: (f.path, f.start, f.end, f.code, f.message))
        baseline = NOTHING_KNOWN
        with checked.going_on():
            baseline = read_baseline(path) if path and options.by_baseline and not options.known_too else baseline
        marks = list(fingerprints(known.findings))
        fresh = [f for f, mark in zip(known.findings, marks, strict=True) if mark not in baseline.why]
        checked.known += len(marks) - len(fresh)
        checked.gone += len(baseline.why.keys() - marks)
        checked.findings += fresh
    checked.findings.sort(key=lambda f: (f.path, f.start, f.end, f.code, f.message))


def _comments(checked: CheckResult, root: Path, path: str) -> Ignored:
    """Read the comments of a file, where its format has any."""
    if Path(path).suffix.lower() not in COMMENTS:
        return {}
    try:
        return ignored_in(read_bytes(root / path).decode("utf-8", "replace"), path)
    except CollateError as error:
        checked.troubles.append(error)
    except OSError:
        pass
    return {}
