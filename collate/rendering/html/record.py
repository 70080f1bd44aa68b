"""The record in the page: all that its script may show, as JSON.

    witnesses   what an edition prints of each; `text`; `gaps` and `lengths`, the characters before each
                token and in it; `columns`, how many columns each token stands after the one before; `silent`,
                where it does not testify; `places`; `interventions`
    variations  what is said of readings, each once: kind, cause, certainty, why, rule, also, within, decision, unnamed
    groupings   the witnesses of an entry by reading, each way of grouping once; `silences` likewise
    entries     n, id, start, stop, between, doubt, moved, grouping, silence, grid: row by row how reading j
                differs from reading i, by number; HIDDEN what is not asked for, UNKNOWN what nobody was asked;
                and the rows of witnesses that say something else if they are the base

Offsets are counted as a browser counts, in units of UTF-16.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from collate._arrays import Int32
from collate.apparatus import Apparatus, Entry, unheld_decisions
from collate.editorial import Intervention
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.model.variation import SIGNIFICANCE, WEIGHT, Kind, Variation
from collate.model.witness import Siglum

HIDDEN: Final = -1
UNKNOWN: Final = -2

_BEYOND: Final = 0xFFFF  # the last code point that is one unit of UTF-16
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DIGITS: Final = 3  # decimal places of a doubt


def page_record(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write the record so that it can stand in an HTML page: no sign in it can end its element."""
    variations = _VariationNumbers()
    groupings: dict[Any, int] = {}
    silences: dict[Any, int] = {}
    number = {w.siglum: k for k, w in enumerate(apparatus.witnesses)}
    entries = []
    for e in apparatus.entries:
        unit = e.unit
        grouping = groupings.setdefault(unit.groups, len(groupings))
        silence = silences.setdefault(e.silent, len(silences))
        doubt = round(e.doubt, _DIGITS) if e.doubt else 0
        grid = _grid(e, variations, number)
        between = int(unit.is_white_space)
        row = (e.number, e.id, unit.start, unit.stop, between, doubt, e.other_place, grouping, silence, grid)
        own = [(w, [variations(v) for v in said]) for w, _, said in e.pairwise.exceptions] if e.pairwise else ()
        entries.append((*row, own) if own else row)
    told = {
        "title": apparatus.title,
        "language": apparatus.language,
        "base": apparatus.base,
        "kinds": [[str(kind), str(SIGNIFICANCE[kind]), WEIGHT[kind]] for kind in Kind],
        "hidden": apparatus.hidden,
        "witnesses": [_witness(apparatus, alignment, w) for w in range(len(alignment.tokens))],
        "columns": len(alignment.table),
        "variations": [_variation(v) for v in variations.found],
        "groupings": list(groupings),
        "silences": [[(number[siglum], str(t.name).lower()) for siglum, t in silent] for silent in silences],
        "entries": entries,
        "decisions": [
            [f"{v.decision.file}, line {v.decision.line}", v.decision.label, str(v.state), v.why, v.decision.reason]
            for v in unheld_decisions(apparatus)
        ],
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return text if text.isascii() else _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


class _VariationNumbers:
    """Variations by number, each once; the rules give one object for one answer, which is looked at first."""

    def __init__(self) -> None:
        self.found: list[Variation] = []
        self._by_object: dict[int, int] = {}
        self._by_content: dict[Variation, int] = {}

    def __call__(self, variation: Variation | None) -> int:
        if variation is None:
            return HIDDEN
        known = self._by_object.get(id(variation))
        if known is None:
            known = self._by_content.setdefault(variation, len(self.found))
            if known == len(self.found):
                self.found.append(variation)
            self._by_object[id(variation)] = known  # the apparatus holds the object as long as this lives
        return known


def _grid(entry: Entry, number_of: _VariationNumbers, number: Mapping[Siglum, int]) -> list[int]:
    """Number what is said of each reading against each, as far as it was asked."""
    if entry.pairwise:
        return [number_of(v) for row in entry.pairwise.rows for v in row]
    groups = entry.unit.groups
    size = len(groups)
    group = {w: k for k, members in enumerate(groups) for w in members}
    grid = [UNKNOWN] * (size * size)
    for k in range(size):
        grid[k * size + k] = HIDDEN
    if entry.lemma:
        row = group[number[entry.lemma.support[0].siglum]] * size
        grid[row : row + size] = [HIDDEN] * size
        for reading in entry.readings:
            grid[row + group[number[reading.support[0].siglum]]] = number_of(reading.variation)
    for pair in entry.pairs:
        one, other = (group[number[side.support[0].siglum]] for side in (pair.first, pair.second))
        grid[one * size + other] = number_of(pair.second.variation)
    return grid


def _variation(v: Variation) -> list[Any]:
    also = [str(kind) for kind in v.also]
    return [
        list(Kind).index(v.kind), v.cause or "", str(v.certainty), v.why, v.rule, also, str(v.within or ""), v.decision,
        int(v.is_unclassified),
    ]  # fmt: skip


def _witness(apparatus: Apparatus, alignment: Alignment, w: int) -> dict[str, Any]:
    tokens = alignment.tokens[w]
    witness, b = tokens.witness, tokens.witness.bibliography
    unit = _units(witness.text)
    spans = unit[tokens.spans] if unit is not None else tokens.spans
    ends = np.concatenate(([0], spans[:, 1]))
    columns = np.flatnonzero(alignment.table[:, w] != GAP)
    interventions = apparatus.interventions[w] if apparatus.interventions else ()
    return {
        "siglum": witness.siglum,
        "title": b.title,
        "date": b.date,
        "source": b.source,
        "licence": b.licence,
        "extent": str(witness.extent),
        "derived": witness.derived_from or "",
        "files": [source.file for source in witness.sources],
        "text": witness.text,
        "gaps": (spans[:, 0] - ends[:-1]).tolist(),
        "lengths": (spans[:, 1] - spans[:, 0]).tolist(),
        "columns": np.diff(columns, prepend=0).tolist(),
        "silent": list(_silent(alignment, w)),
        "places": [(*_span(unit, place.start, place.end), place.system, place.value) for place in witness.places],
        "interventions": [_intervention(unit, i) for i in interventions],
        "first": _first_tokens(tokens, interventions),
    }


def _first_tokens(tokens: Tokens, interventions: tuple[Intervention, ...]) -> list[int]:
    """Give the token at or after the beginning of each intervention."""
    return [*np.searchsorted(tokens.spans[:, 0], [i.start for i in interventions]).tolist()]


def _intervention(unit: Int32 | None, i: Intervention) -> tuple[Any, ...]:
    return (*_span(unit, i.start, i.end), str(i.role), str(i.cause), i.why)


def _span(unit: Int32 | None, start: int, end: int) -> tuple[int, int]:
    return (start, end) if unit is None else (int(unit[start]), int(unit[end]))


def _units(text: str) -> Int32 | None:
    """Give, for every offset in code points, the offset in units of UTF-16; None where they are the same."""
    if text.isascii() or max(text) <= "\uffff":
        return None
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.concatenate(([0], np.cumsum(1 + (points > _BEYOND)))).astype(np.int32)


def _silent(alignment: Alignment, w: int) -> Iterator[tuple[int, int, str]]:
    """Give the runs of columns in which a witness does not testify, and why."""
    testimony = alignment.testimony[:, w]
    if not len(testimony) or testimony.max() <= Testimony.OMITS:
        return
    changes = np.flatnonzero(np.diff(testimony, prepend=testimony[:1])).tolist()
    for start, stop in zip([0, *changes], [*changes, len(testimony)], strict=True):
        if start < stop and testimony[start] > Testimony.OMITS:
            yield start, stop, Testimony(int(testimony[start])).name.lower()
