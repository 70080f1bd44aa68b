"""A collated work as the rules on works see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field

import numpy as np

from collate._arrays import Bool
from collate._dataclass import dataclass
from collate.checking.settings import CheckSettings
from collate.model.alignment import GAP, Testimony
from collate.model.findings import WorkFinding
from collate.model.hands import hands_of
from collate.model.tokens import Sort
from collate.model.voices import principals
from collate.model.witness import Siglum
from collate.pipeline.collating import Collated
from collate.variants.shared_interventions import SharedInterventions


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A collated work, the witnesses to check (`targets`), and the codes of the rules to run.

    `baseline_entries` are the apparatus entries (id: line) that the baseline has, None if it has none; `shared` tells
    which witnesses have a part of a gloss, note or paratext, and `hands` the manuscript of each hand.
    """

    collated: Collated
    targets: frozenset[Siglum]
    rules: frozenset[str]
    settings: CheckSettings
    baseline_entries: dict[str, str] | None = None
    shared: SharedInterventions = field(init=False, repr=False)
    hands: Mapping[Siglum, Siglum] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Prepare the look-up of what witnesses share; nothing is computed yet."""
        object.__setattr__(self, "shared", SharedInterventions(self.collated.alignment, self.collated.roles))
        object.__setattr__(self, "hands", hands_of(self.collated.work.witnesses))

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

    def text_words(self, w: int) -> Bool:
        """Return in which columns (columns,) witness w has a word of the text.

        Words of a gloss, note or paratext count too if the base has a part of it; without a base, if any witness has.
        """
        return self.words_shared_with(w, self._compared_with(w))

    def expected(self, w: int) -> Bool:
        """Return in which columns (columns,) witness w should have a word: those of the base, or of most others.

        Words of a gloss, note or paratext count too if witness w has a part of it.
        """
        others = self._compared_with(w)
        words = np.stack([self.words_shared_with(other, [w]) for other in others], axis=1)
        if len(others) == 1:
            return np.asarray(words[:, 0])
        extant_count = self.collated.alignment.extant[:, others].sum(axis=1)
        return np.asarray(words.sum(axis=1) * 2 > extant_count)

    def _compared_with(self, w: int) -> list[int]:
        """Return the witnesses with which witness w is compared: the base, or one voice of each other manuscript."""
        sigla = [t.witness.siglum for t in self.collated.alignment.tokens]
        if self.base in sigla:
            return [sigla.index(Siglum(self.base))]
        manuscripts = principals(self.collated.alignment.tokens)
        return [o for o in self.others(w) if o == manuscripts[o]] or [o for o in range(len(sigla)) if o != w]

    def others(self, w: int) -> list[int]:
        """Return the witnesses but w and the other hands of its manuscript."""
        manuscripts = principals(self.collated.alignment.tokens)
        return [o for o, manuscript in enumerate(manuscripts) if manuscript != manuscripts[w]]

    def words_shared_with(self, w: int, others: Sequence[int]) -> Bool:
        """Return in which columns witness w has a word that is the author's, or of what one of some others shares."""
        alignment, roles = self.collated.alignment, self.collated.roles[w]
        shared = self.shared.shared_throughout(w, others)
        is_word = (alignment.tokens[w].sort == Sort.WORD) & np.append(shared, True)[roles.intervention_index]
        words = np.zeros(len(alignment.table), bool)
        words[alignment.table[:, w] != GAP] = is_word
        return words

    def omitted(self, w: int) -> Bool:
        """Return in which columns (columns,) witness w is extant and has nothing."""
        return np.asarray(self.collated.alignment.testimony[:, w] == Testimony.OMITS)

    def __repr__(self) -> str:
        return f"<Comparison: {len(self.collated.alignment.tokens)} witnesses, {len(self.rules)} rules>"


WorkChecker = Callable[[Comparison], Iterable[WorkFinding]]
