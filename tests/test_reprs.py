"""The `repr` of every public object is one short line, also of large ones."""

import pytest

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.collatex_table import collatex_cells
from collate.model.alignment import Alignment, Link, Move, Testimony
from collate.model.units import Units, VariationUnit
from collate.model.witness import Siglum, SourceFile, Witness
from collate.pipeline.collating import find_roles
from collate.text.tokenise import tokenise
from collate.variants import variation_units

LONG = "incomprehensibilities" * 20


def collated(*texts: str) -> Alignment:
    witnesses = [Witness(Siglum(f"W{k}"), text) for k, text in enumerate(texts)]
    return ALIGNERS["native"](tokenise(witnesses), AlignOptions())


SMALL = collated("the cat sat", "the cats sat today")
LARGE = collated(*(f"the cat {LONG} sat{k}" for k in range(20)))
MANY = tuple(range(120))


def units_of(alignment: Alignment) -> Units:
    return variation_units(alignment, [find_roles(t) for t in alignment.tokens])


ROWS: list[tuple[object, str]] = [
    (Witness(Siglum("A"), "the cat"), "<Witness A: 7 characters>"),
    (Witness(Siglum("A"), LONG, sources=(SourceFile("a.txt"),)), "<Witness A: 420 characters, 'a.txt'>"),
    (
        Witness(Siglum("A"), "the", sources=(SourceFile("a\n.txt"), SourceFile("b.txt"))),
        "<Witness A: 3 characters, 'a\\n.txt', ...>",
    ),
    (SMALL.tokens[0].vocabulary, "<Vocabulary: 5 strings>"),
    (SMALL.tokens[1], "<Tokens of W1: 4 tokens>"),
    (SMALL.tokens[1][3], "<Token 3 of W1: 'today'>"),
    (LARGE.tokens[7][2], "<Token 2 of W7: 'incomprehens...hensibilities'>"),
    (SMALL, "<Alignment of W0, W1: 4 columns>"),
    (LARGE, "<Alignment of W0, W1, W2, W3, W4, W5, ...: 4 columns>"),
    (collatex_cells(SMALL), "<Segments of W0, W1: 4 columns>"),
    (collatex_cells(LARGE), "<Segments of W0, W1, W2, W3, W4, W5, ...: 2 columns>"),
    (Link(3, 5, (0, 2)), "<Link: columns 3:5, witnesses (0, 2)>"),
    (Link(3, 5, MANY), "<Link: columns 3:5, witnesses (0, 1, 2, 3, 4, 5, ...)>"),
    (Move((3, 5), (9, 11), (0,), (1, 2)), "<Move: columns 3:5 of witnesses (0,), columns 9:11 of (1, 2)>"),
    (units_of(SMALL), "<Units: 2 variation units>"),
    (units_of(SMALL)[0], "<VariationUnit: columns 1:2, 2 readings>"),
    (units_of(LARGE)[0], "<VariationUnit: columns 3:4, 20 readings>"),
    (
        VariationUnit(3, 5, ((0,), (1,)), silent=((2, Testimony.ABSENT),)),
        "<VariationUnit: columns 3:5, 2 readings, 1 silent>",
    ),
    (VariationUnit(3, 3, ((0,), (1,)), is_white_space=True), "<VariationUnit: space before column 3, 2 readings>"),
]


@pytest.mark.parametrize(("value", "expected"), ROWS, ids=[expected for _, expected in ROWS])
def test_a_repr_is_one_short_line(value: object, expected: str) -> None:
    assert repr(value) == expected
