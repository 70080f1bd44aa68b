"""Fit the weights to lessons, and check by cross-validation whether they do better than the rules."""

from collections import Counter
from collections.abc import Sequence
from itertools import compress
from typing import Final

import numpy as np

from collate._arrays import Bool, Float64, Index
from collate._dataclass import dataclass
from collate.classify.learning.lessons import CLASS_NAMES, components
from collate.classify.learning.regression import fit, likelihoods
from collate.classify.learning.traits import MEASURES, Traits, matrix

FOLDS: Final = 5
CERTAIN: Final = 0.98  # likelihood of an answer that is certain; at .97 still only .91 of them are right
MIN_CERTAIN: Final = 10  # certain answers about the lessons, without which nothing shows that they are right
MIN_RIGHT: Final = 0.95  # share of such answers about the lessons that must be right
MIN_NAMED: Final = 3  # lessons with the same letters, or the same rule, before these get a weight
TRUST: Final = 2.5  # weight of an answer of the rules before any lesson
MORE_TRUST: Final = 0.8  # weight more if they are certain

# What some measures say of each class in any language, before any lesson: about half of the weights that 5,000 pairs
# in four languages teach (histnorm, development part), rounded. The others are near 0 there, or differ by language.
USUAL: Final = (
    ("cost of the letters", (-1.0, 0.4, 0.6)),
    ("same beginning", (0.15, 0.1, -0.25)),
    ("same end", (0.2, -0.6, 0.4)),
    ("both words used by one witness", (-0.4, 0.1, 0.3)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned: how much each trait speaks for each class.

    names    the letters and rules that have a weight, in order
    values   (measures + names, classes) float64
    start    the same before any lesson
    """

    names: tuple[str, ...]
    values: Float64
    start: Float64

    def likelihoods(self, rows: Sequence[Traits]) -> Float64:
        """Return how likely each class is for each pair, (pairs, classes)."""
        return likelihoods(matrix(rows, self.names), self.values)


def fit_weights(rows: Sequence[Traits], labels: Sequence[int]) -> Weights:
    """Return the weights that lessons teach. The order of the lessons must not depend on anything but themselves."""
    counts = Counter(name for traits in rows for name in traits.names)
    names = tuple(sorted(name for name, count in counts.items() if count >= MIN_NAMED))
    start = _start(len(names))
    return Weights(names, fit(matrix(rows, names), np.array(labels, np.intp), start), start)


def _start(names: int) -> Float64:
    """Return weights that lean on the answer of the rules."""
    start = np.zeros((len(MEASURES) + names, len(CLASS_NAMES)))
    for name, weights in USUAL:
        start[MEASURES.index(name)] = weights
    for number, name in enumerate(CLASS_NAMES):
        start[MEASURES.index(f"rules say {name}"), number] = TRUST
        start[MEASURES.index(f"rules say {name} for certain"), number] = MORE_TRUST
    return start


def answers_of(rows: Sequence[Traits], shares: Float64) -> Index:
    """Return the class for each pair: the likeliest, but that of the rules where they are certain."""
    by_rules, certain = ruled(rows)
    return np.where(certain, by_rules, shares.argmax(axis=1))


def ruled(rows: Sequence[Traits]) -> tuple[Index, Bool]:
    """Return the class that the rules give each pair, and whether they are certain."""
    return np.array([t.answer for t in rows], np.intp), np.array([t.is_certain for t in rows], bool)


@dataclass(frozen=True, slots=True, eq=False)
class CrossValidation:
    """How the rules and the learner do on the lessons, each taught by lessons that share no word with them.

    rules_right, learner_right   how many lessons each gets right
    gain                         how much likelier the learner finds the truth than its start does, in nats
    certain, certain_right       how many lessons the learner is certain of, and how many of these it gets right
    """

    rules_right: int
    learner_right: int
    gain: float
    certain: int
    certain_right: int

    @property
    def pays(self) -> bool:
        """Whether the learner is right more often than the rules, or as often and nearer to the truth."""
        return (self.learner_right, self.gain) > (self.rules_right, 0.0)

    @property
    def may_be_certain(self) -> bool:
        """Whether its certain answers are right nineteen times in twenty."""
        return self.certain >= MIN_CERTAIN and self.certain_right >= MIN_RIGHT * self.certain


def cross_validated(rows: Sequence[Traits], labels: Sequence[int], keys: Sequence[tuple[str, str]]) -> CrossValidation:
    """Test each lesson with what the lessons of the other folds teach."""
    truth = np.array(labels, np.intp)
    shares, of_start = (np.zeros((len(rows), len(CLASS_NAMES))) for _ in range(2))
    fold = folds(keys)
    for of_fold in (fold == number for number in range(FOLDS)):
        weights = fit_weights(list(compress(rows, ~of_fold)), truth[~of_fold].tolist())
        tested = matrix(list(compress(rows, of_fold)), weights.names)
        shares[of_fold] = likelihoods(tested, weights.values)
        of_start[of_fold] = likelihoods(tested, weights.start)
    by_rules, certain = ruled(rows)
    right = answers_of(rows, shares) == truth
    sure = ~certain & (shares.max(axis=1, initial=0.0) >= CERTAIN)
    of_truth = np.arange(len(rows)), truth
    gain = float(np.log(shares[of_truth] / of_start[of_truth]).sum())
    return CrossValidation(
        int((by_rules == truth).sum()), int(right.sum()), round(gain, 6), int(sure.sum()), int((right & sure).sum())
    )


def folds(keys: Sequence[tuple[str, str]]) -> Index:
    """Return the fold of each pair: pairs that are connected by shared words are in one fold."""
    fold = np.zeros(len(keys), np.intp)
    sizes = [0] * FOLDS
    for numbers in components(keys):
        smallest = sizes.index(min(sizes))
        fold[numbers] = smallest
        sizes[smallest] += len(numbers)
    return fold
