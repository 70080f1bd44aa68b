"""Divided words are kept together: a mark after `descriure` does not come between `descri` and `ure`.

Columns that different witnesses have may stand in either order. Beside a word that others divide, the words come first
and the mark of the whole word after them.
"""

from collections.abc import Set
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, any_in_row
from collate.model.alignment import GAP
from collate.model.tokens import Sort, Tokens
from collate.text.normalise import letters

MOST_MARKS: Final = 3  # columns of marks beside a divided word
MOST_COLUMNS: Final = 2  # of the words before its last part, or after its first

_WORD: Final = int(Sort.WORD)


def with_divided_words_together(tokens: tuple[Tokens, ...], table: Int32, borders: Set[int]) -> Int32:
    """Return the table with the marks beside a divided word after its last part, or before its first.

    Parameters
    ----------
    tokens : tuple of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    borders : set of int
        Columns where a passage of a witness begins or ends; no column is moved across these.

    Returns
    -------
    table : (columns, witnesses) int32
        The same columns; no token has another place in its witness.
    """
    words, marks = _columns_of(tokens, table, Sort.WORD), _columns_of(tokens, table, Sort.PUNCTUATION)
    beside = (marks[:-1] & words[1:]) | (words[:-1] & marks[1:])
    beside &= ~any_in_row((table[:-1] != GAP) & (table[1:] != GAP))
    letters_of_form: dict[int, str] = {}
    for k in np.flatnonzero(beside).tolist():
        table = _with_mark_outside(tokens, table, marks, k, borders, letters_of_form)
    return table


def _columns_of(tokens: tuple[Tokens, ...], table: Int32, sort: Sort) -> Bool:
    """Return (columns,) bool: whether all tokens of a column are of a sort."""
    is_of_sort = np.ones(len(table), bool)
    for w, witness in enumerate(tokens):
        is_of_sort[table[:, w] != GAP] &= witness.sort == sort  # the table has every token, in order
    return is_of_sort


def _with_mark_outside(
    tokens: tuple[Tokens, ...],
    table: Int32,
    marks: Bool,
    k: int,
    borders: Set[int],
    letters_of_form: dict[int, str],
) -> Int32:
    """Return the table after the marks at column k, or k + 1, have changed places with the word beside them.

    `letters_of_form` is a cache of the letters of each form code.
    """
    is_after = bool(marks[k])
    first = last = k if is_after else k + 1
    while is_after and first and last - first + 1 < MOST_MARKS and marks[first - 1]:
        first -= 1
    while not is_after and last + 1 < len(table) and last - first + 1 < MOST_MARKS and marks[last + 1]:
        last += 1
    part = last + 1 if is_after else first - 1
    of_mark, of_part = ((table[columns] != GAP).any(axis=0) for columns in (slice(first, last + 1), [part]))
    start, stop = min(first, part), max(last, part) + 1
    if (of_mark & of_part).any() or not borders.isdisjoint(range(start + 1, stop)):
        return table
    # A few columns as lists: asking arrays for single cells would take most of the time.
    low = max(start - MOST_COLUMNS, 0)
    cells = table[low : stop + MOST_COLUMNS].T.tolist()
    wholes_of, parts_of = np.flatnonzero(of_mark).tolist(), np.flatnonzero(of_part).tolist()

    def letters_at(w: int, columns: list[int]) -> str:
        return _letters_of(tokens[w], [cells[w][column - low] for column in columns], letters_of_form)

    for width in range(1, MOST_COLUMNS + 1):
        rest = range(first - width, first) if is_after else range(last + 1, last + 1 + width)
        if rest.start < 0 or rest.stop > len(table):
            break
        divided = [*rest, part] if is_after else [part, *rest]
        wholes = {letters_at(w, [*rest]) for w in wholes_of}
        if wholes & {letters_at(w, divided) for w in parts_of} - {""}:
            run = [*range(first, last + 1)]
            table = table.copy()
            table[start:stop] = table[[part, *run] if is_after else [*run, part]]
            break
    return table


def _letters_of(witness: Tokens, cells: list[int], letters_of_form: dict[int, str]) -> str:
    """Return the letters of the words of a witness in some cells, or "" if it has a mark there."""
    found = [token for token in cells if token != GAP]
    if any(int(witness.sort[token]) != _WORD for token in found):
        return ""
    codes = [int(witness.form[token]) for token in found]
    for code in codes:
        if code not in letters_of_form:
            letters_of_form[code] = letters(witness.vocabulary.strings[code])
    return "".join([letters_of_form[code] for code in codes])
