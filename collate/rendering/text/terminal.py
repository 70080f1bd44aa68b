"""The apparatus as a table for a terminal. Colour is set here and taken off where nobody sees it."""

from typing import Final

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, Significance
from collate.rendering.citation import (
    doubtful_in_words,
    kind_in_words,
    kinds_counted,
    lemma_in_words,
    reading_in_words,
    sigla,
    silent_in_words,
    unnamed_in_words,
)
from collate.terminal.colour import Colour, painted
from collate.terminal.display import collapse_space, columns, isolated, padded, shortened, width

LEMMA_CELLS: Final = 44
SIGNIFICANCE_COLOURS: Final = {
    Significance.NONE: None,
    Significance.ACCIDENTAL: Colour.CYAN,
    Significance.SUBSTANTIVE: Colour.BOLD_YELLOW,
    Significance.EDITORIAL: Colour.MAGENTA,
}


def write_terminal(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write one line a reading: number, line of the base, lemma ] reading sigla, kind."""
    del alignment
    rows = [row for entry in apparatus.entries for row in _rows(entry)]
    left = columns((number, line, cited) for number, line, cited, _, _ in rows)
    wide = max(map(width, left), default=0)
    lines = [
        f"{padded(a, wide)}  {painted(kind, SIGNIFICANCE_COLOURS[weight])}"
        for a, (*_, kind, weight) in zip(left, rows, strict=True)
    ]
    title = [collapse_space(apparatus.title), f"base: {apparatus.base}", ""]
    if unsure := doubtful_in_words(apparatus):
        title = [*title, f"look here first, words that could nearly as well stand elsewhere: {unsure}", ""]
    if nameless := unnamed_in_words(apparatus):
        title = [*title, f"alike, and no rule could say whether one word or two: {nameless}", ""]
    return "\n".join([*title, *lines, "", *summary_lines(apparatus)]) + "\n"


def _rows(entry: Entry) -> list[tuple[str, str, str, str, Significance]]:
    """Set one entry: a row a reading, or a row a pair where there is no lemma."""
    number = f"{entry.number}"
    if entry.lemma is None:
        return [
            (
                number,
                "",
                f"{_cited(reading_in_words(p.first))} {sigla(p.first.witnesses)} : "
                f"{_cited(reading_in_words(p.second))} {sigla(p.second.witnesses)}",
                kind_in_words(p.second.variation),
                p.second.variation.significance,
            )
            for p in entry.pairs
        ]
    silent = silent_in_words(entry)
    lemma = f"{_context(entry)}{_cited(lemma_in_words(entry))}"
    return [
        (
            number,
            f"l. {entry.lemma.line}",
            f"{lemma} ] {_cited(reading_in_words(r, bool(entry.lemma.text)))} {sigla(r.witnesses)}"
            + (f" [{silent}]" if silent else ""),
            kind_in_words(r.variation),
            r.variation.significance,
        )
        for r in entry.readings
    ]


def _context(entry: Entry) -> str:
    """The word before an addition or a loose mark: without it nobody finds the place."""
    if entry.lemma is None or any(c.isalnum() for c in entry.lemma.text):
        return ""
    words = collapse_space(entry.lemma.before).split(" ")
    return isolated(" ".join(words[-2:] if not words[-1] else words[-1:]))


def _cited(text: str) -> str:
    return isolated(shortened(text, LEMMA_CELLS))


def summary_lines(apparatus: Apparatus) -> list[str]:
    """Count the readings of each witness by kind, and say what is not shown."""
    counted = kinds_counted(apparatus)
    witnesses = [w.siglum for w in apparatus.witnesses if w.siglum != apparatus.base]
    lines = []
    if counted:
        rows = [("kind", *witnesses, "significance")]
        rows += [(str(kind), *map(str, counts), str(SIGNIFICANCE[kind])) for kind, counts in counted]
        lines = columns(rows)
    elif not apparatus.entries:
        lines = ["no difference" + (" to show" if apparatus.hidden else "")]
    if apparatus.hidden:
        lines.append("not shown: " + ", ".join(f"{count} {kind}" for kind, count in apparatus.hidden))
    return lines
