"""The rules: each takes a pair of readings and returns their variation, or None where it has no answer."""
