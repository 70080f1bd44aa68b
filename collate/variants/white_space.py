"""Units between two columns: the white space between two tokens, where it differs between witnesses."""

from collections import Counter
from functools import reduce
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32, Int64
from collate._dataclass import dataclass
from collate.model.alignment import Alignment, Testimony
from collate.model.tokens import Tokens
from collate.model.units import Units
from collate.text.normalise import NO_BREAK_SPACES, count_line_breaks
from collate.variants.columns import extant_pattern, reading_groups
from collate.variants.line_ends import LINE, PARAGRAPH, Lines, kept_line_ends

_NO_NEIGHBOUR: Final = -1
_NOTHING, _SPACE = 0, 1  # the codes of no white space and of one space
_NO_BREAK: Final = "\u00a0"
LINE_BREAKS: Final = "line breaks (LF, CR LF or CR)"


@dataclass(frozen=True, slots=True, eq=False)
class WhiteSpace:
    """The white space of all witnesses around their tokens.

    strings      the distinct stretches of white space
    codes        (columns + 1, witnesses) int32: the stretch before each column and after the last, or -1 where the
                 witness does not have the tokens on both sides
    keeps_lines  (witnesses,) bool: the witness is mostly lines that mean something, as in verse
    line_ends    (columns + 1, witnesses) bool: the stretch is a line end that means nothing, as in prose
    """

    strings: tuple[str, ...]
    codes: Int32
    keeps_lines: Bool
    line_ends: Bool

    def __repr__(self) -> str:
        return f"<WhiteSpace: {len(self.strings)} stretches, {int(self.keeps_lines.sum())} witnesses keep lines>"


def white_space(alignment: Alignment, lines: Lines = Lines.AUTO) -> WhiteSpace:
    """Return the white space of an alignment; `lines` says whether its line ends mean something."""
    numbers = {"": _NOTHING, " ": _SPACE}
    before = [_codes_before(tokens, numbers) for tokens in alignment.tokens]
    strings = tuple(numbers)
    breaks = np.array([min(2, count_line_breaks(s)) for s in strings])
    indented = np.array([s[-1:] in " \t" for s in strings])
    codes = np.stack([_in_columns(alignment, w, of_tokens) for w, of_tokens in enumerate(before)], axis=1)
    for w, tokens in enumerate(alignment.tokens):
        if not tokens.witness.is_typed:
            codes[[0, -1], w] = _NO_NEIGHBOUR  # a reader writes no white space at the ends of a text
    has_breaks = np.where(codes == _NO_NEIGHBOUR, 0, breaks[codes])
    kept = kept_line_ends(
        alignment, [breaks[c[:-1]] for c in before], [indented[c[:-1]] for c in before], has_breaks, lines
    )
    wraps = np.zeros(codes.shape, bool)
    for w, of_tokens in enumerate(before):
        wraps_before = (breaks[of_tokens] == 1) & ~np.append(kept[w], np.False_)
        wraps[:, w] = _in_columns(alignment, w, wraps_before.astype(np.int32)) == 1
    wraps[-1] = False
    paragraphs = [np.count_nonzero(breaks[of_tokens[1:-1]] == 2) for of_tokens in before]
    keeps_lines = [k.any() and np.count_nonzero(k) >= p for k, p in zip(kept, paragraphs, strict=True)]
    return WhiteSpace(strings, codes, np.array(keeps_lines, bool), wraps)


def white_space_units(alignment: Alignment, spans: Int64, space: WhiteSpace) -> Units:
    """Return the units between two columns that both witnesses have, with other white space in between.

    A line end that means nothing is equal to any white space, because each edition breaks its lines differently. A
    witness that does not have the two tokens side by side is in the unit as one that omits.

    Parameters
    ----------
    alignment : Alignment
    spans : (units, 2) int64
        Columns [start, stop) of the other units; inside them white space is not examined.
    space : WhiteSpace
        The white space of the alignment.
    """
    at = _examined(space, spans)
    at = at[at > 0]  # nothing comes before the first token
    codes = _folded(space, at, len(alignment.table))
    kept = _differs(codes)
    at, codes = at[kept], codes[kept]
    after = alignment.testimony[np.minimum(at, len(alignment.table) - 1)]
    before = extant_pattern(alignment.testimony[at - 1])
    return Units(
        start=at.astype(np.int32),
        stop=at.astype(np.int32),
        is_white_space=np.ones(len(at), bool),
        reading_groups=reading_groups(codes, codes != _NO_NEIGHBOUR),
        testimony=np.where(after > Testimony.OMITS, after, before),
    )


def white_space_elsewhere(units: Units, space: WhiteSpace) -> tuple[tuple[str, int], ...]:
    """Count the places whose white space differs although they are no unit, by what differs there."""
    words = ~units.is_white_space
    spans = np.stack([units.start[words], units.stop[words]], axis=1).astype(np.int64)
    is_entry = np.zeros(len(space.codes), bool)
    is_entry[units.start[units.is_white_space]] = True
    at = _examined(space, spans)
    at = at[~is_entry[at]]
    counts: dict[str, int] = {}
    inner = at[(at > 0) & (at < len(space.codes) - 1)]
    for row, number in Counter(map(tuple, space.codes[inner].tolist())).items():
        name = _difference({space.strings[c] for c in row if c != _NO_NEIGHBOUR})
        counts[name] = counts.get(name, 0) + number
    ends = (0, "the beginning of the text"), (len(space.codes) - 1, "the line break at the end of the text")
    for end, name in ends:
        if end in at:
            strings = {space.strings[c] for c in space.codes[end].tolist() if c != _NO_NEIGHBOUR}
            told = LINE_BREAKS if _difference(strings) == LINE_BREAKS else name
            counts[told] = counts.get(told, 0) + 1
    return tuple(sorted(counts.items()))


