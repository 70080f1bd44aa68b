"""What becomes of the parts of a file in lightweight markup: text, a stretch that is kept aside, or left out."""

from collections.abc import Sequence

from collate._repr import repr_line
from collate.model.witness import Role
from collate.reading.lightweight import items
from collate.reading.lightweight.items import PartBegin
from collate.reading.read_settings import CAUSES, LEFT_OUT, Destiny, ReadSettings, destiny_of_cause
from collate.reading.selector_rows import SelectorRows
from collate.reading.selectors import Selector
from collate.reading.web.destinies import defaults_of_page
from collate.reading.web.kinds import PartOfPage

_NOTES_OF_TEMPLATES = (f"{items.TEMPLATE} note", f"{items.TEMPLATE} footnote")
_CALLS = (PartOfPage.MARKER, PartOfPage.CALL)
NOTE_PARTS = (items.FOOTNOTE, "endnote")


class PartRules:
    """What becomes of the parts of a file, by the settings."""

    def __init__(self, settings: ReadSettings) -> None:
        self.rows = SelectorRows(settings)
        self._defaults: dict[str, Destiny] = {
            str(part): own for part, own in defaults_of_page(settings).items()
        } | _defaults(settings)

    def __repr__(self) -> str:
        return repr_line("PartRules", repr(self.rows))

    def of(self, part: PartBegin, around: Sequence[PartBegin]) -> Destiny | None:
        """Return what becomes of a part by itself; None if nothing is said of it. `around` is what it stands in."""
        stated = self.rows.destiny(lambda selector: means(selector, part, around)) if self.rows else None
        if stated is not None:
            return stated.of_part(items.MARKER if part.kind in _CALLS else part.name)
        found = self._defaults.get(part.kind or part.name)
        return found.of_part(_cause(part)) if found else None


def _defaults(settings: ReadSettings) -> dict[str, Destiny]:
    beside_notes = LEFT_OUT if settings.notes.role is None else None
    found = {
        items.HEADING: settings.headings,
        items.CAPTION: Destiny(Role.PARATEXT, "caption"),
        items.FOOTNOTE: settings.notes,
        items.REFERENCE: beside_notes or Destiny(Role.NOTE, "reference"),
        items.REMARK: beside_notes or Destiny(Role.NOTE, "remark"),
        items.EDITORIAL: Destiny(Role.PARATEXT, "editorial"),
    }
    found |= {f"{items.TEMPLATE} {cause}": destiny_of_cause(cause) for cause in CAUSES}
    found |= {f"{items.TEMPLATE} {role}": Destiny(role) for role in Role if role is not Role.TEXT}
    stated = {
        "note": settings.notes,
        "footnote": settings.notes,
        "heading": settings.headings,
        "speaker": settings.speakers,
        "stage-direction": settings.stage,
        "running-head": settings.furniture,
    }
    found |= {f"{items.TEMPLATE} {cause}": destiny for cause, destiny in stated.items()}
    found["noinclude"] = settings.furniture
    left_out = (items.MARKER, items.COMMENT, items.IMAGE, items.FRONT_MATTER)
    return found | dict.fromkeys(left_out, LEFT_OUT)


def _cause(part: PartBegin) -> str:
    """Return the cause of a part that has no other one: a note of a template is a footnote, one of HTML what it is."""
    return items.FOOTNOTE if part.kind in _NOTES_OF_TEMPLATES else part.kind if part.kind in NOTE_PARTS else part.name


def means(selector: Selector, part: PartBegin, around: Sequence[PartBegin]) -> bool:
    """Return whether a selector means a part; its earlier steps are parts around it."""
    last, *others = selector.steps[::-1]
    is_marker = part.kind in _CALLS and last.name == items.MARKER  # an element of HTML
    if not last.matches(items.MARKER if is_marker else part.name, lambda key: _attribute(part, key)):
        return False
    outer = list(around)
    for step in others:
        while outer and not step.matches(outer[-1].name, lambda key: _attribute(outer[-1], key)):
            outer.pop()
        if not outer:
            return False
        outer.pop()
    return True


def _attribute(part: PartBegin, key: str) -> str | None:
    return attribute(part, "id" if key == "xml:id" else key)


def attribute(part: PartBegin, key: str) -> str | None:
    """Return an attribute of a part; None if it has none of this name."""
    return next((value for name, value in part.attributes if name == key), None)
