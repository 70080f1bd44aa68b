"""How readings of one variation unit differ: what the rules say, and what the alignment adds to it."""

from dataclasses import replace
from typing import Final

from collate.apparatus.classification_cache import Representative
from collate.apparatus.moved_words import changed_words, describe_changes
from collate.apparatus.omitted_words import with_spellings
from collate.apparatus.transpositions import Transposition
from collate.apparatus.unit_batch import CollationIndex, UnitBatch, majority_group
from collate.apparatus.unit_facts import UnitFacts
from collate.classify import Certainty, Kind, Variation
from collate.model.apparatus import DOUBTFUL, PairwiseVariations, VariationRow, doubt_in_words
from collate.model.variation import EDITORIAL_KINDS
from collate.variants import VariationUnit

_ROLES: Final = {kind: role for role, kind in EDITORIAL_KINDS.items()}
_MOVABLE: Final = frozenset((Kind.OMISSION, Kind.ADDITION, *_ROLES))
_MISPLACED: Final = "or the one or two words that it passes have moved"


def unit_variation(
    batch: UnitBatch,
    k: int,
    unit: VariationUnit,
    first: Representative,
    second: Representative,
    facts: UnitFacts,
) -> Variation:
    """Return how the reading of the second group differs from that of the first in unit k of the batch."""
    cache = batch.collation.cache
    if unit.is_white_space:
        return cache.white_space(first.witness.texts[k], second.witness.texts[k])
    variation = with_spellings(cache.variation(k, first, second), batch, k, unit, first, second)
    if variation.kind in _MOVABLE and facts.is_transposed(k, first, second):
        within = variation.within or _ROLES.get(variation.kind)  # a note that is elsewhere is text that moved in notes
        moved = Variation(Kind.TRANSPOSITION, f"the same words are {facts.other_place}", "moved", within=within)
        moved = _with_changed_words(moved, batch.collation, k, first, second, facts.transposition)
        if facts.transposition and facts.transposition.is_doubtful:
            return replace(moved, why=f"{moved.why}; {_MISPLACED}", certainty=Certainty.LOW)
        return moved
    if variation.kind in (Kind.OMISSION, Kind.ADDITION) and facts.other_place:
        # Some witnesses that lack the words here do not have them in the other place.
        variation = replace(variation, why=f"{variation.why}; the same words are {facts.other_place}")
    if facts.doubt < DOUBTFUL:
        return variation
    return replace(variation, why=f"{variation.why}; but {doubt_in_words(facts.doubt)}", certainty=Certainty.LOW)


def _with_changed_words(
    moved: Variation,
    collation: CollationIndex,
    k: int,
    first: Representative,
    second: Representative,
    transposition: Transposition | None,
) -> Variation:
    """Return a transposition with the difference between the moved words in their two places, if there is one."""
    if transposition is None or transposition.columns is None or transposition.other_columns is None:
        return moved
    first_columns, second_columns = transposition.columns, transposition.other_columns
    if not first.witness.texts[k]:
        first_columns, second_columns = second_columns, first_columns
    changes = changed_words(
        collation, (first.witness.index.number, first_columns), (second.witness.index.number, second_columns)
    )
    if not changes:
        return moved
    kinds = dict.fromkeys(kind for change in changes for kind in (change.variation.kind, *change.variation.also))
    return replace(moved, also=tuple(kinds), why=f"{moved.why}, with changes: {describe_changes(changes)}")


def pairwise_variations(batch: UnitBatch, k: int, unit: VariationUnit, facts: UnitFacts) -> PairwiseVariations:
    """Return how each reading of unit k differs from each other one.

    Both directions are classified: an omission from one side is an addition from the other.
    """
    representatives = batch.representatives(k, unit.groups, None)

    def row(base: Representative) -> VariationRow:
        return tuple(
            [
                None if reading.group is base.group else unit_variation(batch, k, unit, base, reading, facts)
                for reading in representatives
            ]
        )

    rows = tuple([row(representative) for representative in representatives])
    exceptions = []
    for i, (representative, usual) in enumerate(zip(representatives, rows, strict=True)):
        for w in representative.group:
            # The words around a reading may show an eye-skip in one witness of a group and not in another.
            if w == representative.witness.index.number:
                continue
            of_witness = row(representative._replace(witness=batch.witnesses[w]))
            if of_witness != usual:
                exceptions.append((w, i, of_witness))
    majority = representatives.index(majority_group(k, representatives))
    order = sorted(range(len(rows)), key=lambda i: representatives[i].witness.texts[k])
    return PairwiseVariations(rows, tuple(exceptions), majority, tuple(order))
