"""Rules that cannot answer are not asked: the first of all rules that answers is the one that `classify` names."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.classify import RULES, ReadingPair, ReadingSide, WorkEvidence, classify
from collate.classify.language.folding import folded
from collate.classify.rulebook import Rulebook
from collate.model.tokens import Sort

WORDS = (
    "and", "And", "ands", "colour", "color", "honour", "sonne", "son", "vnto", "unto", "dns", "dominus", "q", "que",
    "iii", "three", "modem", "modern", "walk", "walked", "gave", "giue", "dicit", "dixit", "filius", "filio", "Ioannes",
    "Johannes", "was", "wass", "prefer", "refer", "gut", "guot", "&", "th'", "it's", "ki[n]g", "king", "qͥ", "λόγος",
    "λόγον", "שלום", "שלם", "schön", "schoen", "12", "l2",
)  # fmt: skip
PAIRS = [("son", "sonne"), ("vp", "up"), ("haue", "have"), ("filius", "filio"), ("dns", "dominus")]


def evidence(language: str, spells_freely: bool) -> WorkEvidence:
    """The evidence of a work with all of the words, in one witness or in two."""
    counts = Counter(map(folded, WORDS)), Counter(map(folded, WORDS[::2]))
    return WorkEvidence(Rulebook(language, learn_edits=spells_freely), counts, PAIRS)


WORKS = [evidence(language, free) for language in ("", "en", "la") for free in (False, True)]
readings = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple)


def is_of_the_first_rule(pair: ReadingPair) -> bool:
    return classify(pair).rule == next(name for name, rule in RULES.items() if rule(pair) is not None)


def side(words: tuple[str, ...], is_singular: bool) -> ReadingSide:
    return ReadingSide(words, (Sort.WORD,) * len(words), is_singular=is_singular)


@pytest.mark.parametrize("work", WORKS)
def test_no_rule_that_is_left_out_would_have_answered_for_two_words(work: WorkEvidence) -> None:
    pairs = [
        ReadingPair(side((base,), True), side((reading,), False), work) for base, reading in combinations(WORDS, 2)
    ]
    assert [pair for pair in pairs if not is_of_the_first_rule(pair)] == []


@given(readings, readings, st.sampled_from(WORKS), st.booleans())
def test_no_rule_that_is_left_out_would_have_answered(
    base: tuple[str, ...], reading: tuple[str, ...], work: WorkEvidence, is_singular: bool
) -> None:
    if base != reading:
        assert is_of_the_first_rule(ReadingPair(side(base, True), side(reading, is_singular), work))
