"""Measure what an editor's decisions teach: `python bench/learning.py`.

Of each work pairs are decided, chosen by coverage (as `collate decide --suggest` does) or at random, and the others are
classified by the rules and the learner. Three kinds: form, inflection, substitution. Tested pairs share no word with
any pair that may be decided. The work is divided anew several times; the figure is the mean. The learner is silent
where cross-validation over the decisions does not show that it pays, so a row may stay at what the rules reach.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from figures import Bound, Figure, markdown_table, print_text
from labelled import FORM, HISTORICAL, INFLECTION, RELATIONS, SAME, SUBSTITUTION, Labelled, Lot, lots, with_labels
from places import GOLD, missing
from rapidfuzz import process
from rapidfuzz.distance import Indel
from texts import SEED

from collate.classify import ReadingPair, Rulebook, WorkEvidence, bare, classify, folded
from collate.classify.learning.coverage import covering
from collate.classify.learning.fitting import CERTAIN, answers_of, cross_validated, fit_weights, ruled
from collate.classify.learning.learner import ENOUGH_LESSONS, MIN_LESSONS
from collate.classify.learning.lessons import class_of, components, reading_sides
from collate.classify.learning.traits import Traits, traits_of
from collate.model.tokens import Sort
from collate.text.tokenise import word_tokeniser

DECISIONS: Final = (0, 10, 25, 50, 100, 200)
DIVISIONS: Final = 8
TESTED: Final = 0.4  # share of the pairs
SMALL: Final = 900  # lines of a text with historical spellings: about 700 distinct pairs
CLASSES: Final = (FORM, INFLECTION, SUBSTITUTION)
ALIGNED: Final = {"milestone-570a.xml": "matthew570a", "section-470878.xml": "matthew591", "besoin.xml": "besoin"}
ARMENIAN: Final = ("milestone-570a.xml", "section-470878.xml")


@dataclass(frozen=True, slots=True)
class Known:
    """A pair of words, the class that people gave it, and what the learner sees of it."""

    key: tuple[str, str]
    truth: int
    traits: Traits


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the learning curve of a work: the mean of all divisions.

    right            the share of tested pairs that are right
    speaks           in what share of the divisions the learner speaks
    certain          how many answers are certain by what was learned, and how many of these are right
    """

    right: float
    speaks: float
    certain: tuple[int, int]


def works() -> dict[str, list[Known]]:
    """Return the pairs of each work."""
    relations = {
        lot.name: _of_relations(lot, pairs, truth)
        for lot, pairs, truth in with_labels(RELATIONS, lots())
        if lot.name in ALIGNED
    }
    found = {"Armenian chronicle": [known for name in ARMENIAN for known in relations.get(name, ())]}
    found["French, Notre besoin"] = relations.get("besoin.xml", [])
    return found | {
        f"{lot.name.removesuffix('.dev')}, small": _small(lot)
        for lot in lots()
        if any(p.label == HISTORICAL for p in lot.pairs)
    }


def _of_relations(lot: Lot, pairs: Sequence[tuple[str, str]], truth: Sequence[str]) -> list[Known]:
    file = json.loads((GOLD / "align" / f"{ALIGNED[lot.name]}.json").read_text("utf-8"))
    tokens = [w["tokens"] for w in file["witnesses"]]
    aligned = set()
    for row in file["table"]:
        forms = sorted({folded(tokens[w][i]["t"]) for w, cell in enumerate(row) for i in cell})
        aligned |= {*pairwise(forms)}
    texts = [" ".join(t["t"] for t in witness) for witness in tokens]
    labelled = [(a, b, CLASSES.index(label)) for (a, b), label in zip(pairs, truth, strict=True)]
    return _known(labelled, _evidence(lot.language, texts, aligned))


def _small(lot: Lot) -> list[Known]:
    """Return the true pairs of the beginning of a text, each beside the nearest other word and another form."""
    pairs = lot.pairs[:SMALL]
    texts = [" ".join(p.left for p in pairs), " ".join(p.right for p in pairs)]
    aligned = {(folded(p.left), folded(p.right)) for p in pairs}
    return _known([*_with_negatives(pairs, lot.language)], _evidence(lot.language, texts, aligned))


