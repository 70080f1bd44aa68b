"""The apparatus: a base is chosen and every variation unit becomes an entry."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from collate.model.alignment import Testimony
from collate.model.decisions import Outcome, State
from collate.model.interventions import Intervention
from collate.model.units import VariationUnit
from collate.model.variation import Kind, Variation
from collate.model.witness import ApparatusForm, Siglum, Witness

Span = tuple[int, int]
# How each reading differs from one of them; None where it does not, or where it is not shown.
VariationRow = tuple[Variation | None, ...]


@dataclass(frozen=True, slots=True)
class PairwiseVariations:
    """How every reading of an entry differs from every other, in the order of the unit's groups.

    `rows[i][j]` is about reading j beside reading i. A reading is spoken for by one of its witnesses;
    `exceptions` are the rows of those that would say something else if they were the base: witness, its
    reading i, and the row.
    """

    rows: tuple[VariationRow, ...]
    exceptions: tuple[tuple[int, int, VariationRow], ...] = ()

    @property
    def has_variations(self) -> bool:
        """Anything at all is said."""
        return any(v for row in self.rows for v in row) or any(v for _, _, row in self.exceptions for v in row)

    def map(self, say: Callable[[int, int, Variation], Variation | None]) -> "PairwiseVariations":
        """Ask anew of every cell: `say` is given the numbers of the two readings and what was said."""

        def asked(i: int, row: VariationRow) -> VariationRow:
            return tuple([say(i, j, v) if v else None for j, v in enumerate(row)])

        return PairwiseVariations(
            tuple([asked(i, row) for i, row in enumerate(self.rows)]),
            tuple([(w, i, asked(i, row)) for w, i, row in self.exceptions]),
        )


@dataclass(frozen=True, slots=True)
class Support:
    """The places, as code points of each witness's text, at which witnesses have a reading."""

    siglum: Siglum
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one or more witnesses have in a unit, and how it differs from the lemma."""

    text: str
    support: tuple[Support, ...]
    variation: Variation

    @property
    def witnesses(self) -> tuple[Siglum, ...]:
        """The sigla, in the order of the work."""
        return tuple(s.siglum for s in self.support)


@dataclass(frozen=True, slots=True)
class Lemma:
    """The base's reading in an entry, with its place and neighbours.

    `occurrence` counts the reading in its line of the base, from 1; `before` and `after` are the
    words around it.
    """

    text: str
    support: tuple[Support, ...]
    line: int
    before: str
    after: str
    occurrence: int = 1
    places: tuple[tuple[str, str], ...] = ()

    @property
    def witnesses(self) -> tuple[Siglum, ...]:
        """The base and all that read with it."""
        return tuple(s.siglum for s in self.support)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two readings of a unit without a lemma, and how the second differs from the first."""

    first: Reading
    second: Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """One variation unit, cited.

    `number` is given before anything is filtered. Without a base, or where the base is silent, `lemma`
    is None, the readings carry agreement, and the kinds stand in `pairs`. `pairwise` is there where it
    is asked for: every reading against every other, in the order of the unit's groups, for a page
    on which a reader chooses the base.
    """

    number: int
    id: str
    unit: VariationUnit
    lemma: Lemma | None
    readings: tuple[Reading, ...]
    silent: tuple[tuple[Siglum, Testimony], ...] = ()
    pairs: tuple[Contrast, ...] = ()
    doubt: float = 0.0
    other_place: str | None = None
    pairwise: PairwiseVariations | None = None

    @property
    def variations(self) -> tuple[Variation, ...]:
        """What is said of the readings, or of the pairs where there is no lemma."""
        return (
            tuple(r.variation for r in self.readings) if self.lemma else tuple(p.second.variation for p in self.pairs)
        )


def readings_by_group(entry: Entry, number: Mapping[Siglum, int]) -> tuple[Lemma | Reading, ...]:
    """Give the lemma and the readings in the order of the unit's groups; `number` is that of each witness."""
    sides: tuple[Lemma | Reading, ...] = (*entry.readings, *((entry.lemma,) if entry.lemma else ()))
    of = {number[side.support[0].siglum]: side for side in sides}
    return tuple([next(of[w] for w in group if w in of) for group in entry.unit.groups])


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All entries of a work against one base ("majority" and "none" are bases too).

    `hidden` counts, by kind, the readings that were left out by `--only` and `--ignore`, and those
    that an editor's decisions leave out. `decisions` say what became of each. `interventions` are what
    stands in each witness in an editor's name. `form` is for formats that are printed.
    """

    title: str
    language: str
    base: str
    witnesses: tuple[Witness, ...]
    entries: tuple[Entry, ...]
    hidden: tuple[tuple[str, int], ...] = ()
    decisions: tuple[Outcome, ...] = ()
    interventions: tuple[tuple[Intervention, ...], ...] = ()
    form: ApparatusForm = ApparatusForm.POSITIVE


DOUBTFUL: Final = 0.5  # doubt of a place that is as likely wrong as right


def doubtful(apparatus: Apparatus) -> tuple[Entry, ...]:
    """Give the entries whose words could nearly as well stand elsewhere, the most doubtful first."""
    found = [entry for entry in apparatus.entries if entry.doubt >= DOUBTFUL]
    return tuple(sorted(found, key=lambda entry: (-entry.doubt, entry.number)))


def unheld_decisions(apparatus: Apparatus) -> tuple[Outcome, ...]:
    """Give the decisions whose place is gone, or that contradict another."""
    return tuple(v for v in apparatus.decisions if v.state in (State.STALE, State.CONFLICT))


def unclassified(apparatus: Apparatus) -> tuple[Entry, ...]:
    """Give the entries, in their order, of which no rule could say whether they are one word or two.

    Places that are doubtful are left out: there the place is the question.
    """
    return tuple(
        entry
        for entry in apparatus.entries
        if entry.doubt < DOUBTFUL and any(variation.unnamed for variation in entry.variations)
    )


def summary(apparatus: Apparatus) -> Mapping[Siglum, Counter[Kind]]:
    """Count, per witness, its readings of each kind against the lemma."""
    counts: dict[Siglum, Counter[Kind]] = {w.siglum: Counter() for w in apparatus.witnesses}
    for entry in apparatus.entries:
        if entry.lemma is None:
            continue
        for reading in entry.readings:
            for siglum in reading.witnesses:
                counts[siglum][reading.variation.kind] += 1
    return counts
