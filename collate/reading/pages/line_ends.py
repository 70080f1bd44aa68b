"""Words that a line end divides, and letters that stand apart from their word because they are large."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from lxml import etree

from collate._dataclass import dataclass
from collate._repr import repr_line
from collate.reading.divided_words import is_elided
from collate.reading.xml_source import local_name
from collate.text.normalise import HYPHENS

# Signs that stand at line ends only, whatever the next line begins with.
_ONLY_AT_LINE_ENDS: Final = "¬\u00ad"
_MOST_LETTERS: Final = 2  # of a drop capital that is part of a word


def ends_with_hyphen(text: str) -> int:
    """Return the offset of a hyphen that may divide a word at the end of a line; -1 if there is none."""
    end = len(text.rstrip())
    if end < 2 or text[end - 1] not in HYPHENS:
        return -1
    before = end - 2
    while before > 0 and unicodedata.category(text[before]).startswith("M"):
        before -= 1
    return end - 1 if text[before].isalpha() else -1


def goes_on(text: str, hyphen: int, following: str, is_stated: bool = False) -> bool:
    """Return whether the last word of a line may go on in the next: that begins with a small letter, or has no case.

    `hyphen` is the offset of a hyphen at its end; -1 if there is none. After a sign that stands at line ends only, or
    if the source says that it divides a word, any letter will do.
    """
    following = following.lstrip()
    if not following or not following[0].isalpha():
        return False
    if is_stated or (hyphen >= 0 and text[hyphen] in _ONLY_AT_LINE_ENDS):
        return True
    if hyphen >= 0 and is_elided(following):
        return False
    word = (text[:hyphen] if hyphen >= 0 else text).split()[-1:]
    in_capitals = bool(word) and word[0].isupper() and following.split()[0].rstrip(".,;:!?" + HYPHENS).isupper()
    return unicodedata.category(following[0]) in ("Ll", "Lo") or (in_capitals and len(word[0]) > 1)


@dataclass(frozen=True, slots=True)
class LineBox:
    """The upright rectangle around a line. The origin is at the upper left."""

    left: float
    top: float
    right: float
    bottom: float

    def __repr__(self) -> str:
        return repr_line("LineBox", f"{self.left:g},{self.top:g} {self.right:g},{self.bottom:g}")

    @property
    def is_empty(self) -> bool:
        """Whether it has no area."""
        return self.right <= self.left or self.bottom <= self.top


def box_of(node: etree._Element) -> LineBox | None:
    """Return the rectangle around an element of PAGE or ALTO; None if the file has none that is of use."""
    try:
        if node.get("HPOS") is not None:
            left, top, width, height = (float(node.get(key) or "") for key in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
            box = LineBox(left, top, left + width, top + height)
        else:
            points = _points(node)
            if not points:
                return None
            across, down = [x for x, _ in points], [y for _, y in points]
            box = LineBox(min(across), min(down), max(across), max(down))
    except ValueError:
        return None
    return None if box.is_empty else box


def _points(node: etree._Element) -> list[tuple[float, float]]:
    """Return the corners in `Coords`: an attribute, or elements `Point` in files of 2010."""
    coords = next((child for child in node if local_name(child) == "Coords"), None)
    if coords is None:
        return []
    if written := coords.get("points"):
        pairs = [pair.split(",") for pair in written.split()]
        return [(float(pair[0]), float(pair[1])) for pair in pairs if len(pair) == 2]
    return [(float(p.get("x") or ""), float(p.get("y") or "")) for p in coords if local_name(p) == "Point"]


def is_part_of_word(capital: str) -> bool:
    """Return whether a drop capital is so short that it is the beginning of a word."""
    letters = [c for c in capital.strip() if not unicodedata.category(c).startswith("M")]
    return 0 < len(letters) <= _MOST_LETTERS and all(c.isalpha() for c in letters)


def line_of_capital(capital: LineBox | None, boxes: Sequence[LineBox | None], regions: Sequence[str]) -> int | None:
    """Return which line a drop capital begins: the highest of those beside it, in the nearest column.

    Returns None if the places are not known, or none is beside it.

    Parameters
    ----------
    capital
        Where the drop capital is.
    boxes, regions
        Where each line is, and its region.
    """
    if capital is None:
        return None
    lefts: dict[str, float] = {}
    for box, region in zip(boxes, regions, strict=True):
        if box is not None:
            lefts[region] = min(lefts.get(region, box.left), box.left)
    beside = [
        (n, box)
        for n, box in enumerate(boxes)
        if box is not None and box != capital and _is_beside(capital, box, lefts[regions[n]])
    ]
    if not beside:
        return None
    nearest = min(abs(box.left - capital.right) for _, box in beside)
    width = capital.right - capital.left
    column = [(box.top, n) for n, box in beside if abs(box.left - capital.right) <= nearest + 2 * width]
    return min(column)[1]


def _is_beside(capital: LineBox, box: LineBox, left: float) -> bool:
    """Return whether a line is beside a drop capital: it is not below the letter, and half of its height is beside it.

    If the line makes room for the letter, because it begins further to the right than others of its region, any part
    of its height will do.
    """
    width = capital.right - capital.left
    if box.left < capital.left + width / 2:
        return False
    common = min(capital.bottom, box.bottom) - max(capital.top, box.top)
    makes_room = box.left - left > width / 4
    return common > 0 if makes_room else 2 * common >= min(box.bottom - box.top, capital.bottom - capital.top)
