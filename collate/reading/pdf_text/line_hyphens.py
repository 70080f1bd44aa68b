"""Hyphens at the ends of lines that belong to the word: elsewhere the text has the word with its hyphen."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.text.normalise import INNER_HYPHENS

_COMPOUND: Final = late_regex(rf"[^\W\d_]+(?:[{INNER_HYPHENS}][^\W\d_]+)+")
_LAST: Final = late_regex(rf"(?:[^\W\d_]+[{INNER_HYPHENS}])+$")
_FIRST: Final = late_regex(rf"[^\W\d_]+(?:[{INNER_HYPHENS}][^\W\d_]+)*")
_WORD: Final = late_regex(r"[^\W\d_]+")
_HYPHENS: Final = str.maketrans(dict.fromkeys(INNER_HYPHENS, "-"))


def lines_with_own_hyphen(lines: Sequence[str]) -> list[int]:
    """Return the numbers of the lines whose last hyphen belongs to a word that goes on in the next line.

    The text has the word with a hyphen in the middle of a line, and nowhere without one.
    """
    broken = [
        (number, last.group(), first.group())
        for number, (line, following) in enumerate(pairwise(lines))
        if line[-1] in INNER_HYPHENS and (last := _LAST.search(line)) and (first := _FIRST.match(following))
    ]
    if not broken:
        return []
    compounds = {_folded(word) for line in lines for word in _COMPOUND.findall(line)}
    wholes = {_folded(last[:-1] + first) for _, last, first in broken}
    written = {word for line in lines for found in _WORD.findall(line) if (word := found.casefold()) in wholes}
    return [
        number
        for number, last, first in broken
        if _folded(last + first) in compounds and _folded(last[:-1] + first) not in written
    ]


def _folded(word: str) -> str:
    return word.translate(_HYPHENS).casefold()
