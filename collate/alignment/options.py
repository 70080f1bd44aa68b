"""What an aligner is told, and the sizes at which it changes its way of working."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from collate.decisions import AlignmentConstraint


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes, in cells of a score table (columns of one side times tokens of the other).

    whole    small collations, up to so many cells over all joinings, are traced whole and exactly
    anchor   in larger ones, above this a gap is first cut at phrases that stand once on each side
    breaker  above this, anchors failing, a gap is cut by plain edit distance in linear space
    trace    above this, with nothing in common left, a gap is cut in equal steps; below it is traced exactly
    pairs    tokens, over all pairs of witnesses, up to which all pairs are aligned to tell who is near to whom
    """

    exact_cells: int = 2_000_000
    anchor_cells: int = 4_096
    edit_script_cells: int = 16_384
    diagonal_cells: int = 262_144
    pairwise_tokens: int = 2_000_000

    def for_sizes(self, tokens: Sequence[int]) -> "Limits":
        """Give the limits for witnesses of so many tokens: none for a small collation."""
        cells = max(tokens) * (sum(tokens) - max(tokens))
        if cells > self.exact_cells:
            return self
        never = 1 << 62
        return replace(self, anchor_cells=never, edit_script_cells=never, diagonal_cells=never)


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """`exact`: only equal forms attract each other. `limits`: sizes, for tests and for the curious.

    `bonds`: the words that an editor puts into one column, or keeps apart.
    """

    exact: bool = False
    limits: Limits = Limits()
    constraints: tuple[AlignmentConstraint, ...] = ()
