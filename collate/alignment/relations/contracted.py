"""Contractions: one word in one witness, the words for which it stands in another: `it's` and `it is`.

Several side by side are one relation each if the columns allow it, and else one together.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate._arrays import Int8, Int32, Int64
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Tokens
from collate.text.contractions import expansions
from collate.text.normalise import APOSTROPHE, marks
from collate.text.word_signs import AND, AND_SO_FORTH, sign_meanings

MAX_COLUMNS: Final = 4  # that one contraction may span: `o'clock` and `of the clock`
MOST_TOGETHER: Final = 6  # contractions side by side that are one relation

_Span = tuple[int, int]


def contraction_links(
    tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, divisions: Sequence[Link]
) -> tuple[Link, ...]:
    """Return the word divisions, and the contractions that do not overlap them, in order.

    Parameters
    ----------
    tokens : tuple of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    divisions : sequence of Link
        The word divisions, in order.
    """
    phrases = _phrases_of_forms(tokens[0].vocabulary.strings, tokens[0].vocabulary.codes)
    if not phrases:
        return tuple(divisions)
    witnesses_at: dict[_Span, set[int]] = {}
    for span, pair in _contracted_places(tokens, table, testimony, phrases):
        witnesses_at.setdefault(span, set()).update(pair)
    links = list(divisions)
    taken = {column for link in links for column in range(link.start, link.stop)}
    for (start, stop), witnesses in sorted(witnesses_at.items()):
        if taken.isdisjoint(range(start, stop)):
            links.append(Link(start, stop, tuple(sorted(witnesses))))
            taken.update(range(start, stop))
    return tuple(sorted(links, key=lambda link: link.start))


def _phrases_of_forms(strings: Sequence[str], codes: dict[str, int]) -> dict[int, list[tuple[int, ...]]]:
    """Return the phrases, as codes of forms, for which each form may stand; only those whose words the texts have."""
    found: dict[int, list[tuple[int, ...]]] = {}
    with_accents: dict[str, list[int]] = {}
    for code, string in enumerate(strings):
        if APOSTROPHE in string:
            phrases = expansions(string)
        elif string[:1] == AND or string in AND_SO_FORTH:
            phrases = frozenset(tuple(words.split()) for words in sign_meanings().get(string, ()))
        else:
            continue
        for phrase in (p for p in phrases if len(p) > 1):
            if not with_accents:
                for other, form in enumerate(strings):
                    with_accents.setdefault(form if form.isascii() else marks(form), []).append(other)
            if all(word in codes or word in with_accents for word in phrase):
                found.setdefault(code, []).extend(_combinations([with_accents.get(word, []) for word in phrase]))
    return found


def _combinations(choices: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return one choice from each list, in all ways; for many ways, only the first choices."""
    rows: list[tuple[int, ...]] = [()]
    for options in choices:
        rows = [(*row, option) for row in rows for option in options[:4]]
    return rows


def _contracted_places(
    tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, phrases: dict[int, list[tuple[int, ...]]]
) -> Iterator[tuple[_Span, tuple[int, int]]]:
    """Yield the columns [start, stop) of each contraction, and the witness with it and the one with its words."""
    holes = ((table == GAP) & (testimony == Testimony.OMITS)).any(axis=1)
    if not holes.any():
        return
    near = holes.copy()
    for step in range(1, MAX_COLUMNS):
        near[step:] |= holes[:-step]
        near[:-step] |= holes[step:]
    column_of = [np.flatnonzero(table[:, w] != GAP) for w in range(len(tokens))]
    codes = [*phrases]
    forms = [witness.form for witness in tokens]
    for w, witness in enumerate(tokens):
        for i in np.flatnonzero(np.isin(witness.form, codes) & near[column_of[w]]).tolist():
            for v in range(len(tokens)):
                span = (
                    None if v == w else _expanded_span((forms[w], column_of[w]), i, (forms[v], column_of[v]), phrases)
                )
                if span and (testimony[slice(*span), [w, v]] <= Testimony.OMITS).all():
                    yield span, (w, v)


_Line = tuple[Int32, Int64]  # of each token of a witness the code of its form, and its column


def _expanded_span(line: _Line, i: int, other: _Line, phrases: dict[int, list[tuple[int, ...]]]) -> _Span | None:
    """Return the columns [start, stop) of token i of one witness and of its phrase in the other; None without one.

    If other contractions stand so close that the words of one are beside another, all of them are in the span.
    """
    column = int(line[1][i])
    first = int(np.searchsorted(other[1], column - MAX_COLUMNS + 1))
    last = int(np.searchsorted(other[1], column + MAX_COLUMNS))
    for k in range(first, last):
        states = [(i, k, 0)]  # the next token of each witness, and how many contractions are before them
        while states:
            j, b, found = states.pop()
            if found and (span := _closed_span(line[1], i, j, other[1], k, b)):
                if span[1] - span[0] <= MAX_COLUMNS * found:
                    return span
                continue
            if found < MOST_TOGETHER:
                states += _next_states(line[0], j, other[0], b, found, phrases)
    return None


def _next_states(
    forms: Int32, j: int, others: Int32, b: int, found: int, phrases: dict[int, list[tuple[int, ...]]]
) -> Iterator[tuple[int, int, int]]:
    """Yield what is behind a contraction of either witness and its words, or behind a word that both have."""
    if j >= len(forms) or b >= len(others):
        return
    word, other = int(forms[j]), int(others[b])
    if found and word == other:
        yield j + 1, b + 1, found
    for phrase in phrases.get(other, ()) if found else ():
        if tuple(forms[j : j + len(phrase)].tolist()) == phrase:
            yield j + len(phrase), b + 1, found + 1
    for phrase in phrases.get(word, ()):
        if tuple(others[b : b + len(phrase)].tolist()) == phrase:
            yield j + 1, b + len(phrase), found + 1


def _closed_span(columns: Int64, i: int, j: int, others: Int64, k: int, b: int) -> _Span | None:
    """Return the columns of tokens [i, j) of one witness and [k, b) of another, if both have no other token there."""
    start = min(int(columns[i]), int(others[k]))
    stop = max(int(columns[j - 1]), int(others[b - 1])) + 1
    begins = (i == 0 or columns[i - 1] < start) and (k == 0 or others[k - 1] < start)
    ends = (j == len(columns) or columns[j] >= stop) and (b == len(others) or others[b] >= stop)
    return (start, stop) if begins and ends else None
