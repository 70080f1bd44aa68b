"""The styles of a text in OpenDocument: what a style is called, and whether it hides text or begins a page."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.office.symbols import in_font_of_signs

OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_MOST_PARENTS: Final = 50
_TITLES: Final = frozenset({"title", "subtitle"})
_CAPTIONS: Final = frozenset({"caption"})
_NUMBERS: Final = f"{TEXT}list-level-style-number"


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """What a style says of text, with what it takes from its parents.

    name         of the nearest style that a person can choose, without blanks; "" for none
    is_title     whether its paragraphs are titles
    is_caption   whether they are captions
    hides        whether its text is hidden
    strikes      whether its text is struck out
    raises       whether its text is superscript
    begins_page  whether a new page begins with its paragraphs
    signs        the font, if it has signs in place of letters; "" for others
    """

    name: str = ""
    is_title: bool = False
    is_caption: bool = False
    hides: bool = False
    strikes: bool = False
    raises: bool = False
    begins_page: bool = False
    signs: str = ""

    def __repr__(self) -> str:
        return repr_line("OdtStyle", self.name)

    @property
    def says_nothing(self) -> bool:
        """Whether a stretch of this style is like what it stands in."""
        return not (self.name or self.hides or self.strikes or self.raises or self.signs)


_NO_STYLE: Final = OdtStyle()


class OdtStyles:
    """The styles of a document, by family and name."""

    def __init__(self, roots: Sequence[etree._Element]) -> None:
        self._elements: dict[tuple[str, str], etree._Element] = {}
        self._automatic: set[tuple[str, str]] = set()
        self._lists: dict[str, bool] = {}
        for root in roots:
            for element in root.iter(f"{STYLE}style"):
                key = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
                self._elements[key] = element  # the content of a document counts more than its styles
                parent = element.getparent()
                if parent is not None and parent.tag == f"{OFFICE}automatic-styles":
                    self._automatic.add(key)
            for element in root.iter(f"{TEXT}list-style"):
                first = next(iter(element), None)
                self._lists[element.get(f"{STYLE}name", "")] = first is not None and first.tag == _NUMBERS
        self._known: dict[tuple[str, str], OdtStyle] = {}

    def __repr__(self) -> str:
        return repr_line("OdtStyles", f"{len(self._elements)} styles")

    def numbers(self, list_style: str) -> bool:
        """Return whether LibreOffice writes numbers before the items of a list."""
        return self._lists.get(list_style, False)

    def of(self, family: str, name: str) -> OdtStyle:
        """Return the style of a name."""
        if not name:
            return _NO_STYLE
        key = family, name
        if key not in self._known:
            self._known[key] = self._style(family, name)
        return self._known[key]

    def _style(self, family: str, name: str) -> OdtStyle:
        chain = self._chain(family, name)
        names = [_plain(key[1]) for key, _ in chain] or [_plain(name)]
        chosen = next((_plain(key[1]) for key, _ in chain if key not in self._automatic), "" if chain else names[0])
        elements = [element for _, element in chain]
        lowered = {own.lower() for own in names}
        position = _first(elements, f"{STYLE}text-properties", f"{STYLE}text-position").split()[:1]
        # A second declaration of a font has a number behind its name.
        font = _first(elements, f"{STYLE}text-properties", f"{STYLE}font-name").rstrip("0123456789")
        return OdtStyle(
            name="".join(c if c.isalnum() or c in "-_" else "-" for c in "".join(chosen.split())),
            is_title=bool(_TITLES & lowered),
            is_caption=bool(_CAPTIONS & lowered),
            hides=_first(elements, f"{STYLE}text-properties", f"{TEXT}display") == "none",
            strikes=_first(elements, f"{STYLE}text-properties", f"{STYLE}text-line-through-style") not in ("", "none"),
            raises=bool(position) and (position[0] == "super" or position[0][:1] in "123456789"),
            begins_page=_begins_page(elements),
            signs=font if in_font_of_signs(font) else "",
        )

    def _chain(self, family: str, name: str) -> list[tuple[tuple[str, str], etree._Element]]:
        """Return a style and its parents."""
        found: list[tuple[tuple[str, str], etree._Element]] = []
        key = family, name
        while (element := self._elements.get(key)) is not None and len(found) < _MOST_PARENTS:
            if any(key == own for own, _ in found):
                break
            found.append((key, element))
            key = family, element.get(f"{STYLE}parent-style-name", "")
        return found


def _plain(name: str) -> str:
    """Return a name of a style as it is shown: `Text_20_body` is `Text body`."""
    return name.replace("_20_", " ")


def _first(chain: Sequence[etree._Element], properties: str, attribute: str) -> str:
    """Return an attribute of the first style that has it; "" if none has."""
    for style in chain:
        for element in style.iterchildren(properties):
            found = element.get(attribute)
            if found is not None:
                return str(found)
    return ""


def _begins_page(chain: Sequence[etree._Element]) -> bool:
    if _first(chain, f"{STYLE}paragraph-properties", f"{FO}break-before") == "page":
        return True
    return bool(chain) and bool(chain[0].get(f"{STYLE}master-page-name"))
