"""Run the rules on files and works, and leave out the findings that a comment or a baseline accepts."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from collate.checking.baseline import EMPTY_BASELINE, fingerprints, read_baseline
from collate.checking.file_discovery import CheckTargets
from collate.checking.findings_of_files import findings_in_file
from collate.checking.read_file import read_file
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import CheckSettings
from collate.checking.suppressions import COMMENT_PATTERNS, Suppressions, is_suppressed, suppressions_in
from collate.checking.told_once import told_once
from collate.checking.work_check import check_work
from collate.errors import CollateError
from collate.files.boundary import stays_in_project
from collate.files.read import read_bytes
from collate.model.findings import Finding
from collate.model.progress import tracked
from collate.reading.beginnings import roughly_decoded


def check(targets: CheckTargets, options: CheckOptions) -> CheckResult:
    """Run the rules on all works and files."""
    result = CheckResult(failures=list(targets.failures), notes=list(targets.notes))
    for folder, selected in sorted(targets.works.items()):
        with result.collecting_failures():
            check_work(result, folder, selected, options)
    settings_of = cache(options.settings_of_file)
    for path in tracked(targets.files, len(targets.files), "checking files", options.progress):
        with result.collecting_failures():
            _check_file(result, path, settings_of, options)
    _remove_known(result, options)
    return result


def _check_file(
    result: CheckResult, path: Path, settings_of: Callable[[Path], CheckSettings], options: CheckOptions
) -> None:
    settings = settings_of(path.parent)
    read = read_file(path, options.encoding.of_path(path), options.permissions, options.choices)
    result.add(settings, findings_in_file(result, read, path, options.language_of(settings), settings, options))
    result.inputs.append(path)
    result.file_count += 1


def _remove_known(result: CheckResult, options: CheckOptions) -> None:
    """Leave out the findings that a comment or a baseline accepts, and sort the others."""

    def place(f: Finding) -> tuple[str, int, int, str, str]:
        return f.path, f.start, f.end, f.code, f.message

    suppressions = cache(lambda path: _suppressions_of(result, options.root, path))
    for path, content in result.by_baseline.items():
        content.findings = [f for f in content.findings if not is_suppressed(suppressions, f)]
        content.findings.sort(key=place)
        baseline = EMPTY_BASELINE
        with result.collecting_failures():
            if path and options.use_baseline and not options.include_known:
                baseline = read_baseline(path)
        prints = fingerprints(content.findings)
        new = [
            f for f, fingerprint in zip(content.findings, prints, strict=True) if not baseline.accepts(f, fingerprint)
        ]
        known_count = len(content.findings) - len(new)
        result.known_count += known_count
        result.obsolete_count += len(baseline.findings) - known_count
        result.findings += new
    result.findings.sort(key=place)
    result.findings = told_once(result.findings)


def _suppressions_of(result: CheckResult, root: Path, path: str) -> Suppressions:
    """Read the suppressions in the comments of a file, if its format has comments."""
    if Path(path).suffix.lower() not in COMMENT_PATTERNS:
        return {}
    if not stays_in_project(root / path):
        return {}
    try:
        return suppressions_in(roughly_decoded(read_bytes(root / path)), path)
    except CollateError as error:
        result.failures.append(error)
    except OSError:
        pass
    return {}
