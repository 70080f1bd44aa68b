"""Words that some witnesses omit and the others spell differently: what differs in them is told for every base."""

from dataclasses import replace
from typing import Final

from collate.apparatus.classification_cache import Representative
from collate.apparatus.moved_words import ChangedWords, describe_changes
from collate.apparatus.unit_batch import CollationIndex, UnitBatch
from collate.classify import Certainty, Kind, ReadingPair, Variation, classify
from collate.model.variation import WEIGHT
from collate.variants import VariationUnit
from collate.variants.omitted_together import COLUMNS_PER_SPELLING, LEAST_WORDS, MOST_SPELLINGS

_LEAST_READINGS: Final = 3  # two with the words and one without


def with_spellings(
    variation: Variation, batch: UnitBatch, k: int, unit: VariationUnit, first: Representative, second: Representative
) -> Variation:
    """Return how two readings of unit k differ, with what differs inside words that other witnesses omit.

    A reading that the first side lacks is compared with what most others have there.
    """
    if len(unit.groups) < _LEAST_READINGS or unit.stop - unit.start < LEAST_WORDS or not second.witness.texts[k]:
        return variation
    if all(batch.witnesses[group[0]].texts[k] for group in unit.groups):
        return variation
    if first.witness.texts[k]:
        changes = _changes(batch.collation, unit, first, second)
        return _heaviest(changes) if changes else variation
    if variation.kind is not Kind.ADDITION:
        return variation
    usual = _usual(batch, k, unit)
    if usual.group == second.group:
        return variation
    changes = _changes(batch.collation, unit, usual, second)
    if not changes:
        return variation
    why = f"{variation.why}; compared with {usual.witness.siglum}: {describe_changes(changes)}"
    return replace(variation, also=_kinds(changes), why=why)


def _usual(batch: UnitBatch, k: int, unit: VariationUnit) -> Representative:
    """Return the words that most voices have in a unit; among several the first by its text."""
    having = [group for group in batch.representatives(k, unit.groups, None) if group.witness.texts[k]]
    return min(having, key=lambda group: (-group.voices, group.witness.texts[k]))


def _changes(
    collation: CollationIndex, unit: VariationUnit, first: Representative, second: Representative
) -> tuple[ChangedWords, ...]:
    """Return the words that differ between two witnesses in the columns of a unit; () if these are many."""
    changes = []
    for column in range(unit.start, unit.stop):
        sides = [collation.side(side.witness.index.number, (column, column + 1)) for side in (first, second)]
        if sides[0].words != sides[1].words:
            variation = classify(ReadingPair(sides[0], sides[1], collation.cache.evidence))
            changes.append(ChangedWords(" ".join(sides[0].words), " ".join(sides[1].words), variation))
    are_few = len(changes) <= MOST_SPELLINGS and len(changes) * COLUMNS_PER_SPELLING <= unit.stop - unit.start
    return tuple(changes) if are_few else ()


def _heaviest(changes: tuple[ChangedWords, ...]) -> Variation:
    """Return the heaviest of some changes, with all of them in its reason, as certain as the least certain one."""
    variations = [change.variation for change in changes]
    heaviest = max(variations, key=lambda variation: WEIGHT[variation.kind])
    certainty = max((variation.certainty for variation in variations), key=list(Certainty).index)
    also = tuple(kind for kind in _kinds(changes) if kind is not heaviest.kind)
    why = f"{heaviest.why}; in words that other witnesses omit: {describe_changes(changes)}"
    return replace(heaviest, why=why, also=also, certainty=certainty)


def _kinds(changes: tuple[ChangedWords, ...]) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(kind for change in changes for kind in (change.variation.kind, *change.variation.also)))
