"""Word division: the same letters in the same place with other borders, `in to` beside `into`."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Index, Int8, Int32, UInt64
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Sort, Tokens
from collate.text.normalise import letters

MAX_COLUMNS: Final = 3  # columns that one division may span: `to - day` and `today`
PAIRWISE_WITNESSES: Final = 8  # witnesses that are compared two by two; of more, the values are sorted
BLOCK_CELLS: Final = 1 << 18  # cells that are looked at together


_WORD: Final = int(Sort.WORD)
_HASH_BASE: Final = np.uint64(0x100000001B3)  # of the numbers that stand for letters (Karp and Rabin 1987)


class _Cells(NamedTuple):
    """Per cell of the table: a number for its letters, what a word before it is multiplied with, a token or none."""

    letters: UInt64
    shift: UInt64
    token: Bool
    testifies: Bool
    word_or_gap: Bool


def word_divisions(tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, weights: Scoring) -> tuple[Link, ...]:
    """Find the places where witnesses have the same letters in unlike numbers of words.

    Places are looked for where at least one witness has no token, and do not overlap; the
    shortest and leftmost wins.
    """
    holes = np.flatnonzero(((table == GAP) & (testimony == Testimony.OMITS)).any(axis=1))
    if not len(holes):
        return ()
    spelled: dict[int, str] = {}
    found: dict[tuple[int, int], tuple[int, ...]] = {}
    for start, length in _candidates(holes, tokens, table, testimony, weights):
        # What holds a shorter division is no longer one.
        if any((start + k, length - 1) in found for k in (0, 1)):
            continue
        if witnesses := _witnesses_with_same_letters(start, start + length, tokens, table, spelled):
            found[start, length] = witnesses
    links: list[Link] = []
    for column in sorted({c for start, length in found for c in range(start, start + length)} & set(holes.tolist())):
        link = _shortest_link(column, found)
        if link is not None and (not links or links[-1].stop <= link.start):
            links.append(link)
    return tuple(links)


def _shortest_link(column: int, found: dict[tuple[int, int], tuple[int, ...]]) -> Link | None:
    """Give the shortest division that includes a column."""
    for length in range(2, MAX_COLUMNS + 1):
        for start in range(column - length + 1, column + 1):
            if (start, length) in found:
                return Link(start, start + length, found[start, length])
    return None


def _candidates(
    holes: Index, tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, weights: Scoring
) -> Iterator[tuple[int, int]]:
    """Give start and length of stretches of columns in which two witnesses seem to divide the same letters otherwise.

    A stretch may be given twice.
    """
    numbers, shifts = _letter_hashes(weights)
    reach = np.arange(1 - MAX_COLUMNS, MAX_COLUMNS)
    each = max(1, BLOCK_CELLS // (len(reach) * table.shape[1]))
    for k in range(0, len(holes), each):
        some = holes[k : k + each]
        columns = _neighbours(some, reach, len(table))
        cells = _cells(columns, tokens, table, testimony, numbers, shifts)
        for length in range(2, MAX_COLUMNS + 1):
            starts = _neighbours(some, -np.arange(length), len(table) - length + 1)
            # The columns around a hole are all there, so those of a stretch follow one another.
            for start in starts[_seems_divided(cells, np.searchsorted(columns, starts), length)].tolist():
                yield start, length


def _neighbours(columns: Index, steps: Index, end: int) -> Index:
    """Give the columns so many steps from some, each once, in order, from 0 to `end`."""
    reached = np.zeros(max(end, 0), bool)
    for step in steps.tolist():
        at = columns + step
        reached[at[(at >= 0) & (at < end)]] = True
    return np.flatnonzero(reached)


def _seems_divided(cells: _Cells, starts: Index, length: int) -> Bool:
    """Say of stretches of cells whether two witnesses have the same letters there, in unlike numbers of words."""
    value = np.zeros((len(starts), cells.letters.shape[1]), np.uint64)
    count = np.zeros(value.shape, np.int8)
    fits, steady = np.ones(value.shape, bool), np.ones(len(starts), bool)
    testifies = cells.testifies[starts]
    for at in (starts + step for step in range(length)):
        value = value * cells.shift[at] + cells.letters[at]
        count += cells.token[at]
        fits &= cells.testifies[at] & cells.word_or_gap[at]
        # A witness that falls silent within would have its words swallowed.
        steady &= (cells.testifies[at] == testifies).all(axis=1)
    fits &= count > 0
    return steady & _equal_letters_in_unlike_counts(np.where(fits, value, 0), count, fits)


def _cells(
    columns: Index,
    tokens: tuple[Tokens, ...],
    table: Int32,
    testimony: Int8,
    numbers: UInt64,
    shifts: UInt64,
) -> _Cells:
    here = table[columns]
    letter, shift = np.zeros(here.shape, np.uint64), np.ones(here.shape, np.uint64)
    word_or_gap = np.ones(here.shape, bool)
    for w, witness in enumerate(tokens):
        at = np.flatnonzero(here[:, w] != GAP)
        token = here[at, w]
        letter[at, w], shift[at, w] = numbers[witness.form[token]], shifts[witness.form[token]]
        word_or_gap[at, w] = witness.sort[token] == Sort.WORD
    return _Cells(letter, shift, here != GAP, testimony[columns] <= Testimony.OMITS, word_or_gap)


def _equal_letters_in_unlike_counts(values: UInt64, counts: Int8, fits: Bool) -> Bool:
    """Say for each row whether two of its values are equal that stand for unlike numbers of words."""
    witnesses = values.shape[1]
    if witnesses <= PAIRWISE_WITNESSES:
        found = np.zeros(len(values), bool)
        for one, other in combinations(range(witnesses), 2):
            same = (values[:, one] == values[:, other]) & (counts[:, one] != counts[:, other])
            found |= same & fits[:, one] & fits[:, other]
        return found
    order = np.argsort(values, axis=1)
    value, count, fit = (np.take_along_axis(a, order, axis=1) for a in (values, counts, fits))
    beside = (value[:, 1:] == value[:, :-1]) & (count[:, 1:] != count[:, :-1]) & fit[:, 1:] & fit[:, :-1]
    return np.asarray(beside.any(axis=1))


def _letter_hashes(weights: Scoring) -> tuple[UInt64, UInt64]:
    """Give for each form a number made of its letters, and the power by which letters before it are shifted."""
    longest = int(weights.lengths.max(initial=0))
    powers = np.ones(longest + 1, np.uint64)
    powers[1:] = np.cumprod(np.full(longest, _HASH_BASE, np.uint64), dtype=np.uint64)
    points = np.frombuffer("".join(weights.keys.tolist()).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum(weights.lengths, dtype=np.int64)
    behind = np.repeat(ends, weights.lengths) - 1 - np.arange(len(points))
    total = np.concatenate(
        (np.zeros(1, np.uint64), np.cumsum(points.astype(np.uint64) * powers[behind], dtype=np.uint64))
    )
    return total[ends] - total[ends - weights.lengths], powers[weights.lengths]


def _witnesses_with_same_letters(
    start: int, stop: int, tokens: tuple[Tokens, ...], table: Int32, spelled: dict[int, str]
) -> tuple[int, ...]:
    """Give the witnesses that share their letters in these columns, if they divide them otherwise.

    `spelled` remembers the letters of each form.
    """
    words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    strings = tokens[0].vocabulary.strings
    for w, cells in enumerate(table[start:stop].T.tolist()):
        here = [i for i in cells if i != GAP]
        if not here or any(tokens[w].sort[i] != _WORD for i in here):
            continue
        codes = [int(tokens[w].form[i]) for i in here]
        for code in codes:
            if code not in spelled:
                spelled[code] = letters(strings[code])
        words["".join([spelled[code] for code in codes])].append((w, len(here)))
    divided = [(len(found), spelling) for spelling, found in words.items() if len({n for _, n in found}) > 1]
    # Two words may be divided in one place, `some thing` and `any one`: most witnesses decide, then the letters.
    return tuple(sorted(w for w, _ in words[max(divided)[1]])) if divided else ()
