"""The library door for programs that call CollateX today. It loads nothing heavy until it is called."""

from collections.abc import Mapping


def align_collatex_json(
    collation: Mapping[str, object],
    segmentation: bool = True,
    near_match: bool = False,
    aligner: str = "native",
) -> dict[str, object]:
    """Align a collation given as CollateX takes it, and give the table as CollateX does.

    collation     {"witnesses": [{"id", "content"} or {"id", "tokens": [{"t", "n"?, any other keys}]}, ...]}
    segmentation  words that always follow one another share a cell
    near_match    like words attract each other; else only tokens with an equal `n` do
    aligner       "native", or "collatex"

    The answer has `witnesses` (ids) and `table` (a row for each witness, a cell a list of tokens or
    None) in the order of the collation, and three keys that CollateX has not: `doubt`, `links` and
    `moves` (docs/cli.md, align). The collation is not changed. Raises ReadError for a collation that
    is not as CollateX has it, OptionError for options that do not go together, and AlignmentError
    where the aligner loses a token.
    """
    from collate.pipeline.aligning import align_pretokenised, collatex_layout
    from collate.reading.collatex_json import witnesses_of
    from collate.rendering.json.collatex import collatex_table

    alignment = align_pretokenised(witnesses_of(collation), near_match, aligner)
    return collatex_table(alignment, collatex_layout(alignment, segmentation, near_match))
