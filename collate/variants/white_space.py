"""Places between two columns: other white space between neighbours that stand in both witnesses."""

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
    """Find neighbours that both stand in two witnesses, with other white space between them, outside `spans`.

    A line's end counts as a space, since lines are wrapped anew; beside a blank line it counts
    as one. A witness that does not have the two side by side is said to omit the place.
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
    known = classes != _NO_NEIGHBOUR
    after = alignment.testimony[np.minimum(at, len(alignment.table) - 1)]
    before = extant_pattern(alignment.testimony[at - 1])
    return Units(
        start=at.astype(np.int32),
        stop=at.astype(np.int32),
        is_white_space=np.ones(len(at), bool),
        reading_groups=reading_groups(classes, known),
        testimony=np.where(after > Testimony.OMITS, after, before),
    )


def _differs(classes: Int8) -> Bool:
    """Say (columns,) bool where two witnesses are known to have unlike white space."""
    known = classes != _NO_NEIGHBOUR
    low = np.where(known, classes, np.iinfo(classes.dtype).max)
    # Witness by witness: there are few, and many columns.
    return np.asarray(reduce(np.minimum, low.T) < reduce(np.maximum, classes.T))


def _space_before(alignment: Alignment, w: int) -> Int8:
    """Give (columns + 1,) int8: the white space between a token and the one in the column before, or unknown.

    The last is what stands behind the last column.
    """
    column, tokens = alignment.table[:, w], alignment.tokens[w]
    spaces = np.full(len(column) + 1, _NO_NEIGHBOUR, np.int8)
    if len(column) and alignment.testimony[-1, w] == Testimony.READS:
        # At the end of a file a line's end more or less says nothing; a no-break space does.
        rest = tokens.witness.text[tokens.spans[-1, 1] :]
        spaces[-1] = _NO_BREAK if _space_class(rest) == _NO_BREAK else _SPACE
    reads = alignment.testimony[:, w] == Testimony.READS
    both = np.flatnonzero(reads[1:] & reads[:-1]) + 1
    spaces[both] = _spaces_before(tokens)[column[both]]
    return spaces


def _spaces_before(tokens: Tokens) -> Int8:
    """Give (n,) int8: the white space before each token; before the first it is unknown."""
    text = tokens.witness.text
    spaces = np.full(len(tokens), _NO_NEIGHBOUR, np.int8)
    ends, starts = tokens.spans[:-1, 1], tokens.spans[1:, 0]
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    wide = starts - ends
    plain = (wide == 1) & (points[ends] == ord(" "))
    spaces[1:] = np.where(plain, _SPACE, _NOTHING)
    rest = np.flatnonzero((wide > 0) & ~plain)
    known: dict[str, int] = {}
    for i, start, end in zip(rest.tolist(), ends[rest].tolist(), starts[rest].tolist(), strict=True):
        space = text[start:end]
        if space not in known:
            known[space] = _space_class(space)
        spaces[i + 1] = known[space]
    return spaces


def _space_class(space: str) -> int:
    if space == " ":
        return _SPACE
    if not space:
        return _NOTHING
    if any(c in NO_BREAK_SPACES for c in space):
        return _NO_BREAK
    breaks = count_line_breaks(space)
    return _PARAGRAPH if breaks > 1 else _LINE if breaks else _SPACE
