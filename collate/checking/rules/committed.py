"""D: what is committed and no longer says what the witnesses say: reports, decisions, the apparatus that was known."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from collate.apparatus import Apparatus, Entry, Selection, select, unheld_decisions
from collate.checking.comparison import Comparison
from collate.checking.rules.variation import cited
from collate.decisions import State
from collate.model.findings import Match, WorkFinding
from collate.pipeline.reports import require_known_names, written
from collate.reading.toml import line_start
from collate.reading.work import CONFIG, Work
from collate.rendering.formats import DEFAULT_FORMATS, FORMATS

_CODES: Final = {State.STALE: "D201", State.CONFLICT: "D202"}


def committed_formats(work: Work) -> tuple[str, ...]:
    """Give the formats of the reports that are committed; none where the folder of reports is not there."""
    folder = work.report.folder
    return (work.report.formats or DEFAULT_FORMATS) if folder is not None and folder.is_dir() else ()


def stale_reports(work: Comparison) -> Iterator[WorkFinding]:
    """Give the committed reports that are not what the witnesses give now.

    Raises ConfigError, at its line, for a format or a kind in the settings that is none.
    """
    require_known_names(work.collated.work)
    collated = work.collated
    settings, folder = collated.work.report, collated.work.report.folder
    contents = written(
        collated, committed_formats(collated.work), Selection(settings.only, settings.ignore), settings.form
    )
    for name, content in contents.items():
        path = (folder or Path()) / FORMATS[name].file_name
        expected = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        try:
            same = path.read_bytes() == expected
        except FileNotFoundError:
            yield WorkFinding("D101", Match(0, 0, "the report is not there", _write_anew(collated.work)), file=path)
            continue
        if not same:
            message = "the report does not say what the witnesses say now"
            yield WorkFinding("D101", Match(0, 0, message, _write_anew(collated.work)), file=path)


def _write_anew(work: Work) -> str:
    return f"write it anew: collate report {work.folder} -o {work.report.folder}"


def decisions(work: Comparison) -> Iterator[WorkFinding]:
    """Give the decisions whose place is gone, or that contradict another."""
    for verdict in unheld_decisions(work.collated.apparatus):
        decision, code = verdict.decision, _CODES[verdict.state]
        if code in work.rules and decision.path:
            start = line_start(decision.path, decision.line)
            message = f"the decision {decision.id} ({decision.said}) is not obeyed: {verdict.why}"
            yield WorkFinding(code, Match(start, start, message, "decide anew, or strike it"), file=decision.path)


def known_entries(apparatus: Apparatus) -> dict[str, str]:
    """Say each entry in a line, by the name that is made from its words."""
    return {entry.id: _line(entry) for entry in select(apparatus, Selection()).entries}


def _line(entry: Entry) -> str:
    if entry.lemma is None:
        told = [f"{_short(p.first.text)} : {_short(p.second.text)} {p.second.variation.label}" for p in entry.pairs]
        return "; ".join(told)
    told = [f"{_short(r.text)} {' '.join(r.witnesses)} {r.variation.label}" for r in entry.readings]
    return f"{_short(entry.lemma.text)}] {'; '.join(told)}"


def _short(text: str) -> str:
    return cited(text)[1:-1] or "‸"


def changed_entries(work: Comparison) -> Iterator[WorkFinding]:
    """Give the entries that came since the baseline was written, and those that went."""
    if work.known is None:
        return
    apparatus = work.collated.apparatus
    now = known_entries(apparatus)
    if "D301" in work.rules:
        for entry in apparatus.entries:
            if entry.id in now and entry.id not in work.known:
                support = entry.readings[0].support[0]
                start, end = support.spans[0]
                message = f"#{entry.n} is new in the apparatus: {now[entry.id]}"
                mend = "see that it is right, and write the baseline anew"
                yield WorkFinding("D301", Match(start, end, message, mend), support.siglum)
    if "D302" in work.rules:
        yield from _gone(work, {ident: said for ident, said in work.known.items() if ident not in now})


def _gone(work: Comparison, gone: Mapping[str, str]) -> Iterator[WorkFinding]:
    folder = work.collated.work.folder
    for said in gone.values():
        message = f"gone from the apparatus: {said}"
        mend = "see why, and write the baseline anew"
        yield WorkFinding("D302", Match(0, 0, message, mend), file=(folder or Path()) / CONFIG)
