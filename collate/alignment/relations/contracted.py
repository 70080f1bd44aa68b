"""Contractions: one word in one witness, the words for which it stands in another: `it's` and `it is`."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from collate._arrays import Int8, Int32
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Tokens
from collate.text.contractions import expansions
from collate.text.normalise import APOSTROPHE, marks
from collate.text.word_signs import AND, AND_SO_FORTH, sign_meanings

MAX_COLUMNS: Final = 4  # that one contraction may span: `o'clock` and `of the clock`

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
    for w, witness in enumerate(tokens):
        for i in np.flatnonzero(np.isin(witness.form, codes) & near[column_of[w]]).tolist():
            for v in range(len(tokens)):
                span = None if v == w else _phrase_span(tokens, column_of, w, i, v, phrases[int(witness.form[i])])
                if span and (testimony[slice(*span), [w, v]] <= Testimony.OMITS).all():
                    yield span, (w, v)


def _phrase_span(
    tokens: tuple[Tokens, ...],
    column_of: Sequence["np.typing.NDArray[np.int64]"],
    w: int,
    i: int,
    v: int,
    phrases: list[tuple[int, ...]],
) -> _Span | None:
    """Return the columns of token i of witness w and of a phrase of witness v beside it; None if there is none."""
    columns, others = column_of[w], column_of[v]
    column = int(columns[i])
    first = int(np.searchsorted(others, column - MAX_COLUMNS + 1))
    last = int(np.searchsorted(others, column + MAX_COLUMNS))
    forms = tokens[v].form[first:last].tolist()
    before = int(columns[i - 1]) if i else -1
    after = int(columns[i + 1]) if i + 1 < len(columns) else int(others[-1]) + 1
    for phrase in phrases:
        for k in range(len(forms) - len(phrase) + 1):
            if tuple(forms[k : k + len(phrase)]) != phrase:
                continue
            start = min(column, int(others[first + k]))
            stop = max(column, int(others[first + k + len(phrase) - 1])) + 1
            is_own = stop - start <= MAX_COLUMNS and before < start and stop <= after
            if is_own and _has_only(others, start, stop, len(phrase)):
                return start, stop
    return None


def _has_only(columns: "np.typing.NDArray[np.int64]", start: int, stop: int, words: int) -> bool:
    """Return whether a witness has so many tokens in columns [start, stop)."""
    return int(np.searchsorted(columns, stop) - np.searchsorted(columns, start)) == words
