"""The apparatus as CSV: a row a reading, safe to open in a spreadsheet."""

import csv
import io
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
    said: dict[Variation, tuple[str, ...]] = {}
    for entry in apparatus.entries:
        writer.writerows(_rows(entry, said))
    return out.getvalue()


def _rows(entry: Entry, said: dict[Variation, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Set an entry; `said` remembers how a variation is set, for many readings differ in the same way."""
    tail = (_safe(silent_in_words(entry)), str(round(entry.doubt, 3)))
    if entry.lemma is None:
        cited = [(("", "", _safe(p.first.text), ""), _supporters(p.first), p.second) for p in entry.pairs]
    else:
        lemma = entry.lemma
        words = (str(lemma.line), _safe(lemma.before), _safe(lemma.text), _safe(lemma.after))
        witnesses = _supporters(lemma)
        cited = [(words, witnesses, reading) for reading in entry.readings]
    for words, witnesses, reading in cited:
        variation = said.get(reading.variation)
        if variation is None:
            variation = said[reading.variation] = _variation(reading.variation)
        yield (
            str(entry.n), entry.id, *words, witnesses, _safe(reading.text), _supporters(reading), *variation, *tail
        )  # fmt: skip


def _supporters(of: Lemma | Reading) -> str:
    return _safe(" ".join([support.siglum for support in of.support]))


def _variation(v: Variation) -> tuple[str, ...]:
    return (
        str(v.kind),
        _safe(v.cause or ""),
        " ".join(map(str, v.also)),
        str(v.within or ""),
        str(v.significance),
        str(v.certainty),
        _safe(v.why),
        _safe(v.rule),
    )


def _safe(cell: str) -> str:
    """Guard against formulas, and write out what no table can hold: control signs, lone surrogates."""
    if not cell.isprintable():
        cell = "".join(visible(c) if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" else c for c in cell)
    return "'" + cell if cell.startswith(_FORMULA) else cell
