"""One walk through a file in TEI, for one state of its text."""

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.model.witness import Role
from collate.reading.read_settings import Destiny
from collate.reading.selectors import Selector
from collate.reading.tei.alternatives import ALTERNATIVES, Row, TextState, replacement
from collate.reading.tei.annotated import Said, hand_of, identity_of
from collate.reading.tei.body import matches
from collate.reading.tei.elements import ID, LANG, cause_of, destiny_of_zone, left_out_name
from collate.reading.tei.following import next_character
from collate.reading.tei.places import BREAKS, PlaceNames, is_of_edition
from collate.reading.tei.plans import Plan, plan_for
from collate.reading.tei.rearranged import Offsets
from collate.reading.tei.spans import Spans, end_of, is_heading
from collate.reading.tei.survey import Survey
from collate.reading.transcript import SPACES, Separator, SourcePoint, Transcript, visible_length
from collate.reading.xml_source import XmlSource, local_name, string_value

ABSENT: Final = "(absent)"  # among the spans that are skipped: where a witness of an edition is absent
SOFT_HYPHEN: Final = "\u00ad"
_WITHOUT_SPACES: Final = re.compile(r"[^ \t\r\n]+")
_ENDS_LINE: Final = frozenset({"I", "M"})
_GOES_ON: Final = frozenset({"M", "F"})

Special = Callable[["Walk", etree._Element, Plan], None]


