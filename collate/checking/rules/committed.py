"""D: committed files that no longer match the witnesses: reports, decisions, and the entries in the baseline."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from collate.apparatus import Apparatus, Entry, Selection, select, unheld_decisions
from collate.checking.comparison import Comparison
from collate.checking.rules.variation import quoted
from collate.decisions import State
from collate.files.presence import is_folder
from collate.files.read import has_content
from collate.files.toml import line_starts
from collate.model.findings import Match, WorkFinding
from collate.model.work import Work
from collate.pipeline.reports import report_chunks, require_known_report_names
from collate.reading.work import CONFIG
from collate.rendering.formats import DEFAULT_FORMATS, FORMATS

_CODE_OF_STATE: Final = {State.STALE: "D201", State.CONFLICT: "D202"}


def committed_formats(work: Work) -> tuple[str, ...]:
    """Return the formats of the committed reports, none if there is no folder of reports."""
    folder = work.report.folder
    return (work.report.formats or DEFAULT_FORMATS) if folder is not None and is_folder(folder) else ()


def stale_reports(work: Comparison) -> Iterator[WorkFinding]:
    """Find the committed reports that differ from what would be written now.

    Raises ConfigError, at its line, for an unknown format or kind in the settings.
    """
    require_known_report_names(work.collated.work)
    collated = work.collated
    settings, folder = collated.work.report, collated.work.report.folder
    selection = Selection(settings.only, settings.ignore)
    for name in committed_formats(collated.work):
        path = (folder or Path()) / FORMATS[name].file_name
        try:
            is_current = has_content(path, report_chunks(collated, name, selection, settings.form))
            message = "the report is not up to date"
        except FileNotFoundError:
            is_current, message = False, "the report is missing"
        if not is_current:
            yield WorkFinding("D101", Match(0, 0, message, _report_command(collated.work)), file=path)


def _report_command(work: Work) -> str:
    return f"write it again: collate report {work.folder} -o {work.report.folder}"


def unheld_decision_findings(work: Comparison) -> Iterator[WorkFinding]:
    """Find the decisions whose place no longer exists, or that contradict another."""
    starts_of = cache(line_starts)
    for outcome in unheld_decisions(work.collated.apparatus):
        decision, code = outcome.decision, _CODE_OF_STATE[outcome.state]
        if code in work.rules and decision.path:
            starts = starts_of(decision.path)
            start = starts[decision.line - 1] if decision.line <= len(starts) else 0
            message = f"decision {decision.id} ({decision.label}) is not applied: {outcome.why}"
            help_ = "decide again, or delete the decision"
            yield WorkFinding(code, Match(start, start, message, help_), file=decision.path)


def entry_lines(apparatus: Apparatus) -> dict[str, str]:
    """Return each entry in one line, by its id, which is made from its words."""
    return {entry.id: _entry_line(entry) for entry in select(apparatus, Selection()).entries}


def _entry_line(entry: Entry) -> str:
    if entry.lemma is None:
        pairs = (
            f"{_shortened(p.first.text)} : {_shortened(p.second.text)} {p.second.variation.label}" for p in entry.pairs
        )
        return "; ".join(pairs)
    readings = (f"{_shortened(r.text)} {' '.join(r.witnesses)} {r.variation.label}" for r in entry.readings)
    return f"{_shortened(entry.lemma.text)}] {'; '.join(readings)}"


def _shortened(text: str) -> str:
    return quoted(text)[1:-1] or "‸"


def changed_entries(work: Comparison) -> Iterator[WorkFinding]:
    """Find the entries that are new since the baseline was written, and those that are gone."""
    if work.baseline_entries is None:
        return
    apparatus = work.collated.apparatus
    lines = entry_lines(apparatus)
    if "D301" in work.rules:
        for entry in apparatus.entries:
            if entry.id in lines and entry.id not in work.baseline_entries:
                support = entry.readings[0].support[0]
                start, end = support.spans[0]
                message = f"entry #{entry.number} is new in the apparatus: {lines[entry.id]}"
                help_ = "check that it is right, then update the baseline with --write-baseline"
                yield WorkFinding("D301", Match(start, end, message, help_), support.siglum)
    if "D302" in work.rules:
        yield from _removed_entries(work, {i: line for i, line in work.baseline_entries.items() if i not in lines})


def _removed_entries(work: Comparison, lines: Mapping[str, str]) -> Iterator[WorkFinding]:
    folder = work.collated.work.folder
    for ident, line in lines.items():
        message = f"an entry is no longer in the apparatus: {line}"
        help_ = "check why, then update the baseline with --write-baseline"
        yield WorkFinding("D302", Match(0, 0, message, help_, key=ident), file=(folder or Path()) / CONFIG)
