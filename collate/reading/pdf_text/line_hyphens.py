"""Hyphens at the ends of lines: whether one belongs to its word is known by the words of the text itself.

`sub-` and `variety` on two lines are `sub-variety` or `subvariety`. If the text has one of the two in the middle of a
line, and the other nowhere, that is the word. If it has none or both, the words of the whole work decide, when its
texts are divided into words.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from collate._late_regex import late_regex
from collate.reading.pages.layout import LineHyphen
from collate.text.normalise import INNER_HYPHENS

_LONGEST: Final = 80  # code points of a word
_COMPOUND: Final = late_regex(rf"(?<![^\W\d_])[^\W\d_]+(?:[{INNER_HYPHENS}][^\W\d_]+)+")
_LAST: Final = late_regex(rf"(?:[^\W\d_]+[{INNER_HYPHENS}])+$")
_FIRST: Final = late_regex(rf"[^\W\d_]+(?:[{INNER_HYPHENS}][^\W\d_]+)*")
_WORD: Final = late_regex(r"[^\W\d_]+")
_HYPHENS: Final = str.maketrans(dict.fromkeys(INNER_HYPHENS, "-"))


def line_hyphens(lines: Sequence[str]) -> dict[int, LineHyphen]:
    """Return what is known of the hyphens at the ends of lines, by the numbers of the lines."""
    broken = {
        number: (_folded(last.group() + first.group()), _folded(last.group()[:-1] + first.group()))
        for number, (line, following) in enumerate(pairwise(lines))
        if line[-1] in INNER_HYPHENS
        and (last := _LAST.search(line, max(len(line) - _LONGEST, 0)))
        and (first := _FIRST.match(following))
    }
    if not broken:
        return {}
    wanted = {word for pair in broken.values() for word in pair}
    written: set[str] = set()
    for line in lines:
        written.update(word for found in _WORD.findall(line) if (word := found.casefold()) in wanted)
        if any(hyphen in line for hyphen in INNER_HYPHENS):
            written.update(word for found in _COMPOUND.findall(line) if (word := _folded(found)) in wanted)
    return {number: _known(pair[0] in written, pair[1] in written) for number, pair in broken.items()}


def _known(with_hyphen: bool, without: bool) -> LineHyphen:
    if with_hyphen == without:
        return LineHyphen.DOUBTFUL
    return LineHyphen.BELONGS if with_hyphen else LineHyphen.DIVIDES


def _folded(word: str) -> str:
    return word.translate(_HYPHENS).casefold()
