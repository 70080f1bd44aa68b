"""Readings as characters, for phylogenetic programs."""
