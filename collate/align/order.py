"""In which order witnesses are joined: nearest first, by content alone."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from collate.tokens import Tokens


def content_order(witnesses: Sequence[Tokens]) -> list[int]:
    """Give the witnesses in an order that their texts decide, not their places in the list."""
    strings = witnesses[0].vocabulary.strings if witnesses else []
    keys = [
        ([strings[c] for c in t.form.tolist()], t.witness.text, t.witness.extent, t.witness.passages) for t in witnesses
    ]
    return sorted(range(len(witnesses)), key=lambda w: keys[w])


def nearest_first(witnesses: Sequence[Tokens]) -> list[int]:
    """Give the order of joining: the witness nearest to all, then always the one nearest to any placed.

    Nearness is the share of words and word pairs in common (Dice 1945, on counts). Ties keep
    the order given. (Nearest-first joining: Spencer and Howe 2004.)
    """
    bags = [_bag(t) for t in witnesses]
    near = [[_nearness(a, b) for b in bags] for a in bags]
    left = list(range(len(witnesses)))
    first = max(left, key=lambda w: (sum(near[w]), -w))
    order = [first]
    left.remove(first)
    while left:
        following = max(left, key=lambda w: (max(near[w][p] for p in order), -w))
        order.append(following)
        left.remove(following)
    return order


def _bag(tokens: Tokens) -> Counter[tuple[int, ...]]:
    codes = tokens.form.tolist()
    return Counter((c,) for c in codes) + Counter(pairwise(codes))


def _nearness(a: Counter[tuple[int, ...]], b: Counter[tuple[int, ...]]) -> int:
    """Give the Dice coefficient in millionths, a whole number."""
    size = a.total() + b.total()
    shared = (a & b).total()
    return 2_000_000 * shared // size if size else 1_000_000
