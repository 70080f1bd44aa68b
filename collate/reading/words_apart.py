"""The text of an element that is left out, with its words apart, so that they can be counted.

`<lem>a</lem><rdg>b</rdg>` has two words, although no white space is between them; `w<hi>o</hi>rd` has one.
"""

from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._late_regex import late_regex
from collate._repr import counted, repr_line
from collate.reading.xml_source import local_name, string_value

# Where an element begins and ends: signs that stand in no XML. Where two elements touch, there is a space, unless a
# mark of punctuation stands at the word beside it.
_BEGIN: Final = "\x01"
_END: Final = "\x00"
_SIGNS: Final = late_regex(r"[\x00\x01]+")
_SPACE: Final = late_regex(r"""(?<![(\[{«“„‘’'"¿¡/\s\x00\x01-])[\x00\x01]*\x00\x01[\x00\x01]*(?=[\w(\[{«“„‘¿¡])""")
_ALWAYS: Final = " "


@dataclass(frozen=True, slots=True)
class WordBorders:
    """Which elements divide words, by their names. One that is not named divides them from another.

    always        what divides them even if it is empty: blocks and line ends
    inside_words  what may stand inside a word
    alternatives  of two of these that touch each has words of its own
    """

    always: frozenset[str] = frozenset()
    inside_words: frozenset[str] = frozenset()
    alternatives: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return repr_line("WordBorders", counted(len(self.always) + len(self.inside_words), "element"))


def words_apart(element: etree._Element, borders: WordBorders) -> str:
    """Return the text of an element, with more spaces where its elements divide words that touch."""
    if not len(element):
        return string_value(element)
    pieces: list[str] = []
    _gather(element, borders, pieces)
    text = "".join(pieces)
    return _SIGNS.sub("", _SPACE.sub(" ", text)) if _END in text else text


def _gather(element: etree._Element, borders: WordBorders, pieces: list[str]) -> None:
    if element.text and isinstance(element.tag, str):
        pieces.append(element.text)
    before = ""  # an alternative that touches the next element
    for child in element:
        name = local_name(child)
        begin, end = _around(child, name, borders)
        is_alternative = name in borders.alternatives
        pieces.append(_ALWAYS if is_alternative and before else begin)
        _gather(child, borders, pieces)
        pieces.append(end)
        if child.tail:
            pieces.append(child.tail)
        before = name if is_alternative and not child.tail else ""


def _around(element: etree._Element, name: str, borders: WordBorders) -> tuple[str, str]:
    """Return what stands before the text of an element and behind it."""
    if not name or name in borders.inside_words or element.get("break") == "no":
        return "", ""
    if name in borders.always:
        return _ALWAYS, _ALWAYS
    return (_BEGIN, _END) if element.text or len(element) else ("", "")
