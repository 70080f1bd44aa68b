"""Is what is called certain right? `python bench/calibration.py [NAME]`.

Every pair of tokens that an alignment puts into one column is right if gold has the two in one
column. A column is called doubtful from a doubt of 0.5 on, and so are its pairs.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt
from figures import Asked, Figure, figures_table, markdown_table, say
from gold import Aligned, GoldSet, align, gold_columns, gold_sets, mean_by_text, tokens_of
from places import GOLD, missing
from runs import RUNS

from collate.align import ALIGNERS, AlignOptions
from collate.alignment import GAP
from collate.tokens import Tokens

DOUBTFUL: Final = 0.5

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """Of each column: its doubt, its pairs of tokens, and how many of these are right in gold."""

    gold: GoldSet
    doubt: npt.NDArray[np.float32]
    pairs: Longs
    right: Longs

    @property
    def shares(self) -> "Shares":
        """Give the four shares that are asked for."""
        return shares_of(self.doubt, self.pairs, self.right)


@dataclass(frozen=True, slots=True)
class Shares:
    """`certain`, `doubtful`: share of right pairs among those called so; `called`: doubtful share of all
    pairs; `held`: share of all wrong pairs that the doubtful hold. A share of nothing is None.
    """

    certain: float | None
    doubtful: float | None
    called: float | None
    held: float | None


def shares_of(doubt: npt.NDArray[np.float32], pairs: Longs, right: Longs) -> Shares:
    """Count the pairs on both sides of the border."""
    doubtful = doubt >= DOUBTFUL
    wrong = pairs - right
    return Shares(
        _share(right[~doubtful], pairs[~doubtful]),
        _share(right[doubtful], pairs[doubtful]),
        _share(pairs[doubtful], pairs),
        _share(wrong[doubtful], wrong),
    )


def _share(part: Longs, whole: Longs) -> float | None:
    return float(part.sum() / whole.sum()) if whole.sum() else None


def calibrate(aligned: Aligned) -> Calibrated:
    """Judge the pairs of every column of an alignment against gold."""
    table = aligned.alignment.table
    columns, witnesses = np.nonzero(table != GAP)
    gold = gold_columns(aligned.gold)
    there = np.array([gold[w][i] for w, i in zip(witnesses.tolist(), table[columns, witnesses].tolist(), strict=True)])
    together, sizes = np.unique(np.stack([columns, there]), axis=1, return_counts=True)
    right = np.zeros(len(table), np.int64)
    np.add.at(right, together[0], sizes * (sizes - 1) // 2)
    n = (table != GAP).sum(axis=1).astype(np.int64)
    return Calibrated(aligned.gold, aligned.alignment.doubt, n * (n - 1) // 2, right)


def calibrate_sets(name: str = "") -> list[Calibrated]:
    """Align and judge the sets whose name contains `name`."""
    return [calibrate(align(gold)) for gold in gold_sets(name)]


def _together(judged: list[Calibrated]) -> Shares:
    counted = [c for c in judged if c.gold.counted] or judged
    return shares_of(
        np.concatenate([c.doubt for c in counted]),
        np.concatenate([c.pairs for c in counted]),
        np.concatenate([c.right for c in counted]),
    )


def figures(judged: list[Calibrated]) -> list[Figure]:
    """Give the shares, by text and over all pairs, beside what is asked."""
    asked = (
        ("certain", "right among the certain", 0.985, Asked.AT_LEAST),
        ("doubtful", "right among the doubtful", 0.5, Asked.AT_MOST),
        ("called", "doubtful pairs of all", 0.05, Asked.AT_MOST),
        ("held", "wrong pairs that the doubtful hold", 0.5, Asked.AT_LEAST),
    )
    micro = _together(judged)
    found = []
    for share, measure, limit, side in asked:
        told = [(c.gold, [value]) for c in judged if (value := getattr(c.shares, share)) is not None]
        means, texts = mean_by_text(told)
        note = f"{texts} texts" + ("" if means else "; no pair is called so")
        value = means[0] if means else None
        found.append(Figure("calibration, mean by text", measure, value, limit, side, 4, note=note))
        note = "" if getattr(micro, share) is not None else "no pair is called so"
        found.append(Figure("calibration, all pairs", measure, getattr(micro, share), limit, side, 4, note=note))
    return found


def cost_of_doubt(name: str = "") -> Figure:
    """Measure what doubt costs, in this process, over all sets; AlignOptions must have a switch `doubt` for it."""
    on, measure, asked = "calibration, all sets", "CPU with doubt / without", 1.3
    if "doubt" not in {field.name for field in fields(AlignOptions)}:
        return Figure(on, measure, None, asked, note="not yet: AlignOptions has no switch `doubt`")
    sets = [tokens_of(gold) for gold in gold_sets(name)]
    ratios = sorted(_seconds(sets, True) / _seconds(sets, False) for _ in range(RUNS))
    return Figure(on, measure, statistics.median(ratios), asked, spread=(ratios[0], ratios[-1]))


def _seconds(sets: Sequence[Sequence[Tokens]], doubt: bool) -> float:
    options = AlignOptions(**{"doubt": doubt})
    start = time.process_time()
    for tokens in sets:
        ALIGNERS["native"](tokens, options)
    return time.process_time() - start


def sets_table(judged: list[Calibrated]) -> str:
    """Set the shares set by set, most wrong pairs among the certain first."""
    rows = []
    for c in sorted(judged, key=lambda c: 1.0 if c.shares.certain is None else c.shares.certain):
        s = c.shares
        shares = ("-" if v is None else f"{v:.4f}" for v in (s.certain, s.doubtful, s.called, s.held))
        rows.append((c.gold.name, int(c.pairs.sum()), int((c.pairs - c.right).sum()), *shares))
    head = ("set", "pairs", "wrong", "certain: right", "doubtful: right", "doubtful of all", "wrong in doubtful")
    return markdown_table(head, rows)


def tenths_table(judged: list[Calibrated]) -> str:
    """Set how many pairs are right at each tenth of doubt, all sets together but the whole texts."""
    counted = [c for c in judged if c.gold.counted] or judged
    tenth = np.concatenate([np.minimum((c.doubt * 10).astype(int), 9) for c in counted])
    pairs, right = (np.concatenate([getattr(c, of) for c in counted]) for of in ("pairs", "right"))
    rows = []
    for k in range(10):
        here = tenth == k
        share = _share(right[here], pairs[here])
        right_share = "-" if share is None else f"{share:.4f}"
        rows.append((f"{k / 10:.1f}-{(k + 1) / 10:.1f}", int(here.sum()), int(pairs[here].sum()), right_share))
    return markdown_table(("doubt", "columns", "pairs", "right"), rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only sets whose name contains this")
    chosen = parser.parse_args()
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    judged = calibrate_sets(chosen.name)
    found = [*figures(judged), cost_of_doubt(chosen.name)]
    say(f"{sets_table(judged)}\n\n{tenths_table(judged)}\n\n{figures_table(found)}")


if __name__ == "__main__":
    main()
