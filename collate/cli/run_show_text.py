"""What `collate show text` does. It imports neither the aligner nor numpy."""

from collate.cli.tabular import write_text
from collate.files.boundary import Permissions
from collate.reading import read_sources


def show_text(sources: tuple[str, ...], encoding: str, permissions: Permissions, output: str | None) -> None:
    """Write the text of each witness as it was read."""
    work = read_sources(sources, encoding, permissions)
    write_text(output, "".join(w.text for w in work.witnesses), work.files)
