"""Read a list of works from Parquet. It needs the extra `corpus`."""

from pathlib import Path

from collate.errors import OptionError, ReadError


def listed_rows(path: Path, content: bytes) -> list[dict[str, object]]:
    """Return the rows of a list of works. Raises ReadError for what is no Parquet or has no column `folder`."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        raise OptionError(
            f"{path}: Parquet needs pyarrow, which is not installed; pip install 'textcollate[corpus]'"
        ) from None
    try:
        table = parquet.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError, ValueError):
        raise ReadError(f"{path}: this is no Parquet file; write the list again, or as JSON Lines") from None
    if "folder" not in table.column_names:
        raise ReadError(f"{path}: there is no column folder; a list has the columns work and folder")
    rows: list[dict[str, object]] = table.select([n for n in ("work", "folder") if n in table.column_names]).to_pylist()
    return rows
