"""Findings of all witnesses in one file, each once."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from collate.checking.read_file import UndecodableFile
from collate.checking.rules.foreign_matter import TOLD
from collate.checking.rules.registry import RULES
from collate.checking.rules.transcription import NOT_PLAIN, check_transcription
from collate.checking.session import CheckOptions, CheckResult
from collate.checking.settings import CheckSettings
from collate.model.findings import Finding
from collate.model.witness import Witness


def findings_in_file(
    result: CheckResult,
    read: tuple[Witness, ...] | UndecodableFile,
    path: Path,
    language: str,
    settings: CheckSettings,
    options: CheckOptions,
) -> Iterable[Finding]:
    """Return the findings in a file by itself; what its reader tells is added to the notes of the result."""
    shown = options.display_path(path)
    if isinstance(read, UndecodableFile):
        return check_transcription(read, shown, language, settings)
    result.notes += reader_notices(read, settings)
    result.notes += ocr_notices(language, settings) if settings.ocr else ()
    found = (
        finding
        for witness in read
        for finding in check_transcription(witness, shown, language, settings, options.display_files(witness))
    )
    return found if len(read) == 1 else each_once(found)


def reader_notices(witnesses: Iterable[Witness], settings: CheckSettings) -> list[str]:
    """Return what the readers tell of some witnesses, without what T109 tells."""
    is_finding = settings.enables(RULES[NOT_PLAIN])
    notices = [notice for witness in witnesses for notice in witness.notices]
    return [notice for notice in notices if not (is_finding and TOLD in notice)]


def ocr_notices(language: str, settings: CheckSettings) -> tuple[str, ...]:
    """Return a sentence if T210 is to run on a text from OCR and has no dictionary."""
    from collate.checking.dictionaries import dictionary_notice  # late: most texts do not come from OCR

    notice = dictionary_notice(language, bool(settings.word_lists)) if settings.enables(RULES["T210"]) else ""
    return (notice,) if notice else ()


def each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings without those that another hand of the manuscript has at the same place of the file."""
    seen: set[tuple[str, int, int, str, str]] = set()
    for finding in findings:
        place = finding.path, finding.line, finding.column, finding.code, finding.message
        if place not in seen:
            seen.add(place)
            yield finding


def is_below(path: Path | None, selected: Iterable[Path | None]) -> bool:
    """Return whether a witness is selected: its file, its folder, or a file in its folder."""
    return path is not None and any(own is not None and (own == path or path in own.parents) for own in selected)
