"""Check a work: its witnesses, each by itself and against the others, and texts that the work does not name yet.

More than 300 lines: the steps of the check of one work, each a short function.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.checking.baseline import read_baseline
from collate.checking.file_discovery import TEXT_SUFFIX
from collate.checking.findings_of_files import each_once, findings_in_file, is_below, ocr_notices, reader_notices
from collate.checking.named_encodings import encodings_of_work
from collate.checking.read_file import UndecodableFile, diagnose_unread, read_file
from collate.checking.rules.registry import ENTRY_RULES, RULES
from collate.checking.rules.transcription import check_transcription
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import OCR, CheckSettings
from collate.files.boundary import resolved_path
from collate.files.presence import files_in, is_file
from collate.files.read import read_bytes
from collate.files.toml import SettingsTable
from collate.model.findings import Finding, Level, Transcription, WorkFinding, finding_of
from collate.model.witness import RESERVED, Siglum, Witness
from collate.model.work import UnreadWitness, Work
from collate.reading.found_files import taken_files
from collate.reading.rules_allowed import not_run_note, rules_not_run
from collate.reading.work import paths_of_witnesses, read_work, work_settings

_FILE: Final = Siglum("file")  # of a file that is not a witness
# A rule is silent where another tells the same slip of the same words; T106 names the sign, V-slip the word meant.
_TOLD_BESIDE: Final = {
    "T201": "V-doubled",
    "T206": "V-doubled",
    "T203": "V-slip",
    "T205": "V-slip",
    "T207": "V-slip",
    "T210": "V-slip",
    "V-slip": "T106",
}
_BY_WEIGHT: Final = list(Level)  # the heaviest first


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
    table = work_settings(folder, options.permissions)
    settings = _without_unknowable(result, table, options.settings_of_work(table, folder))
    unread: list[UnreadWitness] = []
    try:
        encodings = encodings_of_work(folder, options.encoding, options.permissions)
        work = read_work(folder, encodings, unread, options.permissions, options.progress, options.choices)
    finally:
        for unread_witness in unread:
            _report_unread(result, unread_witness, selected, settings, options)
    paths = paths_of_witnesses(table, work.witnesses)
    result.inputs += work.files
    result.notes += reader_notices(work.witnesses, settings)
    resolved = None if selected is None else set(map(resolved_path, selected))
    targets = [w for w in work.witnesses if resolved is None or is_below(resolved_path(paths[w.siglum]), resolved)]
    declared = set(map(resolved_path, work.files))
    candidates = files_in(folder, TEXT_SUFFIX) if selected is None else selected
    undeclared_files = sorted(path for path in candidates if not _is_declared(resolved_path(path), declared))
    if selected is None:  # what the user names is always taken
        undeclared_files = _taken(result, folder, undeclared_files, options)
    undeclared = [] if selected is None else list(_read_undeclared(result, undeclared_files, work, settings, options))
    result.file_count += len({file.file for w in targets for file in w.sources})
    language = options.language_of(settings, work.language)
    own_settings = _settings_of_witnesses(table, settings)
    if any(own_settings.get(paths[w.siglum], settings).ocr for w in targets):
        result.notes += ocr_notices(language, settings)
    result.add(settings, _findings_in_witnesses(targets, paths, folder, language, settings, own_settings, options))
    if any(not code.startswith("T") for code in settings.enabled_codes()):
        all_paths = {**paths, **{w.siglum: Path(w.sources[0].file) for w in undeclared}}
        is_complete = not unread
        work_to_check = _WorkToCheck(work, targets, undeclared, undeclared_files, all_paths, is_complete)
        _check_as_work(result, work_to_check, settings, options)
        content = result.by_baseline[settings.baseline]
        content.findings = _without_told_beside(content.findings)


def _without_told_beside(findings: list[Finding]) -> list[Finding]:
    """Return the findings without those that another rule tells of the same words, at no lower level."""
    telling: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.code in _TOLD_BESIDE.values():
            telling.setdefault((finding.path, finding.code), []).append(finding)
    return [
        finding
        for finding in findings
        if not any(
            other.start < finding.end
            and finding.start < other.end
            and _BY_WEIGHT.index(other.level) <= _BY_WEIGHT.index(finding.level)
            for other in telling.get((finding.path, _TOLD_BESIDE.get(finding.code, "")), ())
        )
    ]


def _taken(result: CheckResult, folder: Path, paths: Sequence[Path], options: CheckOptions) -> list[Path]:
    """Return those of the files that neither git nor the project leaves out of a search, and tell of the others."""
    found = taken_files(folder, paths, options.permissions)
    result.notes += [f"{folder}: {notice}" for notice in found.notices]
    return list(found.paths)


def _is_declared(path: Path | None, declared: set[Path | None]) -> bool:
    """Return whether a file is one of those of a work, or in a folder that is one witness."""
    return path is not None and not declared.isdisjoint((path, *path.parents))


def _findings_in_witnesses(
    targets: Sequence[Witness],
    paths: Mapping[Siglum, Path],
    folder: Path,
    language: str,
    settings: CheckSettings,
    own_settings: Mapping[Path, CheckSettings],
    options: CheckOptions,
) -> Iterator[Finding]:
    """Yield the findings in each witness by itself; those of the hands of one manuscript once."""
    for path in dict.fromkeys(paths[w.siglum] for w in targets):
        shown = options.display_path(path)
        witnesses = [w for w in targets if paths[w.siglum] == path]
        found = (
            finding
            for witness in witnesses
            for finding in check_transcription(
                witness, shown, language, own_settings.get(path, settings), options.display_files(witness, folder)
            )
        )
        yield from found if len(witnesses) == 1 else each_once(found)


def _settings_of_witnesses(table: SettingsTable, settings: CheckSettings) -> Mapping[Path, CheckSettings]:
    """Return the settings for the files of witnesses that say whether they come from OCR."""
    return {
        t.path_of(t.string("file")): replace(settings, ocr=t.boolean(OCR))
        for t in table.tables("witnesses")
        if OCR in t.values
    }


def _without_unknowable(result: CheckResult, table: SettingsTable, settings: CheckSettings) -> CheckSettings:
    """Return the settings without D101 if the rules of the work are not run: its reports would seem out of date."""
    rules = table.table("rules")
    not_run = rules_not_run(rules)
    if not not_run:
        return settings
    result.notes.append(f"{rules.file}: {not_run_note(not_run)}")
    if settings.enables(RULES["D101"]) and table.table("report").string("folder", ""):
        why = "these rules are not run, so the reports cannot be compared; add --allow-rules, or --ignore D101"
        result.failures.append(rules.error("python", why))
    return replace(settings, ignore=(*settings.ignore, "D101"))


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
        _baseline_entries(result, work_to_check, settings, work_path) if options.use_baseline else None,
        work_to_check.is_complete,
        options.progress,
    )
    findings, entries = work_findings(rules_input)
    witnesses = {w.siglum: w for w in (*work.witnesses, *work_to_check.undeclared_witnesses)}
    settings_text_of = cache(_settings_text)
    files = {
        siglum: _transcription(work_to_check, siglum, path, witnesses[siglum], options)
        for siglum, path in work_to_check.paths.items()
        if siglum in witnesses
    }
    located = (_locate(finding, files, settings_text_of, settings, options) for finding in findings)
    result.add(settings, located)
    if entries is not None:
        result.by_baseline[settings.baseline].entries[work_path] = entries


def _report_unread(
    result: CheckResult,
    unread: UnreadWitness,
    selected: set[Path] | None,
    settings: CheckSettings,
    options: CheckOptions,
) -> None:
    """Report a witness that cannot be read: a wrong byte is a finding if the file is selected, all else a failure."""
    if unread.is_outside:
        result.failures.append(unread.error)
        return
    cause = diagnose_unread(unread.file, unread.encoding, unread.error, options.permissions)
    is_selected = selected is None or resolved_path(unread.file) in map(resolved_path, selected)
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
            read = read_file(path, options.encoding.of_path(path), options.permissions, options.choices)
            result.file_count += 1
            language = options.language_of(settings, work.language)
            result.add(settings, findings_in_file(result, read, path, language, settings, options))
            if not isinstance(read, UndecodableFile) and path.suffix == TEXT_SUFFIX:
                siglum = _free_siglum(read[0].siglum, taken)
                taken.add(siglum)
                yield replace(read[0], siglum=siglum)


def _free_siglum(siglum: Siglum, taken: set[str]) -> Siglum:
    """Return a siglum that no other witness has: the given one, or that with a number."""
    numbered = (Siglum(f"{siglum} {n}") for n in count(2))
    return siglum if siglum not in taken else next(name for name in numbered if name not in taken)


def _baseline_entries(
    result: CheckResult, work_to_check: _WorkToCheck, settings: CheckSettings, work_path: str
) -> dict[str, str] | None:
    """Return the entries that the baseline has of a work; without any, a note says which rules are not run."""
    if settings.baseline is None or not is_file(settings.baseline):
        return None
    entries = read_baseline(settings.baseline).entries.get(work_path)
    if entries is not None:
        return dict(entries)
    rules = sorted(settings.enabled_codes() & ENTRY_RULES)
    if rules and work_to_check.is_complete and len(work_to_check.work.witnesses) > 1:
        codes = f"{' and '.join(rules)} {'were' if len(rules) > 1 else 'was'} not checked"
        shown = os.path.relpath(settings.baseline)
        advice = "to add them, run --write-baseline"
        result.notes.append(f"{shown}: the baseline has no entries of {work_path}; {codes}; {advice}")
    return None


def _locate(
    finding: WorkFinding,
    files: Mapping[Siglum, Transcription],
    settings_text_of: Callable[[Path], Witness],
    settings: CheckSettings,
    options: CheckOptions,
) -> Finding:
    """Return the finding in a file for a finding of a work."""
    rule = RULES[finding.code]
    if finding.siglum is not None:
        file = files[finding.siglum]
    else:
        path = finding.file or Path()
        # A match at the very beginning of a file, such as a report, needs none of its text.
        text = settings_text_of(path) if finding.match.end else Witness(_FILE, "")
        file = Transcription(options.display_path(path), text)
    level = max(settings.level(rule), finding.most, key=list(Level).index)  # the lower of them
    return finding_of(rule, level, file, finding.match)


def _transcription(
    work: _WorkToCheck, siglum: Siglum, path: Path, witness: Witness, options: CheckOptions
) -> Transcription:
    """Return a witness as findings name it, with each of its files."""
    return Transcription(options.display_path(path), witness, files=options.display_files(witness, work.work.folder))


def _settings_text(path: Path) -> Witness:
    """Return a file of settings as a text in which places have lines and columns."""
    return Witness(_FILE, read_bytes(path).decode("utf-8-sig", "replace"))
