"""Moves: words, phrases and blocks that stand in one place in some witnesses and in another in the rest.

They are sought when all is aligned, among what two neighbouring witnesses do not have in common
where it stands: a phrase that occurs once among it on either side has moved. The further, the
more it must weigh, for among more words more meet by chance (after Karlin and Altschul 1990). A
missed move is noise, a wrong one is a false claim.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int8, Int32, Int64
from collate.alignment.exact.anchors import PHRASE_LENGTHS, shared_runs
from collate.alignment.exact.gaps import full_tables
from collate.alignment.scoring import UNIT, Scoring
from collate.model.alignment import GAP, Move, Testimony
from collate.model.tokens import Tokens

LEAST_WEIGHT: Final = UNIT // 4  # what a move over no distance must weigh: more than a mark or the commonest word
WEIGHT_PER_DOUBLING: Final = UNIT // 2  # and what for each doubling of its distance in columns
SHORT_PHRASE: Final = 2  # words of a phrase that must occur but once between its two places and around them
COLUMNS_PER_WORD: Final = (
    16  # columns over which each of so few words may have moved: left out here, a rare word may be new there
)
CONTEXT_COLUMNS: Final = 8  # columns around
MAX_MISMATCHES: Final = 3  # unlike words within a moved phrase that do not part it
WORDS_PER_MISMATCH: Final = (
    4  # of so many moved words one may be unlike in a further witness that has them in that place
)
LONG_PASSAGE: Final = 200  # words; in a moved passage as long as this or longer, a quarter as many do not


class _SharedPhrase(NamedTuple):
    """Tokens [own, own + size) of one witness stand as [other, other + size) of another; places in both lists."""

    own: int
    other: int
    size: int


def moves_of(
    tokens: tuple[Tokens, ...],
    table: Int32,
    testimony: Int8,
    beside: Sequence[tuple[int, int]],
    weights: Scoring,
) -> tuple[Move, ...]:
    """Find what has moved between the pairs of witnesses in `beside`, each move once, in the order of columns."""
    keys = np.full(table.shape, GAP, np.int32)
    for w, witness in enumerate(tokens):
        here = table[:, w] != GAP
        keys[here, w] = weights.anchor_keys(witness.form[table[here, w]])
    heavy = _key_weights(weights)
    found: dict[tuple[tuple[int, int], tuple[int, int]], Move] = {}
    for w, near in beside:
        for here, there in _moved_between(keys[:, w], keys[:, near], testimony[:, w], testimony[:, near], heavy):
            move = _move(here, there, keys, testimony, w, near)
            if move.witnesses and move.other_witnesses:
                # Where a silence stands within the words nobody testifies to all of them.
                found.setdefault((min(move.columns, move.other_columns), max(move.columns, move.other_columns)), move)
    return tuple(found[places] for places in sorted(found))


def _key_weights(weights: Scoring) -> Int64:
    """Give the rarity of each key, that of its most frequent form."""
    used = np.flatnonzero(weights.key >= 0)
    if weights.exact:
        return weights.rarity.astype(np.int64)
    heavy = np.full(int(weights.key.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(heavy, weights.key[used], weights.rarity[used].astype(np.int64))
    return heavy


def _moved_between(
    own: Int32, other: Int32, said: Int8, said_there: Int8, heavy: Int64
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give the columns that moved words have in a witness and in the other, by their keys (columns,)."""
    differ = (own != other) & (said <= Testimony.OMITS) & (said_there <= Testimony.OMITS)
    mine, theirs = np.flatnonzero(differ & (own != GAP)), np.flatnonzero(differ & (other != GAP))
    if not len(mine) or not len(theirs):
        return
    runs = _phrases(own, other, mine, theirs)
    weights = {_columns_of(r, mine, theirs): int(heavy[own[mine[r.own : r.own + r.size]]].sum()) for r in runs}
    taken = np.zeros(len(own), bool)
    for run in sorted(runs, key=lambda r: (-weights[_columns_of(r, mine, theirs)], r)):
        here, there = _columns_of(run, mine, theirs)
        distance = max(here[0], there[0]) - min(here[1], there[1])
        # Two that have changed places bear each other out.
        weight = weights[here, there] + weights.get((there, here), 0)
        if distance < 0 or weight < LEAST_WEIGHT + WEIGHT_PER_DOUBLING * np.log2(1 + distance):
            continue
        if run.size <= SHORT_PHRASE and (
            distance > COLUMNS_PER_WORD * run.size or not _occurs_once(own, other, here, there)
        ):
            continue
        if taken[slice(*here)].any() or taken[slice(*there)].any():
            continue
        taken[slice(*here)] = taken[slice(*there)] = True
        yield here, there


