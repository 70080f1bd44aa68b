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
        if not support.spans:
            return 0
        offset = support.spans[0][0]
        ends = self._ends(support.siglum, offset).get(tuple(words), [])
        return bisect_right(ends, offset) if len(ends) > 1 else 0

    def _ends(self, siglum: Siglum, offset: int) -> dict[tuple[str, ...], list[int]]:
        """Return where each word of the line with an offset ends, and each two neighbouring words."""
        witness = self._witnesses[siglum]
        starts = witness.line_stretches.starts
        line = bisect_right(starts, offset)
        ends = self._lines.get((siglum, line))
        if ends is None:
            ends = self._lines[siglum, line] = {}
            start, stop = starts[line - 1], starts[line] if line < len(starts) else len(witness.text)
            before = ""
            for word in _WORD.finditer(witness.text, start, stop):
                for words in ((word[0],), (before, word[0])):
                    ends.setdefault(words, []).append(word.end())
                before = word[0]
        return ends
