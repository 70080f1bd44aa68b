"""Does the order of the witnesses change the alignment? `python bench/order.py [NAME]`."""

import argparse
import random
from collections.abc import Sequence
from typing import Final

from figures import Figure, figures_table, say
from gold import GoldSet, gold_sets, tokens_of
from places import GOLD, missing

from collate.alignment import ALIGNERS, AlignOptions
from collate.model.tokens import Tokens

PERMUTATIONS: Final = 10
SEED: Final = 1859


def distinct(gold: GoldSet) -> int:
    """Count the tables that the permutations of the witnesses give, the columns put back in one order."""
    tokens = tokens_of(gold)
    found = set()
    for number in range(PERMUTATIONS):
        order = list(range(len(tokens)))
        if number:
            random.Random(SEED + number).shuffle(order)
        found.add(_table([tokens[w] for w in order], order))
    return len(found)


def _table(tokens: Sequence[Tokens], order: Sequence[int]) -> bytes:
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    back = [order.index(w) for w in range(len(order))]
    return alignment.table[:, back].tobytes() + alignment.doubt.tobytes()


def figures(name: str = "") -> list[Figure]:
    """Give the most alignments that any set has."""
    counts = {gold.name: distinct(gold) for gold in gold_sets(name)}
    unstable = [f"{name}: {count}" for name, count in counts.items() if count > 1]
    note = f"{len(counts)} sets, table and doubt; " + (", ".join(unstable) or "every set has one")
    on = f"{PERMUTATIONS} orders of the witnesses of each gold set"
    return [Figure(on, "distinct alignments, the most of any set", max(counts.values()), 1, digits=0, note=note)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only sets whose name contains this")
    chosen = parser.parse_args()
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    say(figures_table(figures(chosen.name)))


if __name__ == "__main__":
    main()
