"""Pairwise exact work: dynamic programming over gaps, and the anchors that make gaps small."""
