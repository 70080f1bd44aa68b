"""The ladder: rules are asked in order, and the first that answers is right."""

import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import partial, update_wrapper
from types import MappingProxyType
from typing import Final

from collate.classify.reading_pair import ReadingPair
from collate.classify.rules import accidentals as light
from collate.classify.rules import additions_omissions as absence
from collate.classify.rules import phrases, words
from collate.classify.rules.abbreviations import abbreviation
from collate.classify.rules.damaged import damaged
from collate.classify.rules.hebrew import plene
from collate.classify.rules.inflection import endings, english, irregular, paradigm, prefix, stem
from collate.classify.rules.numerals import numerals
from collate.classify.rules.spelling import doubled, historical, learned, like, older, regional, skeleton
from collate.classify.work_evidence import WorkEvidence
from collate.errors import RuleError
from collate.model.variation import LAST_RULE, WEIGHT, Certainty, Kind, Variation

Rule = Callable[[ReadingPair], Variation | None]

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
# Brackets are in it, so it is no plain word.
_DAMAGED: Final[Mapping[str, Rule]] = {"damaged": damaged}
# A word or several against a word or several.
_SHORT: Final[Mapping[str, Rule]] = {"numerals": numerals, "abbreviation": abbreviation, "plene": plene}
_SEVERAL: Final[Mapping[str, Rule]] = {"reordered": phrases.reordered, "redivided": phrases.redivided}
# A word against a word: first what is known, then what the work tells, then what is like.
_SINGLE: Final[Mapping[str, Rule]] = {
    "regional": regional,
    "historical": historical,
    "names": words.names,
    "learned": learned,
    "irregular": irregular,
    "english-inflection": english,
    "common-words": words.common,
    "short-words": words.short,
    "paradigm": paradigm,
    "doubled": doubled,
    "endings": endings,
    "prefix": prefix,
    "older": older,
    "skeleton": skeleton,
    "like": like,
    "stem": stem,
}
# Both have something: this answers every such question.
_LAST: Final[Mapping[str, Rule]] = {LAST_RULE: words.substitution}


def word_by_word(pair: ReadingPair) -> Variation | None:
    """As many words on both sides: each pair is a question of its own, and the heaviest answer counts."""
    pairs = phrases.word_pairs(pair)
    if not pairs:
        return None
    answers = [classify(each) for each in pairs]
    heaviest = max(answers, key=lambda found: WEIGHT[found.kind])
    if heaviest.kind is Kind.SUBSTITUTION:
        return None
    lighter = {found.kind for found in answers} | {kind for found in answers for kind in found.also}
    also = tuple(sorted(lighter - {heaviest.kind, Kind.AGREEMENT}, key=WEIGHT.__getitem__))
    why = "; ".join(dict.fromkeys(found.why for found in answers if found.kind is heaviest.kind))
    surest = list(Certainty)
    certainty = max((found.certainty for found in answers), key=surest.index)
    return Variation(heaviest.kind, f"word by word: {why}", cause=heaviest.cause, also=also, certainty=certainty)


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **_ABSENCE,
        **_LIGHT,
        **_DAMAGED,
        "listed": words.listed,
        **_SHORT,
        **_SEVERAL,
        "word-by-word": word_by_word,
        **_SINGLE,
        **_LAST,
    }
)


def classify(pair: ReadingPair) -> Variation:
    """Say how a reading differs from the base's: kind, cause, evidence, certainty.

    Raises RuleError when a rule of the work's own fails.
    """
    for name, rule in pair.context.rulebook.own.items():
        variation = _project_rule(name, rule, pair)
        if variation is not None:
            return _completed(variation, name, pair)
    for name, rule in _candidate_rules(pair):
        variation = rule(pair)
        if variation is not None:
            return _completed(variation, name, pair)
    raise AssertionError("the last rule answers for every question")


def rules_for(context: WorkEvidence) -> Mapping[str, Rule]:
    """Give all rules in their order, those of the work first."""
    own = context.rulebook.own
    return (
        {**{name: update_wrapper(partial(_project_rule, name, rule), rule) for name, rule in own.items()}, **RULES}
        if own
        else RULES
    )


