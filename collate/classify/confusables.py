"""Words that a writer, a typist or OCR may take for one another."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from rapidfuzz.distance import OSA

MIN_LETTERS: Final = 2  # letters of the shortest word that may be an error
MAX_LETTERS: Final = 40  # a longer string is no word, and would have too many deletions
MOST_EDITS: Final = 2  # that count as one error
TWO_EDIT_LETTERS: Final = 9  # letters from which two edits still count as one error
# Letters that look like another letter, in handwriting or to OCR: `rn` for `m`. One such exchange counts as one edit.
CONFUSABLE_SHAPES: Final = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("in", "m"))
WORD_BOUNDARIES: Final = "\x02\x03"  # mark the beginning and the end of a word in its trigrams

Word = TypeVar("Word")


def is_confusable(word: str, other: str) -> bool:
    """Return whether one word may be an error for the other: one edit, or two in a long word (Damerau 1964)."""
    shorter, longer = len(word), len(other)
    if shorter > longer:
        shorter, longer = longer, shorter
    if shorter < MIN_LETTERS or longer - shorter > MOST_EDITS:
        return False
    edits = OSA.distance(word, other, score_cutoff=MOST_EDITS)
    allowed = MOST_EDITS if longer >= TWO_EDIT_LETTERS else 1
    if edits <= allowed:
        return True
    return bool(edits == MOST_EDITS and (_differ_in_one_shape(word, other) or _differ_in_one_place(word, other)))


def _differ_in_one_place(word: str, other: str) -> bool:
    """Return whether one letter stands two places from where it belongs: tounge, tongue."""
    if len(word) != len(other):
        return False
    first = next(k for k, (a, b) in enumerate(zip(word, other, strict=True)) if a != b)
    cut, intended = word[first : first + 3], other[first : first + 3]
    return word[first + 3 :] == other[first + 3 :] and intended in (cut[1:] + cut[0], cut[2:] + cut[:2])


def _differ_in_one_shape(word: str, other: str) -> bool:
    """Return whether exchanging one pair of confusable shapes turns one word into the other."""
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return len(longer) == len(shorter) + 1 and any(
        longer.replace(double, single, 1) == shorter or longer == shorter.replace(single, double, 1)
        for double, single in CONFUSABLE_SHAPES
    )


def deletions(word: str) -> set[str]:
    """Return a word and its forms with one letter deleted: words one edit apart share one of these (Garbe 2012)."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def index_by_deletions(words: Iterable[Word], spelling: Callable[[Word], str] = str) -> dict[str, list[Word]]:
    """Index words by all their deletions."""
    index: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        for deletion in deletions(spelling(word)):
            index[deletion].append(word)
    return index


def trigrams(word: str) -> list[str]:
    """Return the trigrams of a word; its beginning and its end count as letters."""
    bounded = f"{WORD_BOUNDARIES[0]}{word}{WORD_BOUNDARIES[1]}"
    return [bounded[i : i + 3] for i in range(len(bounded) - 2)]