def _columns_of(run: _SharedPhrase, mine: Int64, theirs: Int64) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the columns of both sides."""
    here = int(mine[run.own]), int(mine[run.own + run.size - 1]) + 1
    return here, (int(theirs[run.other]), int(theirs[run.other + run.size - 1]) + 1)


def _phrases(own: Int32, other: Int32, mine: Int64, theirs: Int64) -> list[_SharedPhrase]:
    """Give the phrases that occur once among what is unlike on either side, long ones first, near ones joined."""
    rows, columns = _split_keys(own, mine, 0), _split_keys(other, theirs, 1)
    words = own[mine], other[theirs]
    found: list[_SharedPhrase] = []
    both = full_tables(np.array([len(rows.keys)]), np.array([len(columns.keys)]))
    for length in PHRASE_LENGTHS:
        shared = shared_runs(rows.keys, columns.keys, both, length)
        level = [
            _SharedPhrase(int(rows.numbers[row]), int(columns.numbers[column]), count + length - 1)
            for row, column, count in zip(*(a.tolist() for a in shared), strict=True)
        ]
        found = _join_phrases(sorted([*found, *_without_overlaps(found, level)]), *words)
    return found


def _without_overlaps(found: list[_SharedPhrase], more: list[_SharedPhrase]) -> list[_SharedPhrase]:
    """Leave out what has a word in common, on either side, with what is found already."""
    if not found or not more:
        return more
    clear = np.ones(len(more), bool)
    for side in (0, 1):
        start, size = np.array([r[side] for r in found]), np.array([r.size for r in found])
        order = np.argsort(start)
        ends = np.maximum.accumulate((start + size)[order])
        begin = np.array([r[side] for r in more])
        end = begin + np.array([r.size for r in more])
        before = np.searchsorted(start[order], end, side="left") - 1
        clear &= (before < 0) | (ends[np.maximum(before, 0)] <= begin)
    return [r for r, free in zip(more, clear.tolist(), strict=True) if free]


class _SplitKeys(NamedTuple):
    """Keys, with a number below zero, found nowhere else, wherever words in between were left out.

    numbers  which of the words each is, or -1
    """

    keys: Int32
    numbers: Int64


def _split_keys(keys: Int32, columns: Int64, side: int) -> _SplitKeys:
    """Give the keys in some columns, parted where the witness has other words between them."""
    words_before = np.cumsum(keys != GAP)[columns]
    breaks = np.flatnonzero(np.diff(words_before) > 1) + 1
    numbers = np.insert(np.arange(len(columns)), breaks, -1)
    parted = np.insert(keys[columns], breaks, 0)
    parted[numbers < 0] = -2 - side - 2 * np.flatnonzero(numbers < 0)
    return _SplitKeys(parted, numbers)


def _join_phrases(runs: list[_SharedPhrase], mine: Int32, theirs: Int32) -> list[_SharedPhrase]:
    """Join runs that overlap or follow one another on both sides with few unlike words between them, for their size."""
    joined: list[_SharedPhrase] = []
    for run in runs:
        if joined:
            last = joined[-1]
            a, b = last.own + last.size, last.other + last.size
            if run.own - a == run.other - b:
                unlike = int((mine[a : run.own] != theirs[b : run.other]).sum())
                if unlike <= max(MAX_MISMATCHES, min(last.size, LONG_PASSAGE) // 4):
                    joined[-1] = last._replace(size=max(last.size, run.own + run.size - last.own))
                    continue
        joined.append(run)
    return joined


def _occurs_once(own: Int32, other: Int32, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """Say whether the first word of a short phrase occurs but once on either side, near its places and between."""
    start, stop = max(0, min(here[0], there[0]) - CONTEXT_COLUMNS), max(here[1], there[1]) + CONTEXT_COLUMNS
    key = own[here[0]]
    return int((own[start:stop] == key).sum()) == 1 == int((other[start:stop] == key).sum())


def _move(here: tuple[int, int], there: tuple[int, int], keys: Int32, testimony: Int8, w: int, near: int) -> Move:
    """Say who has the words in which place; the fewer are said to have moved, or those who have them later."""
    sides = []
    for place, whose in ((here, w), (there, near)):
        words = keys[place[0] : place[1]]
        own = words[:, whose]
        spoken = own != GAP
        same = (words != own[:, None])[spoken].sum(axis=0) <= spoken.sum() // WORDS_PER_MISMATCH
        extant = (testimony[place[0] : place[1]] <= Testimony.OMITS).all(axis=0)
        sides.append((place, tuple(np.flatnonzero(same & extant).tolist())))
    (first, ours), (second, theirs) = sides
    if (len(theirs), -second[0]) < (len(ours), -first[0]):
        return Move(second, first, theirs, ours)
    return Move(first, second, ours, theirs)
