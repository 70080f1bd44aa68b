"""All witnesses of a collation, and their readings in a batch of variation units."""

import hashlib
from collections.abc import Sequence

from collate._arrays import Bool, Int32
from collate._dataclass import dataclass
from collate.apparatus.classification_cache import ClassificationCache, Representative
from collate.apparatus.witness_index import WitnessIndex, witness_indexes
from collate.apparatus.witness_readings import WitnessReadings
from collate.classify import ReadingSide, Variation, WorkEvidence
from collate.editorial import Roles
from collate.model.alignment import Alignment
from collate.model.apparatus import Lemma, Reading, Support
from collate.model.place_names import OF_ONE_BOOK, NameAndValue
from collate.model.tokens import Sort
from collate.model.witness import Siglum
from collate.variants import Group, VariationUnit, tokens_before
from collate.variants.shared_interventions import SharedInterventions


@dataclass(frozen=True, slots=True, eq=False)
class CollationIndex:
    """State shared while the entries of an apparatus are built.

    Attributes
    ----------
    witnesses : tuple of WitnessIndex
        Lookup arrays of each witness.
    tokens_before : (columns + 1, witnesses) int32
        How many tokens of each witness are in the columns before each column.
    cache : ClassificationCache
        The variations found so far.
    base : str
        The base: a siglum, "majority" or "none".
    base_witness : int or None
        The number of the witness that is the base.
    with_places : tuple of int
        The witnesses with places of the work, such as verses.
    told : set of int, or None
        The witnesses whose readings are told; None: all.
    """

    witnesses: tuple[WitnessIndex, ...]
    tokens_before: Int32
    cache: ClassificationCache
    base: str
    base_witness: int | None
    with_places: tuple[int, ...] = ()
    told: frozenset[int] | None = None

    def __repr__(self) -> str:
        return f"<CollationIndex: {len(self.witnesses)} witnesses, base {self.base[:40]}>"

    def side(self, w: int, columns: tuple[int, int]) -> ReadingSide:
        """Return what the rules see of a witness in columns [start, stop)."""
        return self.side_of_tokens(w, int(self.tokens_before[columns[0], w]), int(self.tokens_before[columns[1], w]))

    def side_of_tokens(self, w: int, first: int, last: int) -> ReadingSide:
        """Return what the rules see of the tokens [first, last) of a witness."""
        tokens = self.witnesses[w].tokens
        words = tuple(tokens.vocabulary.decode(tokens.surface[first:last]))
        return ReadingSide(words, tuple([Sort(s) for s in tokens.sort[first:last].tolist()]))

    def text(self, w: int, columns: tuple[int, int]) -> str:
        """Return what a witness has in columns [start, stop), on one line."""
        index = self.witnesses[w]
        first, last = self.tokens_before[columns[0], w], self.tokens_before[columns[1], w]
        return " ".join(index.text[index.starts[first] : index.previous_ends[last]].split())

    def batch(self, start: Int32, stop: Int32, between: Bool) -> "UnitBatch":
        """Return the readings of all witnesses in p units.

        Parameters
        ----------
        start, stop : (p,) int32
            Columns [start, stop) of each unit.
        between : (p,) bool
            Whether the unit is about the white space before column `start`.
        """
        first, last = self.tokens_before[start], self.tokens_before[stop]
        readings = [WitnessReadings(index, first[:, w], last[:, w], between) for w, index in enumerate(self.witnesses)]
        return UnitBatch(self, readings, [Representative(of_witness, (w,), 1) for w, of_witness in enumerate(readings)])


