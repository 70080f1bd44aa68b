"""Words, marks and spaces that the source has as elements: `w`, `pc`, `c`."""

import unicodedata
from types import MappingProxyType
from typing import Final

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.reading.read_settings import Words
from collate.reading.tei.alternatives import LEVELS
from collate.reading.tei.elements import ID, attribute
from collate.reading.tei.plans import Plan
from collate.reading.tei.walk import Walk
from collate.reading.transcript import SPACES, Separator
from collate.reading.xml_source import local_name, string_value

_SAID: Final = MappingProxyType({AnnotationName.LEMMA: "lemma", AnnotationName.PART_OF_SPEECH: "pos"})
_KEYS: Final = ("xml:id", "lemma", "pos")
_JOINS_BEFORE: Final = frozenset({"left", "both"})
_JOINS_AFTER: Final = frozenset({"right", "both"})
_GOES_ON: Final = frozenset({"M", "F"})
_OPENING: Final = frozenset({"Ps", "Pi"})
Keys = tuple[tuple[str, object], ...]


def read_word(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `w`: white space in it means nothing, and another `w` is another word unless the source joins them."""
    goes_on = walk.goes_on or element.get("part") in _GOES_ON or (not element.get("part") and bool(element.get("prev")))
    if not goes_on and element.get("join") not in _JOINS_BEFORE and not walk.in_word:
        _part_words(walk)
    _read_token(walk, element, goes_on or element.get("join") in _JOINS_BEFORE, "w")


def read_mark(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `pc`."""
    _read_token(walk, element, walk.goes_on or element.get("join") in _JOINS_BEFORE, "pc")


def _read_token(walk: Walk, element: etree._Element, goes_on: bool, name: str) -> None:
    if walk.skipping:
        walk.content(element)
        return
    if goes_on:
        walk.transcript.join()
    is_token = walk.settings.words is Words.GIVEN and not walk.in_word
    if is_token:
        walk.transcript.begin_token()
    walk.in_word += 1
    walk.content(element)
    walk.in_word -= 1
    if is_token:
        walk.transcript.end_token(_form(walk, element), _keys(walk, element), goes_on)
    walk.goes_on = element.get("join") in _JOINS_AFTER
    if walk.goes_on:
        walk.transcript.join()
    walk.word_end, walk.last_word = walk.transcript.length, name
    if name == "pc" and unicodedata.category(walk.transcript.last_characters(1) or " ") in _OPENING:
        walk.last_word = "opening"


def _part_words(walk: Walk) -> None:
    """Ask for a space between two words that touch in the source."""
    if walk.word_end != walk.transcript.length or walk.survey.has_spaces or walk.last_word == "opening":
        return
    if not walk.joins_words or walk.settings.level == "norm":
        walk.separate(Separator.SPACE)


def read_space_element(walk: Walk, element: etree._Element, _: Plan) -> None:
    """Read a `c`: a space, or a character."""
    text = string_value(element)
    if text.strip(SPACES):
        walk.content(element)
    else:
        walk.cursor += len(text)
        walk.separate(Separator.SPACE)


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
