"""Check that kinds are what editors say they are: `python bench/kinds.py`.

Pairs of readings whose kinds people have assigned are classified with the vocabulary of their work; the habits of
a lot are learned from its pairs. A pair is called certain if its certainty is high.
"""

import gc
import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final
from unittest.mock import patch

import losses
from english import english_figures
from figures import Bound, Figure, figures_table, markdown_table, print_text
from history import history, history_table, small_works
from labelled import (
    HEBREW,
    RELATIONS,
    Judged,
    Lot,
    Score,
    baselines_table,
    in_hebrew,
    joined,
    lots,
    lots_in_place,
    one_threshold,
    pooled,
    similarities,
    texts_of,
    with_labels,
)
from places import GOLD, missing
from texts import books, has_books

from collate.classify import ReadingPair, Variation, classify
from collate.classify.pairs import classify_pairs
from collate.pipeline.collating import collate_work
from collate.reading import read_sources

LANGUAGES: Final = {"fr": "French", "hy": "Armenian", "la": "Latin", "fro": "Old French", "grc": "Greek"}
TARGET: Final = {"fr": 0.80, "hy": 0.73, "la": 1.0}
LATIN_SCRIPT: Final = ("fr", "la", "de", "is", "sl", "fro")


def relations(chosen_lots: Sequence[Lot]) -> list[Judged]:
    """Classify the pairs that people sorted into spelling, grammar and words."""
    judged = []
    for lot, pairs, truth in with_labels(RELATIONS, chosen_lots):
        if lot.language == "he":
            continue  # another scheme with some of the same labels
        answers = classify_pairs(pairs, lot.language, texts=texts_of(lot))
        score = Score(tuple(truth), tuple(map(pooled, answers)))
        judged.append(Judged(lot, score, tuple(answers), one_threshold(pairs, truth), similarities(pairs)))
    return judged


def hebrew() -> list[Judged]:
    """Classify the Hebrew pairs: points, full and defective spelling, words."""
    judged = []
    for lot, pairs, truth in with_labels(HEBREW, lots()):
        if lot.language == "he":
            answers = classify_pairs(pairs, lot.language, texts=texts_of(lot))
            judged.append(Judged(lot, Score(tuple(truth), tuple(map(in_hebrew, answers))), tuple(answers), 0.0))
    return judged


def speed() -> list[Figure]:
    """Measure what kinds cost: for each distinct pair in its context, and compared with aligning six books."""
    from collate.apparatus import classification_cache

    if not has_books():
        return []
    results = []
    for count, on in ((2, "KJV/ASV"), (6, "six NT")):
        pairs: list[ReadingPair] = []
        with patch.object(classification_cache, "classify", partial(_recorded, pairs)):
            work = read_sources(tuple(f"{path.stem}={path}" for path in books()[:count]), "utf-8")
            collate_work(work)
        seconds = min(_classified(pairs) for _ in range(3))
        micro = 1e6 * seconds / len(pairs)
        results.append(Figure(on, "µs a distinct pair in its context", micro, 10, digits=1, note=f"{len(pairs)} pairs"))
        if count > 2:
            from collate.pipeline.aligning import align_work

            start = time.process_time()
            align_work(work)
            aligning = time.process_time() - start
            results.append(Figure(on, "CPU of kinds / of aligning", seconds / aligning, 1))
    return results


def _recorded(pairs: list[ReadingPair], pair: ReadingPair) -> Variation:
    pairs.append(pair)
    return classify(pair)


def _classified(pairs: Sequence[ReadingPair]) -> float:
    copies = [ReadingPair(pair.base, pair.reading, pair.evidence) for pair in pairs]
    gc.collect()
    gc.disable()  # as the command line does
    start = time.process_time()
    for pair in copies:
        classify(pair)
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def figures(judged: Sequence[Judged], points: Sequence[Judged], old: Sequence[Judged]) -> list[Figure]:
    """Return the figures with their targets."""
    results = []
    for language in sorted({j.lot.language for j in judged}):
        of_language = [j for j in judged if j.lot.language == language]
        score = joined([j.score for j in of_language])
        name = f"kinds, {LANGUAGES.get(language, language)}"
        threshold = sum(j.threshold * len(j.answers) for j in of_language) / len(score.truth)
        note = f"{len(score.truth)} pairs; macro F1 {score.macro:.3f}; one threshold {threshold:.3f}"
        if language in TARGET:
            results.append(Figure(name, "right", score.right, TARGET[language], Bound.AT_LEAST, 3, note=note))
    for j in points:
        note = f"{len(j.answers)} pairs; macro F1 {j.score.macro:.3f}"
        results.append(
            Figure("kinds, Hebrew", "right, three classes", j.score.right, 0.97, Bound.AT_LEAST, 3, note=note)
        )
    if old:
        means = sum(j.score.right for j in old) / len(old), sum(j.threshold for j in old) / len(old)
        note = f"{len(old)} texts; one threshold {means[1]:.3f}"
        on = "historical spelling, form or not"
        results.append(Figure(on, "right, mean by text", means[0], 0.90, Bound.AT_LEAST, 3, note=note))
        pooled_score = joined([j.score for j in old])
        results.append(
            Figure(
                on,
                "right, all pairs",
                pooled_score.right,
                0.87,
                Bound.AT_LEAST,
                3,
                note=f"{len(pooled_score.truth)} pairs",
            )
        )
    return [*results, *_certain([*judged, *points, *old])]


