"""Breaks of lines, columns and pages: whether the word goes on over them."""

from collections.abc import Callable
from functools import partial
from typing import Final

from lxml import etree

from collate.model.annotations import AnnotationName
from collate.reading.divided_words import is_divided_word, is_elided
from collate.reading.read_settings import Hyphens, LineEnds
from collate.reading.tei.plans import Plan
from collate.reading.tei.walk import Walk
from collate.reading.transcript import Separator

_LONGEST_WORD: Final = 80  # code points
_AT_LINE_ENDS: Final = "\u00ac"  # stands nowhere else
_INSIDE_WORDS: Final = frozenset({"inword", "in-word", "worddiv", "intra-word"})  # types
_HYPHENATED: Final = frozenset({"hyphen", "hyphenated"})
HYPHENS: Final = "-\u2010\u00ac\u2e17\u2e40=\u2223"


def read_break(walk: Walk, element: etree._Element, plan: Plan) -> None:
    """Read a break: it parts two words, or a word goes on over it."""
    if not walk.nodes.in_word and not walk.nodes.skipping:
        if _is_in_word(element):
            _go_on(walk)
        else:
            _part(walk, element, plan)
    if plan.name == "pb":
        _begin_image(walk, element)
    if plan.has_places:
        walk.begin_places(element, plan.name)
    if element.text or len(element):
        walk.content(element)
    if plan.name == "line" and element.getnext() is None:
        join_divided(walk, partial(walk.next_word, element))  # it may go on in another zone, or on another page


def _is_in_word(element: etree._Element) -> bool:
    """Return whether a break says that it stands inside a word: by `break`, or as files before it did."""
    said: str | None = element.get("break")
    if said is not None:
        return said == "no"
    return element.get("type", "").lower() in _INSIDE_WORDS or element.get("rend", "").lower() in _HYPHENATED


def join_over_files(walk: Walk) -> None:
    """Join the halves of a word that the border before a file divides."""
    if walk.transcript.length:
        join_divided(walk, walk.first_word, Separator.PARAGRAPH)


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
        walk.transcript.take_back(HYPHENS, at=walk.nodes.point(walk.nodes.cursor))
    walk.transcript.join()


def _part(walk: Walk, element: etree._Element, plan: Plan) -> None:
    if walk.settings.hyphens is not Hyphens.LEXICON and not _hyphen_before(walk):
        walk.word_end = -1
        if plan.name != "line":
            walk.nodes.separate(Separator.LINE if walk.settings.lines is LineEnds.KEEP else Separator.SPACE)
        return
    following = partial(_first_word if plan.name == "line" else walk.next_word, element)
    if join_divided(walk, following):
        return
    walk.word_end = -1
    if plan.name == "line":
        return
    # A line end behind a hyphen would be taken for the sign of a divided word.
    keeps = walk.settings.lines is LineEnds.KEEP or (_hyphen_before(walk) and not is_elided(following()))
    walk.nodes.separate(Separator.LINE if keeps else Separator.SPACE)


def join_divided(walk: Walk, following: Callable[[], str], over: Separator = Separator.SPACE) -> bool:
    """Join the halves of a word that a border divides, and return whether there was one.

    Parameters
    ----------
    walk
        Which has read the first half, if there is one.
    following
        Returns the characters behind the border, up to the next white space.
    over
        The white space that may have been asked for between the halves.
    """
    transcript, words = walk.transcript, walk.state.words
    hyphen = _hyphen_before(walk, over)
    if walk.settings.hyphens is Hyphens.JOIN and hyphen:
        word = following()
        if not word[:1].isalpha() or (hyphen != _AT_LINE_ENDS and is_elided(word)):
            return False
        if not word[0].isupper():
            transcript.take_back(HYPHENS, over, walk.nodes.point(walk.nodes.cursor))
        if not word[0].isupper() or hyphen != "=":
            transcript.join()
        return True
    if walk.settings.hyphens is Hyphens.LEXICON and words.found:
        before = transcript.last_characters(_LONGEST_WORD, over).rstrip(HYPHENS)
        if is_divided_word(before, following(), words):
            if hyphen:
                transcript.take_back(HYPHENS, over, walk.nodes.point(walk.nodes.cursor))
            transcript.join()
            return True
    return False


def _first_word(element: etree._Element) -> str:
    """Return the first word of a line."""
    words = "".join(element.itertext()).split(maxsplit=1)
    return words[0] if words else ""


def _hyphen_before(walk: Walk, over: Separator = Separator.SPACE) -> str:
    """Return the hyphen with which the text ends, if it stands behind a letter."""
    last = "" if walk.transcript.ends_aside else walk.transcript.last_characters(2, over)
    return last[1] if len(last) == 2 and last[1] in HYPHENS and last[0].isalpha() else ""
