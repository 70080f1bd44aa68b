"""Doubt: how likely it is that a token belongs to another column.

The posterior of a match of two witnesses is the share of all their alignments that have it, each weighed by its
value. What it lacks of 1, on average over the witnesses that share the column of a token, is the doubt of the token,
brought to the scale of collations made by people.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from collate._arrays import Float32, Float64, Int8, Int32
from collate.alignment.relations.open_stretches import OpenStretches, open_stretches
from collate.alignment.relations.stretch_posteriors import stretch_posteriors
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP, Testimony
from collate.model.tokens import Tokens
from collate.model.voices import principals

MOST_WITNESSES: Final = 30  # up to so many, each is compared with all others
PARTNERS: Final = 12  # of more witnesses, each is compared with so many, spread over the joining order

# People put fewer tokens elsewhere than the posteriors lack. Fitted on eleven texts, each time without one of them,
# the power is 1.5 to 1.85 (`bench/calibration.py`).
POWER: Final = 1.5
MOST_DOUBT: Final = 0.999  # 1 is left for the passages without a place

CELLS_AT_ONCE: Final = 1 << 18  # cells of pairs of witnesses, columns times pairs; to limit the memory


def doubt_of_tokens(
    tokens: Sequence[Tokens], table: Int32, testimony: Int8, scoring: Scoring, joining: Sequence[int]
) -> Float32:
    """Compute the doubt of each token.

    Witnesses that are the same in everything count once, and none is compared with a hand of another.

    Parameters
    ----------
    tokens : sequence of Tokens
        One for each witness, in an order that depends on their content alone.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    scoring : Scoring
    joining : sequence of int
        The witnesses in the order in which they were joined, as far as that is known.

    Returns
    -------
    (columns, witnesses) float32
        From 0, also for a token that shares its column with no other, to MOST_DOUBT.
    """
    no_hands = [w for w, manuscript in enumerate(principals(tokens)) if w == manuscript]
    same_as = _first_equals(tokens, table, testimony, no_hands)
    witnesses = sorted(set(same_as))
    manuscripts = {same_as[w] for w in no_hands}
    partners = _partners([*dict.fromkeys(w for w in (*joining, *witnesses) if w in manuscripts)])
    pairs = [(v, w) for v, w in combinations(witnesses, 2) if v in partners or w in partners]
    compared = (table[:, sorted(partners)] != GAP).sum(axis=1, dtype=np.int32)
    lacking = np.zeros(table.shape[::-1], np.float32)
    open_posteriors = _open_posteriors(pairs, tokens, table, testimony, scoring)
    del table, testimony  # mostly copies made for this call, which the generator drops before its first pair
    for group, stretches, posteriors in open_posteriors:
        borders = np.searchsorted(stretches.pair, np.arange(len(group) + 1)).tolist()
        for (v, w), start, stop in zip(group, borders, borders[1:], strict=False):
            at, lack = stretches.at[start:stop], 1 - posteriors[start:stop]
            for witness, other in ((v, w), (w, v)):
                if other in partners:
                    lacking[witness, at] += lack
    for w in witnesses:
        at = np.flatnonzero(lacking[w])  # few columns lack anything, and a power takes long
        number = np.maximum(compared[at] - (w in partners), 1)
        lacking[w, at] = np.minimum((lacking[w, at] / number) ** POWER, MOST_DOUBT)
    return np.ascontiguousarray(lacking[same_as].T)


def _first_equals(tokens: Sequence[Tokens], table: Int32, testimony: Int8, manuscripts: Sequence[int]) -> list[int]:
    """Return for each witness the first that is the same in everything.

    A fragment is absent where its whole copy omits what a hand alone adds: there, the two are the same.
    """
    if len(manuscripts) < len(tokens):
        testimony = testimony[(table[:, manuscripts] != GAP).any(axis=1)]
    firsts: dict[tuple[bytes, bytes, bytes], int] = {}
    return [
        firsts.setdefault((t.form.tobytes(), table[:, w].tobytes(), testimony[:, w].tobytes()), w)
        for w, t in enumerate(tokens)
    ]


def _open_posteriors(
    pairs: Sequence[tuple[int, int]], tokens: Sequence[Tokens], table: Int32, testimony: Int8, scoring: Scoring
) -> Iterator[tuple[Sequence[tuple[int, int]], OpenStretches, Float64]]:
    """Yield some pairs of witnesses with their open stretches and the posteriors of the matches in them.

    Parameters
    ----------
    pairs : sequence of (witness, witness)
    tokens : sequence of Tokens
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
    scoring : Scoring
    """
    sizes = np.array([len(t) for t in tokens], np.int64)
    begins = (np.cumsum(sizes) - sizes).astype(np.int32)
    text = np.concatenate([t.form for t in tokens])
    numbers = np.array(table.T, order="C")
    keys = np.full_like(numbers, GAP)
    for number, witness in enumerate(tokens):
        is_token = numbers[number] != GAP
        keys[number, is_token] = scoring.anchor_keys(witness.form)  # the table has every token, in order
        np.add(numbers[number], begins[number], out=numbers[number], where=is_token)
    extant = np.ascontiguousarray((testimony != Testimony.ABSENT).T)
    del table, testimony
    size = max(1, CELLS_AT_ONCE // numbers.shape[1])
    for k in range(0, len(pairs), size):
        group = pairs[k : k + size]
        v, w = (_rows(side) for side in zip(*group, strict=True))
        stretches = open_stretches(numbers[v], numbers[w], keys[v], keys[w], extant[v] & extant[w])
        yield group, stretches, stretch_posteriors(stretches, text, scoring)


def _rows(witnesses: Sequence[int]) -> slice | list[int]:
    """Return what takes the rows of some witnesses from an array; of a single one without a copy."""
    return slice(witnesses[0], witnesses[0] + 1) if len(witnesses) == 1 else list(witnesses)


def _partners(joining: Sequence[int]) -> frozenset[int]:
    """Return the witnesses with which all others are compared."""
    if len(joining) <= MOST_WITNESSES:
        return frozenset(joining)
    return frozenset(joining[(2 * k + 1) * len(joining) // (2 * PARTNERS)] for k in range(PARTNERS))
