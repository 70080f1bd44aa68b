"""Verses that two witnesses have in another order are moves by their names, however their words differ."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.alignment.relations.moved_blocks import MovedBlock
from collate.alignment.relations.order_by_place import moved_parts
from collate.model.tokens import Tokens
from collate.model.variation import Kind
from collate.model.witness import Place, Siglum, Witness
from collate.pipeline.collating import collate_work
from collate.reading import read_work
from collate.text.tokenise import tokenise

SETTINGS = r"""
[read]
places = { verse = '^(\d+) ' }
[[witnesses]]
file = "a.txt"
[[witnesses]]
file = "b.txt"
"""
PSALM = """1 Blessed is the man
2 But his delight is in the law
3 And he shall be like a tree
4 The ungodly are not so
5 Therefore the ungodly shall not stand
6 For the Lord knoweth the way
"""
OTHER = """1 Happy is the man
4 Not so the wicked
5 So the wicked will not rise
2 Rather the law of the Lord is his joy
3 He is planted as a tree
6 Because the Lord watches the way
"""


def test_verses_in_another_order_are_moves_and_not_woven(tmp_path: Path) -> None:
    for name, text in (("a.txt", PSALM), ("b.txt", OTHER), ("collation.toml", SETTINGS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = collate_work(read_work(tmp_path)).apparatus
    moved = [e for e in found.entries for v in e.variations if v.kind is Kind.TRANSPOSITION]
    assert [e.lemma.text for e in moved if e.lemma] == [
        "The ungodly are not so",
        "Therefore the ungodly shall not stand",
    ]
    assert [e.other_place for e in moved] == ["on line 2 of b", "on line 3 of b"]


def named(words: str, system: str = "verse") -> Tokens:
    """A witness whose words are each a part of the same name."""
    text = " ".join(words)
    places = tuple(Place(2 * k, 2 * k + 1, system, word) for k, word in enumerate(words))
    return tokenise([Witness(Siglum("A"), text, places=places)])[0]


@pytest.mark.parametrize(("left", "right", "expected"), [
    ("abcdef", "abcdef", []),
    ("abcdef", "abdefc", [MovedBlock(2, 3, 5, 6)]),
    ("abcdef", "adebcf", [MovedBlock(1, 3, 3, 5)]),
    ("abcdef", "xbcdef", []),
    ("abcdef", "fbcde", [MovedBlock(5, 6, 0, 1)]),
    ("bcdaea", "abcde", []),  # a name that occurs twice on one side says nothing
])  # fmt: skip
def test_the_lightest_parts_have_moved(left: str, right: str, expected: list[MovedBlock]) -> None:
    assert sorted(moved_parts(named(left), named(right))) == sorted(expected)


def test_pages_of_two_books_are_not_compared() -> None:
    assert moved_parts(named("abcdef", "page"), named("fedcba", "page")) == []


@given(st.permutations("abcdefg"), st.permutations("abcdefg"))
def test_what_stays_is_in_one_order(left: list[str], right: list[str]) -> None:
    blocks = moved_parts(named("".join(left)), named("".join(right)))
    moved = {left[k] for block in blocks for k in range(block.top, block.bottom)}
    assert moved == {right[k] for block in blocks for k in range(block.left, block.right)}
    assert [name for name in left if name not in moved] == [name for name in right if name not in moved]
