"""The columns of the long table as pyarrow holds them. Importing this imports pyarrow."""

from io import BytesIO

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from collate._arrays import Int32
from collate.model.alignment import GAP, Alignment, Testimony
from collate.rendering.tables.alignment_table import LONG_HEADER
from collate.rendering.tables.cells import show_surrogates


def parquet_bytes(alignment: Alignment) -> bytes:
    """Give the long table as a file of Parquet; every string is kept once, and what has no token is null."""
    columns, witnesses = alignment.table.shape
    testimony = alignment.testimony.ravel()
    arrays = [
        pa.array(np.repeat(np.arange(1, columns + 1, dtype=np.int32), witnesses)),
        _named(np.tile(np.arange(witnesses, dtype=np.int32), columns), _sigla(alignment)),
        _words(alignment, alignment.codes("surface")),
        _words(alignment, alignment.codes("form")),
        *_spans(alignment),
        _named(testimony.astype(np.int32), [t.name.lower() for t in Testimony]),
    ]
    out = BytesIO()
    parquet.write_table(pa.table(arrays, names=list(LONG_HEADER)), out, compression="snappy")
    return out.getvalue()


def _sigla(alignment: Alignment) -> list[str]:
    return [t.witness.siglum for t in alignment.tokens]


def _named(codes: Int32, names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes, pa.array(names, pa.string()))


def _words(alignment: Alignment, codes: Int32) -> pa.Array:
    """Give words by their code, null where there is no token; of the vocabulary only what is used, in its order."""
    flat = codes.ravel()
    used, which = np.unique(flat, return_inverse=True)
    gap = int(len(used) > 0 and used[0] == GAP)
    strings = alignment.tokens[0].vocabulary.strings
    names = pa.array([show_surrogates(strings[c]) for c in used[gap:].tolist()], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array((which - gap).astype(np.int32), mask=flat == GAP), names)


def _spans(alignment: Alignment) -> list[pa.Array]:
    """Give starts and ends, null where there is no token."""
    gaps = (alignment.table == GAP).ravel()
    places = np.zeros((2, *alignment.table.shape), np.int32)
    for w, tokens in enumerate(alignment.tokens):
        here = alignment.table[:, w] != GAP
        places[:, here, w] = tokens.spans[alignment.table[here, w]].T
    return [pa.array(side.ravel(), mask=gaps) for side in places]
