"""A work that is checked as a whole: collated once, and asked many questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from collate._arrays import Bool
from collate.checking.settings import CheckSettings
from collate.model.alignment import GAP, Testimony
from collate.model.findings import WorkFinding
from collate.model.tokens import Sort
from collate.model.witness import Siglum
from collate.pipeline.collating import Collated


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A collated work, the witnesses that are asked about, and which rules are asked.

    `known` are the entries of the apparatus that the baseline has: name and sentence, None where it has none.
    """

    collated: Collated
    asked: frozenset[Siglum]
    rules: frozenset[str]
    settings: CheckSettings
    known: dict[str, str] | None = None

    @property
    def base(self) -> str:
        """The witness that others are set against: that of the apparatus."""
        return self.collated.apparatus.base

    def numbers(self) -> list[int]:
        """Give the numbers of the witnesses that are asked about, without the base."""
        sigla = [t.witness.siglum for t in self.collated.alignment.tokens]
        return [w for w, siglum in enumerate(sigla) if siglum in self.asked and siglum != self.base]

    def siglum(self, w: int) -> Siglum:
        """Give the siglum of a witness by its number."""
        return self.collated.alignment.tokens[w].witness.siglum

    def words(self) -> Bool:
        """Say in which cells of the table a word of the text stands, and not of an editor: (columns, witnesses)."""
        table = self.collated.alignment.table
        found = np.asarray(self.collated.alignment.sorts() == Sort.WORD)
        for w, roles in enumerate(self.collated.roles):
            here = table[:, w] != GAP
            found[here, w] &= roles.intervention_index[table[here, w]] < 0
        return found

    def expected(self, words: Bool, w: int) -> Bool:
        """Say in which columns (columns,) a word stands that w should have: one of the base, or of most others."""
        sigla = [t.witness.siglum for t in self.collated.alignment.tokens]
        if self.base in sigla:
            return np.asarray(words[:, sigla.index(Siglum(self.base))])
        others = np.arange(len(sigla)) != w
        extant = self.collated.alignment.extant[:, others].sum(axis=1)
        return np.asarray(words[:, others].sum(axis=1) * 2 > extant)

    def omitted(self, w: int) -> Bool:
        """Say in which columns (columns,) a witness testifies that it has nothing."""
        return np.asarray(self.collated.alignment.testimony[:, w] == Testimony.OMITS)


WorkFinder = Callable[[Comparison], Iterable[WorkFinding]]
