"""The options of an aligner, and the sizes at which it changes its method."""

from collections.abc import Sequence
from dataclasses import replace

from collate._dataclass import dataclass
from collate.decisions import AlignmentConstraint


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes at which the native aligner changes its method.

    Cells are those of a score table: rows of one side times columns of the other.

    exact_cells        a collation of so many cells, over all alignments, is aligned exactly as a whole
    anchor_cells       in a larger one, a gap of more cells is split first at phrases that occur once on each side
    edit_script_cells  a gap that has no anchors and more cells than this is split by edit distance in linear space
    diagonal_cells     a gap with nothing in common and more cells than this is split into equal parts
    pairwise_tokens    up to so many tokens, over all pairs of witnesses, all pairs are aligned to compare them
    """

    exact_cells: int = 2_000_000
    anchor_cells: int = 4_096
    edit_script_cells: int = 16_384
    diagonal_cells: int = 262_144
    pairwise_tokens: int = 2_000_000

    def for_sizes(self, tokens: Sequence[int]) -> "Limits":
        """Return the limits for witnesses of so many tokens: a small collation is never split."""
        cells = max(tokens) * (sum(tokens) - max(tokens))
        if cells > self.exact_cells:
            return self
        never = 1 << 62
        return replace(self, anchor_cells=never, edit_script_cells=never, diagonal_cells=never)


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """The options of an aligner.

    exact        only equal forms are similar
    limits       sizes at which the method changes; for tests and experiments
    constraints  the words that an editor puts into one column or keeps apart
    """

    exact: bool = False
    limits: Limits = Limits()
    constraints: tuple[AlignmentConstraint, ...] = ()
