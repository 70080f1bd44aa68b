"""Run the whole engine.

`aligning` makes the alignment of a work, `collating` its apparatus, `reports` its reports; `explaining` explains an
entry at one of the `places` of a work.
"""
