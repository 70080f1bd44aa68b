"""Which witnesses share an intervention: they have some of its words, at the same place.

A role decides the kind of a reading only where the other side has nothing of the whole intervention. Words that both
sides have are never hidden by it. Interventions nest: a witness may share a note and have nothing of a gloss in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate._repr import counted
from collate.editorial import Roles
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort
from collate.model.voices import voices
from collate.model.witness import Role

MIN_WORDS: Final = 2  # words that both have; one is often equal by chance
FEW_WORDS: Final = 2  # of an intervention that is so short that one equal word is enough
FEW_WORDS_OF_ONE_ROLE: Final = 3  # the same, if it is an intervention of the same role in both witnesses
MIN_EQUAL_SHARE: Final = 3  # one word in three is equal
MIN_PAIRED_SHARE: Final = 2  # one word in two has a word beside it, equal or not
MIN_PHRASE: Final = 3  # equal words in a row
MOST_MARKS: Final = 2  # punctuation marks between them


@dataclass(frozen=True, slots=True, eq=False)
class SharedInterventions:
    """Tells of each intervention of a witness whether another witness shares it; computed when it is first asked.

    Attributes
    ----------
    alignment : Alignment
        The aligned witnesses.
    roles : sequence of Roles
        The interventions of each witness.
    by_witnesses : dict of (int, int) to (interventions,) bool
        For two witnesses, which interventions of the first the second shares.
    """

    alignment: Alignment
    roles: Sequence[Roles]
    by_witnesses: dict[tuple[int, int], Bool] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<SharedInterventions: {counted(len(self.by_witnesses), 'pair')} of witnesses>"

    def is_shared(self, w: int, number: int, others: Iterable[int]) -> bool:
        """Return whether any of some other witnesses shares an intervention of witness w."""
        return any(bool(self._with(w, other)[number]) for other in others)

    def shared_throughout(self, w: int, others: Iterable[int]) -> Bool:
        """Return (interventions of w,) bool: whether any other witness shares it, and any shares all around it."""
        roles = self.roles[w]
        shared = self._by_any(w, others)
        return np.array([shared[roles.around(k)].all() for k in range(len(roles.interventions))], bool)

    def dividing_index(self, w: int) -> Int32:
        """Return (n,) int32: for each token of witness w the intervention at whose ends units end, or -1.

        It is the outermost one of which no other voice has a part; if all are shared, the innermost one.
        """
        roles = self.roles[w]
        if not roles.are_nested:
            return roles.intervention_index
        voice = voices(self.alignment.tokens)
        shared = self._by_any(w, (other for other in range(len(self.roles)) if voice[other] != voice[w]))
        dividing = [
            next((number for number in roles.around(k) if not shared[number]), k)
            for k in range(len(roles.interventions))
        ]
        return np.array([*dividing, -1], np.int32)[roles.intervention_index]

    def _by_any(self, w: int, others: Iterable[int]) -> Bool:
        """Return (interventions of w,) bool: whether any of some other witnesses shares it."""
        shared = np.zeros(len(self.roles[w].interventions), bool)
        for other in others:
            if shared.all():
                break
            shared |= self._with(w, other)
        return shared

    def _with(self, w: int, other: int) -> Bool:
        known = self.by_witnesses.get((w, other))
        if known is None:
            known = self.by_witnesses[w, other] = _shared(self.alignment, self.roles, w, other)
        return known


def _shared(alignment: Alignment, roles: Sequence[Roles], w: int, other: int) -> Bool:
    """Return (interventions of w,) bool: whether the other witness shares each of them."""
    beside = alignment.table[alignment.table[:, w] != GAP, other]  # for each token of w, that of the other, or GAP
    shared = np.zeros(len(roles[w].interventions), bool)
    for index in roles[w].levels():
        shared |= _shared_of_level(alignment, roles, w, other, index, beside)
    return shared


def _shared_of_level(
    alignment: Alignment, roles: Sequence[Roles], w: int, other: int, index: Int32, beside: Int32
) -> Bool:
    """Return the same for the interventions of one depth: `index` (tokens of w,) has the one of each token, or -1."""
    size = len(roles[w].interventions)
    words = np.flatnonzero((index >= 0) & (alignment.tokens[w].sort == Sort.WORD))
    number, beside = index[words], beside[words]
    paired = beside != GAP
    equal = paired.copy()
    equal[paired] = alignment.tokens[w].form[words[paired]] == alignment.tokens[other].form[beside[paired]]

    def count(chosen: Bool) -> Int64:
        return np.bincount(number[chosen], minlength=size).astype(np.int64)

    all_words, equal_words, paired_words = count(np.ones(len(words), bool)), count(equal), count(paired)
    has_same_role = _has_same_role(roles, w, other, number, beside)
    of_one_role = count(equal & has_same_role) > 0
    few = np.where(of_one_role, FEW_WORDS_OF_ONE_ROLE, FEW_WORDS)
    many = (equal_words * MIN_EQUAL_SHARE >= all_words) | of_one_role | (count(_ends_phrase(equal, number, beside)) > 0)
    return np.asarray(
        ((equal_words >= MIN_WORDS) & many)
        | ((equal_words > 0) & (all_words <= few))
        | ((count(has_same_role) > 0) & (all_words <= FEW_WORDS_OF_ONE_ROLE))
        | ((paired_words >= MIN_WORDS) & (paired_words * MIN_PAIRED_SHARE >= all_words))
    )


def _has_same_role(roles: Sequence[Roles], w: int, other: int, number: Int32, beside: Int32) -> Bool:
    """Return (k,) bool: whether the token beside each word, or GAP, is in an intervention of the same role."""
    if not roles[other].interventions:
        return np.zeros(len(beside), bool)
    role_numbers = list(Role)
    own = np.array([role_numbers.index(i.role) for i in roles[w].interventions])
    others = np.array([role_numbers.index(i.role) for i in roles[other].interventions])
    has_same_role = np.zeros(len(beside), bool)
    for index in roles[other].levels():
        beside_number = index[beside]
        has_same_role |= (beside != GAP) & (beside_number >= 0) & (own[number] == others[beside_number])
    return has_same_role


def _ends_phrase(equal: Bool, number: Int32, beside: Int32) -> Bool:
    """Return (k,) bool: whether each word is the last of three equal ones in a row, in both witnesses."""
    ends = np.zeros(len(equal), bool)
    follows = equal[1:] & equal[:-1] & (number[1:] == number[:-1]) & (beside[1:] - beside[:-1] <= MOST_MARKS + 1)
    ends[MIN_PHRASE - 1 :] = follows[1:] & follows[:-1]
    return ends
