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
# What folding makes one is asked first.
_LIGHT: Final[Mapping[str, Rule]] = {
    "typography": light.typography,
    "punctuation": light.punctuation,
    "capitalisation": light.capitalisation,
    "diacritics": light.diacritics,
    "word-division": light.word_division,
}
# The same words in another order, or other words.
_SEVERAL: Final[Mapping[str, Rule]] = {"reordered": words.reordered}
# A word against a word.
_SINGLE: Final[Mapping[str, Rule]] = {
    "regional": words.regional,
    "names": words.names,
    "english-inflection": words.english_inflection,
    "learned-inflection": words.learned_inflection,
    "spelling": words.spelling,
    "stem-inflection": words.stem_inflection,
}
# Both have something: this answers every such question.
_LAST: Final[Mapping[str, Rule]] = {"substitution": words.substitution}

RULES: Final[Mapping[str, Rule]] = MappingProxyType({**_ABSENCE, **_LIGHT, **_SEVERAL, **_SINGLE, **_LAST})


def classify(pair: Question) -> Variation:
    """Say how a reading differs from the base's: kind, cause, evidence, certainty."""
    for name, rule in _who_may_answer(pair):
        variation = rule(pair)
        if variation is not None:
            return _completed(variation, name, pair)
    raise AssertionError("the last rule answers for every question")


def _who_may_answer(pair: Question) -> tuple[tuple[str, Rule], ...]:
    """Give the rules in order, without those that are silent about a question of this shape."""
    if not pair.base.words or not pair.reading.words:
        return _SHAPES["absence"]
    heavy = "single" if words.single(pair) else "several"
    return _SHAPES[heavy] if light.unlike(pair) else _SHAPES[f"light {heavy}"]


_SHAPES: Final[Mapping[str, tuple[tuple[str, Rule], ...]]] = {
    "absence": tuple(_ABSENCE.items()),
    "single": tuple({**_SINGLE, **_LAST}.items()),
    "several": tuple({**_SEVERAL, **_LAST}.items()),
    "light single": tuple({**_LIGHT, **_SINGLE, **_LAST}.items()),
    "light several": tuple({**_LIGHT, **_SEVERAL, **_LAST}.items()),
}


def _completed(found: Variation, rule: str, pair: Question) -> Variation:
    """Add the rule and, where both sides have words, the lighter differences, and in whose words it all stands."""
    also, within = found.also, found.within
    if pair.base.words and pair.reading.words:
        here = pair.reading.intervention or pair.base.intervention
        also, within = light.also_light(pair, found.kind), here.role if here else None
    return Variation(found.kind, found.why, rule, found.cause, also, within, found.certainty)
