"""Doubt: how likely it is that a token belongs to another column.

The posterior of a match of two witnesses is the share of all their alignments that have it, each weighed by its
value. What it lacks of 1, on average over the witnesses that share the column of a token, is the doubt of the token,
brought to the scale of collations made by people.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from collate._arrays import Float32, Int8, Int32
from collate.alignment.relations.open_stretches import open_stretches
from collate.alignment.relations.stretch_posteriors import PairStretches, stretch_posteriors
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

MATCHES_AT_ONCE: Final = 1 << 20  # to limit the memory


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
    columns = [np.ascontiguousarray(column) for column in table.T]
    firsts: dict[tuple[bytes, bytes, bytes], int] = {}
    same_as = [
        firsts.setdefault((t.form.tobytes(), columns[w].tobytes(), testimony[:, w].tobytes()), w)
        for w, t in enumerate(tokens)
    ]
    witnesses = sorted(firsts.values())
    manuscripts = {same_as[w] for w, manuscript in enumerate(principals(tokens)) if w == manuscript}
    partners = _partners([*dict.fromkeys(w for w in (*joining, *witnesses) if w in manuscripts)])
    keys = {w: _keys(columns[w], tokens[w], scoring) for w in witnesses}
    extant = {w: testimony[:, w] != Testimony.ABSENT for w in witnesses}
    stretches = (
        PairStretches(v, w, open_stretches(columns[v], columns[w], keys[v], keys[w], extant[v] & extant[w]))
        for v, w in combinations(witnesses, 2)
        if v in partners or w in partners
    )
    lacking = np.zeros(table.shape, np.float32)
    for group in _groups(stretches):
        for pair, posteriors in zip(group, stretch_posteriors(group, tokens, scoring), strict=True):
            for witness, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if other in partners:
                    lacking[pair.stretches.at, witness] += 1 - posteriors
    compared = (table[:, sorted(partners)] != GAP).sum(axis=1)
    for w in witnesses:
        number = np.maximum(compared - (w in partners), 1)
        lacking[:, w] = np.minimum((lacking[:, w] / number) ** POWER, MOST_DOUBT)
    return lacking[:, same_as]


def _partners(joining: Sequence[int]) -> frozenset[int]:
    """Return the witnesses with which all others are compared."""
    if len(joining) <= MOST_WITNESSES:
        return frozenset(joining)
    return frozenset(joining[(2 * k + 1) * len(joining) // (2 * PARTNERS)] for k in range(PARTNERS))


def _keys(column: Int32, tokens: Tokens, scoring: Scoring) -> Int32:
    """Return (columns,) int32: the anchor key of each token; GAP where there is none."""
    keys = np.full(len(column), GAP, np.int32)
    keys[column != GAP] = scoring.anchor_keys(tokens.form)
    return keys


def _groups(stretches: Iterable[PairStretches]) -> Iterator[list[PairStretches]]:
    """Yield the pairs of witnesses with open stretches, in groups of some MATCHES_AT_ONCE matches."""
    group: list[PairStretches] = []
    matches = 0
    for pair in stretches:
        if not len(pair.stretches.at):
            continue
        group.append(pair)
        matches += len(pair.stretches.at)
        if matches >= MATCHES_AT_ONCE:
            yield group
            group, matches = [], 0
    if group:
        yield group
