"""One walk through a file in TEI, for one state of its text.

More than 300 lines: one class, whose methods call each other for each element of a file.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate._repr import repr_line
from collate.model.annotations import AnnotationName
from collate.model.witness import Role
from collate.reading.divided_words import WorkWords, is_divided_word
from collate.reading.note_numbers import NOTE_MARKERS, has_words, is_note_number
from collate.reading.read_settings import LEFT_OUT, Destiny
from collate.reading.selectors import Selector
from collate.reading.tei.alternatives import REPLACED_NAMES, Read, TextState, replacement
from collate.reading.tei.annotated import Said, identity_of
from collate.reading.tei.body import matches
from collate.reading.tei.elements import BORDERS, LANG, cause_of, destiny_of_label, destiny_of_zone, left_out_name
from collate.reading.tei.following import first_word, next_character, next_word
from collate.reading.tei.layers import hand_name, hand_of_change, replaced_words
from collate.reading.tei.moved_stretches import Offsets
from collate.reading.tei.open_spans import OpenSpans
from collate.reading.tei.places import BREAK_NAMES, BREAKS, PlaceNames, edition_of, is_of_edition, name_of_whole
from collate.reading.tei.plans import Effort, Plan, plan_in
from collate.reading.tei.repeated import NOTHING_REPEATED
from collate.reading.tei.spans import Spans
from collate.reading.tei.survey import Survey
from collate.reading.tei.surviving import CLOSING_MARKS, OPENING_MARKS, POINTS, has_text, separators_of_part
from collate.reading.tei.text_nodes import TextNodes
from collate.reading.tei.verse_parts import words_of_file
from collate.reading.transcript import SPACES, Separator, Transcript
from collate.reading.words_apart import words_apart
from collate.reading.xml_source import XmlSource, local_name, string_value

_SPACE: Final = Separator.SPACE
_PLAIN, _BLOCK, _QUICK = Effort.PLAIN, Effort.BLOCK, Effort.QUICK
_OTHER, _NOTHING = Effort.OTHER, Effort.NOTHING
_RAISED: Final = late_regex(r"(?i)\bsup(?:er|erscript)?\b")
_GOES_ON: Final = frozenset({"M", "F"})
_LONGEST_WORD: Final = 80  # code points

Special = Callable[["Walk", etree._Element, Plan], None]


class Walk:
    """Reads the elements of a file in order, and writes its text.

    Attributes
    ----------
    nodes : TextNodes
        The text nodes of the file.
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
        quick: Mapping[str, Special],
        offsets: Offsets | None = None,
    ) -> None:
        self.source, self.number, self.survey, self.state = source, number, survey, state
        self.settings, self.transcript, self.places = state.settings, transcript, places
        self._special, self._quick = special, quick
        self.spans: Spans = survey.spans
        self.nodes = TextNodes(source, number, transcript, survey.has_spaces, offsets)
        self.nodes.speak(not state.layer.alone)
        self.goes_on = False  # the next word is the rest of the last one
        self.word_end, self.last_word = -1, ""
        self.asides: list[str] = []  # the causes of what is open
        self.open_spans = OpenSpans(survey.spans, state, transcript, self.nodes)
        self.hand = self.image = False  # whether an annotation of this effort is open
        self.language = survey.language
        self._edition = self.settings.edition or edition_of(source.root, state.witness)
        self._has_rare = bool(self.spans.ends) or survey.repeated is not NOTHING_REPEATED
        self.plans: dict[object, Plan] = {}
        self.matched: set[str] = set()
        self.without_text: dict[str, int] = {}  # glyphs
        self._chosen: tuple[etree._Element | None, Read] = (None, None)  # the element that was asked for last
        self._verse = ""  # whose part was read last
        self._words: WorkWords | None = None  # of the file, once they are asked for
        self.silent_at = -1  # where the text was when the sign of a silence was written last

    def __repr__(self) -> str:
        return repr_line("Walk", f"{self.source.file} {self.state.layer.suffix}")

    def read(self) -> None:
        """Read the file: the parts with the text are read, everything else is left out."""
        self._part(self.source.root)

    def end(self) -> None:
        """End what the file left open."""
        self.open_spans.finish()
        if self.hand:
            self.transcript.end_with_waiting(AnnotationName.HAND)
        if self.image:
            self.transcript.end_with_waiting(AnnotationName.FACSIMILE)

    def _part(self, element: etree._Element) -> None:
        if element in self.survey.bodies:
            around = Separator.LINE if local_name(element) == "surface" else Separator.PARAGRAPH
            self.nodes.separate(around)
            self.element(element)
            self.nodes.separate(around)
        elif element not in self.survey.holders:
            self.pass_over(element, left_out_name(element), breaks=local_name(element) == "front")
        else:
            self.nodes.enter(element)
            self.nodes.leave_out(local_name(element), element.text)
            for child in element:
                if isinstance(child.tag, str):
                    self._part(child)
                self.nodes.leave(child)
                self.nodes.leave_out(local_name(element), child.tail)

    def pass_over(self, element: etree._Element, name: str, breaks: bool = False) -> None:
        """Leave out an element with all in it; with `breaks`, pages and lines in it still begin."""
        self.nodes.enter(element)
        self.nodes.leave_out(name, words_apart(element, BORDERS), length=len(string_value(element)))
        if breaks or self.spans.ends:
            for inner in element.iter(etree.Element):
                self.open_spans.end(inner)
            for inner in element.iter(*BREAKS) if breaks else ():
                self.begin_places(inner, local_name(inner))

    # -- elements

    def plan(self, element: etree._Element) -> Plan:
        """Return what to do with an element, by its name."""
        found = self.plans.get(element.tag)
        if found is None:
            found = self.plans[element.tag] = plan_in(
                self.source.root, element, self.settings, self.places, self._has_rare
            )
            found.line = element.sourceline or 1
        return found

    def content(self, element: etree._Element) -> None:  # noqa: PLR0912 -- a call for each element costs more than this
        """Read all in an element."""
        nodes, plans = self.nodes, self.plans
        if nodes.offsets is not None:
            self._content_in_other_order(element)
            return
        transcript, has_spaces = self.transcript, self.survey.has_spaces
        read, part, part_here = nodes.read, nodes.separate, transcript.separate
        if text := element.text:
            read(text)
        for child in element:
            plan = plans.get(child.tag)
            if plan is None:
                plan = self.plan(child)
            effort = plan.effort
            if effort is not _OTHER and effort is not _NOTHING and (keys := child.keys()):
                effort = plan.attributed if plan.telling.isdisjoint(keys) else _OTHER
            if effort is _BLOCK or effort is _PLAIN:
                separator = plan.separator
                if separator:
                    (part if nodes.is_unusual else part_here)(separator)
                if len(child):
                    self.content(child)
                elif inner := child.text:
                    read(inner)
                if separator:
                    (part if nodes.is_unusual else part_here)(separator)
            elif effort is not _NOTHING:
                (self._quick.get(plan.name, _slow) if effort is _QUICK else _slow)(self, child, plan)
            tail = child.tail
            if not tail:
                continue
            if tail.isspace() and tail.isascii() and not nodes.is_unusual:
                nodes.cursor += len(tail)
                if effort is not _BLOCK and not has_spaces:
                    transcript.separate(_SPACE)
            else:
                read(tail)

    def _content_in_other_order(self, element: etree._Element) -> None:
        """Read all in an element of a file that is not read in its order."""
        nodes = self.nodes
        if element.text:
            nodes.enter(element)
            nodes.read(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            if child.tail:
                nodes.leave(child)
                nodes.read(child.tail)

    def element(self, element: etree._Element) -> None:
        """Read an element: place, role and white space, what it says of its text, and its content."""
        plan = self.plans.get(element.tag) or self.plan(element)
        if self.spans.ends:
            self.open_spans.end(element)
        special = self._special.get(plan.name)
        if not plan.known:
            plan.count += 1
        if plan.has_places and plan.name not in BREAK_NAMES:
            self.begin_places(element, plan.name)
        if plan.joined and self.first_match(plan.joined, element):
            self.pass_over(element, left_out_name(element))
            self.transcript.join()
            return
        if self.survey.repeated is not NOTHING_REPEATED and self._stands_for_another(element, plan):
            return
        destiny = plan.destiny if plan.is_fixed else self.destiny(element, plan)
        if self.state.layer.alone and plan.name in ("rdg", "add"):
            special = self._own_words(element, special)
        if destiny is not None and destiny.role is None:
            self.pass_over(element, destiny.cause or left_out_name(element), breaks=plan.name == "fw")
        elif plan.row is not None and self.read_of(element, plan) == ():
            self.pass_over(element, left_out_name(element), breaks=plan.name in ("del", "add"))
            if plan.name in ("del", "add"):
                self._join_mark_behind(element)
        elif plan.is_inline and destiny is None and self.nodes.offsets is None:
            self._annotated(element, plan, special)
        else:
            self._with_role(element, plan, destiny, special)

    def _stands_for_another(self, element: etree._Element, plan: Plan) -> bool:
        """Read an element that is a copy of another, or leave out one that excludes another; return whether it is."""
        repeated = self.survey.repeated
        if element in repeated.excluded:
            self.pass_over(element, f"{plan.name} (exclude)")
            return True
        text = repeated.copies.get(element)
        if text is None:
            return False
        self.nodes.separate(plan.separator)
        if not self.nodes.is_silent:
            self.replace(element, text, plan.name)
        self.nodes.separate(plan.separator)
        return True

    def read_of(self, element: etree._Element, plan: Plan) -> Read:
        """Return which children of an element are read."""
        last, read = self._chosen
        if last is not element:
            read = plan.row(element, self.state) if plan.row is not None else None
            self._chosen = element, read
        return read

    def _join_mark_behind(self, element: etree._Element) -> None:
        """Let a mark that touches words of another state stand at the word before them."""
        if self.nodes.is_unusual or not self.transcript.last_characters(1, Separator.SPACE).isalnum():
            return
        if self.next_character(element, adjacent=True) in POINTS:
            self.nodes.join_mark()

    def _own_words(self, element: etree._Element, special: Special | None) -> Special | None:
        """Let the words of a hand be read that testifies to nothing else; each passage is a paragraph."""
        if hand_name(hand_of_change(element)) != self.state.layer.alone:
            return special

        replaced = replaced_words(element)

        def read(walk: Walk, own: etree._Element, plan: Plan) -> None:
            walk.transcript.separate(Separator.PARAGRAPH)
            before = walk.nodes.speak(True)
            if replaced:
                walk.transcript.begin(AnnotationName.REPLACES, replaced)
            (special or _content)(walk, own, plan)
            if replaced:
                walk.transcript.end(AnnotationName.REPLACES)
            walk.nodes.speak(before)
            walk.transcript.separate(Separator.PARAGRAPH)

        return read

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
        if plan.name == "label":
            return destiny_of_label(element, self.settings)
        if plan.name == "ref" and element.get("target", "").lstrip("#") in self.survey.notes:
            called = string_value(element)
            if is_note_number(called, _is_raised(element)):
                return _MARKER
            if not has_words(called):
                return _CALL
        return None if plan.destiny is LEFT_OUT and element in self.survey.bodies else plan.destiny

    def _with_role(self, element: etree._Element, plan: Plan, destiny: Destiny | None, special: Special | None) -> None:
        offsets = self.nodes.offsets
        before, after = self._separators(element, plan)
        self.nodes.separate(before)
        if plan.name == "ab" and (part := element.get("part")):
            if part in _GOES_ON:
                self._go_on(element)
            self._verse = name_of_whole(element.get("n", ""))
        apart = bool(plan.apart) and not self.nodes.in_word and self.first_match(plan.apart, element)
        if apart:
            self.nodes.separate(Separator.SPACE)
        role = self._role_of(element, plan, destiny)
        if role is not None and destiny is not None:
            cause = cause_of(element, plan.name, destiny)
            self.transcript.begin_aside(role, cause, plan.why, max(before, Separator.SPACE))
            self.asides.append(cause)
            self._annotated(element, plan, special)
            self.asides.pop()
            self.transcript.end_aside(max(after, Separator.SPACE))
        else:
            self._annotated(element, plan, special)
            if offsets is not None and element in offsets.ends and self.next_character(element) in CLOSING_MARKS:
                self.nodes.join_mark()
        if apart and self.next_character(element, adjacent=True).isalnum():
            self.nodes.separate(Separator.SPACE)
        self.nodes.separate(after)

    def _separators(self, element: etree._Element, plan: Plan) -> tuple[Separator, Separator]:
        """Return the white space before and after an element: only a space where its line or paragraph goes on."""
        before = after = plan.separator
        if before > Separator.SPACE and element.attrib:
            before, after = separators_of_part(element, before)
        offsets = self.nodes.offsets
        if offsets is not None and before and (element in offsets.begins or element in offsets.ends):
            space = Separator.SPACE if has_text(element, self.is_unread) else Separator.NONE
            if element in offsets.begins:
                before = Separator.NONE if self.transcript.last_characters(1) in OPENING_MARKS else space
            if element in offsets.ends:
                after = space
        return before, after

    def is_unread(self, element: etree._Element) -> bool:
        """Return whether an element with all in it is left out in this state."""
        plan = self.plan(element)
        destiny = self.destiny(element, plan)
        is_dropped = destiny is not None and destiny.role is None
        return is_dropped or (plan.row is not None and plan.row(element, self.state) == ())

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
        keys, language = element.keys(), self.language
        said = plan.annotate(element, self.state) if plan.annotate and (keys or not plan.says_by_attributes) else []
        instead = None
        if keys:
            said = self._said_by_attributes(element, plan, said)
            if plan.name in REPLACED_NAMES:
                instead = replacement(element, plan.name, self.settings)
        for name, value in said:
            self.transcript.begin(name, value)
        if instead is not None:
            self.replace(element, instead, plan.name)
        elif special is not None:
            special(self, element, plan)
        else:
            self.content(element)
        for name, _ in reversed(said):
            self.transcript.end(name)
        self.language = language

    def _said_by_attributes(self, element: etree._Element, plan: Plan, said: Said) -> Said:
        """Return what an element says of its text, with its identity and its language."""
        identity = identity_of(element, plan.name)
        if identity:
            said = [(AnnotationName.ID, identity), *said, *self.survey.said.get(identity, ())]
        own = element.get(LANG)
        if own and own != self.language:
            said = [*said, (AnnotationName.LANGUAGE, own)]
            self.language = own
        return said

    def replace(self, element: etree._Element, text: str, name: str) -> None:
        """Read another text in the place of that of an element."""
        at = self.nodes.point(self.nodes.cursor)
        self.pass_over(element, name)
        if not self.nodes.skipping:
            self.transcript.insert(" ".join(text.split()), at)

    def _go_on(self, element: etree._Element) -> None:
        """Join the halves of a word that two parts of a verse divide, if the words of the file show that it is one."""
        first = next((child for child in element if isinstance(child.tag, str)), None)
        if first is None or local_name(first) != "w" or self.last_word != "w":
            return
        verse = name_of_whole(element.get("n", ""))
        if self.word_end != self.transcript.length or (verse and self._verse and verse != self._verse):
            return
        if self._words is None:
            self._words = words_of_file(self.source.root)
        before = self.transcript.last_characters(_LONGEST_WORD, Separator.SPACE)
        self.goes_on = is_divided_word(before, "".join(string_value(first).split()), self._words)

    # -- places and spans

    def begin_places(self, element: etree._Element, name: str) -> None:
        """Begin the places that begin with an element."""
        if name in _OF_EDITIONS and not is_of_edition(element, self._edition):
            self.transcript.leave_out(f"{name} of another edition", "", self.nodes.point(self.nodes.cursor))
            return
        for system, value in self.places.begun_by(element, name):
            self.transcript.place(system, value)

    def next_word(self, element: etree._Element) -> str:
        """Return the characters behind an element up to the next white space."""
        return next_word(element, self._is_aside, self._is_block)

    def first_word(self) -> str:
        """Return the first characters of the text of the file, up to white space."""
        bodies = self.survey.bodies
        body = next((e for e in self.source.root.iter(etree.Element) if e in bodies), None)
        return first_word(body, self._is_aside) if body is not None else ""

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


def _content(walk: Walk, element: etree._Element, _: Plan) -> None:
    walk.content(element)


def _slow(walk: Walk, element: etree._Element, _: Plan) -> None:
    walk.element(element)


def _is_raised(element: etree._Element) -> bool:
    """Return whether an element is superscript, or the one in it or around it."""
    around = (element, element[0] if len(element) == 1 else element, element.getparent())
    return any(own is not None and _RAISED.search(own.get("rend", "")) is not None for own in around)


def _has_own_text(element: etree._Element) -> bool:
    return any(t and t.strip(SPACES) for t in (element.text, *(child.tail for child in element)))


_OF_EDITIONS: Final = frozenset({"pb", "cb", "lb", "gb", "milestone"})
_BREAK_NAMES: Final = frozenset({"pb", "cb", "lb", "gb", "space"})
_MARKER: Final = Destiny(None, NOTE_MARKERS)
_CALL: Final = Destiny(Role.NOTE, "marker")  # no number: perhaps words of the text
