"""Are kinds what editors say they are? `python bench/kinds.py`.

Pairs of readings whose kind people have assigned are asked with the vocabulary of the work that they
come from, and the pairs of a lot teach its habits. Called certain is what has a high certainty.
"""

import gc
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import losses
from english import english_figures
from figures import Asked, Figure, figures_table, markdown_table, say
from labelled import (
    FORM,
    HEBREW,
    HISTORICAL,
    RELATIONS,
    SAME,
    Labelled,
    Lot,
    Score,
    in_hebrew,
    joined,
    lots,
    lots_in_place,
    pooled,
    texts_of,
    with_labels,
)
from places import GOLD, missing
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel
from texts import SEED, books, has_books

from collate.classify import Certainty, Question, Variation, classify, folded
from collate.of_pairs import kinds_of
from collate.pipeline import collate_work
from collate.read import read_sources

LANGUAGES: Final = {"fr": "French", "hy": "Armenian", "la": "Latin", "fro": "Old French", "grc": "Greek"}
ASKED: Final = {"fr": 0.80, "hy": 0.73, "la": 1.0}
EVERY: Final = 5  # of the pairs of historical spelling, every so manieth is asked: they are 57,000
LATIN_SCRIPT: Final = ("fr", "la", "de", "is", "sl", "fro")


@dataclass(frozen=True, slots=True)
class Judged:
    """A lot of pairs, what they are, what was said of them, and what one threshold of similarity would say."""

    lot: Lot
    score: Score
    answers: tuple[Variation, ...]
    threshold: float

    @property
    def certain(self) -> tuple[int, int]:
        """How many are called certain, and how many of these are right."""
        sure = [a == b for a, b, v in zip(self.score.truth, self.score.said, self.answers, strict=True) if _sure(v)]
        return len(sure), sum(sure)


def _sure(variation: Variation) -> bool:
    return variation.certainty is Certainty.HIGH


def relations(given: Sequence[Lot]) -> list[Judged]:
    """Judge the pairs that people sorted into spelling, grammar and words."""
    found = []
    for lot, pairs, truth in with_labels(RELATIONS, given):
        if lot.language == "he":
            continue  # another scheme with some of the same labels
        answers = kinds_of(pairs, lot.language, texts_of(lot))
        score = Score(tuple(truth), tuple(map(pooled, answers)))
        found.append(Judged(lot, score, tuple(answers), _one_threshold(pairs, truth)))
    return found


def _one_threshold(pairs: Sequence[tuple[str, str]], truth: Sequence[str]) -> float:
    """Give the best that one threshold of similarity can do, chosen on the pairs themselves."""
    likeness = [OSA.normalized_similarity(folded(a), folded(b)) for a, b in pairs]
    shares = []
    for limit in sorted(set(likeness)):
        said = [FORM if value >= limit else "substitution" for value in likeness]
        shares.append(sum(a == b for a, b in zip(truth, said, strict=True)) / len(truth))
    return max(shares)


def hebrew() -> list[Judged]:
    """Judge the Hebrew pairs: points, full and defective spelling, words."""
    found = []
    for lot, pairs, truth in with_labels(HEBREW, lots()):
        if lot.language == "he":
            answers = kinds_of(pairs, lot.language, texts_of(lot))
            found.append(Judged(lot, Score(tuple(truth), tuple(map(in_hebrew, answers))), tuple(answers), 0.0))
    return found


def history() -> list[tuple[Judged, Counter[tuple[str, bool]]]]:
    """Judge historical spellings: true pairs, and each against the nearest other word, a fellow form, a random word.

    Edits are learned, without labels, from the pairs that stand in the text, as they are in a collation.
    """
    return [_one_text(lot) for lot in lots() if any(p.label == HISTORICAL for p in lot.pairs)]


