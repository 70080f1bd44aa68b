"""Lessons: decisions of an editor on two single words, as labelled data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Final

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.classify.language.folding import folded
from collate.classify.reading_pair import ReadingSide, WordPair
from collate.decisions import Action, LocatedDecision
from collate.model.tokens import Sort
from collate.model.variation import SIGNIFICANCE, Kind, Significance
from collate.text.tokenise import word_tokeniser

FORM: Final = 0  # one word in one form: spelling, abbreviation and what is lighter
INFLECTION: Final = 1
SUBSTITUTION: Final = 2
CLASS_NAMES: Final = ("spelling", "inflection", "substitution")
_CLASSES: Final = {Kind.INFLECTION: INFLECTION, Kind.SUBSTITUTION: SUBSTITUTION}


@dataclass(frozen=True, slots=True)
class Lesson:
    """Two words whose kind an editor has decided.

    words    the two words as written; their order makes no difference
    kind     what was decided
    cause    the cause that was decided, or None
    places   how many decisions say so
    ids      the ids of these decisions
    pair     the same words, compared
    """

    words: tuple[str, str]
    kind: Kind
    cause: str | None = None
    ids: tuple[str, ...] = ()
    pair: WordPair = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compare the words once, in the order of their folded forms."""
        object.__setattr__(self, "pair", WordPair(*sorted(self.words, key=lambda word: (folded(word), word))))

    def __repr__(self) -> str:
        return repr_line("Lesson", f"{quoted(' : '.join(self.words))} {self.kind}")

    @property
    def label(self) -> int:
        """The class of the kind."""
        found = class_of(self.kind)
        assert found is not None, "lessons are made of these kinds only"
        return found

    @property
    def key(self) -> tuple[str, str]:
        """The two folded words, in order."""
        return self.pair.base_folded, self.pair.reading_folded

    @property
    def cited(self) -> str:
        """The two words, as a sentence names them."""
        return " / ".join(self.words)


def class_of(kind: Kind) -> int | None:
    """Return the class of a kind of two words; None for kinds that are not about two words."""
    if SIGNIFICANCE[kind] is Significance.ACCIDENTAL:
        return FORM
    return _CLASSES.get(kind)


def lessons_of(decisions: Iterable[LocatedDecision]) -> list[Lesson]:
    """Return what decisions on kinds teach, each pair of words once, in the order of the words.

    If decisions on one pair disagree, that of most places counts; if there is no such kind, the pair teaches nothing.
    """
    decided = []
    for decision, _ in decisions:
        texts = decision.pair or tuple(place.text for place in decision.places)
        if decision.action is Action.KIND and decision.kind is not None and len(texts) == 2:
            decided.append((texts, Kind(decision.kind), decision.cause, decision.id))
    return as_lessons(decided)


def as_lessons(decided: Sequence[tuple[Sequence[str], Kind, str | None, str]]) -> list[Lesson]:
    """Return the lessons of decided pairs of texts: two texts, kind, cause, and the id of the decision or ""."""
    sides = reading_sides(text for texts, *_ in decided for text in texts)
    by_key: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for texts, kind, cause, ident in decided:
        first, second = (sides[text] for text in texts)
        if class_of(kind) is None or not first.sorts == second.sorts == (Sort.WORD,):
            continue
        words = first.words[0], second.words[0]
        if folded(words[0]) != folded(words[1]):
            lesson = Lesson(words, kind, cause, (ident,) if ident else ())
            by_key[lesson.key].append(lesson)
    agreed = (_agreed(by_key[key]) for key in sorted(by_key))
    return [lesson for lesson in agreed if lesson is not None]


def _agreed(lessons: Sequence[Lesson]) -> Lesson | None:
    """Return the one lesson of several on one pair, or None if no class has more than the others."""
    counts = Counter(lesson.label for lesson in lessons).most_common()
    if len(counts) > 1 and counts[0][1] == counts[1][1]:
        return None
    agreeing = [lesson for lesson in lessons if lesson.label == counts[0][0]]
    named = Counter((lesson.kind, lesson.cause) for lesson in agreeing)
    kind, cause = min(named, key=lambda name: (-named[name], name[0], name[1] or ""))
    ids = tuple(sorted(ident for lesson in agreeing for ident in lesson.ids))
    return Lesson(min(lesson.words for lesson in agreeing), kind, cause, ids)


def reading_sides(texts: Iterable[str]) -> dict[str, ReadingSide]:
    """Return what rules see of texts that have no place in a collation."""
    return {text: _reading_side(text) for text in set(texts)}


def _reading_side(text: str) -> ReadingSide:
    spans, sorts = word_tokeniser(text)
    words = tuple([text[start:end] for start, end in spans.tolist()])
    return ReadingSide(words, tuple([Sort(sort) for sort in sorts.tolist()]))


def components(pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Return the pairs, by number, that are connected by shared words; the largest component first."""
    parent: dict[str, str] = {}

    def root(word: str) -> str:
        while parent.setdefault(word, word) != word:
            parent[word] = word = parent[parent[word]]
        return word

    for left, right in pairs:
        parent[root(left)] = root(right)
    members: dict[str, list[int]] = defaultdict(list)
    for n, (left, _) in enumerate(pairs):
        members[root(left)].append(n)
    return sorted(members.values(), key=lambda numbers: (-len(numbers), numbers))