def _with_negatives(pairs: Sequence[Labelled], language: str) -> Iterable[tuple[str, str, int]]:
    import simplemma

    def lemma(word: str) -> str:
        return simplemma.lemmatize(word, lang=language) if simplemma.is_known(word, lang=language) else ""

    chance = random.Random(SEED)
    modern = sorted({p.right for p in pairs})
    forms: dict[str, list[str]] = {}
    true: dict[str, set[str]] = {}
    for word in modern:
        forms.setdefault(lemma(word), []).append(word)
    for p in pairs:
        true.setdefault(p.left, {p.left}).add(p.right)
    for old, new in sorted({(p.left, p.right) for p in pairs if p.label != SAME}):
        yield old, new, 0
        nearest = process.extract(new, modern, scorer=Indel.normalized_similarity, limit=5)
        for word in [word for word, _, _ in nearest if word not in true[old]][:1]:
            yield old, word, 1 if lemma(word) and lemma(word) == lemma(new) else 2
        others = [word for word in forms.get(lemma(new), []) if lemma(new) and word not in true[old]]
        yield from ((old, word, 1) for word in chance.sample(others, min(1, len(others))))


def _evidence(language: str, texts: Sequence[str], aligned: Iterable[tuple[str, str]]) -> WorkEvidence:
    vocabularies = []
    for text in texts:
        spans, sorts = word_tokeniser(text)
        words = (text[start:end] for start, end in spans[sorts == Sort.WORD].tolist())
        vocabularies.append(Counter(map(bare, words)))
    return WorkEvidence(Rulebook(language), tuple(vocabularies), sorted(pair for pair in aligned if pair[0] != pair[1]))


def _known(labelled: Sequence[tuple[str, str, int]], evidence: WorkEvidence) -> list[Known]:
    """Return the pairs of two single words that differ in more than case, each once."""
    sides = reading_sides(word for left, right, _ in labelled for word in (left, right))
    found: dict[tuple[str, str], Known] = {}
    for left, right, truth in labelled:
        pair = ReadingPair(sides[left], sides[right], evidence)
        if pair.single is None or pair.single.base_folded == pair.single.reading_folded:
            continue
        first, second = sorted((pair.single.base_folded, pair.single.reading_folded))
        variation = classify(pair)
        if class_of(variation.kind) is not None:
            traits = traits_of(pair.single, variation, variation.rule, evidence)
            found.setdefault((first, second), Known((first, second), truth, traits))
    return list(found.values())


def curve(known: Sequence[Known], by_coverage: bool) -> dict[int, Point]:
    """Return the learning curve of a work."""
    points: dict[int, list[Point]] = {}
    for number in range(DIVISIONS):
        tested, others = divided(known, number)
        order = chosen(others, number, by_coverage)
        for count in DECISIONS:
            if count <= len(order):
                points.setdefault(count, []).append(_point(tested, order[:count]))
    return {count: _mean(of_count) for count, of_count in points.items()}


def divided(known: Sequence[Known], number: int) -> tuple[list[Known], list[Known]]:
    """Divide pairs into those that are tested and those that may be decided; none of them share a word."""
    groups = components([k.key for k in known])
    random.Random(number).shuffle(groups)
    tested: list[int] = []
    others: list[int] = []
    for group in groups:
        (tested if len(tested) < TESTED * len(known) else others).extend(group)
    return [known[k] for k in tested], [known[k] for k in others]


def chosen(others: Sequence[Known], number: int, by_coverage: bool) -> list[Known]:
    """Return pairs in the order in which they are decided."""
    if by_coverage:
        doubtful = [k for k in others if not k.traits.is_certain]
        return [doubtful[k] for k in covering([d.traits for d in doubtful], [], max(DECISIONS))]
    return random.Random(number).sample(others, len(others))


