"""What the reports of a work hold: which part of the apparatus each format shows, and its text."""

from collections.abc import Sequence
from dataclasses import replace

from collate.apparatus import Apparatus, Selection, select, select_for_every_base
from collate.errors import ConfigError
from collate.model.witness import ApparatusForm
from collate.model.work import Work
from collate.pipeline.collating import Collated
from collate.reading.work import setting_error
from collate.rendering.formats import FILE_FORMATS, FORMATS, Shows
from collate.rendering.writers import render


def select_for_format(apparatus: Apparatus, name: str, wanted: Selection) -> Apparatus:
    """Leave out of an apparatus what a format is not to show."""
    match FORMATS[name].shows:
        case Shows.WHOLE:
            return apparatus
        case Shows.INTERACTIVE:
            return select_for_every_base(apparatus, replace(wanted, typography=True))
        case Shows.VERBATIM:
            return select(apparatus, replace(wanted, typography=True))
        case Shows.SELECTED:
            return select(apparatus, wanted)


def render_formats(
    found: Collated, names: Sequence[str], wanted: Selection, form: ApparatusForm
) -> dict[str, str | bytes]:
    """Write a collated work in several formats, by their names."""
    apparatus = replace(found.apparatus, form=form)
    return {name: render(name, select_for_format(apparatus, name, wanted), found.alignment) for name in names}


def needs_every_base(names: Sequence[str]) -> bool:
    """Say whether one of some formats wants every reading set against every other."""
    return any(FORMATS[name].shows is Shows.INTERACTIVE for name in names)


def require_known_report_names(work: Work) -> None:
    """Raise ConfigError, at its line, for a format or kind in the settings that does not exist."""
    for name in work.report.formats:
        if name not in FILE_FORMATS:
            why = f"no format for a file is called {name!r}; there are {', '.join(FILE_FORMATS)}"
            raise setting_error(work, "report", "formats", why)
    for key, names in (("only", work.report.only), ("ignore", work.report.ignore)):
        try:
            Selection(names)
        except ConfigError as error:
            raise setting_error(work, "report", key, str(error)) from None
