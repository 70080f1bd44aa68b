"""Fit the weights to lessons, and check by cross-validation whether they do better than the rules."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

import numpy as np

from collate._arrays import Bool, Float64, Index
from collate.classify.learning.lessons import CLASS_NAMES, components
from collate.classify.learning.regression import fit, likelihoods
from collate.classify.learning.traits import MEASURES, Traits, matrix

FOLDS: Final = 5
MIN_NAMED: Final = 4  # lessons with the same letters, or the same rule, before these get a weight
TRUST: Final = 2.5  # weight of an answer of the rules before any lesson
MORE_TRUST: Final = 0.8  # weight more if they are certain


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
    """Return weights that repeat the answer of the rules."""
    start = np.zeros((len(MEASURES) + names, len(CLASS_NAMES)))
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


def cross_validated(rows: Sequence[Traits], labels: Sequence[int], keys: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Return how many lessons the rules get right, and the learner taught by lessons that share no word with them."""
    truth = np.array(labels, np.intp)
    fold = folds(keys)
    right = 0
    for number in range(FOLDS):
        of_fold = fold == number
        if not of_fold.any():
            continue
        weights = fit_weights(list(compress(rows, ~of_fold)), truth[~of_fold].tolist())
        tested = list(compress(rows, of_fold))
        right += int((answers_of(tested, weights.likelihoods(tested)) == truth[of_fold]).sum())
    return int((ruled(rows)[0] == truth).sum()), right


def folds(keys: Sequence[tuple[str, str]]) -> Index:
    """Return the fold of each pair: pairs that are connected by shared words are in one fold."""
    fold = np.zeros(len(keys), np.intp)
    sizes = [0] * FOLDS
    for numbers in components(keys):
        smallest = sizes.index(min(sizes))
        fold[numbers] = smallest
        sizes[smallest] += len(numbers)
    return fold