def _project_rule(name: str, rule: Rule, pair: ReadingPair) -> Variation | None:
    """Ask a rule of the work's own, which may fail in any way."""
    one, other = " ".join(pair.base.words), " ".join(pair.reading.words)
    try:
        with redirect_stdout(sys.stderr):  # what it prints is no part of a report
            found = rule(pair)
    except (Exception, SystemExit) as error:
        raise RuleError(f"the rule {name} fails for {one!r} and {other!r}: {error!r}; mend it") from error
    if found is not None and not isinstance(found, Variation):
        raise RuleError(f"the rule {name} gives {found!r} for {one!r} and {other!r}; it must give a Variation or None")
    for field, value, right in _fields(found) if found else ():
        if not right:
            raise RuleError(
                f"the rule {name} gives {field} {value!r} for {one!r} and {other!r}; it must be {_MUST[field]}"
            )
    return found


_MUST: Final[Mapping[str, str]] = {
    "kind": "a Kind",
    "why": "a sentence",
    "cause": "a word or None",
    "also": "a tuple of Kinds",
    "certainty": "a Certainty",
}


def _fields(found: Variation) -> tuple[tuple[str, object, bool], ...]:
    """Give what a rule says of a pair, and whether it is what can be said: Python asks nobody."""
    kinds = isinstance(found.also, tuple) and all(isinstance(kind, Kind) for kind in found.also)
    return (
        ("kind", found.kind, isinstance(found.kind, Kind)),
        ("why", found.why, isinstance(found.why, str)),
        ("cause", found.cause, found.cause is None or isinstance(found.cause, str)),
        ("also", found.also, kinds),
        ("certainty", found.certainty, isinstance(found.certainty, Certainty)),
    )


def _candidate_rules(pair: ReadingPair) -> tuple[tuple[str, Rule], ...]:
    """Give the rules in order, without those that are silent about a question of this shape."""
    if not pair.base.words or not pair.reading.words:
        return _SHAPES["absence"]
    if not light.unlike(pair):
        return _SHAPES["light single" if pair.single else "light several"]
    return _SHAPES["near" if pair.near else "far" if pair.single else "several"]


_WORD: Final[Mapping[str, Rule]] = {"listed": words.listed, **_SHORT, **_SINGLE, **_LAST}
_WORDS: Final[Mapping[str, Rule]] = {**_SHORT, **_SEVERAL, "word-by-word": word_by_word, **_LAST}
# What says something of two words that are not at all alike.
_FAR: Final = (
    "listed",
    "numerals",
    "abbreviation",
    "regional",
    "historical",
    "irregular",
    "english-inflection",
    "common-words",
)
_SHAPES: Final[Mapping[str, tuple[tuple[str, Rule], ...]]] = {
    "absence": tuple(_ABSENCE.items()),
    "near": tuple(_WORD.items()),
    "far": tuple((name, rule) for name, rule in _WORD.items() if name in _FAR or name in _LAST),
    "several": tuple(_WORDS.items()),
    "light single": (*_LIGHT.items(), *_DAMAGED.items(), *_WORD.items()),
    "light several": (*_LIGHT.items(), *_WORDS.items()),
}


def _completed(found: Variation, rule: str, pair: ReadingPair) -> Variation:
    """Add the rule and, where both sides have words, the lighter differences, and in whose words it all stands."""
    also, within, kind, cause = found.also, found.within, found.kind, found.cause
    if pair.base.words and pair.reading.words:
        here = pair.reading.intervention or pair.base.intervention
        within = here.role if here else None
        lighter = light.also_light(pair, kind)
        if lighter:
            also = (*lighter, *[kind for kind in also if kind not in lighter])
    merged = pair.context.rulebook.merge
    if merged:
        kind, cause = merged.get(found.label) or merged.get(kind) or (kind, cause)
    if found.rule == rule and also is found.also and within is None and kind is found.kind and not merged:
        return found  # as most are
    return Variation(kind, found.why, rule, cause, also, within, found.certainty)