def collation_index(alignment: Alignment, roles: Sequence[Roles], evidence: WorkEvidence, base: str) -> CollationIndex:
    """Build what entries share: lookup arrays, an empty cache, and the number of the base."""
    sigla = [t.witness.siglum for t in alignment.tokens]
    base_witness = sigla.index(Siglum(base)) if base in sigla else None
    indexes = witness_indexes(alignment, roles)
    return CollationIndex(
        indexes,
        tokens_before(alignment),
        ClassificationCache(evidence, SharedInterventions(alignment, roles)),
        base,
        base_witness,
        tuple(
            w
            for w, tokens in enumerate(alignment.tokens)
            if tokens.witness.places and any(system not in OF_ONE_BOOK for system in indexes[w].places.systems)
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class UnitBatch:
    """The readings of all witnesses in a batch of variation units; `k` is the number of a unit in the batch.

    Attributes
    ----------
    collation : CollationIndex
        What all batches share.
    witnesses : list of WitnessReadings
        The readings of each witness.
    alone : list of Representative
        Each witness as the only one of its group.
    """

    collation: CollationIndex
    witnesses: list[WitnessReadings]
    alone: list[Representative]

    def __repr__(self) -> str:
        return f"<UnitBatch: {len(self.witnesses[0].start)} units, {len(self.witnesses)} witnesses>"

    def representatives(self, k: int, groups: Sequence[Group], base_witness: int | None) -> list[Representative]:
        """Return each group with the witness from which its reading is taken."""
        return [
            self.alone[group[0]]
            if len(group) == 1
            else Representative(self.witnesses[self._chosen(k, group, base_witness)], group, self._count_voices(group))
            for group in groups
        ]

    def _chosen(self, k: int, group: Group, base_witness: int | None) -> int:
        """Return the base if it is in a group, else a witness chosen by what it has and not by its position.

        A manuscript comes before a hand.
        """
        if base_witness in group:
            return base_witness
        return min(group, key=lambda w: (self.witnesses[w].index.is_hand, self.witnesses[w].tie_break_key(k)))

    def _count_voices(self, group: Group) -> int:
        """Return how many voices the witnesses of a group are."""
        return len({self.witnesses[w].index.voice for w in group})

    def supports(self, k: int, group: Group) -> tuple[Support, ...]:
        """Return where each witness of a group has its reading."""
        return tuple([Support(self.witnesses[w].siglum, (self.witnesses[w].spans[k],)) for w in group])

    def reading(self, k: int, representative: Representative, variation: Variation) -> Reading:
        """Return the reading of a group, which differs in this way."""
        return Reading(representative.witness.texts[k], self.supports(k, representative.group), variation)

    def lemma(self, k: int, representative: Representative) -> Lemma:
        """Return the reading of a group as the lemma; the witness it is taken from comes first in its support."""
        witness, group = representative.witness, representative.group
        if len(group) > 1:
            number = witness.index.number
            group = (number, *(w for w in group if w != number))
        return Lemma(
            witness.texts[k],
            self.supports(k, group),
            witness.lines[k],
            witness.before[k],
            witness.after[k],
            witness.occurrences[k],
            witness.places[k],
            witness.files[k],
        )

    def places(self, k: int, groups: Sequence[Group], lemma: Lemma | None) -> tuple[NameAndValue, ...]:
        """Return the places by which an entry is cited: of its lemma, and of the work if another witness knows them."""
        own = lemma.places if lemma else ()
        if not self.collation.with_places or any(system not in OF_ONE_BOOK for system, _ in own):
            return own
        extant = {w for group in groups for w in group}
        of_others = (self.witnesses[w].places[k] for w in self.collation.with_places if w in extant)
        of_the_work = (tuple([p for p in places if p[0] not in OF_ONE_BOOK]) for places in of_others)
        return (*next(filter(None, of_the_work), ()), *own)

    def entry_ids(self, units: Sequence[VariationUnit]) -> list[str]:
        """Compute the ids of the entries of all units from their readings and the neighbours, whatever their numbers.

        What a silent witness has is no part of them.
        """
        texts = zip(*[w.texts for w in self.witnesses], strict=True)
        contexts = zip(*[w.id_contexts for w in self.witnesses], strict=True)
        return [
            _entry_id(of_unit, around, unit.is_white_space)
            if not unit.silent
            else _entry_id(_extant(unit, of_unit), _extant(unit, around), unit.is_white_space)
            for of_unit, around, unit in zip(texts, contexts, units, strict=True)
        ]


def majority_group(k: int, groups: Sequence[Representative]) -> Representative:
    """Return the group of most voices in unit k; among groups of one size the first by its text.

    First it is asked whether most voices have words here, then which.
    """
    having = [group for group in groups if group.witness.texts[k]]
    voices = sum(group.voices for group in having)
    among = having if 2 * voices > sum(group.voices for group in groups) else groups
    return min(among, key=lambda group: (-group.voices, group.witness.texts[k]))


def _extant(unit: VariationUnit, of_witnesses: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts of all witnesses without those of the silent ones."""
    return tuple([of_witnesses[w] for group in unit.groups for w in group])


def _entry_id(texts: tuple[str, ...], contexts: tuple[str, ...], is_white_space: bool) -> str:
    """Return the id of an entry with these readings and neighbours, in whatever order they are."""
    content = "\x00".join([*sorted(set(texts)), *sorted(set(contexts)), "True" if is_white_space else "False"])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
