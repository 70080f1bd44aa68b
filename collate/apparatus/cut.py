"""Cut the texts and the table of a work to a part, for formats that write the texts themselves."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from collate._arrays import Int32
from collate._dataclass import dataclass
from collate._repr import counted, shorten
from collate.model.alignment import GAP, Alignment
from collate.model.annotations import NO_ANNOTATIONS, Annotation, Annotations
from collate.model.apparatus import Apparatus, Contrast, Entry, Lemma, Reading, Support
from collate.model.column_runs import ColumnRun, columns_of
from collate.model.interventions import Intervention
from collate.model.origins import origins_of_pieces
from collate.model.tokens import Tokens
from collate.model.units import VariationUnit, tokens_before
from collate.model.witness import Mark, Place, Siglum

BETWEEN_PIECES = "\n\n"  # between words that are not beside each other in the whole text

Spanned = TypeVar("Spanned", Mark, Place, Intervention, Annotation)


@dataclass(frozen=True, slots=True, eq=False)
class CutText:
    """A witness that is cut to some pieces of its text.

    Attributes
    ----------
    tokens : Tokens
        What is left of it.
    starts, ends : list of int
        Where each piece was in the whole text, in code points.
    shifts : list of int
        By how much each piece has moved towards the beginning.
    """

    tokens: Tokens
    starts: list[int]
    ends: list[int]
    shifts: list[int]

    def __repr__(self) -> str:
        return f"<CutText of {shorten(self.tokens.witness.siglum, 40)}: {counted(len(self.starts), 'piece')}>"


def cut_to_part(apparatus: Apparatus, alignment: Alignment) -> tuple[Apparatus, Alignment]:
    """Return an apparatus of a part with the texts and the table of this part alone.

    Entries keep their numbers. An apparatus of the whole work is returned as it is.
    """
    if apparatus.part is None:
        return apparatus, alignment
    runs = apparatus.part.columns
    before = tokens_before(alignment)
    cuts = [
        _cut_text(tokens, [(int(before[start, w]), int(before[stop, w])) for start, stop in runs])
        for w, tokens in enumerate(alignment.tokens)
    ]
    cut = _cut_table(alignment, cuts, runs)
    supports = _Supports({c.tokens.witness.siglum: w for w, c in enumerate(cuts)}, cut, tokens_before(cut))
    lines = tuple(_lines(c, tokens) for c, tokens in zip(cuts, alignment.tokens, strict=True))
    interventions = [_within(of_witness, c) for of_witness, c in zip(apparatus.interventions, cuts, strict=False)]
    whole = replace(
        apparatus,
        witnesses=tuple(c.tokens.witness for c in cuts),
        entries=tuple([supports.moved(entry, runs) for entry in apparatus.entries]),
        echoes=tuple([supports.moved(entry, runs) for entry in apparatus.echoes]),
        interventions=tuple(interventions),
        part=replace(apparatus.part, lines=lines),
    )
    return whole, cut


def _cut_text(tokens: Tokens, pieces: Sequence[tuple[int, int]]) -> CutText:
    """Return the tokens [start, stop) of each piece with the text that they are in."""
    witness = tokens.witness
    pieces = [piece for piece in pieces if piece[0] < piece[1]]
    starts = [int(tokens.spans[first, 0]) for first, _ in pieces]
    ends = [int(tokens.spans[last - 1, 1]) for _, last in pieces]
    lengths = np.array(ends, np.int64) - np.array(starts, np.int64) + len(BETWEEN_PIECES)
    new_starts = np.cumsum(lengths) - lengths
    shifts = [start - new for start, new in zip(starts, new_starts.tolist(), strict=True)]
    chosen = columns_of(pieces)
    counts = [last - first for first, last in pieces]
    spans = tokens.spans[chosen] - np.repeat(np.array(shifts, np.int64), counts)[:, None]
    text = BETWEEN_PIECES.join([witness.text[start:end] for start, end in zip(starts, ends, strict=True)])
    cut = CutText(tokens, starts, ends, shifts)
    own = replace(
        witness,
        text=text,
        marks=_within(witness.marks, cut),
        places=tuple([_with_label(place, cut) for place in _within(witness.places, cut)]),
        origins=origins_of_pieces(witness.origins, starts, ends, shifts),
        annotations=Annotations.of(_within(tuple(witness.annotations), cut)) if witness.annotations else NO_ANNOTATIONS,
        pretokens=(),
    )
    arrays = {name: getattr(tokens, name)[chosen] for name in ("surface", "form", "sort", "marks")}
    return replace(cut, tokens=replace(tokens, witness=own, spans=spans.astype(np.int32), **arrays))


def _within(spanned: Sequence[Spanned], cut: CutText) -> tuple[Spanned, ...]:
    """Return what is said of stretches of a text, for those in its pieces, in order."""
    found: list[tuple[int, int, int, Spanned]] = []
    for number, stretch in enumerate(spanned):
        for k in range(bisect_right(cut.ends, stretch.start), bisect_left(cut.starts, stretch.end)):
            start = max(stretch.start, cut.starts[k]) - cut.shifts[k]
            end = min(stretch.end, cut.ends[k]) - cut.shifts[k]
            found.append((start, -end, number, replace(stretch, start=start, end=end)))
    return tuple([stretch for *_, stretch in sorted(found, key=lambda row: row[:3])])


def _with_label(place: Place, cut: CutText) -> Place:
    """Return a place of a cut text with its label where that is now; without it if it is cut off."""
    if place.label is None:
        return place
    k = bisect_right(cut.starts, place.label[0]) - 1
    if k < 0 or place.label[1] > cut.ends[k]:
        return replace(place, label=None)
    label = (place.label[0] - cut.shifts[k], place.label[1] - cut.shifts[k])
    return replace(place, label=label) if label[1] <= place.start else replace(place, label=None)


def _cut_table(alignment: Alignment, cuts: Sequence[CutText], runs: Sequence[ColumnRun]) -> Alignment:
    rows = columns_of(runs)
    table = alignment.table[rows].copy()
    for w in range(table.shape[1]):
        has_token = table[:, w] != GAP
        table[has_token, w] = np.arange(int(has_token.sum()))
    links = [replace(k, start=c[0], stop=c[1]) for k in alignment.links if (c := _moved_run((k.start, k.stop), runs))]
    moves = [
        replace(move, columns=here, other_columns=there)
        for move in alignment.moves
        if (here := _moved_run(move.columns, runs)) and (there := _moved_run(move.other_columns, runs))
    ]
    return Alignment(
        tuple(cut.tokens for cut in cuts),
        table,
        alignment.testimony[rows].copy(),
        alignment.doubts[rows].copy(),
        tuple(links),
        tuple(moves),
    )


def _moved_run(run: ColumnRun, runs: Sequence[ColumnRun]) -> ColumnRun | None:
    """Return the columns of a run in the cut table; None if they are not all there."""
    k = bisect_right(runs, run[0], key=lambda other: other[1])
    if k == len(runs) or not (runs[k][0] <= run[0] and run[1] <= runs[k][1]):
        return None
    shift = runs[k][0] - sum(stop - start for start, stop in runs[:k])
    return run[0] - shift, run[1] - shift


def _lines(cut: CutText, whole: Tokens) -> tuple[tuple[int, int], ...]:
    """Return where each piece begins in the cut text, and how many more lines are before it in the whole text."""
    own = cut.tokens.witness
    starts = [(start - shift, start) for start, shift in zip(cut.starts, cut.shifts, strict=True)]
    return tuple([(new, whole.witness.line(start) - own.line(new)) for new, start in starts])


@dataclass(frozen=True, slots=True)
class _Supports:
    """Where readings are in cut texts.

    numbers   the number of each witness
    cut       the cut table
    before    (columns + 1, witnesses) int32   how many tokens are before each column
    """

    numbers: dict[Siglum, int]
    cut: Alignment
    before: Int32

    def moved(self, entry: Entry, runs: Sequence[ColumnRun]) -> Entry:
        """Return an entry with the columns and spans that it has in the cut texts."""
        columns = (entry.unit.start, entry.unit.stop)
        # White space is before a column, which is in the part with the column before it.
        start, stop = _moved_run(columns, runs) or (0, 0)
        unit = replace(entry.unit, start=start, stop=stop)
        readings = tuple([self._reading(reading, unit) for reading in entry.readings])
        pairs = tuple([Contrast(self._reading(p.first, unit), self._reading(p.second, unit)) for p in entry.pairs])
        return replace(entry, unit=unit, lemma=self._lemma(entry.lemma, unit), readings=readings, pairs=pairs)

    def _lemma(self, lemma: Lemma | None, unit: VariationUnit) -> Lemma | None:
        if lemma is None:
            return None
        support = tuple([self._support(s, unit) for s in lemma.support])
        witness = self.cut.tokens[self.numbers[support[0].siglum]].witness
        return replace(lemma, support=support, line=witness.line(support[0].spans[0][0]))

    def _reading(self, reading: Reading, unit: VariationUnit) -> Reading:
        return replace(reading, support=tuple([self._support(s, unit) for s in reading.support]))

    def _support(self, support: Support, unit: VariationUnit) -> Support:
        w = self.numbers[support.siglum]
        tokens = self.cut.tokens[w]
        first, last = int(self.before[unit.start, w]), int(self.before[unit.stop, w])
        end_before = int(tokens.spans[first - 1, 1]) if first else 0
        if unit.is_white_space:
            start = int(tokens.spans[first, 0]) if first < len(tokens) else len(tokens.witness.text)
            return replace(support, spans=((end_before, start),))
        if first == last:
            return replace(support, spans=((end_before, end_before),))
        return replace(support, spans=((int(tokens.spans[first, 0]), int(tokens.spans[last - 1, 1])),))
