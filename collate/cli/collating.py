"""Collating the work that the arguments name, with progress and notes on standard error."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.apparatus import Apparatus, unheld_decisions
from collate.cli.notices import tell_piecewise
from collate.cli.output import print_message
from collate.cli.progress import progress_shown
from collate.decisions import Decision
from collate.errors import PlaceError
from collate.files.presence import folders_in, is_entry, is_folder
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.reading.rules_allowed import not_run_note, rules_not_run
from collate.reading.work import CONFIG
from collate.rendering.citation import describe_outcome
from collate.rendering.formats import DOCUMENT_FORMATS, PEOPLE_FORMATS
from collate.rendering.left_out import describe_part

# Formats with words about the whole. The others have rows of data alone.
SAYING_THEIR_PART: Final = frozenset(
    {*PEOPLE_FORMATS, *DOCUMENT_FORMATS, "html", "json", "latex", "docx", "docx-edition", "tei", "tei-dep", "nexus"}
)


def resolve_place(sources: tuple[str, ...], place: str) -> tuple[tuple[str, ...], str]:
    """Return the sources to read and the place in them.

    `WORK:#N` names both. If nothing names a source, it is the default work.
    """
    work, _, entry_number = place.rpartition(":#")
    if entry_number and work and sources:
        raise PlaceError(f"{place}: this names a work, and files are named too; leave one of them out")
    if entry_number and work:
        return (work,), f"#{entry_number}"
    if not sources and is_folder(place):
        raise PlaceError(f"{place}: this is a folder, and no place is named; add one, such as {place} '#1'")
    return sources or (default_work(),), place


def default_work() -> str:
    """Return the folder of the work to use when none is named: this folder, or the only one in witnesses/."""
    folder = Path()
    if is_entry(folder / CONFIG):
        return str(folder)
    works = [work for work in folders_in(folder / "witnesses") if is_entry(work / CONFIG)]
    if len(works) != 1:
        works_there = f"witnesses/ has {len(works)} works" if works else "this folder has none"
        raise PlaceError(f"no work is named, and {works_there}; name the folder of the work before the place")
    return str(works[0])


def collate_with_notes(work: Work, aligner: str, base: str | None = None, every_base: bool = False) -> Collated:
    """Collate a work; write progress, and notes on unrelated witnesses and stale decisions, to standard error."""
    result = collate_shown(work, aligner, base, every_base)
    if not len(result.alignment.table):
        print_message("note: the witnesses have no words; check that these are the right files")
    if not_run := rules_not_run(work.rules):
        print_message(f"note: {not_run_note(not_run)}")
    for w in unrelated_witnesses(result.alignment):
        siglum = result.alignment.tokens[w].witness.siglum
        print_message(
            f"note: {siglum} has very few words in common with the other witnesses; check that it is the same text"
        )
    tell_piecewise(result.alignment.piecewise)
    for outcome in unheld_decisions(result.apparatus):
        print_message(f"note: {outcome.decision.citation}: {describe_outcome(outcome)}")
    return result


def print_part(apparatus: Apparatus, format_name: str) -> None:
    """Print a note on which part of the work a report is, if its format has no words for it."""
    if apparatus.part and format_name not in SAYING_THEIR_PART:
        print_message(f"note: this is {describe_part(apparatus)}")


def collate_shown(
    work: Work,
    aligner: str,
    base: str | None = None,
    every_base: bool = False,
    decisions: Sequence[Decision] | None = None,
) -> Collated:
    """Collate a work, and show progress."""
    with progress_shown() as progress, _no_garbage_collection():
        return collate_work(work, aligner, base, decisions=decisions, every_base=every_base, progress=progress)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Disable the cyclic garbage collector while collating, and exclude what was made from later collections.

    The records have no reference cycles and live until exit, and Python would search them all again each time
    that they grow by a quarter.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
