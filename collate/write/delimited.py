"""The apparatus as CSV: a row a reading, safe to open in a spreadsheet."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from collate.alignment import Alignment
from collate.apparatus import Apparatus, Entry, Lemma, Reading
from collate.classify.kinds import Variation
from collate.write.citing import silent_in_words
from collate.write.display import visible

_HEAD: Final = (
    "n", "id", "line", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause",
    "also", "within", "significance", "certainty", "why", "rule", "silent", "doubt",
)  # fmt: skip

_ENDS_A_CELL: Final = re.compile('[,"\n\r]')
_NO_TEXT: Final = ("Cc", "Cs")  # control signs, lone surrogates

# A spreadsheet runs a cell that begins so as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a row a reading, or a row a pair where there is no lemma.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    del alignment
    said: dict[Variation, str] = {}
    return "".join([_row(_HEAD), *(row for entry in apparatus.entries for row in _rows(entry, said))])


def _rows(entry: Entry, said: dict[Variation, str]) -> Iterator[str]:
    """Set an entry; `said` remembers how a variation is set, for many readings differ in the same way."""
    doubt = str(round(entry.doubt, 3)) if entry.doubt else "0.0"
    tail = f"{_cell(silent_in_words(entry)) if entry.silent else ''},{doubt}\n"
    if entry.lemma is None:
        cited = [(f",,{_cell(p.first.text)},,{_supporters(p.first)}", p.second) for p in entry.pairs]
    else:
        lemma = entry.lemma
        words = f"{lemma.line},{_cell(lemma.before)},{_cell(lemma.text)},{_cell(lemma.after)},{_supporters(lemma)}"
        cited = [(words, reading) for reading in entry.readings]
    for words, reading in cited:
        variation = said.get(reading.variation)
        if variation is None:
            variation = said[reading.variation] = _variation(reading.variation)
        yield f"{entry.n},{entry.id},{words},{_cell(reading.text)},{_supporters(reading)},{variation},{tail}"


def _supporters(of: Lemma | Reading) -> str:
    support = of.support
    return _cell(support[0].siglum if len(support) == 1 else " ".join([s.siglum for s in support]))


def _variation(v: Variation) -> str:
    also, within = " ".join(map(str, v.also)), str(v.within or "")
    cells = (str(v.kind), v.cause or "", also, within, str(v.significance), str(v.certainty), v.why, v.rule)
    return ",".join(map(_cell, cells))


def _row(cells: tuple[str, ...]) -> str:
    return ",".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    """Guard against formulas, write out what no table can hold, and quote what would end a cell (RFC 4180)."""
    if text.isalnum():
        return text
    if not text.isprintable():
        text = "".join(visible(c) if unicodedata.category(c) in _NO_TEXT and c not in "\n\r\t" else c for c in text)
    if text.startswith(_FORMULA):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if _ENDS_A_CELL.search(text) else text
