"""Elements of TEI that need a rule of their own: gaps, breaks, words, glyphs, shifts of hand, substitutions."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.model.witness import GapReason, Role
from collate.reading.read_settings import Keeping
from collate.reading.tei.apparatus import APPARATUS, be_silent
from collate.reading.tei.breaks import HYPHENS, join_divided, read_break
from collate.reading.tei.critical import Silence, is_beside_limit
from collate.reading.tei.elements import ID, left_out_name
from collate.reading.tei.following import first_word
from collate.reading.tei.gaps import dots, is_of_words, reason_of_gap, sign_of_gap, why_of_gap
from collate.reading.tei.places import BREAKS
from collate.reading.tei.plans import NUMBERED_BLOCKS, Plan
from collate.reading.tei.spans import is_heading
from collate.reading.tei.surviving import has_text
from collate.reading.tei.walk import Special, Walk
from collate.reading.tei.words import (
    read_mark,
    read_plain_aside,
    read_plain_block,
    read_plain_space,
    read_plain_word,
    read_space_element,
    read_word,
)
from collate.reading.transcript import SPACES, Separator, visible_length
from collate.reading.xml_source import local_name, string_value

_INSIDE_WORDS: Final = frozenset(
    {"overwritten", "intralinear", "unmarked", "overstrike", "inline", "in-line", "inspace"}
)
_BREAK_NAMES: Final = frozenset(name.removeprefix("{*}") for name in BREAKS)
_JOINING_GLYPHS: Final = ("EOLhyphen", "EOLunhyphen")


def _gap(walk: Walk, element: etree._Element, _: Plan) -> None:
    is_open = not walk.nodes.skipping and not walk.nodes.is_silent
    if walk.state.witness is not None and is_beside_limit(element):
        if is_open and element.get("reason") != GapReason.ABSENT:
            be_silent(walk, Silence(reason_of_gap(element)))
        _leave_out_content(walk, element)
        return
    at = walk.nodes.point(walk.nodes.cursor)
    of_words = is_of_words(element) and not walk.nodes.in_word
    if of_words and walk.transcript.last_characters(1).isalnum():
        walk.nodes.separate(Separator.SPACE)
    touches = bool(walk.nodes.in_word) or walk.transcript.last_characters(1).isalnum()
    if is_open:
        touches = not of_words and (touches or walk.next_character(element, adjacent=True).isalnum())
        walk.transcript.gap(sign_of_gap(element, touches), reason_of_gap(element), why_of_gap(element), at)
    _leave_out_content(walk, element)
    if of_words and walk.next_character(element, adjacent=True).isalnum():
        walk.nodes.separate(Separator.SPACE)


def _leave_out_content(walk: Walk, element: etree._Element) -> None:
    """Leave out what stands in an element, such as the description of a gap, under its own name."""
    walk.nodes.enter(element)
    walk.nodes.leave_out(local_name(element), element.text)
    for child in element:
        if isinstance(child.tag, str):
            walk.pass_over(child, left_out_name(child))
        walk.nodes.leave(child)
        walk.nodes.leave_out(local_name(element), child.tail)


def _uncertain(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read letters that an editor supplied, or could hardly read; or a gap instead of them."""
    keeping = walk.settings.supplied if plan.name == "supplied" else walk.settings.unclear
    if keeping is Keeping.KEEP:
        walk.content(element)
        return
    reason = GapReason.LACUNA if plan.name == "supplied" else GapReason.ILLEGIBLE
    text, at = string_value(element), walk.nodes.point(walk.nodes.cursor)
    walk.pass_over(element, plan.name)
    if walk.nodes.skipping:
        return
    if text[:1] in SPACES:
        walk.nodes.separate(Separator.SPACE)
    for n, word in enumerate(text.split()):
        if n:
            walk.nodes.separate(Separator.SPACE)
        walk.transcript.gap(dots(visible_length(word)), reason, f"{plan.name} letters, left out as set", at)
    if text[-1:] in SPACES:
        walk.nodes.separate(Separator.SPACE)


