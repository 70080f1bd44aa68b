"""What an aligner is told, and the sizes at which it changes its way of working."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes, in cells of a score table (columns of one side times tokens of the other).

    anchor   above this a gap is first cut at phrases that stand once on each side
    breaker  above this, anchors failing, a gap is cut by plain edit distance in linear space
    block    so many cells are traced at once; larger gaps are traced block by block, exactly
    """

    anchor: int = 6_000_000
    breaker: int = 200_000_000
    block: int = 32_000_000


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """`exact`: only equal forms attract each other. `limits`: sizes, for tests and for the curious."""

    exact: bool = False
    limits: Limits = Limits()
