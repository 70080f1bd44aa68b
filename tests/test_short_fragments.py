"""A fragment of few words stands where the work has these words, if it has them once."""

import pytest

from collate.alignment import ALIGNERS, AlignOptions
from collate.model.alignment import GAP
from collate.model.tokens import Sort
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import tokenise_work


def beside(text: str, fragment: str, other: str = "", unit: PassageUnit = PassageUnit.FILE) -> list[str]:
    """Return what the work has in the column of each word of a fragment; "" where the work has no word."""
    texts = [Witness(Siglum(s), t) for s, t in zip("AB", (text, other or text), strict=True)]
    part = Witness(Siglum("F"), fragment, extent=Extent.FRAGMENT, passages=unit)
    tokens = tokenise_work(Work(witnesses=(*texts, part)))
    table = ALIGNERS["native"](tokens, AlignOptions()).table
    work, found = tokens[0], []
    for a, _, f in table.tolist():
        if f != GAP and tokens[2].sort[f] == Sort.WORD:
            start, end = work.spans[a].tolist() if a != GAP else (0, 0)
            found.append(work.witness.text[start:end])
    return found


NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"


@pytest.mark.parametrize(
    ("text", "fragment", "expected"),
    [
        (NUMBERS, "five six", ["five", "six"]),
        (NUMBERS, "Fifteen.", ["fifteen"]),
        (NUMBERS, "[five, six]", ["five", "six"]),
        ("one, two, three, four; five, six, seven", "four five", ["four", "five"]),
        ("ἐν ἀρχῇ ἦν ὁ λόγος καὶ ὁ λόγος ἦν πρὸς τὸν θεόν", "προς τον", ["πρὸς", "τὸν"]),
        ("בראשית ברא אלהים את השמים ואת הארץ", "את השמים", ["את", "השמים"]),
        ("学而时习之不亦说乎", "时习", ["时", "习"]),
    ],
)
def test_words_that_stand_together_once_are_placed_there(text: str, fragment: str, expected: list[str]) -> None:
    assert beside(text, fragment) == expected


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("one two three one two four", "one two"),  # two places
        (NUMBERS, "five seven"),  # not side by side
        (NUMBERS, "six five"),  # another order
        (NUMBERS, "five sixty"),  # another word
    ],
)
def test_words_that_may_agree_by_chance_are_not_placed(text: str, fragment: str) -> None:
    assert beside(text, fragment) == ["", ""]


def test_the_words_of_any_witness_count() -> None:
    assert beside(NUMBERS, "five VI", NUMBERS.replace("six", "vi")) == ["five", "six"]


def test_each_paragraph_is_placed_by_itself() -> None:
    assert beside(NUMBERS, "three four\n\nten eleven", unit=PassageUnit.PARAGRAPH) == ["three", "four", "ten", "eleven"]
