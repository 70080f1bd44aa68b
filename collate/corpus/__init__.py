"""Corpus: one job over many works, in batches over many processes, with a manifest of what was done.

`works` finds the works, `manifest` says which of them are done, `batches` divides the others, `local` and `cluster` map
a function over the batches, `jobs` does one work, `readings` and `data_set` keep its readings as columns, `summary`
counts over all works, and `running` is the whole path.
"""
