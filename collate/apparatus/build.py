"""Build the apparatus: each variation unit becomes an entry with a lemma, readings, a number and an id."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice
from typing import Final

import numpy as np

from collate._arrays import Index, any_in_row
from collate.apparatus.classification_cache import Representative
from collate.apparatus.told_once import tell_moves_once
from collate.apparatus.undirected import undirected
from collate.apparatus.unit_batch import CollationIndex, UnitBatch, collation_index, majority_group
from collate.apparatus.unit_facts import UnitFacts, unit_facts
from collate.apparatus.unit_variation import pairwise_variations, unit_variation
from collate.classify import Kind, ReadingPair, Variation, WorkEvidence
from collate.editorial import Roles
from collate.model.alignment import Alignment, Testimony
from collate.model.apparatus import Apparatus, Contrast, Entry, PairwiseVariations
from collate.model.progress import Progress, tracked
from collate.model.units import SILENT
from collate.model.witness import MAJORITY, NO_BASE, Siglum
from collate.variants import Group, Units, VariationUnit

MOST_READINGS: Final = 24  # of an entry, to compare each with each: more would be a page of 600 pairs
BATCH_SIZE: Final = 1 << 13  # units: enough for numpy to be fast, few enough for memory
_AGREES: Final = Variation(Kind.AGREEMENT, "a reading of this place")
_NOT_TOLD: Final = Variation(Kind.AGREEMENT, "a reading that is not told")

SilentWitnesses = tuple[tuple[Siglum, Testimony], ...]


def build_apparatus(
    alignment: Alignment,
    roles: Sequence[Roles],
    units: Units,
    base: str,
    evidence: WorkEvidence,
    title: str = "",
    every_base: bool = False,
    progress: Progress | None = None,
    told_of: frozenset[Siglum] | None = None,
) -> Apparatus:
    """Return the apparatus of an alignment against a base.

    Parameters
    ----------
    alignment : Alignment
        The aligned witnesses.
    roles : sequence of Roles
        The interventions of each witness.
    units : Units
        The variation units of the alignment.
    base : str
        A siglum, "majority" or "none".
    evidence : WorkEvidence
        What the rules may use of the whole work.
    title : str
        The title of the work.
    every_base : bool
        Whether entries also say how each reading differs from each other one.
    progress : callable or None
        What gets the stage and its share.
    told_of : set of Siglum, or None
        The witnesses whose readings are told; what others have may be left out.
    """
    collation = collation_index(alignment, roles, evidence, base)
    facts = unit_facts(alignment, units)
    if told_of is not None:
        told = frozenset(w for w, tokens in enumerate(alignment.tokens) if tokens.witness.siglum in told_of)
        collation = replace(collation, told=told)
        rows = _rows_of(collation, units, facts)
        units, facts = units.rows(rows), [facts[k] for k in rows.tolist()]
    built = tracked(_entries(collation, units, facts, every_base), len(units), "classifying", progress)
    entries, echoes = tell_moves_once(list(built), facts)
    return Apparatus(
        title,
        evidence.language,
        base,
        tuple(t.witness for t in alignment.tokens),
        tuple(entries),
        interventions=tuple(r.interventions for r in roles),
        echoes=tuple(echoes),
    )


def _rows_of(collation: CollationIndex, units: Units, facts: Sequence[UnitFacts]) -> Index:
    """Return the units where a witness that is told of differs from the base, and the places of all moved words."""
    groups, base = units.reading_groups, collation.base_witness
    differs = groups[:, sorted(collation.told or ())] != SILENT
    if base is not None:
        differs &= groups[:, sorted(collation.told or ())] != groups[:, base : base + 1]
    has_moved = np.array([fact.transposition is not None for fact in facts], bool)
    return np.flatnonzero(any_in_row(differs) | has_moved)


def _variation(
    batch: UnitBatch, k: int, unit: VariationUnit, first: Representative, second: Representative, facts: UnitFacts
) -> Variation:
    """Return how the second reading differs from the first, if a witness that has it is told of, or words moved."""
    told = batch.collation.told
    if told is None or facts.transposition is not None or not told.isdisjoint(second.group):
        return unit_variation(batch, k, unit, first, second, facts)
    return _NOT_TOLD


def reading_pairs(
    alignment: Alignment,
    roles: Sequence[Roles],
    evidence: WorkEvidence,
    base: str,
    unit: VariationUnit,
    pairs: Sequence[tuple[Group, Group]],
) -> list[ReadingPair]:
    """Return what the rules saw of each of these pairs of groups of a unit."""
    collation = collation_index(alignment, roles, evidence, base)
    batch = collation.batch(np.array([unit.start]), np.array([unit.stop]), np.array([unit.is_white_space]))
    represented = [batch.representatives(0, pair, collation.base_witness) for pair in pairs]
    return [collation.cache.reading_pair(0, first, second) for first, second in represented]


def _entries(collation: CollationIndex, units: Units, facts: Sequence[UnitFacts], every_base: bool) -> Iterator[Entry]:
    """Yield the entries of all units, built in batches."""
    unit_views = iter(units)
    ids: dict[str, int] = {}
    silent_of: dict[tuple[tuple[int, Testimony], ...], SilentWitnesses] = {}
    for top in range(0, len(units), BATCH_SIZE):
        rows = slice(top, top + BATCH_SIZE)
        batch = collation.batch(units.start[rows], units.stop[rows], units.is_white_space[rows])
        batch_units = list(islice(unit_views, BATCH_SIZE))
        for k, (unit, ident) in enumerate(zip(batch_units, batch.entry_ids(batch_units), strict=True)):
            times = ids[ident] = ids.get(ident, 0) + 1
            silent = silent_of.get(unit.silent)
            if silent is None:  # most units have the same few, so equal ones are one object
                silent = tuple((collation.witnesses[w].siglum, testimony) for w, testimony in unit.silent)
                silent_of[unit.silent] = silent
            unique = ident if times == 1 else f"{ident}-{times}"
            of_unit = facts[top + k]
            pairwise = None
            if every_base and len(unit.groups) <= MOST_READINGS:
                pairwise = pairwise_variations(batch, k, unit, of_unit)
            yield _entry(batch, k, top + k + 1, unique, unit, silent, of_unit, pairwise)


def _entry(
    batch: UnitBatch,
    k: int,
    number: int,
    ident: str,
    unit: VariationUnit,
    silent: SilentWitnesses,
    facts: UnitFacts,
    pairwise: PairwiseVariations | None,
) -> Entry:
    """Return one entry: with a lemma if the base is extant, else with the variations of all pairs."""
    groups = batch.representatives(k, unit.groups, batch.collation.base_witness)
    lemma = _lemma_group(batch, k, groups)
    if lemma is None:
        pairs = tuple(
            Contrast(
                batch.reading(k, first, _AGREES),
                batch.reading(k, second, undirected(_variation(batch, k, unit, first, second, facts))),
            )
            for first, second in combinations(sorted(groups, key=lambda group: group.witness.texts[k]), 2)
        )
        readings = tuple([batch.reading(k, group, _AGREES) for group in groups])
        places = batch.places(k, unit.groups, None)
        where = (facts.doubt, facts.other_place)
        return Entry(number, ident, unit, None, readings, silent, pairs, *where, pairwise, None, places)
    readings = tuple(
        [
            batch.reading(k, group, _variation(batch, k, unit, lemma, group, facts))
            for group in groups
            if group is not lemma
        ]
    )
    own = batch.lemma(k, lemma)
    places = batch.places(k, unit.groups, own)
    return Entry(number, ident, unit, own, readings, silent, (), facts.doubt, facts.other_place, pairwise, None, places)


def _lemma_group(batch: UnitBatch, k: int, groups: Sequence[Representative]) -> Representative | None:
    """Return the group of the base, or that of most voices; among groups of one size the first by its text."""
    if batch.collation.base == NO_BASE:
        return None
    if batch.collation.base == MAJORITY:
        return majority_group(k, groups)
    for group in groups:
        if batch.collation.base_witness in group.group:
            return group
    return None