def _difference(strings: set[str]) -> str:
    """Return what differs between stretches of white space that are no unit."""
    has_breaks = {count_line_breaks(s) > 0 for s in strings}
    if len(has_breaks) > 1:
        return "line ends"
    strings = {s.replace("\r\n", "\n").replace("\r", "\n") for s in strings}
    if len(strings) == 1:
        return LINE_BREAKS
    if len({_without_spaces_at_line_ends(s) for s in strings}) == 1:
        return "spaces at line ends"
    return "blank lines" if has_breaks == {True} else "kinds of spaces"


def _without_spaces_at_line_ends(space: str) -> str:
    *lines, last = space.split("\n")
    return "\n" * len(lines) + last


def _examined(space: WhiteSpace, spans: Int64) -> Int64:
    """Return the places outside the units of words at which the white space of two witnesses differs at all."""
    inside = np.zeros(len(space.codes) + 1, np.int64)
    np.add.at(inside, spans[:, 0] + 1, 1)
    np.add.at(inside, spans[:, 1], -1)
    return np.flatnonzero(_differs(space.codes) & (np.cumsum(inside)[:-1] == 0))


def _differs(codes: Int32) -> Bool:
    """Return (columns,) bool: whether two witnesses have different codes (columns, witnesses) of white space."""
    has_neighbour = codes != _NO_NEIGHBOUR
    low = np.where(has_neighbour, codes, np.iinfo(codes.dtype).max)
    # Reduced witness by witness: there are few witnesses and many columns.
    return np.asarray(reduce(np.minimum, low.T) < reduce(np.maximum, codes.T))


def _folded(space: WhiteSpace, at: Int64, end: int) -> Int32:
    """Return the codes (p, witnesses) at some places, equal where a difference is no unit; `end` is the last place."""
    meanings, meanings_at_end = [_fold(s) for s in space.strings], [_fold_end(s) for s in space.strings]
    # One space comes first, then the others in the order of strings: the order of the witnesses must not matter.
    ranked = sorted({*meanings, *meanings_at_end, " "}, key=lambda s: (s != " ", s))
    rank_of = {meaning: rank for rank, meaning in enumerate(ranked)}
    folded = np.array([rank_of[s] for s in meanings], np.int32)
    folded_at_end = np.array([rank_of[s] for s in meanings_at_end], np.int32)
    codes = space.codes[at]
    silent = codes == _NO_NEIGHBOUR
    codes = np.where((at == end)[:, None], folded_at_end[codes], folded[codes])
    # A line end of prose is equal to another white space of the place, and to one space where there is none.
    wraps = space.line_ends[at] & ~silent
    within_line = ~wraps & ~silent & ~np.array([s.startswith("\n") for s in ranked])[codes]
    is_space = within_line & (codes != rank_of[""])
    stands_for = np.where(is_space, codes, len(ranked)).min(axis=1) % len(ranked)
    codes = np.where(wraps & within_line.any(axis=1)[:, None], stands_for[:, None], codes)
    return np.where(silent, _NO_NEIGHBOUR, codes).astype(np.int32)


def _fold(space: str) -> str:
    """Return what a stretch of white space means: no-break space, line end or paragraph end, indentation, spaces."""
    if any(c in NO_BREAK_SPACES for c in space):
        return _NO_BREAK
    breaks = count_line_breaks(space)
    if breaks:
        indentation = space[max(space.rfind("\n"), space.rfind("\r")) + 1 :].replace("\f", "")
        return (PARAGRAPH if breaks > 1 else LINE) + indentation
    return space.replace("\f", "") or space[:1].replace("\f", " ")


def _fold_end(space: str) -> str:
    """Return what the white space after the last token means: a final line break or none is the same."""
    if any(c in NO_BREAK_SPACES for c in space):
        return _NO_BREAK
    return PARAGRAPH if count_line_breaks(space) > 1 else LINE


def _in_columns(alignment: Alignment, w: int, values: Int32) -> Int32:
    """Return the values of a witness in columns.

    Parameters
    ----------
    alignment : Alignment
    w : int
    values : (n + 1,) int32
        A value for the white space before each token, and after the last.

    Returns
    -------
    (columns + 1,) int32
        That of the token in each column where the column before it has a token too, or _NO_NEIGHBOUR.
    """
    column = alignment.table[:, w]
    reads = alignment.testimony[:, w] == Testimony.READS
    result = np.full(len(column) + 1, _NO_NEIGHBOUR, np.int32)
    if len(column) and reads[-1]:
        result[-1] = values[-1]
    if len(column) and reads[0]:
        result[0] = values[0]
    both = np.flatnonzero(reads[1:] & reads[:-1]) + 1
    result[both] = values[column[both]]
    return result


def _codes_before(tokens: Tokens, numbers: dict[str, int]) -> Int32:
    """Return (n + 1,) int32: the number of the white space before each token and after the last.

    New stretches of white space are added to `numbers`.
    """
    text = tokens.witness.text
    starts = np.append(tokens.spans[:, 0], np.int32(len(text)))
    ends = np.append(np.int32(0), tokens.spans[:, 1])
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width = starts - ends
    plain = np.zeros(len(width), bool)
    single = width == 1
    plain[single] = points[ends[single]] == ord(" ")
    codes = np.where(plain, _SPACE, _NOTHING).astype(np.int32)
    others = np.flatnonzero((width > 0) & ~plain)
    rows = zip(others.tolist(), ends[others].tolist(), starts[others].tolist(), strict=True)
    for i, start, end in rows:
        codes[i] = numbers.setdefault(text[start:end], len(numbers))
    return codes
