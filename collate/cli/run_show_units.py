"""What `collate show units` does."""

from typing import Final

from collate.cli.collating import collated
from collate.cli.tabular import LAYOUTS, Row, write_safely
from collate.model.alignment import GAP
from collate.pipeline.collating import Collated
from collate.reading import read_sources
from collate.variants import VariationUnit, tokens_in

_UNIT_KEYS: Final = ("unit", "start", "stop", "between", "witnesses", "reading", "silent")


def show_units(sources: tuple[str, ...], encoding: str, aligner: str, layout: str, output: str | None) -> None:
    """List the places in which extant witnesses differ."""
    work = read_sources(sources, encoding)
    found = collated(work, aligner)
    rows = [row for n, unit in enumerate(found.units, 1) for row in _unit_rows(n, unit, found)]
    write_safely(output, work, LAYOUTS[layout](_UNIT_KEYS, rows))


def _unit_rows(n: int, unit: VariationUnit, collated: Collated) -> list[Row]:
    sigla = [w.siglum for w in collated.work.witnesses]
    silent = " ".join(f"{sigla[w]}:{testimony.name.lower()}" for w, testimony in unit.silent)
    readings = []
    for group in unit.groups:
        words = collated.alignment.tokens[group[0]]
        here = tokens_in(collated.alignment, group[0], unit.start, unit.stop)
        readings.append(
            _space(collated, group[0], unit) if unit.is_white_space else " ".join(words[i].surface for i in here)
        )
    return [
        (
            n,
            unit.start,
            unit.stop,
            unit.is_white_space,
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
