"""The apparatus as rows, one for each reading: the same in every format that has rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from collate.apparatus import Apparatus, Entry, Lemma, Reading, entries_and_echoes
from collate.model.variation import Variation
from collate.model.witness import Siglum
from collate.rendering.citation import OTHER_PLACE, list_nonextant, list_places
from collate.rendering.told_in_entries import ToldInEntries, list_told

Row = tuple[str, ...]

HEADER: Final[Row] = (
    "n", "id", "line", "places", "before", "lemma", "after", "lemma_witnesses", "reading", "witnesses", "kind", "cause",
    "also", "within", "significance", "certainty", "why", "rule", "silent", "doubt",
    "marks",
)  # fmt: skip
_SEPARATORS: Final = (" ", ", ", "; ", " | ", " / ")
NUMERIC: Final = frozenset({"n", "line", "doubt"})


def apparatus_rows(apparatus: Apparatus) -> Iterator[Row]:
    """Yield a row for each reading, or for each pair of readings where there is no lemma.

    The other place of words that have moved has rows of its own, with the number of the entry that tells the move."""
    return ((*words, *variation, *rest) for words, variation, rest in split_rows(apparatus))


def split_rows(apparatus: Apparatus) -> Iterator[tuple[Row, Row, Row]]:
    """Yield each row in three parts: the words, how they differ, and the rest. The last two recur often."""
    cells_of = _VariationCells()
    separator = separator_of_sigla([w.siglum for w in apparatus.witnesses])
    told = ToldInEntries(apparatus)
    for entry in entries_and_echoes(apparatus):
        yield from _entry_rows(entry, separator, cells_of, told)


def separator_of_sigla(sigla: Sequence[Siglum]) -> str:
    """Return what stands between sigla in a cell: a space, or a sign that no siglum of the work has."""
    for separator in _SEPARATORS:
        sign = separator.strip() or separator
        if not any(sign in siglum for siglum in sigla):
            return separator
    return "\n"  # no siglum has a line break


class _VariationCells:
    """The cells of each variation: many readings share one, and it is looked up by object before its content."""

    def __init__(self) -> None:
        self._by_object: dict[int, Row] = {}
        self._by_content: dict[Variation, Row] = {}

    def __call__(self, variation: Variation) -> Row:
        """Return the cells of a variation that the apparatus keeps, so its object stays the same."""
        cells = self._by_object.get(id(variation))
        if cells is None:
            cells = self._by_object[id(variation)] = self.of_echo(variation)
        return cells

    def of_echo(self, variation: Variation) -> Row:
        """Return the cells of a variation that is made for its row alone."""
        cells = self._by_content.get(variation)
        if cells is None:
            cells = self._by_content[variation] = _variation(variation)
        return cells


def _entry_rows(
    entry: Entry, separator: str, cells_of: _VariationCells, told_in: ToldInEntries
) -> Iterator[tuple[Row, Row, Row]]:
    """Yield the rows of an entry."""
    head = (str(entry.told_in or entry.number), entry.id)
    tail = (list_nonextant(entry) if entry.silent else "", str(round(entry.doubt, 3)) if entry.doubt else "0.0")
    rows: list[tuple[Row, Lemma | Reading, Reading]]
    if entry.lemma is None:
        rows = [
            (
                ("", list_places(entry.places), "", pair.first.text, "", _sigla(pair.first, separator)),
                pair.first,
                pair.second,
            )
            for pair in entry.pairs
        ]
    else:
        lemma = entry.lemma
        sigla = _sigla(lemma, separator)
        of_lemma = (str(lemma.line), _places(entry, lemma), lemma.before, lemma.text, lemma.after, sigla)
        rows = [(of_lemma, lemma, reading) for reading in entry.readings]
    for words, first, reading in rows:
        told = reading.variation
        variation = cells_of(told) if entry.told_in is None else cells_of.of_echo(_as_echo(told))
        yield (
            (*head, *words, reading.text, _sigla(reading, separator)),
            variation,
            (*tail, list_told(told_in.of((first, reading)))),
        )


def _as_echo(variation: Variation) -> Variation:
    """Return a variation as it is told at the other place of a move: what changed is told with the move.

    What an editor has decided is told with its reason at both places.
    """
    return replace(variation, also=(), why=OTHER_PLACE) if variation.decision is None else variation


def _places(entry: Entry, lemma: Lemma) -> str:
    """Return the places of an entry, and the file of its lemma if its witness has several: the line is one of it."""
    return ", ".join(filter(None, (list_places(entry.places), f"file {lemma.file}" if lemma.file else "")))


def _sigla(reading: Lemma | Reading, separator: str) -> str:
    support = reading.support
    return support[0].siglum if len(support) == 1 else separator.join([s.siglum for s in support])


def _variation(v: Variation) -> Row:
    also, within = " ".join(map(str, v.also)), str(v.within or "")
    return (str(v.kind), v.cause or "", also, within, str(v.significance), str(v.certainty), v.why, v.rule)
