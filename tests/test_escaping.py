"""Text is escaped where it acts on something, and stays as it is everywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.terminal.colour import Colour, painted
from collate.terminal.escaping import printable_chunks, printable_line, printable_lines, printable_text

TEXTS = [
    ("plain text: a::b, # [c] ##d\n", "plain text: a::b, # [c] ##d\n"),
    ("שלום \u2068עולם\u2069 e\u0301 \u0915\u094d\u200d\u0937\u00a0\t!\n", "שלום \u2068עולם\u2069 e\u0301 \u0915\u094d\u200d\u0937\u00a0\t!\n"),
    ("::error::x\n", "\\u{3a}:error::x\n"),
    ("a\n \t::x\n: :\n:::\n", "a\n \t\\u{3a}:x\n: :\n\\u{3a}::\n"),
    (":\u200d:error", "\\u{3a}\u200d:error"),
    ("a ##[x] #[x] ###[x", "a \\u{23}#[x] #[x] #\\u{23}#[x"),
    ("##VSO[x] ##teamcity[x ##other[x", "\\u{23}#VSO[x] \\u{23}#teamcity[x ##other[x"),
    ("a\x1b[31;5m\x9b\x7f\r\x0b\u2028\ud800\u202e\u061c", "a\\u{1b}[31;5m\\u{9b}\\u{7f}\\u{d}\\u{b}\\u{2028}\\u{d800}\\u{202e}\\u{61c}"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown"), TEXTS)
def test_what_acts_on_a_terminal_or_a_ci_service_is_escaped(text: str, shown: str) -> None:
    assert printable_text(text) == shown
    assert printable_text(text, coloured=True) == shown


def test_our_colours_stay_if_there_is_colour_and_only_these() -> None:
    text = painted("a", Colour.CYAN) + "\x1b[35;7m\x1b[36;1mb"
    assert printable_text(text, coloured=True) == "\x1b[36ma\x1b[0m\\u{1b}[35;7m\\u{1b}[36;1mb"
    assert printable_text(text) == "a\\u{1b}[35;7m\\u{1b}[36;1mb"
    assert printable_text(painted("::error", Colour.DIM), coloured=True) == "\x1b[2m\\u{3a}:error\x1b[0m"


def test_a_document_may_have_lines_that_look_like_commands() -> None:
    assert printable_text("::: note\n\x07##[a]\n", commands=True) == "::: note\n\\u{7}##[a]\n"


def test_a_name_stays_on_one_line() -> None:
    assert printable_line("a\n\tb \u2068c.txt") == "a\\u{a}\\u{9}b \\u{2068}c.txt"
    assert printable_lines("a\n\tb \u2068c\r\n") == "a\n\tb \\u{2068}c\\u{d}\n"


@given(st.lists(st.text(st.sampled_from(":#[a \n\x1b"), max_size=4)))
def test_text_in_chunks_is_escaped_as_the_whole(chunks: list[str]) -> None:
    assert "".join(printable_chunks(chunks)) == printable_text("".join(chunks))
