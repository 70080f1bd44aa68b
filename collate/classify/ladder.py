"""The ladder: rules are asked in order, and the first that answers is right."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from collate.classify import absence, light, words
from collate.classify.kinds import Variation
from collate.classify.question import Question

Rule = Callable[[Question], Variation | None]

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "editorial": absence.editorial,
        "loose-marks": absence.loose_marks,
        "omission": absence.omission,
        "addition": absence.addition,
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
)


def classify(pair: Question) -> Variation:
    """Say how a reading differs from the base's: kind, cause, evidence, certainty."""
    for name, rule in RULES.items():
        variation = rule(pair)
        if variation is not None:
            return _completed(replace(variation, rule=name), pair)
    raise AssertionError("the last rule answers for every question")


def _completed(variation: Variation, pair: Question) -> Variation:
    """Add the lighter differences, and in whose words it all stands."""
    if not (pair.base and pair.reading):
        return variation
    here = pair.reading.intervention or pair.base.intervention
    return replace(variation, also=light.also_light(pair, variation.kind), within=here.role if here else None)
