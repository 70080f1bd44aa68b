"""Word divisions with another spelling: two words in one witness, nearly the same letters in one word of another.

`my selfe` and `myself`, `tam quam` and `tanquam`: without a relation the half that is less like the whole word would be
an omission, and the other half another word.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP, Link, Testimony
from collate.model.tokens import Sort, Tokens
from collate.model.voices import voices
from collate.text.normalise import APOSTROPHE

LEAST_SIMILARITY: Final = 0.85  # of the letters of both words together to those of the whole word
LEAST_OF_CONTRACTION: Final = 0.8  # the same where the whole word is a contraction: `th'expence`
ALMOST_EQUAL: Final = 0.93  # from here on the gain may be small: `въ правду` and `вправду`
LEAST_GAIN: Final = 0.1  # by which both words together are more similar to the whole word than either of them alone
LEAST_LETTERS: Final = 5  # of the whole word
LEAST_SECOND: Final = 4  # letters of the second word: *fall in* is not *falling*
MOST_LETTERS_MORE: Final = 1  # by which the two words may be longer or shorter than the whole word
_ONE_LETTER: Final = str.maketrans("yjvіѵѣ", "iiuиие")  # letters that were written for one another
PAIRWISE_VOICES: Final = 6  # up to so many voices are compared in pairs; else each with the longest


def with_respelled_divisions(
    tokens: tuple[Tokens, ...], table: Int32, testimony: Int8, scoring: Scoring, divisions: Sequence[Link]
) -> tuple[Link, ...]:
    """Return the word divisions, and those with another spelling that do not overlap them, in order.

    Parameters
    ----------
    tokens : tuple of Tokens
        One for each witness.
    table : (columns, witnesses) int32
        Index of the token of each witness, or GAP.
    testimony : (columns, witnesses) int8
        A `Testimony`.
    scoring : Scoring
    divisions : sequence of Link
        The divisions of equal letters, in order.
    """
    holes = ((table == GAP) & (testimony == Testimony.OMITS)).any(axis=1)
    if len(table) < 2 or not holes.any():
        return tuple(divisions)
    extant = testimony <= Testimony.OMITS
    columns = np.flatnonzero((holes[1:] | holes[:-1]) & (extant[1:] == extant[:-1]).all(axis=1))
    taken = np.zeros(len(table), bool)
    for link in divisions:
        taken[link.start : link.stop] = True
    columns = columns[~(taken[columns] | taken[columns + 1])]
    found: dict[int, set[int]] = {}
    for divided, whole in compared_pairs(tokens):
        for column in _divided_at(columns, tokens, table, scoring, divided, whole):
            found.setdefault(column, set()).update((divided, whole))
    links = list(divisions)
    end = 0
    for column, witnesses in sorted(found.items()):
        if column >= end:
            links.append(
                Link(
                    column,
                    column + 2,
                    tuple(sorted(with_same_words(witnesses, range(column, column + 2), tokens, table))),
                )
            )
            end = column + 2
    return tuple(sorted(links, key=lambda link: link.start))


def compared_pairs(tokens: tuple[Tokens, ...]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of witnesses that are compared, each in both orders: one of each voice."""
    voice = voices(tokens)
    first_of = sorted({v: w for w, v in reversed(list(enumerate(voice)))}.values())
    if len(first_of) <= PAIRWISE_VOICES:
        yield from permutations(first_of, 2)
        return
    longest = max(first_of, key=lambda w: (len(tokens[w]), tokens[w].witness.text))
    for w in first_of:
        if w != longest:
            yield from ((longest, w), (w, longest))


def _divided_at(
    columns: Int64, tokens: tuple[Tokens, ...], table: Int32, scoring: Scoring, divided: int, whole: int
) -> Iterator[int]:
    """Yield the columns at which the first of two words of a witness stands, if another has one word for both."""
    first, second = (_words(tokens[divided], table[columns + step, divided]) for step in (0, 1))
    word = np.maximum(*(_words(tokens[whole], table[columns + step, whole]) for step in (0, 1)))
    one_word = (table[columns, whole] == GAP) != (table[columns + 1, whole] == GAP)
    may_be = np.flatnonzero((first != GAP) & (second != GAP) & (word != GAP) & one_word)
    first, second, word = first[may_be], second[may_be], word[may_be]
    length = scoring.lengths[first] + scoring.lengths[second]
    more = np.abs(length - scoring.lengths[word])
    may_be_alike = (scoring.lengths[word] >= LEAST_LETTERS) & (scoring.lengths[second] >= LEAST_SECOND)
    may_be_alike &= _begin_alike(scoring, first, word)
    strings = tokens[whole].vocabulary.strings
    for k in np.flatnonzero((more <= MOST_LETTERS_MORE) & (may_be_alike | (more == 0))).tolist():
        one, other, both = (scoring.keys[int(codes[k])].translate(_ONE_LETTER) for codes in (first, second, word))
        # The same letters are no chance, however few they are: `vn to` and `unto`.
        if one + other == both or (
            may_be_alike[k] and _are_alike(one, other, both, APOSTROPHE in strings[int(word[k])])
        ):
            yield int(columns[may_be[k]])


def _words(tokens: Tokens, cells: Int32) -> Int32:
    """Return the forms of the words in some cells, GAP where there is none, or a mark."""
    if not len(tokens):
        return np.full(len(cells), GAP, np.int32)
    is_word = (cells != GAP) & (tokens.sort[cells] == Sort.WORD)
    return np.where(is_word, tokens.form[cells], GAP).astype(np.int32)


def _begin_alike(scoring: Scoring, left: Int32, right: Int32) -> Bool:
    """Return (n,) bool: whether two forms begin with the same letter."""
    starts = np.minimum(scoring.key_starts, max(len(scoring.key_points) - 1, 0))
    return np.asarray(scoring.key_points[starts[left]] == scoring.key_points[starts[right]])


def _are_alike(first: str, second: str, whole: str, is_contracted: bool = False) -> bool:
    """Return whether two words together are nearly the whole word, and more so than either of them.

    Letters that were written for one another are one letter in them. A contraction leaves out a letter.

    Examples
    --------
    >>> _are_alike("my", "selfe", "myself"), _are_alike("the", "kinges", "kings")
    (True, False)
    """
    from rapidfuzz.distance import Indel  # imported late: texts without a variant word do not need it

    together: float = Indel.normalized_similarity(first + second, whole)
    alone = max(Indel.normalized_similarity(first, whole), Indel.normalized_similarity(second, whole))
    if is_contracted:
        return together >= LEAST_OF_CONTRACTION and together >= alone + LEAST_GAIN / 2
    return (together >= LEAST_SIMILARITY and together >= alone + LEAST_GAIN) or together >= max(ALMOST_EQUAL, alone)


def with_same_words(witnesses: set[int], columns: range, tokens: tuple[Tokens, ...], table: Int32) -> set[int]:
    """Return some witnesses, and all others that have the same words as one of them in some columns."""
    words = {
        w: tuple(int(tokens[w].form[i]) for i in table[columns.start : columns.stop, w].tolist() if i != GAP)
        for w in range(len(tokens))
    }
    known = {words[w] for w in witnesses}
    return {w for w, has in words.items() if has in known}
