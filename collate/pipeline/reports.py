"""Render the reports of a work: the part of the apparatus that each format shows, and its text."""

from collections.abc import Sequence
from dataclasses import replace

from collate.apparatus import Apparatus, Selection, select, select_for_every_base
from collate.errors import ConfigError
from collate.model.witness import ApparatusForm
from collate.model.work import Work
from collate.pipeline.collating import Collated
from collate.reading.work import setting_error
from collate.rendering import FILES, INTERACTIVE, VERBATIM, WHOLE, WRITERS


def select_for_format(apparatus: Apparatus, name: str, wanted: Selection) -> Apparatus:
    """Return the part of an apparatus that a format shows."""
    if name in WHOLE:
        return apparatus
    if name in INTERACTIVE:
        return select_for_every_base(apparatus, replace(wanted, typography=True))
    return select(apparatus, replace(wanted, typography=wanted.typography or name in VERBATIM))


def render_formats(
    found: Collated, names: Sequence[str], wanted: Selection, form: ApparatusForm
) -> dict[str, str | bytes]:
    """Return the text of each format, by its name."""
    apparatus = replace(found.apparatus, form=form)
    return {name: WRITERS[name](select_for_format(apparatus, name, wanted), found.alignment) for name in names}


def needs_every_base(names: Sequence[str]) -> bool:
    """Return whether one of these formats needs to know how each reading differs from each other one."""
    return not INTERACTIVE.isdisjoint(names)


def require_known_report_names(work: Work) -> None:
    """Raise ConfigError, at its line, for a format or kind in the settings that does not exist."""
    for name in work.report.formats:
        if name not in FILES:
            why = f"no format for a file is called {name!r}; there are {', '.join(FILES)}"
            raise setting_error(work, "report", "formats", why)
    for key, names in (("only", work.report.only), ("ignore", work.report.ignore)):
        try:
            Selection(names)
        except ConfigError as error:
            raise setting_error(work, "report", key, str(error)) from None
