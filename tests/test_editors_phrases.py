"""What rules out a long pattern quickly rules out nothing that the pattern would find."""

import re
from collections.abc import Iterator

import pytest

from collate.editorial.editors_phrases import may_begin, may_end, phrase_pattern, phrases

BEGINNING = (
    "part", "ordinal", "gap", "sic", "edit-link", "note", "note-by", "caption", "page", "source", "emendation",
    "identification", "comment-begins",
)  # fmt: skip


def written(phrase: str) -> Iterator[str]:
    yield from (phrase, phrase.upper(), phrase.lower(), phrase.title(), f"{phrase}. Then")
    yield from (phrase.replace(" ", "\u00a0"), phrase.replace(" ", "  "), phrase.replace(" :", ":"))


@pytest.mark.parametrize("table", BEGINNING)
def test_what_begins_with_a_phrase_may_begin_with_one(table: str) -> None:
    pattern = re.compile(phrase_pattern(table))
    found = [words for phrase in phrases(table) for words in written(phrase) if pattern.match(words)]
    assert len(found) >= 4 * len(phrases(table))
    assert [words for words in found if not may_begin(words, table)] == []


def test_other_words_do_not_begin_with_a_phrase() -> None:
    assert not may_begin("The way home", "part", "ordinal", "sic", "gap", "page")


@pytest.mark.parametrize("end", ["", ".", ")", ".)"])
def test_what_ends_with_a_signature_may_end_with_one(end: str) -> None:
    signed = [f"(a note — {words}{end}" for phrase in phrases("signed") for words in (phrase, phrase.upper())]
    assert [words for words in signed if not may_end(words, "signed")] == []
