"""What `collate check` does."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from collate.checking import RULES, Finding, Level
from collate.checking.baseline import EMPTY_BASELINE, read_baseline, render_baseline
from collate.checking.file_discovery import CheckTargets, discover_files, project_root
from collate.checking.fixes import find_fixes, unified_diff
from collate.checking.outputs import FROM_HERE, IN_PROJECT, OUTPUTS
from collate.checking.rule_docs import rule_documentation
from collate.checking.runner import check
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import require_known_rules
from collate.cli import exit_codes as exits
from collate.cli.main import say
from collate.cli.output import write_files, write_out
from collate.cli.progress import waiting
from collate.errors import CollateError, ConfigError, OptionError
from collate.reading.sources import STDIN
from collate.terminal.display import columns


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `collate check`, lists taken apart."""

    names: tuple[str, ...]
    layout: str
    output: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    since: str | None
    baseline: str | None
    everything: bool
    write_baseline: bool
    fix: bool
    difference: bool
    statistics: bool
    exit_zero: bool
    encoding: str
    aligner: str
    coloured: bool


def run_check(asked: Asked) -> int:
    """Check, write what was found, and give the exit code."""
    _require_sense(asked)
    root = project_root(Path.cwd())
    options = CheckOptions(
        root=root,
        select=asked.select,
        ignore=asked.ignore,
        baseline=Path(asked.baseline) if asked.baseline is not None else None,
        encoding=asked.encoding,
        aligner=asked.aligner,
        use_baseline=not asked.write_baseline,
        include_known=asked.everything,
    )
    gathered = discover_files(asked.names, root)
    if asked.since is not None:
        from collate.checking.git_changes import files_changed_since, keep_changed  # late: subprocess is slow to load

        gathered = keep_changed(gathered, files_changed_since(asked.since, root))
    if asked.difference:
        return _show_mendings(gathered, options, asked)
    unmended = _mend(gathered, options) if asked.fix else []
    with waiting(f"checking {_counted(len(gathered.works), 'work')} and {_counted(len(gathered.files), 'file')} …"):
        checked = check(gathered, options)
    checked.failures += unmended
    if asked.write_baseline:
        _write_baselines(checked)
    else:
        _write_findings(checked, asked, root)
    _say_each(checked.failures)
    return _exit_code(checked, asked)


def _say_each(troubles: Sequence[CollateError]) -> None:
    """Say every trouble once: settings that are wrong are wrong for every file."""
    for sentence in dict.fromkeys(map(str, troubles)):
        say(f"collate: {sentence}")


def _require_sense(asked: Asked) -> None:
    """Raise for options that do not go together, and for rules that are none."""
    require_known_rules((*asked.select, *asked.ignore))
    if asked.fix and asked.difference:
        raise OptionError("--diff shows what --fix would do; give one of them")
    if asked.write_baseline and (asked.since is not None or asked.fix or asked.difference):
        raise OptionError("--write-baseline knows a whole check; leave --since, --fix and --diff out")
    if asked.statistics and asked.layout not in FROM_HERE:
        raise OptionError(f"--statistics is for people; leave --format {asked.layout} out")


def _exit_code(checked: CheckResult, asked: Asked) -> int:
    if checked.failures:
        return exits.TROUBLE
    errors = any(f.level is Level.ERROR for f in checked.findings)
    known = asked.exit_zero or asked.write_baseline
    return exits.DIFFERENT if errors and not known else exits.NOTHING_TO_REPORT


def _write_findings(checked: CheckResult, asked: Asked, root: Path) -> None:
    findings = checked.findings
    if asked.layout in IN_PROJECT:
        for f in findings:
            if f.path == "-" or Path(f.path).is_absolute():
                raise OptionError(
                    f"{f.path}: outside the project, where {asked.layout} shows nothing; use --format json"
                )
    if asked.layout in FROM_HERE:
        findings = [replace(f, path=_from_here(f.path, root)) for f in findings]
    text = _statistics(findings) if asked.statistics else OUTPUTS[asked.layout](findings)
    write_out(asked.output, text if asked.coloured else click.unstyle(text))
    say(_summary(checked, whole=not (asked.names or asked.since or asked.select or asked.ignore)))


