"""Check a work: its witnesses, each by itself and against the others, and texts that the work does not name yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from collate.checking.baseline import read_baseline
from collate.checking.file_discovery import TEXT_SUFFIX, project_root, require_in_project
from collate.checking.read_file import UndecodableFile, diagnose_unread, read_file
from collate.checking.rules.registry import RULES
from collate.checking.rules.transcription import check_transcription
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import CheckSettings, parse_settings, project_settings
from collate.errors import ReadError
from collate.files.read import read_bytes
from collate.files.toml import read_toml
from collate.model.findings import Finding, Match, Transcription, WorkFinding, finding_of
from collate.model.witness import RESERVED, Siglum, Witness
from collate.model.work import UnreadWitness, Work
from collate.reading.work import CONFIG, read_work, witness_files


@dataclass(frozen=True, slots=True)
class _WorkToCheck:
    """A work with what to check in it.

    targets                the witnesses to check
    undeclared_witnesses   texts to check that the work does not name
    undeclared_files       their paths, and those of other files that the work does not name
    paths                  the file of each witness
    is_complete            whether all witnesses of the work could be read
    """

    work: Work
    targets: list[Witness]
    undeclared_witnesses: list[Witness]
    undeclared_files: list[Path]
    paths: Mapping[Siglum, Path]
    is_complete: bool


def check_work(result: CheckResult, folder: Path, selected: set[Path] | None, options: CheckOptions) -> None:
    """Check the selected files of a work (None: all), each by itself and against the other witnesses."""
    table = read_toml(folder / CONFIG)
    settings = options.override(parse_settings(table.table("check"), folder, project_settings(folder)))
    unread: list[UnreadWitness] = []
    try:
        paths = witness_files(table, folder)
        work = _without_outside_witnesses(result, read_work(folder, options.encoding, unread), paths, options)
    finally:
        for unread_witness in unread:
            _report_unread(result, unread_witness, selected, settings, options)
    resolved = None if selected is None else {path.resolve() for path in selected}
    targets = [w for w in work.witnesses if resolved is None or paths[w.siglum].resolve() in resolved]
    declared = {path.resolve() for path in work.files}
    candidates = folder.glob(f"*{TEXT_SUFFIX}") if selected is None else selected
    undeclared_files = sorted(path for path in candidates if path.resolve() not in declared)
    undeclared = [] if selected is None else list(_read_undeclared(result, undeclared_files, work, settings, options))
    for witness in targets:
        result.file_count += 1
        path = options.display_path(paths[witness.siglum])
        result.add(settings, check_transcription(witness, path, work.language, settings))
    if any(not code.startswith("T") for code in settings.enabled_codes()):
        all_paths = {**paths, **{w.siglum: Path(w.sources[0].file) for w in undeclared}}
        is_complete = len(work.witnesses) == len(paths)
        work_to_check = _WorkToCheck(work, targets, undeclared, undeclared_files, all_paths, is_complete)
        _check_as_work(result, work_to_check, settings, options)


def _check_as_work(
    result: CheckResult, work_to_check: _WorkToCheck, settings: CheckSettings, options: CheckOptions
) -> None:
    """Run the rules on works: witnesses against the others, and the committed files."""
    # Late: it loads the engine, which a file that belongs to no work does not need.
    from collate.checking.rules.work import WorkRulesInput, work_findings

    work = work_to_check.work
    work_path = options.display_path(work.folder or Path())
    rules_input = WorkRulesInput(
        work,
        frozenset(w.siglum for w in work_to_check.targets),
        tuple(work_to_check.undeclared_witnesses),
        tuple(path for path in work_to_check.undeclared_files if path.suffix == TEXT_SUFFIX),
        settings,
        options.aligner,
        _baseline_entries(settings, work_path) if options.use_baseline else None,
        work_to_check.is_complete,
    )
    findings, entries = work_findings(rules_input)
    witnesses = {w.siglum: w for w in (*work.witnesses, *work_to_check.undeclared_witnesses)}
    located = (_locate(finding, work_to_check.paths, witnesses, settings, options) for finding in findings)
    result.add(settings, located)
    if entries is not None:
        result.by_baseline[settings.baseline].entries[work_path] = entries


def _without_outside_witnesses(
    result: CheckResult, work: Work, paths: Mapping[Siglum, Path], options: CheckOptions
) -> Work:
    """Return a work without the witnesses that its settings read from outside the project; each is a failure."""
    folder = work.folder or Path()
    root = project_root(folder, options.root)
    kept = []
    for witness in work.witnesses:
        try:
            require_in_project(paths[witness.siglum], root, str(folder / CONFIG))
            kept.append(witness)
        except ReadError as error:
            result.failures.append(error)
    if not kept:
        raise ReadError(f"{work.folder}: no witness of this work is inside the project; move the files into it")
    base = work.base if work.base in {*RESERVED, *(w.siglum for w in kept)} else kept[0].siglum
    return replace(work, witnesses=tuple(kept), base=base)


def _report_unread(
    result: CheckResult,
    unread: UnreadWitness,
    selected: set[Path] | None,
    settings: CheckSettings,
    options: CheckOptions,
) -> None:
    """Report a witness that cannot be read: a wrong byte is a finding if the file is selected, all else a failure."""
    cause = diagnose_unread(unread.file, unread.encoding, unread.error)
    is_selected = selected is None or unread.file.resolve() in {path.resolve() for path in selected}
    if isinstance(cause, UndecodableFile) and is_selected:
        result.add(settings, check_transcription(cause, options.display_path(unread.file), "", settings))
    elif isinstance(cause, UndecodableFile):
        result.failures.append(unread.error)
    else:
        result.failures.append(cause)


def _read_undeclared(
    result: CheckResult, paths: Iterable[Path], work: Work, settings: CheckSettings, options: CheckOptions
) -> Iterator[Witness]:
    """Read and check texts that the work does not name yet; each gets a siglum of its own."""
    taken: set[str] = {*RESERVED, *(w.siglum for w in work.witnesses)}
    for path in paths:
        with result.collecting_failures():
            read = read_file(path, options.encoding)
            result.file_count += 1
            result.add(settings, check_transcription(read, options.display_path(path), work.language, settings))
            if isinstance(read, Witness) and path.suffix == TEXT_SUFFIX:
                siglum = _free_siglum(read.siglum, taken)
                taken.add(siglum)
                yield replace(read, siglum=siglum)


def _free_siglum(siglum: Siglum, taken: set[str]) -> Siglum:
    """Return a siglum that no other witness has: the given one, or that with a number."""
    numbered = (Siglum(f"{siglum} {n}") for n in count(2))
    return siglum if siglum not in taken else next(name for name in numbered if name not in taken)


def _baseline_entries(settings: CheckSettings, work_path: str) -> dict[str, str] | None:
    if settings.baseline is None or not settings.baseline.is_file():
        return None
    entries = read_baseline(settings.baseline).entries.get(work_path)
    return None if entries is None else dict(entries)


def _locate(
    finding: WorkFinding,
    paths: Mapping[Siglum, Path],
    witnesses: Mapping[Siglum, Witness],
    settings: CheckSettings,
    options: CheckOptions,
) -> Finding:
    """Return the finding in a file for a finding of a work."""
    rule = RULES[finding.code]
    if finding.siglum is not None:
        file = Transcription(options.display_path(paths[finding.siglum]), witnesses[finding.siglum])
    else:
        path = finding.file or Path()
        file = Transcription(options.display_path(path), Witness(Siglum("file"), _settings_text(path, finding.match)))
    return finding_of(rule, settings.level(rule), file, finding.match)


def _settings_text(path: Path, match: Match) -> str:
    """Return the text of a file of settings; a match at its very beginning, as in a report, needs no text."""
    if not match.end:
        return ""
    return read_bytes(path).decode("utf-8-sig", "replace")
