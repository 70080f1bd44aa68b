"""Columns in which a word is written short: `Mr.` beside *Mister*, `г.` beside *году*.

A short form need not look like its word. It has letters of the word in their order, the first of them first, and it is
known by its full stop, or because it has no vowel.
"""

from typing import Final

import numpy as np

from collate._arrays import Bool, Int64
from collate.model.alignment import GAP, Alignment
from collate.model.token_marks import TokenMark
from collate.text.normalise import letters

LONGEST: Final = 5  # letters of a short form
LEAST_FULL: Final = 3  # letters of a word that is written short
_VOWELS: Final = frozenset("aeiouyαεηιουωаеёиоуыэюяіѣ")
_STOP: Final = "."


def has_short_form(alignment: Alignment, at: Int64) -> Bool:
    """Return (k,) bool: whether the words in each of the columns `at` (k,) may be one word that a witness writes short.

    Parameters
    ----------
    alignment : Alignment
    at : (k,) int64
        Columns.
    """
    forms = alignment.codes("form")[at]
    strings = alignment.tokens[0].vocabulary.strings
    sizes = np.fromiter(map(len, strings), np.int32, len(strings))
    may_be = (forms != GAP) & (np.append(sizes, LONGEST + 1)[forms] <= LONGEST)
    differs = (forms != forms.max(axis=1, keepdims=True)) & (forms != GAP)
    found = np.zeros(len(at), bool)
    for k in np.flatnonzero(may_be.any(axis=1) & differs.any(axis=1)).tolist():
        words: dict[str, bool] = {}
        for w in np.flatnonzero(forms[k] != GAP).tolist():
            word = letters(strings[forms[k, w]])
            words[word] = words.get(word, False) or _is_marked(alignment, w, int(at[k]), word)
        found[k] = _are_one_word(words)
    return found


def has_superscript(alignment: Alignment, at: Int64) -> Bool:
    """Return (k,) bool: whether a witness has a word with superscript letters in each of the columns `at` (k,).

    Such a short form need not look like its word, and is a unit of its own.
    """
    found = np.zeros(len(at), bool)
    for w, tokens in enumerate(alignment.tokens):
        if tokens.marks.any():
            column = alignment.table[at, w]
            found |= (column != GAP) & (tokens.marks[column] & np.uint16(TokenMark.SUPERSCRIPT) > 0)
    return found


def _is_marked(alignment: Alignment, witness: int, column: int, word: str) -> bool:
    """Return whether a full stop touches a word, or it has no vowel."""
    if len(word) > 1 and _VOWELS.isdisjoint(word):
        return True
    tokens = alignment.tokens[witness]
    end = int(tokens.spans[alignment.table[column, witness], 1])
    return tokens.witness.text[end : end + 1] == _STOP


def _are_one_word(words: dict[str, bool]) -> bool:
    """Return whether the longest of some words may be the full form of all others, each of which is marked as short."""
    full = max(words, key=lambda word: (len(word), word))
    return not words[full] and all(
        marked and _is_short_for(word, full) for word, marked in words.items() if word != full
    )


def _is_short_for(short: str, full: str) -> bool:
    """Return whether a short form has letters of a word in their order, beginning with the first.

    Examples
    --------
    >>> [_is_short_for(short, "mister") for short in ("mr", "m", "mro", "st")]
    [True, True, False, False]
    """
    if not (len(short) < len(full) >= LEAST_FULL) or len(short) > LONGEST or short[:1] != full[:1]:
        return False
    remaining = iter(full)
    return all(letter in remaining for letter in short)
