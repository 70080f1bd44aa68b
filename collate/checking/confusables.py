"""Words that one slip of a pen, or of a machine that reads, turns into one another."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from rapidfuzz.distance import OSA

SHORTEST: Final = 2  # letters of a word that may be a slip
LONGEST: Final = 40  # letters of a word that is looked at: what is longer is no word, and has too many cuts
LONG: Final = 9  # letters from which two edits are one slip
# What a hand or a machine takes for one letter: `rn` for `m`. One such exchange counts as one edit.
SHAPES: Final = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("in", "m"))
FRAME: Final = "\x02\x03"  # stand for the beginning and the end of a word

Word = TypeVar("Word")


def near(word: str, other: str) -> bool:
    """Say whether one word may be a slip for another: one edit, or two in a long word (Damerau 1964)."""
    if min(len(word), len(other)) < SHORTEST:
        return False
    edits = OSA.distance(word, other, score_cutoff=2)
    return bool(edits <= (2 if max(len(word), len(other)) >= LONG else 1) or (edits == 2 and _alike(word, other)))


def _alike(word: str, other: str) -> bool:
    """Say whether one exchange of shapes makes one word of the other."""
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    return len(longer) == len(shorter) + 1 and any(
        longer.replace(two, one, 1) == shorter or longer == shorter.replace(one, two, 1) for two, one in SHAPES
    )


def cuts(word: str) -> set[str]:
    """Give a word and what is left of it without a letter: words one edit apart share one of these (Garbe 2012)."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def by_cuts(words: Iterable[Word], spelled: Callable[[Word], str] = str) -> dict[str, list[Word]]:
    """Give words by all their cuts."""
    found: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        for cut in cuts(spelled(word)):
            found[cut].append(word)
    return found


def triples(word: str) -> list[str]:
    """Give the letters of a word by threes, its beginning and its end counted as letters."""
    framed = f"{FRAME[0]}{word}{FRAME[1]}"
    return [framed[i : i + 3] for i in range(len(framed) - 2)]