def _from_here(path: str, root: Path) -> str:
    return path if path == "-" or Path(path).is_absolute() else os.path.relpath(root / path)


def _summary(checked: CheckResult, whole: bool) -> str:
    """Say in a sentence what came of it; a check of the whole also tells what is known in vain."""
    counts = Counter(f.level for f in checked.findings)
    told = ", ".join(_counted(counts[level], str(level)) for level in Level if counts[level]) or "nothing found"
    known = f"; {checked.known_count} known from the baseline" if checked.known_count else ""
    gone = (
        f"; {checked.obsolete_count} of the baseline no longer found: write it anew"
        if checked.obsolete_count and whole
        else ""
    )
    return f"{_counted(checked.file_count, 'file')} checked: {told}{known}{gone}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1 and what != 'info')}"


def _statistics(findings: list[Finding]) -> str:
    counts = Counter(f.code for f in findings)
    order = sorted(counts, key=lambda code: (-counts[code], code))
    rows = [(str(counts[code]), code, RULES[code].name, RULES[code].description) for code in order]
    return "".join(f"{line}\n" for line in columns(rows))


def _write_baselines(checked: CheckResult) -> None:
    """Write each baseline; reasons that were given before are kept."""
    if any(path is None and known.findings for path, known in checked.by_baseline.items()):
        raise OptionError('no file for the baseline is named; add --baseline FILE, or baseline = "..." to the settings')
    contents = {}
    for path, known in checked.by_baseline.items():
        if path is None:
            continue
        before = EMPTY_BASELINE
        if path.is_file():
            try:
                before = read_baseline(path)
            except ConfigError as error:
                say(f"collate: {error}")
        contents[path] = render_baseline(known.findings, known.entries, before)
    write_files(contents)
    for path in contents:
        click.echo(f"wrote {path}")


def _show_mendings(gathered: CheckTargets, options: CheckOptions, asked: Asked) -> int:
    troubles = list(gathered.failures)
    shown = "".join(unified_diff(file, after) for _, file, after in find_fixes(gathered, options, troubles))
    write_out(asked.output, shown)
    _say_each(troubles)
    if troubles:
        return exits.TROUBLE
    return exits.DIFFERENT if shown and not asked.exit_zero else exits.NOTHING_TO_REPORT


def _mend(gathered: CheckTargets, options: CheckOptions) -> list[CollateError]:
    """Write what can be mended, all files or none; give what could not be."""
    troubles: list[CollateError] = []
    found = list(find_fixes(gathered, options, troubles))
    if any(str(path) == STDIN for path, _, _ in found):
        raise OptionError("--fix mends files, and - is none; save the text first")
    modes = {path: path.stat().st_mode for path, _, _ in found}
    write_files({path: after for path, _, after in found})
    for path, mode in modes.items():
        path.chmod(mode)
        say(f"mended {path}")
    return troubles


def explain_rule(name: str) -> int:
    """Print the page of a rule."""
    require_known_rules((name,))
    codes = [code for code, rule in RULES.items() if name in (code, rule.name)]
    if not codes:
        many = ", ".join(code for code in RULES if code.startswith(name))
        raise OptionError(f"{name} means several rules; name one of {many}")
    write_out(None, rule_documentation(codes[0]))
    return exits.NOTHING_TO_REPORT


def list_rules() -> int:
    """Print every rule with its level and sentence; what is not asked unless it is named has a star."""
    rows = [(r.code, r.name, f"{r.level}{'' if r.on_by_default else ' *'}", r.description) for r in RULES.values()]
    write_out(
        None, "".join(f"{line}\n" for line in columns(rows)) + "* asked where it is named, or a setting asks it\n"
    )
    return exits.NOTHING_TO_REPORT
