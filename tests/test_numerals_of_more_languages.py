"""A numeral stands beside its word in every listed language, and beside a number of several parts in one word."""

import pytest

import collate
from collate.text.joined_numbers import joined_number_values
from collate.text.written_out import are_one_word, written_out


def told(base: str, other: str) -> list[tuple[str, str]]:
    entries = collate.diff(base, other).entries
    return [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]


@pytest.mark.parametrize(("base", "other", "pair", "added"), [
    ("Kupił 7 koni wczoraj", "Kupił siedem pięknych koni wczoraj", ("7", "siedem"), "pięknych"),
    ("Han köpte 12 hästar här", "Han köpte tolv vackra hästar här", ("12", "tolv"), "vackra"),
    ("Měl 5 koní doma", "Měl pět krásných koní doma", ("5", "pět"), "krásných"),
    ("Onun 5 atı vardı", "Onun beş güzel atı vardı", ("5", "beş"), "güzel"),
    ("Ela tinha 18 filhos ali", "Ela tinha dezoito lindos filhos ali", ("18", "dezoito"), "lindos"),
    ("He sold 25 horses in May", "He sold twenty-five fine horses in May", ("25", "twenty-five"), "fine"),
    ("Il vendit 80 chevaux en mai", "Il vendit quatre-vingts beaux chevaux en mai", ("80", "quatre-vingts"), "beaux"),
    ("Er hatte 25 Pferde verkauft", "Er hatte fünfundzwanzig schöne Pferde verkauft", ("25", "fünfundzwanzig"), "schöne"),
    ("Aveva 25 figli a casa", "Aveva venticinque bei figli a casa", ("25", "venticinque"), "bei"),
    ("Ze had 42 paarden daar", "Ze had tweeënveertig mooie paarden daar", ("42", "tweeënveertig"), "mooie"),
    ("Han havde 24 heste der", "Han havde fireogtyve smukke heste der", ("24", "fireogtyve"), "smukke"),
])  # fmt: skip
def test_a_word_added_behind_a_numeral_is_an_addition(base: str, other: str, pair: tuple[str, str], added: str) -> None:
    assert told(base, other) == [pair, ("", added)]


@pytest.mark.parametrize(("word", "values"), [
    ("fivehundred", {500}), ("soixantedix", {70}), ("quatrevingtdix", {90}), ("einhundertzwanzig", {120}), ("twentyfifth", {25}),
    ("seventeen", set()), ("twentytwentyfive", set()), ("oneself", set()), ("tenant", set()), ("hundundeins", set()),
])  # fmt: skip
def test_the_values_of_several_number_words_written_as_one(word: str, values: set[int]) -> None:
    assert joined_number_values(word) == values


def test_a_number_in_one_word_and_its_numeral_are_one_word() -> None:
    assert are_one_word("xxv", "fünfundzwanzig")
    assert not are_one_word("26", "fünfundzwanzig")


def test_short_words_of_many_languages_are_not_taken_for_a_number() -> None:
    assert "tolv" in written_out("12", only_latin=True)
    assert "to" not in written_out("2")  # Danish for two
    assert "on" not in written_out("10")  # Turkish for ten
