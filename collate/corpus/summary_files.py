"""The files of a summary: a page for people, JSON for programs, and CSV with a row for each work."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from collate.corpus.manifest import WorkRecord
from collate.corpus.summary import CorpusSummary
from collate.corpus.summary_page import summary_page
from collate.files.content import Content
from collate.rendering.tables.cells import csv_cell

_WORK_COLUMNS = ("work", "state", "witnesses", "words", "entries", "doubtful", "seconds", "notes", "error")


def summary_files(output: Path, summary: CorpusSummary, records: Iterable[WorkRecord]) -> dict[Path, Content]:
    """Return the files of a summary, by their paths."""
    return {
        output / "index.html": summary_page(summary, first_pages(summary)),
        output / "summary.json": _json(summary),
        output / "works.csv": _works(records),
        output / "agreement.csv": _agreement(summary),
    }


def first_pages(summary: CorpusSummary) -> dict[str, str]:
    """Return for each work that the summary lists the address of what to open first: its page, or its first file."""
    listed = (*summary.failed, *summary.slowest, *summary.doubtful)
    return {record.work: quote(f"works/{record.work}/{_first(record.files)}") for record in listed if record.files}


def _first(files: tuple[str, ...]) -> str:
    return next((name for name in files if name.endswith(".html")), files[0])


def _json(summary: CorpusSummary) -> str:
    content = {
        "works": summary.works,
        "failed": [{"work": record.work, "error": record.error} for record in summary.failed],
        "words": summary.words,
        "entries": summary.entries,
        "kinds": dict(summary.kinds),
        "by_witness": {siglum: dict(kinds) for siglum, kinds in summary.by_witness.items()},
        "left_out": summary.left_out,
        "slowest": [{"work": record.work, "seconds": round(record.seconds, 3)} for record in summary.slowest],
        "doubtful": [{"work": record.work, "entries": record.figures.doubtful} for record in summary.doubtful],
        "works_with_notes": summary.notes,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _works(records: Iterable[WorkRecord]) -> Iterator[str]:
    """Yield the lines of the table of works, in the order in which they were done."""
    yield ",".join(_WORK_COLUMNS) + "\n"
    for record in records:
        figures = record.figures
        counts = (len(figures.words), sum(figures.words.values()), figures.entries, figures.doubtful)
        cells = (record.work, str(record.state), *map(str, counts), f"{record.seconds:.3f}", "; ".join(record.notes))
        yield ",".join(map(csv_cell, (*cells, record.error))) + "\n"


def _agreement(summary: CorpusSummary) -> Iterator[str]:
    """Yield the lines of the table of sigla that occur in one work."""
    yield "first,second,agreements,compared,works\n"
    for pair in summary.pairs:
        cells = (csv_cell(pair.first), csv_cell(pair.second), pair.agreements, pair.compared, pair.works)
        yield ",".join(map(str, cells)) + "\n"
