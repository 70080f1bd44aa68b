"""Find the variation units whose words were moved: other witnesses have them in another place."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from collate._arrays import Bool, Int64, any_in_row
from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort
from collate.variants import Units

NOT_MOVED: Final = -1
MOST_PASSED: Final = 2  # words; if one word has passed only so many, they may have moved instead of it
# The least part of the words of a unit that must have moved: a word at its border may have stayed.
MIN_MOVED: Final = 0.9

Columns = tuple[int, int]  # columns [start, stop) of the alignment
WitnessNumbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Transposition:
    """The words of a variation unit are in another place in the witnesses that lack them here.

    Attributes
    ----------
    other_place : str
        Where the words are in one of those witnesses: `on line 7 of B`.
    having, lacking : frozenset of int
        The numbers of the witnesses that have the words in the unit, and of those that have them in the other place.
    columns, other_columns : (int, int) or None
        Columns [start, stop) of both places; None if the words were moved in several pieces.
    is_doubtful : bool
        Whether it is one word that passed so few others that these may have moved instead.
    """

    other_place: str
    having: frozenset[int]
    lacking: frozenset[int]
    columns: Columns | None = None
    other_columns: Columns | None = None
    is_doubtful: bool = False

    def __repr__(self) -> str:
        return repr_line("Transposition", self.other_place)


def find_transpositions(alignment: Alignment, units: Units) -> list[Transposition | None]:
    """Return for each unit the transposition of its words, or None.

    They were moved in one piece, or in several pieces between the same witnesses.
    """
    move_at = np.full(len(alignment.table), NOT_MOVED, np.int32)
    moves: list[Transposition] = []
    for (columns, having), other_places in _other_places(alignment).items():
        move_at[slice(*columns)] = len(moves)
        lacking = frozenset(w for _, witnesses in other_places for w in witnesses)
        cited = _cite(alignment, other_places)
        is_doubtful = _passes_few_words(alignment, (columns, having[0]), (other_places[0][0], other_places[0][1][0]))
        moves.append(Transposition(cited, frozenset(having), lacking, columns, other_places[0][0], is_doubtful))
    transpositions: list[Transposition | None] = [None] * len(units)
    if not moves:
        return transpositions
    is_word = any_in_row(alignment.sorts() == Sort.WORD)
    width, moved = units.stop - units.start, _count_in_units(move_at != NOT_MOVED, units)
    words, moved_words = _count_in_units(is_word, units), _count_in_units(is_word & (move_at != NOT_MOVED), units)
    whole = np.where(words > 0, moved_words >= MIN_MOVED * words, moved == width) & ~units.is_white_space
    for u in np.flatnonzero(whole).tolist():
        in_unit = move_at[units.start[u] : units.stop[u]]
        transpositions[u] = _combine([moves[k] for k in dict.fromkeys(in_unit[in_unit != NOT_MOVED].tolist())])
    return transpositions


def _passes_few_words(alignment: Alignment, here: tuple[Columns, int], there: tuple[Columns, int]) -> bool:
    """Check whether one word moved over so few words of two witnesses that these may have moved instead of it."""
    (columns, w), (other_columns, v) = sorted([here, there])
    between = slice(columns[1], other_columns[0])
    passed = alignment.table[between]
    both = (passed[:, w] != GAP) & (passed[:, v] != GAP)
    is_word = alignment.tokens[w].sort[passed[both, w]] == Sort.WORD
    moved = alignment.table[slice(*columns), w]
    words = alignment.tokens[w].sort[moved[moved != GAP]] == Sort.WORD
    return int(words.sum()) == 1 and int(is_word.sum()) <= MOST_PASSED


def _count_in_units(marked: Bool, units: Units) -> Int64:
    """Count the marked columns of each unit: marked (columns,) bool; returns (units,) int64."""
    before = np.append(0, np.cumsum(marked))
    return np.asarray(before[units.stop] - before[units.start])


def _combine(moves: Sequence[Transposition]) -> Transposition:
    """Return what holds of all moves in one unit; the first names the other place."""
    having = frozenset.intersection(*(move.having for move in moves))
    lacking = frozenset.intersection(*(move.lacking for move in moves))
    if len(moves) > 1:
        return Transposition(moves[0].other_place, having, lacking)
    return replace(moves[0], having=having, lacking=lacking)


def _other_places(
    alignment: Alignment,
) -> dict[tuple[Columns, WitnessNumbers], list[tuple[Columns, WitnessNumbers]]]:
    """Return the other places of each moved passage, with the witnesses that have the words in each place.

    A passage that witnesses have in three places has two other places for each.
    """
    others: dict[tuple[Columns, WitnessNumbers], list[tuple[Columns, WitnessNumbers]]] = {}
    for move in alignment.moves:
        here, there = (move.columns, move.witnesses), (move.other_columns, move.other_witnesses)
        others.setdefault(here, []).append(there)
        others.setdefault(there, []).append(here)
    return others


def _cite(alignment: Alignment, places: list[tuple[Columns, WitnessNumbers]]) -> str:
    """Return where the words are, in the first witness, by siglum, that has them in each of these places."""
    cited = []
    for columns, witnesses in places:
        siglum, w = min((alignment.tokens[w].witness.siglum, w) for w in witnesses)
        column = alignment.table[columns[0] : columns[1], w]
        tokens = alignment.tokens[w]
        file, line, _ = tokens.witness.position(int(tokens.spans[column[column != GAP][0], 0]))
        sources = tokens.witness.sources
        of_file = f" ({sources[file].file})" if len(sources) > 1 else ""
        cited.append((siglum, f"on line {line} of {siglum}{of_file}"))
    return " and ".join(dict.fromkeys(place for _, place in sorted(cited)))
