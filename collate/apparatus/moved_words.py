"""What changed inside words that have moved: they are compared with themselves, place against place."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rapidfuzz.distance import Levenshtein

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.apparatus.unit_batch import CollationIndex
from collate.classify import ReadingPair, Variation, classify
from collate.model.tokens import Sort

Columns = tuple[int, int]  # columns [start, stop) of the alignment
_Change = tuple[str, tuple[int, int], tuple[int, int]]  # what was done to tokens [start, stop), and what they became

MOST_TOLD: Final = 12  # changes that are told one by one; more are counted


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Words that differ in the two places of a move.

    Attributes
    ----------
    first, second : str
        What both witnesses have.
    variation : Variation
        How they differ.
    """

    first: str
    second: str
    variation: Variation

    def __repr__(self) -> str:
        return repr_line("ChangedWords", f"{quoted(self.first)} / {quoted(self.second)}: {self.variation.label}")


def changed_words(
    collation: CollationIndex, first: tuple[int, Columns], second: tuple[int, Columns]
) -> tuple[ChangedWords, ...]:
    """Return what differs between moved words in their two places, in the order of the words.

    Parameters
    ----------
    collation : CollationIndex
    first, second : (witness, columns)
        The two places, each with a witness that has the words there.
    """
    (w, (start, _)), (v, (other_start, _)) = first, second
    offset, other_offset = int(collation.tokens_before[start, w]), int(collation.tokens_before[other_start, v])
    words, other_words = collation.side(*first), collation.side(*second)
    left, right = words.words, other_words.words
    changes = [
        (op.tag, (op.src_start, op.src_end), (op.dest_start, op.dest_end))
        for op in Levenshtein.opcodes(_compared(left), _compared(right))
    ]
    if len(changes) > 2 and _is_reordered(changes[0], changes[-1], left, right):
        changes = changes[1:-1]  # `, and` is behind the words here and before them there
    told = []
    for _, src, dest in _without_outer_marks(changes, words.sorts, other_words.sorts):
        if left[slice(*src)] == right[slice(*dest)]:
            continue
        sides = (
            collation.side_of_tokens(w, offset + src[0], offset + src[1]),
            collation.side_of_tokens(v, other_offset + dest[0], other_offset + dest[1]),
        )
        variation = classify(ReadingPair(*sides, collation.cache.evidence))
        told.append(ChangedWords(" ".join(sides[0].words), " ".join(sides[1].words), variation))
    return tuple(told)


def describe_changes(changes: tuple[ChangedWords, ...]) -> str:
    """Return what changed in moved words, in a sentence: `“cat” to “dog” (substitution)`."""
    told = [
        f"{_quoted(change.first)} to {_quoted(change.second)} ({change.variation.label})"
        for change in changes[:MOST_TOLD]
    ]
    if len(changes) > MOST_TOLD:
        told.append(f"and {len(changes) - MOST_TOLD} more")
    return ", ".join(told)


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _compared(words: tuple[str, ...]) -> list[str]:
    """Return words as they are compared: a capital is no other word."""
    return [word.casefold() for word in words]


def _without_outer_marks(
    changes: list[_Change], sorts: tuple[Sort, ...], other_sorts: tuple[Sort, ...]
) -> Iterator[_Change]:
    """Yield the changes, words with a partner one by one, without marks at both ends that only one side has.

    Where words move, the marks around them change; that is part of the move.
    """
    merged = [list(group) for _, group in groupby(changes, key=lambda change: change[0])]
    for k, group in enumerate(merged):
        tag = group[0][0]
        src, dest = (group[0][1][0], group[-1][1][1]), (group[0][2][0], group[-1][2][1])
        if tag in ("equal", "replace"):
            for i, j in zip(range(*src), range(*dest), strict=True):
                yield tag, (i, i + 1), (j, j + 1)
        elif 0 < k < len(merged) - 1 or not _are_marks(sorts[slice(*src)], other_sorts[slice(*dest)]):
            yield tag, src, dest


def _are_marks(sorts: tuple[Sort, ...], other_sorts: tuple[Sort, ...]) -> bool:
    """Check whether tokens are marks."""
    return all(sort is not Sort.WORD for sort in (*sorts, *other_sorts))


def _is_reordered(first: _Change, last: _Change, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Check whether the words that one side has first are those that the other has last."""
    words = [left[slice(*src)] + right[slice(*dest)] for _, src, dest in (first, last)]
    return {first[0], last[0]} == {"insert", "delete"} and _compared(words[0]) == _compared(words[1])
