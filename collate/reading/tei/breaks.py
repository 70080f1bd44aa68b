"""Breaks of lines, columns and pages: whether the word goes on over them."""

from typing import Final

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.reading.divided_words import is_divided_word
from collate.reading.read_settings import Hyphens, LineEnds
from collate.reading.tei.plans import Plan
from collate.reading.tei.walk import Walk
from collate.reading.transcript import Separator

_LONGEST_WORD: Final = 80  # code points
HYPHENS: Final = "-\u2010\u00ac\u2e17\u2e40="


def read_break(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read a break: it parts two words, or a word goes on over it."""
    if not walk.nodes.in_word and not walk.nodes.skipping:
        if element.get("break") == "no":
            _go_on(walk)
        else:
            _part(walk, element, plan)
    if plan.name == "pb":
        _begin_image(walk, element)
    if plan.has_places:
        walk.begin_places(element, plan.name)
    if element.text or len(element):
        walk.content(element)


def _begin_image(walk: Walk, element: etree._Element) -> None:
    address = walk.survey.images.get(element.get("facs", "").lstrip("#"), element.get("facs", ""))
    if walk.image:
        walk.transcript.end(AnnotationName.FACSIMILE)
    walk.image = bool(address)
    if address:
        walk.transcript.begin(AnnotationName.FACSIMILE, address)


def _go_on(walk: Walk) -> None:
    """Let a word go on; a hyphen before the break is taken back, or stays at the end of a line."""
    if _hyphen_before(walk):
        if walk.settings.hyphens is not Hyphens.JOIN:
            walk.nodes.separate(Separator.LINE)
            return
        walk.transcript.take_back(HYPHENS)
    walk.transcript.join()


def _part(walk: Walk, element: etree._Element, plan: Plan) -> None:
    hyphen = _hyphen_before(walk)
    if hyphen and walk.settings.hyphens is Hyphens.JOIN:
        following = walk.next_character(element) if plan.name != "line" else _first_of(walk, element)
        if following.isalpha():
            if not following.isupper():
                walk.transcript.take_back(HYPHENS)
            if not following.isupper() or hyphen != "=":
                walk.transcript.join()
            return
    if walk.settings.hyphens is Hyphens.LEXICON and walk.state.words.found and _is_divided(walk, element, plan):
        if hyphen:
            walk.transcript.take_back(HYPHENS)
        walk.transcript.join()
        return
    walk.word_end = -1
    if plan.name == "line":
        return
    keeps = walk.settings.lines is LineEnds.KEEP or hyphen
    walk.nodes.separate(Separator.LINE if keeps else Separator.SPACE)


def _is_divided(walk: Walk, element: etree._Element, plan: Plan) -> bool:
    """Return whether the letters on both sides of a break are one word of the work."""
    before = walk.transcript.last_characters(_LONGEST_WORD, Separator.SPACE).rstrip(HYPHENS)
    following = walk.next_word(element) if plan.name != "line" else "".join(element.itertext()).lstrip()[:_LONGEST_WORD]
    return is_divided_word(before, following, walk.state.words)


def _first_of(walk: Walk, element: etree._Element) -> str:
    """Return the first character of the text of a line."""
    text = "".join(element.itertext()).lstrip()
    return text[:1]


def _hyphen_before(walk: Walk) -> str:
    """Return the hyphen with which the text ends, if it stands behind a letter."""
    last = walk.transcript.last_characters(2, Separator.SPACE)
    return last[1] if len(last) == 2 and last[1] in HYPHENS and last[0].isalpha() else ""
