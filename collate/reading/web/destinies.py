"""What becomes of the parts of a page: text, a stretch that is kept aside, or left out."""

from dataclasses import replace

from lxml import etree

from collate._repr import repr_line
from collate.model.witness import Role
from collate.reading.read_settings import LEFT_OUT, Destiny, ReadSettings
from collate.reading.selector_rows import SelectorRows
from collate.reading.selectors import Selector, Step
from collate.reading.web.kinds import PartOfPage, tokens_of
from collate.reading.xml_source import local_name

NOTE_PARTS = (PartOfPage.FOOTNOTE, PartOfPage.ENDNOTE)
# Parts that selectors name as in Markdown, whatever elements they are.
_NAMES_OF_PARTS = {
    PartOfPage.MARKER: "marker",
    PartOfPage.CALL: "marker",
    PartOfPage.FOOTNOTE: "footnote",
    PartOfPage.ENDNOTE: "endnote",
    PartOfPage.HEADING: "heading",
}


class WebRules:
    """What becomes of the parts of a page, by the settings."""

    def __init__(self, settings: ReadSettings) -> None:
        self.rows = SelectorRows(settings)
        self._defaults = defaults_of_page(settings)

    def __repr__(self) -> str:
        return repr_line("WebRules", repr(self.rows))

    @property
    def has_selectors(self) -> bool:
        """Whether the user says what becomes of some elements."""
        return bool(self.rows)

    def of(self, element: etree._Element, part: PartOfPage | None) -> Destiny | None:
        """Return what becomes of an element by itself; None if nothing is said of it."""
        named = _NAMES_OF_PARTS.get(part, "") if part is not None else ""
        stated = self.rows.destiny(lambda selector: matches(selector, element, named)) if self.rows else None
        if stated is not None:
            return stated.of_part(named or (str(part) if part else local_name(element)))
        return self._defaults.get(part) if part is not None else None


def defaults_of_page(settings: ReadSettings) -> dict[PartOfPage, Destiny]:
    """Return what becomes of the parts of a page by the settings, without selectors."""
    stage = settings.stage
    notes = settings.notes
    setting = replace(stage, cause="setting") if stage.cause == "stage-direction" else stage
    found = {
        PartOfPage.HEADING: settings.headings,
        PartOfPage.SPEAKER: settings.speakers,
        PartOfPage.STAGE: stage,
        PartOfPage.SETTING: setting,
        PartOfPage.CAPTION: Destiny(Role.PARATEXT, "caption"),
        PartOfPage.FOOTNOTE: settings.notes,
        PartOfPage.ENDNOTE: settings.notes,
        PartOfPage.SIDE_NOTE: replace(notes, cause="marginal") if notes.role is Role.NOTE else notes,
        PartOfPage.CALL: Destiny(Role.NOTE, "marker"),
        PartOfPage.TITLE_PAGE: Destiny(Role.PARATEXT, "title-page"),
        PartOfPage.ASIDE: Destiny(Role.PARATEXT, "aside"),
        PartOfPage.RUBY: Destiny(Role.GLOSS, "reading-aid"),
    }
    left_out = (PartOfPage.MARKER, PartOfPage.BACKLINK, PartOfPage.PAGE, PartOfPage.LINE_NUMBER, PartOfPage.COMMENT,
                PartOfPage.HIDDEN, PartOfPage.RUBY_SIGN, PartOfPage.SCRIPT, PartOfPage.LIST_NUMBER,
                PartOfPage.FORMULA, PartOfPage.STYLE, PartOfPage.HEAD, PartOfPage.FORM)  # fmt: skip
    furniture = (PartOfPage.CONTENTS, PartOfPage.NAVIGATION, PartOfPage.HEADER, PartOfPage.FOOTER, PartOfPage.IMPRINT,
                 PartOfPage.BOILERPLATE)  # fmt: skip
    found |= dict.fromkeys(left_out, LEFT_OUT) | dict.fromkeys(furniture, settings.furniture)
    return {part: destiny.of_part(str(part)) for part, destiny in found.items()}


def matches(selector: Selector, element: etree._Element, part: str = "") -> bool:
    """Return whether a selector means an element; its earlier steps are elements around it.

    `part` is the name of what the element is, such as `marker`, which the last step may have instead of its own name.
    """
    first, *others = selector.steps[::-1]
    if not _step_matches(first, element, part):
        return False
    outer = element.getparent()
    for step in others:
        while outer is not None and not _step_matches(step, outer):
            outer = outer.getparent()
        if outer is None:
            return False
        outer = outer.getparent()
    return True


def _step_matches(step: Step, element: etree._Element, part: str = "") -> bool:
    name = local_name(element).lower()
    if step.name not in ("*", name, part or name):
        return False
    return step.matches(step.name, lambda key: attribute(element, key))


def attribute(element: etree._Element, key: str) -> str | None:
    """Return an attribute as selectors name it; `.name` is a class, an `epub:type` or a role."""
    if key == "class":
        return tokens_of(element) or None
    found: str | None = element.get("id" if key == "xml:id" else key)
    if found is None and ":" in key:
        own = f"}}{key.partition(':')[2]}"
        return next((str(v) for k, v in element.attrib.items() if str(k).endswith(own)), None)
    return found
