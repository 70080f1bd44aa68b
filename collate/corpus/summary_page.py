"""The page of a corpus: what is in all works, and which works to look at first. It needs no script."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from collate._repr import counted
from collate.corpus.manifest import WorkRecord
from collate.corpus.summary import LISTED, CorpusSummary
from collate.files.package_data import DATA, package_text
from collate.rendering.html.page import html_text

_STYLE: Final = DATA / "page" / "corpus.css"
_MOST_ROWS: Final = 200  # of a table; summary.json and the CSV files have all
_MOST_COLUMNS: Final = 12  # kinds that have a column of their own

Row = Sequence[str]
FigureOf = Callable[[WorkRecord], str]


def summary_page(summary: CorpusSummary, pages: Mapping[str, str]) -> str:
    """Return the page; `pages` are the addresses of works, by their names."""
    style = package_text(_STYLE)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    done = summary.works - len(summary.failed)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n",
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f"<title>Corpus: {counted(summary.works, 'work')}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n",
        f"<h1>Corpus of {counted(summary.works, 'work')}</h1>\n",
        f"<p>{done:,} done, {len(summary.failed):,} failed; {summary.words:,} words in all witnesses; ",
        f"{summary.entries:,} entries. {_with_notes(summary.notes)}</p>\n",
        _failed(summary.failed, pages),
        _kinds(summary.kinds),
        _by_witness(summary),
        _listed("Most doubtful", "doubtful entries", summary.doubtful, pages, _doubtful_of),
        _listed("Slowest", "seconds", summary.slowest, pages, _seconds_of),
        *(f"<p>Not all is counted: {html_text(sentence)}.</p>\n" for sentence in summary.left_out),
        '<p>All works: <a href="works.csv">works.csv</a>. Who agrees with whom: '
        '<a href="agreement.csv">agreement.csv</a>. The counts for programs: '
        '<a href="summary.json">summary.json</a>.</p>\n</main>\n</body>\n</html>\n',
    ]
    return "".join(parts)


def _with_notes(works: int) -> str:
    return f"{counted(works, 'work')} with notes: see the column notes of works.csv." if works else ""


def _failed(records: Sequence[WorkRecord], pages: Mapping[str, str]) -> str:
    rows = [(_link(r.work, pages), html_text(r.error)) for r in records[:_MOST_ROWS]]
    more = len(records) - len(rows)
    after = f"<p>And {more:,} more: see works.csv.</p>\n" if more else ""
    return f"<h2>Failed</h2>\n{_table(('work', 'why'), rows)}{after}" if rows else ""


def _kinds(kinds: Mapping[str, int]) -> str:
    rows = [(html_text(kind), f"{count:,}") for kind, count in kinds.items()]
    return f"<h2>Kinds</h2>\n{_table(('kind', 'readings'), rows)}" if rows else ""


def _by_witness(summary: CorpusSummary) -> str:
    """Return the table of sigla: those with the most readings, and the kinds that occur most."""
    kinds = list(summary.kinds)[:_MOST_COLUMNS]
    sigla = sorted(summary.by_witness, key=lambda s: (-sum(summary.by_witness[s].values()), s))
    rows = []
    for siglum in sigla[:_MOST_ROWS]:
        counts = summary.by_witness[siglum]
        rows.append((html_text(siglum), *(f"{counts.get(kind, 0):,}" for kind in kinds), f"{sum(counts.values()):,}"))
    more = len(sigla) - len(rows)
    after = f"<p>And {more:,} more: see summary.json.</p>\n" if more else ""
    return f"<h2>By witness</h2>\n{_table(('witness', *map(html_text, kinds), 'all'), rows)}{after}" if rows else ""


def _listed(title: str, heading: str, records: Sequence[WorkRecord], pages: Mapping[str, str], figure: FigureOf) -> str:
    rows = [(_link(record.work, pages), figure(record)) for record in records[:LISTED]]
    return f"<h2>{title}</h2>\n{_table(('work', heading), rows)}" if rows else ""


def _doubtful_of(record: WorkRecord) -> str:
    return f"{record.figures.doubtful:,}"


def _seconds_of(record: WorkRecord) -> str:
    return f"{record.seconds:.1f}"


def _link(work: str, pages: Mapping[str, str]) -> str:
    return f'<a href="{html_text(pages[work])}">{html_text(work)}</a>' if work in pages else html_text(work)


def _table(heading: Row, rows: Iterable[Row]) -> str:
    head = "".join(f'<th scope="col">{cell}</th>' for cell in heading)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f'<div class="table"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table></div>\n'
