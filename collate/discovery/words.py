"""The words of all documents in columns: one number for each word, in the order of the documents."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
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
_PARAGRAPH_BREAK: Final = late_regex(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True, eq=False)
class WordColumns:
    """The n words of d documents.

    borders   (d + 1,) int64   the number of the first word of each document, then n
    codes     (n,) int32       the code of the search form of each word
    starts    (n,) int32       where the word begins in the text of its document, in code points
    ends      (n,) int32       where it ends
    forms                      the search form of each code
    begins    (n,) bool        whether the word begins a paragraph
    is_common (codes,) bool    whether a code is frequent in these documents
    """

    borders: Int64
    codes: Int32
    starts: Int32
    ends: Int32
    forms: tuple[str, ...]
    begins: Bool
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
        return WordColumns(borders, *columns, self.forms, self.begins[at], self.is_common)


def word_columns(documents: Sequence[Witness], progress: Progress | None = None) -> WordColumns:
    """Return the words of documents, each divided by itself: what a word is does not depend on the other documents."""
    code_of: dict[str, int] = {}
    columns: list[tuple[Int32, Int32, Int32]] = []
    begins: list[Bool] = [np.zeros(0, bool)]
    for document in tracked(documents, len(documents), "dividing into words", progress):
        (tokens,) = tokenise([document])
        words = np.flatnonzero(tokens.sort == Sort.WORD)
        forms, inverse = np.unique(tokens.form[words], return_inverse=True)
        strings = [search_form(tokens.vocabulary.strings[form]) for form in forms.tolist()]
        own = np.fromiter((code_of.setdefault(s, len(code_of)) for s in strings), np.int32, len(strings))
        spans = tokens.spans[words]
        columns.append((own[inverse.reshape(-1)], spans[:, 0].copy(), spans[:, 1].copy()))
        begins.append(_begin_paragraphs(document.text, spans[:, 0]))
    lengths = np.array([len(codes) for codes, _, _ in columns], np.int64)
    borders = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    none = np.zeros(0, np.int32)
    codes, starts, ends = (np.concatenate([none, *(c[k] for c in columns)]) for k in range(3))
    counts = np.bincount(codes, minlength=len(code_of))
    is_common = counts > max(LEAST_COMMON, COMMON_SHARE * len(codes))
    return WordColumns(borders, codes, starts, ends, tuple(code_of), np.concatenate(begins), is_common)


def _begin_paragraphs(text: str, starts: Int32) -> Bool:
    """Return (n,) bool: whether an empty line is between each word and the one before it."""
    begins = np.zeros(len(starts), bool)
    first = np.searchsorted(starts, [m.end() for m in _PARAGRAPH_BREAK.finditer(text)])
    begins[first[first < len(starts)]] = True
    return begins
