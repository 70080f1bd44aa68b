"""What `collate diff` does."""

from dataclasses import replace

from collate.apparatus import Selection, select
from collate.cli import exit_codes
from collate.cli.collating import collate_with_notes, print_part
from collate.cli.output import Medium, print_message, require_output_is_no_input, write_output
from collate.cli.shown_work import read_shown
from collate.errors import WitnessError
from collate.files.boundary import Permissions
from collate.files.encodings import Encodings
from collate.files.read_choices import ReadChoices
from collate.model.hands import is_first_hand
from collate.model.work import Work
from collate.pipeline.parts import limited_to
from collate.pipeline.reports import select_for_diff
from collate.reading.sources import with_distinct_sigla
from collate.rendering.file_differences import describe_left_out
from collate.rendering.formats import PEOPLE_FORMATS
from collate.rendering.text.terminal import summary_lines
from collate.rendering.writers import render_diff


def show_differences(
    sources: tuple[str, ...],
    encoding: Encodings,
    permissions: Permissions,
    choices: ReadChoices,
    aligner: str,
    selection: Selection,
    places: tuple[str, ...],
    format_name: str | None,
    stat: bool,
    output: str | None,
    coloured: bool,
) -> int:
    """Collate two texts, write their differences, and return the exit code."""
    asked = choices
    if len(sources) > 1:  # two states of one file are compared if it is named alone
        choices = asked.with_last_hands()
    untold = "--read.hand: hand changes nothing" if choices != asked else ""
    work = read_shown(with_distinct_sigla(sources), encoding, permissions, choices, untold)
    require_output_is_no_input(output, work.files)
    if len(work.witnesses) != 2:
        raise WitnessError(_not_two(work))
    work = _first_hand_first(work)
    left_out = describe_left_out(work.witnesses)
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
    if left_out and medium is Medium.PEOPLE:
        text += f"{left_out}\n"
    write_output(output, text, medium, coloured)
    if left_out and medium is not Medium.PEOPLE:
        print_message(f"note: {left_out}")
    return exit_codes.DIFFERENCES if selected.entries or left_out else exit_codes.SUCCESS


def _first_hand_first(work: Work) -> Work:
    """Return the work with the first hand of a manuscript before its last state, which is the manuscript itself."""
    last, first = work.witnesses
    if first.derived_from == last.siglum and is_first_hand(first):
        return replace(work, witnesses=(replace(first, derived_from=None), last))
    return work


def _not_two(work: Work) -> str:
    """Return a sentence for a number of texts that cannot be compared: too many files, or files of several hands."""
    why = f"diff compares exactly two texts, not {len(work.witnesses)}"
    if len(work.witnesses) <= len(work.files):
        return f"{why}; to compare more, use collate report"
    sigla = ", ".join(w.siglum for w in work.witnesses)
    if len(work.files) == 1:
        return f"{why} ({sigla}); choose two of them, such as --hand first --hand last, or use collate report"
    return f"{why} ({sigla}); choose one of each file, such as --hand last or --read witness=Q, or use collate report"
