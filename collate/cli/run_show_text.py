"""What `collate show text` does. It needs neither the aligner nor numpy."""

from collate.cli.tabular import write_safely
from collate.reading import read_sources


def show_text(sources: tuple[str, ...], encoding: str, output: str | None) -> None:
    """Print the text of each witness as it was read."""
    work = read_sources(sources, encoding)
    write_safely(output, work, "".join(w.text for w in work.witnesses))
