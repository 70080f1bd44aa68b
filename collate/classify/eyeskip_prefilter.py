"""Prefilter for eye-skip: only where a word or its ending recurs nearby do the omission rules need the neighbours."""

import numpy as np

from collate._arrays import Bool, Int8, Int32
from collate._dataclass import dataclass
from collate.model.tokens import Sort


@dataclass(frozen=True, slots=True, eq=False)
class EyeskipCandidates:
    """The words of a witness of n tokens, and the nearest words on either side of each token.

    words            (n + 1,) int32   equal where folded words are equal; -1 beyond the end
    endings          (n + 1,) int32   equal where words have the same last letters; -1 for short words
    word_before      (n + 1,) int32   number of the last word at or before each token; n if there is none
    word_after       (n + 1,) int32   number of the first word at or after each token; n if there is none
    lettered_before, lettered_after   the same for tokens with a letter or a digit
    """

    words: Int32
    endings: Int32
    word_before: Int32
    word_after: Int32
    lettered_before: Int32
    lettered_after: Int32

    def may_be_eye_skips(self, first: Int32, last: Int32) -> Bool:
        """Return which of p stretches of tokens may be an eye-skip or a repetition.

        True where the last word of a stretch equals the word before it or ends like it, or the first word equals the
        word after it, with or without the marks between them. The rules of `additions_omissions` find neither
        anywhere else.

        Parameters
        ----------
        first, last : (p,) int32
            Tokens [first, last) of each stretch.

        Returns
        -------
        (p,) bool
        """
        words, outside = self.words, len(self.words) - 1
        candidates = np.zeros(len(first), bool)
        filled = np.flatnonzero(first < last)
        first, last = first[filled], last[filled]
        closing, opening = words[self.word_before[last - 1]], words[self.word_after[first]]
        before = np.where(first > 0, first - 1, outside)
        recurs = (closing == words[before]) | (closing == words[self.lettered_before[before]])
        recurs |= (opening == words[last]) | (opening == words[self.lettered_after[last]])
        last_ending = self.endings[self.word_before[last - 1]]
        recurs |= (last_ending >= 0) & (last_ending == self.endings[self.lettered_before[before]])
        candidates[filled] = recurs & (self.word_after[first] < last)
        return candidates


def eyeskip_candidates(words: Int32, endings: Int32, sorts: Int8, lettered: Bool) -> EyeskipCandidates:
    """Return the eye-skip candidates of a witness.

    Parameters
    ----------
    words, endings : (n,) int32
        A code for the folded word and for the ending of each token; -1 where an ending proves nothing.
    sorts : (n,) int8
        The sort of each token.
    lettered : (n,) bool
        Whether the token has a letter or a digit.
    """
    is_word = sorts == Sort.WORD
    return EyeskipCandidates(
        words=np.append(words, np.int32(-1)),
        endings=np.append(endings, np.int32(-1)),
        word_before=_last_at_or_before(is_word),
        word_after=_first_at_or_after(is_word),
        lettered_before=_last_at_or_before(lettered),
        lettered_after=_first_at_or_after(lettered),
    )


def _last_at_or_before(marked: Bool) -> Int32:
    """Return (n + 1,) int32: the last marked token at or before each token, or n."""
    n = len(marked)
    nearest = np.maximum.accumulate(np.where(marked, np.arange(n, dtype=np.int32), np.int32(-1)))
    return np.append(np.where(nearest < 0, np.int32(n), nearest), np.int32(n))


def _first_at_or_after(marked: Bool) -> Int32:
    """Return (n + 1,) int32: the first marked token at or after each token, or n."""
    n = len(marked)
    nearest = np.where(np.append(marked, True), np.arange(n + 1, dtype=np.int32), np.int32(n))
    return np.minimum.accumulate(nearest[::-1])[::-1]
