"""What `collate show units` does: lists the variation units."""

from typing import Final

from collate.apparatus.part import is_in_columns
from collate.cli.collating import collate_with_notes
from collate.cli.output import print_message
from collate.cli.shown_work import read_shown
from collate.cli.tabular import ROW_FORMATS, Row, medium_of, write_text
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.alignment import GAP
from collate.pipeline.collating import Collated
from collate.pipeline.parts import columns_in
from collate.rendering.tables.rows import separator_of_sigla
from collate.variants import VariationUnit, tokens_in

_UNIT_KEYS: Final = ("unit", "start", "stop", "between", "witnesses", "reading", "silent")


def show_units(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    format_name: str,
    places: tuple[str, ...],
    output: str | None,
) -> None:
    """Write a row for each reading of each variation unit."""
    work = read_shown(sources, encoding, permissions, choices)
    result = collate_with_notes(work, aligner)
    columns = columns_in(result.alignment, places, work.base) if places else ((0, len(result.alignment.table)),)
    units = [(n, unit) for n, unit in enumerate(result.units, 1) if not places or is_in_columns(unit, columns)]
    if places:
        print_message(f"note: only {', '.join(places)}: {len(units)} of {len(result.units)} units")
    rows = [row for n, unit in units for row in _unit_rows(n, unit, result)]
    write_text(output, ROW_FORMATS[format_name](_UNIT_KEYS, rows), work.files, medium_of(format_name))


def _unit_rows(n: int, unit: VariationUnit, result: Collated) -> list[Row]:
    sigla = [w.siglum for w in result.work.witnesses]
    separator = separator_of_sigla(sigla)
    silent = separator.join(f"{sigla[w]}:{testimony.name.lower()}" for w, testimony in unit.silent)
    return [
        (
            n,
            unit.start,
            unit.stop,
            unit.is_white_space,
            separator.join(sigla[w] for w in group),
            _reading(result, group[0], unit),
            silent,
        )
        for group in unit.groups
    ]


def _reading(result: Collated, w: int, unit: VariationUnit) -> str:
    """Return what a witness has in a unit: its words, or the white space between two columns."""
    if unit.is_white_space:
        return _white_space_before(result, w, unit.start)
    tokens = result.alignment.tokens[w]
    return " ".join(tokens[i].surface for i in tokens_in(result.alignment, w, unit.start, unit.stop))


def _white_space_before(result: Collated, w: int, column: int) -> str:
    tokens, earlier_cells = result.alignment.tokens[w], result.alignment.table[:column, w]
    last = int(earlier_cells.max(initial=GAP))
    start = int(tokens.spans[last, 1]) if last >= 0 else 0
    end = int(tokens.spans[last + 1, 0]) if last + 1 < len(tokens) else len(tokens.witness.text)
    return tokens.witness.text[start:end]
