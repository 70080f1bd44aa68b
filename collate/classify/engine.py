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
from collate.classify.rules.damaged import damaged_word
from collate.classify.rules.hebrew import plene
from collate.classify.rules.inflection import (
    common_stem,
    english_inflection,
    irregular,
    known_endings,
    known_prefix,
    paradigm,
)
from collate.classify.rules.numerals import numerals
from collate.classify.rules.spelling import (
    consonant_skeleton,
    doubled_letters,
    historical,
    learned_edits,
    older_spelling,
    regional,
    similar_words,
)
from collate.classify.work_evidence import WorkEvidence
from collate.errors import RuleError
from collate.model.variation import LAST_RULE, WEIGHT, Certainty, Kind, Variation

Rule = Callable[[ReadingPair], Variation | None]

# One side has nothing: the last two answer every such question between them.
_ABSENCE: Final[Mapping[str, Rule]] = {
    "editorial": absence.editorial_words,
    "loose-marks": absence.lone_punctuation,
    "omission": absence.omission,
    "addition": absence.addition,
}
# What folding makes one is asked first.
_ACCIDENTALS: Final[Mapping[str, Rule]] = {
    "typography": light.typography,
    "punctuation": light.punctuation,
    "capitalisation": light.capitalisation,
    "diacritics": light.diacritics,
    "word-division": light.word_division,
}
# Brackets are in it, so it is no plain word.
_DAMAGED: Final[Mapping[str, Rule]] = {"damaged": damaged_word}
# A word or several against a word or several.
_SHORT_FORMS: Final[Mapping[str, Rule]] = {"numerals": numerals, "abbreviation": abbreviation, "plene": plene}
_SEVERAL_WORDS: Final[Mapping[str, Rule]] = {"reordered": phrases.reordered, "redivided": phrases.redivided}
# A word against a word: first what is known, then what the work tells, then what is like.
_SINGLE_WORDS: Final[Mapping[str, Rule]] = {
    "regional": regional,
    "historical": historical,
    "names": words.transliterated_names,
    "learned": learned_edits,
    "irregular": irregular,
    "english-inflection": english_inflection,
    "common-words": words.common_words,
    "short-words": words.short_words,
    "paradigm": paradigm,
    "doubled": doubled_letters,
    "endings": known_endings,
    "prefix": known_prefix,
    "older": older_spelling,
    "skeleton": consonant_skeleton,
    "like": similar_words,
    "stem": common_stem,
}
# Both have something: this answers every such question.
_LAST: Final[Mapping[str, Rule]] = {LAST_RULE: words.substitution}


def word_by_word(pair: ReadingPair) -> Variation | None:
    """As many words on both sides: each pair is a question of its own, and the heaviest answer counts."""
    pairs = phrases.single_word_pairs(pair)
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
        **_ACCIDENTALS,
        **_DAMAGED,
        "listed": words.listed_words,
        **_SHORT_FORMS,
        **_SEVERAL_WORDS,
        "word-by-word": word_by_word,
        **_SINGLE_WORDS,
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
            return _complete(variation, name, pair)
    for name, rule in _candidate_rules(pair):
        variation = rule(pair)
        if variation is not None:
            return _complete(variation, name, pair)
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
    for field, value, right in _checked_fields(found) if found else ():
        if not right:
            must = _REQUIRED_TYPES[field]
            raise RuleError(f"the rule {name} gives {field} {value!r} for {one!r} and {other!r}; it must be {must}")
    return found


_REQUIRED_TYPES: Final[Mapping[str, str]] = {
    "kind": "a Kind",
    "why": "a sentence",
    "cause": "a word or None",
    "also": "a tuple of Kinds",
    "certainty": "a Certainty",
}


def _checked_fields(found: Variation) -> tuple[tuple[str, object, bool], ...]:
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
        return _RULES_BY_SHAPE["absence"]
    if not light.differ_in_letters(pair):
        return _RULES_BY_SHAPE["light single" if pair.single else "light several"]
    return _RULES_BY_SHAPE["near" if pair.near else "far" if pair.single else "several"]


_FOR_SINGLE_WORDS: Final[Mapping[str, Rule]] = {"listed": words.listed_words, **_SHORT_FORMS, **_SINGLE_WORDS, **_LAST}
_FOR_SEVERAL_WORDS: Final[Mapping[str, Rule]] = {
    **_SHORT_FORMS,
    **_SEVERAL_WORDS,
    "word-by-word": word_by_word,
    **_LAST,
}
# What says something of two words that are not at all alike.
_FOR_DISSIMILAR_WORDS: Final = (
    "listed",
    "numerals",
    "abbreviation",
    "regional",
    "historical",
    "irregular",
    "english-inflection",
    "common-words",
)
_RULES_BY_SHAPE: Final[Mapping[str, tuple[tuple[str, Rule], ...]]] = {
    "absence": tuple(_ABSENCE.items()),
    "near": tuple(_FOR_SINGLE_WORDS.items()),
    "far": tuple(
        (name, rule) for name, rule in _FOR_SINGLE_WORDS.items() if name in _FOR_DISSIMILAR_WORDS or name in _LAST
    ),
    "several": tuple(_FOR_SEVERAL_WORDS.items()),
    "light single": (*_ACCIDENTALS.items(), *_DAMAGED.items(), *_FOR_SINGLE_WORDS.items()),
    "light several": (*_ACCIDENTALS.items(), *_FOR_SEVERAL_WORDS.items()),
}


def _complete(found: Variation, rule: str, pair: ReadingPair) -> Variation:
    """Add the rule and, where both sides have words, the lighter differences, and in whose words it all stands."""
    also, within, kind, cause = found.also, found.within, found.kind, found.cause
    if pair.base.words and pair.reading.words:
        here = pair.reading.intervention or pair.base.intervention
        within = here.role if here else None
        lighter = light.also_accidentals(pair, kind)
        if lighter:
            also = (*lighter, *[kind for kind in also if kind not in lighter])
    merged = pair.context.rulebook.merge
    if merged:
        kind, cause = merged.get(found.label) or merged.get(kind) or (kind, cause)
    if found.rule == rule and also is found.also and within is None and kind is found.kind and not merged:
        return found  # as most are
    return Variation(kind, found.why, rule, cause, also, within, found.certainty)
