"""Check that what is called certain is right: `python bench/calibration.py [NAME]`.

A pair of tokens that an alignment puts into one column is right if the gold alignment has both in one
column. A column with a doubt of 0.5 or more is called doubtful, and so are all its pairs. The same is
counted by tokens: then a pair is doubtful only if one of its two tokens is.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from unittest.mock import patch

import numpy as np
from figures import Bound, Figure, figures_table, markdown_table, print_text
from gold import Aligned, GoldSet, align, gold_columns, gold_sets, mean_by_text, tokens_of
from places import GOLD, missing
from runs import RUNS

from collate._arrays import Bool, Float32, Int64
from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.exact.dynamic_programming import ScoreTables, Traces, align_batch
from collate.alignment.progressive import align_to_profile
from collate.model.alignment import GAP
from collate.model.tokens import Tokens

DOUBTFUL: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """For each column: its doubt, the number of its pairs of tokens, and how many of them are right.

    `sure_pairs` and `sure_right` count only the pairs in which neither token is doubtful.
    """

    gold: GoldSet
    doubt: Float32
    pairs: Int64
    right: Int64
    sure_pairs: Int64
    sure_right: Int64

    @property
    def shares(self) -> "Shares":
        """The four shares, by columns."""
        return shares_of([self])

    @property
    def shares_by_token(self) -> "Shares":
        """The four shares, by tokens."""
        return shares_by_token_of([self])


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares that are measured. A share of nothing is None.

    certain   right pairs among the certain pairs
    doubtful  right pairs among the doubtful pairs
    called    doubtful pairs among all pairs
    held      doubtful pairs among the wrong pairs
    """

    certain: float | None
    doubtful: float | None
    called: float | None
    held: float | None


def shares_of(judged: Sequence[Calibrated]) -> Shares:
    """Compute the shares of the pairs in certain columns and in doubtful columns."""
    sure = np.concatenate([c.doubt < DOUBTFUL for c in judged])
    pairs, right = (np.concatenate([getattr(c, of) for c in judged]) for of in ("pairs", "right"))
    return _shares(pairs, right, pairs * sure, right * sure)


def shares_by_token_of(judged: Sequence[Calibrated]) -> Shares:
    """Compute the shares of the pairs of two certain tokens, and of the pairs with a doubtful token."""
    counts = (np.concatenate([getattr(c, of) for c in judged]) for of in ("pairs", "right", "sure_pairs", "sure_right"))
    return _shares(*counts)


def _shares(pairs: Int64, right: Int64, sure_pairs: Int64, sure_right: Int64) -> Shares:
    unsure, unsure_right = pairs - sure_pairs, right - sure_right
    return Shares(
        _share(sure_right, sure_pairs),
        _share(unsure_right, unsure),
        _share(unsure, pairs),
        _share(unsure - unsure_right, pairs - right),
    )


def _share(part: Int64, whole: Int64) -> float | None:
    return float(part.sum() / whole.sum()) if whole.sum() else None


def calibrate(aligned: Aligned) -> Calibrated:
    """Compare the pairs of every column of an alignment with the gold alignment."""
    alignment = aligned.alignment
    occupied = alignment.table != GAP
    pairs, right = _pairs(aligned, occupied)
    return Calibrated(
        aligned.gold, alignment.doubt, pairs, right, *_pairs(aligned, occupied & (alignment.doubts < DOUBTFUL))
    )


