"""The apparatus as a table for a terminal. Colour is set here and taken off where nobody sees it."""

from typing import Final

from collate.apparatus import Apparatus, Entry
from collate.model.alignment import Alignment
from collate.model.variation import SIGNIFICANCE, Significance
from collate.rendering.citation import (
    cite_lemma,
    cite_reading,
    count_kinds,
    describe_variation,
    list_doubtful,
    list_nonextant,
    list_sigla,
    list_unclassified,
)
from collate.terminal.colour import Colour, painted
from collate.terminal.display import collapse_space, columns, isolated, padded, shortened, width

LEMMA_WIDTH: Final = 44
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
    if unsure := list_doubtful(apparatus):
        title = [*title, f"look here first, words that could nearly as well stand elsewhere: {unsure}", ""]
    if nameless := list_unclassified(apparatus):
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
                f"{_cited(cite_reading(p.first))} {list_sigla(p.first.witnesses)} : "
                f"{_cited(cite_reading(p.second))} {list_sigla(p.second.witnesses)}",
                describe_variation(p.second.variation),
                p.second.variation.significance,
            )
            for p in entry.pairs
        ]
    silent = list_nonextant(entry)
    lemma = f"{_context(entry)}{_cited(cite_lemma(entry))}"
    return [
        (
            number,
            f"l. {entry.lemma.line}",
            f"{lemma} ] {_cited(cite_reading(r, bool(entry.lemma.text)))} {list_sigla(r.witnesses)}"
            + (f" [{silent}]" if silent else ""),
            describe_variation(r.variation),
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
    return isolated(shortened(text, LEMMA_WIDTH))


def summary_lines(apparatus: Apparatus) -> list[str]:
    """Count the readings of each witness by kind, and say what is not shown."""
    counted = count_kinds(apparatus)
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
