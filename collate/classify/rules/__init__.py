"""The rules: each takes a pair of readings and returns their variation, or None where it has no answer.

`collate explain` shows the first line of a rule's docstring, so it names the evidence.
"""
