"""Contractions: one word in one witness, the words for which it stands in another: `it's` and `it is`.

Several side by side are one relation each if the columns allow it, and else one together.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Int8, Int32, Int64, any_in_row
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Tokens
from collate.text.contractions import expansions, fused_words
from collate.text.normalise import APOSTROPHE, marks
from collate.text.word_signs import AND, AND_SO_FORTH, sign_meanings

MAX_COLUMNS: Final = 4  # that one contraction may span: `o'clock` and `of the clock`
MOST_TOGETHER: Final = 6  # contractions side by side that are one relation

# Columns behind a contraction that are read: at first, and where what follows matters. No relation is longer.
REACH: Final = (3 * MAX_COLUMNS, (2 * MOST_TOGETHER + 1) * MAX_COLUMNS)

_Span = tuple[int, int]


class _Phrases(NamedTuple):
    """The phrases for which forms may stand.

    of_form  of each contraction, by the code of its form, the codes of its words
    longest  the words of the longest
    """

    of_form: Mapping[int, list[tuple[int, ...]]]
    longest: int


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
    of_form = _phrases_of_forms(tokens[0].vocabulary.strings, tokens[0].vocabulary.codes)
    if not of_form:
        return tuple(divisions)
    phrases = _Phrases(of_form, max(len(phrase) for phrases in of_form.values() for phrase in phrases))
    witnesses_at: dict[_Span, set[int]] = {}
    for span, witnesses in _contracted_places(tokens, table, testimony, phrases):
        witnesses_at.setdefault(span, set()).update(witnesses)
    links = list(divisions)
    taken = {column for link in links for column in range(link.start, link.stop)}
    for (start, stop), related in sorted(witnesses_at.items()):
        if taken.isdisjoint(range(start, stop)):
            links.append(Link(start, stop, tuple(sorted(related))))
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
            phrases = frozenset(fused_words(string if string.isascii() else marks(string)))
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
    tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, phrases: _Phrases
) -> Iterator[tuple[_Span, list[int]]]:
    """Yield the columns [start, stop) of each contraction, and the witnesses with it and those with its words."""
    holes = any_in_row((table == GAP) & (testimony == Testimony.OMITS))
    if not holes.any():
        return
    near = holes.copy()
    for step in range(1, MAX_COLUMNS):
        near[step:] |= holes[:-step]
        near[:-step] |= holes[step:]
    is_contraction = np.zeros(len(tokens[0].vocabulary.strings), bool)
    is_contraction[[*phrases.of_form]] = True
    columns: set[int] = set()
    for w, witness in enumerate(tokens):
        at = np.flatnonzero(is_contraction[witness.form])
        if len(at):
            column_of = np.flatnonzero(table[:, w] != GAP)[at]
            columns.update(column_of[near[column_of]].tolist())
    texts, witnesses = _Texts.of(tokens, table, testimony), range(len(tokens))
    for column in sorted(columns):
        yield from _contracted_at(column, texts, phrases, witnesses, witnesses, REACH)


class _Line(NamedTuple):
    """Some columns of a witness.

    forms    of each token the code of its form
    columns  and its column
    is_cut   whether the witness has more tokens behind these columns
    """

    forms: list[int]
    columns: list[int]
    is_cut: bool


class _Texts(NamedTuple):
    """The table, and what its tokens are.

    table      (columns, witnesses) int32
    testimony  (columns, witnesses) int8
    forms      (tokens,) int32      the codes of the forms of all witnesses, one witness after the other
    begins     (witnesses,) int64   the first token of each
    sizes      (witnesses,) int64   the number of its tokens
    """

    table: Int32
    testimony: Int8
    forms: Int32
    begins: Int64
    sizes: Int64

    @classmethod
    def of(cls, tokens: tuple[Tokens, ...], table: Int32, testimony: Int8) -> "_Texts":
        """Return the table of some witnesses with what its tokens are."""
        sizes = np.array([len(t) for t in tokens], np.int64)
        return cls(table, testimony, np.concatenate([t.form for t in tokens]), np.cumsum(sizes) - sizes, sizes)

    def groups(self, witnesses: Sequence[int], start: int, stop: int) -> list[tuple[_Line, list[int]]]:
        """Return what is in columns [start, stop), each with those of the witnesses that have it."""
        cells, testimony = (array[start:stop, witnesses].T for array in (self.table, self.testimony))
        forms = np.where(cells == GAP, GAP, self.forms[cells + self.begins[witnesses, None]])
        groups: dict[tuple[bytes, bytes], list[int]] = {}
        for k in range(len(witnesses)):
            groups.setdefault((forms[k].tobytes(), testimony[k].tobytes()), []).append(k)
        lines = []
        for first, *others in groups.values():
            at = np.flatnonzero(cells[first] != GAP)
            is_cut = bool(len(at)) and int(cells[first, at[-1]]) + 1 < self.sizes[witnesses[first]]
            line = _Line(forms[first, at].tolist(), (at + start).tolist(), is_cut)
            lines.append((line, [witnesses[k] for k in (first, *others)]))
        return lines


def _contracted_at(
    column: int, texts: _Texts, phrases: _Phrases, left: Sequence[int], right: Sequence[int], reach: Sequence[int]
) -> Iterator[tuple[_Span, list[int]]]:
    """Yield the columns of each contraction that is in a column, and the witnesses of the relation.

    Witnesses that are the same near the column count once. Where what is farther away matters, they are compared
    again with more of it.

    Parameters
    ----------
    column : int
    texts : _Texts
    phrases : _Phrases
    left, right : sequence of int
        The witnesses that may have the contraction, and those that may have its words.
    reach : sequence of int
        How many columns behind the column are read, at first and then.
    """
    start, stop = max(0, column - MAX_COLUMNS + 1), column + reach[0]
    others = texts.groups(right, start, stop)
    for line, with_contraction in texts.groups(left, start, stop):
        here = dict(zip(line.columns, line.forms, strict=True)).get(column)
        begins = {phrase[0] for phrase in phrases.of_form.get(here, ())} if here is not None else set()
        for other, with_words in others:
            witnesses = [*dict.fromkeys((*with_contraction, *with_words))]
            if len(witnesses) < 2 or begins.isdisjoint(other.forms):
                continue
            span, is_open = _expanded_span(column, line, other, phrases)
            if is_open and len(reach) > 1:
                yield from _contracted_at(column, texts, phrases, with_contraction, with_words, reach[1:])
            elif span and (texts.testimony[slice(*span), witnesses] <= Testimony.OMITS).all():
                yield span, witnesses


def _expanded_span(column: int, line: _Line, other: _Line, phrases: _Phrases) -> tuple[_Span | None, bool]:
    """Return the columns [start, stop) of the token in a column and of its phrase in another witness, or None.

    If other contractions stand so close that the words of one are beside another, all of them are in the span. The
    second value is whether what is behind the lines could change the answer.
    """
    i = line.columns.index(column)
    is_open = False
    for k in range(len(other.columns)):
        if abs(other.columns[k] - column) >= MAX_COLUMNS:
            continue
        states = [(i, k, 0)]  # the next token of each witness, and how many contractions are before them
        while states:
            j, b, found = states.pop()
            if found and (span := _closed_span(line.columns, i, j, other.columns, k, b)):
                if span[1] - span[0] <= MAX_COLUMNS * found:
                    return span, is_open
                continue
            if found < MOST_TOGETHER:
                is_open |= line.is_cut and j + phrases.longest > len(line.forms)
                is_open |= other.is_cut and b + phrases.longest > len(other.forms)
                states += _next_states(line.forms, j, other.forms, b, found, phrases)
    return None, is_open


def _next_states(
    forms: list[int], j: int, others: list[int], b: int, found: int, phrases: _Phrases
) -> Iterator[tuple[int, int, int]]:
    """Yield what is behind a contraction of either witness and its words, or behind a word that both have."""
    if j >= len(forms) or b >= len(others):
        return
    word, other = forms[j], others[b]
    if found and word == other:
        yield j + 1, b + 1, found
    for phrase in phrases.of_form.get(other, ()) if found else ():
        if tuple(forms[j : j + len(phrase)]) == phrase:
            yield j + len(phrase), b + 1, found + 1
    for phrase in phrases.of_form.get(word, ()):
        if tuple(others[b : b + len(phrase)]) == phrase:
            yield j + 1, b + len(phrase), found + 1


def _closed_span(columns: list[int], i: int, j: int, others: list[int], k: int, b: int) -> _Span | None:
    """Return the columns of tokens [i, j) of one witness and [k, b) of another, if both have no other token there."""
    start = min(columns[i], others[k])
    stop = max(columns[j - 1], others[b - 1]) + 1
    begins = (i == 0 or columns[i - 1] < start) and (k == 0 or others[k - 1] < start)
    ends = (j == len(columns) or columns[j] >= stop) and (b == len(others) or others[b] >= stop)
    return (start, stop) if begins and ends else None
