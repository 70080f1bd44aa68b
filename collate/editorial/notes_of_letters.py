"""Whether lines that begin with (a), (b), (c) are notes: the paragraphs of laws and the items of lists look the same.

The markers of notes stand apart in the text, each once and in order, behind different words: *paragraph (a)* and
*paragraph (b)* refer to parts of a text. A list follows a colon, and its items end with a comma or semicolon.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from collate.editorial.note_markers import NoteSign

LEAST_NOTES: Final = 2
WORDS_BETWEEN: Final = 3  # two markers after blanks; fewer are *(a) and (b)*
_LOOKED_AT: Final = 60  # code points before a marker
_FIRST: Final = frozenset("aαа")
_WORD: Final = re.compile(r"[^\W\d_]+")


def are_notes_of_letters(text: str, bodies: Mapping[int, str], markers: Mapping[str, Sequence[NoteSign]]) -> bool:
    """Return whether lines with letters are notes.

    Parameters
    ----------
    text : str
    bodies : mapping of int to str
        For the offset of each line that may be a note, its letter, in order.
    markers : mapping of str to sequence of NoteSign
        For each letter the signs that may mark a note, in order.
    """
    starts = list(bodies)
    if len(starts) < LEAST_NOTES or _is_list(text, starts):
        return False
    calling = [_last_before(markers.get(key, ()), start) for start, key in bodies.items()]
    placed = sorted({sign.start: sign for sign in calling if sign}.values(), key=lambda sign: sign.start)
    if len(placed) < len(starts) or sum(len(markers[key]) for key in set(bodies.values())) > len(starts):
        return False
    return _count(list(bodies.values())) and _stand_apart(text, placed)


def _last_before(markers: Sequence[NoteSign], start: int) -> NoteSign | None:
    """Return the last marker before an offset."""
    number = bisect_left(markers, start, key=lambda sign: sign.start)
    return markers[number - 1] if number else None


def _is_list(text: str, starts: Sequence[int]) -> bool:
    """Return whether lines follow a colon, or one before another ends with a comma or semicolon."""
    ends = [text[max(0, start - _LOOKED_AT) : start].rstrip()[-1:] for start in starts]
    return ends[0] in (":", ";", ",") or any(end in (";", ",") for end in ends)


def _count(keys: Sequence[str]) -> bool:
    """Return whether letters count from the first one; on a new page they may begin again."""
    return keys[0] in _FIRST and all(
        second in _FIRST or ord(second) - ord(first) in (1, 2) for first, second in pairwise(keys)
    )


def _stand_apart(text: str, signs: Sequence[NoteSign]) -> bool:
    """Return whether words stand between markers, and each follows another word."""
    for one, other in pairwise(signs):
        least = WORDS_BETWEEN if text[other.start - 1].isspace() else 1
        if len(_WORD.findall(text, one.end, other.start)) < least:
            return False
    before = [_WORD.findall(text, max(0, sign.start - _LOOKED_AT), sign.start) for sign in signs]
    words = [found[-1].casefold() if found else "" for found in before]
    return len(set(words)) == len(words)
