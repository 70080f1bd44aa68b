"""The alignment table as a sequence of stretches: shared text, entries, and places where witnesses fall silent.

Every column belongs to one stretch, and stretches are in the order of the columns. Nothing here is specific to TEI.
A witness is silent where it is not extant: in a lacuna, where it cannot be read, and outside a fragment.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int64
from collate._dataclass import dataclass
from collate.apparatus import Apparatus, Entry, entries_and_echoes
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.hands import hands_of
from collate.model.tokens import Tokens
from collate.variants import tokens_before

_Place = tuple[int, int, Entry | None]  # columns [start, stop)

EXTANT: Final = -1  # instead of a Testimony, for a witness that is extant


@dataclass(frozen=True, slots=True)
class Silent:
    """A silent witness at a place where this is written: why, whether it becomes silent here, whether it resumes after.

    `first` and `last` are its tokens [first, last) here, such as `[...]`, which are no testimony.
    """

    witness: int
    why: Testimony
    begins: bool
    ends: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns [start, stop) that are one entry, or shared text.

    Attributes
    ----------
    start, stop : int
    entry : Entry or None
        None where all extant witnesses share the text.
    reader : int
        The witness whose words are read there.
    before, after : sequence of int
        How many tokens of each witness precede `start`, and precede `stop`.
    silent : tuple of Silent
        The silent witnesses that are written here.
    extant : tuple of int
        The extant witnesses, where there is no entry and yet something is written about them.
    """

    start: int
    stop: int
    entry: Entry | None
    reader: int
    before: Sequence[int]
    after: Sequence[int]
    silent: tuple[Silent, ...] = ()
    extant: tuple[int, ...] = ()


def stretches(apparatus: Apparatus, alignment: Alignment, readers: Sequence[int]) -> Iterator[Stretch]:
    """Yield the stretches of a work; the reader of each is the first of `readers` that is extant there."""
    columns = len(alignment.table)
    entries = sorted(entries_and_echoes(apparatus), key=lambda e: (e.unit.start, e.unit.stop, e.number))
    silence, in_entry = _silence(alignment, entries)
    begins, ends = _borders(silence)
    has_silent_token = (silence != EXTANT) & (alignment.table != GAP)
    written = begins | ends | has_silent_token
    unlike = _unlike(alignment, silence) if not apparatus.hidden else np.zeros(columns, bool)
    alone = (written.any(axis=1) | unlike) & ~in_entry
    reader = _readers(silence, readers)
    cuts = np.ones(columns + 1, bool)
    cuts[1:-1] = alone[1:] | alone[:-1] | (reader[1:] != reader[:-1]) | (in_entry[1:] != in_entry[:-1])
    places = _merge(_runs(cuts, in_entry), [(e.unit.start, e.unit.stop, e) for e in entries])
    before = tokens_before(alignment)
    written_before = np.concatenate(([0], np.cumsum(written.any(axis=1)))).tolist()
    is_alone = alone.tolist()
    rows = before[[p[0] for p in places]].tolist(), before[[p[1] for p in places]].tolist()
    for (start, stop, entry), first, last in zip(places, *rows, strict=True):
        silent: tuple[Silent, ...] = ()
        extant: tuple[int, ...] = ()
        if written_before[start] < written_before[stop] and (entry is not None or is_alone[start]):
            silent = tuple(
                [
                    Silent(
                        w,
                        Testimony(int(silence[start, w])),
                        bool(begins[start:stop, w].any()),
                        bool(ends[start:stop, w].any()),
                        first[w],
                        last[w],
                    )
                    for w in np.flatnonzero(written[start:stop].any(axis=0)).tolist()
                ]
            )
        if start < stop and alone[start]:
            extant = tuple(np.flatnonzero(silence[start] == EXTANT).tolist())
        yield Stretch(start, stop, entry, int(reader[min(start, columns - 1)]), first, last, silent, extant)


