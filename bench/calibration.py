"""Check that doubt means what it says: `python bench/calibration.py [NAME]`.

A pair of tokens that an alignment puts into one column is right if the gold alignment has both in one column. The
doubt of a token should be the share of its pairs that are wrong; a pair is doubtful if one of its tokens is. Means
are by text, over the texts with five wrong pairs or more; of the tenths, over those with five tokens in them. john6_23
is shown and not counted: its gold has equal words of equal witnesses in different columns, which nothing can see.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from unittest.mock import patch

import numpy as np
from figures import Bound, Figure, figures_table, markdown_table, print_text
from gold import Aligned, GoldSet, align, gold_columns, gold_sets, tokens_of
from places import GOLD, missing
from runs import RUNS

from collate._arrays import Float32, Float64, Int8, Int32, Int64
from collate.alignment import ALIGNERS, AlignOptions, driver
from collate.alignment.relations.ambiguity import POWER, doubt_of_tokens
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP
from collate.model.apparatus import DOUBTFUL
from collate.model.tokens import Tokens

NOT_COUNTED: Final = "john6_23"
LEAST: Final = 5  # wrong pairs, or tokens, of a text that a mean counts
POWERS: Final = np.arange(1.0, 3.01, 0.05)
LEAST_LACK: Final = 0.02  # less says nothing about the power


@dataclass(frozen=True, slots=True, eq=False)
class Calibrated:
    """The tokens of a set that share their column with others, and the pairs of tokens in one column.

    doubt, wrong  (tokens,) float64   the doubt of each, and the share of its pairs that are wrong
    pairs         (4,) int64          all pairs, the wrong, the doubtful, the wrong among the doubtful
    """

    gold: GoldSet
    doubt: Float64
    wrong: Float64
    pairs: Int64

    @property
    def counted(self) -> bool:
        """Whether means count the set: no whole text of which there are slices."""
        return self.gold.counted and self.gold.name != NOT_COUNTED


def calibrate(aligned: Aligned) -> Calibrated:
    """Compare the pairs of every column of an alignment with the gold alignment."""
    table, doubts = aligned.alignment.table, aligned.alignment.doubts.astype(np.float64)
    gold = np.full(table.shape, -1, np.int64)
    for w, columns in enumerate(gold_columns(aligned.gold)):
        gold[table[:, w] != GAP, w] = columns
    present, doubtful = table != GAP, doubts >= DOUBTFUL
    wrong = np.zeros(table.shape, np.int64)
    pairs = np.zeros(4, np.int64)
    for w in range(table.shape[1]):
        with_w = present & present[:, [w]]
        with_w[:, w] = False
        is_wrong, is_doubtful = with_w & (gold != gold[:, [w]]), with_w & (doubtful | doubtful[:, [w]])
        wrong[:, w] = is_wrong.sum(axis=1)
        pairs += [int(which.sum()) for which in (with_w, is_wrong, is_doubtful, is_wrong & is_doubtful)]
    others = present.sum(axis=1, keepdims=True) - 1
    paired = present & (others > 0)
    return Calibrated(aligned.gold, doubts[paired], (wrong / np.maximum(others, 1))[paired], pairs // 2)


def calibrate_sets(name: str = "") -> list[Calibrated]:
    """Align the sets whose name contains `name`, and compare them with the gold alignments."""
    return [calibrate(align(gold)) for gold in gold_sets(name)]


def by_text(judged: Sequence[Calibrated]) -> dict[str, list[Calibrated]]:
    """Return the counted sets of each text."""
    texts: dict[str, list[Calibrated]] = {}
    for c in judged:
        if c.counted:
            texts.setdefault(c.gold.text, []).append(c)
    return texts


@dataclass(frozen=True, slots=True)
class Tenth:
    """A tenth of doubt: its tokens, and doubt and wrong share of them, over all tokens and as means by text."""

    tokens: int
    texts: int
    all_tokens: tuple[float, float]
    mean_by_text: tuple[float, float]


def tenths(judged: Sequence[Calibrated]) -> list[Tenth]:
    """Compare doubt with the share that is wrong, in each tenth of doubt."""
    texts = {
        text: tuple(np.concatenate([getattr(c, of) for c in sets]) for of in ("doubt", "wrong"))
        for text, sets in by_text(judged).items()
    }
    result = []
    for k in range(10):
        within = [
            (doubt[here], wrong[here]) for doubt, wrong in texts.values() for here in [(doubt * 10).astype(int) == k]
        ]
        means = [(float(doubt.mean()), float(wrong.mean())) for doubt, wrong in within if len(doubt) >= LEAST]
        doubt, wrong = (np.concatenate(side) for side in zip(*within, strict=True))
        of_all = (float(doubt.mean()), float(wrong.mean())) if len(doubt) else (0.0, 0.0)
        of_texts = np.mean(means, axis=0).tolist() if means else (0.0, 0.0)
        result.append(Tenth(len(doubt), len(means), of_all, (of_texts[0], of_texts[1])))
    return result


def figures(judged: list[Calibrated]) -> list[Figure]:
    """Return the shares by text, and the tenth in which doubt is furthest from the share that is wrong."""
    sums = [np.sum([c.pairs for c in sets], axis=0) for sets in by_text(judged).values()]
    sums = [s for s in sums if s[1] >= LEAST]
    measures: tuple[tuple[str, float, Bound, Callable[[Int64], float | None]], ...] = (
        ("wrong pairs that the doubtful hold", 0.52, Bound.AT_LEAST, lambda s: s[3] / s[1]),
        ("wrong among the doubtful", 0.35, Bound.AT_LEAST, lambda s: s[3] / s[2] if s[2] else None),
        ("doubtful pairs of all", 0.05, Bound.AT_MOST, lambda s: s[2] / s[0]),
        ("right among the certain", 0.985, Bound.AT_LEAST, lambda s: 1 - (s[1] - s[3]) / (s[0] - s[2])),
    )
    results = []
    for measure, limit, bound, share in measures:
        values = [float(v) for s in sums if (v := share(s)) is not None]
        mean = statistics.mean(values) if values else None
        results.append(Figure("doubt, mean by text", measure, mean, limit, bound, 3, note=f"{len(values)} texts"))
    furthest = [abs(t.mean_by_text[0] / t.mean_by_text[1] - 1) for t in tenths(judged) if t.mean_by_text[1]]
    on, measure = "doubt, mean by text", "distance of doubt from the share wrong, in the worst tenth"
    return [*results, Figure(on, measure, max(furthest, default=None), 0.5, Bound.AT_MOST, 2)]


def cost_of_doubt(name: str = "") -> Figure:
    """Measure the cost of doubt over all sets, in this process: its share of the time without it."""
    sets = [tokens_of(gold) for gold in gold_sets(name)]
    ratios = sorted(_cost(sets) for _ in range(RUNS))
    on, measure = "doubt, all sets", "CPU of doubt / of the aligner without it"
    return Figure(on, measure, statistics.median(ratios), 0.5, spread=(ratios[0], ratios[-1]))


def _cost(sets: Sequence[tuple[Tokens, ...]]) -> float:
    spent = 0.0

    def timed(
        tokens: Sequence[Tokens], table: Int32, testimony: Int8, scoring: Scoring, joining: Sequence[int]
    ) -> Float32:
        nonlocal spent
        start = time.process_time()
        doubts = doubt_of_tokens(tokens, table, testimony, scoring, joining)
        spent += time.process_time() - start
        return doubts

    start = time.process_time()
    with patch.object(driver, "doubt_of_tokens", timed):
        for tokens in sets:
            ALIGNERS["native"](tokens, AlignOptions())
    return spent / (time.process_time() - start - spent)


def power_without(judged: Sequence[Calibrated], left_out: str) -> float:
    """Fit the power that makes doubt of the lack of posterior, on all texts but one; each text counts the same."""

    def loss(power: float) -> float:
        total = 0.0
        for text, sets in by_text(judged).items():
            doubt, wrong = (np.concatenate([getattr(c, of) for c in sets]) for of in ("doubt", "wrong"))
            lack = doubt ** (1 / POWER)
            said = lack > LEAST_LACK
            if text != left_out and said.any():
                expected = np.clip(lack[said] ** power, 1e-4, 1 - 1e-4)
                total -= float(np.mean(wrong[said] * np.log(expected) + (1 - wrong[said]) * np.log(1 - expected)))
        return total

    return float(min(POWERS, key=loss))


def sets_table(judged: list[Calibrated]) -> str:
    """Show the shares of each set, the set with most wrong pairs first."""
    rows = []
    for c in sorted(judged, key=lambda c: -int(c.pairs[1])):
        pairs, wrong, doubtful, held = c.pairs.tolist()
        shares = (f"{part / whole:.3f}" if whole else "-" for part, whole in
                  ((doubtful, pairs), (held, doubtful), (held, wrong)))  # fmt: skip
        rows.append((c.gold.name, pairs, wrong, *shares, "yes" if c.counted else "no"))
    head = ("set", "pairs", "wrong", "doubtful of all", "wrong among the doubtful", "wrong in doubtful", "counted")
    return markdown_table(head, rows)


def tenths_table(judged: list[Calibrated]) -> str:
    """Show doubt beside the share that is wrong in each tenth of doubt."""
    rows = []
    for k, t in enumerate(tenths(judged)):
        values = (f"{value:.3f}" for value in (*t.mean_by_text, *t.all_tokens))
        rows.append((f"{k / 10:.1f}-{(k + 1) / 10:.1f}", t.tokens, t.texts, *values))
    head = ("doubt", "tokens", "texts", "doubt, by text", "wrong, by text", "doubt, all tokens", "wrong, all tokens")
    return markdown_table(head, rows)


def main() -> None:
    """Print the tables, and the power that each text would have got from the others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only sets whose name contains this")
    arguments = parser.parse_args()
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    judged = calibrate_sets(arguments.name)
    powers = markdown_table(
        ("left out", "power"), [(text, f"{power_without(judged, text):.2f}") for text in ("none", *by_text(judged))]
    )
    results = [*figures(judged), cost_of_doubt(arguments.name)]
    print_text(f"{sets_table(judged)}\n\n{tenths_table(judged)}\n\n{powers}\n\n{figures_table(results)}")


if __name__ == "__main__":
    main()
