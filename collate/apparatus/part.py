"""The columns of a place that has a name, and the entries in them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collate._arrays import Bool, Int64
from collate._dataclass import dataclass
from collate._repr import counted
from collate.model.alignment import GAP, Alignment
from collate.model.apparatus import Apparatus, Part, SpaceDifferences
from collate.model.column_runs import ColumnRun, columns_of, joined_runs, runs_of
from collate.model.place_index import PlaceIndex, PlaceSpan, SystemPlaces
from collate.model.place_names import PlaceName
from collate.model.tokens import Tokens
from collate.model.units import VariationUnit


@dataclass(frozen=True, slots=True)
class NamedColumns:
    """Where a name is: in which witness first, and in which columns.

    Attributes
    ----------
    witness : int
        The number of the witness that has the name: the base, or the first one.
    spans : tuple of (int, int)
        The code points of its text that the name means.
    columns : tuple of (int, int)
        The columns [start, stop) of all witnesses there, in order.
    """

    witness: int
    spans: tuple[PlaceSpan, ...]
    columns: tuple[ColumnRun, ...]

    def __repr__(self) -> str:
        return f"<NamedColumns: {counted(sum(stop - start for start, stop in self.columns), 'column')}>"


def named_columns(
    alignment: Alignment, name: PlaceName, witnesses: Sequence[int], indexes: Sequence[PlaceIndex]
) -> NamedColumns | None:
    """Return where a name is: None if no witness has it.

    A column is there if a witness has a word there. What no place of this system holds, such as words of a witness
    without places, is where the word before it is. The name of a page is that of one book: only the first witness
    with the name is asked.

    Parameters
    ----------
    alignment : Alignment
    name : PlaceName
    witnesses : sequence of int
        The witnesses to ask, in this order.
    indexes : sequence of PlaceIndex
        The places of every witness of the alignment.
    """
    systems = [(w, indexes[w].systems.get(name.system)) for w in witnesses]
    named = [(w, system, spans) for w, system in systems if system and (spans := system.spans_named(name.value))]
    if not named:
        return None
    first, _, first_spans = named[0]
    asked = named[:1] if name.is_of_one_book else [(w, s, s.spans_named(name.value)) for w, s in systems if s]
    inside, placed = np.zeros((2, len(alignment.table)), bool)
    for w, system, spans in asked:
        columns = np.flatnonzero(alignment.table[:, w] != GAP)
        inside[columns[tokens_in_spans(alignment.tokens[w], spans)]] = True
        placed[columns[tokens_in_spans(alignment.tokens[w], _stretches(system))]] = True
    return NamedColumns(first, tuple(first_spans), runs_of(_follow(inside, placed)))


def _stretches(system: SystemPlaces) -> list[PlaceSpan]:
    return list(zip(system.starts.tolist(), system.ends.tolist(), strict=True))


def tokens_in_spans(tokens: Tokens, spans: Sequence[PlaceSpan]) -> Bool:
    """Return which of n tokens (n,) are in some stretches, if only with one letter."""
    starts, ends = np.array(spans, np.int64).reshape(-1, 2).T
    first = np.searchsorted(tokens.spans[:, 1], starts, side="right")
    last = np.maximum(np.searchsorted(tokens.spans[:, 0], ends), first)
    changes = np.zeros(len(tokens) + 1, np.int64)
    np.add.at(changes, first, 1)
    np.add.at(changes, last, -1)
    return np.asarray(np.cumsum(changes)[:-1] > 0)


def _follow(inside: Bool, placed: Bool) -> Bool:
    """Return `inside` where each column that is not placed is where the placed one before it is."""
    before = np.maximum.accumulate(np.where(placed, np.arange(len(placed)), -1)) if len(placed) else np.zeros(0, int)
    return np.asarray(np.append(inside, False)[before])


def is_in_columns(unit: VariationUnit, columns: Sequence[ColumnRun]) -> bool:
    """Return whether a variation unit has one of these columns; white space is there if the words on both sides are."""
    start, stop = unit.start, unit.stop
    k = bisect_right(columns, start, key=lambda run: run[1])
    if k == len(columns):
        return False
    return columns[k][0] < start if unit.is_white_space else columns[k][0] < stop


def columns_shown(apparatus: Apparatus, alignment: Alignment) -> Int64:
    """Return the numbers, from 0, of the columns that a report is about: all, or those of a part."""
    return columns_of(apparatus.part.columns if apparatus.part else [(0, len(alignment.table))])


def limit_to_part(apparatus: Apparatus, places: Sequence[str], columns: Sequence[ColumnRun]) -> Apparatus:
    """Return an apparatus with the entries in some columns; they keep their numbers.

    A move is there if one of its two places is. White space that is no entry is not counted.
    """
    told_inside = {echo.told_in for echo in apparatus.echoes if is_in_columns(echo.unit, columns)}
    inside = tuple([e for e in apparatus.entries if e.number in told_inside or is_in_columns(e.unit, columns)])
    numbers = {entry.number for entry in inside}
    echoes = tuple([echo for echo in apparatus.echoes if echo.told_in in numbers])
    units = [(entry.unit.start, entry.unit.stop) for entry in (*inside, *echoes)]
    outside = tuple([entry for entry in apparatus.entries if entry.number not in numbers])
    part = Part(tuple(places), joined_runs(sorted([*columns, *units])), outside)
    white_space = SpaceDifferences(sum(entry.unit.is_white_space for entry in inside))
    return replace(apparatus, entries=inside, echoes=echoes, part=part, white_space=white_space)
