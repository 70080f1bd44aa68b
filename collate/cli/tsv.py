"""An alignment as TSV, built as arrays of bytes: a thousand rows at a time, without a Python object for each row.

Each cell is padded to one width with a byte that UTF-8 never contains. numpy puts the cells of a row next to one
another, and the padding is removed from the whole block.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int32, UInt8
from collate.cli.tabular import escape_cell
from collate.model.alignment import GAP

_BLOCK_ROWS: Final = 1000  # rows of a block: their numbers differ in the last three digits only
_BLOCK_DIGITS: Final = 3
_PADDING: Final = b"\xff"
_WIDTH_STEP: Final = 8  # bytes: padded widths are multiples of this
_MAX_PADDED_WIDTH: Final = 64  # bytes of a cell; blocks with wider cells, which are rare, are joined row by row


def alignment_tsv(header: Sequence[str], codes: Int32, strings: Sequence[str]) -> bytes:
    """Return a table as TSV in UTF-8: a row for each column of the alignment, with its number first.

    codes    int32 (columns, witnesses): indices into `strings`, or GAP, which becomes an empty cell
    """
    cells = [_encode(escape_cell(s)) for s in strings] + [b""]
    codes = np.where(codes == GAP, len(strings), codes)
    padded_cells = _PaddedCells(cells)
    parts = [_encode("\t".join(map(escape_cell, header))) + b"\n"]
    parts += [
        padded_cells.rows(start, codes[start : start + _BLOCK_ROWS]) for start in range(0, len(codes), _BLOCK_ROWS)
    ]
    return b"".join(parts)


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
