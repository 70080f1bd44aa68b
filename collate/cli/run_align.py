"""What `collate align` does."""

from pathlib import Path

from collate.cli.output import Medium, require_output_is_no_input, write_output
from collate.compat.collatex_json import aligned_table
from collate.errors import ReadError
from collate.files.encodings import Encodings
from collate.files.presence import is_folder
from collate.files.read import STDIN, read_input, read_stdin
from collate.reading.collatex_json import parse_json
from collate.reading.sigla import siglum_of
from collate.rendering.json.collatex import dump_table


def align_json(
    source: str,
    segmentation: bool,
    near_match: bool,
    output: str | None,
    encoding: Encodings,
    aligner: str,
    dialect: str,
) -> None:
    """Align a collation in CollateX JSON and write its table."""
    name, content = _read(source)
    require_output_is_no_input(output, [Path(source)] if source != STDIN else [])
    (encoding_of_source,) = encoding.of_files([(siglum_of(name), name)])
    collation = parse_json(content, name, encoding_of_source)
    write_output(
        output, dump_table(aligned_table(collation, segmentation, near_match, aligner, dialect, name)), Medium.PROGRAMS
    )


def _read(source: str) -> tuple[str, bytes]:
    """Return the name of a source, as messages show it, and its content."""
    if source == STDIN:
        return "standard input", read_stdin()
    if is_folder(source):
        raise ReadError(f"{source}: this is a folder; name a file of CollateX JSON")
    return source, read_input(source)
