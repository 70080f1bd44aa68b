"""The apparatus of a work: entries with a lemma and readings, against one base.

More than half of this module is docstrings of public records, so it is longer than 300 lines.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted, listed, quoted, repr_line, shorten
from collate.model.alignment import Testimony
from collate.model.column_runs import ColumnRun
from collate.model.decisions import Outcome, State
from collate.model.interventions import Intervention
from collate.model.units import VariationUnit
from collate.model.variation import Kind, Variation
from collate.model.witness import ApparatusForm, Siglum, Witness

Span = tuple[int, int]  # code points [start, end) of the text of a witness
# How each reading differs from one of them; None where it does not, or where it is not shown.
VariationRow = tuple[Variation | None, ...]
IGNORED_BY_DECISION: Final = "ignored by decision"  # the name under which those readings are counted


@dataclass(frozen=True, slots=True)
class PairwiseVariations:
    """How every reading of an entry differs from every other one.

    Readings are numbered from 0, in the order of the groups of the variation unit.

    Attributes
    ----------
    rows : tuple of tuple of (Variation or None)
        `rows[i][j]` says how reading j differs from reading i. What surrounds a reading can matter, and is taken
        from one of its witnesses.
    exceptions : tuple of (int, int, tuple of (Variation or None))
        The number of each witness whose surroundings give another row, the number of its reading, and that row.
    majority : int
        The reading of most voices.
    order : tuple of int
        The readings in the order of their texts, as they are cited if there is no lemma.
    """

    rows: tuple[VariationRow, ...]
    exceptions: tuple[tuple[int, int, VariationRow], ...] = ()
    majority: int = 0
    order: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"<PairwiseVariations: {counted(len(self.rows), 'reading')}>"

    @property
    def has_variations(self) -> bool:
        """Whether any variation is left in the rows."""
        return any(v for row in self.rows for v in row) or any(v for _, _, row in self.exceptions for v in row)

    def map(self, function: Callable[[int, int, Variation], Variation | None]) -> "PairwiseVariations":
        """Return the result of `function(i, j, variation)` for every variation, in the same places."""

        def mapped(i: int, row: VariationRow) -> VariationRow:
            return tuple([function(i, j, v) if v else None for j, v in enumerate(row)])

        return PairwiseVariations(
            tuple([mapped(i, row) for i, row in enumerate(self.rows)]),
            tuple([(w, i, mapped(i, row)) for w, i, row in self.exceptions]),
            self.majority,
            self.order,
        )


@dataclass(frozen=True, slots=True)
class Support:
    """Where a witness has a reading.

    Attributes
    ----------
    siglum : Siglum
        The witness.
    spans : tuple of (int, int)
        Code points [start, end) of its text; an empty span where it has no words.
    """

    siglum: Siglum
    spans: tuple[Span, ...]

    def __repr__(self) -> str:
        return repr_line("Support", f"{shorten(self.siglum, 40)} {listed([f'{a}:{b}' for a, b in self.spans])}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one or more witnesses have in a variation unit, and how it differs from the lemma.

    Parameters
    ----------
    text : str
        The words; empty if these witnesses have none here.
    support : tuple of Support
        The witnesses that have the reading, in the order of the work, and where.
    variation : Variation
        How it differs from the lemma; agreement if the entry has no lemma.

    Examples
    --------
    >>> import collate
    >>> (entry,) = collate.diff("a grey cat", "a gray cat", language="en").entries
    >>> (reading,) = entry.readings
    >>> reading.text, reading.witnesses, reading.variation.label
    ('gray', ('B',), 'spelling.regional')
    """

    text: str
    support: tuple[Support, ...]
    variation: Variation

    def __repr__(self) -> str:
        return repr_line("Reading", f"{quoted(self.text)} {listed(self.witnesses, 30)}: {self.variation.label}")

    @property
    def witnesses(self) -> tuple[Siglum, ...]:
        """The sigla of the witnesses, in the order of the work."""
        return tuple(s.siglum for s in self.support)


