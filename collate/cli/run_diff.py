"""What `collate diff` does."""

from pathlib import Path

import click

from collate.apparatus import Selection, select
from collate.cli import exit_codes as exits
from collate.cli.collating import collated
from collate.cli.output import require_free, write_out
from collate.errors import WitnessError
from collate.pipeline.reports import every_base, shown
from collate.reading import read_sources
from collate.reading.sources import told_apart
from collate.rendering.text.terminal import summary_lines
from collate.rendering.writers import render_diff


def show_differences(
    sources: tuple[str, ...],
    encoding: str,
    aligner: str,
    wanted: Selection,
    layout: str | None,
    stat: bool,
    output: str | None,
    coloured: bool,
) -> int:
    """Collate two texts, write how they differ, and give the exit code."""
    work = read_sources(told_apart(sources), encoding)
    if output not in (None, "-"):
        require_free([Path(output)], work)
    if len(work.witnesses) != 2:
        raise WitnessError(
            f"diff compares two texts, and {len(work.witnesses)} are named; for more, use collate report"
        )
    found = collated(work, aligner, work.witnesses[0].siglum, every_base=every_base([layout] if layout else []))
    selected = select(found.apparatus, wanted)
    # Without colour the terminal's format would show no difference between old and new.
    name = layout if layout not in (None, "terminal") else "terminal" if coloured else "words"
    if stat:
        text = "\n".join(summary_lines(selected)) + "\n"
    else:
        text = render_diff(name, shown(found.apparatus, name, wanted), found.alignment)
    write_out(output, text if coloured else click.unstyle(text))
    return exits.DIFFERENT if selected.entries else exits.NOTHING_TO_REPORT
