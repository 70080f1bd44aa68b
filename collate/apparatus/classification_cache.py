"""Classify pairs of readings, each distinct pair once.

Rules see nothing but the content of a `ReadingPair`. Two pairs with the same content therefore have the same variation:
`that` against `which` is classified once, however often it occurs.
"""

from dataclasses import field
from typing import Final, NamedTuple

from collate._dataclass import dataclass
from collate._repr import counted, repr_line, shorten
from collate.apparatus.witness_index import decode_token
from collate.apparatus.witness_readings import NO_WORDS, ReadingKey, WitnessReadings, WordsKey
from collate.classify import ReadingPair, ReadingSide, Variation, WorkEvidence, classify, white_space
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort
from collate.variants import Group
from collate.variants.shared_interventions import SharedInterventions


class Representative(NamedTuple):
    """The reading of a group of witnesses.

    Attributes
    ----------
    witness : WitnessReadings
        The witness from which the reading is taken.
    group : tuple of int
        The numbers of all witnesses of the group.
    voices : int
        How many voices they are: copies are one, and so are a manuscript and a hand that agrees with it.
    """

    witness: WitnessReadings
    group: Group
    voices: int

    def __repr__(self) -> str:
        return repr_line(
            "Representative",
            f"{shorten(self.witness.siglum, 40)} of {counted(len(self.group), 'witness', 'witnesses')}",
        )


# Both readings; whether only one voice has each; and how many interventions of a one-sided reading both sides share.
PairKey = tuple[ReadingKey, bool, ReadingKey, bool, int]
_NOT_ASKED: Final = -1  # both readings have words, or none of them is an editor's


@dataclass(frozen=True, slots=True, eq=False)
class ClassificationCache:
    """The variations that were found in a collation, by the content of the pair.

    Attributes
    ----------
    evidence : WorkEvidence
        What the rules may use of the whole work.
    shared : SharedInterventions
        Which witnesses share an intervention.
    by_pair : dict of PairKey to Variation
        Variations of words.
    by_white_space : dict of (str, str) to Variation
        Variations of the white space between two tokens.
    sides : dict of (WordsKey, bool) to ReadingSide
        What the rules see of readings that are words alone, and whether only one voice has them.
    """

    evidence: WorkEvidence
    shared: SharedInterventions
    by_pair: dict[PairKey, Variation] = field(default_factory=dict)
    by_white_space: dict[tuple[str, str], Variation] = field(default_factory=dict)
    sides: dict[tuple[WordsKey, bool], ReadingSide] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<ClassificationCache: {len(self.by_pair) + len(self.by_white_space)} pairs>"

    def white_space(self, first: str, second: str) -> Variation:
        """Return how the white space between the same two tokens differs."""
        variation = self.by_white_space.get((first, second))
        if variation is None:
            variation = self.by_white_space[first, second] = white_space(first, second, self.evidence)
        return variation

    def variation(self, k: int, first: Representative, second: Representative) -> Variation:
        """Return how the second reading differs from the first in unit k of the batch."""
        if _needs_context(k, first.witness, second.witness):
            return classify(self.reading_pair(k, first, second))
        key = (
            first.witness.reading_keys[k],
            first.voices == 1,
            second.witness.reading_keys[k],
            second.voices == 1,
            self._count_shared(k, first, second),
        )
        variation = self.by_pair.get(key)
        if variation is None:
            variation = self.by_pair[key] = classify(self.reading_pair(k, first, second))
        return variation

    def reading_pair(self, k: int, first: Representative, second: Representative) -> ReadingPair:
        """Return what the rules see of two readings in unit k of the batch."""
        with_context = _needs_context(k, first.witness, second.witness)
        shared = self._count_shared(k, first, second)
        sides = self._side(k, first, with_context, shared), self._side(k, second, with_context, shared)
        chain = max(first.witness.interventions_around(k), second.witness.interventions_around(k), key=len)
        return ReadingPair(*sides, self.evidence, 0 <= shared == len(chain))

    def _side(self, k: int, representative: Representative, with_context: bool, shared: int) -> ReadingSide:
        """Return what the rules see of one reading; readings that are words alone are made once."""
        key = representative.witness.reading_keys[k]
        if with_context or isinstance(key, tuple):
            return _side(k, representative, with_context, shared)
        is_singular = representative.voices == 1
        side = self.sides.get((key, is_singular))
        if side is None:
            side = self.sides[key, is_singular] = _side(k, representative, with_context, shared)
        return side

    def _count_shared(self, k: int, first: Representative, second: Representative) -> int:
        """Return how many interventions around a reading, from the outermost on, are shared by a side without words."""
        if NO_WORDS not in (first.witness.words_keys[k], second.witness.words_keys[k]):
            return _NOT_ASKED
        for present, absent in ((first, second), (second, first)):
            readings = present.witness
            if readings.index.roles.interventions and absent.witness.words_keys[k] == NO_WORDS:
                chain = readings.interventions_around(k)
                number, group = readings.index.number, absent.group
                unshared = (n for n, i in enumerate(chain) if not self.shared.is_shared(number, i, group))
                return next(unshared, len(chain)) if chain else _NOT_ASKED
        return _NOT_ASKED


def _needs_context(k: int, first: WitnessReadings, second: WitnessReadings) -> bool:
    """Return whether one reading has no words and those of the other are like the words around them."""
    if first.words_keys[k] == NO_WORDS:
        return second.may_be_eyeskip[k]
    return first.may_be_eyeskip[k] and second.words_keys[k] == NO_WORDS


def _side(k: int, representative: Representative, with_context: bool, shared: int) -> ReadingSide:
    """Return what the rules see of one reading; its neighbours only if they matter.

    Of the interventions around it that is the outermost one after those that are shared; else the innermost.
    """
    readings = representative.witness
    key, strings = readings.words_keys[k], readings.index.surfaces.strings
    words: tuple[str, ...] = ()
    sorts: tuple[Sort, ...] = ()
    if isinstance(key, bytes):
        tokens = [decode_token(code) for code in memoryview(key).cast("i").tolist()]
        words, sorts = tuple([strings[surface] for surface, _ in tokens]), tuple([sort for _, sort in tokens])
    elif key != NO_WORDS:
        surface, sort = decode_token(key)
        words, sorts = (strings[surface],), (sort,)
    before, after = readings.context_words(k) if with_context else ((), ())
    around = [readings.index.roles.interventions[number] for number in readings.interventions_around(k)]
    level = min(shared, len(around) - 1) if shared >= 0 else len(around) - 1
    intervention, outer = (around[level], around[level - 1] if level else None) if around else (None, None)
    marks = tuple(map(TokenMark, memoryview(readings.marks[k]).cast("H").tolist()))
    opens, is_singular = readings.opens_sentence[k], representative.voices == 1
    return ReadingSide(words, sorts, before, after, intervention, opens, is_singular, marks, outer, readings.told[k])
