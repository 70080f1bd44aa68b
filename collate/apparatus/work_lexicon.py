"""What a work tells of its own words: its vocabularies, and the pairs that stand in one place."""

from collections import Counter

import numpy as np

from collate._arrays import Int32, unique_inverse
from collate.classify import Rulebook, WorkEvidence, bare
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort


def work_evidence(alignment: Alignment, rulebook: Rulebook) -> WorkEvidence:
    """Gather what the rules may know of the work."""
    return WorkEvidence(rulebook, _vocabularies(alignment), _pairs(alignment))


def _vocabularies(alignment: Alignment) -> tuple[Counter[str], ...]:
    """Count the words of every witness, folded as pairs are folded and without accents."""
    strings = alignment.tokens[0].vocabulary.strings
    known: dict[int, str] = {}
    vocabularies = []
    for tokens in alignment.tokens:
        vocabulary = Counter[str]()
        counts = np.bincount(tokens.form[tokens.sort == Sort.WORD])
        codes = np.flatnonzero(counts)
        for code, count in zip(codes.tolist(), counts[codes].tolist(), strict=True):
            if code not in known:
                known[code] = bare(strings[code])
            vocabulary[known[code]] += count
        vocabularies.append(vocabulary)
    return tuple(vocabularies)


def _pairs(alignment: Alignment) -> tuple[tuple[str, str], ...]:
    """Give the pairs of different words that stand in one column, each once.

    Of more than two words in a column each is paired with the next in the order of strings, which
    is like it where any is; so the pairs grow with the columns, and not with the square of the witnesses.
    """
    strings = alignment.tokens[0].vocabulary.strings
    order = sorted(range(len(strings)), key=strings.__getitem__)
    rank = np.empty(len(strings), np.int32)
    rank[order] = np.arange(len(strings), dtype=np.int32)
    ranks = np.stack([_ranks(alignment, w, rank) for w in range(len(alignment.tokens))], axis=1)
    ranks = ranks[(ranks != ranks[:, :1]).any(axis=1)]
    ranks.sort(axis=1)
    one, other = ranks[:, :-1].ravel(), ranks[:, 1:].ravel()
    differ = (one != other) & (one >= 0)
    found = unique_inverse(one[differ].astype(np.int64) * len(strings) + other[differ])[0]
    pairs = zip((found // max(1, len(strings))).tolist(), (found % max(1, len(strings))).tolist(), strict=True)
    return tuple([(strings[order[a]], strings[order[b]]) for a, b in pairs])


def _ranks(alignment: Alignment, w: int, rank: Int32) -> Int32:
    """Give the rank of the word of a witness in each column, or -1."""
    tokens = alignment.tokens[w]
    at = alignment.table[:, w]
    if not len(tokens):
        return np.full(len(at), -1, np.int32)
    words = np.where(tokens.sort == Sort.WORD, rank[tokens.form], np.int32(-1))
    return np.where(at == GAP, np.int32(-1), words[at]).astype(np.int32)