def _one_text(lot: Lot) -> tuple[Judged, Counter[tuple[str, bool]]]:
    asked = [*_with_negatives(lot)][::EVERY]
    standing = sorted({(p.one, p.other) for p in lot.pairs})
    texts = [" ".join(p.one for p in lot.pairs), " ".join(p.other for p in lot.pairs)]
    answers = kinds_of([(a, b) for a, b, _ in asked], lot.language, texts, standing)
    truth = tuple(FORM if how == "true" else "other" for _, _, how in asked)
    said = tuple(FORM if pooled(v) == FORM else "other" for v in answers)
    by = Counter((how, a == b) for (_, _, how), a, b in zip(asked, truth, said, strict=True))
    threshold = _one_threshold([(a, b) for a, b, _ in asked], ["form" if t == FORM else "substitution" for t in truth])
    return Judged(lot, Score(truth, said), tuple(answers), threshold), by


def _with_negatives(lot: Lot) -> Iterable[tuple[str, str, str]]:
    """Give every distinct true pair, and what is none: near by another measure than ours, so that it is no circle."""
    import simplemma

    chance = random.Random(SEED)
    modern = sorted({p.other for p in lot.pairs})
    lemmas: dict[str, list[str]] = {}
    for word in modern:
        if simplemma.is_known(word, lang=lot.language):
            lemmas.setdefault(simplemma.lemmatize(word, lang=lot.language), []).append(word)
    true: dict[str, set[str]] = {}
    for p in lot.pairs:
        true.setdefault(p.one, {p.one}).add(p.other)
    for one, other in sorted({(p.one, p.other) for p in lot.pairs if _differ(p)}):
        yield one, other, "true"
        near = process.extract(other, modern, scorer=Indel.normalized_similarity, limit=5)
        yield from ((one, word, "near") for word in [w for w, _, _ in near if w not in true[one]][:1])
        fellows = [w for w in lemmas.get(simplemma.lemmatize(other, lang=lot.language), []) if w not in true[one]]
        yield from ((one, word, "form") for word in chance.sample(fellows, min(1, len(fellows))))
        yield (
            one,
            chance.choice([w for w in chance.sample(modern, min(9, len(modern))) if w not in true[one]]),
            "random",
        )


def _differ(pair: Labelled) -> bool:
    return pair.label != SAME and pair.one.lower() != pair.other.lower()


def speed() -> list[Figure]:
    """Measure what kinds cost: a distinct pair in its context, and all of six books against aligning them."""
    from collate.apparatus import asking

    if not has_books():
        return []
    found = []
    for count, on in ((2, "KJV/ASV"), (6, "six NT")):
        asked: list[Question] = []
        asking.classify = lambda pair, asked=asked: asked.append(pair) or classify(pair)
        try:
            work = read_sources(tuple(f"{path.stem}={path}" for path in books()[:count]), "utf-8")
            collate_work(work)
        finally:
            asking.classify = classify
        seconds = min(_classified(asked) for _ in range(3))
        micro = 1e6 * seconds / len(asked)
        found.append(Figure(on, "µs a distinct pair in its context", micro, 10, digits=1, note=f"{len(asked)} pairs"))
        if count > 2:
            from collate.aligned import align_work

            start = time.process_time()
            align_work(work)
            aligning = time.process_time() - start
            found.append(Figure(on, "CPU of kinds / of aligning", seconds / aligning, 1))
    return found


def _classified(asked: Sequence[Question]) -> float:
    fresh = [Question(q.base, q.reading, q.context) for q in asked]
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


def history_table(old: Sequence[tuple[Judged, Counter[tuple[str, bool]]]]) -> str:
    """Set how often each sort of pair is told rightly, text by text."""
    rows = []
    for j, by in sorted(old, key=lambda row: row[0].score.right):
        shares = (
            f"{by[how, True] / max(1, by[how, True] + by[how, False]):.3f}"
            for how in ("true", "near", "form", "random")
        )
        rows.append((j.lot.name, len(j.answers), f"{j.score.right:.3f}", f"{j.threshold:.3f}", *shares))
    head = ("text", "pairs", "right", "one threshold", "true pairs", "nearest other word", "other form", "random word")
    return markdown_table(head, rows)


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
