"""The apparatus as a table: a row a reading, the same in every format that has rows."""

from collections.abc import Iterator
from typing import Final

from collate.apparatus import Apparatus, Entry, Lemma, Reading
from collate.model.variation import Variation
from collate.rendering.citation import list_nonextant

Row = tuple[str, ...]

HEADER: Final[Row] = (
    "n", "id", "line", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause",
    "also", "within", "significance", "certainty", "why", "rule", "silent", "doubt",
)  # fmt: skip
NUMERIC: Final = frozenset({"n", "line", "doubt"})


def apparatus_rows(apparatus: Apparatus) -> Iterator[Row]:
    """Give a row a reading, or a row a pair where there is no lemma."""
    return ((*words, *variation, *rest) for words, variation, rest in split_rows(apparatus))


def split_rows(apparatus: Apparatus) -> Iterator[tuple[Row, Row, Row]]:
    """Give each row as its words, what is said of them, and the rest: what is said is often the same."""
    said: dict[Variation, Row] = {}
    for entry in apparatus.entries:
        yield from _rows(entry, said)


def _rows(entry: Entry, said: dict[Variation, Row]) -> Iterator[tuple[Row, Row, Row]]:
    """Set an entry; `said` remembers how a variation is set, for many readings differ in the same way."""
    head = (str(entry.number), entry.id)
    tail = (list_nonextant(entry) if entry.silent else "", str(round(entry.doubt, 3)) if entry.doubt else "0.0")
    if entry.lemma is None:
        cited = [(("", "", p.first.text, "", _supporters(p.first)), p.second) for p in entry.pairs]
    else:
        lemma = entry.lemma
        words = (str(lemma.line), lemma.before, lemma.text, lemma.after, _supporters(lemma))
        cited = [(words, reading) for reading in entry.readings]
    for words, reading in cited:
        variation = said.get(reading.variation)
        if variation is None:
            variation = said[reading.variation] = _variation(reading.variation)
        yield (*head, *words, reading.text, _supporters(reading)), variation, tail


def _supporters(of: Lemma | Reading) -> str:
    support = of.support
    return support[0].siglum if len(support) == 1 else " ".join([s.siglum for s in support])


def _variation(v: Variation) -> Row:
    also, within = " ".join(map(str, v.also)), str(v.within or "")
    return (str(v.kind), v.cause or "", also, within, str(v.significance), str(v.certainty), v.why, v.rule)
