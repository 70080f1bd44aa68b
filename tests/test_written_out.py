"""A numeral or a short form stands beside its word, and a word added beside it is another entry."""

import pytest

import collate
from collate.classify.pairs import classify_pairs
from collate.text.written_out import are_one_word, numeral_value


def told(base: str, other: str) -> list[tuple[str, str]]:
    """Return the words of both sides of each entry that has words."""
    entries = collate.diff(base, other).entries
    pairs = [(entry.lemma.text if entry.lemma else "", entry.readings[0].text) for entry in entries]
    return [pair for pair in pairs if any(map(str.isalnum, "".join(pair)))]


@pytest.mark.parametrize(("base", "other", "added", "pair"), [
    ("he saw 12 men there", "he saw full twelve men there", "full", ("12", "twelve")),
    ("he saw twelve men there", "he saw full 12 men there", "full", ("twelve", "12")),
    ("venit xii diebus post", "venit fere duodecim diebus post", "fere", ("xii", "duodecim")),
    ("le XIV roi de France", "le beau quatorzième roi de France", "beau", ("XIV", "quatorzième")),
    ("am 3. Tage ging er", "am ganzen dritten Tage ging er", "ganzen", ("3", "dritten")),
    ("ἦσαν ιβ ἄνδρες ἐκεῖ", "ἦσαν ὡσεὶ δώδεκα ἄνδρες ἐκεῖ", "ὡσεὶ", ("ιβ", "δώδεκα")),
    ("so Mr. Brown went home", "so old Mister Brown went home", "old", ("Mr", "Mister")),
    ("at St Paul we stood", "at holy Saint Paul we stood", "holy", ("St", "Saint")),
    ("le M. Dupont arriva", "le vieux Monsieur Dupont arriva", "vieux", ("M", "Monsieur")),
    ("der Vater u. die Mutter", "der Vater sowie und die Mutter", "sowie", ("u", "und")),
    ("в 5 г. была война", "в 5 самом году была война", "самом", ("г", "году")),
])  # fmt: skip
def test_a_word_added_before_a_numeral_or_short_form_is_an_addition(
    base: str, other: str, added: str, pair: tuple[str, str]
) -> None:
    assert told(base, other) == [("", added), pair]


def test_a_word_replaced_beside_a_numeral_is_another_entry() -> None:
    assert told("he saw 12 big men", "he saw twelve strong men") == [("12", "twelve"), ("big", "strong")]


@pytest.mark.parametrize(("base", "other"), [
    ("he saw 12 men there", "he saw full thirteen men there"),
    ("she went to. After that", "she went home together. After that"),
    ("it is mix that counts", "it is but mild that counts"),
])  # fmt: skip
def test_other_words_are_one_substitution_as_before(base: str, other: str) -> None:
    assert len(told(base, other)) == 1


def test_a_numeral_that_both_texts_have_is_not_taken_for_its_word() -> None:
    assert told("12 men and twelve boys", "12 men and some twelve boys") == [("", "some")]


@pytest.mark.parametrize(("form", "value"), [
    ("12", 12), ("xii", 12), ("3rd", 3), ("ιβ", 12), ("mix", 0), ("dix", 0), ("i", 0), ("c", 0), ("v", 5), ("word", 0),
])  # fmt: skip
def test_the_value_of_a_numeral_is_0_where_it_may_be_a_word(form: str, value: int) -> None:
    assert numeral_value(form) == value


def test_two_notations_of_a_number_are_one_word() -> None:
    assert are_one_word("12", "xii")
    assert are_one_word("twelfth", "12")
    assert not are_one_word("twelve", "dozen")
    assert not are_one_word("12", "thirteen")
    assert not are_one_word("και", "λα")  # both have the value 31 as letters without a mark


@pytest.mark.parametrize(("short", "full", "label"), [
    ("Mr", "Mister", "abbreviation"), ("u.", "und", "abbreviation"), ("г.", "году", "abbreviation"), ("M", "Monsieur", "abbreviation"),
    ("xii", "duodecim", "abbreviation.numeral"), ("12", "zwölf", "abbreviation.numeral"), ("XIV", "quatorzième", "abbreviation.numeral"),
    ("20", "venti", "abbreviation.numeral"), ("12", "twaalf", "abbreviation.numeral"), ("XVIII", "восемнадцатом", "abbreviation.numeral"),
    ("a", "and", "substitution"), ("set", "sit", "substitution"), ("un", "on", "substitution"),
])  # fmt: skip
def test_without_a_language_short_forms_and_numbers_of_all_are_known(short: str, full: str, label: str) -> None:
    (variation,) = classify_pairs([(short, full)], "", aligned_pairs=[])
    assert variation.label == label
