"""What `collate report` does."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import click

from collate.apparatus import Selection, select
from collate.cli import exit_codes as exits
from collate.cli.collating import collated
from collate.cli.output import encoded, require_free, write_files, write_out
from collate.errors import ConfigError, WriteError
from collate.model.witness import ApparatusForm
from collate.pipeline.reports import every_base, require_known_names, written
from collate.reading import Work, read_sources
from collate.reading.work import of_witnesses
from collate.rendering.formats import DEFAULT_FORMATS, FILE_FORMATS, FORMATS, REPORT_FORMATS, Requirement
from collate.rendering.text.terminal import summary_lines

# `-o report.md` chooses the format by its suffix: of several formats with one suffix, the first.
BY_SUFFIX: Final = {FORMATS[name].suffix: (name,) for name in reversed(FILE_FORMATS)}


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of `collate report`, lists taken apart."""

    base: str | None
    formats: tuple[str, ...]
    output: str | None
    only: tuple[str, ...]
    ignore: tuple[str, ...]
    form: str | None
    everything: bool
    witnesses: tuple[str, ...]
    check: bool
    aligner: str
    coloured: bool


def write_report(sources: tuple[str, ...], encoding: str, asked: Asked) -> int:
    """Collate, write what is asked for where it is asked for, and give the exit code."""
    work = read_sources(sources, encoding)
    work = of_witnesses(work, asked.witnesses or work.report.witnesses)
    require_known_names(work)
    wanted = Selection(asked.only or work.report.only, asked.ignore or work.report.ignore, asked.everything)
    by_suffix = BY_SUFFIX.get(Path(asked.output or "").suffix, ())
    chosen = _formats(asked.formats or by_suffix, work, to_folder=asked.check or asked.output not in (None, "-"))
    targets = _targets(chosen, work, asked.output, asked.check)
    require_free(targets.values(), work)
    found = collated(work, asked.aligner, asked.base, every_base=every_base(chosen))
    contents = written(found, chosen, wanted, ApparatusForm(asked.form) if asked.form else work.report.form)
    table = contents.get("terminal")
    if isinstance(table, str) and not (asked.coloured and not targets):
        contents["terminal"] = click.unstyle(table)
    if asked.check:
        return _stale({targets[name]: contents[name] for name in chosen})
    if not targets:
        write_out(None, contents[chosen[0]])
        return exits.NOTHING_TO_REPORT
    write_files({targets[name]: contents[name] for name in chosen})
    for name in chosen:
        click.echo(f"wrote {targets[name]}")
    for note in _left_out(chosen):
        click.echo(note, err=True)
    click.echo("\n".join(summary_lines(select(found.apparatus, wanted))))
    return exits.NOTHING_TO_REPORT


def _formats(asked: tuple[str, ...], work: Work, to_folder: bool) -> tuple[str, ...]:
    """Give the formats to write, each once, in the order asked for."""
    default = (work.report.formats or DEFAULT_FORMATS) if to_folder else ("terminal",)
    names = tuple(dict.fromkeys(n for a in asked or default for n in (_installed() if a == "all" else (a,))))
    for name in names:
        if name not in REPORT_FORMATS:
            raise ConfigError(f"no format is called {name}; there are {', '.join(REPORT_FORMATS)} and all")
    return names


def _installed() -> tuple[str, ...]:
    """Give the formats for a file, without those that need what is not installed."""
    return tuple(name for name in FILE_FORMATS if _is_installed(FORMATS[name].needs))


def _is_installed(requirement: Requirement | None) -> bool:
    return requirement is None or find_spec(requirement.module) is not None


def _left_out(chosen: tuple[str, ...]) -> list[str]:
    """Say what is missing where all formats were meant."""
    if not set(chosen) >= set(_installed()):
        return []
    return [
        f"note: {name} is left out: it needs {needs.module}, which is not installed; "
        f"pip install 'collate[{needs.extra}]'"
        for name in FILE_FORMATS
        if name not in chosen and (needs := FORMATS[name].needs)
    ]


def _targets(chosen: tuple[str, ...], work: Work, output: str | None, check: bool) -> dict[str, Path]:
    """Say which file each format goes to; none where one format goes to standard output."""
    if output == "-" or (output is None and not check):
        if len(chosen) > 1:
            raise WriteError(f"{len(chosen)} formats cannot share standard output; name a folder with -o")
        if check:
            raise WriteError("--check compares files, and - is none; name the file or folder with -o")
        return {}
    if output is None:
        if work.report.folder is None:
            raise WriteError("--check does not know where the reports are; name their folder with -o")
        return _in_folder(chosen, work.report.folder)
    path = Path(output)
    if not output or (len(chosen) > 1 and (path.is_file() or path.suffix in BY_SUFFIX)):
        raise WriteError(f"{output or 'nothing'}: {len(chosen)} formats need a folder; name one with -o")
    if len(chosen) == 1 and not path.is_dir() and path.suffix:
        return {chosen[0]: path}
    return _in_folder(chosen, path)


def _in_folder(chosen: tuple[str, ...], folder: Path) -> dict[str, Path]:
    return {name: folder / (FORMATS[name].file_name or f"apparatus.{name}.txt") for name in chosen}


def _stale(contents: Mapping[Path, str | bytes]) -> int:
    """Name each file that does not hold what it should."""
    stale = []
    for path, content in contents.items():
        try:
            same = path.read_bytes() == encoded(content)
        except OSError as error:
            stale.append(f"{path}: {error.strerror}")
            continue
        if not same:
            stale.append(f"{path}: stale")
    for line in stale:
        click.echo(line)
    if stale:
        click.echo("write them anew with collate report, without --check", err=True)
    return exits.DIFFERENT if stale else exits.NOTHING_TO_REPORT
