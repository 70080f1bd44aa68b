"""Evidence for probable errors: the words of an alignment, how often each occurs, and next to which others.

A correction is the word, or the two words, that must have been meant in the place of a form.
"""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate.checking.confusables import (
    MAX_LETTERS,
    WORD_BOUNDARIES,
    deletions,
    index_by_deletions,
    is_confusable,
    trigrams,
)
from collate.classify import ReadingPair, ReadingSide, WorkEvidence, bare, classify, folded
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort, Tokens
from collate.model.voices import own_tokens, principals

MAX_ERROR_COUNT: Final = 3  # times that a witness may make the same error
MIN_CORRECT_RATIO: Final = 20  # beyond that, times that it must have the correct word for each error
WINDOW_COLUMNS: Final = 2  # columns on each side in which the correct word may be: unlike words are often not aligned
# Classification rules for regular pairs: two spellings known by a list or by their letters alone, and two forms of a
# word known by the word formation of the language.
LEXICAL_RULES: Final = frozenset({"historical", "irregular", "word-division", "typography"})
MORPHOLOGICAL_RULES: Final = frozenset({"regional", "english-inflection"})
LONG_WORD_LETTERS: Final = 5  # letters from which a rare trigram in a word means something sooner
# Established forms that a work needs before a rare trigram means anything, in a long word and in a shorter one.
MIN_WORK_FORMS: Final = 1000
MIN_WORK_FORMS_SHORT_WORD: Final = 4000
FREQUENCY_RATIO: Final = 10  # times that a correction occurs for each time of an error that looks like any other word
MAX_ACCENT_DIFFERENCE: Final = 0.5  # share of the words: one witness has accents or points, and another has none
MIN_PART_COUNT: Final = 5  # times that each of two words occurs that were joined where no witness has them in place
MIN_TYPO_LETTERS: Final = 4  # letters from which a doubled letter, or two exchanged letters, make no other real word
POSSESSIVE_ENDINGS: Final = ("'s", "\u2019s")
MIN_CORRECTION_COUNT: Final = 2  # times that a word occurs in the work to be a correction

Corrections = dict[str, list[int]]  # correction: the witnesses that have it in place; none if only the work as a whole


