"""What `collate chars` does."""

from collections.abc import Iterator
from pathlib import Path

from collate.checking.character_table import render_character_table
from collate.checking.file_discovery import CheckTargets, discover_files, project_root
from collate.checking.read_file import UndecodableFile, read_file
from collate.cli import exit_codes as exits
from collate.cli.main import say
from collate.cli.output import write_out
from collate.errors import ReadError
from collate.reading.toml import read_toml
from collate.reading.work import CONFIG, read_work, witness_files


def write_table(names: tuple[str, ...], reviewed: str | None, output: str | None, encoding: str) -> int:
    """Write the table of the signs of some texts, and give the exit code."""
    gathered = discover_files(names, project_root(Path.cwd()))
    if gathered.failures:
        raise gathered.failures[0]
    before = Path(reviewed) if reviewed else None
    if before is None and output not in (None, "-") and Path(str(output)).is_file():
        before = Path(str(output))
    table = render_character_table(_texts(gathered, encoding), before)
    write_out(output, table)
    if output not in (None, "-"):
        waiting = sum(line.endswith(",no") for line in table.splitlines())
        say(f"wrote {output}: {len(table.splitlines()) - 1} signs, {waiting} of them not let in")
    return exits.NOTHING_TO_REPORT


def _texts(gathered: CheckTargets, encoding: str) -> Iterator[str]:
    """Give the texts that are meant, one after the other."""
    for folder, meant in sorted(gathered.works.items()):
        names = witness_files(read_toml(folder / CONFIG), folder)
        for witness in read_work(folder, encoding).witnesses:
            if meant is None or names[witness.siglum].resolve() in {path.resolve() for path in meant}:
                yield witness.text
    for path in gathered.files:
        read = read_file(path, encoding)
        if isinstance(read, UndecodableFile):
            raise ReadError(f"{path}:{read.witness.line(read.match.start)}: {read.match.message}; {read.match.help}")
        yield read.text
