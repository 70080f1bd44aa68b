"""An alignment as lines of tabs: set in bytes, a thousand rows at once, and no row made in Python.

Every cell is filled up to one width with a byte that no UTF-8 text holds; rows are then set side by
side by numpy, and the filling is taken out of the whole.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int32, UInt8
from collate.cli.tabular import escaped
from collate.model.alignment import GAP

_ROWS: Final = 1000  # set at once: they have all but the last three digits of their number in common
_DIGITS: Final = 3
_FILLING: Final = b"\xff"
_STEP: Final = 8  # bytes: widths are multiples of it
_WIDEST: Final = 64  # bytes of a cell; rows with wider ones, which are few, are joined one by one


def tabbed(head: Sequence[str], codes: Int32, strings: Sequence[str]) -> bytes:
    """Write a numbered row for each of the columns (columns, witnesses) int32 of codes, UTF-8; a GAP is empty."""
    cells = [_encoded(escaped(s)) for s in strings] + [b""]
    codes = np.where(codes == GAP, len(strings), codes)
    table = _Cells(cells)
    lines = [_encoded("\t".join(map(escaped, head))) + b"\n"]
    lines += [table.rows(start, codes[start : start + _ROWS]) for start in range(0, len(codes), _ROWS)]
    return b"".join(lines)


class _Cells:
    """The cells that there are, each after its tab, filled up to the widths that are asked for."""

    def __init__(self, cells: Sequence[bytes]) -> None:
        self.cells = [b"\t" + cell for cell in cells]
        self.lengths = np.fromiter(map(len, self.cells), np.int32, len(self.cells))
        self.filled: dict[int, UInt8] = {}

    def rows(self, start: int, codes: Int32) -> bytes:
        """Write the rows that begin with the number `start`."""
        width = -(-int(self.lengths[codes].max(initial=1)) // _STEP) * _STEP
        if width > _WIDEST:
            rows = enumerate(codes.tolist(), start)
            return b"".join(b"%d%b\n" % (number, b"".join([self.cells[c] for c in row])) for number, row in rows)
        common = np.frombuffer(b"%d" % (start // _ROWS) if start else b"", np.uint8)
        height, digits = len(codes), len(common) + _DIGITS
        page = np.empty((height, digits + codes.shape[1] * width + 1), np.uint8)
        page[:, : len(common)] = common
        page[:, len(common) : digits] = _numbers(b"0" if start else _FILLING)[:height]
        page[:, digits:-1] = self._filled(width)[codes].reshape(height, -1)
        page[:, -1] = ord("\n")
        return page.tobytes().translate(None, _FILLING)

    def _filled(self, width: int) -> UInt8:
        """Give the cells, (cells, width); those that are wider are cut, and not asked for."""
        if width not in self.filled:
            filled = b"".join([cell[:width].ljust(width, _FILLING) for cell in self.cells])
            self.filled[width] = np.frombuffer(filled, np.uint8).reshape(-1, width)
        return self.filled[width]


def _numbers(filling: bytes) -> UInt8:
    """Give the digits of the numbers below a thousand, (1000, 3)."""
    return np.frombuffer(b"".join([(b"%d" % n).rjust(_DIGITS, filling) for n in range(_ROWS)]), np.uint8).reshape(
        _ROWS, _DIGITS
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