def _one_of_several(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read one child of `choice`; the white space between its children is none of the text."""
    read = walk.read_of(element, plan)
    if read is None:
        walk.content(element)
        return
    walk.nodes.enter(element)
    walk.nodes.leave_out(plan.name, element.text)
    for child in element:
        if child in read:
            _read_with_breaks(walk, child, _breaks_of_others(element, child))
        elif isinstance(child.tag, str):
            walk.pass_over(child, left_out_name(child))
        walk.nodes.leave(child)
        walk.nodes.leave_out(plan.name, child.tail)


def _read_with_breaks(walk: Walk, element: etree._Element, breaks: list[tuple[int, etree._Element]]) -> None:
    """Read an alternative; what begins in another one begins in it too."""
    if not breaks:
        walk.element(element)
        return
    walk.nodes.stop_at([(n, partial(walk.begin_places, inner, local_name(inner))) for n, inner in breaks])
    walk.element(element)
    for _, begin in walk.nodes.stops:
        begin()
    walk.nodes.stop_at([])


def _breaks_of_others(element: etree._Element, read: etree._Element) -> list[tuple[int, etree._Element]]:
    """Return the breaks that only another alternative has, and how many letters of the one that is read precede each.

    A page begins there, whichever alternative is read.
    """
    others = [child for child in element if child is not read and len(child)]
    if not others or next(read.iter(*BREAKS), None) is not None:
        return []
    other = next((child for child in others if next(child.iter(*BREAKS), None) is not None), None)
    if other is None:
        return []
    own, all_letters = visible_length(string_value(read)), max(visible_length(string_value(other)), 1)
    found, letters = [], 0
    for event, inner in etree.iterwalk(other, events=("start", "end")):
        if event == "start" and local_name(inner) in _BREAK_NAMES:
            found.append((round(letters * own / all_letters), inner))
        letters += visible_length(
            (inner.text if event == "start" else inner.tail if inner is not other else None) or ""
        )
    return found


def _substitution(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `subst` or `mod`: white space in it parts two of its children that are read, and no word."""
    walk.nodes.enter(element)
    blank = _blank(walk, element.text)
    before: etree._Element | None = None
    for child in element:
        if isinstance(child.tag, str):
            if has_text(child, walk.is_unread):
                joined = _inside(child) if before is None else _is_joined(walk, before, child)
                if blank and not joined:
                    walk.nodes.separate(Separator.SPACE)
                before, blank = child, False
            walk.element(child)
        walk.nodes.leave(child)
        blank = _blank(walk, child.tail) or blank
    goes_on = walk.next_character(element, adjacent=True)
    if blank and before is not None and not _inside(before) and (goes_on.isalnum() or goes_on in ("", " ")):
        walk.nodes.separate(Separator.SPACE)


def _is_joined(walk: Walk, before: etree._Element, element: etree._Element) -> bool:
    """Return whether a word goes on from one child of a substitution into the next."""
    if "unmarked" in (element.get("rend"), element.get("place")):
        return True
    if not element.get(ID) or before.get("next", "").lstrip("#") != element.get(ID):
        return False
    return join_divided(walk, lambda: first_word(element, lambda _: False).lstrip(HYPHENS))


def _blank(walk: Walk, text: str | None) -> bool:
    """Pass over white space, and read other text; return whether it was white space."""
    if not text:
        return False
    if text.strip(SPACES):
        walk.nodes.read(text)
        return False
    walk.nodes.cursor += len(text)
    return True


def _inside(element: etree._Element) -> bool:
    return element.get("rend") in _INSIDE_WORDS or element.get("place") in _INSIDE_WORDS


def _hand_shift(walk: Walk, element: etree._Element, _: Plan) -> None:
    if walk.hand:
        walk.transcript.end(AnnotationName.HAND)
    hand = element.get("new") or element.get("hand") or element.get("scribe") or ""
    walk.hand = bool(hand)
    if hand:
        walk.transcript.begin(AnnotationName.HAND, hand.lstrip("#"))
    walk.content(element)  # it should have none


def _glyph(walk: Walk, element: etree._Element, plan: Plan) -> None:
    reference = element.get("ref") or element.get("type") or ""
    text = dict(walk.settings.glyphs).get(reference)
    if text is not None:
        walk.replace(element, text, plan.name)
    elif reference.endswith(_JOINING_GLYPHS):
        walk.pass_over(element, left_out_name(element))
        walk.transcript.join()
    elif string_value(element).strip(SPACES):
        walk.content(element)
    elif (mapped := walk.survey.glyphs.get(reference.lstrip("#"))) is not None:
        walk.replace(element, mapped, plan.name)
    else:
        walk.nodes.cursor += len(string_value(element))
        walk.without_text[reference] = walk.without_text.get(reference, 0) + 1


def _milestone(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Begin what a milestone stands for: `unit="tei:head"` up to the anchor that it names."""
    unit = element.get("unit", "")
    if unit in ("tei:p", "tei:lg", "tei:div", "tei:ab"):
        walk.nodes.separate(Separator.PARAGRAPH)
    elif unit == "tei:l":
        walk.nodes.separate(Separator.LINE)
    destiny = walk.settings.headings
    role = destiny.role
    if is_heading(element) and element in walk.spans.begun and role is not None and role is not Role.TEXT:
        walk.open_spans.begin_heading(element, role, destiny.cause)
    else:
        walk.open_spans.begin(element)
    walk.content(element)


def _span(walk: Walk, element: etree._Element, _: Plan) -> None:
    walk.open_spans.begin(element)
    walk.content(element)


def _space(walk: Walk, element: etree._Element, _: Plan) -> None:
    walk.nodes.separate(Separator.SPACE)
    _leave_out_content(walk, element)
    walk.nodes.separate(Separator.SPACE)


def _segment(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `seg`; the words in one of `type="nb"` are written without spaces."""
    is_joined = element.get("type") == "nb"
    walk.nodes.join_words(is_joined)
    walk.content(element)
    walk.nodes.join_words(-is_joined)


SPECIAL: Final[Mapping[str, Special]] = MappingProxyType(
    {
        "gap": _gap,
        "supplied": _uncertain,
        "unclear": _uncertain,
        "choice": _one_of_several,
        "subst": _substitution,
        "mod": _substitution,
        "handShift": _hand_shift,
        "g": _glyph,
        "milestone": _milestone,
        "delSpan": _span,
        "addSpan": _span,
        "damageSpan": _span,
        "space": _space,
        "seg": _segment,
        "lb": read_break,
        "pb": read_break,
        "cb": read_break,
        "gb": read_break,
        "line": read_break,
        "w": read_word,
        "pc": read_mark,
        "c": read_space_element,
        **APPARATUS,
    }
)
QUICK: Final[Mapping[str, Special]] = MappingProxyType(
    {
        "w": read_plain_word,
        "pc": read_plain_word,
        "c": read_plain_space,
        "speaker": read_plain_aside,
        "stage": read_plain_aside,
        **dict.fromkeys(NUMBERED_BLOCKS, read_plain_block),
        "lb": read_break,
        "pb": read_break,
        "cb": read_break,
        "gb": read_break,
    }
)
