"""Are kinds what editors say they are? `python bench/kinds.py`.

Pairs of readings whose kind people have assigned are asked with the vocabulary of the work that they
come from, and the pairs of a lot teach its habits. Called certain is what has a high certainty.
"""

import gc
import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final
from unittest.mock import patch

import losses
from english import english_figures
from figures import Asked, Figure, figures_table, markdown_table, say
from history import history, history_table
from labelled import (
    HEBREW,
    RELATIONS,
    Judged,
    Lot,
    Score,
    in_hebrew,
    joined,
    lots,
    lots_in_place,
    one_threshold,
    pooled,
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
ASKED: Final = {"fr": 0.80, "hy": 0.73, "la": 1.0}
LATIN_SCRIPT: Final = ("fr", "la", "de", "is", "sl", "fro")


def relations(given: Sequence[Lot]) -> list[Judged]:
    """Judge the pairs that people sorted into spelling, grammar and words."""
    found = []
    for lot, pairs, truth in with_labels(RELATIONS, given):
        if lot.language == "he":
            continue  # another scheme with some of the same labels
        answers = classify_pairs(pairs, lot.language, texts=texts_of(lot))
        score = Score(tuple(truth), tuple(map(pooled, answers)))
        found.append(Judged(lot, score, tuple(answers), one_threshold(pairs, truth)))
    return found


def hebrew() -> list[Judged]:
    """Judge the Hebrew pairs: points, full and defective spelling, words."""
    found = []
    for lot, pairs, truth in with_labels(HEBREW, lots()):
        if lot.language == "he":
            answers = classify_pairs(pairs, lot.language, texts=texts_of(lot))
            found.append(Judged(lot, Score(tuple(truth), tuple(map(in_hebrew, answers))), tuple(answers), 0.0))
    return found


def speed() -> list[Figure]:
    """Measure what kinds cost: a distinct pair in its context, and all of six books against aligning them."""
    from collate.apparatus import classification_cache

    if not has_books():
        return []
    found = []
    for count, on in ((2, "KJV/ASV"), (6, "six NT")):
        asked: list[ReadingPair] = []
        with patch.object(classification_cache, "classify", partial(_recorded, asked)):
            work = read_sources(tuple(f"{path.stem}={path}" for path in books()[:count]), "utf-8")
            collate_work(work)
        seconds = min(_classified(asked) for _ in range(3))
        micro = 1e6 * seconds / len(asked)
        found.append(Figure(on, "µs a distinct pair in its context", micro, 10, digits=1, note=f"{len(asked)} pairs"))
        if count > 2:
            from collate.pipeline.aligning import align_work

            start = time.process_time()
            align_work(work)
            aligning = time.process_time() - start
            found.append(Figure(on, "CPU of kinds / of aligning", seconds / aligning, 1))
    return found


def _recorded(questions: list[ReadingPair], question: ReadingPair) -> Variation:
    questions.append(question)
    return classify(question)


def _classified(asked: Sequence[ReadingPair]) -> float:
    fresh = [ReadingPair(q.base, q.reading, q.evidence) for q in asked]
    gc.collect()
    gc.disable()  # as good as the command line has it
    start = time.process_time()
    for question in fresh:
        classify(question)
    seconds = time.process_time() - start
    gc.enable()
    return seconds


def figures(judged: Sequence[Judged], points: Sequence[Judged], old: Sequence[Judged]) -> list[Figure]:
    """Give the figures beside what is asked."""
    found = []
    for language in sorted({j.lot.language for j in judged}):
        here = [j for j in judged if j.lot.language == language]
        score = joined([j.score for j in here])
        name = f"kinds, {LANGUAGES.get(language, language)}"
        threshold = sum(j.threshold * len(j.answers) for j in here) / len(score.truth)
        note = f"{len(score.truth)} pairs; macro F1 {score.macro:.3f}; one threshold {threshold:.3f}"
        if language in ASKED:
            found.append(Figure(name, "right", score.right, ASKED[language], Asked.AT_LEAST, 3, note=note))
    for j in points:
        note = f"{len(j.answers)} pairs; macro F1 {j.score.macro:.3f}"
        found.append(Figure("kinds, Hebrew", "right, three classes", j.score.right, 0.97, Asked.AT_LEAST, 3, note=note))
    if old:
        means = sum(j.score.right for j in old) / len(old), sum(j.threshold for j in old) / len(old)
        note = f"{len(old)} texts; one threshold {means[1]:.3f}"
        on = "historical spelling, form or not"
        found.append(Figure(on, "right, mean by text", means[0], 0.87, Asked.AT_LEAST, 3, note=note))
        every = joined([j.score for j in old])
        found.append(
            Figure(on, "right, all pairs", every.right, 0.87, Asked.AT_LEAST, 3, note=f"{len(every.truth)} pairs")
        )
    return [*found, *_certain([*judged, *points, *old])]


def _in_place(placed: Sequence[Judged]) -> Iterable[Figure]:
    """Give the same of the variants that stand in the aligned sets."""
    for language in sorted({j.lot.language for j in placed} & ASKED.keys()):
        score = joined([j.score for j in placed if j.lot.language == language])
        note = f"{len(score.truth)} pairs; macro F1 {score.macro:.3f}"
        on = f"variants in aligned sets, {LANGUAGES[language]}"
        yield Figure(on, "right", score.right, ASKED[language], Asked.AT_LEAST, 3, note=note)


def _certain(judged: Sequence[Judged]) -> Iterable[Figure]:
    """Give the share of pairs that are called certain, and how often that is right, language by language."""
    for language in sorted({j.lot.language for j in judged}):
        counts = [(j.certain, len(j.answers)) for j in judged if j.lot.language == language]
        sure, right = sum(c[0] for c, _ in counts), sum(c[1] for c, _ in counts)
        of = sum(n for _, n in counts)
        share = sure / of
        note = f"{sure} of {of} pairs"
        value = right / sure if sure else None
        yield Figure(f"certain, {language}", "right", value, 0.95, Asked.AT_LEAST, 3, note=note)
        if language in LATIN_SCRIPT:
            yield Figure(f"certain, {language}", "share called certain", share, 0.35, Asked.AT_LEAST, 3)


def lots_table(judged: Sequence[Judged]) -> str:
    """Set precision and recall of each kind, lot by lot, with the confusions, the worst first."""
    rows = []
    for j in sorted(judged, key=lambda j: j.score.right):
        for label in sorted(set(j.score.truth)):
            precision, recall = j.score.of(label)
            wrong = ", ".join(
                f"{said} {n}" for (was, said), n in j.score.confusion.most_common() if was == label != said
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
    judged, points, old = relations(lots()), hebrew(), history()
    placed = [j for j in relations(lots_in_place()) if "_p" not in j.lot.name]
    found = [
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

Falcon's ladder wants lemmas and parts of speech beside every word; none of these sets has them.
"""
    return found, text


def main() -> None:
    """Print the tables."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    found, text = measured()
    say(f"{text}\n{figures_table(found)}")


if __name__ == "__main__":
    main()
