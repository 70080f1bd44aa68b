"""The licence of Project Gutenberg where it stands in one block with other text: `pre`, or lines with `br`.

Files older than the template with `pg-boilerplate` have it so, and some have the whole book in the same `pre`. The part
of the block up to the line `*** START OF ...`, or from `*** END OF ...` on, is put into an element of its own. No text
node changes its place, so what is known of places stays true.
"""

import re
from collections.abc import Sequence
from typing import Final, TypeAlias

from lxml import etree

from collate._late_regex import late_regex
from collate.reading.xml_source import local_name, string_value

_Content: TypeAlias = str | etree._Element  # a text in a block, or a child of it
_START: Final = late_regex(
    r"(?im)^[ \t]*+(?:\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG E-?(?:BOOK|TEXT)[^*]{0,400}+\*{3}"
    r"|\*+ ?END ?\*+ ?THE SMALL PRINT[^\n]{0,400})[ \t]*$"
)
_END: Final = late_regex(
    r"(?im)^[ \t]*+(?:\*\*\* ?END OF (?:THE|THIS) PROJECT GUTENBERG[^*]{0,400}+\*{3}"
    r"|End of (?:the |this )?Project Gutenberg(?:['’]s| e-?(?:book|text) of)\b[^*]{0,400}+(?<=\n)[ \t]*+\*\*\* ?END\b)"
)
# One of the two lines alone may be quoted.
_FIRST_LINE: Final = late_regex(r"(?i)\*\*\* ?START OF TH(?:E|IS) PROJECT GUTENBERG")
_LAST_LINE: Final = late_regex(r"(?i)END OF (?:TH(?:E|IS) )?PROJECT GUTENBERG")
_LICENCE: Final = late_regex(r"(?i)THE SMALL PRINT!|gutenberg\.(?:org|net)/licen[cs]e|for the use of anyone anywhere")
# Behind the first line: who made the file, in paragraphs of their own.
_CREDITS: Final = late_regex(
    r"(?i)\s*(?:(?:(?:(?:e-?text |e-?book |html )?(?:produced|prepared)|scanned|updated|html version) by"
    r"|transcribed (?:by|from the)|this e-?(?:text|book) (?:was|is))\b(?:[^\n]|\n(?![ \t]*\n)){0,800}+\s*)*"
)


def has_licence(text: str) -> bool:
    """Return whether a page says more of Project Gutenberg than one line, which it may quote."""
    return bool((_FIRST_LINE.search(text) and _LAST_LINE.search(text)) or _LICENCE.search(text))


def divided_at_licence(block: etree._Element) -> list[tuple[etree._Element, bool]]:
    """Put what is no text of the book in a block into elements of their own; return them, and whether each is first."""
    head, body = _cut(_contents(block), _START, True)
    body, foot = _cut(body, _END, False)
    if head and not foot and _CREDITS.fullmatch(_lines(block, body)):
        head, body = head + body, []
    if not head and not foot:
        return []
    found = [(_holding(block, own), own is head) for own in (head, foot) if own]
    before = [part for part, is_start in found if is_start]
    _fill(block, [*before, *body, *(part for part, is_start in found if not is_start)])
    return found


def _contents(block: etree._Element) -> list[_Content]:
    """Return the texts and the children of a block in order."""
    return [block.text or "", *(own for child in block for own in (child, child.tail or ""))]


def _cut(contents: list[_Content], line: re.Pattern[str], is_start: bool) -> tuple[list[_Content], list[_Content]]:
    """Divide contents behind a line that begins the text of the book, or before one that ends it.

    Without such a line nothing is before the text, or behind it.
    """
    for number, own in enumerate(contents):
        if found := line.search(_text(own)):
            if isinstance(own, str):
                at = found.end() if is_start else found.start()
                return [*contents[:number], own[:at]], [own[at:], *contents[number + 1 :]]
            at = number + is_start
            return contents[:at], contents[at:]
    return ([], contents) if is_start else (contents, [])


def _lines(block: etree._Element, contents: Sequence[_Content]) -> str:
    """Return contents with the line ends that a reader sees: those of `br`, and those of the file in `pre`."""
    is_kept = local_name(block) == "pre"
    return "".join(
        _text(own) if is_kept else "\n" if _is_break(own) else _text(own).replace("\n", " ") for own in contents
    )


def _is_break(own: _Content) -> bool:
    return not isinstance(own, str) and local_name(own) == "br"


def _text(own: _Content) -> str:
    if isinstance(own, str):
        return own
    return string_value(own) if isinstance(own.tag, str) else ""


def _holding(block: etree._Element, contents: Sequence[_Content]) -> etree._Element:
    part = block.makeelement("div")
    _fill(part, contents)
    return part


def _fill(element: etree._Element, contents: Sequence[_Content]) -> None:
    """Let an element hold these texts and children, and no others."""
    for child in [*element]:
        element.remove(child)
    element.text = ""
    for own in contents:
        if not isinstance(own, str):
            own.tail = ""
            element.append(own)
        elif len(element):
            element[-1].tail = f"{element[-1].tail or ''}{own}"
        else:
            element.text += own
