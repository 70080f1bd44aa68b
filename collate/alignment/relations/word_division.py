"""Word division: the same letters in the same place, divided into words otherwise, `in to` and `into`."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Index, Int8, Int32, UInt64, all_in_row, any_in_row
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Sort, Tokens
from collate.model.voices import voices
from collate.text.normalise import letters

MAX_COLUMNS: Final = 3  # that one division may span: `to - day` and `today`
PAIRWISE_WITNESSES: Final = 8  # up to so many witnesses are compared in pairs; the values of more are sorted
BLOCK_CELLS: Final = 1 << 18  # cells that are examined at once

_WORD: Final = int(Sort.WORD)
_HASH_BASE: Final = np.uint64(0x100000001B3)  # of the polynomial hash of letters (Karp and Rabin 1987)


class _Cells(NamedTuple):
    """Cells of the table, (columns, witnesses) each.

    letters      uint64   the hash of the letters; 0 for no token
    shift        uint64   the factor for the hash of the letters before this cell; 1 for no token
    has_token    bool
    testifies    bool
    word_or_gap  bool     not a punctuation mark or lacuna
    """

    letters: UInt64
    shift: UInt64
    has_token: Bool
    testifies: Bool
    word_or_gap: Bool


def word_divisions(tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, scoring: Scoring) -> tuple[Link, ...]:
    """Find where witnesses divide the same letters into different numbers of words.

    Only columns in which at least one witness has no token are examined. Links do not overlap: the shortest and
    leftmost is kept.

    Parameters
    ----------
    tokens : tuple of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    scoring : Scoring
    """
    holes = np.flatnonzero(any_in_row((table == GAP) & (testimony == Testimony.OMITS)))
    if not len(holes):
        return ()
    letters_of_form: dict[int, str] = {}
    voice = voices(tokens)
    divisions: dict[tuple[int, int], tuple[int, ...]] = {}
    for start, length in _candidates(holes, tokens, table, testimony, scoring):
        # Columns that contain a shorter division are not a division themselves.
        if any((start + k, length - 1) in divisions for k in (0, 1)):
            continue
        if witnesses := _witnesses_with_same_letters(start, start + length, tokens, table, voice, letters_of_form):
            divisions[start, length] = witnesses
    links: list[Link] = []
    columns = {c for start, length in divisions for c in range(start, start + length)}
    for column in sorted(columns & set(holes.tolist())):
        link = _shortest_link(column, divisions)
        if link is not None and (not links or links[-1].stop <= link.start):
            links.append(link)
    return tuple(links)


def _shortest_link(column: int, divisions: dict[tuple[int, int], tuple[int, ...]]) -> Link | None:
    """Return the shortest division that includes a column."""
    for length in range(2, MAX_COLUMNS + 1):
        for start in range(column - length + 1, column + 1):
            if (start, length) in divisions:
                return Link(start, start + length, divisions[start, length])
    return None


def _candidates(
    holes: Index, tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, scoring: Scoring
) -> Iterator[tuple[int, int]]:
    """Yield start and length of spans of columns in which, by hashes, two witnesses divide the same letters otherwise.

    A span may come twice. `holes` (k,) are the columns in which a witness has no token.
    """
    hashes, shifts = _letter_hashes(scoring)
    steps = np.arange(1 - MAX_COLUMNS, MAX_COLUMNS)
    holes_per_block = max(1, BLOCK_CELLS // (len(steps) * table.shape[1]))
    for k in range(0, len(holes), holes_per_block):
        block = holes[k : k + holes_per_block]
        columns = _neighbours(block, steps, len(table))
        cells = _cells(columns, tokens, table, testimony, hashes, shifts)
        for length in range(2, MAX_COLUMNS + 1):
            starts = _neighbours(block, -np.arange(length), len(table) - length + 1)
            # All columns around a hole are among `columns`, so the columns of a span are consecutive there.
            for start in starts[_seems_divided(cells, np.searchsorted(columns, starts), length)].tolist():
                yield start, length


def _neighbours(columns: Index, steps: Index, end: int) -> Index:
    """Return the columns that are so many steps from some columns: each once, in order, from 0 to `end`."""
    reached = np.zeros(max(end, 0), bool)
    for step in steps.tolist():
        at = columns + step
        reached[at[(at >= 0) & (at < end)]] = True
    return np.flatnonzero(reached)


def _seems_divided(cells: _Cells, starts: Index, length: int) -> Bool:
    """Return (spans,) bool: whether two witnesses have equal hashes, and different numbers of words, in each span.

    `starts` (spans,) are rows of the cells.
    """
    value = np.zeros((len(starts), cells.letters.shape[1]), np.uint64)
    count = np.zeros(value.shape, np.int8)
    fits, steady = np.ones(value.shape, bool), np.ones(len(starts), bool)
    testifies = cells.testifies.take(starts, axis=0)
    for at in (starts + step for step in range(length)):
        value = value * cells.shift.take(at, axis=0) + cells.letters.take(at, axis=0)
        count += cells.has_token.take(at, axis=0)
        still_testifies = cells.testifies.take(at, axis=0)
        fits &= still_testifies & cells.word_or_gap.take(at, axis=0)
        # If a witness stopped testifying inside the span, its words would be lost in it.
        steady &= all_in_row(still_testifies == testifies)
    fits &= count > 0
    return steady & _equal_letters_in_unlike_counts(np.where(fits, value, 0), count, fits)


def _cells(
    columns: Index, tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, hashes: UInt64, shifts: UInt64
) -> _Cells:
    """Return the cells of some columns; `hashes` and `shifts` (codes,) are those of each form."""
    indices = table[columns]
    letter, shift = np.zeros(indices.shape, np.uint64), np.ones(indices.shape, np.uint64)
    word_or_gap = np.ones(indices.shape, bool)
    for w, witness in enumerate(tokens):
        at = np.flatnonzero(indices[:, w] != GAP)
        token = indices[at, w]
        letter[at, w], shift[at, w] = hashes[witness.form[token]], shifts[witness.form[token]]
        word_or_gap[at, w] = witness.sort[token] == Sort.WORD
    return _Cells(letter, shift, indices != GAP, testimony[columns] <= Testimony.OMITS, word_or_gap)


def _equal_letters_in_unlike_counts(hashes: UInt64, counts: Int8, fits: Bool) -> Bool:
    """Return (spans,) bool: whether two witnesses have the same hash and different counts in each row.

    Parameters
    ----------
    hashes : (spans, witnesses) uint64
    counts : (spans, witnesses) int8
        Numbers of words.
    fits : (spans, witnesses) bool
        Whether the witness counts at all.
    """
    witnesses = hashes.shape[1]
    if witnesses <= PAIRWISE_WITNESSES:
        divided = np.zeros(len(hashes), bool)
        for left, right in combinations(range(witnesses), 2):
            same = (hashes[:, left] == hashes[:, right]) & (counts[:, left] != counts[:, right])
            divided |= same & fits[:, left] & fits[:, right]
        return divided
    order = np.argsort(hashes, axis=1)
    value, count, fit = (np.take_along_axis(array, order, axis=1) for array in (hashes, counts, fits))
    same = (value[:, 1:] == value[:, :-1]) & (count[:, 1:] != count[:, :-1]) & fit[:, 1:] & fit[:, :-1]
    return np.asarray(same.any(axis=1))


def _letter_hashes(scoring: Scoring) -> tuple[UInt64, UInt64]:
    """Return (codes,) uint64 twice: the hash of the letters of each form, and the factor for letters before it."""
    longest = int(scoring.lengths.max(initial=0))
    powers = np.ones(longest + 1, np.uint64)
    powers[1:] = np.cumprod(np.full(longest, _HASH_BASE, np.uint64), dtype=np.uint64)
    points = np.frombuffer("".join(scoring.keys.tolist()).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum(scoring.lengths, dtype=np.int64)
    letters_after = np.repeat(ends, scoring.lengths) - 1 - np.arange(len(points))
    terms = points.astype(np.uint64) * powers[letters_after]
    total = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
    return total[ends] - total[ends - scoring.lengths], powers[scoring.lengths]


def _witnesses_with_same_letters(
    start: int,
    stop: int,
    tokens: tuple[Tokens, ...],
    table: Int32,
    voice: tuple[int, ...],
    letters_of_form: dict[int, str],
) -> tuple[int, ...]:
    """Return the witnesses that have the same letters in columns [start, stop), if they divide them otherwise.

    `voice` is the voice of each witness, and `letters_of_form` a cache of the letters of each form code.
    """
    spellings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    strings = tokens[0].vocabulary.strings
    for w, cells in enumerate(table[start:stop].T.tolist()):
        indices = [i for i in cells if i != GAP]
        if not indices or any(tokens[w].sort[i] != _WORD for i in indices):
            continue
        codes = [int(tokens[w].form[i]) for i in indices]
        for code in codes:
            if code not in letters_of_form:
                letters_of_form[code] = letters(strings[code])
        spellings["".join([letters_of_form[code] for code in codes])].append((w, len(indices)))
    divided = [
        (len({voice[w] for w, _ in readings}), spelling)
        for spelling, readings in spellings.items()
        if len({count for _, count in readings}) > 1
    ]
    # Two words may be divided in one place, `some thing` and `any one`: most texts decide, then the letters.
    return tuple(sorted(w for w, _ in spellings[max(divided)[1]])) if divided else ()
