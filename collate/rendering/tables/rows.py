"""The apparatus as rows, one for each reading: the same in every format that has rows."""

from collections.abc import Iterator
from typing import Final

from collate.apparatus import Apparatus, Entry, Lemma, Reading
from collate.model.variation import Variation
from collate.rendering.citation import list_nonextant, list_places

Row = tuple[str, ...]

HEADER: Final[Row] = (
    "n", "id", "line", "places", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause",
    "also", "within", "significance", "certainty", "why", "rule", "silent", "doubt",
)  # fmt: skip
NUMERIC: Final = frozenset({"n", "line", "doubt"})


def apparatus_rows(apparatus: Apparatus) -> Iterator[Row]:
    """Yield a row for each reading, or for each pair of readings where there is no lemma."""
    return ((*words, *variation, *rest) for words, variation, rest in split_rows(apparatus))


def split_rows(apparatus: Apparatus) -> Iterator[tuple[Row, Row, Row]]:
    """Yield each row in three parts: the words, how they differ, and the rest. The last two recur often."""
    by_variation: dict[Variation, Row] = {}
    for entry in apparatus.entries:
        yield from _entry_rows(entry, by_variation)


def _entry_rows(entry: Entry, by_variation: dict[Variation, Row]) -> Iterator[tuple[Row, Row, Row]]:
    """Yield the rows of an entry; `by_variation` keeps the cells of each variation, for many readings share one."""
    head = (str(entry.number), entry.id)
    tail = (list_nonextant(entry) if entry.silent else "", str(round(entry.doubt, 3)) if entry.doubt else "0.0")
    if entry.lemma is None:
        rows = [(("", "", "", pair.first.text, "", _sigla(pair.first)), pair.second) for pair in entry.pairs]
    else:
        lemma = entry.lemma
        words = (str(lemma.line), list_places(lemma), lemma.before, lemma.text, lemma.after, _sigla(lemma))
        rows = [(words, reading) for reading in entry.readings]
    for words, reading in rows:
        variation = by_variation.get(reading.variation)
        if variation is None:
            variation = by_variation[reading.variation] = _variation(reading.variation)
        yield (*head, *words, reading.text, _sigla(reading)), variation, tail


def _sigla(reading: Lemma | Reading) -> str:
    support = reading.support
    return support[0].siglum if len(support) == 1 else " ".join([s.siglum for s in support])


def _variation(v: Variation) -> Row:
    also, within = " ".join(map(str, v.also)), str(v.within or "")
    return (str(v.kind), v.cause or "", also, within, str(v.significance), str(v.certainty), v.why, v.rule)
