"""Check that the order of the witnesses does not change the alignment: `python bench/order.py [NAME]`."""

import argparse
import random
from collections.abc import Sequence
from typing import Final

from figures import Figure, figures_table, print_text
from gold import GoldSet, gold_sets, tokens_of
from places import GOLD, missing

from collate.alignment import ALIGNERS, AlignOptions
from collate.model.tokens import Tokens

PERMUTATIONS: Final = 10
SEED: Final = 1859


def distinct(gold: GoldSet) -> int:
    """Count the distinct tables of permuted witnesses; the witnesses of each table are put back in one order."""
    tokens = tokens_of(gold)
    tables = set()
    for number in range(PERMUTATIONS):
        order = list(range(len(tokens)))
        if number:
            random.Random(SEED + number).shuffle(order)
        tables.add(_table([tokens[w] for w in order], order))
    return len(tables)


def _table(tokens: Sequence[Tokens], order: Sequence[int]) -> bytes:
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    original_order = [order.index(w) for w in range(len(order))]
    return alignment.table[:, original_order].tobytes() + alignment.doubt.tobytes()


def figures(name: str = "") -> list[Figure]:
    """Return the largest number of distinct alignments of a set."""
    counts = {gold.name: distinct(gold) for gold in gold_sets(name)}
    unstable = [f"{name}: {count}" for name, count in counts.items() if count > 1]
    note = f"{len(counts)} sets, table and doubt; " + (", ".join(unstable) or "every set has one")
    on = f"{PERMUTATIONS} orders of the witnesses of each gold set"
    return [Figure(on, "distinct alignments, the most of any set", max(counts.values()), 1, digits=0, note=note)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only sets whose name contains this")
    arguments = parser.parse_args()
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    print_text(figures_table(figures(arguments.name)))


if __name__ == "__main__":
    main()
