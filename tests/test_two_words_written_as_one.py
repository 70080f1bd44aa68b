"""Two words written as one with a vowel lost or merged: contractions, crasis."""

import pytest

from collate.classify.pairs import classify_pairs


def said(one: str, other: str, language: str) -> str:
    (variation,) = classify_pairs([(one, other)], language)
    return f"{variation.label} {variation.certainty}"


CONTRACTIONS = [
    ("zum", "zu dem", "de"),
    ("fürs", "für das", "de"),
    ("du", "de le", "fr"),
    ("nel", "in il", "it"),
    ("al", "a el", "es"),
    ("pelo", "por o", "pt"),
    ("tother", "the other", "en"),
    ("bonumst", "bonum est", "la"),
]
CRASIS = [
    ("κἀγώ", "καὶ ἐγώ", "high"),
    ("καγω", "και εγω", "high"),
    ("κἀκεῖνος", "καὶ ἐκεῖνος", "high"),
    ("τοὔνομα", "τὸ ὄνομα", "high"),
    ("θἰμάτιον", "τὸ ἱμάτιον", "medium"),
    ("κἀγαθός", "καὶ ἀγαθός", "medium"),
    ("ἁνήρ", "ὁ ἀνήρ", "medium"),
    ("χὠ", "καὶ ὁ", "medium"),
]
NOT_FUSED = [
    ("ἀνήρ", "ὁ ἀνήρ", "grc", "substitution low"),
    ("κακός", "καὶ σοφός", "grc", "substitution low"),
    ("every one", "everyone", "en", "word-division high"),
    ("any body", "anybody", "en", "word-division high"),
    ("whilst", "while", "en", "spelling.regional high"),
    ("amongst", "among", "en", "spelling.regional high"),
    ("toward", "towards", "en", "spelling.regional high"),
    ("jusques", "jusque", "fr", "spelling high"),
    ("entonce", "entonces", "es", "spelling high"),
    ("nil", "nihil", "la", "spelling.historical high"),
    ("hinderance", "hindrance", "en", "spelling.historical medium"),
]


@pytest.mark.parametrize(("one", "other", "language"), CONTRACTIONS)
def test_a_contraction_stands_for_its_words(one: str, other: str, language: str) -> None:
    assert said(one, other, language) == "abbreviation.contraction high"
    assert said(other, one, language) == "abbreviation.contraction high"


@pytest.mark.parametrize(("one", "other", "certainty"), CRASIS)
def test_a_crasis_stands_for_its_words(one: str, other: str, certainty: str) -> None:
    assert said(one, other, "grc") == f"abbreviation.contraction {certainty}"
    assert said(other, one, "grc") == f"abbreviation.contraction {certainty}"


@pytest.mark.parametrize(("one", "other", "language", "kind"), NOT_FUSED)
def test_other_pairs_keep_their_kind(one: str, other: str, language: str, kind: str) -> None:
    assert said(one, other, language) == kind
