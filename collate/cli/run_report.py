"""What `collate report` does."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from collate._dataclass import dataclass
from collate.apparatus import Selection, select
from collate.cli import exit_codes
from collate.cli.collating import collate_with_notes, print_part
from collate.cli.output import (
    ELSEWHERE,
    Medium,
    is_stdout,
    print_line,
    print_message,
    print_text,
    printable,
    write_output,
)
from collate.cli.progress import progress_shown
from collate.cli.shown_work import read_shown
from collate.errors import WriteError
from collate.files.boundary import Permissions
from collate.files.content import Content
from collate.files.encodings import Encodings
from collate.files.presence import is_file
from collate.files.read import has_content
from collate.files.read_choices import ReadChoices
from collate.files.targets import is_folder, is_stream
from collate.files.write import require_not_read, write_files
from collate.model.witness import ApparatusForm
from collate.model.work import Work
from collate.pipeline.parts import limited_to
from collate.pipeline.reports import needs_every_base, report_chunks, require_known_report_names
from collate.reading.rules_allowed import not_run_note, rules_not_run
from collate.reading.work import select_witnesses
from collate.rendering.formats import (
    DEFAULT_FORMATS,
    DOCUMENT_FORMATS,
    FILE_FORMATS,
    FORMATS,
    PEOPLE_FORMATS,
    REPORT_FORMATS,
    Requirement,
    unknown_format,
)
from collate.rendering.text.terminal import summary_lines

# The format of `-o report.md`. Where several formats have one suffix, it is the first of them.
FORMAT_OF_SUFFIX: Final = {FORMATS[name].suffix: name for name in reversed(FILE_FORMATS)}


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of `collate report`, with lists split into their items."""

    base: str | None
    formats: tuple[str, ...]
    output: str | None
    only: tuple[str, ...]
    ignore: tuple[str, ...]
    places: tuple[str, ...]
    apparatus_form: str | None
    fill_correctors: bool
    show_typography: bool
    witnesses: tuple[str, ...]
    check: bool
    aligner: str
    coloured: bool


def write_report(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    options: ReportOptions,
) -> int:
    """Collate, then write the reports or compare them with their files, and return the exit code."""
    work = read_shown(sources, encoding, permissions, choices)
    work = select_witnesses(work, options.witnesses or work.report.witnesses)
    require_known_report_names(work)
    if options.check and work.rules and (not_run := rules_not_run(work.rules)):
        raise work.rules.error(
            "python", f"reports cannot be compared, for they may need rules: {not_run_note(not_run)}"
        )
    selection = Selection(
        options.only or work.report.only, options.ignore or work.report.ignore, options.show_typography
    )
    formats = _formats(options, work)
    targets = _target_files(formats, work, options.output, options.check)
    require_not_read(targets.values(), work.files, ELSEWHERE)
    result = collate_with_notes(work, options.aligner, options.base, every_base=needs_every_base(formats))
    result = replace(result, apparatus=replace(result.apparatus, fills_correctors=options.fill_correctors))
    result = limited_to(result, options.places)
    apparatus_form = ApparatusForm(options.apparatus_form) if options.apparatus_form else work.report.form
    if not targets:
        chunks = report_chunks(result, formats[0], selection, apparatus_form)
        print_part(select(result.apparatus, selection), formats[0])
        write_output(None, chunks, _medium(formats[0]), options.coloured)
        return exit_codes.SUCCESS
    activity = "comparing" if options.check else "writing"
    with progress_shown() as progress:
        contents: dict[Path, Content] = {}
        for name in formats:
            chunks = report_chunks(result, name, selection, apparatus_form, progress, activity)
            contents[targets[name]] = printable(chunks, Medium.PEOPLE) if name in PEOPLE_FORMATS else chunks
        outdated = _outdated_files(contents) if options.check else []
        notes = [] if options.check else write_files(contents, ELSEWHERE)
    if options.check:
        return _print_outdated(outdated)
    for note in notes:
        print_message(f"note: {note}")
    for name in formats:
        print_line(f"wrote {targets[name]}")
    for note in _missing_package_notes(formats):
        print_message(note)
    print_text("".join(f"{line}\n" for line in summary_lines(select(result.apparatus, selection))) or "\n")
    return exit_codes.SUCCESS


