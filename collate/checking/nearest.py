"""A witness beside its nearest: the two or three others that agree with it most over the whole work.

Not all others are asked, because in a work of many witnesses all of them seldom agree.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate.checking.comparison import Comparison
from collate.classify import bare
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Sort
from collate.model.voices import principals

SURE_NEAREST: Final = 2  # of the others that are always asked
MOST_NEAREST: Final = 3
THIRD_DISTANCE: Final = 1.5  # the third is asked if it is no farther than this many times the second


@dataclass(frozen=True, slots=True, eq=False)
class BareWords:
    """The words of an alignment without capitals and accents.

    strings  the word of each code
    codes    (columns, witnesses) int32, GAP where there is no word
    """

    strings: list[str]
    codes: Int32

    def __repr__(self) -> str:
        return f"<BareWords: {len(self.strings)} words>"


@dataclass(frozen=True, slots=True, eq=False)
class BesideNearest:
    """The words of one witness and of its nearest, in the columns in which one of them has a word of the text.

    witness, nearest   the indices of the witnesses
    columns            (n,) int64          the columns of the alignment
    own                (n,) int32          the code of the witness's word, GAP without one
    near               (n, nearest) int32  those of the nearest; where one is not extant, what the first extant one has
    omits, near_omits  (n,) bool           the witness, or all of the nearest, are extant and have nothing
    voices             (n,) int64          how many of the nearest are extant
    corrected          (n,) bool           another hand of its manuscript has another word here, or none
    """

    witness: int
    nearest: tuple[int, ...]
    columns: Int64
    own: Int32
    near: Int32
    omits: Bool
    near_omits: Bool
    voices: Int64
    corrected: Bool

    def __repr__(self) -> str:
        return f"<BesideNearest: witness {self.witness} beside {self.nearest}>"

    @property
    def unanimous(self) -> Bool:
        """(n,) bool: two of the nearest or more are extant, and all have the same word."""
        return np.asarray(self._same & (self.voices >= SURE_NEAREST))

    @property
    def agrees(self) -> Bool:
        """(n,) bool: the witness has the same word as the nearest, and as one more if there are more."""
        equal = self.near == self.own[:, None]
        enough = equal.sum(axis=1) >= min(SURE_NEAREST, len(self.nearest))
        return np.asarray((self.own != GAP) & (self.voices > 0) & equal[:, 0] & enough)

    @property
    def _same(self) -> Bool:
        return np.asarray((self.near == self.near[:, :1]).all(axis=1) & (self.near[:, 0] != GAP))


def bare_words(alignment: Alignment) -> BareWords:
    """Return the words of an alignment without capitals and accents."""
    strings: list[str] = alignment.tokens[0].vocabulary.strings
    forms = alignment.codes("form")
    forms[alignment.sorts() != Sort.WORD] = GAP
    used = np.unique(forms)
    bare_codes: dict[str, int] = {}
    bare_of = np.full(len(strings) + 1, GAP, np.int32)  # the last one is that of GAP
    for code in used[used != GAP].tolist():
        bare_of[code] = bare_codes.setdefault(bare(strings[code]), len(bare_codes))
    return BareWords(list(bare_codes), bare_of[forms])


def nearest_witnesses(alignment: Alignment, words: BareWords, w: int) -> tuple[int, ...]:
    """Return the two or three witnesses with which witness w agrees most; hands of one manuscript are no others."""
    manuscripts = principals(alignment.tokens)
    others = [o for o, manuscript in enumerate(manuscripts) if o == manuscript != manuscripts[w]]
    # Of equally near ones the siglum decides, so that their order has no effect.
    distances = sorted(
        ((_distance(alignment, words, w, o), o) for o in others),
        key=lambda pair: (pair[0], alignment.tokens[pair[1]].witness.siglum),
    )
    if len(distances) <= SURE_NEAREST:
        return tuple(o for _, o in distances)
    limit = THIRD_DISTANCE * distances[SURE_NEAREST - 1][0]
    third = [o for distance, o in distances[SURE_NEAREST:MOST_NEAREST] if distance <= limit]
    return (*(o for _, o in distances[:SURE_NEAREST]), *third)


def _distance(alignment: Alignment, words: BareWords, w: int, o: int) -> float:
    """Return the share of the words of two witnesses, where both are extant, in which they differ."""
    extant, codes = alignment.extant, words.codes
    both = extant[:, w] & extant[:, o] & ((codes[:, w] != GAP) | (codes[:, o] != GAP))
    return 1 - float((codes[both, w] == codes[both, o]).mean()) if both.any() else 1.0


def beside_nearest(work: Comparison, words: BareWords, w: int, nearest: tuple[int, ...]) -> BesideNearest:
    """Set a witness beside its nearest. Words of an editor, and of headings, count where the others share them."""
    own = np.where(work.words_shared_with(w, nearest), words.codes[:, w], GAP)
    near = np.stack([np.where(work.words_shared_with(o, [w]), words.codes[:, o], GAP) for o in nearest], axis=1)
    return _beside(work.collated.alignment, words, (w, *nearest), own, near)


def every_word_beside(alignment: Alignment, words: BareWords, w: int, nearest: tuple[int, ...]) -> BesideNearest:
    """Set a witness beside its nearest with every word, whoever it is of."""
    return _beside(alignment, words, (w, *nearest), words.codes[:, w], words.codes[:, nearest])


def _beside(
    alignment: Alignment, words: BareWords, witnesses: tuple[int, ...], own: Int32, near: Int32
) -> BesideNearest:
    w, *nearest = witnesses
    kept = (own != GAP) | (near != GAP).any(axis=1)
    columns = np.flatnonzero(kept)
    in_place = ~_moved_columns(alignment, witnesses)[columns]
    testimony = alignment.testimony[columns]
    extant = testimony[:, nearest] <= Testimony.OMITS
    omits = (testimony[:, w] == Testimony.OMITS) & in_place
    near_omits = ((testimony[:, nearest] == Testimony.OMITS) | ~extant).all(axis=1) & extant.any(axis=1) & in_place
    near, voices = _filled(near[kept], extant), extant.sum(axis=1)
    corrected = _corrected_columns(alignment, words, w)[columns]
    return BesideNearest(w, tuple(nearest), columns, own[kept], near, omits, near_omits, voices, corrected)


def _corrected_columns(alignment: Alignment, words: BareWords, w: int) -> Bool:
    """Return (columns,) bool: where another hand of the manuscript differs, so that the source corrects itself."""
    manuscripts = principals(alignment.tokens)
    hands = [o for o, manuscript in enumerate(manuscripts) if manuscript == manuscripts[w] and o != w]
    return np.asarray((words.codes[:, hands] != words.codes[:, [w]]).any(axis=1))


def _filled(near: Int32, extant: Bool) -> Int32:
    """Return the words with that of the first extant witness in place of each that is not extant."""
    first = near[np.arange(len(near)), extant.argmax(axis=1)]
    return np.where(extant, near, first[:, None])


def _moved_columns(alignment: Alignment, witnesses: Sequence[int]) -> Bool:
    """Return (columns,) bool: where words stand that one of some witnesses has in another place."""
    moved = np.zeros(len(alignment.table), bool)
    for move in alignment.moves:
        for (first, stop), group in ((move.columns, move.witnesses), (move.other_columns, move.other_witnesses)):
            if not set(group).isdisjoint(witnesses):
                moved[first:stop] = True
    return moved
