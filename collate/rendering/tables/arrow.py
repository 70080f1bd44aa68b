"""The long table as columns of pyarrow. Importing this module imports pyarrow."""

from io import BytesIO

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from collate._arrays import Int32, Int64
from collate.model.alignment import GAP, Alignment, Testimony
from collate.rendering.tables.alignment_table import LONG_HEADER
from collate.rendering.tables.cells import show_surrogates


def parquet_bytes(alignment: Alignment, rows: Int64) -> bytes:
    """Return some columns of the long table as a Parquet file; each string is stored once.

    Cells without a token are null.
    """
    columns, witnesses = len(rows), alignment.table.shape[1]
    testimony = alignment.testimony[rows].ravel()
    arrays = [
        pa.array(np.repeat((rows + 1).astype(np.int32), witnesses)),
        _named(np.tile(np.arange(witnesses, dtype=np.int32), columns), _sigla(alignment)),
        _strings(alignment, alignment.codes("surface")[rows]),
        _strings(alignment, alignment.codes("form")[rows]),
        *_spans(alignment, rows),
        _named(testimony.astype(np.int32), [t.name.lower() for t in Testimony]),
    ]
    out = BytesIO()
    parquet.write_table(pa.table(arrays, names=list(LONG_HEADER)), out, compression="snappy")
    return out.getvalue()


def _sigla(alignment: Alignment) -> list[str]:
    return [t.witness.siglum for t in alignment.tokens]


def _named(codes: Int32, names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes, pa.array(names, pa.string()))


def _strings(alignment: Alignment, codes: Int32) -> pa.Array:
    """Return the strings of codes (columns, witnesses), null for GAP; the dictionary holds only those that occur."""
    flat = codes.ravel()
    used, number = np.unique(flat, return_inverse=True)
    gap = int(len(used) > 0 and used[0] == GAP)
    strings = alignment.tokens[0].vocabulary.strings
    names = pa.array([show_surrogates(strings[code]) for code in used[gap:].tolist()], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array((number - gap).astype(np.int32), mask=flat == GAP), names)


def _spans(alignment: Alignment, rows: Int64) -> list[pa.Array]:
    """Return the starts and the ends of tokens, null where there is no token."""
    gaps = (alignment.table[rows] == GAP).ravel()
    offsets = np.zeros((2, *alignment.table.shape), np.int32)
    for w, tokens in enumerate(alignment.tokens):
        has_token = alignment.table[:, w] != GAP
        offsets[:, has_token, w] = tokens.spans[alignment.table[has_token, w]].T
    return [pa.array(side[rows].ravel(), mask=gaps) for side in offsets]
