"""What the options choose: witnesses of a work, entries of an apparatus; and a word while one waits."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from collate.align.strangers import strangers
from collate.apparatus import Apparatus, Selection, no_longer_held, select, select_for_every_base
from collate.cli import options
from collate.errors import PlaceError, WitnessError
from collate.pipeline import Collated, collate_work
from collate.read.work import CONFIG, Work
from collate.witness import RESERVED
from collate.write import INTERACTIVE, VERBATIM, WHOLE
from collate.write.citing import decision_in_words


def of_witnesses(work: Work, sigla: tuple[str, ...]) -> Work:
    """Keep the named witnesses of a work, in the work's order; all of them when none is named.

    A name may be a list with commas, unless there is a comma in a siglum.
    """
    if not sigla:
        return work
    known = [w.siglum for w in work.witnesses]
    sigla = tuple(s for name in sigla for s in ((name,) if name in known else options.listed((name,))))
    for siglum in sigla:
        if siglum not in known:
            raise WitnessError(f"{siglum} is no witness of this work; its witnesses are {', '.join(known)}")
    kept = tuple(w for w in work.witnesses if w.siglum in sigla)
    base = work.base if work.base in sigla or work.base in RESERVED else kept[0].siglum
    return replace(work, witnesses=kept, base=base, left_out=tuple(s for s in known if s not in sigla))


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


def shown(apparatus: Apparatus, name: str, wanted: Selection) -> Apparatus:
    """Leave out of an apparatus what a format is not to show."""
    if name in WHOLE:
        return apparatus
    if name in INTERACTIVE:
        return select_for_every_base(apparatus, replace(wanted, typography=True))
    return select(apparatus, replace(wanted, typography=wanted.typography or name in VERBATIM))


def collated(work: Work, aligner: str, base: str | None = None, every_base: bool = False) -> Collated:
    """Collate a work, and say so on a terminal while it lasts."""
    words = sum(len(w.text) for w in work.witnesses) // 6
    with _waiting(f"collating {len(work.witnesses)} witnesses, about {words:,} words …"), _keeping_all():
        found = collate_work(work, aligner, base, every_base=every_base)
    for w in strangers(found.alignment):
        siglum = found.alignment.tokens[w].witness.siglum
        click.echo(f"note: {siglum} has hardly a word in common with the others; is it of the same text?", err=True)
    for verdict in no_longer_held(found.apparatus):
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


@contextmanager
def _waiting(sentence: str) -> Iterator[None]:
    """Show a sentence on a terminal's standard error until the work is done."""
    if not sys.stderr.isatty():
        yield
        return
    click.echo(sentence, err=True, nl=False)
    try:
        yield
    finally:
        click.echo("\r\x1b[K", err=True, nl=False, color=True)
