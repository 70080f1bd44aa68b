"""The rule engine: rules are tried in a fixed order, and the first answer counts.

Long because the order of all rules, and which of them can answer for what, are best read in one place.

More than 300 lines: the order in which the rules are asked is read in one place.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial, update_wrapper
from types import MappingProxyType
from typing import Final

from collate.classify.project_rules import ask_project_rule
from collate.classify.reading_pair import ReadingPair, ReadingSide
from collate.classify.rules import accidentals, additions_omissions, phrases, slips, spelling, words
from collate.classify.rules.abbreviations import abbreviation
from collate.classify.rules.addresses import address
from collate.classify.rules.amounts import amounts
from collate.classify.rules.correspondence import correspondence
from collate.classify.rules.damaged import damaged_word
from collate.classify.rules.early_english import early_english
from collate.classify.rules.fused import fused
from collate.classify.rules.graphic import other_letters
from collate.classify.rules.hebrew import plene
from collate.classify.rules.inflection import (
    common_stem,
    english_inflection,
    irregular,
    known_endings,
    known_prefix,
    paradigm,
)
from collate.classify.rules.lemmas import lemmas
from collate.classify.rules.misreading import misreading
from collate.classify.rules.numerals import numbers_of_notes, numerals
from collate.classify.rules.place_names import place_name
from collate.classify.rules.scribal import expanded
from collate.classify.rules.signs import completed, may_have_signs, sign_difference, superscript
from collate.classify.rules.told import as_told
from collate.classify.work_evidence import WorkEvidence
from collate.classify.work_traits import NEEDED, NEEDED_BY_PLAIN_WORDS, WorkTrait
from collate.model.variation import EDITORIAL_KINDS, LAST_RULE, WEIGHT, Certainty, Kind, Variation
from collate.model.witness import Role

Rule = Callable[[ReadingPair], Variation | None]

# The keys of these tables are the ids of the rules; they are written to reports and never change.

# One side is empty. Between them, the last two rules answer for every such pair.
_ABSENCE: Final[Mapping[str, Rule]] = {
    "editorial": additions_omissions.editorial_words,
    "loose-marks": additions_omissions.lone_punctuation,
    "omission": additions_omissions.omission,
    "addition": additions_omissions.addition,
}
# Equal after folding. These are exact, so they come first.
_ACCIDENTALS: Final[Mapping[str, Rule]] = {
    "typography": accidentals.typography,
    "punctuation": accidentals.punctuation,
    "capitalisation": accidentals.capitalisation,
    "diacritics": accidentals.diacritics,
    "word-division": accidentals.word_division,
}
# A damaged word has brackets, so it is never a plain word.
_DAMAGED: Final[Mapping[str, Rule]] = {"damaged": damaged_word}


def short_forms(pair: ReadingPair) -> Variation | None:
    """One reading is a short form of the other, or of another spelling or form of it."""
    return abbreviation(pair) or fused(pair) or expanded(pair, classify)


def numbers(pair: ReadingPair) -> Variation | None:
    """Two numbers, alone or with what they count, or of notes: the same or different ones."""
    return numbers_of_notes(pair) or numerals(pair) or amounts(pair)


def told_by_source(pair: ReadingPair) -> Variation | None:
    """The source says what a word is: its full form, regular spelling, lemma or number."""
    return as_told(pair, classify)


# One word or several against one word or several.
_SHORT_FORMS: Final[Mapping[str, Rule]] = {
    "graphic": other_letters,
    "numerals": numbers,
    "abbreviation": short_forms,
    "plene": plene,
}
_SEVERAL_WORDS: Final[Mapping[str, Rule]] = {
    "repeated": phrases.repeated,
    "reordered": phrases.reordered,
    "redivided": phrases.redivided,
}
# One word against one word: first slips, lists and languages, then the habits of the work, then similarity.
_SINGLE_WORDS: Final[Mapping[str, Rule]] = {
    "variant-letters": spelling.variant_letters,
    "slip": slips.slip,
    "misreading": misreading,
    "regional": spelling.regional,
    "historical": spelling.historical,
    "names": words.transliterated_names,
    "early-english": early_english,
    "lemmas": lemmas,
    "irregular": irregular,
    "english-inflection": english_inflection,
    "common-words": words.common_words,
    "formatives": words.other_formative,
    "paradigm": paradigm,
    "letters-twice": spelling.letters_twice,
    "doubled": spelling.doubled_letters,
    "endings": known_endings,
    "prefix": known_prefix,
    "correspondence": correspondence,
    "short-words": words.short_words,
    "older": spelling.older_spelling,
    "skeleton": spelling.consonant_skeleton,
    "like": spelling.similar_words,
    "stem": common_stem,
}
# Answers for every pair in which both sides have something.
_LAST: Final[Mapping[str, Rule]] = {LAST_RULE: words.substitution}


def word_by_word(pair: ReadingPair) -> Variation | None:
    """As many similar words on both sides: each pair is classified, and the heaviest kind counts."""
    word_pairs = phrases.single_word_pairs(pair)
    if not word_pairs:
        return None
    variations = [classify(word_pair) for word_pair in word_pairs]
    heaviest = max(variations, key=lambda variation: WEIGHT[variation.kind])
    if heaviest.kind is Kind.SUBSTITUTION:
        return None
    kinds = {v.kind for v in variations} | {kind for v in variations for kind in v.also}
    also = tuple(sorted(kinds - {heaviest.kind, Kind.AGREEMENT}, key=WEIGHT.__getitem__))
    why = "; ".join(dict.fromkeys(v.why for v in variations if v.kind is heaviest.kind))
    certainty = max((v.certainty for v in variations), key=list(Certainty).index)  # the least certain of them
    return Variation(
        heaviest.kind, f"compared word by word: {why}", cause=heaviest.cause, also=also, certainty=certainty
    )


def beside_equal_words(pair: ReadingPair) -> Variation | None:
    """The words that only one side has stand between equal words: the kind of what differs, if it is not two words."""
    differing = phrases.between_equal_words(pair)
    if differing is None:
        return None
    variation = classify(differing)
    return None if WEIGHT[variation.kind] >= WEIGHT[Kind.SUBSTITUTION] else replace(variation, within=None)


def beside_marks(pair: ReadingPair) -> Variation | None:
    """One word on each side, with marks beside them: the kind of the words, and whether the marks differ too."""
    found = phrases.word_beside_marks(pair)
    if found is None:
        return None
    word_pair, marks_differ = found
    variation = classify(word_pair)
    kinds = {*variation.also, Kind.PUNCTUATION} if marks_differ else {*variation.also}
    also = tuple(sorted(kinds - {variation.kind}, key=WEIGHT.__getitem__))
    return replace(variation, also=also, within=None)


def editorial_signs(pair: ReadingPair) -> Variation | None:
    """Words with signs of editors or scribes: equal, completed or classified without these signs."""
    if not may_have_signs(pair):
        return None
    if known := superscript(pair) or completed(pair):
        return known
    difference = sign_difference(pair)
    if difference is None:
        return None
    if difference.cause == "superscript" and pair.single is None and (found := word_by_word(pair)):
        return found
    plain, kind = difference.pair, difference.kind
    if plain.base.words == plain.reading.words:
        return Variation(kind, f"the same words; only one reading has {difference.why}", cause=difference.cause)
    variation = classify(plain)
    also = tuple(dict.fromkeys((*variation.also, kind)))
    if variation.kind is Kind.TYPOGRAPHY and kind is not Kind.TYPOGRAPHY:
        kinds = tuple(dict.fromkeys((Kind.TYPOGRAPHY, *variation.also)))
        return Variation(
            kind, f"{variation.why}; only one reading has {difference.why}", cause=difference.cause, also=kinds
        )
    why = f"{variation.why}; only one reading has {difference.why}"
    return replace(variation, why=why, also=tuple(k for k in also if k is not variation.kind))


# Names of places, and what stands inside words beside their letters: no other rule looks at these.
_SIGNS: Final[Mapping[str, Rule]] = {
    "place-name": place_name,
    "page-break": accidentals.furniture_in_word,
    "address": address,
    "markup": accidentals.markup,
    "signs": editorial_signs,
}

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **_ABSENCE,
        **_SIGNS,
        **_ACCIDENTALS,
        **_DAMAGED,
        "told": told_by_source,
        "listed": words.listed_words,
        **_SHORT_FORMS,
        **_SEVERAL_WORDS,
        "beside-marks": beside_marks,
        "word-by-word": word_by_word,
        "beside-equal-words": beside_equal_words,
        **_SINGLE_WORDS,
        **_LAST,
    }
)


def classify(pair: ReadingPair) -> Variation:
    """Return how a reading differs from that of the base: kind, cause, evidence, certainty, rule.

    The two readings must differ. Raises RuleError when a project rule fails.
    """
    evidence = pair.evidence
    for name, rule in evidence.rulebook.project_rules.items() if evidence.rulebook.project_rules else ():
        variation = ask_project_rule(name, rule, pair)
        if variation is not None:
            return _complete(variation, name, pair)
    for name, rule in _candidate_rules(pair):
        variation = rule(pair)
        if variation is not None:
            if evidence.learner is not None and (revised := revised_by_learner(pair, name, variation)):
                return _complete(revised, revised.rule or name, pair)
            return _complete(variation, name, pair)
    raise AssertionError("the last rule answers for every pair")


def revised_by_learner(pair: ReadingPair, rule: str, variation: Variation) -> Variation | None:
    """What the editor decided on pairs like this one."""
    if pair.evidence.learner is None or pair.single is None:
        return None
    return pair.evidence.learner.revised(pair.single.base_surface, pair.single.reading_surface, rule, variation)


def rules_for(evidence: WorkEvidence) -> Mapping[str, Rule]:
    """Return all rules by id in the order in which they are tried; the project rules of the work come first."""
    project_rules = evidence.rulebook.project_rules
    if not project_rules:
        return RULES
    checked = {
        name: update_wrapper(partial(ask_project_rule, name, rule), rule) for name, rule in project_rules.items()
    }
    return {**checked, **RULES}


def _candidate_rules(pair: ReadingPair) -> tuple[tuple[str, Rule], ...]:
    """Return the rules in order, without those that cannot answer for a pair of this shape."""
    if not pair.base.words or not pair.reading.words:
        return _RULES_BY_SHAPE["one side empty"]
    if not accidentals.differ_in_letters(pair):
        if not pair.single:
            return _RULES_BY_SHAPE["several words, same letters"]
        return _rules_in_work("single words, same letters", pair.evidence.traits)
    if not pair.single:
        return _RULES_BY_SHAPE["several words"]
    return _rules_in_work("similar words" if pair.similar else "dissimilar words", pair.evidence.traits)


@cache
def _rules_in_work(shape: str, traits: frozenset[WorkTrait]) -> tuple[tuple[str, Rule], ...]:
    """Return the rules for a shape of single words, without those that cannot answer in a work of this sort."""
    needed = NEEDED if shape == "single words, same letters" else NEEDED_BY_PLAIN_WORDS
    return tuple([row for row in _RULES_BY_SHAPE[shape] if row[0] not in needed or needed[row[0]] in traits])


_FOR_SINGLE_WORDS: Final[Mapping[str, Rule]] = {
    "told": told_by_source,
    "listed": words.listed_words,
    **_SHORT_FORMS,
    **_SINGLE_WORDS,
    **_LAST,
}
_FOR_SEVERAL_WORDS: Final[Mapping[str, Rule]] = {
    **_SHORT_FORMS,
    **_SEVERAL_WORDS,
    "beside-marks": beside_marks,
    "word-by-word": word_by_word,
    "beside-equal-words": beside_equal_words,
    **_LAST,
}
# Words in ASCII letters only, without signs: these rules look at other letters, or at marks.
_NOT_FOR_PLAIN_WORDS: Final = ("graphic", "plene", "beside-marks")
# These do not depend on similarity.
_FOR_DISSIMILAR_WORDS: Final = (
    "told",
    "listed",
    "numerals",
    "abbreviation",
    "variant-letters",
    "slip",
    "misreading",
    "regional",
    "historical",
    "early-english",
    "lemmas",
    "irregular",
    "english-inflection",
    "common-words",
    LAST_RULE,
)


def _plain_words(rules: Mapping[str, Rule]) -> tuple[tuple[str, Rule], ...]:
    return tuple((name, rule) for name, rule in rules.items() if name not in _NOT_FOR_PLAIN_WORDS)


_RULES_BY_SHAPE: Final[Mapping[str, tuple[tuple[str, Rule], ...]]] = {
    "one side empty": tuple(_ABSENCE.items()),
    "similar words": _plain_words(_FOR_SINGLE_WORDS),
    "dissimilar words": tuple((name, _FOR_SINGLE_WORDS[name]) for name in _FOR_DISSIMILAR_WORDS),
    "several words": _plain_words(_FOR_SEVERAL_WORDS),
    "single words, same letters": (
        *_SIGNS.items(),
        *_ACCIDENTALS.items(),
        *_DAMAGED.items(),
        *_FOR_SINGLE_WORDS.items(),
    ),
    "several words, same letters": (*_SIGNS.items(), *_ACCIDENTALS.items(), *_FOR_SEVERAL_WORDS.items()),
}


_EDITORIAL: Final = frozenset(EDITORIAL_KINDS.values())


def _role_around(side: ReadingSide, kind: Kind) -> Role | None:
    """Return the role of the words; of a gloss, note or paratext the role of what holds it."""
    if side.intervention is None:
        return None
    if kind not in _EDITORIAL or EDITORIAL_KINDS[side.intervention.role] is not kind:
        return side.intervention.role
    return side.outer.role if side.outer else None


def _complete(variation: Variation, rule: str, pair: ReadingPair) -> Variation:
    """Add the rule id, the lighter differences and the role of the words; then apply the merges of the work."""
    also, within, kind, cause = variation.also, variation.within, variation.kind, variation.cause
    both = bool(pair.base.words and pair.reading.words)
    present = pair.reading if pair.reading.intervention else pair.base
    if kind in _EDITORIAL or both or pair.shares_intervention:
        within = _role_around(present, kind)
    if both:
        lighter = accidentals.also_accidentals(pair, kind)
        if lighter:
            also = (*lighter, *[kind for kind in also if kind not in lighter])
    merged = pair.evidence.rulebook.merge
    if merged:
        kind, cause = merged.get(variation.label) or merged.get(kind) or (kind, cause)
    if variation.rule == rule and also is variation.also and within is None and kind is variation.kind and not merged:
        return variation  # the usual case; nothing is added
    return Variation(kind, variation.why, rule, cause, also, within, variation.certainty)
