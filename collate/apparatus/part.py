"""The columns of a place that has a name, and the entries in them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from collate._arrays import Bool
from collate._repr import counted
from collate.model.alignment import GAP, Alignment
from collate.model.apparatus import Entry
from collate.model.place_index import PlaceSpan, SystemPlaces, place_index
from collate.model.place_names import PlaceName
from collate.model.tokens import Tokens

Columns = tuple[int, int]  # columns [start, stop) of an alignment


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
    columns: tuple[Columns, ...]

    def __repr__(self) -> str:
        return f"<NamedColumns: {counted(sum(stop - start for start, stop in self.columns), 'column')}>"


def named_columns(alignment: Alignment, name: PlaceName, witnesses: Sequence[int]) -> NamedColumns | None:
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
    """
    systems = [(w, place_index(alignment.tokens[w].witness).systems.get(name.system)) for w in witnesses]
    named = [(w, system, spans) for w, system in systems if system and (spans := system.spans_named(name.value))]
    if not named:
        return None
    first, _, first_spans = named[0]
    asked = named[:1] if name.is_of_one_book else [(w, s, s.spans_named(name.value)) for w, s in systems if s]
    inside, placed = np.zeros((2, len(alignment.table)), bool)
    for w, system, spans in asked:
        columns = np.flatnonzero(alignment.table[:, w] != GAP)
        inside[columns[_tokens_in(alignment.tokens[w], spans)]] = True
        placed[columns[_tokens_in(alignment.tokens[w], _stretches(system))]] = True
    return NamedColumns(first, tuple(first_spans), runs_of(_follow(inside, placed)))


def _stretches(system: SystemPlaces) -> list[PlaceSpan]:
    return list(zip(system.starts.tolist(), system.ends.tolist(), strict=True))


def _tokens_in(tokens: Tokens, spans: Sequence[PlaceSpan]) -> Bool:
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


def runs_of(inside: Bool) -> tuple[Columns, ...]:
    """Return the runs of columns that are inside."""
    borders = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    return tuple(zip(borders[::2].tolist(), borders[1::2].tolist(), strict=True))


def is_in_columns(entry: Entry, columns: Sequence[Columns]) -> bool:
    """Return whether an entry has one of these columns; white space belongs to the word before it."""
    start, stop = entry.unit.start, entry.unit.stop
    if entry.unit.is_white_space:
        start, stop = max(0, start - 1), max(1, start)
    k = bisect_right(columns, start, key=lambda run: run[1])
    return k < len(columns) and columns[k][0] < stop
