"""Render the reports of a work: the part of the apparatus that each format shows, and its text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from collate.apparatus import Apparatus, Selection, select, select_for_every_base
from collate.errors import ConfigError
from collate.model.alignment import Alignment
from collate.model.progress import Progress, tracked
from collate.model.witness import ApparatusForm
from collate.model.work import Work
from collate.pipeline.collating import Collated
from collate.reading.work import setting_error
from collate.rendering.formats import FILE_FORMATS, FORMATS, TEXT_FORMATS, Shows, unknown_format
from collate.rendering.writers import Chunks, render, report_writer

# About how many chunks a writer yields for each entry, each reading and each column. The others, such as
# a page or a workbook, are made whole: only the stage and the time can be shown.
CHUNKS: Final[Mapping[str, tuple[float, float, float]]] = MappingProxyType(
    {
        "json": (1, 0, 0),
        "jsonl": (1, 0, 0),
        "nexus": (1, 0, 0),
        "tei": (2.7, 0, 0),
        "tei-dep": (3.7, 0, 0),
        "csv": (0, 1, 0),
        "tsv": (0, 1, 0),
        "markdown": (0, 1, 0),
        "terminal": (0, 1, 0),
        "table": (0, 0, 1),
        "table-long": (0, 0, 1),
        "stemmaweb": (0, 0, 1),
        "stemmaweb-tsv": (0, 0, 1),
        "collatex-java": (0, 0, 1),
        "graphml": (0, 0, 2.1),
    }
)


def select_for_format(apparatus: Apparatus, name: str, selection: Selection) -> Apparatus:
    """Return the part of an apparatus that a format shows."""
    match FORMATS[name].shows:
        case Shows.WHOLE:
            return apparatus
        case Shows.INTERACTIVE:
            return select_for_every_base(apparatus, replace(selection, typography=True))
        case Shows.VERBATIM:
            return select(apparatus, replace(selection, typography=True))
        case Shows.SELECTED:
            return select(apparatus, selection)


def select_for_diff(apparatus: Apparatus, name: str, selection: Selection) -> Apparatus:
    """Return the part of an apparatus that a format of `collate diff` shows: what is selected, unless it shows all."""
    return apparatus if FORMATS[name].shows is Shows.WHOLE else select(apparatus, selection)


def render_report(collated: Collated, name: str, selection: Selection, form: ApparatusForm) -> str | bytes:
    """Return the report in a format: text, or bytes if the format is binary."""
    return render(name, *_shown(collated, name, selection, form))


def report_chunks(
    collated: Collated,
    name: str,
    selection: Selection,
    form: ApparatusForm,
    progress: Progress | None = None,
    activity: str = "writing",
) -> Chunks:
    """Return the same in chunks, each of which is made when it is read.

    `activity` is what is done with the chunks, as the stage of the progress is named.
    """
    apparatus, alignment = _shown(collated, name, selection, form)
    chunks = report_writer(name)(apparatus, alignment)
    if progress is None:
        return chunks
    count = _count_chunks(name, apparatus, len(alignment.table))
    return _tracked_chunks(chunks, count, f"{activity} {FORMATS[name].file_name or name}", progress)


def _shown(collated: Collated, name: str, selection: Selection, form: ApparatusForm) -> tuple[Apparatus, Alignment]:
    """Return what a format shows of a work: of a part, only its texts if the format writes texts."""
    apparatus = select_for_format(replace(collated.apparatus, form=form), name, selection)
    if apparatus.part is None or name not in TEXT_FORMATS:
        return apparatus, collated.alignment
    from collate.apparatus.cut import cut_to_part  # late: most reports are of the whole work

    return cut_to_part(apparatus, collated.alignment)


def _count_chunks(name: str, apparatus: Apparatus, columns: int) -> int:
    """Return about how many chunks a writer yields; 0 if that is not known."""
    per_entry, per_reading, per_column = CHUNKS.get(name, (0, 0, 0))
    readings = sum(len(entry.pairs if entry.lemma is None else entry.readings) for entry in apparatus.entries)
    return round(per_entry * len(apparatus.entries) + per_reading * readings + per_column * columns)


def _tracked_chunks(chunks: Chunks, count: int, stage: str, progress: Progress) -> Iterator[Any]:
    """Yield chunks, and report the share of them."""
    progress(stage, 0.0)  # some writers compute for long before their first chunk
    yield from tracked(chunks, count, stage, progress)


def needs_every_base(names: Sequence[str]) -> bool:
    """Return whether one of these formats needs to know how each reading differs from each other one.

    Names that are not formats are ignored; `require_known_report_names` reports them.
    """
    return any(name in FORMATS and FORMATS[name].shows is Shows.INTERACTIVE for name in names)


def require_known_report_names(work: Work) -> None:
    """Raise ConfigError, at its line, for a format or kind in the settings that does not exist."""
    for place, name in enumerate(work.report.formats):
        if name not in FILE_FORMATS:
            raise setting_error(work, "report", "formats", str(unknown_format(name, FILE_FORMATS)), place)
    hidden = work.rules.strings("hide") if work.rules else ()
    named = (("report", "only", work.report.only), ("rules", "hide", hidden), ("report", "ignore", work.report.ignore))
    for header, key, names in named:
        for place, name in enumerate(names):
            try:
                Selection((name,))
            except ConfigError as error:
                raise setting_error(work, header, key, str(error), place) from None
