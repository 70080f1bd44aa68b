"""The record of a work that an HTML page holds: everything its script may show, as JSON.

    witnesses   what an edition prints of each; `copyOf`, of a copy, the first witness with the same words; `voice`, the
                witness with which it counts as one, and `hand`, the manuscript of a hand, with `isHandOf`, how
                it is cited; `text`;
                `gaps` and `lengths`, the characters before each token and in it; `columns`, how many columns each
                token is after the token before it; `silent`, where the witness is not extant; `places`,
                where the verse or page changes, and how it is cited; `lines`, of a part,
                how many more lines are before each piece; `labels`, where the text itself names one;
                `interventions`, each with the role of the one around it; of a marked-up source also `stands`, where
                the stretches of its lines begin, their lines and files; `told`, what it says of words; `images`, the
                addresses of facsimiles, which only a click opens
    kinds       name, significance, weight, and the name where there is no base
    variations  what is said of readings, each once: kind, cause, certainty, why, rule, also, within, decision, unnamed,
                and why where there is no base, if it is said in other words
    doubts      each doubt that occurs: its value, what it means, and whether an editor should look at it
    groupings   the witnesses of an entry by reading, each way of grouping once; `silences` likewise
    entries     n, id, start, stop, between, doubt, moved (null, or where its words are elsewhere: a sentence, and for
                each other place its columns and the witnesses that have them there), told (0, or the entry that tells
                the move), grouping,
                silence, ranking, grid: row by row how reading j differs from reading i, by number: HIDDEN where the
                difference is not selected, UNKNOWN where the pair was not classified; and the rows of witnesses
                that differ from their group when they are the base
    rankings    the reading of most voices, and the readings in the order of their texts; each ranking once

Offsets are counted as a browser counts them, in units of UTF-16.

More than 300 lines: the record of the page, field by field.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import numpy as np

from collate._arrays import Int32
from collate.apparatus import (
    Apparatus,
    Entry,
    doubt_in_words,
    entries_and_echoes,
    readings_by_group,
    unheld_decisions,
)
from collate.apparatus.undirected import undirected_kind, undirected_reason
from collate.editorial import Intervention
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.apparatus import DOUBTFUL
from collate.model.hands import hands_of
from collate.model.interventions import outer_numbers
from collate.model.place_index import place_index
from collate.model.place_names import OF_ONE_BOOK
from collate.model.tokens import Tokens, first_copies
from collate.model.units import Group
from collate.model.variation import SIGNIFICANCE, WEIGHT, Kind, Variation
from collate.model.voices import voices
from collate.model.witness import Siglum, Witness
from collate.rendering.citation import cite_names, describe_hand
from collate.rendering.html.moved_places import PlacesOfMoves
from collate.rendering.html.source_fields import source_fields
from collate.rendering.json.surrogates import escape_surrogates

HIDDEN: Final = -1
UNKNOWN: Final = -2

_LAST_OF_ONE_UNIT: Final = 0xFFFF  # the last code point that UTF-16 writes in one unit
_DOUBT_DIGITS: Final = 3  # decimal places
_ENTRIES_OF_PIECE: Final = 1024
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def page_record(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Yield the record as JSON for a `script` element, in pieces: nothing in it can end the element."""
    number = {w.siglum: k for k, w in enumerate(apparatus.witnesses)}
    rows_of = _EntryRows(number, PlacesOfMoves(alignment.moves))
    rows = map(rows_of.row, entries_and_echoes(apparatus))
    entries = list[str]()  # in pieces, already encoded: as lists of numbers they would take several times the memory
    while piece := list(islice(rows, _ENTRIES_OF_PIECE)):
        entries.append(_encoded(piece)[1:-1])
    head = {
        "title": apparatus.title,
        "language": apparatus.language,
        "base": apparatus.base,
        "kinds": [[str(kind), str(SIGNIFICANCE[kind]), WEIGHT[kind], undirected_kind(kind)] for kind in Kind],
        "hidden": apparatus.hidden,
    }
    yield f"{_encoded(head)[:-1]},"
    of_witnesses = (
        _encoded(_witness(apparatus, alignment, w) | relations)
        for w, relations in enumerate(_relations(apparatus, alignment, number))
    )
    yield from _list_pieces("witnesses", of_witnesses)
    middle = {
        "columns": len(alignment.table),
        "variations": [_variation(v) for v in rows_of.variations.distinct],
        "doubts": list(rows_of.doubts),
        "groupings": list(rows_of.groupings),
        "rankings": list(rows_of.rankings),
        "silences": [[(number[siglum], str(t.name).lower()) for siglum, t in silent] for silent in rows_of.silences],
    }
    yield f"{_encoded(middle)[1:-1]},"
    yield from _list_pieces("entries", entries)
    decisions = [
        [f"{v.decision.file}, line {v.decision.line}", v.decision.label, str(v.state), v.why, v.decision.reason]
        for v in unheld_decisions(apparatus)
    ]
    yield f'"decisions":{_encoded(decisions)}}}'


