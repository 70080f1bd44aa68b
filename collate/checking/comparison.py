"""A collated work as the rules on works see it."""

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
    """A collated work, the witnesses to check (`targets`), and the codes of the rules to run.

    `baseline_entries` are the apparatus entries (id: line) that the baseline has, None if it has none.
    """

    collated: Collated
    targets: frozenset[Siglum]
    rules: frozenset[str]
    settings: CheckSettings
    baseline_entries: dict[str, str] | None = None

    @property
    def base(self) -> str:
        """The base of the apparatus."""
        return self.collated.apparatus.base

    def target_indices(self) -> list[int]:
        """Return the indices of the witnesses to check, without the base."""
        sigla = [t.witness.siglum for t in self.collated.alignment.tokens]
        return [w for w, siglum in enumerate(sigla) if siglum in self.targets and siglum != self.base]

    def siglum(self, w: int) -> Siglum:
        """Return the siglum of the witness with an index."""
        return self.collated.alignment.tokens[w].witness.siglum

    def text_words(self) -> Bool:
        """Return in which cells (columns, witnesses) a word of the text is, and not an editor's word."""
        table = self.collated.alignment.table
        is_word = np.asarray(self.collated.alignment.sorts() == Sort.WORD)
        for w, roles in enumerate(self.collated.roles):
            filled = table[:, w] != GAP
            is_word[filled, w] &= roles.intervention_index[table[filled, w]] < 0
        return is_word

    def expected(self, words: Bool, w: int) -> Bool:
        """Return in which columns (columns,) witness w should have a word: those of the base, or of most others."""
        sigla = [t.witness.siglum for t in self.collated.alignment.tokens]
        if self.base in sigla:
            return np.asarray(words[:, sigla.index(Siglum(self.base))])
        others = np.arange(len(sigla)) != w
        extant_count = self.collated.alignment.extant[:, others].sum(axis=1)
        return np.asarray(words[:, others].sum(axis=1) * 2 > extant_count)

    def omitted(self, w: int) -> Bool:
        """Return in which columns (columns,) witness w is extant and has nothing."""
        return np.asarray(self.collated.alignment.testimony[:, w] == Testimony.OMITS)

    def __repr__(self) -> str:
        return f"<Comparison: {len(self.collated.alignment.tokens)} witnesses, {len(self.rules)} rules>"


WorkChecker = Callable[[Comparison], Iterable[WorkFinding]]
