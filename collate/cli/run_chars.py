"""What `collate chars` does."""

from collections.abc import Iterator
from pathlib import Path

from collate.checking.character_table import render_character_table
from collate.checking.file_discovery import CheckTargets, discover_files
from collate.checking.named_encodings import encodings_of_targets, encodings_of_work
from collate.checking.read_file import UndecodableFile, read_file
from collate.cli import exit_codes
from collate.cli.output import Medium, is_stdout, print_message, write_output
from collate.errors import ReadError
from collate.files.boundary import Permissions, project_root, resolved_path
from collate.files.encodings import Encodings
from collate.files.presence import is_file
from collate.reading.work import paths_of_witnesses, read_work, work_settings


def write_table(
    paths: tuple[str, ...], reviewed: str | None, output: str | None, encoding: Encodings, permissions: Permissions
) -> int:
    """Write the table of the characters of some texts, and return the exit code."""
    targets = discover_files(paths, project_root(Path.cwd()), permissions)
    if targets.failures:
        raise targets.failures[0]
    reviewed_table = Path(reviewed) if reviewed else None
    if reviewed_table is None and output is not None and not is_stdout(output) and is_file(output):
        reviewed_table = Path(output)
    encodings = encodings_of_targets(targets, encoding, permissions)
    table = render_character_table(_texts(targets, encodings, permissions), reviewed_table)
    write_output(output, table, Medium.PROGRAMS)
    if not is_stdout(output):
        not_allowed = sum(line.endswith(",no") for line in table.splitlines())
        print_message(f"wrote {output}: {len(table.splitlines()) - 1} characters, {not_allowed} of them not allowed")
    return exit_codes.SUCCESS


def _texts(targets: CheckTargets, encodings: Encodings, permissions: Permissions) -> Iterator[str]:
    """Yield the text of each target, one after the other."""
    for folder, selected in sorted(targets.works.items()):
        encodings_of_files = encodings_of_work(folder, encodings, permissions)
        witnesses = read_work(folder, encodings_of_files, permissions=permissions).witnesses
        files = paths_of_witnesses(work_settings(folder, permissions), witnesses)
        for witness in witnesses:
            if selected is None or resolved_path(files[witness.siglum]) in map(resolved_path, selected):
                yield witness.text
    for path in targets.files:
        file = read_file(path, encodings.of_path(path), permissions)
        if isinstance(file, UndecodableFile):
            raise ReadError(f"{path}:{file.witness.line(file.match.start)}: {file.match.message}; {file.match.help}")
        yield from (witness.text for witness in file)
