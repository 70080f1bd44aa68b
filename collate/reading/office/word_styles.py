"""The styles and lists of a document of Word: what a style is called, and whether it makes a heading or hides text."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.xml_source import local_name

BODY_LEVEL: Final = 9  # the outline level of what is no heading
_MOST_BASES: Final = 50
_HEADING: Final = re.compile(r"(?:heading(?: ?[1-9])?|title|subtitle)", re.IGNORECASE)
_OFF: Final = frozenset({"0", "false", "off", "none"})


@dataclass(frozen=True, slots=True)
class WordStyle:
    """What a style says of text, with what it takes from the styles that it is based on.

    name         as Word shows it, without blanks
    is_heading   whether its paragraphs are headings
    is_caption   whether they are captions
    hides        whether its text is hidden; None if it does not say
    strikes      whether its text is struck out
    begins_page  whether a new page begins with its paragraphs
    list_id      the list to which its paragraphs belong; "" if to none
    """

    name: str
    is_heading: bool = False
    is_caption: bool = False
    hides: bool | None = None
    strikes: bool | None = None
    begins_page: bool = False
    list_id: str = ""

    def __repr__(self) -> str:
        return repr_line("WordStyle", self.name)


class WordStyles:
    """The styles of a document, by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        for element in root if root is not None else ():
            if local_name(element) == "style":
                self._elements.setdefault(value(element, "styleId"), element)
        self._known: dict[str, WordStyle] = {}

    def __repr__(self) -> str:
        return repr_line("WordStyles", f"{len(self._elements)} styles")

    def of(self, key: str) -> WordStyle:
        """Return the style of an id; one that the document does not define is known by its id alone."""
        if key not in self._known:
            self._known[key] = self._style(key)
        return self._known[key]

    def _style(self, key: str) -> WordStyle:
        chain = self._chain(key)
        name = _name_of(chain[0]) if chain else key
        names = [_name_of(e) for e in chain] or [key]
        level = _first(chain, "outlineLvl")
        shown = "".join(name.split())
        return WordStyle(
            name="".join(c if c.isalnum() or c in "-_" else "-" for c in shown) or "-",
            is_heading=is_level(level) if level is not None else any(_HEADING.fullmatch(n) for n in names),
            is_caption=any(n.lower() == "caption" for n in names),
            hides=_flag(chain, "vanish"),
            strikes=_flag(chain, "strike", "dstrike"),
            begins_page=bool(_flag(chain, "pageBreakBefore")),
            list_id=_first(chain, "numId") or "",
        )

    def _chain(self, key: str) -> list[etree._Element]:
        """Return a style and those that it is based on."""
        found: list[etree._Element] = []
        while (element := self._elements.get(key)) is not None and element not in found and len(found) < _MOST_BASES:
            found.append(element)
            key = next((value(child) for child in element if local_name(child) == "basedOn"), "")
        return found


def _name_of(style: etree._Element) -> str:
    name = next((value(child) for child in style if local_name(child) == "name"), "")
    return name or value(style, "styleId")


def _first(chain: list[etree._Element], name: str) -> str | None:
    """Return the value of a property in the first style that has it."""
    return next((value(e) for style in chain for e in style.iter("{*}" + name)), None)


def _flag(chain: list[etree._Element], *names: str) -> bool | None:
    for style in chain:
        for element in style.iter(*["{*}" + name for name in names]):
            return is_on(element)
    return None


def value(element: etree._Element, name: str = "val") -> str:
    """Return an attribute of an element of Word, in whichever namespace of Word it is."""
    own = element.get(namespace_of(element) + name)
    return own if own is not None else element.get(name) or ""


def namespace_of(element: etree._Element) -> str:
    """Return the namespace of an element in braces."""
    tag = element.tag
    return tag[: tag.rfind("}") + 1] if isinstance(tag, str) else ""


def is_on(element: etree._Element) -> bool:
    """Return whether a property is set: it is, unless its value says no."""
    return value(element).lower() not in _OFF


def is_level(text: str) -> bool:
    """Return whether an outline level is that of a heading."""
    return text.isascii() and text.isdigit() and int(text[:3]) < BODY_LEVEL


def numbered_lists(root: etree._Element | None) -> Mapping[str, bool]:
    """Return by the id of each list whether Word writes numbers before its paragraphs, and not only bullets."""
    formats: dict[str, bool] = {}
    lists: dict[str, bool] = {}
    for element in root if root is not None else ():
        name = local_name(element)
        if name == "abstractNum":
            kinds = [value(e) for e in element.iter("{*}numFmt")]
            formats[value(element, "abstractNumId")] = any(kind not in ("bullet", "none") for kind in kinds[:1])
        elif name == "num":
            abstract = next((value(e) for e in element if local_name(e) == "abstractNumId"), "")
            lists[value(element, "numId")] = formats.get(abstract, True)
    return lists
