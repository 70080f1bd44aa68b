"""Putting pairs of readings to the rules, each distinct question once.

A question shows the rules what they may look at and nothing else, so two questions with the same
content have the same answer: `that` against `which` is asked once, however often it stands there.
"""

from dataclasses import dataclass, field

from collate.apparatus.witness_index import decoded
from collate.apparatus.witness_readings import NOTHING, Content, WitnessReadings
from collate.classify import ReadingPair, ReadingSide, Variation, WorkEvidence, classify, white_space
from collate.model.tokens import Sort
from collate.variants import Group

Representative = tuple[WitnessReadings, Group]  # who speaks for a reading, and the witnesses that have it
CacheKey = tuple[Content, bool, Content, bool]


@dataclass(frozen=True, slots=True, eq=False)
class ClassificationCache:
    """What the rules have said so far, by the content of the question."""

    context: WorkEvidence
    words: dict[CacheKey, Variation] = field(default_factory=dict)
    blanks: dict[tuple[str, str], Variation] = field(default_factory=dict)

    def white_space(self, one: str, other: str) -> Variation:
        """Say how the white space between the same two tokens differs."""
        variation = self.blanks.get((one, other))
        if variation is None:
            variation = self.blanks[one, other] = white_space(one, other)
        return variation

    def variation(self, k: int, one: Representative, other: Representative) -> Variation:
        """Say how the second reading of place k differs from the first."""
        (here, these), (there, those) = one, other
        if _looks_around(k, here, there):
            return classify(reading_pair(k, one, other, self.context))
        asked = here.contents[k], len(these) == 1, there.contents[k], len(those) == 1
        variation = self.words.get(asked)
        if variation is None:
            variation = self.words[asked] = classify(reading_pair(k, one, other, self.context))
        return variation


def reading_pair(k: int, one: Representative, other: Representative, context: WorkEvidence) -> ReadingPair:
    """Make the question of how the second reading of place k differs from the first."""
    around = _looks_around(k, one[0], other[0])
    return ReadingPair(_side(k, one, around), _side(k, other, around), context)


def _looks_around(k: int, here: WitnessReadings, there: WitnessReadings) -> bool:
    """One side has nothing, and what the other has is like the words around it."""
    if here.keys[k] == NOTHING:
        return there.skips[k]
    return here.skips[k] and there.keys[k] == NOTHING


def _side(k: int, voice: Representative, around: bool) -> ReadingSide:
    """Show the rules a reading; its neighbours only if they matter."""
    standing, group = voice
    key, strings = standing.keys[k], standing.page.words.strings
    words: tuple[str, ...] = ()
    sorts: tuple[Sort, ...] = ()
    if isinstance(key, bytes):
        written = [decoded(code) for code in memoryview(key).cast("i").tolist()]
        words, sorts = tuple([strings[surface] for surface, _ in written]), tuple([sort for _, sort in written])
    elif key != NOTHING:
        surface, sort = decoded(key)
        words, sorts = (strings[surface],), (sort,)
    before, after = standing.words_around(k) if around else ((), ())
    hand = standing.hands[k]
    intervention = standing.page.roles.interventions[hand] if hand >= 0 else None
    return ReadingSide(words, sorts, before, after, intervention, standing.opens[k], len(group) == 1)
