"""The words of all documents in columns: one number for each word, in the order of the documents."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int32, Int64
from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted
from collate.discovery.search_forms import search_form
from collate.model.progress import Progress, tracked
from collate.model.tokens import Sort
from collate.model.witness import Witness
from collate.text.tokenise import tokenise

COMMON_SHARE: Final = 0.003  # of all words: what is more frequent, such as `the`, holds a passage together less
LEAST_COMMON: Final = 12  # occurrences, in few words
# What is between a word and the one before it.
NO_BREAK: Final = 0
SENTENCE_BREAK: Final = 1
PARAGRAPH_BREAK: Final = 2
# At the end of a line. A full stop behind fewer than three letters may be that of an abbreviation.
_SENTENCE_BREAK: Final = late_regex(
    r"""(?:\w{3}\.|[!?;؟۔।॥։՞。！？]|(?<=\w{3})[·\u0387])["'’”»›“)\]」』]*[^\S\n]*\n\s*"""
)
_PARAGRAPH_BREAK: Final = late_regex(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True, eq=False)
class WordColumns:
    """The n words of d documents.

    borders   (d + 1,) int64   the number of the first word of each document, then n
    codes     (n,) int32       the code of the search form of each word
    starts    (n,) int32       where the word begins in the text of its document, in code points
    ends      (n,) int32       where it ends
    forms                      the search form of each code
    breaks    (n,) int8        what is before the word: the end of a sentence and its line, or of a paragraph
    is_common (codes,) bool    whether a code is frequent in these documents
    """

    borders: Int64
    codes: Int32
    starts: Int32
    ends: Int32
    forms: tuple[str, ...]
    breaks: Int8
    is_common: Bool

    def __len__(self) -> int:
        return len(self.codes)

    def __repr__(self) -> str:
        return f"<WordColumns: {counted(len(self.codes), 'word')} of {counted(len(self.borders) - 1, 'document')}>"

    def documents_of(self, words: Int32 | Int64) -> Int64:
        """Return the number of the document of each word (k,)."""
        return np.searchsorted(self.borders, words, side="right") - 1

    def in_order(self, order: Sequence[int]) -> "WordColumns":
        """Return the words of the same documents in another order."""
        if list(order) == list(range(len(self.borders) - 1)):
            return self
        sizes = np.diff(self.borders)[list(order)]
        borders = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))
        at = np.repeat(self.borders[:-1][list(order)] - borders[:-1], sizes) + np.arange(len(self))
        columns = (self.codes[at], self.starts[at], self.ends[at])
        return WordColumns(borders, *columns, self.forms, self.breaks[at], self.is_common)


def word_columns(documents: Sequence[Witness], progress: Progress | None = None) -> WordColumns:
    """Return the words of documents, each divided by itself: what a word is does not depend on the other documents."""
    code_of: dict[str, int] = {}
    columns: list[tuple[Int32, Int32, Int32]] = []
    breaks: list[Int8] = [np.zeros(0, np.int8)]
    for document in tracked(documents, len(documents), "dividing into words", progress):
        (tokens,) = tokenise([document])
        words = np.flatnonzero(tokens.sort == Sort.WORD)
        forms, inverse = np.unique(tokens.form[words], return_inverse=True)
        strings = [search_form(tokens.vocabulary.strings[form]) for form in forms.tolist()]
        own = np.fromiter((code_of.setdefault(s, len(code_of)) for s in strings), np.int32, len(strings))
        spans = tokens.spans[words]
        columns.append((own[inverse.reshape(-1)], spans[:, 0].copy(), spans[:, 1].copy()))
        breaks.append(_breaks(document.text, spans[:, 0]))
    lengths = np.array([len(codes) for codes, _, _ in columns], np.int64)
    borders = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    none = np.zeros(0, np.int32)
    codes, starts, ends = (np.concatenate([none, *(c[k] for c in columns)]) for k in range(3))
    counts = np.bincount(codes, minlength=len(code_of))
    is_common = counts > max(LEAST_COMMON, COMMON_SHARE * len(codes))
    return WordColumns(borders, codes, starts, ends, tuple(code_of), np.concatenate(breaks), is_common)


def _breaks(text: str, starts: Int32) -> Int8:
    """Return (n,) int8: what is between each word and the one before it."""
    breaks = np.full(len(starts), NO_BREAK, np.int8)
    for pattern, kind in ((_SENTENCE_BREAK, SENTENCE_BREAK), (_PARAGRAPH_BREAK, PARAGRAPH_BREAK)):
        first = np.searchsorted(starts, [m.end() for m in pattern.finditer(text)])
        breaks[first[first < len(starts)]] = kind
    return breaks
