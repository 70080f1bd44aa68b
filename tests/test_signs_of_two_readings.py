"""Two readings with the same sign are no short forms of one another: the difference is in their letters."""

import pytest

from collate.classify.pairs import classify_pairs


def said(one: str, other: str, language: str) -> str:
    (variation,) = classify_pairs([(one, other)], language)
    return f"{variation.label} {variation.certainty}"


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("d'vn", "d'un", "fr"),
        ("qu'vne", "qu'une", "fr"),
        ("l’vn", "l'un", "fr"),
        ("l'vno", "l'uno", "it"),
        ("th'vnworthy", "th'unworthy", "en"),
        ("vndiscouer'd", "undiscover'd", "en"),
        ("lov'd", "lou'd", "en"),
        ("ꝯuent", "ꝯvent", "fr"),
        ("ꝑuenit", "ꝑvenit", "la"),
    ],
)
def test_u_and_v_beside_the_same_sign_are_older_spelling(one: str, other: str, language: str) -> None:
    assert said(one, other, language) == "spelling.historical high"
    assert said(other, one, language) == "spelling.historical high"


@pytest.mark.parametrize(
    ("one", "other", "language"), [("nr̃e", "n're", "fro"), ("ml't", "m'lt", "fro"), ("ꝯmence", "cõmence", "fro")]
)
def test_two_signs_are_two_ways_to_write_short(one: str, other: str, language: str) -> None:
    assert said(one, other, language).startswith("abbreviation")


def test_an_apostrophe_of_english_is_no_sign_of_a_scribe() -> None:
    assert not said("Th'oppressors", "Th'oppressor's", "en").startswith("abbreviation")


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("ա՟ծ", "աստուած", "abbreviation.nomen-sacrum high"),
        ("տ՟ր", "տէր", "abbreviation.nomen-sacrum high"),
        ("յ՟ս", "յիսուս", "abbreviation.nomen-sacrum high"),
        ("այ՟ն", "այսպէսն", "abbreviation.titlus high"),
        ("ի՞նչ", "ինչ", "diacritics high"),
        ("վա՜յ", "վայ", "diacritics high"),
    ],
)
def test_a_mark_of_armenian_stands_above_its_word(one: str, other: str, kind: str) -> None:
    assert said(one, other, "hy") == kind
    assert said(other, one, "hy") == kind
