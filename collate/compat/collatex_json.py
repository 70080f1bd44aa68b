"""Align the JSON of CollateX. Nothing heavy is imported before a function is called."""

from collections.abc import Mapping
from typing import Final

from collate.errors import OptionError

DIALECTS: Final = ("python", "java")


def align_collatex_json(
    collation: Mapping[str, object],
    segmentation: bool = True,
    near_match: bool = False,
    aligner: str = "native",
    dialect: str = "python",
) -> dict[str, object]:
    """Align a collation in the JSON of CollateX, and return the table as CollateX does.

    Parameters
    ----------
    collation : mapping
        `{"witnesses": [{"id", "content"} or {"id", "tokens": [{"t", "n"?, any other keys}]}, ...]}`.
        It is not changed.
    segmentation : bool, default True
        Words that always follow one another share a cell.
    near_match : bool, default False
        Like words attract each other. Otherwise only tokens with an equal `n` do.
    aligner : {"native", "collatex"}, default "native"
        Which aligner is used.
    dialect : {"python", "java"}, default "python"
        "python" is the form of the Python package of CollateX; "java" that of its HTTP service. In "java", settings
        in the collation are read (`tokenComparator`, `joined`, `transpositions`; `algorithm` changes nothing), sigla
        are sorted, `table` has a list for each column, nothing is `[]`, and tokens come back as they were sent,
        those of `content` as strings. Words share a cell unless `segmentation` or `joined` is false; like words
        attract each other if `near_match` is true or the comparator is "levenshtein".

    Returns
    -------
    dict
        `witnesses` (the ids) and `table` (in "python" a row for each witness; a cell is a list of tokens, or None),
        in the order of the collation; and three keys that CollateX does not have: `doubt`, `links` and `moves`
        (docs/cli.md, align).

    Raises
    ------
    ReadError
        The collation does not have the form of CollateX.
    OptionError
        There is no such aligner or dialect, or options exclude each other.
    AlignmentError
        The aligner "collatex" lost a token.

    Examples
    --------
    >>> import collate
    >>> texts = [{"id": "A", "content": "a cat"}, {"id": "B", "content": "the cat"}]
    >>> table = collate.align_collatex_json({"witnesses": texts})["table"]
    >>> [["".join(token["t"] for token in cell) for cell in row] for row in table]
    [['a ', 'cat'], ['the ', 'cat']]
    """
    return aligned_table(collation, segmentation, near_match, aligner, dialect)


def aligned_table(
    collation: object, segmentation: bool, near_match: bool, aligner: str, dialect: str, file: str = ""
) -> dict[str, object]:
    """Align a collation as `align_collatex_json` does; error messages name `file`."""
    from collate.compat.java_collations import align_java_collation
    from collate.pipeline.aligning import align_pretokenised, collatex_layout
    from collate.reading.collatex_java import java_collation
    from collate.reading.collatex_json import witnesses_of
    from collate.rendering.json.collatex import collatex_table

    if dialect == "python":
        alignment = align_pretokenised(witnesses_of(collation, file), near_match, aligner)
        return collatex_table(alignment, collatex_layout(alignment, segmentation, near_match))
    if dialect == "java":
        return align_java_collation(java_collation(collation, file), segmentation, near_match, aligner)
    raise OptionError(f"there is no dialect {dialect!r}; use one of {', '.join(DIALECTS)}")