def witnesses_at_start(apparatus: Apparatus, alignment: Alignment) -> list[int]:
    """Return the witnesses whose text does not begin later than the work."""
    entries = sorted(entries_and_echoes(apparatus), key=lambda e: (e.unit.start, e.unit.stop, e.number))
    silence, _ = _silence(alignment, entries)
    begins, _ = _borders(silence)
    return [w for w in range(silence.shape[1]) if not len(silence) or silence[0, w] != Testimony.ABSENT or begins[0, w]]


def _merge(runs: list[tuple[int, int]], entries: list[_Place]) -> list[_Place]:
    """Return runs and entries in the order of their columns; an entry on white space is before the column after it.

    A run is cut where such an entry is within it.
    """
    white = np.array(sorted({start for start, stop, _ in entries if start == stop}), np.int64)
    parts: list[_Place] = []
    for start, stop in runs:
        low, high = np.searchsorted(white, (start + 1, stop))
        cuts = [start, *white[low:high].tolist(), stop]
        parts += [(a, b, None) for a, b in pairwise(cuts)]
    return sorted([*parts, *entries], key=lambda place: (place[0], place[1]))


def _runs(cuts: Bool, in_entry: Bool) -> list[tuple[int, int]]:
    """Return the runs of columns between cuts that belong to no entry."""
    at = np.flatnonzero(cuts)
    return [(a, b) for a, b in zip(at[:-1].tolist(), at[1:].tolist(), strict=True) if not in_entry[a]]


def _silence(alignment: Alignment, entries: Sequence[Entry]) -> tuple[Int8, Bool]:
    """Return why each witness is silent in each column, or EXTANT, and which columns belong to an entry.

    Both have the shape (columns, witnesses) and (columns,). Within an entry a witness is silent as a whole or not.
    """
    silence = np.where(alignment.testimony > Testimony.OMITS, alignment.testimony, np.int8(EXTANT)).astype(np.int8)
    in_entry = np.zeros(len(silence), bool)
    for entry in entries:
        unit = entry.unit
        in_entry[unit.start : unit.stop] = True
        if unit.stop - unit.start > 1:
            silence[unit.start : unit.stop] = EXTANT
            for w, testimony in unit.silent:
                silence[unit.start : unit.stop, w] = testimony if testimony > Testimony.OMITS else EXTANT
    return silence, in_entry


def _unlike(alignment: Alignment, silence: Int8) -> Bool:
    """Return (columns,) where the extant witnesses do not have the same string.

    Outside entries that happens only where equal words are in different columns.
    """
    codes = alignment.codes("surface")
    extant = silence == EXTANT
    low, high = np.where(extant, codes, np.iinfo(codes.dtype).max), np.where(extant, codes, GAP)
    return np.asarray(extant.any(axis=1) & (low.min(axis=1) < high.max(axis=1)))


def _borders(silence: Int8) -> tuple[Bool, Bool]:
    """Return (columns, witnesses) where each witness becomes silent, and the last column before it resumes.

    The absence before a fragment has no beginning, and the absence after it no end.
    """
    begins, ends = silence != EXTANT, silence != EXTANT
    if len(silence):
        begins[1:] &= silence[1:] != silence[:-1]
        ends[:-1] &= silence[1:] != silence[:-1]
        absent = silence == Testimony.ABSENT
        always_absent = absent.all(axis=0)
        begins[0] &= ~absent[0] | always_absent
        ends[-1] &= ~absent[-1]
    return begins, ends


def _readers(silence: Int8, readers: Sequence[int]) -> Int64:
    """Return for each column the first of the readers that is extant."""
    first: Int64 = np.asarray(readers)[np.argmax(silence[:, list(readers)] == EXTANT, axis=1)]
    return first


def reading_order(apparatus: Apparatus, alignment: Alignment) -> list[int]:
    """Return the witnesses in the order in which they are read: the base, then the longest first, then hands.

    Ties are broken by text and siglum, so the order of the witnesses in the work does not matter.
    """

    hands = hands_of(apparatus.witnesses)

    def rank(w: int) -> tuple[bool, bool, int, str, str]:
        tokens: Tokens = alignment.tokens[w]
        siglum = tokens.witness.siglum
        return siglum != apparatus.base, siglum in hands, -len(tokens), tokens.witness.text, siglum

    return sorted(range(len(alignment.tokens)), key=rank)
