"""What the reports of a work hold: which part of the apparatus each format shows, and its text."""

from collections.abc import Sequence
from dataclasses import replace

from collate.apparatus import Apparatus, Selection, select, select_for_every_base
from collate.pipeline import Collated
from collate.witness import Form
from collate.write import INTERACTIVE, VERBATIM, WHOLE, WRITERS


def shown(apparatus: Apparatus, name: str, wanted: Selection) -> Apparatus:
    """Leave out of an apparatus what a format is not to show."""
    if name in WHOLE:
        return apparatus
    if name in INTERACTIVE:
        return select_for_every_base(apparatus, replace(wanted, typography=True))
    return select(apparatus, replace(wanted, typography=wanted.typography or name in VERBATIM))


def written(found: Collated, names: Sequence[str], wanted: Selection, form: Form) -> dict[str, str | bytes]:
    """Write a collated work in several formats, by their names."""
    apparatus = replace(found.apparatus, form=form)
    return {name: WRITERS[name](shown(apparatus, name, wanted), found.alignment) for name in names}


def every_base(names: Sequence[str]) -> bool:
    """Say whether one of some formats wants every reading set against every other."""
    return not INTERACTIVE.isdisjoint(names)