class Walk:
    """Reads the elements of a file in order, and writes its text.

    Attributes
    ----------
    cursor : int
        How many characters of the text nodes of the file were passed.
    in_word : int
        How many `w` are open: white space inside them means nothing.
    skipping : set of str
        Where the spans end that are no part of this state of the text.
    """

    def __init__(
        self,
        source: XmlSource,
        number: int,
        survey: Survey,
        state: TextState,
        transcript: Transcript,
        places: PlaceNames,
        special: Mapping[str, Special],
        offsets: Offsets | None = None,
    ) -> None:
        self.source, self.number, self.survey, self.state = source, number, survey, state
        self.settings, self.transcript, self.places, self._special = state.settings, transcript, places, special
        self.spans: Spans = survey.spans
        self.cursor = 0
        self.offsets = offsets
        self.in_word = 0
        self.joins_words = 0  # how many `seg type="nb"` are open
        self.goes_on = False  # the next word is the rest of the last one
        self.word_end, self.last_word = -1, ""
        self.skipping: set[str] = set()
        self.asides: list[str] = []  # the causes of what is open
        self.open_headings: set[etree._Element] = set()
        self.open_spans: dict[etree._Element, tuple[AnnotationName, ...]] = {}
        self.hand = self.image = False  # whether an annotation of this kind is open
        self.language = survey.language
        self.plans: dict[object, Plan] = {}
        self.matched: set[str] = set()
        self.late_breaks: list[tuple[int, etree._Element]] = []  # of an alternative that is not read
        self.without_text: dict[str, int] = {}  # glyphs
        self.joins_mark = False  # the next mark of punctuation stands at the word before it
        self.silent_at = -1  # where the text was when the sign of a silence was written last

    def __repr__(self) -> str:
        return repr_line("Walk", f"{self.source.file} {self.state.layer.suffix}")

    def read(self) -> None:
        """Read the file: the parts with the text are read, everything else is left out."""
        self._part(self.source.root)

    def end(self) -> None:
        """End what the file left open."""
        for _ in self.open_headings:
            self.transcript.end_aside(Separator.LINE)
        for names in self.open_spans.values():
            for name in names:
                self.transcript.end(name)
        if self.hand:
            self.transcript.end(AnnotationName.HAND)
        if self.image:
            self.transcript.end(AnnotationName.FACSIMILE)

    def _part(self, element: etree._Element) -> None:
        if element in self.survey.bodies:
            self.separate(Separator.PARAGRAPH)
            self.element(element)
            self.separate(Separator.PARAGRAPH)
        elif element not in self.survey.holders:
            self.pass_over(element, left_out_name(element), breaks=local_name(element) == "front")
        else:
            self.enter(element)
            self.leave_out(local_name(element), element.text)
            for child in element:
                if isinstance(child.tag, str):
                    self._part(child)
                self.leave(child)
                self.leave_out(local_name(element), child.tail)

    # -- characters

    def point(self, offset: int) -> SourcePoint:
        """Return where a character of the text nodes stands in the file."""
        return self.source.positions.point(offset, self.number)

    def text(self, text: str) -> None:
        """Read a text node."""
        if self.late_breaks:
            text = self._up_to_late_breaks(text)
        offset = self.cursor
        self.cursor = offset + len(text)
        if self.joins_mark and (marked := text.lstrip(SPACES)):
            self.joins_mark = False
            if not self.skipping:
                self.transcript.join()
                offset, text = offset + len(text) - len(marked), marked
        if self.skipping:
            name = "text where the witness is absent" if ABSENT in self.skipping else "deleted or added span"
            self.transcript.leave_out(name, text, self.point(offset))
        elif not text.strip(SPACES):
            if not (self.in_word or self.joins_words or self.survey.has_spaces):
                self.transcript.separate(Separator.SPACE)
        elif SOFT_HYPHEN in text:
            self._with_soft_hyphens(text, offset)
        else:
            self._write(text, offset)

    def _up_to_late_breaks(self, text: str) -> str:
        """Read text up to the last break that another alternative has in it; return what is left."""
        breaks, self.late_breaks = self.late_breaks, []
        passed = 0
        while breaks and breaks[0][0] - passed <= visible_length(text):
            count, element = breaks.pop(0)
            end = _end_of_letters(text, count - passed)
            if end:
                self.text(text[:end])
            self.begin_places(element, local_name(element))
            text, passed = text[end:], count
        self.late_breaks = [(n - passed - visible_length(text), e) for n, e in breaks]
        return text

    def begin_late_breaks(self) -> None:
        """Begin the places that another alternative has behind all text of the one that was read."""
        for _, element in self.late_breaks:
            self.begin_places(element, local_name(element))
        self.late_breaks = []

    def _write(self, text: str, offset: int) -> None:
        if self.in_word:
            for run in _WITHOUT_SPACES.finditer(text):
                self.transcript.write(run.group(), self.point(offset + run.start()))
        else:
            self.transcript.write_collapsed(text, lambda k: self.point(offset + k))

    def _with_soft_hyphens(self, text: str, offset: int) -> None:
        """Write text without its soft hyphens; at a line end the word goes on."""
        for n, part in enumerate(text.split(SOFT_HYPHEN)):
            if n:
                self.transcript.leave_out("soft hyphens", SOFT_HYPHEN, self.point(offset))
                offset += 1
                self.transcript.join()
            if part.strip(SPACES):
                self._write(part, offset)
            offset += len(part)

    def leave_out(self, name: str, text: str | None, known: bool = True) -> None:
        """Pass over a text node that is no part of the text."""
        if text:
            if text.strip(SPACES):
                self.transcript.leave_out(name, text, self.point(self.cursor), known)
            self.cursor += len(text)

    def pass_over(self, element: etree._Element, name: str, breaks: bool = False) -> None:
        """Leave out an element with all in it; with `breaks`, pages and lines in it still begin."""
        text = string_value(element)
        self.enter(element)
        if not self.skipping or text.strip(SPACES):
            self.leave_out(name, text)
        if breaks or self.spans.ends:
            for inner in element.iter(etree.Element):
                self.end_spans(inner)
            for inner in element.iter(*BREAKS) if breaks else ():
                self.begin_places(inner, local_name(inner))

    def separate(self, separator: Separator) -> None:
        """Ask for white space; inside a word and in a span that is left out there is none."""
        if separator and not self.in_word and not self.skipping:
            self.transcript.separate(separator)

    # -- elements

    def plan(self, element: etree._Element) -> Plan:
        """Return what to do with an element, by its name."""
        found = self.plans.get(element.tag)
        if found is None:
            found = self.plans[element.tag] = plan_for(element, self.settings, self.places)
            found.line = element.sourceline or 1
        return found

    def content(self, element: etree._Element) -> None:
        """Read all in an element."""
        text = element.text
        if text:
            self.enter(element)
            self.text(text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            tail = child.tail
            if tail:
                self.leave(child)
                self.text(tail)

    def enter(self, element: etree._Element) -> None:
        """Set the cursor to the text in an element, if the file is not read in its order."""
        if self.offsets is not None:
            self.cursor = self.offsets.texts[element]

    def leave(self, element: etree._Element) -> None:
        """Set the cursor to the text behind an element, if the file is not read in its order."""
        if self.offsets is not None:
            self.cursor = self.offsets.tails[element]

    def element(self, element: etree._Element) -> None:
        """Read an element: place, role and white space, what it says of its text, and its content."""
        plan = self.plans.get(element.tag) or self.plan(element)
        if self.spans.ends:
            self.end_spans(element)
        special = self._special.get(plan.name)
        if special is None and plan.is_plain and element.get(LANG) is None:
            self.content(element)
            return
        if not plan.known:
            plan.count += 1
        if plan.has_places:
            self.begin_places(element, plan.name)
        if plan.joined and self.first_match(plan.joined, element):
            self.pass_over(element, left_out_name(element))
            self.transcript.join()
            return
        destiny = self.destiny(element, plan)
        if destiny is not None and destiny.role is None:
            self.pass_over(element, left_out_name(element), breaks=plan.name == "fw")
        elif plan.row is not None and plan.row(element, self.state) == ():
            self.pass_over(element, left_out_name(element), breaks=plan.name in ("del", "add"))
        else:
            self._with_role(element, plan, destiny, special)

    def first_match(self, selectors: Collection[Selector], element: etree._Element) -> bool:
        """Return whether one of some selectors means an element."""
        for selector in selectors:
            if matches(selector, element):
                self.matched.add(selector.text)
                return True
        return False

    def destiny(self, element: etree._Element, plan: Plan) -> Destiny | None:
        """Return what becomes of an element: what the settings say, or what is usual."""
        for selector, destiny in plan.named:
            if self.first_match((selector,), element):
                return destiny
        if plan.name == "zone":
            return destiny_of_zone(element)
        if plan.name == "ref" and element.get("target", "").lstrip("#") in self.survey.notes:
            return _MARKER
        return plan.destiny

    def _with_role(self, element: etree._Element, plan: Plan, destiny: Destiny | None, special: Special | None) -> None:
        separator = plan.separator
        part = element.get("part") if plan.name in ("l", "ab") else None
        self.separate(Separator.SPACE if separator and part in _GOES_ON else separator)
        if part in _GOES_ON and plan.name == "ab":
            self._go_on(element)
        apart = bool(plan.apart) and not self.in_word and self.first_match(plan.apart, element)
        if apart:
            self.separate(Separator.SPACE)
        role = self._role_of(element, plan, destiny)
        if role is not None and destiny is not None:
            cause = cause_of(element, plan.name, destiny)
            self.transcript.begin_aside(role, cause, f"<{plan.name}> in the source", max(separator, Separator.SPACE))
            self.asides.append(cause)
            self._annotated(element, plan, special)
            self.asides.pop()
            self.transcript.end_aside(max(separator, Separator.SPACE))
        else:
            self._annotated(element, plan, special)
        if apart and self.next_character(element, adjacent=True).isalnum():
            self.separate(Separator.SPACE)
        self.separate(Separator.SPACE if separator and part in _ENDS_LINE else separator)

    def _role_of(self, element: etree._Element, plan: Plan, destiny: Destiny | None) -> Role | None:
        """Return the role of an element; None if it is text, or if what holds it says the same."""
        if destiny is None or destiny.role is Role.TEXT:
            return None
        if plan.name in ("salute", "signed") and "signature" in self.asides:
            return None
        if plan.name == "head" and "caption" in self.asides:
            return None
        if plan.name == "opener" and not destiny.cause and not _has_own_text(element):
            return None
        return destiny.role

    def _annotated(self, element: etree._Element, plan: Plan, special: Special | None) -> None:
        """Read the content of an element under what it says of its text."""
        said = plan.annotate(element, self.state) if plan.annotate is not None else []
        identity = identity_of(element, plan.name)
        if identity:
            said = [(AnnotationName.ID, identity), *said, *self.survey.said.get(identity, ())]
        language, own = self.language, element.get(LANG)
        if own and own != language:
            said = [*said, (AnnotationName.LANGUAGE, own)]
            self.language = own
        for name, value in said:
            self.transcript.begin(name, value)
        instead = replacement(element, plan.name, self.settings) if element.attrib else None
        if instead is not None:
            self.replace(element, instead, plan.name)
        elif special is not None:
            special(self, element, plan)
        else:
            self.content(element)
        for name, _ in reversed(said):
            self.transcript.end(name)
        self.language = language

    def replace(self, element: etree._Element, text: str, name: str) -> None:
        """Read another text in the place of that of an element."""
        at = self.point(self.cursor)
        self.pass_over(element, name)
        if not self.skipping:
            self.transcript.insert(" ".join(text.split()), at)

    def _go_on(self, element: etree._Element) -> None:
        """Join the halves of a word that runs over two parts of a verse, if the parts touch."""
        first = next((child for child in element if isinstance(child.tag, str)), None)
        if first is not None and local_name(first) == "w" and self.last_word == "w":
            self.goes_on = self.word_end == self.transcript.length

    # -- places and spans

    def begin_places(self, element: etree._Element, name: str) -> None:
        """Begin the places that begin with an element."""
        if name in _OF_EDITIONS and not is_of_edition(element, self.settings.edition):
            self.transcript.leave_out(f"{name} of another edition", "", self.point(self.cursor))
            return
        for system, value in self.places.begun_by(element, name):
            self.transcript.place(system, value)

    def end_spans(self, element: etree._Element) -> None:
        """End the spans that end where an element begins."""
        own = element.get(ID)
        if own is None or own not in self.spans.ends:
            return
        self.skipping.discard(own)
        for start in reversed(self.spans.ends[own]):
            if is_heading(start) and start in self.open_headings:
                self.open_headings.discard(start)
                self.transcript.end_aside(Separator.LINE)
            for name in self.open_spans.pop(start, ()):
                self.transcript.end(name)

    def begin_span(self, element: etree._Element, plan: Plan) -> None:
        """Begin a span: it is read under what it says, or it is skipped up to its end."""
        if element not in self.spans.begun:
            return
        row = _SPANS.get(plan.name)
        if row is not None and row[0](element, self.state) == ():
            self.skipping.add(end_of(element))
        elif row is not None:
            said = row[1](element, self.state)
            for name, value in said:
                self.transcript.begin(name, value)
            self.open_spans[element] = tuple(name for name, _ in reversed(said))

    def next_character(self, element: etree._Element, adjacent: bool = False) -> str:
        """Return the first character of text behind an element; "" if there is none near."""
        return next_character(element, self._is_aside, self._is_block if adjacent else None)

    def _is_block(self, element: etree._Element) -> bool:
        return bool(self.plan(element).separator) or local_name(element) in _BREAK_NAMES

    def _is_aside(self, element: etree._Element) -> bool:
        """Return whether an element is no part of the line that runs on behind it."""
        plan = self.plan(element)
        destiny = self.destiny(element, plan)
        is_kept = destiny is None or destiny.role is Role.TEXT
        return not is_kept or (plan.row is not None and plan.row(element, self.state) == ())


def _end_of_letters(text: str, count: int) -> int:
    """Return where a number of characters that are no white space ends."""
    for n, character in enumerate(text):
        if count <= 0:
            return n
        count -= character not in SPACES
    return len(text)


def _has_own_text(element: etree._Element) -> bool:
    return any(t and t.strip(SPACES) for t in (element.text, *(child.tail for child in element)))


_OF_EDITIONS: Final = frozenset({"pb", "cb", "lb", "gb", "milestone"})
_BREAK_NAMES: Final = frozenset({"pb", "cb", "lb", "gb", "space"})
_MARKER: Final = Destiny(Role.NOTE, "marker")


def _span_of_addition(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.ADDED, element.get("place", "")), *hand_of(element)]


def _span_of_deletion(_: etree._Element, __: TextState) -> Said:
    return [(AnnotationName.DELETED, "")]


def _span_of_damage(element: etree._Element, _: TextState) -> Said:
    return [(AnnotationName.DAMAGE, element.get("agent", ""))]


# What the element that begins a span is like, and what it says of its text.
_SPANS: Final[Mapping[str, tuple[Row, Callable[[etree._Element, TextState], Said]]]] = MappingProxyType(
    {
        "addSpan": (ALTERNATIVES["add"], _span_of_addition),
        "delSpan": (ALTERNATIVES["del"], _span_of_deletion),
        "damageSpan": (lambda _, __: None, _span_of_damage),
    }
)
