"""Where words are like those around them: elsewhere a rule of absence has no use for its surroundings."""

from dataclasses import dataclass

import numpy as np

from collate._arrays import Bool, Int8, Int32
from collate.model.tokens import Sort


@dataclass(frozen=True, slots=True, eq=False)
class EyeskipCandidates:
    """The words of a witness, n of them, and for each token which words stand nearest.

    words            (n + 1,) int32   equal where words are equal when folded; -1 beyond the end
    endings          (n + 1,) int32   equal where words end in the same letters; -1 where that says nothing
    word_at_last     (n + 1,) int32   the last word at or before each token; n, which is like nothing, if there is none
    word_at_first    (n + 1,) int32   the first word at or after it
    letters_at_last, letters_at_first   the same of tokens that have a letter or a digit
    """

    words: Int32
    endings: Int32
    word_at_last: Int32
    word_at_first: Int32
    letters_at_last: Int32
    letters_at_first: Int32

    def may_be_skips(self, first: Int32, last: Int32) -> Bool:
        """Say (p,) bool where an eye may have skipped, or written twice, the tokens [first, last).

        Their last word must be the one before them or end like it, or their first must be the one after
        them, marks left aside or not: what `absence` looks for is never found without.
        """
        words, nothing = self.words, len(self.words) - 1
        found = np.zeros(len(first), bool)
        here = np.flatnonzero(first < last)
        first, last = first[here], last[here]
        closing, opening = words[self.word_at_last[last - 1]], words[self.word_at_first[first]]
        before = np.where(first > 0, first - 1, nothing)
        alike = (closing == words[before]) | (closing == words[self.letters_at_last[before]])
        alike |= (opening == words[last]) | (opening == words[self.letters_at_first[last]])
        last_ending = self.endings[self.word_at_last[last - 1]]
        alike |= (last_ending >= 0) & (last_ending == self.endings[self.letters_at_last[before]])
        found[here] = alike & (self.word_at_first[first] < last)
        return found


def eyeskip_candidates(words: Int32, endings: Int32, sorts: Int8, lettered: Bool) -> EyeskipCandidates:
    """Look around in a witness: words, endings (n,) int32, sorts (n,) int8, lettered (n,) bool."""
    is_word = sorts == Sort.WORD
    return EyeskipCandidates(
        words=np.append(words, np.int32(-1)),
        endings=np.append(endings, np.int32(-1)),
        word_at_last=_last_at_or_before(is_word),
        word_at_first=_first_at_or_after(is_word),
        letters_at_last=_last_at_or_before(lettered),
        letters_at_first=_first_at_or_after(lettered),
    )


def _last_at_or_before(marked: Bool) -> Int32:
    """Give (n + 1,) int32 the last marked token at or before each, or n."""
    n = len(marked)
    at = np.maximum.accumulate(np.where(marked, np.arange(n, dtype=np.int32), np.int32(-1)))
    return np.append(np.where(at < 0, np.int32(n), at), np.int32(n))


def _first_at_or_after(marked: Bool) -> Int32:
    """Give (n + 1,) int32 the first marked token at or after each, or n."""
    n = len(marked)
    at = np.where(np.append(marked, True), np.arange(n + 1, dtype=np.int32), np.int32(n))
    return np.minimum.accumulate(at[::-1])[::-1]
