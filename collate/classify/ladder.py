"""The ladder: rules are asked in order, and the first that answers is right."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from collate.classify import absence, light, words
from collate.classify.kinds import Variation
from collate.classify.question import Question

Rule = Callable[[Question], Variation | None]

# One side has nothing: the last two answer every such question between them.
_ABSENCE: Final[Mapping[str, Rule]] = {
    "editorial": absence.editorial,
    "loose-marks": absence.loose_marks,
    "omission": absence.omission,
    "addition": absence.addition,
}
# Both have something: the last answers every such question.
_DIFFERENCE: Final[Mapping[str, Rule]] = {
    "typography": light.typography,
    "punctuation": light.punctuation,
    "capitalisation": light.capitalisation,
    "diacritics": light.diacritics,
    "word-division": light.word_division,
    "reordered": words.reordered,
    "regional": words.regional,
    "names": words.names,
    "english-inflection": words.english_inflection,
    "learned-inflection": words.learned_inflection,
    "spelling": words.spelling,
    "stem-inflection": words.stem_inflection,
    "substitution": words.substitution,
}
RULES: Final[Mapping[str, Rule]] = MappingProxyType({**_ABSENCE, **_DIFFERENCE})


def classify(pair: Question) -> Variation:
    """Say how a reading differs from the base's: kind, cause, evidence, certainty."""
    both = bool(pair.base.words and pair.reading.words)
    for name, rule in (_DIFFERENCE if both else _ABSENCE).items():
        variation = rule(pair)
        if variation is not None:
            return _completed(variation, name, pair if both else None)
    raise AssertionError("the last rules answer for every question")


def _completed(found: Variation, rule: str, pair: Question | None) -> Variation:
    """Add the rule and, where both sides have words, the lighter differences, and in whose words it all stands."""
    also, within = found.also, found.within
    if pair is not None:
        here = pair.reading.intervention or pair.base.intervention
        also, within = light.also_light(pair, found.kind), here.role if here else None
    return Variation(found.kind, found.why, rule, found.cause, also, within, found.certainty)