def _medium(name: str) -> Medium:
    """Return what a format is on standard output."""
    if name in DOCUMENT_FORMATS:
        return Medium.DOCUMENT
    return Medium.PEOPLE if name in PEOPLE_FORMATS else Medium.PROGRAMS


def _formats(options: ReportOptions, work: Work) -> tuple[str, ...]:
    """Return the formats to write, each once, in the order in which they are named."""
    names = options.formats
    suffix = Path(options.output or "").suffix
    if not names and suffix in FORMAT_OF_SUFFIX:
        names = (FORMAT_OF_SUFFIX[suffix],)
    if not names:
        to_files = options.check or not (is_stdout(options.output) or is_stream(Path(options.output or ""), ELSEWHERE))
        names = (work.report.formats or DEFAULT_FORMATS) if to_files else ("terminal",)
    formats = tuple(dict.fromkeys(f for name in names for f in (_available_formats() if name == "all" else (name,))))
    for name in formats:
        if name not in REPORT_FORMATS:
            raise unknown_format(name, (*REPORT_FORMATS, "all"))
    return formats


def _available_formats() -> tuple[str, ...]:
    """Return the formats for files, without those that need a package which is not installed."""
    return tuple(name for name in FILE_FORMATS if _is_installed(FORMATS[name].needs))


def _is_installed(requirement: Requirement | None) -> bool:
    return requirement is None or find_spec(requirement.module) is not None


def _missing_package_notes(formats: tuple[str, ...]) -> list[str]:
    """Return a note for each format that needs a package which is not installed, if all formats were chosen."""
    if not set(formats) >= set(_available_formats()):
        return []
    return [
        f"note: {name} is left out, because {needs.library} is not installed; "
        f"run pip install 'textcollate[{needs.extra}]'"
        for name in FILE_FORMATS
        if name not in formats and (needs := FORMATS[name].needs)
    ]


def _target_files(formats: tuple[str, ...], work: Work, output: str | None, check: bool) -> dict[str, Path]:
    """Return the file of each format, or an empty dictionary if the one format goes to standard output."""
    if output == "-" or (output is None and not check):
        if len(formats) > 1:
            raise WriteError(f"{len(formats)} formats cannot share standard output; name a folder with -o")
        if check:
            raise WriteError(
                "--check compares files, and standard output (-) is not a file; name the file or folder with -o"
            )
        return {}
    if output is None:
        if work.report.folder is None:
            raise WriteError("--check does not know where the reports are; name their folder with -o")
        return _in_folder(formats, work.report.folder)
    path = Path(output)
    if not output:
        raise WriteError("the path of -o is empty; name a file or a folder")
    if len(formats) > 1 and (path.suffix in FORMAT_OF_SUFFIX or is_stream(path, ELSEWHERE) or is_file(path)):
        raise WriteError(f"{output} is one file, and {len(formats)} formats need a folder; name a folder with -o")
    if len(formats) == 1 and not is_folder(path, ELSEWHERE) and (path.suffix or is_stream(path, ELSEWHERE)):
        return {formats[0]: path}
    return _in_folder(formats, path)


def _in_folder(formats: tuple[str, ...], folder: Path) -> dict[str, Path]:
    return {name: folder / (FORMATS[name].file_name or f"apparatus.{name}.txt") for name in formats}


def _outdated_files(contents: Mapping[Path, Content]) -> list[str]:
    """Return a line for each file whose content differs from the report."""
    outdated = []
    for path, content in contents.items():
        try:
            same = has_content(path, content)
        except OSError as error:
            outdated.append(f"{path}: {error.strerror}")
            continue
        if not same:
            outdated.append(f"{path}: stale")
    return outdated


def _print_outdated(outdated: Sequence[str]) -> int:
    """Print the files that are out of date, and return the exit code."""
    for line in outdated:
        print_line(line)
    if outdated:
        print_message("to write these files again, run collate report without --check")
    return exit_codes.DIFFERENCES if outdated else exit_codes.SUCCESS
