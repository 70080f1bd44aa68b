"""The words of a work: the vocabulary of each witness, and pairs of words in one column of the alignment."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from collate._arrays import Int32, unique_inverse
from collate.classify import Rulebook, WorkEvidence, bare
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort, Tokens, first_copies
from collate.model.voices import own_tokens, principals


def work_evidence(alignment: Alignment, rulebook: Rulebook, keeps_lines: bool = False) -> WorkEvidence:
    """Return what the rules may use of the whole work."""
    return WorkEvidence(rulebook, _vocabularies(alignment), _word_pairs(alignment), keeps_lines)


def _vocabularies(alignment: Alignment) -> tuple[Counter[str], ...]:
    """Count the words of each witness, folded and without accents.

    Copies are counted as one witness, a hand that copies another manuscript as that one, and of other hands the words
    that their manuscript does not have there.
    """
    strings = alignment.tokens[0].vocabulary.strings
    bare_forms: dict[int, str] = {}
    vocabularies = []
    own = own_tokens(alignment)
    for w in _distinct(alignment.tokens):
        tokens = alignment.tokens[w]
        is_counted = own[w] & (tokens.sort == Sort.WORD)
        if len(tokens) and not own[w].any():
            continue
        vocabulary = Counter[str]()
        counts = np.bincount(tokens.form[is_counted])
        codes = np.flatnonzero(counts)
        for code, count in zip(codes.tolist(), counts[codes].tolist(), strict=True):
            if code not in bare_forms:
                bare_forms[code] = bare(strings[code])
            vocabulary[bare_forms[code]] += count
        vocabularies.append(vocabulary)
    return tuple(vocabularies)


def _distinct(witnesses: Sequence[Tokens]) -> list[int]:
    """Return one witness of those that are copies of each other: a manuscript before a hand, then by siglum."""
    chosen: dict[int, int] = {}
    copies, manuscripts = first_copies(witnesses), principals(witnesses)
    for w in sorted(range(len(witnesses)), key=lambda w: (manuscripts[w] != w, witnesses[w].witness.siglum)):
        chosen.setdefault(copies[w], w)
    return sorted(chosen.values())


def _word_pairs(alignment: Alignment) -> tuple[tuple[str, str], ...]:
    """Return the pairs of different words that are in one column, each pair once.

    If a column has more than two words, each is paired with the next in the order of strings, because similar words
    are next to each other. So the number of pairs grows with the columns, and not with the square of the witnesses.
    """
    strings = alignment.tokens[0].vocabulary.strings
    order = sorted(range(len(strings)), key=strings.__getitem__)
    rank_of_code = np.empty(len(strings), np.int32)
    rank_of_code[order] = np.arange(len(strings), dtype=np.int32)
    ranks = np.stack([_word_ranks(alignment, w, rank_of_code) for w in range(len(alignment.tokens))], axis=1)
    ranks = ranks[(ranks != ranks[:, :1]).any(axis=1)]
    ranks.sort(axis=1)
    left, right = ranks[:, :-1].ravel(), ranks[:, 1:].ravel()
    differ = (left != right) & (left >= 0)
    size = max(1, len(strings))
    encoded = unique_inverse(left[differ].astype(np.int64) * size + right[differ])[0]
    pairs = zip((encoded // size).tolist(), (encoded % size).tolist(), strict=True)
    return tuple([(strings[order[a]], strings[order[b]]) for a, b in pairs])


def _word_ranks(alignment: Alignment, w: int, rank_of_code: Int32) -> Int32:
    """Return the rank (columns,) int32 of the word of a witness in each column, or -1.

    `rank_of_code` (strings,) int32 is the rank of each string of the vocabulary.
    """
    tokens = alignment.tokens[w]
    column = alignment.table[:, w]
    if not len(tokens):
        return np.full(len(column), -1, np.int32)
    ranks = np.where(tokens.sort == Sort.WORD, rank_of_code[tokens.form], np.int32(-1))
    return np.where(column == GAP, np.int32(-1), ranks[column]).astype(np.int32)