def _list_pieces(name: str, pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a list in the record: one value or several, already encoded, in each."""
    separator = f'"{name}":['
    for piece in pieces:
        yield separator + piece
        separator = ","
    yield "]," if separator == "," else f"{separator}],"


def _encoded(value: object) -> str:
    """Return a value as JSON that cannot end a `script` element."""
    return escape_surrogates(_ENCODER.encode(value).replace("<", "\\u003c"))


def _relations(
    apparatus: Apparatus, alignment: Alignment, number: Mapping[Siglum, int]
) -> Iterator[dict[str, int | str]]:
    """Yield of each witness the numbers of those that it copies, with which it counts as one, and whose hand it is."""
    hands = hands_of(apparatus.witnesses)
    copies = zip(apparatus.witnesses, first_copies(alignment.tokens), voices(alignment.tokens), strict=True)
    for w, (witness, first, voice) in enumerate(copies):
        relations: dict[str, int | str] = {"copyOf": first} if first != w else {}
        relations |= {"voice": voice} if voice != w else {}
        if witness.siglum in hands:
            relations |= {"hand": number[hands[witness.siglum]], "isHandOf": describe_hand(witness)}
        yield relations


class _VariationNumbers:
    """Numbers distinct variations in the order in which they are first seen.

    Equal answers of the rules are mostly one object, so objects are looked up before contents are compared.
    """

    def __init__(self) -> None:
        self.distinct: list[Variation] = []
        self._by_object: dict[int, int] = {}
        self._by_content: dict[Variation, int] = {}

    def __call__(self, variation: Variation | None) -> int:
        if variation is None:
            return HIDDEN
        number = self._by_object.get(id(variation))
        if number is None:
            number = self._by_content.setdefault(variation, len(self.distinct))
            if number == len(self.distinct):
                self.distinct.append(variation)
            self._by_object[id(variation)] = number  # the apparatus keeps the object alive, so its id stays unique
        return number


class _EntryRows:
    """Makes the rows of entries; what many of them share is numbered, in the order in which it is first seen."""

    def __init__(self, number: Mapping[Siglum, int], places_of_moves: PlacesOfMoves) -> None:
        self.number = number
        self.places_of_moves = places_of_moves
        self.variations = _VariationNumbers()
        self.groupings: dict[tuple[Group, ...], int] = {}
        self.silences: dict[tuple[tuple[Siglum, Testimony], ...], int] = {}
        self.rankings: dict[tuple[int, ...], int] = {}
        self.doubts: dict[tuple[float, str, int], int] = {(0, "", 0): 0}

    def row(self, entry: Entry) -> tuple[Any, ...]:
        """Return the row of an entry."""
        unit = entry.unit
        shared = (
            self.groupings.setdefault(unit.groups, len(self.groupings)),
            self.silences.setdefault(entry.silent, len(self.silences)),
            self.rankings.setdefault(_ranking(entry, self.number), len(self.rankings)),
        )
        doubt = self.doubts.setdefault(_doubt(entry), len(self.doubts))
        place = (unit.start, unit.stop, int(unit.is_white_space))
        told = (doubt, self._moved(entry), entry.told_in or 0)
        row = (entry.number, entry.id, *place, *told, *shared, _grid(entry, self.variations, self.number))
        exceptions = entry.pairwise.exceptions if entry.pairwise else ()
        own_rows = [(w, [self.variations(v) for v in cells]) for w, _, cells in exceptions]
        return (*row, own_rows) if own_rows else row

    def _moved(self, entry: Entry) -> tuple[Any, ...] | None:
        """Return where the words of an entry are elsewhere: in a sentence, and in columns."""
        if not entry.other_place:
            return None
        return entry.other_place, *self.places_of_moves.elsewhere(entry.unit.start, entry.unit.stop)


def _doubt(entry: Entry) -> tuple[float, str, int]:
    """Return the doubt of an entry, what it means, and whether an editor should look at it."""
    if not entry.doubt:
        return 0, "", 0
    return round(entry.doubt, _DOUBT_DIGITS), doubt_in_words(entry.doubt), int(entry.doubt >= DOUBTFUL)


def _ranking(entry: Entry, number: Mapping[Siglum, int]) -> tuple[int, ...]:
    """Return the number of the reading of most voices, then those of all readings in the order of their texts.

    Where not every reading was compared with every other, the page has one base: its lemma stands for the majority.
    """
    if entry.pairwise:
        return entry.pairwise.majority, *entry.pairwise.order
    sides = readings_by_group(entry, number)
    order = sorted(range(len(sides)), key=lambda g: sides[g].text)
    return next((g for g, side in enumerate(sides) if side is entry.lemma), 0), *order


def _grid(entry: Entry, number_of: _VariationNumbers, number: Mapping[Siglum, int]) -> list[int]:
    """Return the numbers of the variations of each reading against each, row by row; UNKNOWN where not classified."""
    if entry.pairwise:
        return [number_of(v) for row in entry.pairwise.rows for v in row]
    groups = entry.unit.groups
    size = len(groups)
    group_of = {w: k for k, members in enumerate(groups) for w in members}
    grid = [UNKNOWN] * (size * size)
    for k in range(size):
        grid[k * size + k] = HIDDEN
    if entry.lemma:
        row = group_of[number[entry.lemma.support[0].siglum]] * size
        grid[row : row + size] = [HIDDEN] * size
        for reading in entry.readings:
            grid[row + group_of[number[reading.support[0].siglum]]] = number_of(reading.variation)
    for pair in entry.pairs:
        first, second = (group_of[number[side.support[0].siglum]] for side in (pair.first, pair.second))
        grid[first * size + second] = number_of(pair.second.variation)
    return grid


def _variation(v: Variation) -> list[Any]:
    also = [str(kind) for kind in v.also]
    return [
        list(Kind).index(v.kind), v.cause or "", str(v.certainty), v.why, v.rule, also, str(v.within or ""), v.decision,
        int(v.is_unclassified), *([reason] if (reason := undirected_reason(v)) != v.why else []),
    ]  # fmt: skip


def _witness(apparatus: Apparatus, alignment: Alignment, w: int) -> dict[str, Any]:
    tokens = alignment.tokens[w]
    witness, bibliography = tokens.witness, tokens.witness.bibliography
    units = _utf16_offsets(witness.text)
    spans = units[tokens.spans] if units is not None else tokens.spans
    ends = np.concatenate(([0], spans[:, 1]))
    columns = np.flatnonzero(alignment.table[:, w] != GAP)
    interventions = apparatus.interventions[w] if apparatus.interventions else ()
    return {
        "siglum": witness.siglum,
        "title": bibliography.title,
        "date": bibliography.date,
        "source": bibliography.source,
        "licence": bibliography.licence,
        "extent": str(witness.extent),
        "derived": witness.derived_from or "",
        "files": [source.file for source in witness.sources],
        "text": witness.text,
        "gaps": (spans[:, 0] - ends[:-1]).tolist(),
        "lengths": (spans[:, 1] - spans[:, 0]).tolist(),
        "columns": np.diff(columns, prepend=0).tolist(),
        "silent": list(_nonextant_runs(alignment, w)),
        **_lines_before(apparatus, units, w),
        "places": list(_cited_places(units, witness)),
        "labels": [_span(units, *place.label)[0] for place in witness.places if place.label],
        "interventions": [
            _intervention(units, interventions, k, outer) for k, outer in enumerate(outer_numbers(interventions))
        ],
        "first": _first_tokens(tokens, interventions),
        **source_fields(witness, units),
    }


def _first_tokens(tokens: Tokens, interventions: tuple[Intervention, ...]) -> list[int]:
    """Return the token at or after the start of each intervention."""
    return [*np.searchsorted(tokens.spans[:, 0], [i.start for i in interventions]).tolist()]


def _intervention(units: Int32 | None, interventions: Sequence[Intervention], k: int, outer: int) -> tuple[Any, ...]:
    i, within = interventions[k], str(interventions[outer].role) if outer >= 0 else ""
    return (*_span(units, i.start, i.end), str(i.role), str(i.cause), i.why, within, str(i.certainty))


def _lines_before(apparatus: Apparatus, units: Int32 | None, w: int) -> dict[str, Any]:
    """Return, of texts that are cut to a part, where each piece begins and how many more lines are before it."""
    if apparatus.part is None or not apparatus.part.lines:
        return {}
    return {"lines": [(_span(units, start, start)[0], more) for start, more in apparatus.part.lines[w]]}


def _cited_places(units: Int32 | None, witness: Witness) -> Iterator[tuple[int, str, str]]:
    """Yield where the verse or page changes, and how it is cited from there on: places of the work, and of the book."""
    borders = sorted({border for place in witness.places for border in (place.start, place.end, *(place.label or ()))})
    borders = [border for border in borders if border < len(witness.text)]
    names = place_index(witness).names_at(np.array(borders, np.int64)) if borders else []
    before = ("", "")
    for border, of_border in zip(borders, names, strict=True):
        of_work = [name for name in of_border if name[0] not in OF_ONE_BOOK]
        cited = cite_names(of_work), cite_names([name for name in of_border if name[0] in OF_ONE_BOOK])
        if cited != before:
            yield _span(units, border, border)[0], *cited
            before = cited


def _span(units: Int32 | None, start: int, end: int) -> tuple[int, int]:
    return (start, end) if units is None else (int(units[start]), int(units[end]))


def _utf16_offsets(text: str) -> Int32 | None:
    """Return the offset in units of UTF-16 for each offset in code points, or None where they are the same."""
    if text.isascii() or max(text) <= "\uffff":
        return None
    code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.concatenate(([0], np.cumsum(1 + (code_points > _LAST_OF_ONE_UNIT)))).astype(np.int32)


def _nonextant_runs(alignment: Alignment, w: int) -> Iterator[tuple[int, int, str]]:
    """Yield the runs of columns [start, stop) in which a witness is not extant, and why."""
    testimony = alignment.testimony[:, w]
    if not len(testimony) or testimony.max() <= Testimony.OMITS:
        return
    changes = np.flatnonzero(np.diff(testimony, prepend=testimony[:1])).tolist()
    for start, stop in zip([0, *changes], [*changes, len(testimony)], strict=True):
        if start < stop and testimony[start] > Testimony.OMITS:
            yield start, stop, Testimony(int(testimony[start])).name.lower()
