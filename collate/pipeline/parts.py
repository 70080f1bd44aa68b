"""The part of a work that its user asks for by places: `--place "verse=Mark 1"`."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from collate._arrays import Bool
from collate.apparatus.part import limit_to_part
from collate.errors import PlaceError
from collate.model.alignment import Alignment
from collate.model.column_runs import ColumnRun, columns_of, runs_of
from collate.model.place_index import PlaceSpan, place_index
from collate.model.place_names import PlaceName
from collate.model.witness import Witness
from collate.pipeline.collating import Collated
from collate.pipeline.places import find_named, no_such_place, parse_named


def limited_to(collated: Collated, places: Sequence[str]) -> Collated:
    """Return a collated work whose apparatus has only the entries in some places; the whole if none is named.

    Raises PlaceError if a place is not in the work.
    """
    if not places:
        return collated
    columns = columns_in(collated.alignment, places, collated.apparatus.base)
    return replace(collated, apparatus=limit_to_part(collated.apparatus, places, columns))


def columns_in(alignment: Alignment, places: Sequence[str], base: str = "") -> tuple[ColumnRun, ...]:
    """Return the columns of some places, in order. Raise PlaceError if a place is not in the work."""
    inside = np.zeros(len(alignment.table), bool)
    witnesses = [tokens.witness for tokens in alignment.tokens]
    indexes = [place_index(witness) for witness in witnesses]
    for place in places:
        name, witness = require_named(place, witnesses)
        inside[columns_of(find_named(name, alignment, base, witness, indexes).columns)] = True
    return runs_of(inside)


def require_named(place: str, witnesses: Sequence[Witness]) -> tuple[PlaceName, int | None]:
    """Return the name of a place, and the number of its witness if it has one. Raise PlaceError for another form."""
    named = parse_named(place, witnesses)
    if named is None:
        raise PlaceError(
            f"{place}: this names no part of the work; write system=value, such as verse=3 or page=12r-13v"
        )
    return named


def spans_in(witnesses: Sequence[Witness], places: Sequence[str]) -> list[list[PlaceSpan]]:
    """Return for each witness the stretches of its text in some places, without aligning the witnesses.

    A page is that of the first witness with this name. Raises PlaceError if no witness has a place.
    """
    spans: list[list[PlaceSpan]] = [[] for _ in witnesses]
    indexes = [place_index(witness) for witness in witnesses]
    for place in places:
        name, witness = require_named(place, witnesses)
        asked = range(len(witnesses)) if witness is None else [witness]
        found = {w: of_witness for w in asked if (of_witness := indexes[w].spans_named(name))}
        if not found:
            raise PlaceError(no_such_place(name, witnesses, asked, witness))
        for w in [*found][: 1 if name.is_of_one_book else None]:
            spans[w] += found[w]
    return spans


def columns_inside(columns: Sequence[ColumnRun], count: int) -> Bool:
    """Return which of `count` columns are in some runs."""
    inside = np.zeros(count, bool)
    inside[columns_of(columns)] = True
    return inside
