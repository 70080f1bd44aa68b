"""Which occurrence of a word in its line is meant, counted in the file."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from collate.apparatus import Apparatus, Lemma
from collate.model.witness import Siglum

_WORD: Final = re.compile(r"\S+")


class LineOccurrences:
    """Numbers the occurrences of words in their line of the file; each line is indexed once."""

    def __init__(self, apparatus: Apparatus) -> None:
        self._witnesses = {w.siglum: w for w in apparatus.witnesses}
        self._lines: dict[tuple[Siglum, int], dict[tuple[str, ...], list[int]]] = {}

    def number(self, lemma: Lemma, words: Sequence[str]) -> int:
        """Return which occurrence of some words in the line ends before a lemma, from 1; 0 if there is only one."""
        support = lemma.support[0]
        ends = self._ends(support.siglum, lemma.line).get(tuple(words), [])
        return bisect_right(ends, support.spans[0][0]) if len(ends) > 1 and support.spans else 0

    def _ends(self, siglum: Siglum, line: int) -> dict[tuple[str, ...], list[int]]:
        """Return where each word of a line ends, and each two neighbouring words."""
        ends = self._lines.get((siglum, line))
        if ends is None:
            ends = self._lines[siglum, line] = {}
            witness = self._witnesses[siglum]
            start, stop = (*witness.line_starts, len(witness.text))[line - 1 : line + 1]
            before = ""
            for word in _WORD.finditer(witness.text, start, stop):
                for words in ((word[0],), (before, word[0])):
                    ends.setdefault(words, []).append(word.end())
                before = word[0]
        return ends
