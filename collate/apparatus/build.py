"""From variation units to entries: readings with their places, kinds per pair, numbers and ids."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate.apparatus.classification_cache import ClassificationCache, Representative, reading_pair
from collate.apparatus.transpositions import Transpositions
from collate.apparatus.unit_facts import UnitFacts, unit_facts
from collate.apparatus.witness_index import WitnessIndex, witness_indexes
from collate.apparatus.witness_readings import WitnessReadings
from collate.classify import Certainty, Kind, ReadingPair, ReadingSide, Variation, WorkEvidence, classify
from collate.editorial import Roles
from collate.model.alignment import Alignment, Testimony
from collate.model.apparatus import (
    DOUBTFUL,
    Apparatus,
    Contrast,
    Entry,
    Lemma,
    PairwiseVariations,
    Reading,
    Support,
    VariationRow,
)
from collate.model.tokens import Sort
from collate.model.witness import MAJORITY, NO_BASE, Siglum
from collate.variants import Group, Units, VariationUnit, tokens_before

MOST_READINGS: Final = 24  # of an entry, for each to be set against each: more would be a page of 600 pairs
AT_ONCE: Final = 1 << 13  # places that lie ready at one time: many enough for numpy, few enough for memory
_UNSURE: Final = "its words could nearly as well stand elsewhere"
_ADRIFT: Final = "the passage of a fragment that has these words found no place of its own"
_AGREES: Final = Variation(Kind.AGREEMENT, "a reading of this place")


@dataclass(frozen=True, slots=True, eq=False)
class _Builder:
    """What lies open while entries are made.

    before (columns + 1, witnesses) int32   how many tokens of a witness stand in earlier columns
    chosen                                  the number of the witness that is the base, or None
    """

    pages: tuple[WitnessIndex, ...]
    before: Int32
    answers: ClassificationCache
    base: str
    chosen: int | None

    def side(self, w: int, columns: tuple[int, int]) -> ReadingSide:
        """Show the rules what a witness has in columns [start, stop)."""
        tokens = self.pages[w].tokens
        first, last = self.before[columns[0], w], self.before[columns[1], w]
        words = tuple(tokens.vocabulary.decode(tokens.surface[first:last]))
        return ReadingSide(words, tuple([Sort(s) for s in tokens.sort[first:last].tolist()]))

    def written(self, w: int, columns: tuple[int, int]) -> str:
        """Give what a witness has in columns [start, stop), on one line."""
        page = self.pages[w]
        first, last = self.before[columns[0], w], self.before[columns[1], w]
        return " ".join(page.text[page.starts[first] : page.ends[last]].split())

    def places(self, start: Int32, stop: Int32, between: Bool) -> "_UnitBatch":
        """Look at all witnesses in columns [start, stop), in some places."""
        first, last = self.before[start], self.before[stop]
        return _UnitBatch(
            self, [WitnessReadings(page, first[:, w], last[:, w], between) for w, page in enumerate(self.pages)]
        )


@dataclass(frozen=True, slots=True, eq=False)
class _UnitBatch:
    """All witnesses at a run of places; k is a place among them."""

    desk: _Builder
    standing: list[WitnessReadings]

    def speaker(self, k: int, group: Group, chosen: int | None) -> int:
        """Give the witness that speaks for a group: the base, or one chosen by what it says, not by its place."""
        if chosen in group:
            return chosen
        return min(group, key=lambda w: self.standing[w].said(k))

    def voices(self, k: int, groups: Sequence[Group], chosen: int | None) -> list[Representative]:
        """Give every group of a place and who speaks for it, where `chosen` is the base."""
        standing = self.standing
        return [(standing[group[0] if len(group) == 1 else self.speaker(k, group, chosen)], group) for group in groups]

    def supports(self, k: int, group: Group) -> tuple[Support, ...]:
        """Give the places of a reading."""
        return tuple([Support(self.standing[w].siglum, (self.standing[w].spans[k],)) for w in group])

    def reading(self, k: int, voice: Representative, variation: Variation) -> Reading:
        """Give the reading of a group, and how it differs."""
        speaker, group = voice
        return Reading(speaker.texts[k], self.supports(k, group), variation)

    def lemma(self, k: int, voice: Representative) -> Lemma:
        """Make the lemma, its place taken from the witness that speaks for it, which stands first in its support."""
        here, group = voice
        if len(group) > 1:
            w = here.page.number
            group = (w, *(other for other in group if other != w))
        return Lemma(
            here.texts[k],
            self.supports(k, group),
            here.lines[k],
            here.before[k],
            here.after[k],
            here.occurrences[k],
            here.places[k],
        )

    def name(self, k: int, unit: VariationUnit) -> str:
        """Make a name for an entry from its readings and their neighbours: it does not know its number."""
        standing = self.standing
        if unit.silent:
            standing = [standing[w] for group in unit.groups for w in group]
        readings, around = {s.texts[k] for s in standing}, {s.around[k] for s in standing}
        content = "\x00".join([*sorted(readings), *sorted(around), "True" if unit.between else "False"])
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def build_apparatus(
    alignment: Alignment,
    roles: Sequence[Roles],
    units: Units,
    base: str,
    context: WorkEvidence,
    title: str = "",
    every_base: bool = False,
) -> Apparatus:
    """Make the apparatus of an alignment against a base: a siglum, "majority" or "none".

    With `every_base`, entries say of every reading how it differs from every other.
    """
    desk = _builder(alignment, roles, context, base)
    entries = _entries(desk, units, unit_facts(alignment, units), every_base)
    return Apparatus(
        title,
        context.language,
        base,
        tuple(t.witness for t in alignment.tokens),
        tuple(entries),
        interventions=tuple(r.interventions for r in roles),
    )


def reading_pairs(
    alignment: Alignment,
    roles: Sequence[Roles],
    context: WorkEvidence,
    base: str,
    unit: VariationUnit,
    pairs: Sequence[tuple[Group, Group]],
) -> list[ReadingPair]:
    """Give the pairs of readings that the rules were asked about, for pairs of groups of a unit."""
    desk = _builder(alignment, roles, context, base)
    places = desk.places(np.array([unit.start]), np.array([unit.stop]), np.array([unit.between]))
    asked = [places.voices(0, pair, desk.chosen) for pair in pairs]
    return [reading_pair(0, one, other, desk.answers.context) for one, other in asked]


def _builder(alignment: Alignment, roles: Sequence[Roles], context: WorkEvidence, base: str) -> _Builder:
    sigla = [t.witness.siglum for t in alignment.tokens]
    chosen = sigla.index(Siglum(base)) if base in sigla else None
    return _Builder(
        witness_indexes(alignment, roles), tokens_before(alignment), ClassificationCache(context), base, chosen
    )


def _entries(desk: _Builder, units: Units, placed: Sequence[UnitFacts], every_base: bool) -> Iterator[Entry]:
    """Make the entries, some thousands of places at a time."""
    rows = iter(units)
    named: dict[str, int] = {}
    silences: dict[tuple[tuple[int, Testimony], ...], tuple[tuple[Siglum, Testimony], ...]] = {}
    for top in range(0, len(units), AT_ONCE):
        these = slice(top, top + AT_ONCE)
        places = desk.places(units.start[these], units.stop[these], units.between[these])
        for k, unit in enumerate(islice(rows, AT_ONCE)):
            name = places.name(k, unit)
            times = named[name] = named.get(name, 0) + 1
            silent = silences.get(unit.silent)
            if silent is None:
                silent = tuple((desk.pages[w].siglum, testimony) for w, testimony in unit.silent)
                silences[unit.silent] = silent
            ident = name if times == 1 else f"{name}-{times}"
            placing = placed[top + k]
            entry = _entry(places, k, top + k + 1, ident, unit, silent, placing)
            if every_base and len(unit.groups) <= MOST_READINGS:
                entry = replace(entry, pairwise=_grid(places, k, unit, placing))
            yield entry


def _entry(
    places: _UnitBatch,
    k: int,
    n: int,
    ident: str,
    unit: VariationUnit,
    silent: tuple[tuple[Siglum, Testimony], ...],
    placing: UnitFacts,
) -> Entry:
    """Make one entry: with a lemma where the base testifies, else with the kinds of all pairs."""
    voices = places.voices(k, unit.groups, places.desk.chosen)
    lemma = _lemma_voice(places, k, voices)
    if lemma is None:
        pairs = tuple(
            Contrast(
                places.reading(k, one, _AGREES),
                places.reading(k, other, _variation(places, k, unit, one, other, placing)),
            )
            for one, other in combinations(sorted(voices, key=lambda voice: voice[0].texts[k]), 2)
        )
        readings = tuple([places.reading(k, voice, _AGREES) for voice in voices])
        return Entry(n, ident, unit, None, readings, silent, pairs, placing.doubt, placing.moved)
    readings = tuple(
        [
            places.reading(k, voice, _variation(places, k, unit, lemma, voice, placing))
            for voice in voices
            if voice is not lemma
        ]
    )
    return Entry(n, ident, unit, places.lemma(k, lemma), readings, silent, (), placing.doubt, placing.moved)


def _grid(places: _UnitBatch, k: int, unit: VariationUnit, placing: UnitFacts) -> PairwiseVariations:
    """Say of every reading how it differs from every other: from either side, for an omission is an addition."""
    voices = places.voices(k, unit.groups, None)

    def row(one: Representative) -> VariationRow:
        return tuple(
            [None if other[1] is one[1] else _variation(places, k, unit, one, other, placing) for other in voices]
        )

    rows = tuple([row(one) for one in voices])
    own = []
    for i, ((speaker, group), usual) in enumerate(zip(voices, rows, strict=True)):
        for w in group:
            # What stands around a word may show an eye-skip in one witness and not in another that has the word.
            if w != speaker.page.number and (said := row((places.standing[w], group))) != usual:
                own.append((w, i, said))
    return PairwiseVariations(rows, tuple(own))


def _lemma_voice(places: _UnitBatch, k: int, voices: Sequence[Representative]) -> Representative | None:
    """Give the group that the base belongs to, or the largest; among equals the first by its text."""
    if places.desk.base == NO_BASE:
        return None
    if places.desk.base == MAJORITY:
        return min(voices, key=lambda voice: (-len(voice[1]), voice[0].texts[k]))
    for voice in voices:
        if places.desk.chosen in voice[1]:
            return voice
    return None


def _with_changes(
    moved: Variation,
    desk: _Builder,
    k: int,
    one: Representative,
    other: Representative,
    elsewhere: Transpositions | None,
) -> Variation:
    """Add to a transposition how the moved words differ in their two places."""
    if elsewhere is None or elsewhere.here is None or elsewhere.there is None:
        return moved
    here, there = (elsewhere.here, elsewhere.there) if one[0].texts[k] else (elsewhere.there, elsewhere.here)
    sides = desk.side(one[0].page.number, here), desk.side(other[0].page.number, there)
    if sides[0].words == sides[1].words:
        return moved
    changed = classify(ReadingPair(*sides, desk.answers.context))
    also = tuple(dict.fromkeys((changed.kind, *changed.also)))
    written = desk.written(other[0].page.number, there)
    return replace(moved, also=also, why=f"{moved.why}, changed to “{written}”: {changed.why}")


def _variation(
    places: _UnitBatch, k: int, unit: VariationUnit, one: Representative, other: Representative, placing: UnitFacts
) -> Variation:
    """Classify the reading of one group against another's."""
    if unit.between:
        return places.desk.answers.white_space(one[0].texts[k], other[0].texts[k])
    variation = places.desk.answers.variation(k, one, other)
    if variation.kind in (Kind.OMISSION, Kind.ADDITION) and placing.transposes(k, one, other):
        moved = Variation(Kind.TRANSPOSITION, f"the same words stand {placing.moved}", "moved")
        return _with_changes(moved, places.desk, k, one, other, placing.elsewhere)
    if variation.kind in (Kind.OMISSION, Kind.ADDITION) and placing.moved:
        # Not all who lack the words here have them there.
        variation = replace(variation, why=f"{variation.why}; the same words stand {placing.moved}")
    if placing.doubt < DOUBTFUL:
        return variation
    why = f"{variation.why}; but {_ADRIFT if placing.doubt == 1 else _UNSURE}"
    return replace(variation, why=why, certainty=Certainty.LOW)
