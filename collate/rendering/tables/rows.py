"""The apparatus as rows, one for each reading: the same in every format that has rows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from collate.apparatus import Apparatus, Entry, Lemma, Reading, entries_and_echoes
from collate.model.variation import Variation
from collate.rendering.citation import OTHER_PLACE, list_nonextant, list_places

Row = tuple[str, ...]

HEADER: Final[Row] = (
    "n", "id", "line", "places", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause",
    "also", "within", "significance", "certainty", "why", "rule", "silent", "doubt",
)  # fmt: skip
NUMERIC: Final = frozenset({"n", "line", "doubt"})


def apparatus_rows(apparatus: Apparatus) -> Iterator[Row]:
    """Yield a row for each reading, or for each pair of readings where there is no lemma.

    The other place of words that have moved has rows of its own, with the number of the entry that tells the move."""
    return ((*words, *variation, *rest) for words, variation, rest in split_rows(apparatus))


def split_rows(apparatus: Apparatus) -> Iterator[tuple[Row, Row, Row]]:
    """Yield each row in three parts: the words, how they differ, and the rest. The last two recur often."""
    by_variation: dict[Variation, Row] = {}
    for entry in entries_and_echoes(apparatus):
        yield from _entry_rows(entry, by_variation)


def _entry_rows(entry: Entry, by_variation: dict[Variation, Row]) -> Iterator[tuple[Row, Row, Row]]:
    """Yield the rows of an entry; `by_variation` keeps the cells of each variation, for many readings share one."""
    head = (str(entry.told_in or entry.number), entry.id)
    tail = (list_nonextant(entry) if entry.silent else "", str(round(entry.doubt, 3)) if entry.doubt else "0.0")
    if entry.lemma is None:
        rows = [(("", "", "", pair.first.text, "", _sigla(pair.first)), pair.second) for pair in entry.pairs]
    else:
        lemma = entry.lemma
        words = (str(lemma.line), _places(lemma), lemma.before, lemma.text, lemma.after, _sigla(lemma))
        rows = [(words, reading) for reading in entry.readings]
    for words, reading in rows:
        told = reading.variation if entry.told_in is None else _as_echo(reading.variation)
        variation = by_variation.get(told)
        if variation is None:
            variation = by_variation[told] = _variation(told)
        yield (*head, *words, reading.text, _sigla(reading)), variation, tail


def _as_echo(variation: Variation) -> Variation:
    """Return a variation as it is told at the other place of a move: what changed is told with the move.

    What an editor has decided is told with its reason at both places.
    """
    return replace(variation, also=(), why=OTHER_PLACE) if variation.decision is None else variation


def _places(lemma: Lemma) -> str:
    """Return the places of a lemma, and its file if its witness has several: the line is one of that file."""
    return ", ".join(filter(None, (list_places(lemma), f"file {lemma.file}" if lemma.file else "")))


def _sigla(reading: Lemma | Reading) -> str:
    support = reading.support
    return support[0].siglum if len(support) == 1 else " ".join([s.siglum for s in support])


def _variation(v: Variation) -> Row:
    also, within = " ".join(map(str, v.also)), str(v.within or "")
    return (str(v.kind), v.cause or "", also, within, str(v.significance), str(v.certainty), v.why, v.rule)
