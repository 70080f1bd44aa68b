"""The learner: asked after the rules, about two words of which the rules are not certain."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import field, replace
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate._repr import counted
from collate.classify.language.folding import folded
from collate.classify.learning.fitting import CERTAIN, CrossValidation, Weights, cross_validated, fit_weights
from collate.classify.learning.lessons import CLASS_NAMES, FORM, Lesson, class_of
from collate.classify.learning.traits import MEASURES, Traits, traits_of
from collate.classify.reading_pair import ReadingPair, ReadingSide, WordPair
from collate.classify.work_evidence import WorkEvidence
from collate.model.tokens import Sort
from collate.model.variation import Certainty, Kind, Variation

RULE: Final = "learned"  # takes the place of the name of a rule
UNTAUGHT_RULES: Final = frozenset(("listed", "damaged"))  # an editor's list, and no variant at all
MIN_LESSONS: Final = 10  # with fewer the learner is silent
ENOUGH_LESSONS: Final = 50  # with fewer it is never certain
LIKELY: Final = 0.75  # of one that is not merely a guess
MOST_CITED: Final = 2  # decisions that a reason names
_KINDS: Final = (Kind.SPELLING, Kind.INFLECTION, Kind.SUBSTITUTION)


@dataclass(frozen=True, slots=True)
class Learned:
    """What the decisions of a work have taught, and how well.

    lessons   the decided pairs of words, each once
    rows      their traits
    weights   how much each trait speaks for each class
    tested    how the rules and the learner do on the lessons
    speaks    whether its answers count
    """

    lessons: tuple[Lesson, ...]
    rows: tuple[Traits, ...]
    weights: Weights
    tested: CrossValidation
    speaks: bool

    def __repr__(self) -> str:
        state = "speaks" if self.speaks else "is silent"
        return f"<Learned: {counted(len(self.lessons), 'lesson')}, {state}>"

    @property
    def may_be_certain(self) -> bool:
        """Whether there are enough lessons, and certain answers about them are right."""
        return len(self.lessons) >= ENOUGH_LESSONS and self.tested.may_be_certain


@dataclass(frozen=True, slots=True, eq=False)
class Learner:
    """Revises answers of the rules by what the decisions of the work have taught.

    learned    what they taught
    evidence   of the work, as the rules have it
    """

    learned: Learned
    evidence: WorkEvidence
    _asked: dict[tuple[str, str, str], tuple[int, float, Traits]] = field(default_factory=dict, repr=False)

    def __repr__(self) -> str:
        return f"<Learner: {self.learned!r}>"

    def revised(self, base: str, reading: str, rule: str, variation: Variation) -> Variation | None:
        """Return what the decisions say of two words in place of the answer of a rule; None if that answer stands."""
        by_rules = class_of(variation.kind)
        if by_rules is None or variation.certainty is Certainty.HIGH or rule in UNTAUGHT_RULES:
            return None
        answer, share, traits = self._ask(base, reading, rule, variation)
        is_certain = share >= CERTAIN and self.learned.may_be_certain
        if answer == by_rules and not is_certain:
            return None
        nearest = self._nearest(answer, traits)
        why = _reason(nearest)
        if answer == by_rules:
            return replace(variation, why=f"{variation.why}; {why}", certainty=Certainty.HIGH)
        certainty = Certainty.HIGH if is_certain else Certainty.MEDIUM if share >= LIKELY else Certainty.LOW
        kind, cause = _KINDS[answer], None
        if nearest and answer == FORM and nearest[0].kind in (Kind.SPELLING, Kind.ABBREVIATION):
            kind, cause = nearest[0].kind, nearest[0].cause
        why = f"{why}; the rules alone say {variation.label} ({rule})"
        also = tuple(other for other in variation.also if other is not kind)
        return Variation(kind, why, RULE, cause, also, variation.within, certainty)

    def _ask(self, base: str, reading: str, rule: str, variation: Variation) -> tuple[int, float, Traits]:
        """Return the likeliest class of two words, its likelihood and their traits; each pair is asked once."""
        first, second = sorted((base, reading), key=lambda word: (folded(word), word))
        key = first, second, f"{rule} {variation.kind}"
        found = self._asked.get(key)
        if found is None:
            traits = traits_of(WordPair(first, second), variation, rule, self.evidence)
            shares = self.learned.weights.likelihoods([traits])[0]
            answer = int(np.argmax(shares))
            found = self._asked[key] = answer, float(shares[answer]), traits
        return found

    def _nearest(self, answer: int, traits: Traits) -> list[Lesson]:
        """Return the lessons of a class that share most letters with a pair, then those that are most alike."""
        names = {name for name in traits.names if not name.startswith("rule ")}
        ranked = []
        for lesson, row in zip(self.learned.lessons, self.learned.rows, strict=True):
            if lesson.label == answer and (shared := len(names.intersection(row.names))):
                apart = sum((a - b) ** 2 for a, b in zip(row.measures, traits.measures, strict=True))
                ranked.append((-shared, round(apart, 9), lesson.key, lesson))
        return [lesson for *_, lesson in sorted(ranked, key=lambda row: row[:3])[:MOST_CITED]]


def _reason(nearest: Sequence[Lesson]) -> str:
    if not nearest:
        return "as decisions on pairs with other letters suggest"
    return f"as decided for {' and '.join(lesson.cited for lesson in nearest)}"


def learn(lessons: Sequence[Lesson], evidence: WorkEvidence) -> Learned:
    """Return what lessons teach in a work; the learner speaks if it does better than the rules on these lessons.

    `learn = "never"` in the rules of the work makes it silent.
    """
    without = evidence.with_learner(None)
    rows = [lesson_traits(lesson, without) for lesson in lessons]
    labels = [lesson.label for lesson in lessons]
    weights = fit_weights(rows, labels)
    tested = cross_validated(rows, labels, [lesson.key for lesson in lessons])
    has_to_learn = len(lessons) >= MIN_LESSONS and tested.rules_right < len(lessons)
    speaks = has_to_learn and tested.pays and evidence.rulebook.learn_edits is not False
    return Learned(tuple(lessons), tuple(rows), weights, tested, speaks)


def taught(evidence: WorkEvidence, lessons: Sequence[Lesson]) -> WorkEvidence:
    """Return the evidence of a work with a learner, if what its editor has decided is enough to speak of."""
    if not lessons or evidence.rulebook.learn_edits is False:
        return evidence
    learned = learn(lessons, evidence)
    return evidence.with_learner(Learner(learned, evidence)) if learned.speaks else evidence


def lesson_traits(lesson: Lesson, evidence: WorkEvidence) -> Traits:
    """Return the traits of a lesson, with the answer of the rules about its words."""
    from collate.classify.engine import classify  # it asks the learner

    base, reading = (
        ReadingSide((word,), (Sort.WORD,)) for word in (lesson.pair.base_surface, lesson.pair.reading_surface)
    )
    variation = classify(ReadingPair(base, reading, evidence))
    return traits_of(lesson.pair, variation, variation.rule, evidence)


def weights_by_name(learned: Learned) -> list[tuple[str, str, float]]:
    """Return the letters and rules that decisions gave a weight: name, the class they speak for, how much more.

    The strongest come first.
    """
    change = (learned.weights.values - learned.weights.start)[len(MEASURES) :]
    rows = []
    for name, weights in zip(learned.weights.names, change, strict=True):
        best = int(np.argmax(weights))
        rows.append((name, CLASS_NAMES[best], float(weights[best] - np.median(weights))))
    return sorted(rows, key=lambda row: (-round(row[2], 6), row[0]))


def counts_of(learned: Learned) -> dict[str, int]:
    """Return how many lessons have each class."""
    counts: dict[str, int] = defaultdict(int)
    for lesson in learned.lessons:
        counts[CLASS_NAMES[lesson.label]] += 1
    return dict(counts)
