"""HTML: the apparatus and the texts in step, on one page that needs no network.

The page is readable without its script; the script only filters and highlights. Style and script
stand in the page and are the only ones that its content security policy lets run, so that nothing
in a witness, however it is written, can do anything but be read.
"""

import base64
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from collate.alignment import GAP, Alignment, Testimony
from collate.apparatus import Apparatus, Entry, Span, Support, doubtful, no_longer_held, summary, unnamed
from collate.classify.kinds import SIGNIFICANCE, WEIGHT, Kind
from collate.witness import Siglum, Witness
from collate.write.display import visible

_DATA: Final = Path(__file__).parent.parent / "data"
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAK = re.compile(r"\r\n|\n|\r")


def write_html(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the apparatus and the texts side by side as one HTML page."""
    from jinja2 import Environment, StrictUndefined  # late: no other format needs it
    from markupsafe import Markup

    columns = _columns(apparatus, alignment)
    entries = tuple(_EntryView(e, _kinds(e), _place(e, columns)) for e in apparatus.entries)
    rows = _rows(apparatus, alignment)
    style, script = _data("report.css"), _data("report.js")
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )
    environment.filters |= {"verbatim": _verbatim, "visible": visible, "ends": _ends}
    page = environment.from_string(_data("report.html.j2")).render(
        apparatus=apparatus,
        columns=columns,
        index={c.witness.siglum: c.w for c in columns},
        entries=entries,
        rows=rows,
        anchors={p.id for row in rows for cell in row.cells for p in cell.pieces if p.id},
        summary=_summary(apparatus, entries, columns),
        doubtful=doubtful(apparatus),
        unnamed=unnamed(apparatus),
        no_longer_held=no_longer_held(apparatus),
        SIGNIFICANCE=SIGNIFICANCE,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return page.lstrip()


def _harmless(value: object) -> object:
    """Make the signs that no page may hold visible: control signs and lone surrogates."""
    if isinstance(value, str) and _UNFIT.search(value):
        kind = type(value)
        return kind(_UNFIT.sub(lambda m: f"\\u{{{ord(m.group()):x}}}", value))
    return value


def _data(name: str) -> str:
    return (_DATA / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Forbid everything but these two, by their hashes."""
    css, js = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in (style, script))
    hashes = f"style-src 'sha256-{css}'; script-src 'sha256-{js}'"
    return f"default-src 'none'; {hashes}; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class _Column:
    """A witness as the page shows it: its number among the columns, and its size."""

    w: int
    witness: Witness
    tokens: int
    is_base: bool


@dataclass(frozen=True, slots=True)
class _EntryView:
    """An entry with its kinds, the heaviest first, and where it stands."""

    entry: Entry
    kinds: tuple[Kind, ...]
    place: str


@dataclass(frozen=True, slots=True)
class _SummaryLine:
    """How many entries have a kind, and how many readings of each witness are of it."""

    kind: Kind
    entries: int
    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """An entry's words, or the place where they are wanting, in the text of a witness."""

    start: int
    end: int
    n: int
    kind: Kind
    column: int
    between: bool
    id: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a witness's text, verbatim; `mark` if it belongs to an entry."""

    text: str
    mark: _Mark | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a witness has beside a paragraph of the base; `note` says why it has no word there."""

    w: int
    pieces: tuple[_Piece, ...]
    note: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph of the base, with what the other witnesses have beside it."""

    line: int
    cells: tuple[_Cell, ...]


def _columns(apparatus: Apparatus, alignment: Alignment) -> tuple[_Column, ...]:
    return tuple(
        _Column(w, tokens.witness, len(tokens), tokens.witness.siglum == apparatus.base)
        for w, tokens in enumerate(alignment.tokens)
    )


def _kinds(entry: Entry) -> tuple[Kind, ...]:
    kinds = {v.kind for v in entry.variations} or {Kind.AGREEMENT}
    return tuple(sorted(kinds, key=WEIGHT.__getitem__, reverse=True))


def _place(entry: Entry, columns: Sequence[_Column]) -> str:
    """Cite the lemma by line, or without one the first reading by witness and line."""
    if entry.lemma:
        places = [f"{system} {value}" for system, value in entry.lemma.places]
        return ", ".join((*places, f"l. {entry.lemma.line}"))
    witnesses = {c.witness.siglum: c.witness for c in columns}
    for support in (s for reading in entry.readings for s in reading.support if s.spans):
        return f"{support.siglum} l. {witnesses[support.siglum].line(support.spans[0][0])}"
    return ""


def _summary(
    apparatus: Apparatus, entries: Sequence[_EntryView], columns: Sequence[_Column]
) -> tuple[_SummaryLine, ...]:
    cited = Counter(kind for view in entries for kind in view.kinds)
    counts = summary(apparatus)
    sigla = [c.witness.siglum for c in columns]
    return tuple(_SummaryLine(k, cited[k], tuple(counts[s][k] for s in sigla)) for k in Kind if cited[k])