def _pairs(aligned: Aligned, cells: Bool) -> tuple[Int64, Int64]:
    """Count, column by column, the pairs of these cells, and the pairs that are in one column of the gold alignment."""
    gold = gold_columns(aligned.gold)
    columns, witnesses = np.nonzero(cells)
    numbers = aligned.alignment.table[columns, witnesses]
    gold_numbers = np.array([gold[w][i] for w, i in zip(witnesses.tolist(), numbers.tolist(), strict=True)])
    groups, sizes = np.unique(np.stack([columns, gold_numbers]), axis=1, return_counts=True)
    right = np.zeros(len(cells), np.int64)
    np.add.at(right, groups[0], sizes * (sizes - 1) // 2)
    n = cells.sum(axis=1).astype(np.int64)
    return n * (n - 1) // 2, right


def calibrate_sets(name: str = "") -> list[Calibrated]:
    """Align the sets whose name contains `name`, and compare them with the gold alignments."""
    return [calibrate(align(gold)) for gold in gold_sets(name)]


def _counted(judged: list[Calibrated]) -> list[Calibrated]:
    """Leave out whole texts of which there are slices, unless nothing else was chosen."""
    return [c for c in judged if c.gold.counted] or judged


def figures(judged: list[Calibrated]) -> list[Figure]:
    """Return the shares, by text and over all pairs, with their targets."""
    targets = (
        ("certain", "right among the certain", 0.985, Bound.AT_LEAST),
        ("doubtful", "right among the doubtful", 0.5, Bound.AT_MOST),
        ("called", "doubtful pairs of all", 0.05, Bound.AT_MOST),
        ("held", "wrong pairs that the doubtful hold", 0.5, Bound.AT_LEAST),
    )
    counted = _counted(judged)
    results = []
    for on, view, micro in (
        ("calibration by columns", "shares", shares_of(counted)),
        ("calibration by tokens", "shares_by_token", shares_by_token_of(counted)),
    ):
        for share, measure, limit, side in targets:
            values = [(c.gold, [v]) for c in judged if (v := getattr(getattr(c, view), share)) is not None]
            means, texts = mean_by_text(values)
            for how, value, note in (
                ("mean by text", means[0] if means else None, f"{texts} texts"),
                ("all pairs", getattr(micro, share), ""),
            ):
                explained = "no pair is called so" if value is None else note
                results.append(Figure(f"{on}, {how}", measure, value, limit, side, 4, note=explained))
    return results


def cost_of_doubt(name: str = "") -> Figure:
    """Measure the cost of doubt over all sets, in this process: with the pass that computes margins, and without it."""
    sets = [tokens_of(gold) for gold in gold_sets(name)]
    ratios = sorted(_seconds(sets, True) / _seconds(sets, False) for _ in range(RUNS))
    on, measure = "calibration, all sets", "CPU of the aligner with doubt / without"
    return Figure(on, measure, statistics.median(ratios), 1.3, spread=(ratios[0], ratios[-1]))


def _seconds(sets: Sequence[Sequence[Tokens]], doubt: bool) -> float:
    with patch.object(align_to_profile, "align_batch", align_batch if doubt else _without_margins):
        start = time.process_time()
        for tokens in sets:
            ALIGNERS["native"](tokens, AlignOptions())
        return time.process_time() - start


def _without_margins(tables: ScoreTables, _margins: bool) -> Traces:
    return align_batch(tables, margins=False)


def sets_table(judged: list[Calibrated]) -> str:
    """Show the shares of each set, the set with most wrong pairs among the certain first."""
    rows = []
    for c in sorted(judged, key=lambda c: 1.0 if c.shares.certain is None else c.shares.certain):
        s = c.shares
        shares = ("-" if v is None else f"{v:.4f}" for v in (s.certain, s.doubtful, s.called, s.held))
        rows.append((c.gold.name, int(c.pairs.sum()), int((c.pairs - c.right).sum()), *shares))
    head = ("set", "pairs", "wrong", "certain: right", "doubtful: right", "doubtful of all", "wrong in doubtful")
    return markdown_table(head, rows)


def tenths_table(judged: list[Calibrated]) -> str:
    """Show how many pairs are right in each tenth of doubt, over all sets except whole texts."""
    counted = _counted(judged)
    tenth = np.concatenate([np.minimum((c.doubt * 10).astype(int), 9) for c in counted])
    pairs, right = (np.concatenate([getattr(c, count) for c in counted]) for count in ("pairs", "right"))
    rows = []
    for k in range(10):
        in_tenth = tenth == k
        share = _share(right[in_tenth], pairs[in_tenth])
        right_share = "-" if share is None else f"{share:.4f}"
        rows.append((f"{k / 10:.1f}-{(k + 1) / 10:.1f}", int(in_tenth.sum()), int(pairs[in_tenth].sum()), right_share))
    return markdown_table(("doubt", "columns", "pairs", "right"), rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only sets whose name contains this")
    arguments = parser.parse_args()
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    judged = calibrate_sets(arguments.name)
    results = [*figures(judged), cost_of_doubt(arguments.name)]
    print_text(f"{sets_table(judged)}\n\n{tenths_table(judged)}\n\n{figures_table(results)}")


if __name__ == "__main__":
    main()
