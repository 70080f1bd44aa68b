"""Outputs of parallel passages: JSON for programs, a page for people."""
