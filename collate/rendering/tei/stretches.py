"""The table as an encoder sees it: stretches that all who testify share, places that vary, silences.

Every column is in one of them, in the order of the columns; nothing here is about TEI.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int64
from collate.apparatus import Apparatus, Entry
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.variants import tokens_before

_Place = tuple[int, int, Entry | None]  # columns [start, stop)

EXTANT: Final = -1  # of a witness that testifies


@dataclass(frozen=True, slots=True)
class Silent:
    """What is to be said of a witness that is silent: why, whether it falls silent here, and whether it speaks again.

    `first` and `last` are its tokens [first, last) here, such as `[...]`, which testify to nothing.
    """

    witness: int
    why: Testimony
    begins: bool
    ends: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Columns [start, stop): an entry; or none, and the words of `reader` are those of all who testify.

    before, after  how many tokens of each witness stand before `start`, and before `stop`
    hushed         the silent of whom something is to be said here
    speaking       the witnesses that testify, where there is no entry and something is to be said all the same
    """

    start: int
    stop: int
    entry: Entry | None
    reader: int
    before: Sequence[int]
    after: Sequence[int]
    hushed: tuple[Silent, ...] = ()
    speaking: tuple[int, ...] = ()


def stretches(apparatus: Apparatus, alignment: Alignment, readers: Sequence[int]) -> Iterator[Stretch]:
    """Give the stretches of a work; of those who testify the first of `readers` is read."""
    columns = len(alignment.table)
    entries = sorted(apparatus.entries, key=lambda e: (e.unit.start, e.unit.stop, e.number))
    silence, inside = _silence(alignment, entries)
    begins, ends = _borders(silence)
    carried = (silence != EXTANT) & (alignment.table != GAP)
    told = begins | ends | carried
    unlike = _unlike(alignment, silence) if not apparatus.hidden else np.zeros(columns, bool)
    alone = (told.any(axis=1) | unlike) & ~inside
    reader = _readers(silence, readers)
    cuts = np.ones(columns + 1, bool)
    cuts[1:-1] = alone[1:] | alone[:-1] | (reader[1:] != reader[:-1]) | (inside[1:] != inside[:-1])
    places = _merged(_runs(cuts, inside), [(e.unit.start, e.unit.stop, e) for e in entries])
    before = tokens_before(alignment)
    told_before = np.concatenate(([0], np.cumsum(told.any(axis=1)))).tolist()
    is_alone = alone.tolist()
    rows = before[[p[0] for p in places]].tolist(), before[[p[1] for p in places]].tolist()
    for (start, stop, entry), first, last in zip(places, *rows, strict=True):
        hushed: tuple[Silent, ...] = ()
        speaking: tuple[int, ...] = ()
        if told_before[start] < told_before[stop] and (entry is not None or is_alone[start]):
            which = np.flatnonzero(told[start:stop].any(axis=0)).tolist()
            hushed = tuple(
                [
                    Silent(
                        w,
                        Testimony(int(silence[start, w])),
                        bool(begins[start:stop, w].any()),
                        bool(ends[start:stop, w].any()),
                        first[w],
                        last[w],
                    )
                    for w in which
                ]
            )
        if start < stop and alone[start]:
            speaking = tuple(np.flatnonzero(silence[start] == EXTANT).tolist())
        yield Stretch(start, stop, entry, int(reader[min(start, columns - 1)]), first, last, hushed, speaking)


def _merged(runs: list[tuple[int, int]], entries: list[_Place]) -> list[_Place]:
    """Put stretches in the order of their columns; white space stands before the column that follows it.

    White space within a stretch of plain text parts it.
    """
    white = np.array(sorted({start for start, stop, _ in entries if start == stop}), np.int64)
    parted: list[_Place] = []
    for start, stop in runs:
        low, high = np.searchsorted(white, (start + 1, stop))
        cut = [start, *white[low:high].tolist(), stop]
        parted += [(c, d, None) for c, d in pairwise(cut)]
    return sorted([*parted, *entries], key=lambda p: (p[0], p[1]))


def _runs(cuts: Bool, inside: Bool) -> list[tuple[int, int]]:
    """Give the runs of columns between cuts that are in no place of an entry."""
    at = np.flatnonzero(cuts)
    return [(c, d) for c, d in zip(at[:-1].tolist(), at[1:].tolist(), strict=True) if not inside[c]]


def _silence(alignment: Alignment, entries: Sequence[Entry]) -> tuple[Int8, Bool]:
    """Say (columns, witnesses) why each is silent, or EXTANT, a place as a whole; and which columns are in a place."""
    silence = np.where(alignment.testimony > Testimony.OMITS, alignment.testimony, np.int8(EXTANT)).astype(np.int8)
    inside = np.zeros(len(silence), bool)
    for entry in entries:
        unit = entry.unit
        inside[unit.start : unit.stop] = True
        if unit.stop - unit.start > 1:
            silence[unit.start : unit.stop] = EXTANT
            for w, testimony in unit.silent:
                silence[unit.start : unit.stop, w] = testimony if testimony > Testimony.OMITS else EXTANT
    return silence, inside


def _unlike(alignment: Alignment, silence: Int8) -> Bool:
    """Say (columns,) where those who testify do not write the same.

    Outside entries that is so only where words stand askew in the table, and are the same in all once they are joined.
    """
    codes = alignment.codes("surface")
    extant = silence == EXTANT
    low, high = np.where(extant, codes, np.iinfo(codes.dtype).max), np.where(extant, codes, GAP)
    return np.asarray(extant.any(axis=1) & (low.min(axis=1) < high.max(axis=1)))


def _borders(silence: Int8) -> tuple[Bool, Bool]:
    """Say (columns, witnesses) where a witness falls silent, and where it is silent for the last time.

    A fragment that begins late has no end before it, and one that ends early no beginning behind.
    """
    begins, ends = silence != EXTANT, silence != EXTANT
    if len(silence):
        begins[1:] &= silence[1:] != silence[:-1]
        ends[:-1] &= silence[1:] != silence[:-1]
        absent = silence == Testimony.ABSENT
        never = absent.all(axis=0)
        begins[0] &= ~absent[0] | never
        ends[-1] &= ~absent[-1]
    return begins, ends


def _readers(silence: Int8, readers: Sequence[int]) -> Int64:
    """Give for each column the first of the readers that testifies."""
    found: Int64 = np.asarray(readers)[np.argmax(silence[:, list(readers)] == EXTANT, axis=1)]
    return found


def reading_order(apparatus: Apparatus, alignment: Alignment) -> list[int]:
    """Give the witnesses as they are read: the base, then the longest; the order of the work says nothing."""

    def rank(w: int) -> tuple[bool, int, str, str]:
        tokens: Tokens = alignment.tokens[w]
        return tokens.witness.siglum != apparatus.base, -len(tokens), tokens.witness.text, tokens.witness.siglum

    return sorted(range(len(alignment.tokens)), key=rank)
