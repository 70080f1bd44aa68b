"""Pairs of words as an editor reads them, each once called something else."""

import pytest

from collate.of_pairs import kinds_of


def said(one, other, language):
    (variation,) = kinds_of([(one, other)], language)
    return f"{variation.label} {variation.certainty}"


NUMBERS = [
    ("dix", "10", "fr", "abbreviation.numeral high"),
    ("dix", "six", "fr", "substitution.numeral high"),
    ("quatre vingt dix", "90", "fr", "abbreviation.numeral high"),
    ("three score and ten", "70", "en", "abbreviation.numeral high"),
    ("five and twenty", "25", "en", "abbreviation.numeral high"),
    ("one two", "3", "en", "substitution high"),
    ("VI", "6", "en", "abbreviation.numeral high"),
    ("vi", "6", "la", "abbreviation.numeral high"),
    ("v", "5", "en", "abbreviation.numeral high"),
    ("I", "one", "en", "substitution high"),
    ("mix", "six", "en", "substitution high"),
    ("MIX", "MIL", "en", "substitution low"),
    ("CC", "CCC", "en", "substitution.numeral medium"),
    ("score", "twenty", "en", "substitution high"),
    ("fourty", "forty", "en", "spelling low"),
    ("ein", "eine", "de", "inflection high"),
    ("quattuor", "quatuor", "la", "spelling low"),
    ("eight", "eighth", "en", "substitution.numeral medium"),
    ("1" * 5000, "1" * 4999 + "2", "", "substitution low"),
]


@pytest.mark.parametrize(("one", "other", "language", "kind"), NUMBERS)
def test_a_number_is_a_number_in_its_language_only(one, other, language, kind):
    assert said(one, other, language) == kind
    assert said(other, one, language) == kind
