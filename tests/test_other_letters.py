"""One word in other letters of its script is no other word: other shapes are typography, other letters a spelling."""

import pytest

from collate.classify.pairs import classify_pairs


def label(one: str, other: str, language: str = "", texts: tuple[str, ...] = ()) -> str:
    (variation,) = classify_pairs([(one, other)], language, texts=texts)
    return variation.label


SHAPES = [
    ("λογοϲ", "λογος"), ("ϑεός", "θεός"), ("daꝛ", "dar"), ("ꝼeꝺeꞃ", "feder"), ("מלכ", "מלך"), ("ארצ", "ארץ"), ("کتاب", "كتاب"), ("ﻛﺘﺎﺏ", "كتاب"),
    ("ⴑⴀⴕⴀⴐⴇⴅⴄⴊⴍ", "საქართველო"), ("Ｈｅｌｌｏ", "Hello"), ("１２", "12"), ("﹖", "？"), ("，", ","), ("ｶﾀｶﾅ", "カタカナ"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SHAPES)
def test_another_shape_of_a_letter_or_mark_is_typography(one: str, other: str) -> None:
    assert label(one, other) == label(other, one) == "typography.letter-form"


LETTERS = [
    ("眾", "衆"), ("众", "眾"), ("說", "説"), ("為國", "爲国"), ("臺灣", "台湾"), ("學校", "学校"), ("廣澤", "広沢"),
    ("人々", "人人"), ("いすゞ", "いすず"), ("カタカナ", "かたかな"), ("ゐる", "いる"),
    ("على", "علي"), ("مدرسة", "مدرسه"), ("مسؤول", "مسئول"), ("شيء", "شئ"),
    ("schön", "schoen"), ("Müller", "Mueller"), ("på", "paa"), ("Größe", "Groesse"), ("søn", "soen"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), LETTERS)
def test_other_letters_for_one_word_are_a_graphic_spelling(one: str, other: str) -> None:
    assert label(one, other) == label(other, one) == "spelling.graphic"


@pytest.mark.parametrize(
    ("one", "other"),
    [("眾", "人"), ("國", "或"), ("كتاب", "كاتب"), ("schon", "schoen"), ("かみ", "かに"), ("人々", "人民")],
)
def test_words_that_no_table_joins_stay_apart(one: str, other: str) -> None:
    assert label(one, other) != "spelling.graphic"


def test_forms_that_the_same_witness_uses_are_two_characters() -> None:
    assert label("後", "后") == "spelling.graphic"
    assert label("後", "后", "zh", ("皇后之後，後人", "后在後")) == "substitution"
    assert label("على", "علي", "ar", ("ذهب علي على مهل", "وقال علي على الباب")) == "substitution"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IŞIK", "ışık"),
        ("İstanbul", "istanbul"),
        ("DİYARBAKIR", "Diyarbakır"),
        ("ᲡᲐᲥᲐ", "საქა"),
        ("ԵՐԵՒԱՆ", "երեւան"),
        ("ⲒⲎⲤ", "ⲓⲏⲥ"),
    ],
)
def test_capitals_of_other_alphabets_are_capitals(one: str, other: str) -> None:
    assert label(one, other) == "capitalisation"


def test_a_maqaf_is_a_hyphen() -> None:
    assert label("בית־לחם", "ביתלחם") == "word-division.hyphen"


def test_an_ending_is_seen_behind_a_final_letter() -> None:
    assert label("מלכים", "מלך", "he") == "inflection"
