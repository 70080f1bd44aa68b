"""What `collate diff` does."""

from collate.apparatus import Selection, select
from collate.cli import exit_codes
from collate.cli.collating import collate_with_notes, print_part, read_shown
from collate.cli.output import Medium, require_output_is_no_input, write_output
from collate.errors import WitnessError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.pipeline.parts import limited_to
from collate.pipeline.reports import select_for_diff
from collate.reading.sources import with_distinct_sigla
from collate.rendering.formats import PEOPLE_FORMATS
from collate.rendering.text.terminal import summary_lines
from collate.rendering.writers import render_diff


def show_differences(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    aligner: str,
    selection: Selection,
    places: tuple[str, ...],
    format_name: str | None,
    stat: bool,
    output: str | None,
    coloured: bool,
) -> int:
    """Collate two texts, write their differences, and return the exit code."""
    work = read_shown(with_distinct_sigla(sources), encoding, permissions)
    require_output_is_no_input(output, work.files)
    if len(work.witnesses) != 2:
        raise WitnessError(
            f"diff compares exactly two texts, not {len(work.witnesses)}; to compare more, use collate report"
        )
    result = limited_to(collate_with_notes(work, aligner, work.witnesses[0].siglum), places)
    selected = select(result.apparatus, selection)
    # Without colour, the format for the terminal could not show which words are old and which are new.
    name = format_name if format_name not in (None, "terminal") else "terminal" if coloured else "words"
    medium = Medium.PEOPLE if stat or name in PEOPLE_FORMATS else Medium.PROGRAMS
    if stat:
        text = "\n".join(summary_lines(selected)) + "\n"
    else:
        text = render_diff(name, select_for_diff(result.apparatus, name, selection), result.alignment)
    print_part(selected, name)
    write_output(output, text, medium, coloured)
    return exit_codes.DIFFERENCES if selected.entries else exit_codes.SUCCESS
