"""Words that a line end divides without a sign, known by the words of the work."""

import pytest
from page_sources import options_of
from test_page_sources import line, page, region

from collate.model.witness import Siglum, Witness
from collate.reading.divided_words import known_words
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.pages.page import read_page


def read_twice(lines: list[str], other: str) -> str:
    """Return the text of a page, read again when the words of the work are known."""
    source = SourceContent("a.xml", page(region(*map(line, lines))).encode())
    options = options_of({"hyphens": "lexicon"})
    (first,) = read_page([source], options)
    words = known_words([first, Witness(Siglum("B"), other)])
    (second,) = read_page([source], ReadOptions("a.xml", Siglum("P"), settings=options.settings, words=words))
    return second.text


@pytest.mark.parametrize(
    ("lines", "other", "text"),
    [
        (["les seintes par", "oles ou len"], "les seintes paroles", "les seintes paroles ou len"),
        (["with astonish", "ment and"], "astonishment", "with astonishment and"),
        (["ἐν τῇ ἐρή", "μῳ φωνή"], "ἐρήμῳ", "ἐν τῇ ἐρήμῳ φωνή"),
        (["⁊descri", "ure nos"], "et descriure", "⁊descriure nos"),
        (["das Un-", "wetter"], "Unwetter", "das Unwetter"),
        # Nothing says that these are one word, or each half is a word of its own.
        (["das Un-", "wetter"], "Wetter", "das Un-\nwetter"),
        (["in", "to the", "in", "a way to"], "into, in and to", "in to the in a way to"),
        (["loen", "ge"], "honor", "loen ge"),
        (["par", "Oles"], "paroles", "par Oles"),
    ],
)
def test_halves_are_joined_where_the_work_has_the_whole_and_a_half_nowhere(
    lines: list[str], other: str, text: str
) -> None:
    assert read_twice(lines, other) == text


def test_a_word_that_ends_a_line_elsewhere_is_known_as_a_whole() -> None:
    source = SourceContent("b.xml", page(region(line("et loenge"), line("doit"))).encode())
    (other,) = read_page([source], options_of({}))
    words = known_words([other])
    assert "loenge" in words.found
    assert "loenge" not in words.sure
