"""Accuracy on gold alignments beside CollateX: `python bench/accuracy.py [NAME] [--given] [--aligner collatex]`."""

import argparse
import csv
from dataclasses import dataclass
from typing import Final

from figures import Bound, Figure, figures_table, markdown_table, print_text
from gold import GoldSet, align, collation, gold_sets, mean_by_text, scorer
from places import GOLD, missing

# A mean by text above this would mean that the habits of the gold sets were learnt.
TARGET: Final = {"bF1": 0.990, "hbF1": 0.942}

# How much less than CollateX is allowed where the gold is revised CollateX output, or where chance decides.
ALLOWANCE: Final = 0.004
REVISED_COLLATEX: Final = ("frankenstein",)
COIN_FLIPS: Final = ("john6_23", "legendfrag", "yvain", "matthew591")


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The scores of one set, and those of CollateX in its better mode, None where CollateX does not finish."""

    gold: GoldSet
    seconds: float
    block: float
    hard: float
    exact: float
    collatex: tuple[float, float] | None

    @property
    def allowance(self) -> float:
        """How far below the score of CollateX this set may be."""
        is_excused = self.gold.text in REVISED_COLLATEX or self.gold.name in COIN_FLIPS
        return ALLOWANCE if is_excused else 0.0

    @property
    def behind(self) -> float | None:
        """The block-tolerant F1 of CollateX minus ours: negative where ours is better."""
        return None if self.collatex is None else self.collatex[0] - self.block


def baseline() -> dict[str, tuple[float, float]]:
    """Return the (bF1, hbF1) of CollateX on each set that it finishes, in the mode with the better bF1."""
    best: dict[str, tuple[float, float]] = {}
    with (GOLD / "baseline_collatex.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["bF1"]:
                best[row["set"]] = max(best.get(row["set"], (0.0, 0.0)), (float(row["bF1"]), float(row["hbF1"])))
    return best


def score_sets(name: str = "", aligner: str = "native", given: bool = False) -> list[Scored]:
    """Align and score the sets whose name contains `name`."""
    of_collatex = baseline()
    scored = []
    for gold in gold_sets(name):
        aligned = align(gold, aligner, given)
        scores = scorer()(gold.file, collation(aligned))
        measures = (scores["bF1"], scores["hbF1"], scores["col_exact_var"])
        scored.append(Scored(gold, aligned.seconds, *measures, of_collatex.get(gold.name)))
    return scored


def figures(scored: list[Scored]) -> list[Figure]:
    """Return the means by text, and the number of sets on which CollateX is better."""
    results = []
    for study in (False, True):
        means, texts = mean_by_text([(s.gold, (s.block, s.hard)) for s in scored], study)
        finished = [(s.gold, s.collatex) for s in scored if s.collatex is not None]
        collatex_means, collatex_texts = mean_by_text(finished, study)
        on = f"gold sets, {texts} texts" + (" as the study counted" if study else "")
        for k, (measure, target) in enumerate(TARGET.items()):
            note = f"CollateX's better mode {collatex_means[k]:.4f} ({collatex_texts} texts)" if collatex_means else ""
            results.append(Figure(on, f"mean by text, {measure}", means[k], target, Bound.AT_LEAST, 4, note=note))
    beside = [s for s in scored if s.behind is not None]
    below = [s for s in beside if _below(s)]
    note = f"of {len(beside)}; allowed {ALLOWANCE} on {', '.join((*REVISED_COLLATEX, *COIN_FLIPS))}: " + (
        "none" if not below else ", ".join(s.gold.name for s in below)
    )
    results.append(
        Figure("gold sets, set by set", "sets whose bF1 is below CollateX's", len(below), 0, digits=0, note=note)
    )
    return results


def _below(scored: Scored) -> bool:
    return scored.behind is not None and round(scored.behind, 4) > scored.allowance


def sets_table(scored: list[Scored]) -> str:
    """Compare every set with CollateX in a table, the worst first."""
    rows = []
    for s in sorted(scored, key=lambda s: -999 if s.behind is None else s.behind - s.allowance, reverse=True):
        theirs = ("-", "-") if s.collatex is None else (f"{s.collatex[0]:.4f}", f"{s.collatex[1]:.4f}")
        verdict = "CollateX does not finish" if s.collatex is None else "**no**" if _below(s) else "yes"
        size = f"{len(s.gold.sizes)} x {sum(s.gold.sizes) // len(s.gold.sizes)}"
        ours = f"{s.block:.4f}", f"{s.hard:.4f}", f"{s.exact:.3f}", f"{s.seconds:.2f}"
        rows.append((s.gold.name, size, ours[0], theirs[0], verdict, ours[1], theirs[1], *ours[2:]))
    head = ("set", "tokens", "bF1", "CollateX", "not below", "hbF1", "CollateX", "varied columns exact", "CPU s")
    return markdown_table(head, rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="", help="only sets whose name contains this")
    parser.add_argument("--given", action="store_true", help="compare the normalised forms of the sets, where given")
    parser.add_argument("--aligner", default="native")
    arguments = parser.parse_args()
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    scored = score_sets(arguments.name, arguments.aligner, arguments.given)
    print_text(f"{sets_table(scored)}\n\n{figures_table(figures(scored))}")


if __name__ == "__main__":
    main()
