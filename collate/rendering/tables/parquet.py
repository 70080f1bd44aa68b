"""The long table as Parquet, for programs that read columns. It needs the extra `parquet`, pyarrow."""

from collections.abc import Iterator

from collate.apparatus import Apparatus
from collate.apparatus.part import columns_shown
from collate.errors import WriteError
from collate.model.alignment import Alignment


def write_parquet(apparatus: Apparatus, alignment: Alignment) -> Iterator[bytes]:
    """Write the rows of the long table with typed columns, null where there is no token, all in one chunk.

    Raises WriteError when pyarrow is not installed.
    """
    try:
        from collate.rendering.tables.arrow import parquet_bytes
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        raise WriteError("parquet needs pyarrow, which is not installed; pip install 'textcollate[parquet]'") from None
    yield parquet_bytes(alignment, columns_shown(apparatus, alignment))
