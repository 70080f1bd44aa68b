"""What `collate check` does."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.checking import RULES, Finding, Level
from collate.checking.baseline import EMPTY_BASELINE, Baseline, read_baseline, render_baseline
from collate.checking.file_discovery import CheckTargets, discover_files
from collate.checking.fixes import find_fixes, unified_diff
from collate.checking.named_encodings import encodings_of_targets
from collate.checking.outputs import FROM_HERE, IN_PROJECT, OUTPUTS
from collate.checking.rule_docs import rule_documentation
from collate.checking.runner import check
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import require_known_rules
from collate.cli import exit_codes
from collate.cli.output import Medium, print_line, print_message, write_output
from collate.cli.progress import progress_shown
from collate.errors import CollateError, ConfigError, OptionError, ReadError, WriteError
from collate.files.boundary import Permissions, is_hidden, is_project, project_root, resolved_path
from collate.files.encodings import Encodings
from collate.files.presence import is_file, is_folder
from collate.files.read import STDIN
from collate.files.read_choices import ReadChoices
from collate.files.write import require_not_read, rewrite_files, write_files
from collate.terminal.display import columns

_BASELINE_SUFFIX: Final = ".json"
_OTHER_BASELINE: Final = "name another file with --baseline"


@dataclass(frozen=True, slots=True)
class CheckCommandOptions:
    """The arguments and options of `collate check`, with lists split into their items."""

    paths: tuple[str, ...]
    format_name: str
    output: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    since: str | None
    baseline: str | None
    show_baselined: bool
    write_baseline: bool
    fix: bool
    show_fixes: bool
    statistics: bool
    is_strict: bool
    language: str
    exit_zero: bool
    encoding: Encodings
    permissions: Permissions
    choices: ReadChoices
    aligner: str
    coloured: bool


def run_check(command_options: CheckCommandOptions) -> int:
    """Check, write the findings, and return the exit code."""
    _require_compatible_options(command_options)
    here = project_root(Path.cwd())
    root = _root_of(command_options.paths, here)
    options = CheckOptions(
        root=root,
        select=command_options.select,
        ignore=command_options.ignore,
        baseline=Path(command_options.baseline) if command_options.baseline is not None else None,
        permissions=command_options.permissions,
        choices=command_options.choices,
        language=command_options.language,
        aligner=command_options.aligner,
        use_baseline=not command_options.write_baseline,
        include_known=command_options.show_baselined,
    )
    targets = discover_files(command_options.paths, here, command_options.permissions)
    options = replace(
        options, encoding=encodings_of_targets(targets, command_options.encoding, command_options.permissions)
    )
    if command_options.since is not None:
        from collate.checking.git_changes import changes_since, keep_changed  # here: subprocess is slow to import

        targets = keep_changed(targets, changes_since(command_options.since, root), command_options.permissions)
    if command_options.show_fixes:
        return _show_fixes(targets, options, command_options)
    fix_errors = _apply_fixes(targets, options) if command_options.fix else []
    with progress_shown() as progress:
        result = check(targets, replace(options, progress=progress))
    result.failures += fix_errors
    if command_options.write_baseline:
        _write_baselines(result, named_by_user=command_options.baseline is not None)
    else:
        _write_findings(result, command_options, root)
    _print_notes(result.notes)
    _print_errors(result.failures)
    return _exit_code(result, command_options)


def _root_of(names: Sequence[str], here: Path) -> Path:
    """Return the folder that paths in findings and in the baseline are relative to.

    It is the root of the project of the current folder, or, if all names lead out of it, of the one project that they
    are in.
    """
    paths = [resolved_path(Path(name)) for name in names if name != STDIN]
    if is_project(here) and (not paths or any(path is None or path.is_relative_to(here) for path in paths)):
        return here
    roots = {project_root(path if is_folder(path) else path.parent) for path in paths if path}
    return next(iter(roots)) if len(roots) == 1 and all(map(is_project, roots)) else here


def explain_rule(name: str) -> int:
    """Print the page of a rule."""
    require_known_rules((name,))
    codes = [code for code, rule in RULES.items() if name in (code, rule.name)]
    if not codes:
        matching = ", ".join(code for code in RULES if code.startswith(name))
        raise OptionError(f"{name} matches several rules; name one of {matching}")
    write_output(None, rule_documentation(codes[0]))
    return exit_codes.SUCCESS


def list_rules() -> int:
    """Print every rule with its level and sentence. A star marks the rules that are off by default."""
    rows = [(r.code, r.name, f"{r.level}{'' if r.on_by_default else ' *'}", r.description) for r in RULES.values()]
    table = "".join(f"{line}\n" for line in columns(rows))
    write_output(None, f"{table}* off by default: runs if --select names it, or if a setting turns it on\n")
    return exit_codes.SUCCESS


def _require_compatible_options(command_options: CheckCommandOptions) -> None:
    """Raise OptionError for options that exclude one another, and for rules that do not exist."""
    require_known_rules((*command_options.select, *command_options.ignore))
    if command_options.fix and command_options.show_fixes:
        raise OptionError("--diff shows what --fix would change; use only one of them")
    if command_options.write_baseline and (
        command_options.since is not None or command_options.fix or command_options.show_fixes
    ):
        raise OptionError("--write-baseline records a complete check; leave out --since, --fix and --diff")
    if command_options.statistics and command_options.format_name not in FROM_HERE:
        raise OptionError(f"--statistics has no format {command_options.format_name}; leave out --format")


def _print_notes(notes: Sequence[str]) -> None:
    for note in dict.fromkeys(notes):
        print_message(f"note: {note}")


def _print_errors(errors: Sequence[CollateError]) -> None:
    """Print every error once: wrong settings cause the same error for every file."""
    for message in dict.fromkeys(map(str, errors)):
        print_message(f"collate: {message}")


def _exit_code(result: CheckResult, command_options: CheckCommandOptions) -> int:
    if result.failures:
        return exit_codes.ERROR
    if command_options.exit_zero or command_options.write_baseline:
        return exit_codes.SUCCESS
    failing = (Level.ERROR, Level.WARNING) if command_options.is_strict else (Level.ERROR,)
    return exit_codes.DIFFERENCES if any(f.level in failing for f in result.findings) else exit_codes.SUCCESS


def _write_findings(result: CheckResult, command_options: CheckCommandOptions, root: Path) -> None:
    findings, format_name = result.findings, command_options.format_name
    if format_name in IN_PROJECT:
        for f in findings:
            if f.path == "-" or Path(f.path).is_absolute():
                raise OptionError(
                    f"{f.path}: format {format_name} cannot show a file outside the project; use --format json"
                )
    if format_name in FROM_HERE:
        findings = [replace(f, path=_relative_to_cwd(f.path, root)) for f in findings]
    text = _statistics(findings) if command_options.statistics else OUTPUTS[format_name](findings)
    medium = Medium.PEOPLE if format_name in FROM_HERE else Medium.PROGRAMS
    write_output(command_options.output, text, medium, command_options.coloured)
    is_whole_check = not (
        command_options.paths or command_options.since or command_options.select or command_options.ignore
    )
    print_message(_summary(result, is_whole_check))


def _relative_to_cwd(path: str, root: Path) -> str:
    return path if path == "-" or Path(path).is_absolute() else os.path.relpath(root / path)


def _summary(result: CheckResult, is_whole_check: bool) -> str:
    """Return the counts in one line. Only a check of the whole project knows which baseline entries are obsolete."""
    counts = Counter(f.level for f in result.findings)
    levels = ", ".join(_count_of(counts[level], str(level)) for level in Level if counts[level]) or "nothing found"
    baselined = f"; {result.known_count} recorded in the baseline" if result.known_count else ""
    obsolete = (
        f"; {result.obsolete_count} obsolete in the baseline: run --write-baseline"
        if result.obsolete_count and is_whole_check
        else ""
    )
    return f"{_count_of(result.file_count, 'file')} checked: {levels}{baselined}{obsolete}"


def _count_of(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1 and noun != 'info')}"


def _statistics(findings: list[Finding]) -> str:
    counts = Counter[str]()
    for f in findings:
        counts[f.code] += f.count
    order = sorted(counts, key=lambda code: (-counts[code], code))
    rows = [(str(counts[code]), code, RULES[code].name, RULES[code].description) for code in order]
    return "".join(f"{line}\n" for line in columns(rows))


def _write_baselines(result: CheckResult, named_by_user: bool) -> None:
    """Write each baseline. Entries that it has already keep their reasons.

    The name of a baseline may come from a stranger's settings: no other file is overwritten, and a new one has the
    suffix of a baseline.
    """
    if any(path is None and known.findings for path, known in result.by_baseline.items()):
        raise OptionError('no baseline file is named; add --baseline FILE, or baseline = "..." in the settings')
    contents = {}
    for path, known in result.by_baseline.items():
        if path is None:
            continue
        if not named_by_user and path.suffix.lower() != _BASELINE_SUFFIX:
            raise WriteError(f"{path}: the name of a baseline must end in .json; change it in the settings")
        contents[path] = render_baseline(known.findings, known.entries, _existing_baseline(path))
    require_not_read(contents, result.inputs, _OTHER_BASELINE)
    for note in write_files(contents):
        print_message(f"note: {note}")
    for path in contents:
        print_line(f"wrote {path}")


def _existing_baseline(path: Path) -> Baseline:
    """Read the baseline that is to be replaced. Raises WriteError for a file that is not one."""
    if not is_file(path):
        return EMPTY_BASELINE
    try:
        return read_baseline(path)
    except ConfigError:
        why = "this file is not a baseline and is not overwritten"
        raise WriteError(f"{path}: {why}; {_OTHER_BASELINE}") from None


def _show_fixes(targets: CheckTargets, options: CheckOptions, command_options: CheckCommandOptions) -> int:
    """Write what `--fix` would change, as a diff, and return the exit code."""
    errors = list(targets.failures)
    diffs = "".join(unified_diff(file, fixed) for _, file, fixed in find_fixes(targets, options, errors))
    write_output(command_options.output, diffs)
    _print_errors(errors)
    if errors:
        return exit_codes.ERROR
    return exit_codes.DIFFERENCES if diffs and not command_options.exit_zero else exit_codes.SUCCESS


def _apply_fixes(targets: CheckTargets, options: CheckOptions) -> list[CollateError]:
    """Write all fixed files or none. Return the errors of files that cannot be fixed."""
    errors: list[CollateError] = []
    fixes = list(find_fixes(targets, options, errors))
    if any(str(path) == STDIN for path, _, _ in fixes):
        raise OptionError("--fix changes files, and standard input (-) is not a file; save the text to a file first")
    contents = {path: fixed for path, _, fixed in fixes}
    for path in [path for path in contents if path not in targets.files and is_hidden(path)]:
        del contents[path]
        errors.append(ReadError(f"{path}: this file is hidden in the project and is not changed; correct it by hand"))
    # A link that stays in the project stays a link.
    for note in rewrite_files({resolved_path(path) or path: fixed for path, fixed in contents.items()}):
        print_message(f"note: {note}")
    for path in contents:
        print_message(f"fixed {path}")
    return errors
