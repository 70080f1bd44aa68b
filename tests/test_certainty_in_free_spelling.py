"""What is certain where spelling is free: two forms and two words only if letters cannot make them one."""

from collections import Counter
from dataclasses import replace

import pytest

from collate.classify import ReadingPair, ReadingSide, Rulebook, WorkEvidence, bare, classify
from collate.model.tokens import Sort

USUAL = [("hertz", "herz"), ("gantz", "ganz"), ("sey", "sei"), ("nemen", "nehmen"), ("vnd", "und"), ("ſtein", "stein")]


def said(language: str, one: str, other: str, is_free: bool, words: str = "") -> str:
    vocabularies = tuple(Counter(map(bare, [*side, *words.split()])) for side in zip(*USUAL, strict=True))
    rulebook = replace(Rulebook(language), learn_edits=is_free)
    sides = [ReadingSide((word,), (Sort.WORD,)) for word in (one, other)]
    variation = classify(ReadingPair(sides[0], sides[1], WorkEvidence(rulebook, vocabularies, USUAL)))
    return f"{variation.kind} {variation.certainty}"


@pytest.mark.parametrize(("language", "one", "other", "kind"), [
    ("de", "nennet", "nennt", "inflection"), ("de", "worden", "geworden", "inflection"),
    ("fr", "avoient", "avoit", "inflection"), ("la", "dicit", "dixit", "inflection"),
    ("en", "carries", "carry", "inflection"), ("en", "form", "from", "substitution"),
    ("de", "ohne", "an", "substitution"), ("de", "deinē", "deine", "diacritics"),
    ("de", "ſagn̄", "sagten", "abbreviation"), ("la", "nr̃m", "nostrum", "abbreviation"),
])  # fmt: skip
def test_what_may_be_a_spelling_is_certain_only_where_spelling_is_settled(
    language: str, one: str, other: str, kind: str
) -> None:
    assert said(language, one, other, is_free=False) == f"{kind} high"
    assert said(language, one, other, is_free=True) == f"{kind} medium"


@pytest.mark.parametrize(("language", "one", "other", "kind"), [
    ("de", "ist", "war", "inflection"), ("la", "fero", "tuli", "inflection"), ("en", "men", "man", "inflection"),
    ("de", "und", "der", "substitution"), ("de", "schone", "schöne", "diacritics"),
    ("de", "gebn̄", "geben", "abbreviation"), ("de", "habē", "haben", "abbreviation"),
])  # fmt: skip
def test_what_letters_cannot_explain_stays_certain(language: str, one: str, other: str, kind: str) -> None:
    assert said(language, one, other, is_free=True) == f"{kind} high"


@pytest.mark.parametrize(("language", "one", "other", "likelier"), [
    ("de", "groſſē", "grossem", "grossen"), ("la", "ciuē", "ciuen", "ciuem"), ("fr", "nō", "nom", "non"),
])  # fmt: skip
def test_a_stroke_is_not_certain_if_the_work_has_a_likelier_word(
    language: str, one: str, other: str, likelier: str
) -> None:
    for is_free in (False, True):
        assert said(language, one, other, is_free) == "abbreviation high"
        assert said(language, one, other, is_free, words=likelier) == "abbreviation medium"
        assert said(language, one, likelier, is_free, words=likelier) == "abbreviation high"


def test_y_for_i_is_not_certain_in_a_word_of_two_letters() -> None:
    pairs = [*USUAL, ("wyr", "wir"), ("myr", "mir"), ("byn", "bin")]
    for one, other, certainty in (("ym", "im", "medium"), ("vns", "uns", "high"), ("dyr", "dir", "high")):
        sides = [ReadingSide((word,), (Sort.WORD,)) for word in (one, other)]
        variation = classify(ReadingPair(sides[0], sides[1], WorkEvidence(Rulebook(), aligned_pairs=pairs)))
        assert f"{variation.label} {variation.certainty}" == f"spelling.historical {certainty}"
