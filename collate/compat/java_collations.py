"""Align what was read in the Java dialect of CollateX JSON."""

from collate.pipeline.aligning import align_pretokenised, collatex_layout
from collate.reading.collatex_java import JavaCollation
from collate.rendering.json.collatex_java import java_table


def align_java_collation(
    given: JavaCollation, segmentation: bool = True, near_match: bool = False, aligner: str = "native"
) -> dict[str, object]:
    """Align a collation that was read in the Java dialect, and return its table in this dialect."""
    near = near_match or given.near_match
    alignment = align_pretokenised(given.witnesses, near, aligner)
    segments = collatex_layout(alignment, segmentation and given.joined, near)
    return java_table(alignment, segments, given.tokens, given.transpositions)
