"""Order by place: verses, chapters or sections that two witnesses have under the same names in another order.

The names say which parts belong together, however the words differ. Pages, leaves and lines are those of one book, so
their names say nothing about another.
"""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

import numpy as np

from collate._arrays import Bool, Int32, Int64, UInt64
from collate.alignment.exact.anchors import in_heaviest_chain
from collate.alignment.relations.moved_blocks import MovedBlock
from collate.model.place_names import OF_ONE_BOOK
from collate.model.tokens import Tokens

Part = tuple[int, int]  # tokens [start, stop)
_Name = tuple[str, str]  # system and value


class SoleParts(NamedTuple):
    """The p sentences or lines of a text that occur once in it, in the order of their names.

    names          (p,) uint64   a hash of what is compared
    starts, stops  (p,) int32    tokens [start, stop)
    """

    names: UInt64
    starts: Int32
    stops: Int32


def moved_parts(left: Tokens, right: Tokens) -> list[MovedBlock]:
    """Return the parts with the same name that are in another order, those beside each other as one, in order.

    Parts that are the heaviest in one order have not moved.

    Parameters
    ----------
    left, right : Tokens
    """
    if not left.witness.places or not right.witness.places:
        return []
    return in_another_order(pairs_of_names(named_parts(left), named_parts(right), len(left)))


def in_another_order(pairs: Int64) -> list[MovedBlock]:
    """Return the parts of pairs (p, 4) that are in another order, those beside each other as one."""
    if len(pairs) < 2:
        return []
    blocks: list[MovedBlock] = []
    for top, bottom, start, stop in pairs[~_stays(pairs)].tolist():
        last = blocks[-1] if blocks else None
        if last and last.bottom == top and last.right == start:
            blocks[-1] = last._replace(bottom=bottom, right=stop)
        else:
            blocks.append(MovedBlock(top, bottom, start, stop))
    return blocks


def in_one_order(pairs: Int64) -> Int64:
    """Return the pairs of parts (p, 4) that are in one order, the heaviest."""
    return pairs[_stays(pairs)]


def _stays(pairs: Int64) -> Bool:
    """Return (p,) bool: whether each pair, in the order of the left side, is among the heaviest in one order."""
    return in_heaviest_chain(pairs[:, 2], pairs[:, 1] - pairs[:, 0])


def pairs_of_names(left: Mapping[Hashable, Part], right: Mapping[Hashable, Part], size: int) -> Int64:
    """Return the parts that both sides have, in the order of the left side, by their names.

    A chapter has verses in it: of parts that lie in each other, only those without a part inside are compared.

    Parameters
    ----------
    left, right : mapping of name to (start, stop)
        Tokens [start, stop) of each part.
    size : int
        How many tokens the left side has.

    Returns
    -------
    (p, 4) int64
        The start and the stop of each on the left side, then on the right side.
    """
    pairs = sorted((part, right[name]) for name, part in left.items() if name in right)
    array = np.array(pairs, np.int64).reshape(-1, 4)
    return array[np.append(array[1:, 0], size)[: len(array)] >= array[:, 1]]


def pairs_of_equal(left: SoleParts, right: SoleParts) -> Int64:
    """Return the same of parts that are equal and lie beside one another."""
    if not len(right.names):
        return np.empty((0, 4), np.int64)
    at = np.minimum(np.searchsorted(right.names, left.names), len(right.names) - 1)
    both = right.names[at] == left.names
    at = at[both]
    pairs = np.stack((left.starts[both], left.stops[both], right.starts[at], right.stops[at]), 1).astype(np.int64)
    return pairs[np.argsort(pairs[:, 0], kind="stable")]


def named_parts(tokens: Tokens) -> dict[Hashable, Part]:
    """Return the tokens of each part whose name occurs once, without parts that have none."""
    found: dict[_Name, Part | None] = {}
    places = [place for place in tokens.witness.places if place.system not in OF_ONE_BOOK]
    borders = np.array([(place.start, place.end) for place in places], np.int32).reshape(-1, 2)
    for place, (first, stop) in zip(places, np.searchsorted(tokens.spans[:, 0], borders).tolist(), strict=True):
        name = place.system, place.value
        found[name] = None if name in found or first == stop else (first, stop)
    return {name: part for name, part in found.items() if part}