def _in_place(placed: Sequence[Judged]) -> Iterable[Figure]:
    """Yield the same figures for the variants in the aligned sets."""
    for language in sorted({j.lot.language for j in placed} & TARGET.keys()):
        score = joined([j.score for j in placed if j.lot.language == language])
        note = f"{len(score.truth)} pairs; macro F1 {score.macro:.3f}"
        on = f"variants in aligned sets, {LANGUAGES[language]}"
        yield Figure(on, "right", score.right, TARGET[language], Bound.AT_LEAST, 3, note=note)


def _certain(judged: Sequence[Judged]) -> Iterable[Figure]:
    """Yield the share of pairs that are called certain, and how many of them are right, by language."""
    for language in sorted({j.lot.language for j in judged}):
        counts = [(j.certain, len(j.answers)) for j in judged if j.lot.language == language]
        sure, right = sum(c[0] for c, _ in counts), sum(c[1] for c, _ in counts)
        total = sum(n for _, n in counts)
        share = sure / total
        note = f"{sure} of {total} pairs"
        value = right / sure if sure else None
        yield Figure(f"certain, {language}", "right", value, 0.95, Bound.AT_LEAST, 3, note=note)
        if language in LATIN_SCRIPT:
            yield Figure(f"certain, {language}", "share called certain", share, 0.35, Bound.AT_LEAST, 3)


def lots_table(judged: Sequence[Judged]) -> str:
    """Show precision and recall of each kind in each lot, with the confusions, the worst first."""
    rows = []
    for j in sorted(judged, key=lambda j: j.score.right):
        for label in sorted(set(j.score.truth)):
            precision, recall = j.score.of(label)
            wrong = ", ".join(
                f"{predicted} {n}"
                for (truth, predicted), n in j.score.confusion.most_common()
                if truth == label != predicted
            )
            rows.append(
                (
                    f"{j.lot.name} ({j.lot.language})",
                    label,
                    j.score.truth.count(label),
                    f"{precision:.3f}",
                    f"{recall:.3f}",
                    wrong,
                )
            )
    return markdown_table(("source", "is", "pairs", "precision", "recall", "called otherwise"), rows)


def measured() -> tuple[list[Figure], str]:
    """Measure everything about kinds: the figures, and the tables behind them."""
    judged, points, old, small = relations(lots()), hebrew(), history(), small_works()
    placed = [j for j in relations(lots_in_place()) if "_p" not in j.lot.name]
    results = [
        *figures(judged, points, [j for j, _ in old]),
        *_in_place(placed),
        *losses.figures(),
        *english_figures(),
        *speed(),
    ]
    reasons = markdown_table(
        ("label of the source", "is", "because"),
        [(label, *what) for table in (RELATIONS, HEBREW) for label, what in table.items()],
    )
    text = f"""## Kinds

{reasons}

{lots_table([*judged, *points])}

The variants that stand in the aligned sets, of which the pairs above were taken:

{lots_table(placed)}

{history_table(old)}

Beside each work what needs no rules: the most frequent class, and one threshold of similarity, the best for the other
works. The beginnings of the old texts are works of their own, with the language named and not named.

{baselines_table(judged)}

{baselines_table([*[j for j, _ in old], *small])}

Falcon's ladder wants lemmas and parts of speech beside every word; none of these sets has them.
"""
    return results, text


def main() -> None:
    """Print the tables."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    results, text = measured()
    print_text(f"{text}\n{figures_table(results)}")


if __name__ == "__main__":
    main()
