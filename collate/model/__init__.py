"""The types: what witnesses, tokens, alignments, apparatus, decisions and findings are made of.

Every invariant is checked once, where a value is made. Nothing here reads files, and nothing decides.
"""
