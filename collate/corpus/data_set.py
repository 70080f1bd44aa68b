"""The data set of a corpus: Parquet files with the readings of all works, for DuckDB, polars or Spark.

Each batch stages its readings in a file. At the end of a run they are put into the files of their buckets, sorted by
work, so the data set is the same to the byte whatever processes and runs it came from.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from collate.corpus.batches import bucket_of, count_buckets
from collate.corpus.doing import STAGED
from collate.errors import CollateError, ReadError
from collate.files.presence import files_in, is_file, is_folder
from collate.files.read import read_bytes, read_end
from collate.files.removal import remove_written
from collate.files.write import write_files
from collate.model.progress import Progress, tracked

DATA: Final = "readings"
_SUFFIX: Final = ".parquet"
_LARGEST: Final = 1 << 34  # bytes of a file of the data set; it is ours


def data_file(output: Path, bucket: int, buckets: int) -> Path:
    """Return the file of a bucket."""
    return output / DATA / f"part-{bucket:05d}-of-{buckets:05d}{_SUFFIX}"


def has_data_set(output: Path) -> bool:
    """Return whether a data set is there."""
    return bool(_data_files(output))


def versions_on_disk(output: Path) -> dict[str, set[str]]:
    """Return for each work which versions of its readings are in the data set or staged."""
    found: dict[str, set[str]] = {}
    for path in [*_data_files(output), *_staged_files(output)]:
        for work, version in _works_of_file(path).items():
            found.setdefault(work, set()).add(version)
    return found


def merge_readings(output: Path, versions: Mapping[str, str], progress: Progress | None = None) -> None:
    """Put what is staged into the data set, so that it has these works in these versions and no others.

    Each file is replaced at once, and what is staged is removed at the end: a run that is killed here goes on with the
    next one.
    """
    buckets = count_buckets(len(versions))
    members: list[list[str]] = [[] for _ in range(buckets)]
    for work in sorted(versions):
        members[bucket_of(work, buckets)].append(work)
    sources = {path: _works_of_file(path) for path in [*_data_files(output), *_staged_files(output)]}
    sources_of: list[dict[Path, None]] = [{} for _ in range(buckets)]
    for path, works_there in sources.items():
        for work, version in works_there.items():
            if versions.get(work) == version:
                sources_of[bucket_of(work, buckets)][path] = None
    files = [data_file(output, bucket, buckets) for bucket in range(buckets)]
    for bucket, path in enumerate(tracked(files, buckets, "joining readings", progress)):
        wanted = {work: versions[work] for work in members[bucket]}
        if sources.get(path) != wanted:
            _write_bucket(path, wanted, sources_of[bucket])
    for path in sources.keys() - set(files):
        remove_written(path)


def _write_bucket(path: Path, wanted: Mapping[str, str], sources: Iterable[Path]) -> None:
    """Write the file of a bucket from the files that have readings of its works.

    Raises ReadError for a file that is damaged.
    """
    from collate.corpus.readings import joined_tables, read_readings, readings_file, tables_by_work  # late: pyarrow

    tables = {}
    for source in sources:
        try:
            table, has = read_readings(read_bytes(source, _LARGEST))
        except (OSError, ValueError, KeyError):
            raise ReadError(f"{source}: this file of readings is damaged; remove it, and run again") from None
        for work, rows in tables_by_work(table).items():
            if work in wanted and has.get(work) == wanted[work]:
                tables[work] = rows
    content = readings_file(joined_tables([tables[work] for work in sorted(tables)]), wanted)
    write_files({path: content})


def _works_of_file(path: Path) -> dict[str, str]:
    """Return the works in a file of readings; none for a file that is damaged, so that they are done again."""
    from collate.corpus.readings import works_in  # late: it imports pyarrow

    try:
        return works_in(lambda size: read_end(path, size))
    except (OSError, ValueError, KeyError, CollateError):
        return {}


def _data_files(output: Path) -> list[Path]:
    return _parquet_in(output / DATA)


def _staged_files(output: Path) -> list[Path]:
    return _parquet_in(output / STAGED)


def _parquet_in(folder: Path) -> list[Path]:
    return [path for path in files_in(folder, _SUFFIX) if is_file(path)] if is_folder(folder) else []
