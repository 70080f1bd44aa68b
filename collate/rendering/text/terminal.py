"""The apparatus as a table for a terminal. It is always in colour; the command line removes colour where need be."""

from collections.abc import Iterator
from typing import Final

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, Significance, Variation
from collate.rendering.citation import (
    cite_lemma,
    cite_line,
    cite_reading,
    count_kinds,
    describe_equal_words,
    describe_in_entry,
    list_doubtful,
    list_sigla,
    list_unclassified,
    list_white_space,
)
from collate.rendering.cited_words import CitedTexts, CitedWords
from collate.rendering.left_out import describe_nothing, list_hidden
from collate.rendering.nonextant import SilencesInTables
from collate.rendering.told_in_entries import ToldInEntries, list_told
from collate.terminal.colour import Colour, painted
from collate.terminal.display import collapse_space, columns, isolated, padded, shortened, width
from collate.terminal.escaping import printable_line

LEMMA_WIDTH: Final = 44  # cells
SIGNIFICANCE_COLOURS: Final = {
    Significance.NONE: None,
    Significance.ACCIDENTAL: Colour.CYAN,
    Significance.SUBSTANTIVE: Colour.BOLD_YELLOW,
    Significance.EDITORIAL: Colour.MAGENTA,
}

_Row = tuple[str, str, str, Variation, str]  # number, line, lemma and reading, how they differ, in words


def write_terminal(apparatus: Apparatus, alignment: Alignment) -> Iterator[str]:
    """Write a line for each reading: number, line of the base, lemma ] reading sigla, kind."""
    texts, silences = CitedTexts(alignment), SilencesInTables(apparatus, alignment)
    told = ToldInEntries(apparatus)
    rows = [
        row
        for entry in apparatus.entries
        for row in _with_told(
            _rows(entry, texts.words(entry), silences.at(entry), apparatus.base), list_told(told.at(entry))
        )
    ]
    left = columns((number, line, cited) for number, line, cited, *_ in rows)
    widest = max(map(width, left), default=0)
    yield f"{collapse_space(apparatus.title)}\nbase: {apparatus.base}\n\n"
    if places := list_doubtful(apparatus):
        yield f"look here first, these words may stand elsewhere (0.30: in about 3 of 10 such places): {places}\n\n"
    if places := list_unclassified(apparatus):
        yield f"not classified, similar words that could be one word or two: {places}\n\n"
    for start, (*_, variation, words) in zip(left, rows, strict=True):
        kind = painted(printable_line(words), SIGNIFICANCE_COLOURS[variation.significance])
        yield f"{padded(start, widest)}  {kind}\n"
    yield "\n"
    for line in summary_lines(apparatus):
        yield line + "\n"


def _with_told(rows: list[_Row], told: str) -> list[_Row]:
    """Return the rows of an entry; the first of them also tells what the sources say of its words."""
    if not told or not rows:
        return rows
    number, line, cited, variation, words = rows[0]
    return [(number, line, cited, variation, f"{words}; {told}"), *rows[1:]]


def _rows(entry: Entry, words: CitedWords, silent: str, base: str) -> list[_Row]:
    """Return a row for each reading of an entry, or for each pair of readings where there is no lemma."""
    number = f"{entry.number}"
    if entry.lemma is None:
        return [
            (
                number,
                "",
                f"{_cited(cite_reading(first))} {list_sigla(pair.first.witnesses)} : "
                f"{_cited(cite_reading(second))} {list_sigla(pair.second.witnesses)}",
                pair.second.variation,
                describe_in_entry(entry, pair.second.variation),
            )
            for pair, (first, second) in zip(entry.pairs, words.of_pairs(entry), strict=True)
        ]
    lemma = f"{_word_before(words)}{_cited(cite_lemma(words))}"
    return [
        (
            number,
            cite_line(entry.lemma, base, "l. "),
            f"{lemma} ] {_cited(cite_reading(cited))} {list_sigla(reading.witnesses)}"
            + (f" [{silent}]" if silent and not k else ""),
            reading.variation,
            describe_in_entry(entry, reading.variation),
        )
        for k, (reading, cited) in enumerate(zip(entry.readings, words.readings, strict=True))
    ]


def _word_before(words: CitedWords) -> str:
    """Return the word before an addition, or before white space, which alone would not show the place."""
    if words.with_word or words.lemma is None or any(c.isalnum() for c in words.lemma):
        return ""
    before = collapse_space(words.before).split(" ")
    return isolated(" ".join(before[-2:] if not before[-1] else before[-1:]))


def _cited(text: str) -> str:
    return isolated(shortened(text, LEMMA_WIDTH))


def summary_lines(apparatus: Apparatus) -> list[str]:
    """Return a table of the readings of each witness by kind, and a line on what is not shown."""
    kinds = count_kinds(apparatus)
    witnesses = [w.siglum for w in apparatus.witnesses if w.siglum != apparatus.base]
    lines = []
    if kinds:
        rows = [("kind", *witnesses, "significance")]
        rows += [(str(kind), *map(str, counts), str(SIGNIFICANCE[kind])) for kind, counts in kinds]
        lines = columns(rows)
    elif not apparatus.entries:
        lines = [describe_nothing(apparatus)]
    if apparatus.hidden and (apparatus.entries or describe_equal_words(apparatus)):
        lines.append(f"not shown: {list_hidden(apparatus)}")
    if elsewhere := list_white_space(apparatus):
        lines.append(f"white space that is no entry: {elsewhere}")
    return lines
