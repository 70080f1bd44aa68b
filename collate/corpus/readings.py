"""The readings of works as columns, one row a reading: what the data set of a corpus holds. It needs pyarrow."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Final

import pyarrow as pa
from pyarrow import parquet

from collate.apparatus import Apparatus, Entry, Lemma, Reading, entries_and_echoes
from collate.corpus.manifest import WorkRecord
from collate.rendering.tables.cells import show_surrogates

_LIST: Final = pa.list_(pa.string())
COLUMNS: Final = (
    ("work", pa.string()),
    ("version", pa.string()),
    ("n", pa.int32()),
    ("id", pa.string()),
    ("echo", pa.bool_()),
    ("base", pa.string()),
    ("line", pa.int32()),
    ("places", _LIST),
    ("before", pa.string()),
    ("lemma", pa.string()),
    ("after", pa.string()),
    ("lemma_witnesses", _LIST),
    ("reading", pa.string()),
    ("witnesses", _LIST),
    ("kind", pa.string()),
    ("cause", pa.string()),
    ("also", _LIST),
    ("within", pa.string()),
    ("significance", pa.string()),
    ("certainty", pa.string()),
    ("why", pa.string()),
    ("rule", pa.string()),
    ("silent", _LIST),
    ("doubt", pa.float32()),
)
SCHEMA: Final = pa.schema(COLUMNS)
WORKS_KEY: Final = b"collate.works"  # in the metadata of a file: the works whose readings it has, and their version
_MARK: Final = b"PAR1"  # a Parquet file begins and ends with it
_LENGTH_AND_MARK: Final = b"\0\0\0\0" + _MARK
_ROWS_IN_GROUP: Final = 1 << 17

Row = tuple[object, ...]


def readings_of(record: WorkRecord, apparatus: Apparatus) -> pa.Table:
    """Return the readings of a work as a table, one row a reading."""
    columns = list(zip(*_rows(record, apparatus), strict=True)) or [()] * len(COLUMNS)
    arrays = [pa.array(column, kind) for column, (_, kind) in zip(columns, COLUMNS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def staged_readings(works: Sequence[tuple[WorkRecord, pa.Table]]) -> bytes:
    """Return the readings of the works of a batch as a Parquet file."""
    versions = {record.work: record.version_of_readings for record, _ in works}
    return readings_file(joined_tables([table for _, table in works]), versions)


def readings_file(table: pa.Table, versions: Mapping[str, str]) -> bytes:
    """Return a table of readings as a Parquet file. The same readings give the same bytes."""
    out = BytesIO()
    metadata = {WORKS_KEY: json.dumps(dict(sorted(versions.items())), separators=(",", ":")).encode()}
    whole = table.combine_chunks().replace_schema_metadata(metadata)
    parquet.write_table(whole, out, compression="zstd", row_group_size=_ROWS_IN_GROUP)
    return out.getvalue()


def read_readings(content: bytes) -> tuple[pa.Table, dict[str, str]]:
    """Return the readings in a Parquet file, and the version of each work. Raises ValueError for another file."""
    table = parquet.read_table(pa.BufferReader(content))
    versions = json.loads((table.schema.metadata or {})[WORKS_KEY])
    return table.replace_schema_metadata(None).cast(SCHEMA), versions


def works_in(read_last: Callable[[int], bytes]) -> dict[str, str]:
    """Return the version of each work in a Parquet file, of which only the end is read, where it describes itself.

    `read_last` returns so many of its last bytes. Raises ValueError, OSError or KeyError for another file.
    """
    length = int.from_bytes(read_last(len(_LENGTH_AND_MARK))[:4], "little")
    described = read_last(length + len(_LENGTH_AND_MARK))
    schema = parquet.read_schema(pa.BufferReader(_MARK + described))
    versions: dict[str, str] = json.loads((schema.metadata or {})[WORKS_KEY])
    return versions


def tables_by_work(table: pa.Table) -> dict[str, pa.Table]:
    """Return the rows of each work; those of one work are together."""
    names = table.column("work").to_pylist()
    starts = [k for k, name in enumerate(names) if k == 0 or name != names[k - 1]]
    return {names[a]: table.slice(a, b - a) for a, b in pairwise([*starts, len(names)])}


def joined_tables(tables: Sequence[pa.Table]) -> pa.Table:
    """Return tables of readings as one."""
    return pa.concat_tables(tables) if tables else SCHEMA.empty_table()


def _rows(record: WorkRecord, apparatus: Apparatus) -> Iterator[Row]:
    """Yield a row for each reading; where there is no lemma, one for each two readings."""
    head = (record.work, record.version_of_readings)
    for entry in entries_and_echoes(apparatus):
        number = entry.told_in or entry.number
        about = (*head, number, entry.id, entry.told_in is not None, str(apparatus.base))
        places = [f"{system}={value}" for system, value in entry.places]
        silent = [f"{siglum} {testimony.name.lower()}" for siglum, testimony in entry.silent]
        for words, reading in _compared(entry):
            yield (*about, words[0], places, *words[1:], *_reading(reading), silent, entry.doubt)


def _compared(entry: Entry) -> Iterator[tuple[tuple[object, ...], Reading]]:
    """Yield what each reading of an entry is compared with, line first, and the reading."""
    if entry.lemma is None:
        for pair in entry.pairs:
            yield (None, "", show_surrogates(pair.first.text), "", _sigla(pair.first)), pair.second
        return
    lemma = entry.lemma
    words = [show_surrogates(text) for text in (lemma.before, lemma.text, lemma.after)]
    for reading in entry.readings:
        yield (lemma.line, *words, _sigla(lemma)), reading


def _sigla(reading: Lemma | Reading) -> list[str]:
    return [str(support.siglum) for support in reading.support]


def _reading(reading: Reading) -> tuple[object, ...]:
    v = reading.variation
    return (
        show_surrogates(reading.text),
        _sigla(reading),
        str(v.kind),
        v.cause,
        [str(kind) for kind in v.also],
        str(v.within) if v.within else None,
        str(v.significance),
        str(v.certainty),
        show_surrogates(v.why),
        v.rule,
    )
