"""Evidence for probable errors: the words of an alignment, how often each occurs, and next to which others.

A correction is the word, or the two words, that must have been meant in the place of a form.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate.checking.words_run_together import are_run_together
from collate.classify import (
    Kind,
    ReadingPair,
    ReadingSide,
    WorkEvidence,
    bare,
    classify,
    folded,
    probable_error,
)
from collate.classify.confusables import MAX_LETTERS, deletions, index_by_deletions, is_confusable
from collate.classify.slip_evidence import MAX_SLIP_COUNT, MIN_INTENDED_RATIO
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort, Tokens
from collate.model.voices import own_tokens, principals

ERROR_CAUSES: Final = frozenset({"error", "misreading"})  # of a spelling: the rules of kinds call the form an error
WINDOW_COLUMNS: Final = 2  # columns on each side in which the correct word may be: unlike words are often not aligned
MOST_PARTS: Final = 4  # words that a form may run together
FREQUENCY_RATIO: Final = 10  # times that a correction occurs for each time of an error that looks like any other word
MIN_PART_COUNT: Final = 5  # times that each of two words occurs that were joined where no witness has them in place
MIN_TYPO_LETTERS: Final = 4  # letters from which a doubled letter, or two exchanged letters, make no other real word
MIN_CORRECTION_COUNT: Final = 2  # times that a word occurs in the work to be a correction

Corrections = dict[str, list[int]]  # correction: the witnesses that have it in place; none if only the work as a whole


class ErrorEvidence:
    """The words of an alignment, and how often each occurs.

    word_codes    (columns, witnesses) int32   code of the form, GAP where there is no word
    own           per witness (tokens,) bool   of a hand, the tokens that its manuscript lacks; else all
    counts        (witnesses, codes) int64     how often a witness has a form, of a hand among its own tokens
    targets       witnesses                    those that are checked
    total_counts  (codes,) int64               how often the work has a form
    column_of     per witness (tokens,) int64  the column of each token
    """

    def __init__(self, alignment: Alignment, work_evidence: WorkEvidence, targets: Sequence[int]) -> None:
        self.work_evidence = work_evidence
        self.targets = targets
        self.strings = alignment.tokens[0].vocabulary.strings if alignment.tokens else []
        self.codes = alignment.tokens[0].vocabulary.codes if alignment.tokens else {}
        self.tokens, self.table = alignment.tokens, alignment.table
        self.word_codes: Int32 = np.where(alignment.sorts() == Sort.WORD, alignment.codes("form"), np.int32(GAP))
        self.column_of = [np.flatnonzero(alignment.table[:, w] != GAP) for w in range(len(alignment.tokens))]
        self.own = own_tokens(alignment)
        self.manuscript_of = principals(alignment.tokens)
        counted = zip(alignment.tokens, self.own, strict=True)
        self.counts = np.stack([_count_forms(t, own, len(self.strings)) for t, own in counted])
        self.total_counts = self.counts.sum(axis=0)
        self._judged: dict[tuple[str, str, bool], bool] = {}

    def unique_words(self, w: int) -> list[int]:
        """Return the own tokens of a witness that are words whose form no other witness has anywhere."""
        is_unique = self.counts[w] == self.total_counts
        tokens = self.tokens[w]
        candidates = np.flatnonzero(is_unique[tokens.form] & (tokens.sort == Sort.WORD) & self.own[w]).tolist()
        return [i for i in candidates if len(self.strings[tokens.form[i]]) <= MAX_LETTERS]

    def _others(self, w: int) -> list[int]:
        """Return the other witnesses, without the other hands of the same manuscript: they correct each other."""
        return [o for o, manuscript in enumerate(self.manuscript_of) if manuscript != self.manuscript_of[w]]

    def window(self, column: int) -> range:
        """Return the columns around a column in which the counterpart of its words may be."""
        return range(max(0, column - WINDOW_COLUMNS), min(len(self.word_codes), column + WINDOW_COLUMNS + 1))

    def _is_frequent_enough(self, w: int, form: int, correction: int) -> bool:
        """Return whether the counts allow a correction: the form is rare, or the witness mostly has the correction."""
        count = self.counts[w, form]
        if count <= MAX_SLIP_COUNT:
            return bool(self.total_counts[correction] >= count)
        return bool(self.counts[w, correction] >= MIN_INTENDED_RATIO * count)

    def is_rare(self, w: int, form: int, correction: str) -> bool:
        """Return whether a witness has a form rarely, or far less often than its correction or the first part of it."""
        count, code = self.counts[w, form], self.codes.get(correction)
        return bool(
            count <= MAX_SLIP_COUNT or (code is not None and self.counts[w, code] >= MIN_INTENDED_RATIO * count)
        )

    def counterparts(self, w: int, i: int) -> Corrections:
        """Return the words of other witnesses in the column of a word, or near it, that it is easily written for.

        Those of its own column come first, and are alone if there are any.
        """
        form, column = int(self.tokens[w].form[i]), int(self.column_of[w][i])
        own = self._confusable_words(w, form, [column])
        return own or self._confusable_words(w, form, self.window(column))

    def _confusable_words(self, w: int, form: int, columns: Sequence[int]) -> Corrections:
        text = bare(self.strings[form])
        corrections: Corrections = {}
        rows = self.word_codes[columns[0] : columns[-1] + 1].tolist()
        for o in self._others(w):
            # A word that the witness has itself, in another column, is no word that it got wrong.
            has = {row[w] for row in rows if row[w] != row[o]} - {form}
            for column, row in zip(columns, rows, strict=True):
                code = row[o]
                if code in (GAP, row[w]) or code in has:
                    continue
                if is_confusable(text, bare(self.strings[code])):
                    corrections.setdefault(self._surface(column, o), []).append(o)
        return corrections

    def _surface(self, column: int, w: int) -> str:
        """Return the word that a witness has in a column, as written."""
        return self.strings[int(self.tokens[w].surface[self.table[column, w]])]

    def is_slip(self, w: int, i: int, correction: str, agreed: bool) -> bool:
        """Return whether the rules of kinds call a word of a witness an error for another word.

        `agreed` tells whether two witnesses or more have the other word in the place, or the work has it elsewhere.
        """
        key = self.strings[int(self.tokens[w].surface[i])], correction, agreed
        if key not in self._judged:
            self._judged[key] = self._judge(*key)
        return self._judged[key]

    def _judge(self, surface: str, correction: str, agreed: bool) -> bool:
        intended = ReadingSide((correction,), (Sort.WORD,), is_singular=not agreed)
        pair = ReadingPair(intended, ReadingSide((surface,), (Sort.WORD,)), self.work_evidence)
        variation = classify(pair)
        if variation.kind is not Kind.SPELLING or variation.cause not in ERROR_CAUSES:
            return False
        slip = probable_error(pair)
        if slip is None or slip.form == bare(surface):
            return slip is not None
        # Of two words that may both be the slip one is told, if its witness is checked.
        return slip.is_either and not self.counts[self.targets, self.codes[folded(correction)]].any()

    def parts_in_place(self, w: int, i: int) -> Corrections:
        """Return neighbouring words of other witnesses that a form runs together."""
        form, column = int(self.tokens[w].form[i]), int(self.column_of[w][i])
        rows = self.word_codes[self.window(column).start : self.window(column).stop].tolist()
        corrections: Corrections = {}
        for o in self._others(w):
            codes = [row[o] for row in rows if row[o] != GAP]
            for parts in _runs(codes):
                if self._are_parts(w, parts, form) and self.is_rare(w, form, self.strings[parts[0]]):
                    corrections.setdefault(" ".join([self.strings[part] for part in parts]), []).append(o)
        return corrections

    def _are_parts(self, w: int, parts: Sequence[int], form: int) -> bool:
        """Return whether words make up a form, and are known elsewhere too: then they are right, not the whole."""
        joined, text = "".join([self.strings[part] for part in parts]), self.strings[form]
        if joined != text and not (len(parts) > 2 and is_confusable(text, joined)):
            return False
        if len(parts) == 2 and are_run_together(text, self.work_evidence):
            return True
        return all(self.total_counts[part] >= MIN_CORRECTION_COUNT and self._is_known(w, part) for part in parts)

    def _is_known(self, w: int, code: int) -> bool:
        """Return whether the witness has a form itself, or two others do; else it may be a habit of one.

        In near editions it is enough that one other has it.
        """
        if self.counts[w, code] or self.work_evidence.slips.are_near_editions:
            return True
        return bool(np.count_nonzero(self.counts[:, code]) > 1)

    def whole_in_place(self, w: int, i: int, whole: str) -> Corrections:
        """Return the word of other witnesses that two neighbouring words divide."""
        code = self._rightly_joined(w, i, whole)
        if code is None:
            return {}
        columns = self.window(int(self.column_of[w][i]))
        rows = self.word_codes[columns.start : columns.stop].tolist()
        witnesses = [o for row in rows for o in self._others(w) if row[o] == code]
        return {whole: witnesses} if witnesses else {}

    def whole_in_work(self, w: int, i: int, whole: str) -> Corrections:
        """Return a word of the work that two neighbouring words divide."""
        return {} if self._rightly_joined(w, i, whole) is None else {whole: []}

    def _rightly_joined(self, w: int, i: int, whole: str) -> int | None:
        """Return the code of a known word that a word and its neighbour divide, if the witness seldom does so."""
        code = self.codes.get(whole)
        if code is None or not self._is_known(w, code) or not self.is_rare(w, int(self.tokens[w].form[i]), whole):
            return None
        is_single = self.total_counts[code] < MIN_CORRECTION_COUNT
        return None if is_single and are_run_together(whole, self.work_evidence) else code

    def from_work(self, w: int, i: int) -> Corrections:
        """Return the best correction from the whole work, for a word that no witness has a counterpart of."""
        form = int(self.tokens[w].form[i])
        text = self.strings[form]
        index, strings = self._deletion_index, self.strings
        confusable = {
            code for cut in deletions(text) for code in index.get(cut, ()) if is_confusable(text, strings[code])
        }
        likely = [
            code
            for code in confusable
            if self.total_counts[code] >= MIN_CORRECTION_COUNT
            and self._is_frequent_enough(w, form, code)
            and self._is_supported(w, i, code)
            and self.is_slip(w, i, strings[code], agreed=True)
        ]
        if likely:
            return {strings[min(likely, key=lambda code: (-int(self.total_counts[code]), strings[code]))]: []}
        if self.counts[w, form] > MAX_SLIP_COUNT:
            return {}
        for cut_at in range(1, len(text)):
            if self._may_be_joined(w, i, self.codes.get(text[:cut_at]), self.codes.get(text[cut_at:])):
                return {f"{text[:cut_at]} {text[cut_at:]}": []}
        return {}

    def _may_be_joined(self, w: int, i: int, left: int | None, right: int | None) -> bool:
        """Return whether a word is two run together: neighbours elsewhere, or fitting its neighbours, or it is odd."""
        form = int(self.tokens[w].form[i])
        if left is None or right is None or not self._are_parts(w, (left, right), form):
            return False
        if (left, right) in self._bigrams or self._fits_neighbours(w, i, left, right):
            return True
        is_odd = self.work_evidence.slips.has_telling_trigram(bare(self.strings[form]), "")
        return bool(min(self.total_counts[left], self.total_counts[right]) >= MIN_PART_COUNT and is_odd)

    def _is_supported(self, w: int, i: int, correction: int) -> bool:
        """Return whether the letters of a word, or its neighbours, are evidence for a correction."""
        form = int(self.tokens[w].form[i])
        text, corrected, slips = self.strings[form], self.strings[correction], self.work_evidence.slips
        if slips.has_telling_trigram(bare(text), bare(corrected)):
            return True
        is_far_more_frequent = bool(self.total_counts[correction] >= FREQUENCY_RATIO * self.counts[w, form])
        if self._fits_neighbours(w, i, correction, correction) and (
            is_far_more_frequent or slips.has_rare_trigram(bare(text), bare(corrected))
        ):
            return True
        return is_far_more_frequent and len(text) >= MIN_TYPO_LETTERS and _is_typing_error(text, corrected)

    def _fits_neighbours(self, w: int, i: int, left: int, right: int) -> bool:
        """Return whether a word, or two, would have the same neighbours as elsewhere in the work."""
        form = self.tokens[w].form
        fits_before = i == 0 or (int(form[i - 1]), left) in self._bigrams
        return fits_before and (i + 1 == len(form) or (right, int(form[i + 1])) in self._bigrams)

    @cached_property
    def _established_forms(self) -> dict[int, None]:
        """The codes of the forms that two witnesses have, or one has often, in order."""
        most = self.counts.max(axis=0)
        return dict.fromkeys(np.flatnonzero((self.total_counts > most) | (most > MAX_SLIP_COUNT)).tolist())

    @cached_property
    def _deletion_index(self) -> dict[str, list[int]]:
        short_enough = (code for code in self._established_forms if len(self.strings[code]) <= MAX_LETTERS)
        return index_by_deletions(short_enough, self.strings.__getitem__)

    @cached_property
    def _bigrams(self) -> set[tuple[int, int]]:
        """All pairs of forms that are neighbours somewhere."""
        bigrams: set[tuple[int, int]] = set()
        for tokens in self.tokens:
            bigrams.update(pairwise(tokens.form.tolist()))
        return bigrams


def _count_forms(tokens: Tokens, own: Bool, codes: int) -> Int64:
    return np.bincount(tokens.form[own & (tokens.sort == Sort.WORD)], minlength=codes).astype(np.int64)


def _runs(codes: Sequence[int]) -> Iterable[Sequence[int]]:
    """Return the runs of two neighbours or more, up to `MOST_PARTS`, the shorter ones first."""
    for length in range(2, MOST_PARTS + 1):
        for first in range(len(codes) - length + 1):
            yield codes[first : first + length]


def _is_typing_error(text: str, correction: str) -> bool:
    """Return whether one letter is doubled, or two neighbouring letters are exchanged, as in typing."""
    if len(text) == len(correction) + 1:
        return any(text[i] == text[i + 1] and text[:i] + text[i + 1 :] == correction for i in range(len(text) - 1))
    return len(text) == len(correction) and any(
        text[:i] + text[i + 1] + text[i] + text[i + 2 :] == correction for i in range(len(text) - 1)
    )
