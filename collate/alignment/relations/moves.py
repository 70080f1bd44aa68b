"""Moves: words, phrases and blocks that are in one place in some witnesses and in another place in the others.

They are searched after everything is aligned, among the words of two similar witnesses that differ where they
are aligned. A phrase that occurs once among those on each side has moved. The greater its distance, the more it
must weigh: among more words more are equal by chance (after Karlin and Altschul 1990). A missed move is noise; a
wrong move is a false statement.

More than 300 lines: each test of a move is a function that says why in a line.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate.alignment.exact.anchors import PHRASE_LENGTHS, shared_runs
from collate.alignment.exact.gaps import full_tables
from collate.alignment.relations.move_candidates import keys_of_table, weights_of_keys
from collate.alignment.relations.moved_marks import with_marks
from collate.alignment.relations.moved_passages import moved_passages
from collate.alignment.relations.repeated_words import words_of_pair
from collate.alignment.relations.searched_text import SearchedText, searched_text
from collate.alignment.scoring import UNIT, Scoring
from collate.model.alignment import GAP, Move, Testimony
from collate.model.tokens import Tokens

LEAST_WEIGHT: Final = UNIT // 4  # of a move over no distance: more than a punctuation mark or the commonest word
WEIGHT_PER_DOUBLING: Final = UNIT // 2  # and for each doubling of the distance in columns
SHORT_PHRASE: Final = 2  # words; so short a phrase must occur only once between its two places and around them
COLUMNS_PER_WORD: Final = 16  # distance for each word of a short phrase: further away, a rare word is probably new
CONTEXT_COLUMNS: Final = 8  # columns around the two places of a short phrase
MAX_MISMATCHES: Final = 3  # different words inside a moved phrase that do not divide it
WORDS_PER_MISMATCH: Final = 4  # a further witness has the same words there if one of so many may differ
LONG_PASSAGE: Final = 200  # words; in a long moved passage a quarter of so many words may differ without dividing it

_Columns = tuple[int, int]  # [start, stop)


class _SharedPhrase(NamedTuple):
    """Words [left, left + size) of one witness that are words [right, right + size) of another.

    Numbers count the words that are searched, not columns.
    """

    left: int
    right: int
    size: int


def moves_of(
    tokens: tuple[Tokens, ...],
    table: Int32,
    testimony: Int8,
    pairs: Sequence[tuple[int, int]],
    scoring: Scoring,
    searched: Sequence[SearchedText] = (),
) -> tuple[Move, ...]:
    """Find what has moved between pairs of witnesses, each move once, in the order of columns.

    Parameters
    ----------
    tokens : tuple of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    pairs : sequence of (witness, witness)
        The pairs that are compared.
    scoring : Scoring
    searched : sequence of SearchedText
        The witnesses in which moves have been searched before, in any order; the others are made ready here.
    """
    keys, key_weights = keys_of_table(tokens, table, scoring), weights_of_keys(scoring)
    moves: dict[tuple[_Columns, _Columns], Move] = {}
    known = {id(text.tokens): text for text in searched}
    texts = {
        w: known.get(id(tokens[w])) or searched_text(tokens[w], scoring)
        for w in sorted({w for pair in pairs for w in pair})
    }
    for left, right in pairs:
        sides = np.ascontiguousarray(keys[:, left]), np.ascontiguousarray(keys[:, right])
        testified = (testimony[:, left] <= Testimony.OMITS, testimony[:, right] <= Testimony.OMITS)
        tokens_of = np.ascontiguousarray(table[:, left]), np.ascontiguousarray(table[:, right])
        passages = list(_passages_between((texts[left], texts[right]), *tokens_of))
        taken = _columns_in(passages, len(table))
        if passages:
            free = ~taken & (sides[0] != sides[1])
            passages = [with_marks(*sides, free, *passage) for passage in passages]
            taken |= _columns_in(passages, len(table))
        side_by_side = words_of_pair(*sides)
        for left_columns, right_columns in chain(passages, _moved_between(*sides, *testified, key_weights, taken)):
            if side_by_side.is_repeated(key_weights, left_columns, right_columns):
                continue
            move = _move((left_columns, left), (right_columns, right), keys, testimony)
            here, there = set(move.witnesses), set(move.other_witnesses)
            if here and there and 2 * len(here & there) <= min(len(here), len(there)):
                # If a witness is silent inside the words, no witness testifies to all of them. Words that most
                # witnesses have in both places are repeated.
                places = min(move.columns, move.other_columns), max(move.columns, move.other_columns)
                moves.setdefault(places, move)
    return tuple(moves[places] for places in sorted(moves))


def _columns_in(passages: Sequence[tuple[_Columns, _Columns]], count: int) -> Bool:
    """Return (count,) bool: the columns that are in one of the passages."""
    taken = np.zeros(count, bool)
    for columns in chain.from_iterable(passages):
        taken[slice(*columns)] = True
    return taken


def _passages_between(
    texts: tuple[SearchedText, SearchedText], left: Int32, right: Int32
) -> Iterator[tuple[_Columns, _Columns]]:
    """Yield the columns that each moved passage has in two witnesses; `left`, `right` (columns,) are their tokens."""
    paired = (left != GAP) & (right != GAP)
    partner = np.full(len(texts[0].keys), GAP, np.int32)
    partner[left[paired]] = right[paired]
    blocks = moved_passages(*texts, partner)
    if not blocks:
        return
    left_at, right_at = np.flatnonzero(left != GAP), np.flatnonzero(right != GAP)
    for block in blocks:
        in_place = partner[block.top : block.bottom]
        if 2 * int((in_place != GAP).sum()) > len(in_place):
            continue  # another aligner has put its words beside others
        yield (
            (int(left_at[block.top]), int(left_at[block.bottom - 1]) + 1),
            (int(right_at[block.left]), int(right_at[block.right - 1]) + 1),
        )


def _moved_between(
    left: Int32, right: Int32, left_testifies: Bool, right_testifies: Bool, key_weights: Int64, taken: Bool
) -> Iterator[tuple[_Columns, _Columns]]:
    """Yield the columns that moved words have in each of two witnesses, the heaviest move first.

    Parameters
    ----------
    left, right : (columns,) int32
        The keys of both witnesses, or GAP.
    left_testifies, right_testifies : (columns,) bool
    key_weights : (keys,) int64
    taken : (columns,) bool
        The columns that a move has already.
    """
    differ = ~taken & (left != right) & left_testifies & right_testifies
    left_at, right_at = np.flatnonzero(differ & (left != GAP)), np.flatnonzero(differ & (right != GAP))
    if not len(left_at) or not len(right_at):
        return
    phrases = _phrases(left, right, left_at, right_at)
    weight_before = np.append(0, np.cumsum(key_weights[left[left_at]]))
    weights = {
        columns: int(weight_before[p.left + p.size] - weight_before[p.left])
        for p, columns in zip(phrases, _columns_of(phrases, left_at, right_at), strict=True)
    }
    taken, free = taken.copy(), differ.copy()  # free are the columns that differ and are in no move
    both_before = np.append(0, np.cumsum((left != GAP) & (right != GAP)))
    same_before = np.append(0, np.cumsum((left == right) & (left != GAP)))
    for columns, phrase in sorted(zip(weights, phrases, strict=True), key=lambda found: (-weights[found[0]], found[1])):
        left_columns, right_columns = columns
        distance = max(left_columns[0], right_columns[0]) - min(left_columns[1], right_columns[1])
        # Two phrases that have changed places support each other.
        weight = weights[columns] + weights.get((right_columns, left_columns), 0)
        if distance < 0 or weight < LEAST_WEIGHT + WEIGHT_PER_DOUBLING * np.log2(1 + distance):
            continue
        first_end, second_start = min(left_columns[1], right_columns[1]), max(left_columns[0], right_columns[0])
        if both_before[first_end] == both_before[second_start]:
            continue  # it passes no word that both have: the words are not moved, their columns could be one
        if max(same_before[stop] - same_before[start] for start, stop in (left_columns, right_columns)) > phrase.size:
            continue  # more of it is in place than has moved
        is_short = phrase.size <= SHORT_PHRASE
        if is_short and (
            distance > COLUMNS_PER_WORD * phrase.size or not _occurs_once(left, right, left_columns, right_columns)
        ):
            continue
        if taken[slice(*left_columns)].any() or taken[slice(*right_columns)].any():
            continue
        left_columns, right_columns = with_marks(left, right, free, left_columns, right_columns)
        for moved in (slice(*left_columns), slice(*right_columns)):
            taken[moved], free[moved] = True, False
        yield left_columns, right_columns


def _columns_of(
    phrases: Sequence[_SharedPhrase], left_at: Int64, right_at: Int64
) -> Iterator[tuple[_Columns, _Columns]]:
    """Yield the columns of each phrase in both witnesses; `left_at` and `right_at` are the columns of their words."""
    left, right, size = np.array(phrases, np.int64).reshape(-1, 3).T
    sides = ((left_at[left], left_at[left + size - 1] + 1), (right_at[right], right_at[right + size - 1] + 1))
    of_left, of_right = (zip(start.tolist(), stop.tolist(), strict=True) for start, stop in sides)
    return zip(of_left, of_right, strict=True)


def _phrases(left: Int32, right: Int32, left_at: Int64, right_at: Int64) -> list[_SharedPhrase]:
    """Return the phrases that occur once among the words of each side, long ones first, near ones joined.

    Parameters
    ----------
    left, right : (columns,) int32
        The keys of both witnesses, or GAP.
    left_at, right_at : (n,) int64, (m,) int64
        The columns whose words are searched.
    """
    rows, columns = _split_keys(left, left_at, 0), _split_keys(right, right_at, 1)
    words = left[left_at], right[right_at]
    phrases: list[_SharedPhrase] = []
    table = full_tables(np.array([len(rows.keys)]), np.array([len(columns.keys)]))
    for length in PHRASE_LENGTHS:
        runs = shared_runs(rows.keys, columns.keys, table, length)
        shorter = [
            _SharedPhrase(int(rows.numbers[row]), int(columns.numbers[column]), count + length - 1)
            for row, column, count in zip(*(part.tolist() for part in runs), strict=True)
        ]
        phrases = _join_phrases(sorted([*phrases, *_without_overlaps(phrases, shorter)]), *words)
    return phrases


def _without_overlaps(phrases: list[_SharedPhrase], shorter: list[_SharedPhrase]) -> list[_SharedPhrase]:
    """Return those of the shorter phrases that share no word, on either side, with the phrases found before."""
    if not phrases or not shorter:
        return shorter
    free = np.ones(len(shorter), bool)
    for side in (0, 1):
        start, size = np.array([p[side] for p in phrases]), np.array([p.size for p in phrases])
        order = np.argsort(start)
        ends = np.maximum.accumulate((start + size)[order])
        begin = np.array([p[side] for p in shorter])
        end = begin + np.array([p.size for p in shorter])
        before = np.searchsorted(start[order], end, side="left") - 1
        free &= (before < 0) | (ends[np.maximum(before, 0)] <= begin)
    return [phrase for phrase, is_free in zip(shorter, free.tolist(), strict=True) if is_free]


class _SplitKeys(NamedTuple):
    """Keys of words, with a separator wherever words between them are not searched.

    keys     (n,) int32   a separator is a negative number that occurs nowhere else
    numbers  (n,) int64   the number of each word; -1 for a separator
    """

    keys: Int32
    numbers: Int64


def _split_keys(keys: Int32, at: Int64, side: int) -> _SplitKeys:
    """Return the keys in the columns `at` (n,), split where the witness has other words between them."""
    words_before = np.cumsum(keys != GAP)[at]
    breaks = np.flatnonzero(np.diff(words_before) > 1) + 1
    numbers = np.insert(np.arange(len(at)), breaks, -1)
    split = np.insert(keys[at], breaks, 0)
    split[numbers < 0] = -2 - side - 2 * np.flatnonzero(numbers < 0)
    return _SplitKeys(split, numbers)


def _join_phrases(phrases: list[_SharedPhrase], left: Int32, right: Int32) -> list[_SharedPhrase]:
    """Join phrases that overlap, or that follow each other on both sides with few different words between them.

    `left` and `right` are the keys of the words that are searched.
    """
    joined: list[_SharedPhrase] = []
    for phrase in phrases:
        if joined:
            last = joined[-1]
            left_end, right_end = last.left + last.size, last.right + last.size
            if phrase.left - left_end == phrase.right - right_end:
                mismatches = int((left[left_end : phrase.left] != right[right_end : phrase.right]).sum())
                if mismatches <= max(MAX_MISMATCHES, min(last.size, LONG_PASSAGE) // 4):
                    joined[-1] = last._replace(size=max(last.size, phrase.left + phrase.size - last.left))
                    continue
        joined.append(phrase)
    return joined


def _occurs_once(left: Int32, right: Int32, left_columns: _Columns, right_columns: _Columns) -> bool:
    """Check whether the first word of a short phrase occurs only once on each side, between its places and around."""
    start = max(0, min(left_columns[0], right_columns[0]) - CONTEXT_COLUMNS)
    stop = max(left_columns[1], right_columns[1]) + CONTEXT_COLUMNS
    key = left[left_columns[0]]
    return int((left[start:stop] == key).sum()) == 1 == int((right[start:stop] == key).sum())


def _move(first: tuple[_Columns, int], second: tuple[_Columns, int], keys: Int32, testimony: Int8) -> Move:
    """Return the move of some words: which witnesses have them in which of two places.

    The words of fewer witnesses have moved; of as many, those of the witnesses that have them later.

    Parameters
    ----------
    first, second : (columns, witness)
        The two places of the words, each with a witness that has them there.
    keys : (columns, witnesses) int32
    testimony : (columns, witnesses) int8
    """
    sides = []
    for columns, w in (first, second):
        words = keys[slice(*columns)]
        model = words[:, w]
        has_word = model != GAP
        same = (words != model[:, None])[has_word].sum(axis=0) <= has_word.sum() // WORDS_PER_MISMATCH
        extant = (testimony[slice(*columns)] <= Testimony.OMITS).all(axis=0)
        sides.append((columns, tuple(np.flatnonzero(same & extant).tolist())))
    (columns, witnesses), (other_columns, other_witnesses) = sides
    if (len(other_witnesses), -other_columns[0]) < (len(witnesses), -columns[0]):
        return Move(other_columns, columns, other_witnesses, witnesses)
    return Move(columns, other_columns, witnesses, other_witnesses)