def _rows(apparatus: Apparatus, alignment: Alignment) -> tuple[_Row, ...]:
    """Cut all texts at the paragraphs of the base, or of the first witness, losing no character."""
    sigla = [t.witness.siglum for t in alignment.tokens]
    if not sigla:
        return ()
    base = sigla.index(Siglum(apparatus.base)) if apparatus.base in sigla else 0
    starts = _paragraph_columns(alignment, base)
    bounds = [_bounds(alignment, w, starts) for w in range(len(sigla))]
    marked = zip(alignment.tokens, bounds, _marks(apparatus, sigla), strict=True)
    cut = [_pieces(tokens.witness.text, of, marks, starts) for tokens, of, marks in marked]
    stops = [*starts[1:], len(alignment.table)]
    return tuple(
        _Row(
            alignment.tokens[base].witness.line(bounds[base][r]),
            tuple(_Cell(w, pieces[r], _note(alignment, w, start, stop)) for w, pieces in enumerate(cut)),
        )
        for r, (start, stop) in enumerate(zip(starts, stops, strict=True))
    )


def _paragraph_columns(alignment: Alignment, base: int) -> list[int]:
    """Give the column at which each paragraph of the base begins; where it has none, each line."""
    tokens = alignment.tokens[base]
    text, spans = tokens.witness.text, tokens.spans.tolist()
    breaks = [0] + [len(_BREAK.findall(text[a[1] : b[0]])) for a, b in pairwise(spans)]
    least = 2 if any(b > 1 for b in breaks) else 1
    column_of = np.flatnonzero(alignment.table[:, base] != GAP).tolist()
    return [0] + [column_of[i] for i, b in enumerate(breaks) if b >= least]


def _bounds(alignment: Alignment, w: int, starts: Sequence[int]) -> list[int]:
    """Give the offset at which each row begins in a witness, and the end of its text.

    A row begins at its first token, so white space between rows stands at the end of the upper one.
    """
    tokens = alignment.tokens[w]
    before = np.concatenate(([0], np.cumsum(alignment.table[:, w] != GAP)))
    size = len(tokens.witness.text)
    first = [int(before[column]) for column in starts[1:]]
    return [0, *(int(tokens.spans[i, 0]) if i < len(tokens) else size for i in first), size]


def _marks(apparatus: Apparatus, sigla: Sequence[Siglum]) -> list[list[_Mark]]:
    """Give the marks of each witness, in the order of its text."""
    marks: list[list[_Mark]] = [[] for _ in sigla]
    for entry in apparatus.entries:
        for support, kind in _supports(entry, _kinds(entry)[0]):
            w = sigla.index(support.siglum)
            for start, end in support.spans:
                unit, name = entry.unit, f"t{entry.n}-{w}"
                marks[w].append(_Mark(start, end, entry.n, kind, unit.start, unit.between, name))
    return [sorted(of, key=lambda m: (m.start, m.end, m.n)) for of in marks]


def _supports(entry: Entry, heaviest: Kind) -> Iterator[tuple[Support, Kind]]:
    """Give every witness's place in an entry, with the kind that it is marked as."""
    for support in entry.lemma.support if entry.lemma else ():
        yield support, heaviest
    for reading in entry.readings:
        for support in reading.support:
            yield support, reading.variation.kind if entry.lemma else heaviest


def _pieces(
    text: str, bounds: Sequence[int], marks: Iterable[_Mark], starts: Sequence[int]
) -> list[tuple[_Piece, ...]]:
    """Cut a witness's text at its rows, and each row at its marks."""
    in_row: list[list[tuple[Span, _Mark]]] = [[] for _ in starts]
    for mark in marks:
        for r, span in _by_row(mark, bounds, starts):
            in_row[r].append((span, mark))
    named: set[str] = set()
    rows: list[tuple[_Piece, ...]] = []
    for r, found in enumerate(in_row):
        at, row = bounds[r], []
        for (start, end), mark in found:
            if start < at:  # no two entries share a word; if they did, the text would still stand once
                continue
            row.append(_Piece(text[at:start]))
            row.append(_Piece(text[start:end], mark, "" if mark.id in named else mark.id))
            named.add(mark.id)
            at = end
        row.append(_Piece(text[at : bounds[r + 1]]))
        rows.append(tuple(p for p in row if p.text or p.mark))
    return rows


def _by_row(mark: _Mark, bounds: Sequence[int], starts: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """Give the rows that a mark stands in, and its span in each."""
    last = min(bisect_right(bounds, mark.start), len(starts)) - 1
    if mark.start == mark.end:
        # Where rows meet, the column of the unit says to which of them the empty place belongs.
        first = max(bisect_left(bounds, mark.start) - 1, 0)
        yield min(max(bisect_right(starts, mark.column) - 1, first), last), (mark.start, mark.end)
    for r in range(last, min(bisect_left(bounds, mark.end), len(starts))):
        start, end = max(mark.start, bounds[r]), min(mark.end, bounds[r + 1])
        if start < end:
            yield r, (start, end)


def _note(alignment: Alignment, w: int, start: int, stop: int) -> str:
    """Say why a witness has no token in these columns; nothing if it has one."""
    if bool((alignment.table[start:stop, w] != GAP).any()) or start == stop:
        return ""
    testimony = {Testimony(t) for t in alignment.testimony[start:stop, w].tolist()}
    return "om." if Testimony.OMITS in testimony else min(testimony).name.lower()


def _verbatim(text: str) -> str:
    """Escape a text so that a browser reads it back character for character, CR and all."""
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("\r", "&#13;"))


def _ends(text: str) -> str:
    """Give the first and last words of a long reading."""
    words = text.split()
    return f"{' '.join(words[:5])} … {' '.join(words[-3:])}" if len(words) > 9 else f"{text[:60]} …"
