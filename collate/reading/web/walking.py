"""From the elements of a page to its text, for one state of it."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.model.witness import Role
from collate.reading.note_numbers import has_words, is_note_number
from collate.reading.read_settings import Destiny, ReadSettings
from collate.reading.transcript import SPACES, Separator, SourcePoint, Transcript
from collate.reading.web.destinies import NOTE_PARTS, WebRules, attribute, matches
from collate.reading.web.kinds import BORDERS, PLAIN, PartOfPage, part_of, separator_of
from collate.reading.web.notes import is_raised
from collate.reading.web.style_sheet import is_hidden, strikes_out
from collate.reading.words_apart import words_apart
from collate.reading.xml_source import XmlSource, local_name, string_value

SOFT_HYPHEN: Final = "\u00ad"
OUTSIDE: Final = "outside of the text"
_RUN: Final = late_regex(r"[^ \t\r\n]+(?: [^ \t\r\n]+)*")
_PAGE_ID: Final = late_regex(r"(?i)(?:page|pg|p)[_.-]?(?=[0-9ivxlc])")
_BRACKETS: Final = "[](){} \t\r\n\u00a0"
_DROP: Final = ("drop", "initial")
_ALWAYS: Final = ("html", "body", "head", "script", "style")  # of which `display` says nothing here
_CALLS: Final = (PartOfPage.MARKER, PartOfPage.CALL)
_NEVER_TEXT: Final = (PartOfPage.HEAD, PartOfPage.SCRIPT, PartOfPage.STYLE)


@dataclass(frozen=True, slots=True)
class SurveyedPage:
    """A page, and what is known of its elements before it is read.

    parts    what elements are by their place and their links
    hidden   the selectors that its style sheet hides
    bodies   the elements that hold the text, and those around them (True for a body)
    """

    source: XmlSource
    parts: Mapping[etree._Element, PartOfPage]
    hidden: frozenset[str]
    bodies: Mapping[etree._Element, bool]

    def __repr__(self) -> str:
        return repr_line("SurveyedPage", self.source.file)


class PageWalk:
    """Walks through a page and tells a transcript what is in it."""

    def __init__(
        self, page: SurveyedPage, number: int, transcript: Transcript, rules: WebRules, settings: ReadSettings
    ) -> None:
        self._page = page
        self._number = number
        self._transcript = transcript
        self._rules = rules
        self._places = [rule for rule in settings.places if rule.selector is not None]
        self._has_pages = not any(rule.system == "page" for rule in settings.places)
        self._offset = 0  # characters of the text nodes so far
        self._is_in_pre = False
        self._asides: list[PartOfPage | None] = []
        self._gone = PartOfPage.DELETED
        self._is_plain = not (self._places or page.hidden or rules.has_selectors)  # nothing is said of bare elements

    def read(self, gone: PartOfPage) -> None:
        """Read the page; `gone` is what is no text in this state of it: deleted or inserted text."""
        self._gone = gone
        root = self._page.source.root
        self._begin(root)

    # -- elements

    def _begin(self, element: etree._Element) -> None:
        """Read an element that holds the text, is around it, or is outside of it."""
        is_body = self._page.bodies.get(element)
        if is_body:
            self._element(element)
        elif is_body is None:
            name = local_name(element)
            part = self._part(element, name) if name else None
            self._leave_out_all(str(part) if part in _NEVER_TEXT else OUTSIDE, element)
        else:
            self._leave_out(OUTSIDE, element.text or "")
            for child in element:
                if isinstance(child.tag, str):
                    self._begin(child)
                self._leave_out(OUTSIDE, child.tail or "")

    def _element(self, element: etree._Element) -> None:
        name = local_name(element).lower()
        part = self._part(element, name)
        separator = separator_of(name)
        destiny = self._rules.of(element, part)
        if self._places:
            self._begin_places(element)
        if separator:
            self._transcript.separate(separator)
        if part is PartOfPage.PAGE:
            self._begin_page(element)
        if (destiny is not None and destiny.role is None) or part is self._gone:
            self._leave_out_all(str(part) if part else name, element)
        elif destiny is None or destiny.role in (None, Role.TEXT) or self._is_part_of_aside(part, destiny):
            self._said(element, name, part)
        else:
            self._aside(element, name, part, destiny, separator)
        if separator:
            self._transcript.separate(separator)

    def _part(self, element: etree._Element, name: str) -> PartOfPage | None:
        page = self._page
        if (element.attrib or page.hidden) and name not in _ALWAYS and is_hidden(element, page.hidden):
            return PartOfPage.HIDDEN
        found = page.parts.get(element)
        if found is None:
            found = part_of(element, name)
        if found is PartOfPage.MARKER and not is_note_number(called := string_value(element), is_raised(element)):
            return None if has_words(called) else PartOfPage.CALL
        return found

    def _is_part_of_aside(self, part: PartOfPage | None, destiny: Destiny) -> bool:
        """Return whether an element is no stretch of its own, since it stands in a note or a heading."""
        if not self._asides:
            return False
        is_same = part in _CALLS and self._asides[-1] in _CALLS  # `sup` and `a` of one number
        return (
            destiny.role is Role.PARATEXT
            or is_same
            or (part in NOTE_PARTS and self._asides[-1] in (*NOTE_PARTS, *_CALLS))
        )

    def _aside(
        self, element: etree._Element, name: str, part: PartOfPage | None, destiny: Destiny, separator: Separator
    ) -> None:
        role = destiny.role or Role.NOTE
        around = max(separator, Separator.SPACE)
        self._transcript.begin_aside(role, destiny.cause, _why(element, name, part), around)
        self._asides.append(part)
        self._said(element, name, part)
        self._asides.pop()
        self._transcript.end_aside(around)

    def _said(self, element: etree._Element, name: str, part: PartOfPage | None) -> None:
        """Read what is in an element, with what it says of its words."""
        said: list[tuple[AnnotationName, str]] = []
        if name == "sup" and part is None:
            said.append((AnnotationName.SUPERSCRIPT, ""))
        elif part is PartOfPage.INSERTED:
            said.append((AnnotationName.ADDED, ""))
        elif name in ("s", "strike") or strikes_out(element.get("style", "")):
            said.append((AnnotationName.DELETED, ""))
        language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
        if language and not separator_of(name):
            said.append((AnnotationName.LANGUAGE, language))
        for own, value in said:
            self._transcript.begin(own, value)
        was_in_pre = self._is_in_pre
        self._is_in_pre = was_in_pre or name == "pre"
        if name == "img":
            self._initial(element)
        if name == "mfrac":
            self._fraction(element)
        else:
            self._children(element)
        self._is_in_pre = was_in_pre
        for own, _ in reversed(said):
            self._transcript.end(own)

    def _children(self, element: etree._Element) -> None:
        if element.text:
            self._text(element.text)
        for child in element:
            tag = child.tag
            if tag in PLAIN and self._is_plain and not child.attrib and child not in self._page.parts:
                self._children(child)
            elif isinstance(tag, str):
                self._element(child)
            if tail := child.tail:
                self._text(tail)

    def _fraction(self, element: etree._Element) -> None:
        """Write a fraction of MathML with the bar that a person sees."""
        self._text(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                if child is not element[0]:
                    self._transcript.insert("/", self._point())
                self._element(child)
            self._text(child.tail or "")

    def _initial(self, element: etree._Element) -> None:
        """Write the letter of which an image is the picture at the beginning of a chapter."""
        letter = element.get("alt", "").strip()
        around = element.getparent()
        classes = element.get("class", "") + (around.get("class", "") if around is not None else "")
        if len(letter) == 1 and letter.isalpha() and any(own in classes.lower() for own in _DROP):
            self._transcript.insert(letter, self._point())

    # -- text

    def _text(self, text: str) -> None:
        if SOFT_HYPHEN in text:
            self._parts_of_text(text)
        else:
            self._write(text)

    def _parts_of_text(self, text: str) -> None:
        """Write text without the soft hyphens in it."""
        for n, part in enumerate(text.split(SOFT_HYPHEN)):
            if n:
                self._leave_out("soft hyphens", SOFT_HYPHEN)
            if part:
                self._write(part)

    def _write(self, text: str) -> None:
        inner = text.strip(SPACES)
        if not inner or "  " in inner or "\n" in inner or "\t" in inner or "\r" in inner:
            self._write_runs(text)
            return
        start = 0
        if len(inner) < len(text) and text[0] in SPACES:
            self._transcript.separate(self._blank(text, 0, start := text.index(inner[0])))
        self._transcript.write_at(inner, self._number, 0, self._offset + start)
        end = start + len(inner)
        if end < len(text):
            self._transcript.separate(self._blank(text, end, len(text)))
        self._offset += len(text)

    def _write_runs(self, text: str) -> None:
        transcript, end, offset, number = self._transcript, 0, self._offset, self._number
        for run in _RUN.finditer(text):
            start = run.start()
            if start > end:
                transcript.separate(self._blank(text, end, start))
            transcript.write_at(run.group(), number, 0, offset + start)
            end = run.end()
        if end < len(text):
            transcript.separate(self._blank(text, end, len(text)))
        self._offset = offset + len(text)

    def _blank(self, text: str, start: int, end: int) -> Separator:
        if self._is_in_pre and "\n" in text[start:end]:
            return Separator.PARAGRAPH if text.count("\n", start, end) > 1 else Separator.LINE
        return Separator.SPACE

    def _leave_out_all(self, name: str, element: etree._Element) -> None:
        """Leave out an element with all in it, and count its words."""
        end = self._offset + len(string_value(element))
        self._leave_out(name, words_apart(element, BORDERS))
        self._offset = end

    def _leave_out(self, name: str, text: str) -> None:
        if text.strip():
            self._transcript.leave_out(name, text, self._point())
        self._offset += len(text)

    def _point(self) -> SourcePoint:
        return self._page.source.positions.point(self._offset, self._number)

    # -- places

    def _begin_page(self, element: etree._Element) -> None:
        named = (element.get("title"), element.get("aria-label"), string_value(element), element.get("id"))
        names = (page_name(own) for own in named if own)
        name = next((own for own in names if own), "")
        if name and self._has_pages:
            self._transcript.place("page", name)

    def _begin_places(self, element: etree._Element) -> None:
        for rule in self._places:
            if rule.selector is not None and matches(rule.selector, element):
                key = rule.selector.attribute
                name = " ".join(((attribute(element, key) if key else string_value(element)) or "").split())
                if name:
                    self._transcript.place(rule.system, name)


def page_name(text: str) -> str:
    """Return the number of a page from what an element says of it: `[Pg 12]`, `page_12`, ` xii `."""
    name = " ".join(text.strip(_BRACKETS).split())
    return _PAGE_ID.sub("", name, count=1).removeprefix("Pg ").removeprefix("Page ").strip(" .:")


def _why(element: etree._Element, name: str, part: PartOfPage | None) -> str:
    key = (element.get("class") or "").split()
    return f"<{name}>{f' of the class {key[0]}' if key else ''}, {part or 'named in the settings'}"
