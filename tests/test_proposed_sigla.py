"""Sigla that are proposed are short, tell the files apart, and can be used on the command line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.model.witness import Siglum, Witness
from collate.proposing.proposed_sigla import proposed_sigla, year_in

NAMES = {
    "years": (["1805.txt", "1850.txt"], ["1805", "1850"]),
    "a word for witness": (["witA.xml", "wit-B.xml", "Witness_C.xml"], ["A", "B", "C"]),
    "letters of a word are no siglum": (["within.txt", "without.txt"], ["within", "without"]),
    "a shared beginning": (["hamlet_q1.xml", "hamlet_f1.xml"], ["q1", "f1"]),
    "a shared end": (["A_transcription.txt", "B_transcription.txt"], ["A", "B"]),
    "a year behind a name": (["darwin1859.txt", "darwin1860.txt"], ["1859", "1860"]),
    "one file": (["hamlet_q1.xml"], ["hamlet_q1"]),
    "a long name with a year": (["first edition of 1818.txt", "B.txt"], ["1818", "B"]),
    "a long name": (["collected-works-volume-36.txt", "B.txt"], ["CWV36", "B"]),
    "folders": (["A/text.xml", "B/text.xml"], ["A", "B"]),
    "one name with two endings": (["a.txt", "a.xml"], ["a", "a-2"]),
    "a number that another name has": (["a.txt", "a.xml", "a-2.txt"], ["a", "a-3", "a-2"]),
    "a name that is the shared beginning": (["a-.txt", "a-b.txt"], ["a", "a-b"]),
    "a folder of pages": (["ms/", "1831.txt"], ["ms", "1831"]),
    "the name of a base": (["majority.txt", "none.txt"], ["majority-2", "none-2"]),
    "signs of the command line": (["A,B=1.txt", "x@y:2.txt", "#3.txt"], ["A-B-1", "x-y-2", "3"]),
    "another script": (["Ἀ.txt", "Βʹ.txt", "ब.txt"], ["Ἀ", "Βʹ", "ब"]),
    "nothing to read": (["\u202e.txt", "==.txt"], ["W", "W-2"]),
}


@pytest.mark.parametrize(("files", "expected"), NAMES.values(), ids=NAMES)
def test_a_siglum_is_made_of_the_name(files: list[str], expected: list[str]) -> None:
    assert proposed_sigla(files, [""] * len(files)) == expected


def test_the_siglum_of_the_file_itself_comes_first() -> None:
    assert proposed_sigla(["x.xml", "y.xml", "P66.txt"], ["P66", "", ""]) == ["P66", "y", "P66-2"]


def test_a_siglum_that_another_witness_has_is_not_given() -> None:
    assert proposed_sigla(["A.txt", "B.txt"], ["", ""], {"A"}) == ["A-2", "B"]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("1805.txt", "1805"),
        ("ed-1818-08.txt", "1818"),
        ("1805-1850.txt", ""),
        ("ms00381818.txt", ""),
        ("x/1805/a.txt", ""),
    ],
)
def test_a_year_is_one_number_of_four_digits(name: str, year: str) -> None:
    assert year_in(name) == year


@given(st.lists(st.text(min_size=1, max_size=30).filter(lambda name: "/" not in name), min_size=1, max_size=8))
def test_any_names_have_distinct_sigla_that_can_be_cited(names: list[str]) -> None:
    sigla = proposed_sigla([f"{name}.txt" for name in names], [""] * len(names))
    assert len(set(sigla)) == len(names)
    for siglum in sigla:
        assert Witness(Siglum(siglum), "a").siglum == siglum
        assert not re.search(r"[\s,=:@#/\\]", siglum)
        assert len(siglum) <= 16
