"""The apparatus as CSV: a row a reading, safe to open in a spreadsheet."""

import csv
import io
import unicodedata
from typing import Final

from collate.alignment import Alignment
from collate.apparatus import Apparatus, Entry, Reading
from collate.classify.kinds import Variation
from collate.write.citing import sigla, silent_in_words
from collate.write.display import visible

_HEAD: Final = (
    "n", "id", "line", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause",
    "also", "within", "significance", "certainty", "why", "rule", "silent", "doubt",
)  # fmt: skip

# A spreadsheet runs a cell that begins so as a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(apparatus: Apparatus, alignment: Alignment) -> str:
    """Write a row a reading, or a row a pair where there is no lemma.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    del alignment
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    for entry in apparatus.entries:
        writer.writerows([_safe(str(cell)) for cell in row] for row in _rows(entry))
    return out.getvalue()


def _rows(entry: Entry) -> list[tuple[object, ...]]:
    if entry.lemma is None:
        return [
            (
                entry.n,
                entry.id,
                "",
                "",
                p.first.text,
                "",
                sigla(p.first.witnesses),
                *_reading(entry, p.second),
            )
            for p in entry.pairs
        ]
    lemma = entry.lemma
    head = (entry.n, entry.id, lemma.line, lemma.before, lemma.text, lemma.after, sigla(lemma.witnesses))
    return [(*head, *_reading(entry, r)) for r in entry.readings]


def _reading(entry: Entry, reading: Reading) -> tuple[object, ...]:
    tail = (silent_in_words(entry), round(entry.doubt, 3))
    return (reading.text, sigla(reading.witnesses), *_variation(reading.variation), *tail)


def _variation(v: Variation) -> tuple[str, ...]:
    also = " ".join(map(str, v.also))
    return (
        str(v.kind),
        v.cause or "",
        also,
        str(v.within or ""),
        str(v.significance),
        str(v.certainty),
        v.why,
        v.rule,
    )


def _safe(cell: str) -> str:
    """Guard against formulas, and write out what no table can hold: control signs, lone surrogates."""
    cell = "".join(visible(c) if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" else c for c in cell)
    return "'" + cell if cell.startswith(_FORMULA) else cell
