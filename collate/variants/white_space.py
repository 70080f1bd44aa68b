"""Units between two columns: the white space between two tokens, where it differs between witnesses."""

from functools import reduce
from typing import Final

import numpy as np

from collate._arrays import Bool, Int8, Int64
from collate.model.alignment import Alignment, Testimony
from collate.model.tokens import Tokens
from collate.model.units import Units
from collate.text.normalise import NO_BREAK_SPACES, count_line_breaks
from collate.variants.columns import extant_pattern, reading_groups

_NO_NEIGHBOUR: Final = -1
_NOTHING, _SPACE, _NO_BREAK, _LINE, _PARAGRAPH = range(5)


def white_space_units(alignment: Alignment, spans: Int64) -> Units:
    """Return the units between two columns that both witnesses have, with other white space in between.

    A line break counts as a space, because each edition breaks its lines differently. Beside a blank line it counts
    as a blank line. A witness that does not have the two tokens side by side is in the unit as one that omits.

    Parameters
    ----------
    alignment : Alignment
    spans : (units, 2) int64
        Columns [start, stop) of the other units; inside them white space is not examined.
    """
    witnesses = range(len(alignment.tokens))
    classes = np.stack([_space_before(alignment, w) for w in witnesses], axis=1)
    inside = np.zeros(len(classes) + 1, np.int64)
    np.add.at(inside, spans[:, 0] + 1, 1)
    np.add.at(inside, spans[:, 1], -1)
    at = np.flatnonzero(_differs(classes) & (np.cumsum(inside)[:-1] == 0))
    classes = classes[at]
    line = np.where((classes == _PARAGRAPH).any(axis=1), _PARAGRAPH, _SPACE)[:, None]
    classes = np.where(classes == _LINE, line, classes).astype(np.int8)
    kept = _differs(classes)
    at, classes = at[kept], classes[kept]
    after = alignment.testimony[np.minimum(at, len(alignment.table) - 1)]
    before = extant_pattern(alignment.testimony[at - 1])
    return Units(
        start=at.astype(np.int32),
        stop=at.astype(np.int32),
        is_white_space=np.ones(len(at), bool),
        reading_groups=reading_groups(classes, classes != _NO_NEIGHBOUR),
        testimony=np.where(after > Testimony.OMITS, after, before),
    )


def _differs(classes: Int8) -> Bool:
    """Return (columns,) bool: whether two witnesses have different classes (columns, witnesses) of white space."""
    has_neighbour = classes != _NO_NEIGHBOUR
    low = np.where(has_neighbour, classes, np.iinfo(classes.dtype).max)
    # Reduced witness by witness: there are few witnesses and many columns.
    return np.asarray(reduce(np.minimum, low.T) < reduce(np.maximum, classes.T))


def _space_before(alignment: Alignment, w: int) -> Int8:
    """Return the classes of white space of a witness.

    Returns
    -------
    (columns + 1,) int8
        The white space between the token in each column and the token in the column before it, or _NO_NEIGHBOUR.
        The last value is that of the white space after the last column.
    """
    column, tokens = alignment.table[:, w], alignment.tokens[w]
    spaces = np.full(len(column) + 1, _NO_NEIGHBOUR, np.int8)
    if len(column) and alignment.testimony[-1, w] == Testimony.READS:
        # At the end of a file the number of line breaks means nothing; a no-break space does.
        rest = tokens.witness.text[tokens.spans[-1, 1] :]
        spaces[-1] = _NO_BREAK if _space_class(rest) == _NO_BREAK else _SPACE
    reads = alignment.testimony[:, w] == Testimony.READS
    both = np.flatnonzero(reads[1:] & reads[:-1]) + 1
    spaces[both] = _spaces_before(tokens)[column[both]]
    return spaces


def _spaces_before(tokens: Tokens) -> Int8:
    """Return (n,) int8: the class of the white space before each token; _NO_NEIGHBOUR for the first."""
    text = tokens.witness.text
    spaces = np.full(len(tokens), _NO_NEIGHBOUR, np.int8)
    ends, starts = tokens.spans[:-1, 1], tokens.spans[1:, 0]
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width = starts - ends
    plain = (width == 1) & (points[ends] == ord(" "))
    spaces[1:] = np.where(plain, _SPACE, _NOTHING)
    others = np.flatnonzero((width > 0) & ~plain)
    class_of: dict[str, int] = {}
    for i, start, end in zip(others.tolist(), ends[others].tolist(), starts[others].tolist(), strict=True):
        space = text[start:end]
        if space not in class_of:
            class_of[space] = _space_class(space)
        spaces[i + 1] = class_of[space]
    return spaces


def _space_class(space: str) -> int:
    """Return the class of some white space."""
    if space == " ":
        return _SPACE
    if not space:
        return _NOTHING
    if any(c in NO_BREAK_SPACES for c in space):
        return _NO_BREAK
    breaks = count_line_breaks(space)
    return _PARAGRAPH if breaks > 1 else _LINE if breaks else _SPACE
