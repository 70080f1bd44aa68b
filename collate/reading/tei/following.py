"""What text follows an element, over the borders of elements."""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from collate._late_regex import late_regex
from collate.reading.transcript import SPACES

_FURTHEST = 60  # elements
_SPACE: Final = late_regex("[ \\t\\r\\n]")
Test = Callable[[etree._Element], bool]


def next_character(element: etree._Element, is_aside: Test, is_block: Test | None = None) -> str:
    """Return the first character of text behind an element; "" if there is none near.

    Parameters
    ----------
    element
        Behind which the text is looked for.
    is_aside
        Tells which elements are passed over: notes, furniture.
    is_block
        Tells which elements divide words. If given, white space and the border of a block are found too, as a space.
    """
    current: etree._Element | None = element
    for _ in range(_FURTHEST):
        if current is None:
            return ""
        if found := _first(current.tail, is_block):
            return found
        following = current.getnext()
        if following is None:
            current = current.getparent()
            if current is not None and is_block is not None and is_block(current):
                return " "
        else:
            current, found = _entered(following, is_aside, is_block)
            if found:
                return found
    return ""


def next_word(element: etree._Element, is_aside: Test, is_block: Test) -> str:
    """Return the characters behind an element up to the next white space or border of a block; markup divides none."""
    found = ""
    for piece in _texts_behind(element, is_aside, is_block):
        text = piece if found else piece.lstrip(SPACES)
        word = _SPACE.split(text, 1)[0]
        found += word
        if word != text:
            break
    return found


def _texts_behind(element: etree._Element, is_aside: Test, is_block: Test) -> Iterator[str]:
    """Yield the texts behind an element in order, and a space for the border of a block."""
    current: etree._Element | None = element
    for _ in range(_FURTHEST):
        if current is None:
            return
        yield current.tail or ""
        following = current.getnext()
        if following is None:
            current = current.getparent()
            if current is not None and is_block(current):
                yield " "
            continue
        current = following
        while isinstance(current.tag, str) and not is_aside(current):
            if is_block(current):
                yield " "
            yield current.text or ""
            if not len(current):
                break
            current = current[0]


def first_word(element: etree._Element, is_aside: Test) -> str:
    """Return the first characters of the text in an element, up to white space or to the end of their text node."""
    steps = etree.iterwalk(element, events=("start", "end"))
    for n, (event, inner) in enumerate(steps):
        is_start = event == "start"
        is_hidden = is_start and inner is not element and is_aside(inner)
        if is_hidden:
            steps.skip_subtree()
        text = None if is_hidden else inner.text if is_start else inner.tail if inner is not element else None
        if text and (text := text.lstrip(SPACES)):
            return _SPACE.split(text, 1)[0]
        if n > _FURTHEST:
            break
    return ""


def _first(text: str | None, is_block: Test | None) -> str:
    if not text:
        return ""
    if is_block is not None:
        return " " if text[0] in SPACES else text[0]
    return text.lstrip(SPACES)[:1]


def _entered(element: etree._Element, is_aside: Test, is_block: Test | None) -> tuple[etree._Element, str]:
    """Go down to the first text of an element; return where the search goes on, and what was found."""
    while isinstance(element.tag, str) and not is_aside(element):
        if is_block is not None and is_block(element):
            return element, " "
        if found := _first(element.text, is_block):
            return element, found
        if not len(element):
            break
        element = element[0]
    return element, ""
