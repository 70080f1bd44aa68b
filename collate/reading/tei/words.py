"""Words, marks and spaces that the source has as elements: `w`, `pc`, `c`."""

import unicodedata
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.reading.read_settings import Spelling, Words
from collate.reading.tei.alternatives import LEVELS
from collate.reading.tei.elements import ID, LANG, attribute
from collate.reading.tei.plans import Plan
from collate.reading.tei.walk import Walk
from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name, string_value

_SAID_OF_WORDS: Final = MappingProxyType(
    {
        "lemma": AnnotationName.LEMMA,
        "pos": AnnotationName.PART_OF_SPEECH,
        "reg": AnnotationName.REGULARISED,
        ID: AnnotationName.ID,
    }
)
_NOT_PLAIN: Final = frozenset({"part", "prev", "next", "join", LANG})
_SAID: Final = MappingProxyType({AnnotationName.LEMMA: "lemma", AnnotationName.PART_OF_SPEECH: "pos"})
_KEYS: Final = ("xml:id", "lemma", "pos")
_JOINS_BEFORE: Final = frozenset({"left", "both"})
_JOINS_AFTER: Final = frozenset({"right", "both"})
_APART_BEFORE: Final = frozenset({"right", "no"})
_GOES_ON: Final = frozenset({"M", "F"})
_OPENING: Final = frozenset({"Ps", "Pi"})
Keys = tuple[tuple[str, object], ...]


def read_word(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `w`: white space in it means nothing, and another `w` is another word unless the source joins them."""
    goes_on = walk.goes_on or element.get("part") in _GOES_ON or (not element.get("part") and bool(element.get("prev")))
    if not goes_on and element.get("join") not in _JOINS_BEFORE and not walk.nodes.in_word:
        _part_words(walk)
    _read_token(walk, element, goes_on or element.get("join") in _JOINS_BEFORE, "w")


def read_mark(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `pc`; one that only joins what follows stands apart from the word before it."""
    if element.get("join") in _APART_BEFORE and not walk.goes_on and not walk.nodes.in_word:
        _part_words(walk)
    _read_token(walk, element, walk.goes_on or element.get("join") in _JOINS_BEFORE, "pc")


def _read_token(walk: Walk, element: etree._Element, goes_on: bool, name: str) -> None:
    if walk.nodes.skipping:
        walk.content(element)
        return
    if goes_on:
        walk.transcript.join()
    is_token = walk.settings.words is Words.GIVEN and not walk.nodes.in_word
    if is_token:
        walk.transcript.begin_token()
    walk.nodes.open_word()
    walk.content(element)
    walk.nodes.close_word()
    if is_token:
        walk.transcript.end_token(_form(walk, element), _keys(walk, element), goes_on)
    walk.goes_on = element.get("join") in _JOINS_AFTER
    if walk.goes_on:
        walk.transcript.join()
    walk.word_end, walk.last_word = walk.transcript.length, name
    if name == "pc" and unicodedata.category(walk.transcript.last_characters(1) or " ") in _OPENING:
        walk.last_word = "opening"


def read_plain_word(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read a `w` or `pc` that is one piece of text, as most are, without the steps that others need."""
    text, transcript, nodes = element.text, walk.transcript, walk.nodes
    if not text or len(element) or walk.goes_on or nodes.is_unusual or not transcript.is_direct:
        walk.element(element)
        return
    attributes = dict(element.items())
    word = text.strip(SPACES)
    if len(word.split()) != 1 or not _NOT_PLAIN.isdisjoint(attributes):
        walk.element(element)
        return
    if plan.name == "w":
        if walk.settings.spelling is Spelling.REGULARISED and attributes.get("reg"):
            walk.element(element)
            return
        _part_words(walk)
    nodes.write_word(word, text)
    end = transcript.length
    start = end - len(word)
    for key, value in attributes.items():
        name = _SAID_OF_WORDS.get(key)
        if name is not None and (plan.name == "w" or name is not AnnotationName.REGULARISED):
            transcript.annotate(start, end, name, value)
    identity = attributes.get(ID) if walk.survey.said else None
    for name, value in walk.survey.said.get(identity, ()) if identity else ():
        transcript.annotate(start, end, name, value)
    if walk.settings.words is Words.GIVEN:
        transcript.pretoken(start, end, _form(walk, element), _keys(walk, element))
    walk.word_end, walk.last_word = end, plan.name
    if plan.name == "pc" and unicodedata.category(word[-1]) in _OPENING:
        walk.last_word = "opening"


def read_plain_space(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `c` that is a space."""
    text = element.text or ""
    if len(element) or text.strip(SPACES) or walk.nodes.is_unusual:
        walk.element(element)
        return
    walk.nodes.cursor += len(text)
    walk.transcript.separate(Separator.SPACE)


def read_plain_aside(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read an element that is kept aside, and of which nothing else is to be said."""
    destiny = plan.destiny
    if destiny is None or destiny.role is None:
        return
    separator = max(plan.separator, Separator.SPACE)
    walk.transcript.begin_aside(destiny.role, destiny.cause, plan.why, separator)
    walk.content(element)
    walk.transcript.end_aside(separator)


def read_plain_block(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read a block with attributes that only name a place, such as the number of a verse."""
    walk.begin_places(element, plan.name)
    walk.nodes.separate(plan.separator)
    walk.content(element)
    walk.nodes.separate(plan.separator)


def _part_words(walk: Walk) -> None:
    """Ask for a space between two words that touch in the source."""
    if walk.word_end != walk.transcript.length or walk.survey.has_spaces or walk.last_word == "opening":
        return
    if not walk.nodes.joins_words or walk.settings.level == "norm":
        walk.nodes.separate(Separator.SPACE)


def read_space_element(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `c`: a space, or a character."""
    text = string_value(element)
    if text.strip(SPACES):
        walk.content(element)
    else:
        walk.nodes.cursor += len(text)
        walk.nodes.separate(Separator.SPACE)


def _form(walk: Walk, element: etree._Element) -> str | None:
    """Return the form that is compared: an attribute, `w/@reg`, or a level, `level:norm`."""
    form = walk.settings.form
    if form.startswith("level:"):
        return _of_level(element, form.removeprefix("level:"))
    _, at, name = form.rpartition("@")
    return attribute(element, name) if at else None


def _of_level(element: etree._Element, level: str) -> str | None:
    found = next((e for e in element.iter("{*}" + level)), None)
    return "".join(string_value(found).split()) if found is not None else None


def _keys(walk: Walk, element: etree._Element) -> Keys:
    names = walk.settings.keys or _KEYS
    keys: list[tuple[str, object]] = [(n, v) for n in names if (v := attribute(element, n))]
    said = walk.survey.said.get(element.get(ID, ""), ()) if walk.survey.said else ()
    keys += [(_SAID[name], value) for name, value in said if _SAID[name] in names]
    for level in LEVELS:
        text = _of_level(element, level) if len(element) and local_name(element[0]) == "choice" else None
        if text is not None:
            keys.append((level, text))
    return tuple(keys)
