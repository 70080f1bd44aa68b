"""Putting pairs of readings to the rules, each distinct question once.

A question shows the rules what they may look at and nothing else, so two questions with the same
content have the same answer: `that` against `which` is asked once, however often it stands there.
"""

from dataclasses import dataclass, field
from typing import Final

from collate.apparatus.pages import CODE, Page, decoded
from collate.apparatus.standing import Key, Standing
from collate.classify import Context, Question, Side, Variation, classify, white_space
from collate.editorial import Intervention
from collate.tokens import Sort

_NOTHING: Final = -1
_NO_HAND: Final = -1

Reader = tuple[Standing, int]  # who speaks for a reading, and how many witnesses have it
Content = tuple[Key, bool, bool, tuple[str, str, str] | None]  # what a rule sees of a reading, but for its neighbours


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """What the rules have said so far, by the content of the question."""

    context: Context
    words: dict[tuple[Content, Content], Variation] = field(default_factory=dict)
    blanks: dict[tuple[str, str], Variation] = field(default_factory=dict)

    def white_space(self, one: str, other: str) -> Variation:
        """Say how the white space between the same two tokens differs."""
        variation = self.blanks.get((one, other))
        if variation is None:
            variation = self.blanks[one, other] = white_space(one, other)
        return variation

    def variation(self, k: int, one: Reader, other: Reader) -> Variation:
        """Say how the second reading of place k differs from the first."""
        content = _content(k, *one), _content(k, *other)
        if _looks_around(k, one, other):
            return classify(question(k, one, other, self.context))
        variation = self.words.get(content)
        if variation is None:
            variation = self.words[content] = classify(question(k, one, other, self.context))
        return variation


def question(k: int, one: Reader, other: Reader, context: Context) -> Question:
    """Make the question of how the second reading of place k differs from the first."""
    around = _looks_around(k, one, other)
    return Question(_side(k, *one, around), _side(k, *other, around), context)


def _looks_around(k: int, one: Reader, other: Reader) -> bool:
    """One side has nothing, and what the other has is like the words around it."""
    here, there = one[0], other[0]
    return (here.keys[k] == _NOTHING and there.skips[k]) or (there.keys[k] == _NOTHING and here.skips[k])


def _content(k: int, standing: Standing, support: int) -> Content:
    hand = standing.hands[k]
    named = None
    if hand != _NO_HAND:
        intervention = standing.page.roles.interventions[hand]
        named = (intervention.role, intervention.cause, intervention.why)
    return standing.keys[k], standing.opens[k], support == 1, named


def _side(k: int, standing: Standing, support: int, around: bool) -> Side:
    """Show the rules a reading; its neighbours only if they matter."""
    written = _written(standing.keys[k])
    strings = standing.page.words.strings
    before, after = standing.words_around(k) if around else ((), ())
    return Side(
        words=tuple(strings[surface] for surface, _ in written),
        sorts=tuple(sort for _, sort in written),
        before=before,
        after=after,
        intervention=_intervention(standing.page, standing.hands[k]),
        opens=standing.opens[k],
        alone=support == 1,
    )


def _written(key: Key) -> list[tuple[int, Sort]]:
    """Give the surface and sort of every token of a reading."""
    if isinstance(key, int):
        return [] if key == _NOTHING else [decoded(key)]
    codes = memoryview(key).cast("i")
    assert codes.itemsize == CODE
    return [decoded(code) for code in codes.tolist()]


def _intervention(page: Page, hand: int) -> Intervention | None:
    return None if hand == _NO_HAND else page.roles.interventions[hand]
