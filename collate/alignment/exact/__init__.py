"""Exact alignment of two sides: dynamic programming over gaps, and the anchors that make the gaps small."""