def _point(tested: Sequence[Known], decided: Sequence[Known]) -> Point:
    truth, rows = np.array([k.truth for k in tested]), [k.traits for k in tested]
    by_rules, sure = ruled(rows)
    lessons = sorted(decided, key=lambda k: k.key)
    of_lessons, labels = [k.traits for k in lessons], [k.truth for k in lessons]
    right_by_rules = float((by_rules == truth).mean())
    if len(lessons) < MIN_LESSONS:
        return Point(right_by_rules, 0.0, (0, 0))
    test = cross_validated(of_lessons, labels, [k.key for k in lessons])
    if not test.pays or test.rules_right == len(lessons):
        return Point(right_by_rules, 0.0, (0, 0))
    shares = fit_weights(of_lessons, labels).likelihoods(rows)
    right = answers_of(rows, shares) == truth
    certain = ~sure & (shares.max(axis=1) >= CERTAIN) & (len(lessons) >= ENOUGH_LESSONS and test.may_be_certain)
    return Point(float(right.mean()), 1.0, (int(certain.sum()), int((certain & right).sum())))


def _mean(points: Sequence[Point]) -> Point:
    certain = sum(p.certain[0] for p in points), sum(p.certain[1] for p in points)
    return Point(float(np.mean([p.right for p in points])), float(np.mean([p.speaks for p in points])), certain)


def curves_table(curves: Sequence[tuple[str, int, str, dict[int, Point]]]) -> str:
    """Show the curves, a row for each work and way of choosing."""
    head = ("work", "pairs", "chosen", *(f"{n} decided" for n in DECISIONS), "certain from 50 on", "of these right")
    rows = []
    for name, pairs, how, points in curves:
        sure = [p.certain for n, p in points.items() if n >= ENOUGH_LESSONS]
        total, right = sum(c[0] for c in sure), sum(c[1] for c in sure)
        cells = (f"{points[n].right:.3f} ({points[n].speaks:.1f})" if n in points else "" for n in DECISIONS)
        rows.append((name, pairs, how, *cells, total, f"{right / total:.3f}" if total else ""))
    return markdown_table(head, rows)


def figures(curves: Sequence[tuple[str, int, str, dict[int, Point]]]) -> list[Figure]:
    """Return the figures: what is gained, that nothing is lost, and how often a certain answer is right."""
    of_coverage = [(name, points) for name, _, how, points in curves if how == "by coverage"]
    results = []
    for count in (25, 100):
        gains = [p[count].right - p[0].right for _, p in of_coverage if count in p]
        if gains:
            note = f"{len(gains)} works; the worst {min(gains):+.3f}"
            on = f"learning, {count} decisions"
            results.append(
                Figure(on, "right more than the rules, mean", float(np.mean(gains)), 0.0, Bound.AT_LEAST, 3, note=note)
            )
    sure = [p.certain for _, _, _, points in curves for n, p in points.items() if n >= ENOUGH_LESSONS]
    total, right = sum(c[0] for c in sure), sum(c[1] for c in sure)
    value = right / total if total else None
    results.append(
        Figure("learning, certain after 50", "right", value, 0.95, Bound.AT_LEAST, 3, note=f"{total} answers")
    )
    return results


def measured() -> tuple[list[Figure], str]:
    """Measure all works: the figures, and the table behind them."""
    curves = [
        (name, len(known), how, curve(known, how == "by coverage"))
        for name, known in works().items()
        for how in ("by coverage", "at random")
    ]
    explained = __doc__.split("\n", 2)[2].strip() if __doc__ else ""
    text = f"""## Learning from decisions

{explained} In brackets stands in what share of the divisions the learner speaks.

{curves_table(curves)}
"""
    return figures(curves), text


def main() -> None:
    """Print the table."""
    if lacking := missing(GOLD):
        raise SystemExit(lacking)
    results, text = measured()
    print_text("\n".join([text, *(f"{f.on}: {f.measure} {f.value} ({f.note})" for f in results)]))


if __name__ == "__main__":
    main()