class ErrorEvidence:
    """The words of an alignment, and how often each occurs.

    word_codes    (columns, witnesses) int32   code of the form, GAP where there is no word
    own           per witness (tokens,) bool   of a hand, the tokens that its manuscript lacks; else all
    counts        (witnesses, codes) int64     how often a witness has a form, of a hand among its own tokens
    total_counts  (codes,) int64               how often the work has a form
    column_of     per witness (tokens,) int64  the column of each token
    """

    def __init__(self, alignment: Alignment, work_evidence: WorkEvidence) -> None:
        self.work_evidence = work_evidence
        self.strings = alignment.tokens[0].vocabulary.strings if alignment.tokens else []
        self.codes = alignment.tokens[0].vocabulary.codes if alignment.tokens else {}
        self.tokens = alignment.tokens
        self.word_codes: Int32 = np.where(alignment.sorts() == Sort.WORD, alignment.codes("form"), np.int32(GAP))
        self.column_of = [np.flatnonzero(alignment.table[:, w] != GAP) for w in range(len(alignment.tokens))]
        self.own = own_tokens(alignment)
        self.manuscript_of = principals(alignment.tokens)
        counted = zip(alignment.tokens, self.own, strict=True)
        self.counts = np.stack([_count_forms(t, own, len(self.strings)) for t, own in counted])
        self.total_counts = self.counts.sum(axis=0)

    def unique_words(self, w: int) -> list[int]:
        """Return the own tokens of a witness that are words whose form no other witness has anywhere."""
        is_unique = self.counts[w] == self.total_counts
        tokens = self.tokens[w]
        candidates = np.flatnonzero(is_unique[tokens.form] & (tokens.sort == Sort.WORD) & self.own[w]).tolist()
        return [i for i in candidates if self._may_be_error(self.strings[tokens.form[i]])]

    def _may_be_error(self, text: str) -> bool:
        """Return whether a form is a candidate: not too long, and no `word's` of a word that the work has."""
        if len(text) > MAX_LETTERS:
            return False
        return not (text.endswith(POSSESSIVE_ENDINGS) and self.count(text[:-2]) >= MIN_CORRECTION_COUNT)

    def _others(self, w: int) -> list[int]:
        """Return the other witnesses, without the other hands of the same manuscript: they correct each other."""
        return [o for o, manuscript in enumerate(self.manuscript_of) if manuscript != self.manuscript_of[w]]

    def count(self, text: str) -> int:
        """Return how often the work has a form."""
        code = self.codes.get(text)
        return 0 if code is None else int(self.total_counts[code])

    def window(self, column: int) -> list[list[int]]:
        """Return the rows of form codes around a column."""
        rows: list[list[int]] = self.word_codes[max(0, column - WINDOW_COLUMNS) : column + WINDOW_COLUMNS + 1].tolist()
        return rows

    def _is_frequent_enough(self, w: int, form: int, correction: int) -> bool:
        """Return whether the counts allow a correction: the form is rare, or the witness mostly has the correction."""
        count = self.counts[w, form]
        if count <= MAX_ERROR_COUNT:
            return bool(self.total_counts[correction] >= count)
        return bool(self.counts[w, correction] >= MIN_CORRECT_RATIO * count)

    def is_rare(self, w: int, form: int, correction: str) -> bool:
        """Return whether a witness has a form rarely, or far less often than its correction or the first part of it."""
        count, code = self.counts[w, form], self.codes.get(correction)
        return bool(
            count <= MAX_ERROR_COUNT or (code is not None and self.counts[w, code] >= MIN_CORRECT_RATIO * count)
        )

    def confusable_in_place(self, window: Sequence[Sequence[int]], w: int, form: int) -> Corrections:
        """Return the words of other witnesses in a window that a form may be an error for."""
        text = self.strings[form]
        corrections: Corrections = {}
        for o in self._others(w):
            # A word that the witness has itself, in the window, is no word that it got wrong.
            has = {row[w] for row in window if row[w] != row[o]}
            for row in window:
                code = row[o]
                if code == GAP or code == row[w] or code in has or not self._is_frequent_enough(w, form, code):
                    continue
                if is_confusable(text, self.strings[code]):
                    corrections.setdefault(self.strings[code], []).append(o)
        return corrections

    def is_regular_variation(self, w: int, i: int, corrections: Corrections) -> bool:
        """Return whether a classification rule explains the pair: regional spellings, a plural, a hyphen."""
        tokens = self.tokens[w]
        surface, form = self.strings[int(tokens.surface[i])], self.strings[int(tokens.form[i])]
        if any(self._is_regular_pair(surface, word, self._has_telling_trigram(form, word)) for word in corrections):
            return True
        # If one witness is pointed or accented and the others are not, that is no error in each of its words.
        others = {o for witnesses in corrections.values() for o in witnesses}
        return any(bare(surface) == bare(word) for word in corrections) and all(
            abs(self._accented_share[w] - self._accented_share[o]) > MAX_ACCENT_DIFFERENCE for o in others
        )

    def _is_regular_pair(self, surface: str, correction: str, is_odd: bool) -> bool:
        if _grave_as_acute(surface.casefold()) == _grave_as_acute(correction.casefold()):
            return True
        if " " in correction:
            return False
        first, second = (ReadingSide((word,), (Sort.WORD,)) for word in (correction, surface))
        rule = classify(ReadingPair(first, second, self.work_evidence)).rule
        if rule in LEXICAL_RULES:
            return True
        return (
            rule in MORPHOLOGICAL_RULES
            and not is_odd
            and not _differ_in_last_letter(surface.casefold(), correction.casefold())
        )

    def parts_in_place(self, window: Sequence[Sequence[int]], w: int, form: int) -> Corrections:
        """Return two neighbouring words of other witnesses that a form runs together."""
        corrections: Corrections = {}
        for o in self._others(w):
            for left, right in pairwise([codes[o] for codes in window if codes[o] != GAP]):
                if self._are_parts(left, right, form) and self.is_rare(w, form, self.strings[left]):
                    corrections.setdefault(f"{self.strings[left]} {self.strings[right]}", []).append(o)
        return corrections

    def _are_parts(self, left: int | None, right: int | None, form: int) -> bool:
        """Return whether two words make up a form, and occur elsewhere too: then they are right, not the whole."""
        if left is None or right is None or self.strings[left] + self.strings[right] != self.strings[form]:
            return False
        return bool(min(self.total_counts[left], self.total_counts[right]) >= MIN_CORRECTION_COUNT)

    def whole_in_place(self, window: Sequence[Sequence[int]], w: int, form: int, whole: str) -> Corrections:
        """Return the word of other witnesses that two neighbouring words divide."""
        code = self.codes.get(whole) if self.is_rare(w, form, whole) else None
        witnesses = [o for row in window for o in self._others(w) if row[o] == code]
        return {whole: witnesses} if witnesses else {}

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
        ]
        if likely:
            return {strings[min(likely, key=lambda code: (-int(self.total_counts[code]), strings[code]))]: []}
        if self.counts[w, form] > MAX_ERROR_COUNT:
            return {}
        for cut_at in range(1, len(text)):
            if self._may_be_joined(w, i, self.codes.get(text[:cut_at]), self.codes.get(text[cut_at:])):
                return {f"{text[:cut_at]} {text[cut_at:]}": []}
        return {}

    def _may_be_joined(self, w: int, i: int, left: int | None, right: int | None) -> bool:
        """Return whether a word is two run together: neighbours elsewhere, or fitting its neighbours, or it is odd."""
        form = int(self.tokens[w].form[i])
        if left is None or right is None or not self._are_parts(left, right, form):
            return False
        if (left, right) in self._bigrams or self._fits_neighbours(w, i, left, right):
            return True
        is_odd = self._has_telling_trigram(self.strings[form], "")
        return bool(min(self.total_counts[left], self.total_counts[right]) >= MIN_PART_COUNT and is_odd)

    def _is_supported(self, w: int, i: int, correction: int) -> bool:
        """Return whether the letters of a word, or its neighbours, are evidence for a correction."""
        form = int(self.tokens[w].form[i])
        text, corrected = self.strings[form], self.strings[correction]
        if self._has_telling_trigram(text, corrected):
            return True
        is_far_more_frequent = bool(self.total_counts[correction] >= FREQUENCY_RATIO * self.counts[w, form])
        if self._fits_neighbours(w, i, correction, correction) and (
            is_far_more_frequent or self._has_rare_trigram(text, corrected)
        ):
            return True
        return is_far_more_frequent and len(text) >= MIN_TYPO_LETTERS and _is_typing_error(text, corrected)

    def _fits_neighbours(self, w: int, i: int, left: int, right: int) -> bool:
        """Return whether a word, or two, would have the same neighbours as elsewhere in the work."""
        form = self.tokens[w].form
        fits_before = i == 0 or (int(form[i - 1]), left) in self._bigrams
        return fits_before and (i + 1 == len(form) or (right, int(form[i + 1])) in self._bigrams)

    def _has_telling_trigram(self, text: str, correction: str) -> bool:
        """Return whether a word has a rare trigram, in a work that is large enough for this to mean something."""
        needed = MIN_WORK_FORMS if len(text) >= LONG_WORD_LETTERS else MIN_WORK_FORMS_SHORT_WORD
        return len(self._established_forms) >= needed and self._has_rare_trigram(text, correction)

    def _has_rare_trigram(self, text: str, correction: str) -> bool:
        """Return whether a word has a trigram that no other word of the work has, nor its correction."""
        text_trigrams, correction_trigrams = trigrams(text), trigrams(correction)
        # An error that a witness makes often is itself an established form, and must not count as another word.
        is_established = self.codes.get(text) in self._established_forms
        return any(
            self._trigram_counts[trigram] <= (text_trigrams.count(trigram) if is_established else 0)
            and trigram not in correction_trigrams
            for trigram in text_trigrams
            if trigram.strip(WORD_BOUNDARIES).isalnum()
        )

    @cached_property
    def _accented_share(self) -> list[float]:
        """The share of the words of each witness that have accents or points, 0 to 1."""
        is_accented = np.array([bare(s) != folded(s) for s in self.strings], np.int64)
        return [float((counts * is_accented).sum() / max(1, counts.sum())) for counts in self.counts]

    @cached_property
    def _established_forms(self) -> dict[int, None]:
        """The codes of the forms that two witnesses have, or one has often, in order."""
        most = self.counts.max(axis=0)
        return dict.fromkeys(np.flatnonzero((self.total_counts > most) | (most > MAX_ERROR_COUNT)).tolist())

    @cached_property
    def _deletion_index(self) -> dict[str, list[int]]:
        short_enough = (code for code in self._established_forms if len(self.strings[code]) <= MAX_LETTERS)
        return index_by_deletions(short_enough, self.strings.__getitem__)

    @cached_property
    def _trigram_counts(self) -> Counter[str]:
        return Counter(trigram for code in self._established_forms for trigram in trigrams(self.strings[code]))

    @cached_property
    def _bigrams(self) -> set[tuple[int, int]]:
        """All pairs of forms that are neighbours somewhere."""
        bigrams: set[tuple[int, int]] = set()
        for tokens in self.tokens:
            bigrams.update(pairwise(tokens.form.tolist()))
        return bigrams


def _count_forms(tokens: Tokens, own: Bool, codes: int) -> Int64:
    return np.bincount(tokens.form[own & (tokens.sort == Sort.WORD)], minlength=codes).astype(np.int64)


def _differ_in_last_letter(text: str, correction: str) -> bool:
    """Return whether a word is another with its last letter lost or doubled: rules of endings accept `calle`, `wass`.

    A singular for a plural is no error.
    """
    return text == correction + correction[-1:] or (text == correction[:-1] and not correction.endswith("s"))


def _is_typing_error(text: str, correction: str) -> bool:
    """Return whether one letter is doubled, or two neighbouring letters are exchanged, as in typing."""
    if len(text) == len(correction) + 1:
        return any(text[i] == text[i + 1] and text[:i] + text[i + 1 :] == correction for i in range(len(text) - 1))
    return len(text) == len(correction) and any(
        text[:i] + text[i + 1] + text[i] + text[i + 2 :] == correction for i in range(len(text) - 1)
    )


def _grave_as_acute(word: str) -> str:
    """Write a grave accent as an acute: in Greek, which of them a last syllable has depends on the next word."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0300", "\u0301"))
