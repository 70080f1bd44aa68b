"""Order by place: verses, chapters or sections that two witnesses have under the same names in another order.

The names say which parts belong together, however the words differ. Pages, leaves and lines are those of one book, so
their names say nothing about another.
"""

from collections.abc import Hashable, Mapping
from itertools import compress, pairwise

import numpy as np

from collate.alignment.exact.anchors import in_heaviest_chain
from collate.alignment.relations.moved_blocks import MovedBlock
from collate.model.place_names import OF_ONE_BOOK
from collate.model.tokens import Tokens

Part = tuple[int, int]  # tokens [start, stop)
_Name = tuple[str, str]  # system and value


def moved_parts(left: Tokens, right: Tokens) -> list[MovedBlock]:
    """Return the parts with the same name that are in another order, those beside each other as one, in order.

    Parts that are the heaviest in one order have not moved.

    Parameters
    ----------
    left, right : Tokens
    """
    if not left.witness.places or not right.witness.places:
        return []
    return parts_in_another_order(named_parts(left), named_parts(right), len(left))


def parts_in_another_order(
    left_parts: Mapping[Hashable, Part], right_parts: Mapping[Hashable, Part], size: int
) -> list[MovedBlock]:
    """Return the parts with the same name that are in another order, those beside each other as one.

    Parameters
    ----------
    left_parts, right_parts : mapping of name to (start, stop)
        Tokens [start, stop) of each part.
    size : int
        How many tokens the left side has.
    """
    pairs = _shared_pairs(left_parts, right_parts, size)
    if len(pairs) < 2:
        return []
    stays = _in_one_order(pairs)
    blocks: list[MovedBlock] = []
    for k, ((top, bottom), (start, stop)) in enumerate(pairs):
        if stays[k]:
            continue
        last = blocks[-1] if blocks else None
        if last and last.bottom == top and last.right == start:
            blocks[-1] = last._replace(bottom=bottom, right=stop)
        else:
            blocks.append(MovedBlock(top, bottom, start, stop))
    return blocks


def parts_in_one_order(
    left_parts: Mapping[Hashable, Part], right_parts: Mapping[Hashable, Part], size: int
) -> list[tuple[Part, Part]]:
    """Return the parts with the same name that are in one order, the heaviest; see `parts_in_another_order`."""
    pairs = _shared_pairs(left_parts, right_parts, size)
    return list(compress(pairs, _in_one_order(pairs)))


def _in_one_order(pairs: list[tuple[Part, Part]]) -> list[bool]:
    """Return for each pair, in the order of the left side, whether it is among the heaviest in one order."""
    sizes = np.array([stop - start for (start, stop), _ in pairs], np.int64)
    stays: list[bool] = in_heaviest_chain(np.array([start for _, (start, _) in pairs], np.int64), sizes).tolist()
    return stays


def _shared_pairs(
    left_parts: Mapping[Hashable, Part], right_parts: Mapping[Hashable, Part], size: int
) -> list[tuple[Part, Part]]:
    """Return the parts that both sides have, in the order of the left side.

    A chapter has verses in it: of parts that lie in each other, only those without a part inside are compared.
    """
    pairs = sorted((part, right_parts[name]) for name, part in left_parts.items() if name in right_parts)
    return [pair for pair, following in pairwise([*pairs, ((size,) * 2,) * 2]) if following[0][0] >= pair[0][1]]


def named_parts(tokens: Tokens) -> dict[Hashable, Part]:
    """Return the tokens of each part whose name occurs once, without parts that have none."""
    found: dict[_Name, Part | None] = {}
    places = [place for place in tokens.witness.places if place.system not in OF_ONE_BOOK]
    borders = np.array([(place.start, place.end) for place in places], np.int32).reshape(-1, 2)
    for place, (first, stop) in zip(places, np.searchsorted(tokens.spans[:, 0], borders).tolist(), strict=True):
        name = place.system, place.value
        found[name] = None if name in found or first == stop else (first, stop)
    return {name: part for name, part in found.items() if part}
