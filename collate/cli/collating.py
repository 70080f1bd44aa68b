"""What the options choose, collated."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.apparatus import unheld_decisions
from collate.cli.progress import waiting
from collate.errors import PlaceError
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.reading.work import CONFIG
from collate.rendering.citation import decision_in_words


def of_place(sources: tuple[str, ...], place: str) -> tuple[tuple[str, ...], str]:
    """Give what is to be read, and the place in it: `WORK:#N` names both, and no name means the only work there is."""
    name, _, number = place.rpartition(":#")
    if number and name and sources:
        raise PlaceError(f"{place}: names a work beside the files; leave one of them out")
    if number and name:
        return (name,), f"#{number}"
    return sources or (only_work(),), place


def only_work() -> str:
    """Find the work that is meant when none is named."""
    here = Path()
    if (here / CONFIG).is_file():
        return str(here)
    works = sorted(p.parent for p in here.glob(f"witnesses/*/{CONFIG}"))
    if len(works) != 1:
        found = f"there are {len(works)} in witnesses/" if works else "there is none here"
        raise PlaceError(f"which work? {found}; name its folder before the place")
    return str(works[0])


def collated(work: Work, aligner: str, base: str | None = None, every_base: bool = False) -> Collated:
    """Collate a work, and say so on a terminal while it lasts."""
    words = sum(len(w.text) for w in work.witnesses) // 6
    with waiting(f"collating {len(work.witnesses)} witnesses, about {words:,} words …"), _keeping_all():
        found = collate_work(work, aligner, base, every_base=every_base)
    for w in unrelated_witnesses(found.alignment):
        siglum = found.alignment.tokens[w].witness.siglum
        click.echo(f"note: {siglum} has hardly a word in common with the others; is it of the same text?", err=True)
    for verdict in unheld_decisions(found.apparatus):
        click.echo(f"note: {verdict.decision.cited}: {decision_in_words(verdict)}", err=True)
    return found


@contextmanager
def _keeping_all() -> Iterator[None]:
    """Look for no rubbish meanwhile, nor in what was made, later: records hold no circles, and live to the end.

    Python would go through all of them, again and again, for each quarter by which they grow.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
