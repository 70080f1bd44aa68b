"""Where the text of a file in XML stands, found from its bytes all at once.

A parser that tells the position of each text calls a function for each of them; this is several times faster. The file
is well-formed: it was parsed before. Where its markup is too rare to be worth a rule, nothing is found, and the parser
is asked.
"""

from array import array
from collections.abc import Sequence

import numpy as np

from collate._arrays import Bool, Int32, UInt8

_ZERO = np.zeros(1, np.int32)


def text_runs(coded: bytes) -> tuple["array[int]", "array[int]", "array[int]", int] | None:
    """Return the runs of text of a file in UTF-8, each on one line: offset over all text, line, column.

    The last value is how many characters all text has. None for a file that has entities of its own, CDATA, or `>` in
    the value of an attribute.
    """
    if b"<!ENTITY" in coded or b"<![CDATA[" in coded:
        return None
    content = np.frombuffer(coded, np.uint8)
    tags = _tags(coded, content)
    if tags is None:
        return None
    starts, ends = tags
    root = next((n for n in map(int, starts) if content[n + 1] not in b"!?"), None)
    if root is None:
        return None
    references = _references(content, starts, ends)
    if references is None:
        return None
    return _runs(coded, content, starts, ends, root, references)


def _tags(coded: bytes, content: UInt8) -> tuple[Int32, Int32] | None:
    """Return where each tag, comment and processing instruction begins, and its last byte."""
    opening, closing = _where(content == 0x3C), _where(content == 0x3E)
    hidden = _hidden(coded)
    if hidden:
        first, last = _positions([h[0] for h in hidden]), _positions([h[1] for h in hidden])
        opening, closing = _outside(opening, first, last), _outside(closing, first, last)
    if not len(opening) or not len(closing):
        return None
    ends = _ends(content, opening, closing)
    if ends is None:
        return None
    if hidden:
        starts = np.concatenate((opening, first))
        order = np.argsort(starts, kind="stable")
        return starts[order], np.concatenate((ends, last))[order]
    return opening, ends


def _ends(content: UInt8, opening: Int32, closing: Int32) -> Int32 | None:
    """Return the `>` that ends each tag; None if one stands in the value of an attribute."""
    if len(opening) == len(closing) and (opening < closing).all() and (closing[:-1] < opening[1:]).all():
        return closing  # one for each tag, as in most files
    following = np.searchsorted(closing, opening)
    if int(following[-1]) >= len(closing):
        return None
    ends = closing[following]
    for quote in (0x22, 0x27):
        marks = _where(content == quote)
        if ((np.searchsorted(marks, ends) - np.searchsorted(marks, opening)) % 2).any():
            return None
    return ends


def _positions(values: Sequence[int]) -> Int32:
    return np.array(values, np.int32)


def _where(found: Bool) -> Int32:
    return np.flatnonzero(found).astype(np.int32)


def _hidden(coded: bytes) -> list[tuple[int, int]]:
    """Return the first and last byte of each comment and processing instruction, in order."""
    found = []
    at = 0
    comment, instruction = coded.find(b"<!--"), coded.find(b"<?")
    while comment >= 0 or instruction >= 0:
        is_comment = comment >= 0 and (instruction < 0 or comment < instruction)
        at = comment if is_comment else instruction
        end = coded.find(b"-->", at + 4) + 2 if is_comment else coded.find(b"?>", at + 2) + 1
        if end <= at:
            break
        found.append((at, end))
        if comment >= 0 and comment < end:
            comment = coded.find(b"<!--", end)
        if instruction >= 0 and instruction < end:
            instruction = coded.find(b"<?", end)
    return found


def _outside(positions: Int32, first: Int32, last: Int32) -> Int32:
    """Return the positions that are in no hidden stretch."""
    n = np.searchsorted(first, positions, side="right") - 1
    return positions[(n < 0) | (positions > last[np.maximum(n, 0)])]


def _in_tag(positions: Int32, starts: Int32, ends: Int32) -> Bool:
    n = np.searchsorted(starts, positions, side="right") - 1
    return (n >= 0) & (positions <= ends[np.maximum(n, 0)])


def _references(content: UInt8, starts: Int32, ends: Int32) -> tuple[Int32, Int32] | None:
    """Return where each reference to a character in the text begins, and its last byte."""
    ampersands = _where(content == 0x26)
    ampersands = ampersands[~_in_tag(ampersands, starts, ends)]
    semicolons = _where(content == 0x3B) if len(ampersands) else ampersands
    following = np.searchsorted(semicolons, ampersands)
    if len(ampersands) and int(following[-1]) >= len(semicolons):
        return None
    return ampersands, semicolons[following] if len(ampersands) else ampersands


def _runs(
    coded: bytes,
    content: UInt8,
    starts: Int32,
    ends: Int32,
    root: int,
    references: tuple[Int32, Int32],
) -> tuple["array[int]", "array[int]", "array[int]", int] | None:
    """Cut the file at tags, line ends and references, and count the characters of each piece."""
    dropped = _dropped(coded, content)
    begins, stops = ends[:-1] + 1, starts[1:]
    has_text = (begins < stops) & (begins > root)
    begins, stops = begins[has_text], stops[has_text]
    if dropped is None:
        return None
    if not len(begins):
        return array("i"), array("i"), array("i"), 0
    line_ends = _where(content == 0x0A)
    cuts, texts = _cuts(begins, stops, np.concatenate((line_ends + 1, references[0], references[1] + 1)))
    behind = np.minimum(np.append(cuts[1:], stops[-1]), stops[texts])
    first = _characters(cuts, dropped)
    lengths = _characters(behind, dropped) - first
    if len(references[0]):
        lengths[np.isin(cuts, references[0], assume_unique=True)] = 1
    lines = np.searchsorted(line_ends, cuts).astype(np.int32)
    columns = first - _characters(np.concatenate((_ZERO, line_ends + 1))[lines], dropped) + 1
    offsets = np.concatenate((_ZERO, np.cumsum(lengths, dtype=np.int32)[:-1]))
    return _array(offsets), _array(lines + 1), _array(columns), int(lengths.sum())


def _cuts(begins: Int32, stops: Int32, inner: Int32) -> tuple[Int32, Int32]:
    """Return where each run of text begins, and the number of the text between two tags in which it is."""
    texts = np.maximum(np.searchsorted(begins, inner, side="right") - 1, 0)
    cuts = np.concatenate((begins, inner[(inner > begins[texts]) & (inner < stops[texts])]))
    cuts.sort(kind="stable")  # of sorted parts, so this is a merge; np.unique is ten times slower
    cuts = cuts[np.concatenate(([True], cuts[1:] != cuts[:-1]))]
    return cuts, (np.searchsorted(begins, cuts, side="right") - 1).astype(np.int32)


def _dropped(coded: bytes, content: UInt8) -> Int32 | None:
    """Return the bytes that begin no character; None if a line ends with a carriage return alone."""
    dropped = _ZERO[:0] if coded.isascii() else _where((content & 0xC0) == 0x80)
    if b"\r" in coded:
        returns = _where(content == 0x0D)
        if (content[np.minimum(returns + 1, len(content) - 1)] != 0x0A).any():
            return None
        dropped = np.sort(np.concatenate((dropped, returns)))
    return dropped


def _characters(positions: Int32, dropped: Int32) -> Int32:
    """Return how many characters of the file stand before each byte."""
    return positions - np.searchsorted(dropped, positions).astype(np.int32) if len(dropped) else positions


def _array(values: Int32) -> "array[int]":
    found = array("i")
    found.frombytes(values.astype(np.int32).tobytes())
    return found
