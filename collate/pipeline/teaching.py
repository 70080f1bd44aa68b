"""What an editor has taught a collation, and which decisions would teach most."""

from collections.abc import Iterator
from typing import Final

from collate._dataclass import dataclass
from collate._repr import counted
from collate.apparatus import Entry, Lemma, Reading
from collate.classify.engine import classify
from collate.classify.language.folding import folded
from collate.classify.learning.coverage import covering
from collate.classify.learning.learner import Learned, learn
from collate.classify.learning.lessons import class_of, lessons_of, reading_sides
from collate.classify.learning.traits import traits_of
from collate.classify.reading_pair import ReadingPair
from collate.model.suggestions import Suggestion
from collate.model.variation import Certainty, Variation
from collate.pipeline.collating import Collated

LEARNED: Final = "learned"  # stands where the name of a rule does


@dataclass(frozen=True, slots=True)
class Taught:
    """What the decisions of a work have taught.

    Attributes
    ----------
    learned : Learned
        The lessons, their weights, and how well they do.
    changed : tuple of Suggestion
        The pairs of words whose kind or certainty was changed by it, each once.
    """

    learned: Learned
    changed: tuple[Suggestion, ...]

    def __repr__(self) -> str:
        return f"<Taught: {self.learned!r}, {counted(len(self.changed), 'pair')} changed>"


def suggest_decisions(collated: Collated, count: int) -> list[Suggestion]:
    """Return the pairs of words whose decision would teach most, the most useful first.

    They are chosen among the pairs of which nothing is certain and that no decision is about.
    """
    without = collated.evidence.with_learner(None)
    learned = learn(lessons_of(collated.decisions.located), without)
    decided = {lesson.key for lesson in learned.lessons}
    doubtful = [s for s in _pairs(collated) if _key(s) not in decided and s.variation.certainty is not Certainty.HIGH]
    sides = reading_sides(word for s in doubtful for word in (s.first, s.second))
    kept, rows = [], []
    for suggestion in doubtful:
        pair = ReadingPair(sides[suggestion.first], sides[suggestion.second], without)
        if pair.single is not None:
            answer = classify(pair)
            kept.append(suggestion)
            rows.append(traits_of(pair.single, answer, answer.rule, without))
    return [kept[k] for k in covering(rows, learned.rows, count)]


def taught_in(collated: Collated) -> Taught:
    """Return what the decisions of a work have taught, and what it changed."""
    learned = learn(lessons_of(collated.decisions.located), collated.evidence.with_learner(None))
    return Taught(learned, tuple(s for s in _pairs(collated) if s.variation.rule == LEARNED))


def _key(suggestion: Suggestion) -> tuple[str, str]:
    first, second = sorted((folded(suggestion.first), folded(suggestion.second)))
    return first, second


def _pairs(collated: Collated) -> list[Suggestion]:
    """Return each distinct pair of single words that no decision is about, at its first entry."""
    found: dict[tuple[str, str], list[Suggestion]] = {}
    for entry in collated.apparatus.entries:
        if entry.unit.is_white_space:
            continue
        for first, reading, variation in _compared(entry):
            words = first.text, reading.text
            if variation.decision is None and class_of(variation.kind) is not None and all(map(_is_one_word, words)):
                several = len(entry.readings if entry.lemma else entry.pairs) > 1
                suggestion = Suggestion(entry.number, *words, reading.witnesses[0], variation, 1, several)
                found.setdefault(_key(suggestion), []).append(suggestion)
    return [_counted(suggestions) for (first, second), suggestions in found.items() if first != second]


def _counted(suggestions: list[Suggestion]) -> Suggestion:
    s = suggestions[0]
    entries = len({suggestion.entry for suggestion in suggestions})
    return Suggestion(s.entry, s.first, s.second, s.siglum, s.variation, entries, s.needs_reading)


def _is_one_word(text: str) -> bool:
    return len(text.split()) == 1


def _compared(entry: Entry) -> Iterator[tuple[Lemma | Reading, Reading, Variation]]:
    if entry.lemma is None:
        yield from ((pair.first, pair.second, pair.second.variation) for pair in entry.pairs)
        return
    yield from ((entry.lemma, reading, reading.variation) for reading in entry.readings)
