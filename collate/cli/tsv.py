"""An alignment as TSV, built as arrays of bytes: many rows at a time, without a Python object for each row.

The compiled kernel writes cell after cell. Its twin pads each cell to one width with a byte that UTF-8 never contains.
numpy puts the cells of a row next to one another, a thousand rows at a time, and the padding is removed from the whole
block.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from collate._arrays import Int32, Int64, UInt8
from collate._codepoints import code_points
from collate.cli.tabular import ESCAPED, escape_cell
from collate.kernel import is_compiled
from collate.model.alignment import GAP

_COMPILED_ROWS: Final = 1 << 14  # rows of a block of the compiled kernel
_MOST_DIGITS: Final = 20  # of the number of a row
_WIDER: Final = (0x80, 0x800, 0x10000)  # from these code points on, UTF-8 has one byte more
_BLOCK_ROWS: Final = 1000  # rows of a block: their numbers differ in the last three digits only
_BLOCK_DIGITS: Final = 3
_PADDING: Final = b"\xff"
_WIDTH_STEP: Final = 8  # bytes: padded widths are multiples of this
_MAX_PADDED_WIDTH: Final = 64  # bytes of a cell; blocks with wider cells, which are rare, are joined row by row


def alignment_tsv(header: Sequence[str], codes: Int32, strings: Sequence[str]) -> bytes:
    """Return a table as TSV in UTF-8: a row for each column of the alignment, with its number first.

    codes    int32 (columns, witnesses): indices into `strings`, or GAP, which becomes an empty cell
    """
    lines = _lines if is_compiled() else _lines_in_numpy
    return _encode("\t".join(map(escape_cell, header)) + "\n") + lines(codes, *_encoded_cells(strings))


def _encoded_cells(strings: Sequence[str]) -> tuple[bytes, Int64]:
    """Return the cells of strings in UTF-8, one after another, and the bounds (strings + 1,) int64 of each."""
    joined = "".join(strings)
    if any(char in joined for char in ESCAPED):
        strings = [escape_cell(string) for string in strings]
        joined = "".join(strings)
    bounds = np.zeros(len(strings) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)), out=bounds[1:])
    if joined.isascii():
        return joined.encode("ascii"), bounds
    points = code_points(joined)
    widths = np.ones(len(points) + 1, np.int8)
    for first in _WIDER:
        widths[1:] += points >= first
    widths[0] = 0
    return _encode(joined), np.cumsum(widths, dtype=np.int64).take(bounds)


def _lines(codes: Int32, cells: bytes, bounds: Int64) -> bytes:
    """Return the rows of a table by the compiled kernel."""
    from collate.kernel import _compiled

    codes, sizes = np.ascontiguousarray(codes), np.append(np.diff(bounds), 0)  # a gap, -1, has no size
    cells_of = np.frombuffer(cells, np.uint8)
    parts = []
    for start in range(0, len(codes), _COMPILED_ROWS):
        block = codes[start : start + _COMPILED_ROWS]
        most = len(block) * (_MOST_DIGITS + block.shape[1] + 1) + int(sizes.take(block).sum())
        lines = np.empty(most, np.uint8)
        size = _compiled.tabbed_lines(block, start, cells_of, bounds, lines)
        parts.append(lines[:size].tobytes())
    return b"".join(parts)


def _lines_in_numpy(codes: Int32, cells: bytes, bounds: Int64) -> bytes:
    """Return the same as `_lines`."""
    limits = bounds.tolist()
    padded_cells = _PaddedCells([*(cells[start:end] for start, end in pairwise(limits)), b""])
    codes = np.where(codes == GAP, len(limits) - 1, codes)
    return b"".join(
        [padded_cells.rows(start, codes[start : start + _BLOCK_ROWS]) for start in range(0, len(codes), _BLOCK_ROWS)]
    )


class _PaddedCells:
    """The distinct cells, each with its leading tab, padded on demand to a given width."""

    def __init__(self, cells: Sequence[bytes]) -> None:
        self.cells = [b"\t" + cell for cell in cells]
        self.lengths = np.fromiter(map(len, self.cells), np.int32, len(self.cells))
        self.by_width: dict[int, UInt8] = {}

    def rows(self, start: int, codes: Int32) -> bytes:
        """Return one block of rows; the first has the number `start`."""
        width = -(-int(self.lengths[codes].max(initial=1)) // _WIDTH_STEP) * _WIDTH_STEP
        if width > _MAX_PADDED_WIDTH:
            rows = enumerate(codes.tolist(), start)
            return b"".join(b"%d%b\n" % (number, b"".join([self.cells[c] for c in row])) for number, row in rows)
        leading_digits = np.frombuffer(b"%d" % (start // _BLOCK_ROWS) if start else b"", np.uint8)
        height, digits = len(codes), len(leading_digits) + _BLOCK_DIGITS
        block = np.empty((height, digits + codes.shape[1] * width + 1), np.uint8)
        block[:, : len(leading_digits)] = leading_digits
        block[:, len(leading_digits) : digits] = _trailing_digits(b"0" if start else _PADDING)[:height]
        block[:, digits:-1] = self._padded(width)[codes].reshape(height, -1)
        block[:, -1] = ord("\n")
        return block.tobytes().translate(None, _PADDING)

    def _padded(self, width: int) -> UInt8:
        """Return all cells as uint8 (cells, width). Wider cells are cut; the block does not contain any."""
        if width not in self.by_width:
            padded = b"".join([cell[:width].ljust(width, _PADDING) for cell in self.cells])
            self.by_width[width] = np.frombuffer(padded, np.uint8).reshape(-1, width)
        return self.by_width[width]


def _trailing_digits(padding: bytes) -> UInt8:
    """Return the digits of 0 to 999, padded on the left, as uint8 (1000, 3)."""
    digits = b"".join([(b"%d" % n).rjust(_BLOCK_DIGITS, padding) for n in range(_BLOCK_ROWS)])
    return np.frombuffer(digits, np.uint8).reshape(_BLOCK_ROWS, _BLOCK_DIGITS)


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
