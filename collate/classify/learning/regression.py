"""Multinomial logistic regression, shrunk towards a start: a convex problem, so nothing is random.

Accelerated descent (Nesterov 1983) with a fixed number of steps: the same rows give the same weights.
"""

from typing import Final

import numpy as np

from collate._arrays import Float64, Index

STEPS: Final = 150
PENALTY: Final = 2.0  # of a weight that leaves its start, per unit squared


def fit(rows: Float64, labels: Index, start: Float64) -> Float64:
    """Return the weights (traits, classes) of rows (n, traits) with labels (n,), near a start (traits, classes)."""
    truth = np.eye(start.shape[1])[labels]
    step = 1.0 / (PENALTY + 0.5 * float(np.linalg.norm(rows, 2)) ** 2 if len(rows) else PENALTY)
    weights = ahead = start
    momentum = 1.0
    for _ in range(STEPS):
        slope = rows.T @ (likelihoods(rows, ahead) - truth) + PENALTY * (ahead - start)
        following = ahead - step * slope
        later = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = following + (momentum - 1) / later * (following - weights)
        weights, momentum = following, later
    return weights


def likelihoods(rows: Float64, weights: Float64) -> Float64:
    """Return how likely each class is for each row, (n, classes); each row sums to 1."""
    scores = rows @ weights
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Float64 = powers / powers.sum(axis=1, keepdims=True)
    return shares
