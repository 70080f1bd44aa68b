"""What becomes of the parts of a document: text, a stretch that is kept aside, or left out."""

from types import MappingProxyType
from typing import Final

from collate._repr import repr_line
from collate.model.witness import Role
from collate.reading.office.document import StyledAs
from collate.reading.read_settings import LEFT_OUT, Destiny, ReadSettings
from collate.reading.selector_rows import SelectorRows
from collate.reading.selectors import Selector, Step

TEXT: Final = Destiny(Role.TEXT)

# The names of parts, as selectors have them, and by which they are counted where they are left out.
HEADING: Final = "heading"
CAPTION: Final = "caption"
FOOTNOTE: Final = "footnote"
ENDNOTE: Final = "endnote"
COMMENT: Final = "comment"
HEADER: Final = "header"
FOOTER: Final = "footer"
CONTENTS: Final = "contents"
HIDDEN: Final = "hidden"
RUBY: Final = "ruby"
STRIKE: Final = "strike"
PARAGRAPH: Final = "paragraph"
CELL: Final = "cell"
TEXT_BOX: Final = "text-box"
SPAN: Final = "span"

_COUNTED: Final = MappingProxyType(
    {
        HEADING: "headings",
        CAPTION: "captions",
        FOOTNOTE: "footnotes",
        ENDNOTE: "endnotes",
        COMMENT: "comments",
        HEADER: "headers",
        FOOTER: "footers",
        CONTENTS: "table of contents",
        HIDDEN: "hidden text",
        RUBY: "reading aids",
        STRIKE: "struck out",
        TEXT_BOX: "text boxes",
        CELL: "cells",
    }
)


class OfficeRules:
    """What becomes of the parts of a document, by the settings."""

    def __init__(self, settings: ReadSettings) -> None:
        self.rows = SelectorRows(settings)
        self._defaults = _defaults(settings)
        self._known: dict[StyledAs, Destiny | None] = {}

    def __repr__(self) -> str:
        return repr_line("OfficeRules", repr(self.rows))

    def of(self, style: StyledAs) -> Destiny | None:
        """Return what becomes of a part by itself; None if nothing is said of it."""
        if style not in self._known:
            self._known[style] = self._of(style)
        return self._known[style]

    def _of(self, style: StyledAs) -> Destiny | None:
        stated = self.rows.destiny(lambda selector: matches(selector, style))
        if stated is not None:
            return stated.of_part(style.name)
        found = self._defaults.get(style.name)
        return found.of_part(style.name) if found else None


def _defaults(settings: ReadSettings) -> dict[str, Destiny]:
    return {
        HEADING: settings.headings,
        CAPTION: Destiny(Role.PARATEXT, CAPTION),
        FOOTNOTE: settings.notes,
        ENDNOTE: settings.notes,
        COMMENT: LEFT_OUT,
        HEADER: settings.furniture,
        FOOTER: settings.furniture,
        CONTENTS: settings.furniture,
        HIDDEN: LEFT_OUT,
        RUBY: Destiny(Role.GLOSS, "reading-aid"),
    }


def left_out_name(style: StyledAs) -> str:
    """Return the name by which a part is counted if it is left out."""
    current: StyledAs | None = style
    while current is not None:
        if current.name in _COUNTED:
            return _COUNTED[current.name]
        current = current.around
    return style.styles[0] if style.styles else style.name


def matches(selector: Selector, style: StyledAs) -> bool:
    """Return whether a selector means a part; its earlier steps are parts around it."""
    first, *others = selector.steps[::-1]
    if not _step_matches(first, style):
        return False
    outer = style.around
    for step in others:
        while outer is not None and not _step_matches(step, outer):
            outer = outer.around
        if outer is None:
            return False
        outer = outer.around
    return True


def _step_matches(step: Step, style: StyledAs) -> bool:
    classes = " ".join(style.styles)
    return step.matches(style.name, lambda name: classes if name == "class" and classes else None)
