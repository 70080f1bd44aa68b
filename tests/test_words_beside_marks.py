"""Pairs with marks of punctuation, and words and letters that a scribe wrote twice."""

import pytest

from collate.classify.pairs import classify_pairs


def said(one: str, other: str, language: str = "en") -> tuple[str, tuple[str, ...]]:
    (variation,) = classify_pairs([(one, other)], language, aligned_pairs=[])
    return variation.label, variation.also


@pytest.mark.parametrize(("one", "other", "language", "label"), [
    ("colour,", "color,", "en", "spelling.regional"), ("“colour", "“color", "en", "spelling.regional"),
    ("(comming)", "(coming)", "en", "spelling.historical"), ("dominus.", "domini.", "la", "inflection"),
    ("θεός,", "λόγος,", "grc", "substitution"), ("¿vir", "¿uir", "la", "spelling.historical"),
])  # fmt: skip
def test_a_word_with_the_same_marks_is_read_as_its_word(one: str, other: str, language: str, label: str) -> None:
    assert said(one, other, language) == (label, ())


@pytest.mark.parametrize(("one", "other"), [("colour,", "color;"), ("colour", "color."), ("“colour", "color")])
def test_other_marks_are_told_beside_the_kind_of_the_word(one: str, other: str) -> None:
    assert said(one, other) == ("spelling.regional", ("punctuation",))
    assert said("word,", "word;") == ("punctuation", ())


@pytest.mark.parametrize(
    ("once", "twice"), [("the", "the the"), ("et dum", "et dum et dum"), ("of the king", "of the the king")]
)
def test_a_run_of_words_written_twice_is_a_repetition(once: str, twice: str) -> None:
    assert said(once, twice)[0] == "addition.repetition"
    assert said(twice, once)[0] == "omission.haplography"


@pytest.mark.parametrize(("once", "twice", "label"), [
    ("Lilies", "Lilililies", "spelling.error"), ("remember", "remembember", "spelling.error"),
    ("mordit", "momordit", "spelling"), ("den", "denen", "inflection"),
])  # fmt: skip
def test_letters_written_twice_inside_a_word_are_an_error(once: str, twice: str, label: str) -> None:
    assert said(once, twice, "en" if label == "spelling.error" else "la" if once == "mordit" else "de")[0] == label


@pytest.mark.parametrize(("one", "two"), [
    ("hym selfe", "himself"), ("to morowe", "tomorrow"), ("our fantasy", "ourfantasie"), ("my selfe", "myself"),
])  # fmt: skip
def test_a_word_in_two_halves_with_older_letters_is_a_spelling(one: str, two: str) -> None:
    assert said(one, two) == said(two, one) == ("spelling", ("word-division",))


def test_two_other_words_beside_one_are_no_spelling() -> None:
    assert said("a man", "amen")[0] == "substitution"
