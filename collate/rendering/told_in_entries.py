"""What sources say of the words of an entry, for the formats that people read: `bright supplied (lost) in A`."""

from collections.abc import Iterator, Sequence

from collate.apparatus import Apparatus, Entry, Lemma, Reading
from collate.model.told_marks import OF_STATE, ToldWords, told_marks
from collate.model.witness import Siglum
from collate.terminal.display import collapse_space


class ToldInEntries:
    """Looks up what sources say of the words of each entry; nothing where all texts are plain."""

    def __init__(self, apparatus: Apparatus) -> None:
        self._sources = {w.siglum: w for w in apparatus.witnesses if len(w.annotations)}

    def at(self, entry: Entry) -> list[ToldWords]:
        """Return what is said of the words of an entry, in the order of its readings."""
        return self.of((*((entry.lemma,) if entry.lemma else ()), *entry.readings)) if self._sources else []

    def of(self, readings: Sequence[Lemma | Reading]) -> list[ToldWords]:
        """Return what is said of the words of some readings, in their order."""
        told: dict[tuple[str, str], list[Siglum]] = {}
        for siglum, words, label in self._told(readings) if self._sources else ():
            sigla = told.setdefault((words, label), [])
            if siglum not in sigla:
                sigla.append(siglum)
        return [ToldWords(words, label, tuple(sigla)) for (words, label), sigla in told.items()]

    def _told(self, readings: Sequence[Lemma | Reading]) -> Iterator[tuple[Siglum, str, str]]:
        for reading in readings:
            for support in reading.support:
                if source := self._sources.get(support.siglum):
                    for mark in told_marks(source, support.spans, OF_STATE):
                        yield support.siglum, collapse_space(mark.words), mark.label


def list_told(told: Sequence[ToldWords]) -> str:
    """Return what is said of words as one line: `bright supplied (lost) in A; day unclear in A, B`."""
    return "; ".join(f"{t.words} {t.label} in {', '.join(t.sigla)}" for t in told)