@dataclass(frozen=True, slots=True)
class Lemma:
    """The reading of the base in an entry, with its place and its neighbours.

    Parameters
    ----------
    text : str
        The words; empty if the base has none here.
    support : tuple of Support
        The witness from which the lemma is taken, then the others that have the same reading.
    line : int
        The line of that witness in its file, from 1.
    before, after : str
        The words before and after it.
    occurrence : int
        Which occurrence of these words in their line this is, from 1.
    places : tuple of (str, str)
        The pages, verses or sections in which it begins: system and value.
    file : str
        The name of its file, if that witness has several; else "".

    Examples
    --------
    >>> import collate
    >>> (entry,) = collate.diff("a grey cat", "a gray cat", language="en").entries
    >>> entry.lemma.text, entry.lemma.witnesses, entry.lemma.line
    ('grey', ('A',), 1)
    """

    text: str
    support: tuple[Support, ...]
    line: int
    before: str
    after: str
    occurrence: int = 1
    places: tuple[tuple[str, str], ...] = ()
    file: str = ""

    def __repr__(self) -> str:
        return repr_line("Lemma", f"{quoted(self.text)} {listed(self.witnesses, 30)}: line {self.line}")

    @property
    def witnesses(self) -> tuple[Siglum, ...]:
        """The sigla of the base and of the witnesses that agree with it."""
        return tuple(s.siglum for s in self.support)


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two readings of an entry without a lemma.

    Attributes
    ----------
    first : Reading
        One reading; its variation is agreement.
    second : Reading
        The other; its variation says how it differs from the first.
    """

    first: Reading
    second: Reading

    def __repr__(self) -> str:
        content = f"{quoted(self.first.text)} : {quoted(self.second.text)} {self.second.variation.label}"
        return repr_line("Contrast", content)


@dataclass(frozen=True, slots=True)
class Entry:
    """One variation unit with its lemma and readings.

    Parameters
    ----------
    number : int
        The number of the entry among all entries of the work, from 1; a filter does not change it.
    id : str
        A name made of the readings and their neighbours; it stays when entries before it change.
    unit : VariationUnit
        The columns of the alignment, and the witnesses by reading.
    lemma : Lemma or None
        The reading of the base; None if there is no base, or if it is not extant here.
    readings : tuple of Reading
        The other readings; all readings if there is no lemma.
    silent : tuple of (Siglum, Testimony)
        The witnesses that are not extant here, and why.
    pairs : tuple of Contrast
        If there is no lemma: each two readings, and how they differ.
    doubt : float
        How often words in such a place stand elsewhere, in collations by people; 1 is a passage without a place.
    other_place : str or None
        Where other witnesses have the same words, if they were moved: `on line 7 of B`.
    pairwise : PairwiseVariations or None
        How each reading differs from each other one; only if it was requested, as for the page, where a reader
        chooses the base.
    told_in : int or None
        Of an echo, the number of the entry that tells the move.
    places : tuple of (str, str)
        The verses, pages or sections by which it is cited: system and value. They are those of the lemma; if its
        witness has no verses or sections here, then those of the first witness that has.

    Examples
    --------
    >>> import collate
    >>> collate.diff("a grey cat", "a gray cat sat", language="en").entries
    (<Entry #1: “grey” ] “gray”>, <Entry #2: “” ] “sat”>)
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
    told_in: int | None = None
    places: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        lemma = f"{quoted(self.lemma.text)} ] " if self.lemma else ""
        readings = "; ".join([quoted(reading.text) for reading in self.readings[:3]])
        more = f" and {len(self.readings) - 3} more" if len(self.readings) > 3 else ""
        return repr_line("Entry", f"#{self.number}: {lemma}{readings}{more}")

    @property
    def variations(self) -> tuple[Variation, ...]:
        """The variation of each reading, or of each pair if there is no lemma."""
        return (
            tuple(r.variation for r in self.readings) if self.lemma else tuple(p.second.variation for p in self.pairs)
        )


def readings_by_group(entry: Entry, witness_numbers: Mapping[Siglum, int]) -> tuple[Lemma | Reading, ...]:
    """Return the lemma and the readings in the order of the groups of the variation unit."""
    readings: tuple[Lemma | Reading, ...] = (*entry.readings, *((entry.lemma,) if entry.lemma else ()))
    by_witness = {witness_numbers[reading.support[0].siglum]: reading for reading in readings}
    return tuple([next(by_witness[w] for w in group if w in by_witness) for group in entry.unit.groups])


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Readings of a kind that are not shown.

    kind    the kind, or `IGNORED_BY_DECISION`
    count   how many readings
    shown   how to show them, such as `with --all`; empty for those that a decision ignores
    """

    kind: str
    count: int
    shown: str

    def __repr__(self) -> str:
        return repr_line("LeftOut", f"{self.count} {self.kind}")


@dataclass(frozen=True, slots=True)
class SpaceDifferences:
    """How the white space of the witnesses differs.

    Attributes
    ----------
    entries : int
        How many entries are about white space alone.
    elsewhere : tuple of (str, int)
        In how many other places it differs, by what differs there. These places are no entries.
    same_words : bool
        Whether nothing but white space differs.
    """

    entries: int = 0
    elsewhere: tuple[tuple[str, int], ...] = ()
    same_words: bool = False

    def __repr__(self) -> str:
        return f"<SpaceDifferences: {counted(self.places, 'place')}>"

    @property
    def places(self) -> int:
        """The number of all places."""
        return self.entries + sum(count for _, count in self.elsewhere)


@dataclass(frozen=True, slots=True)
class Part:
    """The places of which an apparatus has the entries.

    Attributes
    ----------
    places : tuple of str
        The places, as the user names them: `verse=Mark 1`, `B:page=12r`.
    columns : tuple of (int, int)
        The columns [start, stop) of the whole alignment that belong to the part, in order: those of the places, and
        all columns of an entry that only begins or ends there.
    outside : tuple of Entry
        The entries outside of the part that would be shown too.
    lines : tuple of tuple of (int, int)
        If the texts are cut to the part, for each witness: offsets of its text, and how many lines are before.
    """

    places: tuple[str, ...]
    columns: tuple[ColumnRun, ...]
    outside: tuple[Entry, ...] = ()
    lines: tuple[tuple[tuple[int, int], ...], ...] = ()

    def __repr__(self) -> str:
        return repr_line("Part", f"{listed(self.places, 60)}: {counted(len(self.outside), 'entry', 'entries')} outside")


@dataclass(frozen=True, slots=True)
class Apparatus:
    """All entries of a work against one base.

    Parameters
    ----------
    title : str
        The title of the work.
    language : str
        The language of the texts, an ISO 639-1 code; empty if it is not known.
    base : str
        The siglum of the base, or "majority", or "none".
    witnesses : tuple of Witness
        The witnesses, in the order of the work.
    entries : tuple of Entry
        The entries, in the order of the text.
    hidden : tuple of (str, int)
        How many readings a selection or a decision of an editor left out, by kind.
    decisions : tuple of Outcome
        What became of each decision of an editor.
    interventions : tuple of tuple of Intervention
        For each witness, what it has that is not the author's text: notes, glosses, headings.
    form : ApparatusForm
        Whether a printed apparatus names the witnesses of the lemma.
    only : tuple of str
        The names to which a selection limited the entries; empty if it did not.
    left_out : tuple of LeftOut
        The same readings as in `hidden`, with the option that would show them.
    white_space : SpaceDifferences
        How the white space differs, whether or not an entry shows it.
    echoes : tuple of Entry
        The other places of moved words. A move is told once, by the entry at the one place; its echo is what is at the
        other place, for whoever shows both texts.
    fills_correctors : bool
        Whether a phylogenetic matrix gives a hand that says nothing the reading of the hand before it.
    part : Part or None
        The part of the work to which the entries are limited; None for the whole work.

    Examples
    --------
    >>> import collate
    >>> collate.diff("a grey cat", "a gray cat", language="en").apparatus
    <Apparatus of A / B: 1 entry, base A>
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
    only: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    white_space: SpaceDifferences = SpaceDifferences()
    echoes: tuple[Entry, ...] = ()
    fills_correctors: bool = False
    part: Part | None = None

    def __repr__(self) -> str:
        title = f" of {shorten(self.title, 40)}" if self.title else ""
        entries = counted(len(self.entries), "entry", "entries")
        return f"<Apparatus{title}: {entries}, base {shorten(self.base, 20)}>"


def entries_and_echoes(apparatus: Apparatus) -> tuple[Entry, ...]:
    """Return the entries with the other places of moved words, in the order of the columns."""
    if not apparatus.echoes:
        return apparatus.entries
    return tuple(sorted((*apparatus.entries, *apparatus.echoes), key=lambda e: (e.unit.start, e.unit.stop, e.number)))


DOUBTFUL: Final = 0.25  # from here a place is shown as doubtful; of all such words, about half stand elsewhere


def doubt_in_words(doubt: float) -> str:
    """Return what a doubt means: `in about 3 of 10 such places the words stand elsewhere`."""
    if doubt == 1:
        return "no place was found for the passage of the fragment that has these words"
    tenths = round(10 * doubt)
    often = "fewer than 1 of 10" if tenths < 1 else "more than 9 of 10" if tenths > 9 else f"about {tenths} of 10"
    return f"in {often} such places the words stand elsewhere"


def doubtful(apparatus: Apparatus) -> tuple[Entry, ...]:
    """Return the entries whose words may stand elsewhere, the most doubtful first."""
    entries = [entry for entry in apparatus.entries if entry.doubt >= DOUBTFUL]
    return tuple(sorted(entries, key=lambda entry: (-entry.doubt, entry.number)))


def unheld_decisions(apparatus: Apparatus) -> tuple[Outcome, ...]:
    """Return the outcomes of decisions whose words are no longer found, or that contradict another decision."""
    return tuple(outcome for outcome in apparatus.decisions if outcome.state in (State.STALE, State.CONFLICT))


def unclassified(apparatus: Apparatus) -> tuple[Entry, ...]:
    """Return the entries, in their order, with words that may be one word or two: no rule could decide.

    Entries in a doubtful place are left out: there the place must be decided first.
    """
    return tuple(
        entry
        for entry in apparatus.entries
        if entry.doubt < DOUBTFUL and any(variation.is_unclassified for variation in entry.variations)
    )


def summary(apparatus: Apparatus) -> Mapping[Siglum, Counter[Kind]]:
    """Count the readings of each witness that differ from the lemma, by kind."""
    counts: dict[Siglum, Counter[Kind]] = {w.siglum: Counter() for w in apparatus.witnesses}
    for entry in apparatus.entries:
        if entry.lemma is None:
            continue
        for reading in entry.readings:
            for siglum in reading.witnesses:
                counts[siglum][reading.variation.kind] += 1
    return counts
