"""What comes in to a work: its witnesses, each by itself and beside the others, and texts that it does not name yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import NamedTuple

from collate.checking.baseline import read_baseline
from collate.checking.file_discovery import TEXT, project_of, require_in_project
from collate.checking.read_file import UndecodableFile, read_file, why_unread
from collate.checking.rules.registry import RULES
from collate.checking.rules.transcription import of_file
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import CheckSettings, project_settings, settings_in
from collate.errors import ReadError
from collate.files.read import read_bytes
from collate.files.toml import read_toml
from collate.model.findings import Finding, Match, Transcription, WorkFinding, finding_of
from collate.model.witness import RESERVED, Siglum, Witness
from collate.model.work import Unread, Work
from collate.reading.work import CONFIG, read_work, witness_files


class _WorkToCheck(NamedTuple):
    """A work, the witnesses of it that are asked about, texts that it does not name yet, and where all such lie.

    It is not `complete` if one of its witnesses cannot be read.
    """

    work: Work
    asked: list[Witness]
    added: list[Witness]
    loose: list[Path]
    complete: bool


def check_work(checked: CheckResult, folder: Path, meant: set[Path] | None, options: CheckOptions) -> None:
    """Check the witnesses of a work, each by itself and beside the others."""
    table = read_toml(folder / CONFIG)
    settings = options.over(settings_in(table.table("check"), folder, project_settings(folder)))
    unread: list[Unread] = []
    try:
        names = witness_files(table, folder)
        work = _inside(checked, read_work(folder, options.encoding, unread), names, options)
    finally:
        for one in unread:
            _unread(checked, one, meant, settings, options)
    chosen = None if meant is None else {path.resolve() for path in meant}
    asked = [w for w in work.witnesses if chosen is None or names[w.siglum].resolve() in chosen]
    known = {path.resolve() for path in work.files}
    loose = sorted(p for p in (folder.glob(f"*{TEXT}") if meant is None else meant) if p.resolve() not in known)
    added = [] if meant is None else list(_added(checked, loose, work, settings, options))
    for witness in asked:
        checked.files += 1
        path = options.cited(names[witness.siglum])
        checked.add(settings, of_file(witness, path, work.language, settings))
    if any(not code.startswith("T") for code in settings.codes()):
        files = {**names, **{w.siglum: Path(w.sources[0].file) for w in added}}
        complete = len(work.witnesses) == len(names)
        _beside(checked, _WorkToCheck(work, asked, added, loose, complete), files, settings, options)


def _beside(
    checked: CheckResult,
    comers: _WorkToCheck,
    files: Mapping[Siglum, Path],
    settings: CheckSettings,
    options: CheckOptions,
) -> None:
    """Check witnesses beside the others of their work, and what is committed of it."""
    from collate.checking.rules.work import (
        WorkRulesInput,
        work_findings,
    )  # late: it loads the engine, which a file by itself does not need

    named = options.cited(comers.work.folder or Path())
    beside = WorkRulesInput(
        comers.work,
        frozenset(w.siglum for w in comers.asked),
        tuple(comers.added),
        tuple(path for path in comers.loose if path.suffix == TEXT),
        settings,
        options.aligner,
        _known_entries(settings, named) if options.by_baseline else None,
        comers.complete,
    )
    found, entries = work_findings(beside)
    texts = {w.siglum: w for w in (*comers.work.witnesses, *comers.added)}
    checked.add(settings, (_placed(remark, files, texts, settings, options) for remark in found))
    if entries is not None:
        checked.by_baseline[settings.baseline].apparatus[named] = entries


def _inside(checked: CheckResult, work: Work, names: Mapping[Siglum, Path], options: CheckOptions) -> Work:
    """Leave out the witnesses that the settings fetch from outside the project."""
    folder = work.folder or Path()
    root = project_of(folder, options.root)
    kept = []
    for witness in work.witnesses:
        try:
            require_in_project(names[witness.siglum], root, str(folder / CONFIG))
            kept.append(witness)
        except ReadError as error:
            checked.troubles.append(error)
    if not kept:
        raise ReadError(f"{work.folder}: no witness of this work lies in the project")
    base = work.base if work.base in {*RESERVED, *(w.siglum for w in kept)} else kept[0].siglum
    return replace(work, witnesses=tuple(kept), base=base)


def _unread(
    checked: CheckResult, one: Unread, meant: set[Path] | None, settings: CheckSettings, options: CheckOptions
) -> None:
    """Tell of a witness that cannot be read: a finding where a byte is wrong, if it is asked about, else a sentence."""
    why = why_unread(one.file, one.encoding, one.error)
    asked = meant is None or one.file.resolve() in {path.resolve() for path in meant}
    if isinstance(why, UndecodableFile) and asked:
        checked.add(settings, of_file(why, options.cited(one.file), "", settings))
    elif isinstance(why, UndecodableFile):
        checked.troubles.append(one.error)
    else:
        checked.troubles.append(why)


def _added(
    checked: CheckResult, loose: Iterable[Path], work: Work, settings: CheckSettings, options: CheckOptions
) -> Iterator[Witness]:
    """Read the texts that are meant to come in and that the work does not name yet."""
    taken: set[str] = {*RESERVED, *(w.siglum for w in work.witnesses)}
    for path in loose:
        with checked.going_on():
            read = read_file(path, options.encoding)
            checked.files += 1
            checked.add(settings, of_file(read, options.cited(path), work.language, settings))
            if isinstance(read, Witness) and path.suffix == TEXT:
                siglum = _free(read.siglum, taken)
                taken.add(siglum)
                yield replace(read, siglum=siglum)


def _free(siglum: Siglum, taken: set[str]) -> Siglum:
    """Give a siglum that no other witness has: its own, or that with a number."""
    numbered = (Siglum(f"{siglum} {n}") for n in count(2))
    return siglum if siglum not in taken else next(name for name in numbered if name not in taken)


def _known_entries(settings: CheckSettings, work: str) -> dict[str, str] | None:
    if settings.baseline is None or not settings.baseline.is_file():
        return None
    entries = read_baseline(settings.baseline).apparatus.get(work)
    return None if entries is None else dict(entries)


def _placed(
    remark: WorkFinding,
    files: Mapping[Siglum, Path],
    texts: Mapping[Siglum, Witness],
    settings: CheckSettings,
    options: CheckOptions,
) -> Finding:
    """Say where in a file a remark on a work stands."""
    rule = RULES[remark.code]
    if remark.siglum is not None:
        file = Transcription(options.cited(files[remark.siglum]), texts[remark.siglum])
    else:
        path = remark.file or Path()
        file = Transcription(options.cited(path), Witness(Siglum("file"), _text_for(path, remark.found)))
    return finding_of(rule, settings.level(rule), file, remark.found)


def _text_for(path: Path, found: Match) -> str:
    """Give the text of a file of settings in which something was found; of a report its first place is enough."""
    if not found.end:
        return ""
    return read_bytes(path).decode("utf-8-sig", "replace")
