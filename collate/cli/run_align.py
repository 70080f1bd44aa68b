"""What `collate align` does."""

from pathlib import Path

from collate.cli.output import write_out
from collate.compat.collatex_json import aligned_table
from collate.errors import ReadError
from collate.files.read import STDIN, read_input, read_stdin
from collate.files.write import require_not_read
from collate.reading.collatex_json import parse_json
from collate.rendering.json.collatex import dump_table


def align_json(
    source: str, segmentation: bool, near_match: bool, output: str | None, encoding: str, aligner: str, dialect: str
) -> None:
    """Align a collation in CollateX JSON, and write its table."""
    name, content = _read(source)
    if source != STDIN and output not in (None, "-"):
        require_not_read([Path(output)], [Path(source)])
    collation = parse_json(content, name, encoding)
    write_out(output, dump_table(aligned_table(collation, segmentation, near_match, aligner, dialect, name)))


def _read(source: str) -> tuple[str, bytes]:
    """Give the name of what is read, and its bytes."""
    if source == STDIN:
        return "standard input", read_stdin()
    if Path(source).is_dir():
        raise ReadError(f"{source}: a folder; name a file of CollateX JSON")
    return source, read_input(source)
