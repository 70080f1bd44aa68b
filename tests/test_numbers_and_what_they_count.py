"""Numbers beside their other forms, with and without what they count, in the languages of their works."""

import pytest

from collate.classify.pairs import classify_pairs
from collate.text.figures import cjk_value


def said(one: str, other: str, language: str) -> str:
    (variation,) = classify_pairs([(one, other)], language)
    return f"{variation.label} {variation.certainty}"


SAME_NUMBER = [
    ("Henry VIII", "Henry the Eighth", "en", "medium"),
    ("Karl V.", "Karl der Fünfte", "de", "medium"),
    ("Karl XII", "Karl den tolfte", "sv", "medium"),
    ("Willem III", "Willem de Derde", "nl", "medium"),
    ("Felipe II", "Felipe Segundo", "es", "medium"),
    ("Екатерина II", "Екатерина Вторая", "ru", "medium"),
    ("dix-neuvième", "19e", "fr", "high"),
    ("dix-neuvième", "XIXe", "fr", "medium"),
    ("XIXe", "19e", "fr", "high"),
    ("première", "1re", "fr", "high"),
    ("neunzehnte", "19.", "de", "high"),
    ("neunzehnhundertfünf", "1905", "de", "high"),
    ("ventuno", "21", "it", "high"),
    ("décimo noveno", "19º", "es", "high"),
    ("19-й", "девятнадцатый", "ru", "high"),
    ("19:e", "nittonde", "sv", "high"),
    ("neunzehnte", "19", "de", "medium"),
    ("the 19 of May", "the nineteenth of May", "en", "medium"),
    ("szesnasty", "16.", "pl", "high"),
    ("üçüncü", "3.", "tr", "high"),
    ("十二", "12", "zh", "high"),
    ("mil iiijc lxij", "1462", "fr", "high"),
    ("iiijxx", "quatre vingts", "fr", "medium"),
    ("xve", "quinziesme", "fr", "medium"),
    ("anno MCCXV", "anno millesimo ducentesimo quinto decimo", "la", "medium"),
]
AMOUNTS = [
    ("xij d", "12d", "en", "abbreviation.numeral high"),
    ("vj s. viij d.", "6s. 8d.", "en", "abbreviation.numeral high"),
    ("iij li.", "£3", "en", "abbreviation.numeral high"),
    ("douze deniers", "xij d.", "fr", "abbreviation.numeral high"),
    ("XII den.", "duodecim denarii", "la", "abbreviation.numeral high"),
    ("doze maravedís", "xii mrs.", "es", "abbreviation.numeral high"),
    ("cap. XII", "capitulo duodecimo", "la", "abbreviation.numeral high"),
    ("vingt livres", "xxx l.", "fr", "substitution.numeral medium"),
    ("6s. 8d.", "6s. 9d.", "en", "substitution.numeral medium"),
    ("xij d", "12 hands", "en", "substitution high"),
]
OTHER_WORDS = [
    ("Henry VIII", "Henry the Seventh", "en", "substitution high"),
    ("De", "10e", "fr", "substitution low"),
    ("Ve", "Ne", "it", "substitution low"),
    ("vic", "606", "en", "substitution high"),
    ("mie", "1001e", "fr", "substitution high"),
    ("a d", "a penny", "en", "substitution high"),
    ("first", "one", "en", "substitution.numeral medium"),
]


@pytest.mark.parametrize(("one", "other", "language", "certainty"), SAME_NUMBER)
def test_one_number_in_two_forms_is_an_abbreviation(one: str, other: str, language: str, certainty: str) -> None:
    assert said(one, other, language) == f"abbreviation.numeral {certainty}"
    assert said(other, one, language) == f"abbreviation.numeral {certainty}"


@pytest.mark.parametrize(("one", "other", "language", "kind"), AMOUNTS)
def test_a_unit_may_be_written_short(one: str, other: str, language: str, kind: str) -> None:
    assert said(one, other, language) == kind
    assert said(other, one, language) == kind


@pytest.mark.parametrize(("one", "other", "language", "kind"), OTHER_WORDS)
def test_what_is_no_number_is_none(one: str, other: str, language: str, kind: str) -> None:
    assert said(one, other, language) == kind


def test_chinese_numbers_have_units_or_stand_digit_for_digit() -> None:
    numbers = ["二十三", "廿三", "一九八四", "三百", "一萬二千", "十", "王"]
    assert [cjk_value(number) for number in numbers] == [23, 23, 1984, 300, 12000, 10, None]
