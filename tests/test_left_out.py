"""What a filter leaves out is said in words, and `no difference` only where nothing differs."""

import pytest

import collate
from collate.apparatus import Selection, select
from collate.rendering.text.terminal import summary_lines

NOTE = "He came in the evening.* Nobody saw him.\n\n* The letter has a date.", "He came in the evening. Nobody saw him."
MARKS = "He came, and “saw”.", 'He came and "saw".'
SAID = {
    "a note, and only what is substantive": (NOTE, ["substantive"], [], "nothing substantive; 2 notes differ, shown without --only"),
    "one kind only": (MARKS, ["omission"], [], "no omission; 1 punctuation mark differs, shown without --only; 2 places of typography differ, shown with --all and without --only"),
    "two kinds": (NOTE, ["omission", "addition"], [], "no omission or addition; 2 notes differ, shown without --only"),
    "a kind and a significance": (NOTE, ["omission", "accidental"], [], "none of omission, accidental; 2 notes differ, shown without --only"),
    "what is ignored": (NOTE, [], ["editorial"], "nothing to show; 2 notes differ, shown without --ignore"),
    "typography alone": (("a “b” c", 'a "b" c'), [], [], "nothing but typography; 2 places of typography differ, shown with --all"),
    "nothing": (("a b c", "a b c"), ["substantive"], [], "no difference"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", SAID)
def test_a_filter_says_what_it_leaves_out(sentence: str) -> None:
    (one, other), only, ignore, expected = SAID[sentence]
    apparatus = select(collate.diff(one, other).apparatus, Selection(tuple(only), tuple(ignore)))
    assert summary_lines(apparatus) == [expected]


def test_a_difference_that_passes_the_filter_needs_no_sentence() -> None:
    result = collate.diff(*NOTE).only("editorial")
    assert summary_lines(result.apparatus) == ["kind  B  significance", "note  2  editorial"]


def test_documents_say_it_too() -> None:
    result = collate.diff(*NOTE).only("substantive")
    sentence = "Nothing substantive; 2 notes differ, shown without --only."
    assert sentence in result.render("markdown")
    assert sentence in result.render("edition")
