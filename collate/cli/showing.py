"""What `collate show` does: the data at each door."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from collate.alignment import GAP, Alignment, Testimony
from collate.cli.choosing import collated
from collate.cli.output import require_free, write_out
from collate.pipeline import Collated, align_work, tokens_of
from collate.read import Work, read_sources
from collate.tokens import Tokens
from collate.variants import VariationUnit, tokens_in
from collate.write.display import columns, isolated, shortened, visible

WIDEST_CELL: Final = 60

Row = tuple[str | int, ...]


def _write(output: str | None, work: Work, text: str) -> None:
    """Write where it was asked for, but never over a witness."""
    if output not in (None, "-"):
        require_free([Path(output)], work)
    write_out(output, text)


def show_text(sources: tuple[str, ...], encoding: str, output: str | None) -> None:
    """Print the text of each witness as it was read."""
    work = read_sources(sources, encoding)
    _write(output, work, "".join(w.text for w in work.witnesses))


def show_tokens(sources: tuple[str, ...], encoding: str, layout: str, output: str | None) -> None:
    """List the tokens of each witness."""
    work = read_sources(sources, encoding)
    rows = [row for t in tokens_of(work) for row in _token_rows(t)]
    _write(output, work, _LAYOUTS[layout](_TOKEN_KEYS, rows))


def show_table(sources: tuple[str, ...], encoding: str, aligner: str, layout: str, output: str | None) -> None:
    """Print the alignment, a row a column of the table."""
    work = read_sources(sources, encoding)
    alignment = align_work(work, aligner)
    head = ("column", *(t.witness.siglum for t in alignment.tokens))
    _write(output, work, _LAYOUTS[layout](head, _table_rows(alignment, layout)))


def show_units(sources: tuple[str, ...], encoding: str, aligner: str, layout: str, output: str | None) -> None:
    """List the places in which extant witnesses differ."""
    work = read_sources(sources, encoding)
    found = collated(work, aligner)
    rows = [row for n, unit in enumerate(found.units, 1) for row in _unit_rows(n, unit, found)]
    _write(output, work, _LAYOUTS[layout](_UNIT_KEYS, rows))


_TOKEN_KEYS: Final = ("siglum", "n", "start", "end", "line", "column", "sort", "surface", "form")
_UNIT_KEYS: Final = ("unit", "start", "stop", "between", "witnesses", "reading", "silent")

# How silence is drawn in a table: no token of a text looks so.
_SILENT: Final = {
    Testimony.OMITS: "",
    Testimony.LACUNA: "(lacuna)",
    Testimony.ABSENT: "(absent)",
    Testimony.ILLEGIBLE: "(illegible)",
}


def _token_rows(tokens: Tokens) -> list[Row]:
    witness = tokens.witness
    return [
        (
            witness.siglum,
            token.i,
            *token.span,
            witness.line(token.span[0]),
            witness.column(token.span[0]),
            token.sort.name.lower(),
            token.surface,
            token.form,
        )
        for token in tokens
    ]


def _table_rows(alignment: Alignment, layout: str) -> list[Row]:
    """Give a row a column. Silence is drawn in text alone: in data it is an empty cell."""
    cells: list[list[str]] = []
    codes = alignment.codes("surface")
    for w, tokens in enumerate(alignment.tokens):
        strings, testimony = tokens.vocabulary.strings, alignment.testimony[:, w].tolist()
        drawn = _SILENT if layout == "text" else {}
        cells.append(
            [
                strings[code] if code != GAP else drawn.get(Testimony(t), "")
                for code, t in zip(codes[:, w].tolist(), testimony, strict=True)
            ]
        )
    return [(number, *row) for number, row in enumerate(zip(*cells, strict=True))]


def _unit_rows(n: int, unit: VariationUnit, collated: Collated) -> list[Row]:
    sigla = [w.siglum for w in collated.work.witnesses]
    silent = " ".join(f"{sigla[w]}:{testimony.name.lower()}" for w, testimony in unit.silent)
    readings = []
    for group in unit.groups:
        words = collated.alignment.tokens[group[0]]
        here = tokens_in(collated.alignment, group[0], unit.start, unit.stop)
        readings.append(_space(collated, group[0], unit) if unit.between else " ".join(words[i].surface for i in here))
    return [
        (
            n,
            unit.start,
            unit.stop,
            unit.between,
            " ".join(sigla[w] for w in group),
            reading,
            silent,
        )
        for group, reading in zip(unit.groups, readings, strict=True)
    ]


def _space(collated: Collated, w: int, unit: VariationUnit) -> str:
    """Give the white space before a column."""
    tokens, column = collated.alignment.tokens[w], collated.alignment.table[: unit.start, w]
    last = int(column.max(initial=GAP))
    start = int(tokens.spans[last, 1]) if last >= 0 else 0
    end = int(tokens.spans[last + 1, 0]) if last + 1 < len(tokens) else len(tokens.witness.text)
    return tokens.witness.text[start:end]


def _escaped(value: object) -> str:
    """Write a value so that it stays in one cell of a line of tabs."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _tsv(head: Sequence[str], rows: Sequence[Row]) -> str:
    return "".join("\t".join(map(_escaped, row)) + "\n" for row in [head, *rows])


def _text(head: Sequence[str], rows: Sequence[Row]) -> str:
    drawn = [tuple(isolated(shortened(visible(str(c)), WIDEST_CELL)) for c in row) for row in [tuple(head), *rows]]
    return "\n".join(columns(drawn)) + "\n"


def _json(head: Sequence[str], rows: Sequence[Row]) -> str:
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


_LAYOUTS: Final[dict[str, Callable[[Sequence[str], Sequence[Row]], str]]] = {
    "text": _text,
    "tsv": _tsv,
    "json": _json,
}
