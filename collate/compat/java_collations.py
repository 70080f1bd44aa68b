"""Align what was read in the Java dialect of CollateX JSON."""

from collate.model.alignment import Alignment
from collate.pipeline.aligning import align_pretokenised, collatex_layout
from collate.reading.collatex_java import JavaCollation
from collate.rendering.json.collatex_java import java_table


def align_java_collation(
    given: JavaCollation, segmentation: bool = True, near_match: bool = False, aligner: str = "native"
) -> dict[str, object]:
    """Align a collation that was read in the Java dialect, and return its table in this dialect."""
    near = near_match or given.near_match
    return _table(given, align_pretokenised(given.witnesses, near, aligner), segmentation and given.joined, near)


def joined_and_single(given: JavaCollation) -> tuple[dict[str, object], dict[str, object]]:
    """Align a collation once, and return its table as it is asked for, and with one token in each cell."""
    alignment = align_pretokenised(given.witnesses, given.near_match, "native")
    joined, single = (_table(given, alignment, is_joined, given.near_match) for is_joined in (given.joined, False))
    return joined, single


def _table(given: JavaCollation, alignment: Alignment, is_joined: bool, near: bool) -> dict[str, object]:
    return java_table(alignment, collatex_layout(alignment, is_joined, near), given.tokens, given.transpositions)
