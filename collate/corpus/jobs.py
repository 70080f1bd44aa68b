"""The jobs that a corpus can run: a function from one work to its files, its figures and its readings."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.apparatus import Apparatus, Selection, doubtful, select, unheld_decisions
from collate.corpus.works import CorpusWork
from collate.files.boundary import NO_PERMISSIONS, Permissions, project_root
from collate.files.content import Content
from collate.files.encodings import Encodings
from collate.files.read_choices import NO_CHOICES, ReadChoices
from collate.model.apparatus import summary
from collate.model.tokens import Sort
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.reports import needs_every_base, report_chunks, require_known_report_names
from collate.reading.rules_allowed import not_run_note, rules_not_run
from collate.reading.work import read_work
from collate.rendering.citation import describe_outcome
from collate.rendering.formats import DEFAULT_FORMATS, FORMATS
from collate.rendering.phylo.characters import character_states
from collate.rendering.tables.agreement import count_agreements

MOST_NOTES: Final = 20  # notes that are kept of a work; the others are counted
MOST_IN_AGREEMENT: Final = 40  # witnesses of a work whose agreement with each other is counted


class JobName(StrEnum):
    """What is done with each work."""

    REPORT = "report"
    CHECK = "check"
    DISCOVER = "discover"


@dataclass(frozen=True, slots=True)
class JobOptions:
    """What is done with each work, and how. It is sent to other processes.

    job          what is done
    formats      formats of the reports; those of each work if none is named
    base         base of the apparatus; that of each work if none is named
    with_data    whether readings are kept for the data set
    is_strict    whether warnings fail a check
    language     that of all texts in a check, instead of that of their works
    """

    job: JobName = JobName.REPORT
    formats: tuple[str, ...] = ()
    base: str | None = None
    with_data: bool = True
    is_strict: bool = False
    language: str = ""
    encoding: Encodings = field(default_factory=Encodings)
    choices: ReadChoices = NO_CHOICES
    permissions: Permissions = NO_PERMISSIONS

    def __repr__(self) -> str:
        return repr_line("JobOptions", f"{self.job} {' '.join(self.formats)}")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted in a work.

    words        of each witness, by siglum
    entries      of the apparatus, or findings of a check
    kinds        how many readings or findings have each kind or rule
    by_witness   the same for each siglum
    doubtful     entries in a doubtful place
    agreement    for each two witnesses: sigla, entries in which they agree, entries that both have
    """

    words: Mapping[str, int] = field(default_factory=dict)
    entries: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    by_witness: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    doubtful: int = 0
    agreement: tuple[tuple[str, str, int, int], ...] = ()

    def __repr__(self) -> str:
        return repr_line("Figures", f"{len(self.words)} witnesses, {self.entries} entries")


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a job has made of a work.

    contents     the files to write in the folder of its results, by name
    figures      what was counted
    notes        what the reader of a report should know
    failure      why the work failed although it was done: a check found errors; empty if it did not
    apparatus    whose readings are kept for the data set; None if none are
    """

    contents: Mapping[str, Content]
    figures: Figures
    notes: tuple[str, ...] = ()
    failure: str = ""
    apparatus: Apparatus | None = None

    def __repr__(self) -> str:
        return repr_line("JobResult", f"{' '.join(self.contents)}: {self.figures.entries} entries")


Job = Callable[[CorpusWork, JobOptions], JobResult]


def _report(work: CorpusWork, options: JobOptions) -> JobResult:
    """Collate a work, and write its reports. Raises CollateError for what is wrong in it."""
    read = read_work(work.folder, options.encoding, permissions=options.permissions, choices=options.choices)
    require_known_report_names(read)
    formats = options.formats or read.report.formats or DEFAULT_FORMATS
    collated = collate_work(read, base=options.base, every_base=needs_every_base(formats))
    selection = Selection(read.report.only, read.report.ignore)
    contents = {
        FORMATS[name].file_name or f"apparatus.{name}.txt": report_chunks(collated, name, selection, read.report.form)
        for name in formats
    }
    shown = select(collated.apparatus, selection)
    kept = shown if options.with_data else None
    return JobResult(contents, _figures(collated, shown), _notes(collated), apparatus=kept)


def _figures(collated: Collated, shown: Apparatus) -> Figures:
    kinds: Counter[str] = Counter(str(v.kind) for entry in shown.entries for v in entry.variations)
    by_witness = {str(s): {str(kind): n for kind, n in counts.items()} for s, counts in summary(shown).items()}
    words = {str(tokens.witness.siglum): int((tokens.sort == Sort.WORD).sum()) for tokens in collated.alignment.tokens}
    doubts = len(doubtful(shown))
    return Figures(words, len(shown.entries), dict(sorted(kinds.items())), by_witness, doubts, _agreement(shown))


def _agreement(apparatus: Apparatus) -> tuple[tuple[str, str, int, int], ...]:
    sigla = [str(w.siglum) for w in apparatus.witnesses]
    if len(sigla) > MOST_IN_AGREEMENT:
        return ()
    equal, both = count_agreements(character_states(apparatus).table)
    pairs = ((i, j) for i in range(len(sigla)) for j in range(i + 1, len(sigla)))
    return tuple((sigla[i], sigla[j], int(equal[i, j]), int(both[i, j])) for i, j in pairs)


def _notes(collated: Collated) -> tuple[str, ...]:
    """Return what a user of `collate report` would read on standard error."""
    notes = dict.fromkeys(notice for witness in collated.work.witnesses for notice in witness.notices)
    if not len(collated.alignment.table):
        notes["the witnesses have no words; check that these are the right files"] = None
    if not_run := rules_not_run(collated.work.rules):
        notes[not_run_note(not_run)] = None
    for w in unrelated_witnesses(collated.alignment):
        siglum = collated.alignment.tokens[w].witness.siglum
        notes[f"{siglum} has very few words in common with the other witnesses; check that it is the same text"] = None
    if piecewise := collated.alignment.piecewise:
        notes[f"{piecewise:,} tokens were aligned piece by piece; some equal words may be apart"] = None
    for outcome in unheld_decisions(collated.apparatus):
        notes[f"{outcome.decision.citation}: {describe_outcome(outcome)}"] = None
    if len(notes) > MOST_NOTES:
        return (*list(notes)[:MOST_NOTES], f"and {len(notes) - MOST_NOTES} more notes: run collate report on this work")
    return tuple(notes)


def _check(work: CorpusWork, options: JobOptions) -> JobResult:
    """Check the transcriptions of a work. Raises CollateError for what cannot be checked."""
    from collate.checking.file_discovery import CheckTargets  # late: the rules take long to load
    from collate.checking.outputs import OUTPUTS
    from collate.checking.runner import check
    from collate.checking.session import CheckOptions
    from collate.model.findings import Level

    root = project_root(work.folder)
    checking = CheckOptions(
        root=root,
        encoding=options.encoding,
        permissions=options.permissions,
        choices=options.choices,
        language=options.language,
    )
    result = check(CheckTargets(works={work.folder: None}), checking)
    if result.failures:
        raise result.failures[0]
    rules = Counter(finding.code for finding in result.findings)
    by_file: dict[str, Counter[str]] = {}
    for finding in result.findings:
        by_file.setdefault(finding.path, Counter())[finding.code] += 1
    failing = [f for f in result.findings if f.level is Level.ERROR or (options.is_strict and f.level is Level.WARNING)]
    failure = (
        f"{len(failing)} findings fail the check; the first: {failing[0].path}:{failing[0].line}: {failing[0].message}"
        if failing
        else ""
    )
    figures = Figures(entries=len(result.findings), kinds=dict(sorted(rules.items())), by_witness=by_file)
    return JobResult({"findings.json": OUTPUTS["json"](result.findings)}, figures, tuple(result.notes), failure=failure)


def _discover(work: CorpusWork, options: JobOptions) -> JobResult:
    """Find the parallel passages in the files of a folder, as `collate discover` does."""
    from collate.discovery import discover, read_documents  # late: a report needs none of it
    from collate.discovery.outputs.html_page import passages_page
    from collate.discovery.outputs.json_report import passages_json
    from collate.discovery.passages import LEFT_OUT

    read = read_documents([str(work.folder)], options.encoding, options.permissions, options.choices, base=work.folder)
    found = discover(read.documents)
    shown = [passage for passage in found.passages if passage.kind not in LEFT_OUT]
    kinds = Counter(str(passage.kind) for passage in found.passages)
    words = {str(document.siglum): len(document.text.split()) for document in read.documents}
    failure = "; ".join(dict.fromkeys(map(str, read.failures)))
    contents = {"passages.json": passages_json(found, shown), "passages.html": passages_page(found, shown)}
    figures = Figures(words, len(shown), dict(sorted(kinds.items())))
    return JobResult(contents, figures, tuple(dict.fromkeys(read.notices)), failure=failure)


JOBS: Final[Mapping[JobName, Job]] = MappingProxyType(
    {JobName.REPORT: _report, JobName.CHECK: _check, JobName.DISCOVER: _discover}
)


def results_folder(output: Path, work: CorpusWork) -> Path:
    """Return the folder of the results of a work."""
    return output / "works" / work.name
